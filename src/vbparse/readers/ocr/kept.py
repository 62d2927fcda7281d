"""Tesseract's library in processes of their own (`library`), started for the first picture and kept for those that
follow: to start it and load its model takes as long as it reads for a tenth of a page, and a page asks it three times.

There are as many as pictures are read side by side. They end with this process, be it killed, as their standard input
is closed then. One that dies or takes too long costs its picture; the next picture finds another.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import sys
import threading

from vbparse.readers.ocr import library
from vbparse.readers.ocr.readings import LANGUAGE, MOST, PageError, Question, RawWord, start_process

_USES = 500
"""Pictures after which a process is replaced, should the library not give back all of the memory that it takes."""

_idle: list[_Process] = []
_lock = threading.Lock()


def ask_library(path: str, question: Question, seconds: float) -> list[list[RawWord]]:
    """The words of each line. Raises PageError where the library fails, hangs or writes without end."""
    process = _take_process(path)
    try:
        answer = process.ask(question, seconds)
    except BaseException:
        process.end()
        raise
    with _lock:
        _idle.append(process)
    return answer


def _take_process(path: str) -> _Process:
    with _lock:
        process = _idle.pop() if _idle else None
    if process and process.uses >= _USES:
        process.end()
        process = None
    return process or _Process(path)


def close() -> None:
    """End the processes that nobody is waiting for."""
    while _idle:
        _idle.pop().end()


def _forget() -> None:
    """In a forked child: the processes are its parent's."""
    global _lock
    _lock = threading.Lock()
    for process in _idle:
        process.leave()
    _idle.clear()


atexit.register(close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


class _Process:
    """The library in a process, which answers one question after another."""

    def __init__(self, path: str) -> None:
        self.uses = 0
        self._process = start_process([sys.executable, "-I", "-S", library.__file__, path, LANGUAGE])
        assert self._process.stdin
        assert self._process.stdout
        self._questions, self._answers = self._process.stdin, self._process.stdout

    def ask(self, question: Question, seconds: float) -> list[list[RawWord]]:
        """The words of each line. After any error the process is of no use any more."""
        self.uses += 1
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(seconds, stop)
        timer.start()
        try:
            with contextlib.suppress(BrokenPipeError):
                self._send(question)
            answer = self._answers.readline(MOST)
        finally:
            timer.cancel()
        if late.is_set():
            raise PageError(f"Tesseract did not end within {seconds:g} seconds")
        if len(answer) == MOST:
            raise PageError("Tesseract wrote without end")
        if not answer.endswith(b"\n"):
            raise PageError(f"Tesseract failed (code {self._process.wait()})")
        lines: list[list[RawWord]] = json.loads(answer)
        return lines

    def _send(self, question: Question) -> None:
        what = {name: getattr(question, name) for name in ("width", "height", "dpi", "mode", "characters")}
        self._questions.write(json.dumps(what).encode() + b"\n")
        self._questions.write(question.pixels)
        self._questions.flush()

    def end(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self.leave()
        self._process.wait()

    def leave(self) -> None:
        """Close our ends of its pipes."""
        for pipe in (self._questions, self._answers):
            with contextlib.suppress(OSError):
                pipe.close()
