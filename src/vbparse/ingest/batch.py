"""Many documents, one after another or in several processes; what goes wrong with one stays with that one."""

from __future__ import annotations

import multiprocessing
import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import Generic, Protocol, TypeVar

from vbparse.errors import VbparseError
from vbparse.ingest.inputs import Given

T = TypeVar("T")
Work = Callable[[Given], T]
AHEAD = 4
"""Documents handed out for each process before the first result is awaited."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What became of a document: a value, or the sentence that says why there is none."""

    name: str
    value: T | None = None
    fault: str | None = None


class Spread(Protocol):
    """How work is spread: `run`, or another that does the same elsewhere. Outcomes may come in any order, and those of
    documents that are not wanted any more not at all."""

    def __call__(self, work: Work[T], given: Sequence[Given], jobs: int) -> Generator[Outcome[T], None, None]: ...


def run(work: Work[T], given: Sequence[Given], jobs: int) -> Generator[Outcome[T], None, None]:
    """Do `work` (a picklable callable) on each document; outcomes come in the order of the documents. `jobs` 0 stands
    for one process a core."""
    jobs = min(jobs or os.cpu_count() or 1, len(given))
    if jobs <= 1:
        return (attempt(work, one) for one in given)
    return _parallel(work, given, jobs)


def attempt(work: Work[T], given: Given) -> Outcome[T]:
    """Do the work; any error is told in one sentence. With VBPARSE_DEBUG=1 an unforeseen one shows its traceback."""
    if given.fault:
        return Outcome(given.name, fault=given.fault)
    try:
        return Outcome(given.name, value=work(given))
    except VbparseError as error:
        return Outcome(given.name, fault=_less_name(str(error), given.name))
    except Exception as error:  # whatever one document sets off, the others go on
        if os.environ.get("VBPARSE_DEBUG") == "1":
            traceback.print_exc()
        what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        return Outcome(given.name, fault=f"internal error ({what}); please report it with the file.")


def _less_name(sentence: str, name: str) -> str:
    """A message less the name it begins with, since whoever prints it names the file."""
    for lead in (name, os.path.basename(name)):
        if lead and sentence.startswith(lead):
            return sentence[len(lead) :].lstrip(": ")
    return sentence


def _parallel(work: Work[T], given: Sequence[Given], jobs: int) -> Generator[Outcome[T], None, None]:
    waiting: deque[tuple[Given, Future[Outcome[T]] | None]] = deque()
    rest = iter(given)
    pool, done = _pool(jobs), False
    try:
        while not done:
            waiting.extend((one, _submit(pool, work, one)) for one in islice(rest, AHEAD * jobs - len(waiting)))
            if not waiting:
                done = True
                continue
            one, future = waiting.popleft()
            outcome = _result(future)
            if outcome:
                yield outcome
                continue
            # A process died, and all that was in flight went with it. Which document did it is not told, so each is
            # tried again in a process of its own.
            pool.shutdown(wait=True)
            yield _alone(work, one)
            yield from (_result(future) or _alone(work, one) for one, future in waiting)
            waiting.clear()
            pool = _pool(jobs)
    finally:
        # Who is called off does not wait; else Python may find the pool half closed when it ends, and complain.
        pool.shutdown(wait=done, cancel_futures=True)
        for child in multiprocessing.active_children():
            child.terminate()


def _pool(jobs: int) -> ProcessPoolExecutor:
    # An interrupt is the business of the parent: it ends the workers.
    return ProcessPoolExecutor(
        jobs,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=signal.signal,
        initargs=(signal.SIGINT, signal.SIG_IGN),
    )


def _submit(pool: ProcessPoolExecutor, work: Work[T], given: Given) -> Future[Outcome[T]] | None:
    try:
        return pool.submit(attempt, work, given)
    except BrokenExecutor:
        return None


def _result(future: Future[Outcome[T]] | None) -> Outcome[T] | None:
    """The outcome, or None where the process died under it."""
    try:
        return future.result() if future else None
    except BrokenExecutor:
        return None


def _alone(work: Work[T], given: Given) -> Outcome[T]:
    with _pool(1) as pool:
        outcome = _result(_submit(pool, work, given))
    return outcome or Outcome(
        given.name, fault="the process that read it died; it may want more memory than there is, try it by itself."
    )
