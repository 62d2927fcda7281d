"""A worker as its parent sees it."""

from __future__ import annotations

import contextlib
import errno
import json
import pickle
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any, Literal

from vbparse.errors import SourceError
from vbparse.sentences import Sentence
from vbparse.workers.forked import Forked, can_fork
from vbparse.workers.limits import FILE, MB, MEMORY, SECONDS, Limits
from vbparse.workers.messages import Death, receive_message

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from vbparse.workers.keeper import keep_worker;"
    " keep_worker(*map(int, sys.argv[2:]))"
)
LOOK = 0.2
"""Seconds between two checks whether the answer is still wanted."""
_MILLISECONDS = 1000
"""Of a second: poll(2) counts in them."""
_BY_HARM = ("SIGSEGV", "SIGBUS", "SIGABRT", "SIGTRAP", "SIGILL")
"""Signals by which a program dies that gets no more memory, and does not look."""

Kind = Literal["done", "raised", "died"]


class WorkerError(SourceError):
    """The process that worked on a file died, or was killed because it took too much; the message is the end of a
    sentence."""


class OverdueError(WorkerError):
    """It was not done in its time."""


class Worker:
    """A process, in a session of its own, that answers one call after the other: how many it has `done`, and the bytes
    of `memory` that it held after the last."""

    def __init__(self, limits: Limits) -> None:
        self.done, self.memory = 0, 0
        self._limits = limits
        self._keeper = Forked(limits) if can_fork() else _spawn_keeper(limits)
        assert self._keeper.stdin
        assert self._keeper.stdout
        self._calls, self._answers = self._keeper.stdin, self._keeper.stdout

    def ask(self, call: bytes, seconds: float, look: Callable[[], None]) -> tuple[Kind, Any]:
        """What a call (`framed`: a function and its arguments) gives, or the error that it raises. `look` is called
        every moment, and may raise. Raises WorkerError; after that, and whatever `look` raises, the worker is of no use
        any more."""
        ends = time.monotonic() + seconds
        watch = select.poll()
        watch.register(self._answers, select.POLLIN)
        kind: Kind = "died"
        value = None
        with contextlib.suppress(OSError, EOFError, pickle.UnpicklingError):  # what a death in the middle leaves
            self._calls.write(call)
            self._calls.flush()
            while not watch.poll(_MILLISECONDS * min(LOOK, max(0.0, ends - time.monotonic()))):
                look()
                if time.monotonic() >= ends:
                    raise OverdueError("worker.slow", seconds=seconds, variable=SECONDS)
            kind, value, self.memory = receive_message(self._answers)
        if kind == "died":
            look()
            raise WorkerError(self._describe_death(value))
        self.done += 1
        if isinstance(value, MemoryError):
            raise WorkerError(self._describe_memory_excess())
        if isinstance(value, OSError) and value.errno == errno.EFBIG:
            raise WorkerError("worker.large", file_bytes=self._limits.file_bytes // MB, variable=FILE)
        return kind, value

    def _describe_death(self, death: Death | None) -> Sentence:
        if death is None:
            return Sentence("worker.unseen")
        how = signal.Signals(death.signal).name if death.signal else f"status {death.status}"
        if how in _BY_HARM and death.peak > self._limits.memory // 2:
            return self._describe_memory_excess()
        return Sentence("worker.killed" if how == "SIGKILL" else "worker.died", how=how)

    def _describe_memory_excess(self) -> Sentence:
        return Sentence("worker.memory", memory=self._limits.memory // MB, variable=MEMORY)

    def stop(self) -> None:
        """Have it end; who waits for its answer gets an error. Any thread may call."""
        self._keeper.terminate()

    def end(self) -> None:
        """End it with all that it started, and wait until nothing of it is left."""
        self._keeper.terminate()
        for pipe in (self._answers, self._calls):
            with contextlib.suppress(OSError):
                pipe.close()
        self._keeper.wait()


def _spawn_keeper(limits: Limits) -> subprocess.Popen[bytes]:
    # -P: nothing that lies in the folder where the user stands is imported.
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _START, json.dumps(sys.path), str(limits.memory), str(limits.file_bytes)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
