"""Work on files by a pool of workers, several at a time, until a job is stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import partial
from itertools import islice
from typing import TypeVar

from vbparse.errors import SecretError
from vbparse.ingest.batch import Outcome, Work, attempt
from vbparse.ingest.inputs import Given
from vbparse.workers.pool import Pool

T = TypeVar("T")


class PooledWork:
    """Work in the pool: outcomes come as they are there, and none any more when the job is stopped. `secret` are the
    names of those files that have a mark of secrecy."""

    def __init__(self, pool: Pool, seconds: float | None, stop: threading.Event, begun: Callable[[str], None]) -> None:
        self._pool, self._seconds, self._stop, self._begun = pool, seconds, stop, begun
        self.secret: set[str] = set()

    def __call__(self, work: Work[T], given: Iterable[Given]) -> Generator[Outcome[T], None, None]:
        rest, at_work = iter(given), set[Future[Outcome[T] | None]]()
        with ThreadPoolExecutor(self._pool.count) as threads:
            try:
                while True:
                    for one in islice(rest, self._pool.count - len(at_work)):
                        at_work.add(threads.submit(self._outcome, work, one))
                    if not at_work:
                        return
                    done, at_work = wait(at_work, return_when=FIRST_COMPLETED)
                    yield from filter(None, (future.result() for future in done))
            except GeneratorExit:  # the archive could not be written: nobody waits for what is at work
                self._stop.set()
                raise

    def _outcome(self, work: Work[T], given: Given) -> Outcome[T] | None:
        if self._stop.is_set():
            return None
        found = attempt(partial(self._read_in_worker, work), given)
        return None if found.fault and self._stop.is_set() else found

    def _read_in_worker(self, work: Work[T], given: Given) -> T:
        begun = partial(self._begun, given.name)
        try:
            return self._pool.call(work, given, seconds=self._seconds, stop=self._stop, begun=begun)
        except SecretError:
            self.secret.add(given.name)
            raise
