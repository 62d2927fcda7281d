"""The archive as a folder: `archive.db`, `journal.jsonl`, `originals/`, `copies/`, `renditions/`. All that changes what
is stored goes through `writing`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from vbparse.archive.answers import Correction
from vbparse.archive.corrections import overlay
from vbparse.archive.folder import database, opening
from vbparse.archive.folder.journal import NAME, Journal
from vbparse.archive.folder.packing import DAMAGED, unpack_document
from vbparse.archive.settle import restrictions
from vbparse.archive.store.writing import Writing as Writing
from vbparse.doubts.raising import clear_doubts
from vbparse.errors import ArchiveError, DatabaseError, JournalError
from vbparse.schema import Document
from vbparse.sentences import Sentence


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
        self.path = self.folder / database.NAME
        self.journal = Journal(self.folder / NAME)
        self.is_checked = False
        """Whether the journal was compared with what the database keeps of it."""
        self._is_reader, self._threads = not restricted, threads
        self._fault: str | None = None
        self._open(create=create)

    def close(self) -> None:
        """Close the database."""
        self._opening.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
        if isinstance(error, sqlite3.Error):
            raise database.explain_error(error, self.path) from error
        if isinstance(error, DAMAGED):
            raise DatabaseError(
                "database.damaged", path=self.path, why=error, mend=Sentence(database.TABLES.mend)
            ) from error

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be written where it lies."""
        return self._opening.is_read_only

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """One step: all of it is kept, or nothing. Raises ArchiveError where it cannot be written, JournalError where
        the journal is not what it was."""
        if self._is_reader:
            raise ArchiveError("archive.for-reader", folder=self.folder)
        if self.is_read_only:
            raise opening.read_only_error(self.folder)
        with self._step() as step:
            yield step

    @contextmanager
    def reading(self) -> Iterator[None]:
        """All that is asked inside is answered as things were at one moment, whatever others write meanwhile."""
        if self.db.in_transaction:
            yield
            return
        self._reopen_if_replaced()
        self.db.execute("BEGIN")
        try:
            yield
        finally:
            if self.db.in_transaction:
                self.db.execute("COMMIT")
        if self._opening.is_frozen and self._opening.stamp != opening.file_stamp(self.folder):
            raise ArchiveError("archive.meanwhile", path=self.path)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody changes anything while this goes on, as far as that can be seen to."""
        if self.is_read_only:
            with self.reading():
                yield
            return
        try:
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield
            finally:
                self.db.execute("ROLLBACK")
        except sqlite3.Error as error:
            raise database.explain_error(error, self.path) from error

    @property
    def is_outdated(self) -> bool:
        """Whether its tables were made by rules that are no longer those of this version: `upkeep.rebuild`."""
        return bool(self.meta("outdated"))

    def notes(self) -> list[str]:
        """What whoever opens it should know, a sentence each."""
        sentences = [self._fault] if self._fault else []
        if self.is_outdated:
            sentences.append(
                f"{self.folder}: was made by an earlier version, whose rules read less; `vbparse rebuild` brings it up"
                " to date."
            )
        if self.is_read_only and self._is_behind():
            sentences.append(
                f"{self.folder}: a run was cut off, and what it said last is not shown, for the archive is read-only;"
                " any command that finds it where it may write takes it in."
            )
        elif self.journal.size() < self.meta("journal_size"):
            sentences.append(
                f"{self.journal.path}: some of it is gone; archive.db holds it, and `vbparse rebuild` writes it anew."
            )
        if self.meta("unfinished"):
            sentences.append(
                f"{self.folder}: some of the files that came in are not held, for a run was cut off or could not read"
                " them; run it again, or `vbparse rebuild`."
            )
        return sentences

    def parsed_document(self, document: str) -> Document:
        """A document as it was parsed. Raises KeyError where it is not stored."""
        row = self.db.execute("SELECT json, text FROM documents WHERE id = ?", (document,)).fetchone()
        if row is None:
            raise KeyError(document)
        return unpack_document(row["json"], row["text"])

    def corrected_document(self, document: str) -> tuple[Document, list[Correction]]:
        """A document with what people set right, and what became of each correction. One that somebody confirmed has no
        doubts."""
        rows = self.db.execute("SELECT * FROM corrections WHERE document = ? ORDER BY n", (document,)).fetchall()
        corrected, outcome = overlay.apply_corrections(self.parsed_document(document), rows)
        if self.db.execute("SELECT 1 FROM confirmations WHERE document = ?", (document,)).fetchone():
            clear_doubts(corrected)
        return corrected, outcome

    def document_ids(self) -> list[str]:
        """Ids of all stored documents, in order."""
        return [row[0] for row in self.db.execute("SELECT id FROM documents ORDER BY id")]

    def meta(self, key: str) -> int:
        """A number that the archive keeps of itself; 0 where there is none."""
        row = self.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return int(row[0]) if row else 0

    def _open(self, *, create: bool = False) -> None:
        self._opening = opening.open_database(self.folder, create=create, threads=self._threads)
        self.db = self._opening.db
        try:
            self._catch_up()
            if self._is_reader:
                restrictions.hide_restricted(self.db)
        except sqlite3.Error as error:
            self._opening.close()
            raise database.explain_error(error, self.path) from error
        except BaseException:
            self._opening.close()
            raise

    def _catch_up(self) -> None:
        """Do what a run wrote down before it was cut off, and what a migration left to do."""
        if self.is_read_only and not self._opening.copy:
            return
        if any(map(self.meta, opening.COMPLETED)):
            self._complete_rows()
        if self._is_behind() or self.meta("unkept_journal"):
            try:
                with self._step():
                    pass
            except JournalError as error:  # what the tables hold can be read
                self._fault = str(error)

    def _complete_rows(self) -> None:
        """Write the rows that a migration left to be written, whatever state the journal is in."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            Writing(self).complete_rows()
            self.db.execute("COMMIT")
        except BaseException:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            raise

    @contextmanager
    def _step(self) -> Iterator[Writing]:
        appended: int | None = None
        self._reopen_if_replaced()
        try:
            self.db.execute("BEGIN IMMEDIATE")
            try:
                step = Writing(self)
                step.catch_up()
                yield step
                appended = self.journal.size()
                step.finish()
                self.db.execute("COMMIT")
            except BaseException as error:
                # SQLite has rolled back by itself what it has no room for; what is no transaction else is committed.
                if self.db.in_transaction or isinstance(error, sqlite3.Error):
                    self._undo_step(appended)
                raise
        except sqlite3.Error as error:
            raise database.explain_error(error, self.path) from error
        except OSError as error:
            raise ArchiveError("archive.unwritten", folder=self.folder, why=error) from error

    def _undo_step(self, appended: int | None) -> None:
        """Undo a step, also in the journal, unless another process has read there meanwhile what it said."""
        if self.db.in_transaction:
            self.db.execute("ROLLBACK")
        if appended is None or self.journal.size() <= appended:
            return
        with suppress(sqlite3.Error, OSError):
            self.db.execute("BEGIN IMMEDIATE")
            if self.meta("journal_size") <= appended:
                self.journal.truncate(appended)
            self.db.execute("ROLLBACK")

    def _is_behind(self) -> bool:
        return self.journal.size() > self.meta("journal_size")

    def _reopen_if_replaced(self) -> None:
        """Open it again where `vbparse rebuild` put another file in its place, or where somebody wrote to one that is
        read without locks."""
        mine, now = self._opening.stamp, opening.file_stamp(self.folder)
        if mine != now if self._opening.is_frozen else mine[:1] != now[:1]:
            previous, self.is_checked = self._opening, False
            try:
                self._open()
            except BaseException:
                self._opening, self.db = previous, previous.db
                raise
            previous.close()
