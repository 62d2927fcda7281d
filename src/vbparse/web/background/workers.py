"""Child processes that do what a document could make go wrong: with limits of time, memory and file size.

A document that hangs, eats memory or kills its process costs its own call. With a process dies all that it started:
what stays in its group, and what left it (LibreOffice, Tesseract), which is known by a mark in its environment.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import Pipe
from typing import Any, TypeVar, cast

from vbparse.errors import SourceError, ToolError
from vbparse.web.background import worker
from vbparse.web.settings import MB, Settings

T = TypeVar("T")
USES = 200
"""Calls after which a process is replaced, since libraries give back not all of the memory that they take."""
FILE_BYTES = 1024 * MB
"""Bytes that a worker may write into one file."""
_DRAWING_BYTES = 1024 * MB
_LOOK = 0.2
"""Seconds from one look at whether a call was called off to the next."""
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from vbparse.web.background.worker import serve;"
    " serve(*map(int, sys.argv[2:]))"
)


class WorkerError(SourceError):
    """The process that worked on a file died, or was killed because it took too much."""


class BusyError(ToolError):
    """No worker became free in the time that the caller had."""


class CalledOffError(ToolError):
    """The caller does not want the answer any more."""


class Pool:
    """At most `count` processes, started as they are needed and kept. Any thread may call; who waits longest is served
    first."""

    def __init__(self, count: int, *, memory: int, file_bytes: int = FILE_BYTES, uses: int = USES) -> None:
        self.count = count
        self._limits = (memory, file_bytes)
        self._uses = uses
        self._turn = threading.Condition()
        self._waiting: deque[object] = deque()
        self._free: list[_Worker | None] = [None] * count
        self._lock = threading.Lock()
        self._all: set[_Worker] = set()
        self._closed = threading.Event()

    def call(
        self,
        function: Callable[..., T],
        *arguments: Any,
        seconds: float,
        patience: float = float("inf"),
        stop: threading.Event | None = None,
        begun: Callable[[], None] | None = None,
    ) -> T:
        """What a function that can be imported gives, or the error that it raises. It has `seconds` once a worker is
        free, which may take `patience`; `begun` is called then. Setting `stop` calls it off.

        Raises WorkerError, BusyError, CalledOffError.
        """
        message = pickle.dumps((function, arguments))
        found = self._taken(patience, stop)
        try:
            if found and found.done >= self._uses:
                self._end(found)
                found = None
            found = found or self._started()
            if begun:
                begun()
            right, value = self._asked(found, message, seconds, stop)
        except BaseException:
            self._end(found)
            found = None
            raise
        finally:
            with self._turn:
                self._free.append(found)  # the last one is taken first: the others may grow cold
                self._turn.notify_all()
        if right:
            return cast(T, value)
        if isinstance(value, MemoryError):
            raise WorkerError(f"to read it takes more than {self._limits[0] // MB} MB of memory; split it.")
        raise value

    def close(self) -> None:
        """End all processes, those at work as well: their calls raise CalledOffError."""
        self._closed.set()
        with self._lock:
            left = list(self._all)
        for one in left:
            self._end(one)

    def _taken(self, patience: float, stop: threading.Event | None) -> _Worker | None:
        ends, ticket = time.monotonic() + patience, object()
        with self._turn:
            self._waiting.append(ticket)
            try:
                while not self._free or self._waiting[0] is not ticket:
                    self._check(stop)
                    if time.monotonic() >= ends:
                        raise BusyError("the server is at work on other files; try again in a minute.")
                    self._turn.wait(_LOOK)
                self._check(stop)
                return self._free.pop()
            finally:
                self._waiting.remove(ticket)
                self._turn.notify_all()

    def _started(self) -> _Worker:
        started = _Worker(*self._limits)
        with self._lock:
            self._all.add(started)
        if self._closed.is_set():  # since it was looked at; who closed has not seen this one
            self._end(started)
        self._check(None)
        return started

    def _asked(self, found: _Worker, message: bytes, seconds: float, stop: threading.Event | None) -> tuple[bool, Any]:
        ends = time.monotonic() + seconds
        try:
            found.connection.send_bytes(message)
            while not found.connection.poll(min(_LOOK, max(0.0, ends - time.monotonic()))):
                self._check(stop)
                if time.monotonic() >= ends:
                    raise WorkerError(f"it was not done within {seconds:g} seconds; split it, or convert it to DOCX.")
            answer = found.connection.recv_bytes()
        except (EOFError, OSError) as error:
            self._check(stop)
            raise WorkerError(
                f"the process that read it died ({found.last_words()}); it may be made to harm, or want more than"
                f" {self._limits[0] // MB} MB of memory."
            ) from error
        found.done += 1
        right, value = pickle.loads(answer)
        return right, value

    def _check(self, stop: threading.Event | None) -> None:
        if self._closed.is_set() or (stop and stop.is_set()):
            raise CalledOffError("the work was called off.")

    def _end(self, found: _Worker | None) -> None:
        if found:
            found.end()
            with self._lock:
                self._all.discard(found)


class _Worker:
    """A process in a session of its own, and a folder for its temporary files."""

    def __init__(self, memory: int, file_bytes: int) -> None:
        self.done = 0
        self._mark = secrets.token_hex(16)
        self._folder = tempfile.mkdtemp(prefix="vbparse-worker-")
        self._ending = threading.Lock()
        self.connection, theirs = Pipe()
        life, self._life = os.pipe()
        limits = (theirs.fileno(), life, memory, file_bytes)
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START, json.dumps(sys.path), *map(str, limits)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(), life),
                env=os.environ | {worker.MARK: self._mark, "TMPDIR": self._folder},
                start_new_session=True,
            )
        finally:
            theirs.close()
            os.close(life)

    def last_words(self) -> str:
        """How the process ended."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            status = self._process.wait(5)
            return signal.Signals(-status).name if status < 0 else f"status {status}"
        return "silent"

    def end(self) -> None:
        """Kill it with all that it started, and remove what it left."""
        with self._ending:
            if self._life < 0:
                return
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            worker.end_marked(self._mark)
            shutil.rmtree(self._folder, ignore_errors=True)
            self.connection.close()
            os.close(self._life)
            self._life = -1


@dataclass(frozen=True, slots=True)
class Workers:
    """The workers of a server. `drawing` is for what people wait for: it is never behind a scan of a hundred pages."""

    parsing: Pool
    drawing: Pool

    @classmethod
    def of(cls, settings: Settings) -> Workers:
        """Those that the settings ask for; none is started yet."""
        return cls(
            Pool(settings.workers, memory=settings.parse_bytes),
            Pool(max(2, settings.workers // 2), memory=min(settings.parse_bytes, _DRAWING_BYTES)),
        )

    def close(self) -> None:
        """End them all."""
        self.parsing.close()
        self.drawing.close()
