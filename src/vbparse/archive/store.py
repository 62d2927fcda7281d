"""The archive as a folder: `archive.db`, `journal.jsonl`, `originals/`, `copies/`. All that changes what is held goes
through `writing`."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from vbparse.archive import bodies, copies, corrections, database, derive, entries, originals, restrictions, search
from vbparse.archive.answers import Correction
from vbparse.archive.changes import Changes
from vbparse.archive.journal import Entry, Journal, now
from vbparse.archive.settle import settle
from vbparse.errors import ArchiveError
from vbparse.schema import Document

_ALL = 10_000  # no name of a unit stands in more places
COMPLETED = ("unwritten_words", "uncounted_anomalies")
"""Numbers of `meta` that tell of rows which a migration leaves to be written when the archive is opened."""


class Store:
    """An archive that is open. Any number of processes may read, one writes at a time. Use it as a context manager:
    what SQLite complains of inside is raised as ArchiveError."""

    def __init__(
        self, folder: Path | str, *, create: bool = False, restricted: bool = True, threads: bool = False
    ) -> None:
        """Not `restricted`: documents that were restricted are not found, and nothing can be changed. `threads`: it may
        go from thread to thread, in one at a time. Raises ArchiveError where there is no archive (unless `create`), or
        where it is damaged or too new."""
        self.folder = Path(folder)
        self.path = self.folder / "archive.db"
        self._readers = not restricted
        if not self.path.exists():
            _found(self.folder, create)
        self.db = database.connect(self.path, threads=threads)
        self.journal = Journal(self.folder / "journal.jsonl")
        try:
            if self._behind() or any(map(self.meta, COMPLETED)):
                with self.writing() as step:  # what a run wrote down before it was cut off is done now
                    step.complete()
            if not restricted:
                restrictions.hide(self.db)
        except sqlite3.Error as error:
            self.db.close()
            raise database.explained(error, self.path) from error
        except BaseException:
            self.db.close()
            raise

    def close(self) -> None:
        """Close the database."""
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
        if isinstance(error, sqlite3.Error):
            raise database.explained(error, self.path) from error

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """One step: all of it is kept, or nothing. Raises ArchiveError where it cannot be written."""
        if self._readers:
            raise ArchiveError(f"{self.folder}: was opened for a reader, who changes nothing.")
        try:
            self.db.execute("BEGIN IMMEDIATE")
            try:
                step = Writing(self)
                step.catch_up()
                yield step
                step.finish()
                self.db.execute("COMMIT")
            except BaseException:
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise database.explained(error, self.path) from error
        except OSError as error:
            raise ArchiveError(
                f"{self.folder}: cannot be written ({error.strerror or error}); make room or check permissions."
            ) from error

    @contextmanager
    def reading(self) -> Iterator[None]:
        """All that is asked inside is answered as things were at one moment, whatever others write meanwhile."""
        if self.db.in_transaction:
            yield
            return
        self.db.execute("BEGIN")
        try:
            yield
        finally:
            if self.db.in_transaction:
                self.db.execute("COMMIT")

    @property
    def is_outdated(self) -> bool:
        """Whether its tables were made by rules that are no longer those of this version: `upkeep.rebuild`."""
        return bool(self.meta("outdated"))

    def parsed(self, document: str) -> Document:
        """A document as it was parsed. Raises KeyError where it is not held."""
        row = self.db.execute("SELECT json FROM documents WHERE id = ?", (document,)).fetchone()
        if row is None:
            raise KeyError(document)
        return Document.model_validate_json(zlib.decompress(row["json"]))

    def corrected(self, document: str) -> tuple[Document, list[Correction]]:
        """A document with what people set right, and what became of each correction."""
        rows = self.db.execute("SELECT * FROM corrections WHERE document = ? ORDER BY n", (document,)).fetchall()
        return corrections.overlay(self.parsed(document), rows)

    def ids(self) -> list[str]:
        """Ids of all documents held, in order."""
        return [row[0] for row in self.db.execute("SELECT id FROM documents ORDER BY id")]

    def meta(self, key: str) -> int:
        """A number that the archive keeps of itself; 0 where there is none."""
        row = self.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return int(row[0]) if row else 0

    def _behind(self) -> bool:
        return self.journal.size() > self.meta("journal_size")


class Writing:
    """A step that changes the archive. What follows from it is worked out when it ends."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.db = store.db
        self._changes = Changes()
        self._said: list[Entry] = []
        self._lines = store.meta("journal_lines")
        self._units: dict[str, tuple[str, ...]] = {}

    def say(self, what: str, **values: Any) -> int:
        """Write an entry into the journal. Returns its number."""
        entry = {"at": now(), "what": what, **values}
        self._said.append(entry)
        self._lines += 1
        entries.apply(self.db, self._lines, entry)
        return self._lines

    def put(self, documents: Sequence[Document]) -> None:
        """Hold parsed documents, in place of what was held of their contents: all documents of a content go in one
        call, for a file may hold more of them, or fewer, than it was once read to hold."""
        ids = {document.id for document in documents}
        for sha256 in sorted({document.source.sha256 for document in documents}):
            self._drop(sha256, ids)
        for document in documents:
            self.db.execute(
                "INSERT OR REPLACE INTO documents (id, sha256, producer, json) VALUES (?, ?, ?, ?)",
                (document.id, document.source.sha256, document.source.producer, _packed(document)),
            )
            self._derive(document.id, document)

    def refresh(self, documents: Iterable[str]) -> None:
        """Make the rows of documents again: after corrections, or when bodies were merged. One that is not held any
        more has none."""
        for document in documents:
            if self.db.execute("SELECT 1 FROM documents WHERE id = ?", (document,)).fetchone():
                self._derive(document, self.store.parsed(document))

    def drop(self, sha256: str) -> None:
        """Take out the documents of a content."""
        self._drop(sha256, ())

    def catch_up(self) -> None:
        """Do what the journal holds and the tables do not yet."""
        stale: set[str] = set()
        size, journal = self.store.meta("journal_size"), self.store.journal
        if journal.size() < size:
            raise ArchiveError(
                f"{journal.path}: some of it is gone; put it back from a backup, or delete archive.db and run"
                " `vbparse rebuild` to go on without what people said."
            )
        for end, entry in journal.read(size):
            size = end
            self._lines += 1
            stale |= self._concerned(entry)
            entries.apply(self.db, self._lines, entry)
            stale |= self._concerned(entry)
        if size < journal.size():
            journal.append(())  # less a torn last line, for which every reader would come here again
        for (sha256,) in self.db.execute("SELECT sha256 FROM tombstones JOIN documents USING (sha256)").fetchall():
            self.drop(sha256)
        self._keep("journal_size", size)
        self.refresh(sorted(stale))

    def complete(self) -> None:
        """Write what a new version of the tables has emptied, or did not have."""
        if self.store.meta("unwritten_words"):
            search.complete(self.store.db)
            self._keep("unwritten_words", 0)
        if self.store.meta("uncounted_anomalies"):
            for row in self.db.execute("SELECT id, json FROM documents"):
                found = json.loads(zlib.decompress(row["json"]))["anomalies"]
                derive.count_anomalies(self.db, row["id"], [anomaly["severity"] for anomaly in found])
            self._keep("uncounted_anomalies", 0)

    def restart(self) -> None:
        """Read the journal from its beginning into tables that were emptied."""
        self._lines = 0
        self.catch_up()

    def finish(self) -> None:
        """Work out what follows, and write the journal."""
        while stale := self._moved():
            for document in stale:
                self._derive(document, self.store.parsed(document), moved=True)
        if self._changes.documents:
            self._changes.note(self.db, self._changes.documents)
            settle(self.db, self._changes)
        restrictions.settle(self.db)
        if self._said:
            self._keep("journal_size", self.store.journal.append(self._said))
        self._keep("journal_lines", self._lines)

    def _drop(self, sha256: str, kept: Container[str]) -> None:
        rows = self.db.execute("SELECT id FROM documents WHERE sha256 = ? ORDER BY id", (sha256,)).fetchall()
        for (document,) in rows:
            if document not in kept:
                self._before(document, ())
                derive.clear(self.db, document)
                self.db.execute("DELETE FROM documents WHERE id = ?", (document,))

    def _derive(self, document: str, parsed: Document, *, moved: bool = False) -> None:
        """Make the rows of a document; only those that depend on units, where no more than these were `moved`."""
        rows = self.db.execute("SELECT * FROM corrections WHERE document = ? ORDER BY n", (document,)).fetchall()
        if rows:
            parsed, _ = corrections.overlay(parsed.model_copy(deep=True), rows)
        told = derive.told(parsed)
        self._before(document, [name for name, _ in told.units])
        if moved:
            derive.rehome(self.db, parsed, told)
        else:
            derive.clear(self.db, document)
            derive.write(self.db, parsed, self._name(parsed), told, corrected=bool(parsed.corrections))

    def _before(self, document: str, units: Iterable[str]) -> None:
        """Remember how things were before a document changes."""
        held = {row[0] for row in self.db.execute("SELECT name FROM units WHERE document = ?", (document,))}
        for name in held.union(units) - self._units.keys():
            self._units[name] = bodies.parents(self.db, name, _ALL)
        if document not in self._changes.documents:
            self._changes.note(self.db, [document])

    def _moved(self) -> list[str]:
        """Documents that rely on a unit of which the archive now knows something else about the one above."""
        stale: set[str] = set()
        for name, known in self._units.items():
            now = bodies.parents(self.db, name, _ALL)
            if now == known:
                continue
            # Whoever tells what is above does not rely on others, until there are two units of this name.
            crossed = min(len(now), len(known)) < 2 <= max(len(now), len(known))
            silent = "" if crossed else " AND parent = ''"
            stale |= {row[0] for row in self.db.execute(f"SELECT document FROM units WHERE name = ?{silent}", (name,))}
            stale |= {row[0] for row in self.db.execute("SELECT document FROM heads WHERE parent = ?", (name,))}
            stale.update(
                document for body in bodies.united(self.db, name) for document in bodies.charged(self.db, body)
            )
        self._units.clear()
        return sorted(stale)

    def _name(self, document: Document) -> str:
        """The name under which a content was first ingested."""
        found = self.db.execute(
            "SELECT name FROM sources WHERE sha256 = ? ORDER BY n LIMIT 1", (document.source.sha256,)
        ).fetchone()
        return found["name"] if found else document.source.name

    def _concerned(self, entry: Entry) -> set[str]:
        """Documents whose rows an entry of the journal changes."""
        if entry["what"] == "corrected":
            return {entry["document"]}
        if entry["what"] == "withdrawn":
            found = self.db.execute("SELECT document FROM corrections WHERE n = ?", (entry["n"],)).fetchall()
            united = self.db.execute("SELECT 1 FROM unions WHERE n = ?", (entry["n"],)).fetchone()
            made = bodies.charged(self.db, bodies.made_by(self.db, entry["n"])) if united else []
            return {row[0] for row in found} | set(made)
        if entry["what"] in ("merged", "split"):
            return {*bodies.charged(self.db, entry["body"]), *bodies.charged(self.db, entry["other"])}
        return set()

    def _keep(self, key: str, value: int) -> None:
        self.db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))


def _packed(document: Document) -> bytes:
    return zlib.compress(document.model_dump_json(exclude={"corrections"}).encode())


def _found(folder: Path, create: bool) -> None:
    """Make the folder of an archive, or say that there is none."""
    if (folder / "journal.jsonl").exists() or (folder / "originals").exists():
        raise ArchiveError(f"{folder}: archive.db is gone; `vbparse rebuild` makes it again from the originals.")
    if not create:
        raise ArchiveError(
            f"{folder}: there is no archive; `vbparse ingest` makes one, or name another with --archive."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArchiveError(f"{folder}: cannot be made ({error.strerror or error}); choose another folder.") from error


def sweep(store: Store) -> None:
    """Delete what runs that were cut off left half written among originals and copies."""
    originals.sweep(store.folder)
    copies.sweep(store.folder)
