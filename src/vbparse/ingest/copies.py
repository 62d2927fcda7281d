"""Searchable copies of what is held. They are made when all is taken in: what goes wrong with one loses no file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice

from vbparse.archive import copies, originals
from vbparse.archive.store import Store
from vbparse.errors import VbparseError
from vbparse.exchange.pdfa import KINDS, convert
from vbparse.ingest.keep import Taken
from vbparse.programs import Runner
from vbparse.schema import Document

_HELD = ("added", "again", "held")
_AHEAD = 4
"""Documents read from the database for each copy that is being made."""


def with_copies(store: Store, taken: Iterable[Taken], *, jobs: int = 1) -> Iterator[Taken]:
    """What `keep.ingest` tells, and after it what became of the copy of each file that is held; of one that has a copy
    already, nothing. `jobs` 0 stands for one copy a core at a time."""
    names: dict[str, str] = {}
    for one in taken:
        yield one
        if one.state in _HELD:
            names.setdefault(one.text[:64], one.name)
    names = {sha256: name for sha256, name in names.items() if not copies.place(store.folder, sha256).exists()}
    # Threads, since the work is done by programs: they wait. The runner is closed first, so that none is waited for
    # when a run is broken off.
    with ThreadPoolExecutor(jobs or os.cpu_count() or 1) as pool, Runner() as runner:
        rest = iter(names.items())
        waiting: dict[Future[Taken], str] = {}
        while True:
            for sha256, name in islice(rest, _AHEAD * (jobs or os.cpu_count() or 1) - len(waiting)):
                waiting[pool.submit(_copied, store, _documents(store, sha256), name, runner)] = name
            if not waiting:
                return
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in sorted(done, key=waiting.__getitem__):
                del waiting[future]
                yield future.result()


def _documents(store: Store, sha256: str) -> list[Document]:
    rows = store.db.execute("SELECT id FROM documents WHERE sha256 = ? ORDER BY id", (sha256,)).fetchall()
    return [store.parsed(row["id"]) for row in rows]


def _copied(store: Store, documents: list[Document], name: str, runner: Runner) -> Taken:
    source = documents[0].source
    if source.media_type not in KINDS:
        return Taken(name, "no copy", f"no searchable copy is made of this kind of file ({source.media_type}).")
    try:
        data = convert(originals.place(store.folder, source.sha256), documents, runner)
        copies.keep(store.folder, source.sha256, data)
        if not originals.place(store.folder, source.sha256).exists():  # it was removed in the meantime
            copies.drop(store.folder, source.sha256)
    except (VbparseError, OSError) as error:
        said = str(error).rstrip(".")
        return Taken(name, "copy failed", f"taken in, but no searchable copy was made: {said}.")
    return Taken(name, "copied", source.sha256)
