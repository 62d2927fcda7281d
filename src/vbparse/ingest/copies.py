"""Searchable copies of what is stored. They are made when all is taken in: what goes wrong with one loses no file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from vbparse.archive.folder import copies, originals
from vbparse.archive.store.store import Store
from vbparse.errors import ToolError
from vbparse.exchange.pdfa import KINDS, convert
from vbparse.ingest.batch import Spread, in_turn
from vbparse.ingest.inputs import Given
from vbparse.ingest.keep import Taken
from vbparse.schema import Document

_HELD = ("added", "again", "held")


@dataclass(frozen=True, slots=True)
class Original(Given):
    """A file that is stored, with what was read from it."""

    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """Make the copy of an original and keep it; goes to worker processes as it is."""

    folder: Path

    def __call__(self, given: Given) -> Taken:
        assert isinstance(given, Original)
        source = given.documents[0].source
        if source.media_type not in KINDS:
            return Taken(
                given.name, "no copy", f"no searchable copy is made of this kind of file ({source.media_type})."
            )
        place = originals.path_of(self.folder, source.sha256)
        try:
            copies.add(self.folder, source.sha256, convert(place, given.documents))
        except OSError as error:
            raise ToolError("copy.unwritten", why=error) from error
        if not place.exists():  # it was removed in the meantime
            copies.delete(self.folder, source.sha256)
        return Taken(given.name, "copied", source.sha256)


def with_copies(store: Store, taken: Iterable[Taken], *, spread: Spread = in_turn) -> Iterator[Taken]:
    """What `keep.ingest` tells, and after it what became of the copy of each file that is stored; of one that has a
    copy already, nothing."""
    names: dict[str, str] = {}
    for one in taken:
        yield one
        if one.state in _HELD:
            names.setdefault(one.text[: originals.SHA256_DIGITS], one.name)
    lacking = (
        Original(name, documents=_documents(store, sha256))
        for sha256, name in names.items()
        if not copies.path_of(store.folder, sha256).exists()
    )
    with closing(spread(Copy(store.folder), lacking)) as outcomes:
        for outcome in outcomes:
            why = (outcome.fault or "").rstrip(".")
            told = f"taken in, but no searchable copy was made: {why}."
            yield outcome.value or Taken(outcome.name, "copy failed", told)


def _documents(store: Store, sha256: str) -> tuple[Document, ...]:
    rows = store.db.execute("SELECT id FROM documents WHERE sha256 = ? ORDER BY id", (sha256,)).fetchall()
    return tuple(store.parsed_document(row["id"]) for row in rows)
