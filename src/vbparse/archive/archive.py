"""The public face of an archive: each question and each statement as a method. The work is done in the modules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any, TypeVar, cast

from vbparse.archive.answers import (
    Assignee,
    Citation,
    Confirmation,
    Correction,
    Event,
    Failure,
    Finding,
    Graph,
    Head,
    Mark,
    Missing,
    Owed,
    Period,
    Queued,
    SearchResult,
    Union,
)
from vbparse.archive.ask import assignees as charged
from vbparse.archive.ask import checks, citations, confirmations, finding, history, obligations, search, showing
from vbparse.archive.ask import marks as asked_marks
from vbparse.archive.days import periods
from vbparse.archive.folder import copies, originals
from vbparse.archive.say import correcting, marking, unions
from vbparse.archive.say import documents as saying
from vbparse.archive.settle import restrictions
from vbparse.archive.store.store import Store
from vbparse.schema import Document

F = TypeVar("F", bound=Callable[..., Any])


def question(method: F) -> F:
    """A method that is answered as things were at one moment, however many statements it takes."""

    @wraps(method)
    def asked(archive: Archive, *given: Any, **named: Any) -> Any:
        with archive.reading():
            return method(archive, *given, **named)

    return cast(F, asked)


class Archive(Store):
    """A folder of documents with what was read from them.

    A document is named by its id, the beginning of it, or a số ký hiệu. Methods raise InputError where a name fits
    nothing or several documents, and ArchiveError where the archive cannot be read or written.

        with Archive("kho") as archive:
            for owed in archive.obligations(assignee="văn phòng - thống kê", due="2023-Q3"):
                print(owed.last_day, owed.task)
    """

    @question
    def find(self, document: str) -> Head:
        """The one document that is named."""
        return finding.find(self.db, document)

    @question
    def document(self, document: str) -> Document:
        """A document as it is shown: with corrections applied and references resolved."""
        return showing.shown(self, self.find(document).document)

    @question
    def original(self, document: str) -> bytes:
        """The file as it came."""
        return originals.read(self.folder, self.find(document).document[:64])

    @question
    def copy(self, document: str) -> bytes:
        """The searchable copy of the file, as PDF/A."""
        return copies.read(self.folder, self.find(document).document[:64])

    @question
    def versions(self, document: str) -> list[Head]:
        """All files that are this document, the one that stands for them first."""
        return showing.versions(self.db, self.find(document).work)

    def documents(self) -> Iterator[Head]:
        """Every document, newest first, each in one version."""
        return showing.documents(self.db)

    @question
    def newest(self, **options: Any) -> list[tuple[int, Head]]:
        """A page of documents that filters leave, newest first, each with the number `below` which the next page
        begins; options as of `vbparse.archive.ask.search.newest`."""
        return search.newest(self.db, **options)

    @question
    def counts(self) -> dict[str, int]:
        """How many documents there are, each in one version, and how many obligations."""
        return showing.counts(self.db)

    @question
    def state(self, document: str) -> str:
        """A word that changes whenever the document is shown otherwise."""
        return showing.state(self, self.find(document).document)

    @question
    def search(self, query: str, **options: Any) -> SearchResult:
        """Documents in which all words of a query stand; options as of `vbparse.archive.ask.search.search`."""
        return search.search(self.db, query, **options)

    @question
    def obligations(self, **options: Any) -> list[Owed]:
        """Who owes what by when; `assignee` and `due` as people write them ("VPTK", "2023-Q3"), `document` as any
        document is named; the other options as of `vbparse.archive.ask.obligations.obligations`."""
        return obligations.obligations(self.db, **self._asked(**options))

    @question
    def count_obligations(self, *, most: int, **options: Any) -> int:
        """How many there are, counted up to `most`; options as of `obligations`."""
        return obligations.count(self.db, most=most, **self._asked(**options))

    def _asked(
        self, *, assignee: str | None = None, due: str | None = None, document: str | None = None, **options: Any
    ) -> Any:
        return options | {
            "bodies": charged.find_bodies(self.db, assignee) if assignee else None,
            "due": periods.asked(due) if due else None,
            "document": self.find(document).document if document else None,
        }

    @question
    def assignees(self, named: str | None = None, **options: Any) -> list[Assignee]:
        """The bodies that are charged, with their spellings."""
        return charged.assignees(self.db, named, **options)

    @question
    def assignees_like(self, named: str, limit: int = 3) -> list[Assignee]:
        """The bodies whose names are nearest to a name that fits none; [] where none is near."""
        return charged.assignees_like(self.db, named, limit)

    @question
    def assignee(self, body: str) -> Assignee:
        """One body by its id."""
        return charged.assignee(self.db, body)

    @question
    def unions(self, body: str | None = None) -> list[Union]:
        """What was merged into a body and split off it, or all that was, the latest first."""
        return unions.listed(self.db, body)

    def phases(self, document: str | None = None) -> Iterator[Period]:
        """The phases of all documents, or of one."""
        return showing.phases(self.db, self.find(document).document if document else None)

    def phases_of(self, documents: Iterable[str]) -> Iterator[Period]:
        """The phases of documents, which are given by their ids."""
        return showing.phases_of(self.db, documents)

    @question
    def newest_with_phases(self, limit: int, *, due: str | None = None, **options: Any) -> list[str]:
        """Ids of the newest documents that have phases; options as of `showing.newest_with_phases`."""
        return showing.newest_with_phases(self.db, limit, days=periods.asked(due) if due else None, **options)

    @question
    def cites(self, document: str) -> list[Citation]:
        """What a document refers to."""
        return citations.cites(self.db, self.find(document).document)

    @question
    def cited_by(self, document: str, **options: Any) -> list[Citation]:
        """The references by which others refer to a document."""
        return citations.cited_by(self.db, self.find(document).work, **options)

    @question
    def missing(self, **options: Any) -> list[Missing]:
        """Documents that are cited and not held, the most cited first."""
        return citations.missing(self.db, **options)

    @question
    def missing_one(self, wanted: str) -> Missing | None:
        """The missing document of a key; None where it is held by now, or nothing cites it."""
        return citations.missing_one(self.db, wanted)

    @question
    def citing_missing(self, wanted: str, **options: Any) -> list[Citation]:
        """The references by which documents cite a missing one, which its key names."""
        return citations.citing_missing(self.db, wanted, **options)

    @question
    def trace(self, document: str, **options: Any) -> Graph:
        """What a document rests on, and what rests on it, to the ends of the chain."""
        return citations.trace(self.db, self.find(document).work, **options)

    @question
    def graph(self, document: str | None = None, **options: Any) -> Graph:
        """The citations around a document, or of the whole archive."""
        return citations.graph(self.db, self.find(document).work if document else None, **options)

    def check(self) -> Iterator[Finding]:
        """What does not fit between documents."""
        with self.reading():
            return iter(list(checks.check(self.db)))

    def correct(
        self,
        document: str,
        path: str,
        value: Any,
        *,
        by: str | None = None,
        why: str | None = None,
        expected: Any = correcting.UNSAID,
        state: str | None = None,
    ) -> Correction:
        """Set a field right; `path` names it, an item of a list by its id: `obligations.4f0c.due.date`. Where
        `expected` (what was seen there) or `state` (of the document, when it was seen) is given and it is other by
        now, ConflictError is raised and nothing corrected."""
        return correcting.correct(self, document, path, value, by=by, why=why, expected=expected, state=state)

    def withdraw(self, n: int, *, by: str | None = None, why: str | None = None) -> str:
        """Take a correction back. Returns the id of its document."""
        return correcting.withdraw(self, n, by=by, why=why)

    @question
    def corrections(self, document: str | None = None) -> list[Correction]:
        """The corrections of a document, or all, with what became of each."""
        return history.corrections(self, self.find(document).document if document else None)

    def confirm(
        self, document: str, on: bool = True, *, by: str | None = None, note: str | None = None
    ) -> Confirmation | None:
        """Say that a document was read through and is right; not `on`, that this is not sure any more."""
        return saying.confirm(self, document, on, by=by, note=note)

    @question
    def confirmation(self, document: str) -> Confirmation | None:
        """Who confirmed a document, None where nobody did."""
        return confirmations.confirmation(self.db, self.find(document).document)

    @question
    def queue(self, **options: Any) -> list[Queued]:
        """Documents that wait to be read through, those with most errors first; options as of
        `vbparse.archive.ask.confirmations.queue`."""
        return confirmations.queue(self.db, **options)

    def mark(self, obligation: str, status: str, **values: Any) -> tuple[str, str]:
        """Say what became of an obligation; values as of `vbparse.archive.ask.marks.mark`."""
        return marking.mark(self, obligation, status, **values)

    @question
    def marks(self, obligation: str, document: str) -> list[Mark]:
        """What was said of an obligation (by its whole id), newest first."""
        return asked_marks.marks_of(self.db, self.find(document).document, obligation)

    def merge(self, body: str, others: list[str], *, by: str | None = None, why: str | None = None) -> str:
        """Say that other bodies are `body` under other names. Returns its id."""
        return unions.merge(self, body, others, by=by, why=why)

    def split(self, body: str, spelling: str, *, by: str | None = None, why: str | None = None) -> str:
        """Say that a spelling names another body. Returns the id of the new one."""
        return unions.split(self, body, spelling, by=by, why=why)

    def withdraw_union(self, n: int, *, by: str | None = None, why: str | None = None) -> None:
        """Take a merge or a split back, by its number (`unions`)."""
        unions.withdraw(self, n, by=by, why=why)

    def remove(self, document: str, *, why: str, by: str | None = None) -> list[Head]:
        """Take a document and its original out, leaving a tombstone; all documents of a file that holds several."""
        return saying.remove(self, document, why=why, by=by)

    def restrict(self, document: str, on: bool, *, by: str | None = None, why: str | None = None) -> bool:
        """Hide a document, with all its versions, from readers, or show it to them again. Returns whether that changed
        anything."""
        return saying.restrict(self, document, on, by=by, why=why)

    @question
    def is_restricted(self, document: str) -> bool:
        """Whether readers do not find a document."""
        return restrictions.is_hidden(self.db, self.find(document).document)

    @question
    def history(self, document: str) -> list[Event]:
        """What happened to a document, in order of time."""
        return history.history(self, document)

    def failures(self) -> list[Failure]:
        """Files that could not be taken in."""
        return history.failures(self.db)
