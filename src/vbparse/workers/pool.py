"""Workers that any thread may have do something: started as they are needed, kept, and replaced when they die."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any, Self, TypeVar, cast

from vbparse.errors import ToolError
from vbparse.workers.forked import can_fork
from vbparse.workers.limits import MB, Limits
from vbparse.workers.messages import pack_message
from vbparse.workers.process import LOOK, Worker

T = TypeVar("T")
USES = 2_000
"""Calls after which a process is replaced, whatever it holds."""
_LARGE = 512 * MB
"""Bytes of memory from which a process is replaced that does nothing, since libraries do not give back all that they
take. Most hold a third of it."""
_LEAVING = 30.0
"""Seconds that calls have to see that the pool is closed."""


class BusyError(ToolError):
    """No worker became free in the time that the caller had."""


class CalledOffError(ToolError):
    """The caller does not want the answer any more."""


class Pool:
    """At most `count` workers. Who waits longest is served first."""

    def __init__(self, count: int, limits: Limits, *, uses: int = USES) -> None:
        self.count, self.limits = count, limits
        self._uses = uses
        self._turn = threading.Condition()
        self._waiting: deque[object] = deque()
        self._free: list[Worker | None] = [None] * count
        self._busy: set[Worker] = set()
        self._closed = threading.Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Start all processes, if they can be forked: no other thread may use the pool. One that is started when it is
        needed, by one of many threads, has to load everything again."""
        self._free = [worker or (Worker(self.limits) if can_fork() else None) for worker in self._free]

    def call(
        self,
        function: Callable[..., T],
        *arguments: Any,
        seconds: float | None = None,
        patience: float = float("inf"),
        stop: threading.Event | None = None,
        begun: Callable[[], None] | None = None,
    ) -> T:
        """What a function that can be imported gives, or the error that it raises. Once a worker is free, which may
        take `patience`, it has `seconds` (None: those of the limits); `begun` is called then. Setting `stop` calls it
        off.

        Raises WorkerError, BusyError, CalledOffError.
        """
        call = pack_message((function, arguments))
        worker = self._take_worker(patience, stop)
        try:
            if worker and (worker.done >= self._uses or worker.memory > _LARGE):
                worker.end()
                worker = None
            worker = worker or Worker(self.limits)
            with self._turn:
                self._busy.add(worker)
            self._raise_if_called_off(stop)  # who closes sees this worker at work, or was before
            if begun:
                begun()
            kind, value = worker.ask(call, seconds or self.limits.seconds, lambda: self._raise_if_called_off(stop))
        except BaseException:
            if worker:
                worker.end()
            self._give_back(worker, None)
            raise
        self._give_back(worker, worker)
        if kind == "raised":
            raise value
        return cast(T, value)

    def close(self) -> None:
        """End all processes, those at work as well: their calls raise CalledOffError."""
        self._closed.set()
        with self._turn:
            for worker in self._busy:
                worker.stop()
            self._turn.wait_for(lambda: len(self._free) == self.count, _LEAVING)
            left = [worker for worker in self._free if worker]
            self._free = [None] * self.count
        for worker in left:
            worker.end()

    def _take_worker(self, patience: float, stop: threading.Event | None) -> Worker | None:
        """A worker that is free, None for one that is still to be started."""
        ends, ticket = time.monotonic() + patience, object()
        with self._turn:
            self._waiting.append(ticket)
            try:
                while not self._free or self._waiting[0] is not ticket:
                    self._raise_if_called_off(stop)
                    if time.monotonic() >= ends:
                        raise BusyError("worker.busy")
                    self._turn.wait(LOOK)
                self._raise_if_called_off(stop)
                return self._free.pop()
            finally:
                self._waiting.remove(ticket)
                self._turn.notify_all()

    def _give_back(self, lent: Worker | None, kept: Worker | None) -> None:
        with self._turn:
            if lent:
                self._busy.discard(lent)
            self._free.append(kept)  # the last one is taken first: the others may grow cold
            self._turn.notify_all()

    def _raise_if_called_off(self, stop: threading.Event | None) -> None:
        if self._closed.is_set() or (stop and stop.is_set()):
            raise CalledOffError("worker.called-off")
