"""Many documents, here or in processes of their own; what goes wrong with one stays with that one."""

from __future__ import annotations

import os
import threading
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from heapq import nlargest
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from vbparse.errors import VbparseError
from vbparse.ingest.inputs import Given
from vbparse.readers.suffixes import PLAIN_SUFFIXES
from vbparse.sentences import Sentence
from vbparse.workers.limits import Limits
from vbparse.workers.pool import Pool

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")
Work = Callable[[Given], T]
AHEAD = 4
"""Documents handed out for each process before the first result is awaited."""
HEAVY = 16
"""Documents that are begun before their turn, at most."""
_HEAVY_SHARE = 0.01
"""Share of the cost of all above which a document is heavy."""
_PLAIN = 5
"""A byte of plain text takes as long as so many of a DOCX or PDF."""
_NEEDED = "vbparse.pipeline"
"""What all processes need, and is loaded once, before they are forked."""
_LONGEST_FAULT = 200
"""Characters of an unforeseen error that a message gives."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What became of a document: a value, or the sentence that says why there is none."""

    name: str
    value: T | None = None
    fault: Sentence | None = None


class Spread(Protocol):
    """How work is done on many documents. Outcomes may come in any order, and those of documents that are not wanted
    any more not at all."""

    def __call__(self, work: Work[T], given: Iterable[Given]) -> Generator[Outcome[T], None, None]: ...


def in_turn(work: Work[T], given: Iterable[Given]) -> Generator[Outcome[T], None, None]:
    """In this process, one document after the other and without limits."""
    return (attempt(work, one) for one in given)


@contextmanager
def in_processes(jobs: int) -> Iterator[Spread]:
    """In so many processes (0: one a core) that have limits; work is sent to them pickled. Outcomes come in the order
    of the documents. Where no process can be forked (Windows) it is done `in_turn`. Raises InputError."""
    if not hasattr(os, "fork"):
        yield in_turn
        return
    with Pool(jobs or os.cpu_count() or 1, Limits.from_environment()) as pool:
        yield _InProcesses(pool)


@dataclass(frozen=True, slots=True)
class _InProcesses:
    pool: Pool

    def __call__(self, work: Work[T], given: Iterable[Given]) -> Generator[Outcome[T], None, None]:
        if self.pool.count == 1:
            return in_turn(partial(self.pool.call, work), given)
        return self._side_by_side(work, given)

    def _side_by_side(self, work: Work[T], given: Iterable[Given]) -> Generator[Outcome[T], None, None]:
        from concurrent.futures import ThreadPoolExecutor

        stop = threading.Event()
        call_worker = partial(self.pool.call, work, stop=stop)
        import_module(_NEEDED)
        self.pool.start()
        # Threads, for they do nothing but wait.
        with ThreadPoolExecutor(self.pool.count) as threads:
            early: dict[int, Future[Outcome[T]] | None] = {
                id(heavy): threads.submit(attempt, call_worker, heavy) for heavy in find_heavy(given)
            }
            rest = iter(given)
            waiting: deque[Future[Outcome[T]]] = deque()
            try:
                while True:
                    new = islice(rest, AHEAD * self.pool.count - len(waiting))
                    waiting.extend(early.pop(id(one), None) or threads.submit(attempt, call_worker, one) for one in new)
                    if not waiting:
                        return
                    yield waiting.popleft().result()
            finally:  # whoever is interrupted, or wants no more, does not wait for what is at work
                stop.set()


def find_heavy(given: Iterable[Given]) -> list[Given]:
    """Those of a list that take so long that they had better be begun first, since at the end all but one process would
    wait for them: at most `HEAVY`, as their results are kept until it is their turn. Of what comes bit by bit, none."""
    if not isinstance(given, Sequence):
        return []
    costs = {id(one): _estimate_cost(one) for one in given}
    least = _HEAVY_SHARE * sum(costs.values())
    return nlargest(HEAVY, (x for x in given if costs[id(x)] > least), key=lambda x: costs[id(x)])


def _estimate_cost(given: Given) -> float:
    """How long a document may take, in bytes of a container: plain text takes longer for its size."""
    if given.fault:
        return 0.0
    try:
        size = os.stat(given.path or given.name).st_size if given.data is None else len(given.data)
    except OSError:  # which is reported when it is read
        return 0.0
    return size * (_PLAIN if given.name.lower().endswith(PLAIN_SUFFIXES) else 1)


def attempt(work: Work[T], given: Given) -> Outcome[T]:
    """Do the work; any error is reported in one sentence. With VBPARSE_DEBUG=1 an unforeseen one shows its
    traceback."""
    if given.fault:
        return Outcome(given.name, fault=given.fault)
    try:
        return Outcome(given.name, value=work(given))
    except VbparseError as error:
        return Outcome(given.name, fault=_less_name(error.sentence, given.name))
    except Exception as error:  # whatever one document sets off, the others go on
        if os.environ.get("VBPARSE_DEBUG") == "1":
            traceback.print_exception(error)
        what = " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST_FAULT]
        return Outcome(given.name, fault=Sentence("internal-error", what=what))


def _less_name(sentence: Sentence, name: str) -> Sentence:
    """A message less the name it begins with, since whoever prints it names the file."""
    for lead in (name, os.path.basename(name)):
        if lead and sentence.startswith(lead):
            return sentence.without_lead(lead)
    return sentence
