"""A step that changes an archive: what is said and put in it, and what follows."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from vbparse.archive.corrections import overlay
from vbparse.archive.folder import copies, originals, renditions
from vbparse.archive.folder.journal import Entry, parse_entry, utc_now
from vbparse.archive.folder.packing import unpack_document, unpack_values
from vbparse.archive.index import bodies, charges, derive, fulltext, units
from vbparse.archive.index.preparing import HomeFacts, Prepared, prepare_document, prepare_rows, read_home_facts
from vbparse.archive.settle import restrictions
from vbparse.archive.settle.changes import Changes
from vbparse.archive.settle.settle import settle_all, settle_endings
from vbparse.archive.store import entries
from vbparse.doubts.raising import clear_doubts
from vbparse.errors import JournalError
from vbparse.schema import Document
from vbparse.sentences import Sentence

if TYPE_CHECKING:
    from vbparse.archive.store.store import Store

_UNFINISHED = (
    "SELECT sha256 FROM sources WHERE NOT EXISTS (SELECT 1 FROM documents WHERE documents.sha256 = sources.sha256)"
)
_ENDED = "SELECT DISTINCT work FROM heads WHERE ended_by IS NOT NULL"
_STORE = "INSERT OR REPLACE INTO documents (id, sha256, producer, json, text) VALUES (?, ?, ?, ?, ?)"
_PUT_BACK = "mend.put-back"
_ALL = 10_000  # no name of a unit stands in more places
_NOT_STORED = (sqlite3.ProgrammingError, sqlite3.IntegrityError, sqlite3.InterfaceError)
_UNFIT = (KeyError, TypeError, ValueError, AttributeError, OverflowError, *_NOT_STORED)
"""What an entry raises that is not of its kind."""


class Writing:
    """A step that changes the archive. What follows from it is worked out when it ends."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.db = store.db
        self._changes = Changes()
        self._said: list[Entry] = []
        self._lines = store.meta("journal_lines")
        self._units: dict[str, tuple[str, ...]] = {}
        self._facts: dict[str, HomeFacts] = {}

    def record(self, what: str, **values: Any) -> int:
        """Write an entry into the journal. Returns its number."""
        entry = {"at": utc_now(), "what": what, **values}
        self._said.append(entry)
        self._lines += 1
        entries.apply_entry(self.db, self._lines, entry)
        return self._lines

    def add_documents(self, documents: Sequence[Document]) -> None:
        """Hold parsed documents: `add_prepared`."""
        self.add_prepared([prepare_document(document) for document in documents])

    def add_prepared(self, documents: Sequence[Prepared]) -> None:
        """Hold parsed documents, in place of what was stored of their contents: all documents of a content go in one
        call, for a file may hold more of them, or fewer, than it was once read to hold. What was removed stays out:
        `ingested` has to be said first."""
        contents = sorted({document.sha256 for document in documents})
        removed = {sha256 for sha256 in contents if self.is_removed(sha256)}
        documents = [document for document in documents if document.sha256 not in removed]
        ids = {document.id for document in documents}
        for sha256 in contents:
            self._drop_documents(sha256, ids)
        for document in documents:
            self._derive_rows(document.id, document)
            self._facts[document.id] = document.rows.facts

    def refresh(self, documents: Iterable[str]) -> None:
        """Make the rows of documents again: after corrections, or when bodies were merged. One that is not stored any
        more has none."""
        for document in documents:
            if self.db.execute("SELECT 1 FROM documents WHERE id = ?", (document,)).fetchone():
                self._derive_rows(document)

    def drop(self, sha256: str) -> None:
        """Take out the documents of a content."""
        self._drop_documents(sha256, ())

    def is_removed(self, sha256: str) -> bool:
        """Whether a content was taken out, and did not come back."""
        return bool(self.db.execute("SELECT 1 FROM tombstones WHERE sha256 = ?", (sha256,)).fetchone())

    def discard(self, sha256: str) -> None:
        """Delete original, copy and pages of a content, if it was taken out and that is committed. Raises OSError."""
        if self.is_removed(sha256):
            copies.delete(self.store.folder, sha256)
            renditions.delete(self.store.folder, sha256)
            originals.delete(self.store.folder, sha256)

    def catch_up(self) -> None:
        """Do what the journal holds and the tables do not yet, and what a removal that was cut off left undone. Raises
        JournalError where the journal is not what it was."""
        stale: set[str] = set()
        ingested: set[str] = set()
        size = self.store.meta("journal_size")
        if not self.store.is_checked or self.store.journal.size() < size:
            self._check_journal(size)
        for n, line, entry in self.store.journal.new_entries(size, self._lines):
            size, self._lines = size + len(line), n
            stale |= self._replay_entry(n, entry)
            self._store_line(n, line)
            if entry["what"] == "ingested":
                ingested.add(entry["sha256"])
        for (sha256,) in self.db.execute("SELECT sha256 FROM tombstones JOIN documents USING (sha256)").fetchall():
            self.drop(sha256)
        self._set_meta("journal_size", size)
        self.refresh(sorted(stale))
        if not all(self._has_documents(sha256) or self.is_removed(sha256) for sha256 in ingested):
            self._set_meta("unfinished", 1)
        if not self.store.is_read_only:
            self._clean_up(size)

    def _check_journal(self, size: int) -> None:
        """Compare the journal with what is kept of it; keep that of an archive that was made by an earlier version."""
        journal = self.store.journal
        if not self.store.meta("unkept_journal"):
            journal.compare(row[0] for row in self.db.execute("SELECT line FROM journal ORDER BY n"))
            return
        for n, line in enumerate(journal.read_lines(), 1):
            if size <= 0:
                break
            if parse_entry(line) is None:
                raise JournalError("journal.no-entry", path=journal.path, n=n, put_back=Sentence(_PUT_BACK))
            self._store_line(n, line)
            size -= len(line)
        if size:
            raise JournalError("journal.part-gone", path=journal.path, put_back=Sentence(_PUT_BACK))
        self._set_meta("unkept_journal", 0)

    def _clean_up(self, size: int) -> None:
        """Once in each archive that is opened, or where a run was cut off: take away what is left of it."""
        if size < self.store.journal.size():
            self.store.journal.append(())  # a torn last line, for which every reader would come here again
        if not self.store.is_checked:
            for (sha256,) in self.db.execute("SELECT sha256 FROM tombstones").fetchall():
                self.discard(sha256)
        self.store.is_checked = True

    def _replay_entry(self, n: int, entry: Entry) -> set[str]:
        """Do what an entry says. Returns the documents whose rows it changes."""
        try:
            stale = self._affected_documents(entry)
            entries.apply_entry(self.db, n, entry)
            return stale | self._affected_documents(entry)
        except _UNFIT as error:
            raise JournalError(
                "journal.unfit",
                path=self.store.journal.path,
                n=n,
                what=entry["what"],
                why=error,
                put_back=Sentence(_PUT_BACK),
            ) from error

    def complete_rows(self) -> None:
        """Write what a new version of the tables has emptied, or did not have."""
        if self.store.meta("unwritten_words"):
            fulltext.index_all(self.store.db)
            self._set_meta("unwritten_words", 0)
        if self.store.meta("uncounted_anomalies"):
            for row in self.db.execute("SELECT id, json, text FROM documents"):
                found = unpack_values(row["json"], row["text"])["anomalies"]
                derive.store_anomaly_counts(self.db, row["id"], [anomaly["severity"] for anomaly in found])
            self._set_meta("uncounted_anomalies", 0)
        if self.store.meta("unsettled_endings"):
            settle_endings(self.db, {row["work"] for row in self.db.execute(_ENDED)})
            self._set_meta("unsettled_endings", 0)

    def replay_all(self) -> None:
        """Read the journal from its beginning into tables that were emptied."""
        self._lines = 0
        self.catch_up()

    def finish(self) -> None:
        """Work out what follows, and write the journal."""
        while stale := self._find_moved():
            for document in stale:
                self._rewrite_home(document)
        if self._changes.documents:
            self._changes.note(self.db, self._changes.documents)
            settle_all(self.db, self._changes)
        restrictions.update_hidden(self.db)
        if self.store.meta("unfinished") and not self.db.execute(f"{_UNFINISHED} LIMIT 1").fetchone():
            self._set_meta("unfinished", 0)
        self._set_meta("journal_lines", self._lines)
        if self._said:  # at the very end: what goes wrong before leaves nothing
            lines = self.store.journal.append(self._said)
            for n, line in enumerate(lines, self._lines - len(lines) + 1):
                self._store_line(n, line)
            self._set_meta("journal_size", self.store.journal.size())

    def _drop_documents(self, sha256: str, kept: Container[str]) -> None:
        rows = self.db.execute("SELECT id FROM documents WHERE sha256 = ? ORDER BY id", (sha256,)).fetchall()
        for (document,) in rows:
            if document not in kept:
                self._note_before(document, ())
                derive.delete_rows(self.db, document)
                self.db.execute("DELETE FROM documents WHERE id = ?", (document,))

    def _derive_rows(self, document: str, read: Prepared | None = None) -> None:
        """Make the rows of a document, which is taken from the archive, or stored as it was `read`."""
        corrected = self._corrected_document(document, read)
        prepared = (
            read.rows if read and not corrected else prepare_rows(corrected or self.store.parsed_document(document))
        )
        self._note_before(document, [name for name, _ in prepared.facts.units])
        derive.delete_rows(self.db, document)  # by the text that is stored, before it becomes another one
        if read:
            self.db.execute(_STORE, (read.id, read.sha256, read.producer, *read.packed))
        derive.write_rows(self.db, prepared, self._first_name(document))

    def _rewrite_home(self, document: str) -> None:
        """Make those rows of a document anew that depend on units."""
        corrected = self._corrected_document(document, None)
        known = None if corrected else self._facts.get(document)
        facts = known or read_home_facts(corrected or self.store.parsed_document(document))
        self._note_before(document, [name for name, _ in facts.units])
        derive.rewrite_home(self.db, document, facts)

    def _corrected_document(self, document: str, read: Prepared | None) -> Document | None:
        """A document with what people said of it; None where they said nothing."""
        rows = self.db.execute("SELECT * FROM corrections WHERE document = ? ORDER BY n", (document,)).fetchall()
        confirmed = self.db.execute("SELECT 1 FROM confirmations WHERE document = ?", (document,)).fetchone()
        if not rows and not confirmed:
            return None
        parsed = unpack_document(*read.packed) if read else self.store.parsed_document(document)
        if rows:
            parsed, _ = overlay.apply_corrections(parsed, rows)
        if confirmed:
            clear_doubts(parsed)
        return parsed

    def _note_before(self, document: str, named: Iterable[str]) -> None:
        """Remember how things were before a document changes."""
        held = {row[0] for row in self.db.execute("SELECT name FROM units WHERE document = ?", (document,))}
        for name in held.union(named) - self._units.keys():
            self._units[name] = units.parent_units(self.db, name, _ALL)
        if document not in self._changes.documents:
            self._changes.note(self.db, [document])

    def _find_moved(self) -> list[str]:
        """Documents that rely on a unit of which the archive now knows something else about the one above."""
        stale: set[str] = set()
        for name, known in self._units.items():
            now = units.parent_units(self.db, name, _ALL)
            if now == known:
                continue
            # A document that names the unit above does not rely on others, until there are two units of this name.
            crossed = min(len(now), len(known)) < 2 <= max(len(now), len(known))
            silent = "" if crossed else " AND parent = ''"
            stale |= {row[0] for row in self.db.execute(f"SELECT document FROM units WHERE name = ?{silent}", (name,))}
            stale |= {row[0] for row in self.db.execute("SELECT document FROM heads WHERE parent = ?", (name,))}
            stale.update(
                document
                for body in bodies.united_bodies(self.db, name)
                for document in charges.charging_documents(self.db, body)
            )
        self._units.clear()
        return sorted(stale)

    def _first_name(self, document: str) -> str:
        """The name under which the content of a document was first ingested, or else stood when it was parsed."""
        sql = "SELECT name FROM documents JOIN sources USING (sha256) WHERE id = ? ORDER BY sources.n LIMIT 1"
        found = self.db.execute(sql, (document,)).fetchone()
        return found["name"] if found else self.store.parsed_document(document).source.name

    def _affected_documents(self, entry: Entry) -> set[str]:
        """Documents whose rows an entry of the journal changes."""
        if entry["what"] in ("corrected", "confirmed"):
            return {entry["document"]}
        if entry["what"] == "withdrawn":
            found = self.db.execute("SELECT document FROM corrections WHERE n = ?", (entry["n"],)).fetchall()
            united = self.db.execute("SELECT 1 FROM unions WHERE n = ?", (entry["n"],)).fetchone()
            made = charges.charging_documents(self.db, bodies.body_made_by(self.db, entry["n"])) if united else []
            return {row[0] for row in found} | set(made)
        if entry["what"] in ("merged", "split"):
            return {
                *charges.charging_documents(self.db, entry["body"]),
                *charges.charging_documents(self.db, entry["other"]),
            }
        return set()

    def _has_documents(self, sha256: str) -> bool:
        return bool(self.db.execute("SELECT 1 FROM documents WHERE sha256 = ?", (sha256,)).fetchone())

    def _store_line(self, n: int, line: bytes) -> None:
        self.db.execute("INSERT OR REPLACE INTO journal (n, line) VALUES (?, ?)", (n, line))

    def _set_meta(self, key: str, value: int) -> None:
        self.db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))
