"""Invented documents taken into an archive as `vbparse ingest` does it."""

from __future__ import annotations

import multiprocessing
import pickle
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from invented.documents import make_document
from invented.world import World
from vbparse.archive.archive import Archive
from vbparse.archive.index.preparing import Prepared, prepare_document
from vbparse.archive.store.upkeep import optimize_index
from vbparse.ingest.keep import STEP

AHEAD = 6
"""Steps that are invented before they are taken in."""


@dataclass(slots=True)
class Took:
    """Seconds of the steps by the clock; processor seconds of this process, which writes, of putting the lists of words
    together, and of those that prepare documents."""

    steps: list[float] = field(default_factory=list)
    writing: float = 0.0
    optimizing: float = 0.0
    preparing: float = 0.0

    def documents_a_second(self, start: int | None = None, end: int | None = None) -> float:
        """Of some of the steps, by the clock."""
        return STEP * len(self.steps[start:end]) / sum(self.steps[start:end])


def fill_archive(folder: Path, world: int, start: int, end: int) -> Took:
    """Take in the documents from one number to another, of a world of so many; the archive is made where there is
    none."""
    took = Took()
    with Archive(folder, create=True) as archive:
        for seconds, documents in invent_documents(world, start, end):
            took.preparing += seconds
            clock, begun = time.perf_counter(), time.process_time()
            with archive.store.writing() as step:
                for one in documents:
                    step.record("ingested", sha256=one.sha256, name=f"/{one.id}.docx", size=len(one.packed))
                    step.add_prepared([one])
            took.steps.append(time.perf_counter() - clock)
            took.writing += time.process_time() - begun
        begun = time.process_time()
        optimize_index(archive.store, end - start)
        took.optimizing = time.process_time() - begun
    return took


def invent_documents(world: int, start: int, end: int) -> Iterator[tuple[float, list[Prepared]]]:
    """The documents, prepared as workers do it, a step at a time, from a process of their own; and the processor
    seconds that this took."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn, initializer=_make_world, initargs=(world,)) as pool:
        waiting: deque[Future[tuple[float, bytes]]] = deque()
        for first in range(start, end, STEP):
            waiting.append(pool.submit(_invent_documents, first, min(first + STEP, end)))
            if len(waiting) > AHEAD:
                yield _unpickle(waiting.popleft().result())
        while waiting:
            yield _unpickle(waiting.popleft().result())


def _unpickle(invented: tuple[float, bytes]) -> tuple[float, list[Prepared]]:
    return invented[0], pickle.loads(invented[1])


_world: World


def _make_world(count: int) -> None:
    global _world
    _world = World(count)


def _invent_documents(start: int, end: int) -> tuple[float, bytes]:
    """Pickled here, lest a thread of the pool unpickle them while the archive is being written."""
    invented = [make_document(_world, n) for n in range(start, end)]
    begun = time.process_time()
    prepared = [prepare_document(one) for one in invented]
    return time.process_time() - begun, pickle.dumps(prepared)
