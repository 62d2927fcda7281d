"""All questions to an archive, each answered as things were at one moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, Unpack

from vbparse.archive import periods
from vbparse.archive.answers import (
    Assignee,
    Citation,
    Confirmation,
    Correction,
    Doubtful,
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
from vbparse.archive.ask import (
    assignees,
    checks,
    citations,
    confirmations,
    finding,
    history,
    marks,
    obligations,
    search,
    showing,
    unions,
)
from vbparse.archive.ask.confirmations import QueuePosition
from vbparse.archive.ask.filters import DocumentFilters
from vbparse.archive.ask.selecting import NamedFilters
from vbparse.archive.folder import copies, originals
from vbparse.archive.index import doubtful, heads
from vbparse.archive.settle import restrictions
from vbparse.archive.store.store import Store
from vbparse.schema import Document

P = ParamSpec("P")
R = TypeVar("R")
PAGE = 50
"""Items of a page, where nobody says."""


def question(method: Callable[Concatenate[Questions, P], R]) -> Callable[Concatenate[Questions, P], R]:
    """A method that is answered as things were at one moment, however many statements it takes."""

    @wraps(method)
    def answer_at_one_moment(questions: Questions, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with questions.store.reading():
            return method(questions, *args, **kwargs)

    return answer_at_one_moment


class Questions:
    """What can be asked of an archive that is open (`store`).

    A document is named by its id, the beginning of it, or a số ký hiệu. Methods raise InputError where a name fits
    nothing or several documents.
    """

    store: Store

    @question
    def find(self, document: str) -> Head:
        """The one document that is named."""
        return finding.find_head(self.store.db, document)

    @question
    def document(self, document: str) -> Document:
        """A document as it is shown: with corrections applied and references resolved."""
        return showing.shown_document(self.store, self.find(document).document)

    @question
    def original(self, document: str) -> bytes:
        """The file as it came."""
        return originals.read_original(self.store.folder, heads.file_sha256(self.find(document).document))

    @question
    def copy(self, document: str) -> bytes:
        """The searchable copy of the file, as PDF/A."""
        return copies.read_copy(self.store.folder, heads.file_sha256(self.find(document).document))

    @question
    def versions(self, document: str) -> list[Head]:
        """All files that are this document, the one that stands for them first."""
        return showing.list_versions(self.store.db, self.find(document).work)

    def documents(self) -> Iterator[Head]:
        """Every document, newest first, each in one version."""
        return showing.list_documents(self.store.db)

    @question
    def newest_documents(
        self, *, below: int | None = None, limit: int = PAGE, **filters: Unpack[DocumentFilters]
    ) -> list[tuple[int, Head]]:
        """A page of documents that filters leave, newest first, each with the number `below` which the next page
        begins."""
        return search.newest_documents(self.store.db, below=below, limit=limit, **filters)

    @question
    def counts(self) -> dict[str, int]:
        """How many documents there are, each in one version, and how many obligations."""
        return showing.count_all(self.store.db)

    @question
    def state(self, document: str) -> str:
        """A word that changes whenever the document is shown otherwise."""
        return showing.document_state(self.store, self.find(document).document)

    @question
    def search(
        self, query: str, *, limit: int = search.PAGE, offset: int = 0, **filters: Unpack[DocumentFilters]
    ) -> SearchResult:
        """Documents in which all words of a query stand, the best first."""
        return search.search(self.store.db, query, limit=limit, offset=offset, **filters)

    @question
    def obligations(self, *, limit: int | None = PAGE, offset: int = 0, **filters: Unpack[NamedFilters]) -> list[Owed]:
        """Who has to do what by when, as `vbparse.archive.ask.obligations.list_obligations` describes it."""
        read = obligations.read_filters(self.store.db, filters)
        return obligations.list_obligations(self.store.db, limit=limit, offset=offset, **read)

    @question
    def count_obligations(self, *, most: int, **filters: Unpack[NamedFilters]) -> int:
        """How many obligations there are, counted up to `most`."""
        read = obligations.read_filters(self.store.db, filters)
        return obligations.count_obligations(self.store.db, most=most, **read)

    @question
    def assignees(self, named: str | None = None, *, limit: int | None = PAGE, offset: int = 0) -> list[Assignee]:
        """The bodies that are charged, with their spellings."""
        return assignees.list_assignees(self.store.db, named, limit, offset)

    @question
    def assignees_like(self, named: str, limit: int = 3) -> list[Assignee]:
        """The bodies whose names are nearest to a name that fits none; [] where none is near."""
        return assignees.similar_assignees(self.store.db, named, limit)

    @question
    def assignee(self, body: str) -> Assignee:
        """One body by its id."""
        return assignees.get_assignee(self.store.db, body)

    @question
    def unions(self, body: str | None = None) -> list[Union]:
        """What was merged into a body and split off it, or all that was, the latest first."""
        return unions.list_unions(self.store.db, body)

    def phases(self, document: str | None = None) -> Iterator[Period]:
        """The phases of all documents, or of one."""
        return showing.list_phases(self.store.db, self.find(document).document if document else None)

    def phases_of(self, ids: Iterable[str]) -> Iterator[Period]:
        """The phases of documents, which are given by their ids."""
        return showing.phases_of_documents(self.store.db, ids)

    @question
    def newest_with_phases(
        self, limit: int, *, due: str | None = None, issuer: str | None = None, ended: bool = False
    ) -> list[str]:
        """Ids of the newest documents that have a phase with dates, or one within the period `due`; `issuer` is a part
        of the name. What replaced or repealed documents say is left out unless `ended`."""
        days = periods.parse_period(due) if due else None
        return showing.newest_with_phases(self.store.db, limit, days=days, issuer=issuer, ended=ended)

    @question
    def cites(self, document: str, *, sure: bool = False) -> list[Citation]:
        """What a document refers to; with `sure`, only references that are not doubtful."""
        return citations.outgoing_citations(self.store.db, self.find(document).document, sure=sure)

    @question
    def cited_by(self, document: str, *, limit: int = PAGE, offset: int = 0, sure: bool = False) -> list[Citation]:
        """The references by which others refer to a document; with `sure`, only those that are not doubtful."""
        return citations.incoming_citations(self.store.db, self.find(document).work, limit, offset, sure=sure)

    @question
    def missing(self, *, limit: int = PAGE, offset: int = 0, text: str | None = None) -> list[Missing]:
        """Documents that are cited and not stored, the most cited first; those in whose wording the words of `text`
        stand."""
        return citations.missing_documents(self.store.db, limit, offset, text)

    @question
    def missing_one(self, wanted: str) -> Missing | None:
        """The missing document of a key; None where it is stored by now, or nothing cites it."""
        return citations.missing_document(self.store.db, wanted)

    @question
    def citing_missing(self, wanted: str, *, limit: int = PAGE, offset: int = 0) -> list[Citation]:
        """The references by which documents cite a missing one, which its key names."""
        return citations.citations_of_missing(self.store.db, wanted, limit, offset)

    @question
    def trace(
        self,
        document: str,
        *,
        depth: int = citations.CHAIN_DEPTH,
        limit: int = citations.NODES,
        relations: Sequence[str] = citations.CHAIN,
    ) -> Graph:
        """What a document rests on, and what rests on it, to the ends of the chain."""
        return citations.trace_chain(self.store.db, self.find(document).work, depth, limit, relations)

    @question
    def graph(self, document: str | None = None, *, depth: int = 2, limit: int = citations.NODES) -> Graph:
        """The citations around a document, or of the whole archive."""
        return citations.citation_graph(self.store.db, self.find(document).work if document else None, depth, limit)

    @question
    def check(self) -> Iterator[Finding]:
        """What does not fit between documents."""
        return iter(list(checks.find_conflicts(self.store.db)))

    @question
    def corrections(self, document: str | None = None) -> list[Correction]:
        """The corrections of a document, or all, with what became of each."""
        return history.list_corrections(self.store, self.find(document).document if document else None)

    @question
    def confirmation(self, document: str) -> Confirmation | None:
        """Who confirmed a document, None where nobody did."""
        return confirmations.read_confirmation(self.store.db, self.find(document).document)

    @question
    def queue(
        self, *, confirmed: bool = False, limit: int = confirmations.PAGE, behind: QueuePosition | None = None
    ) -> list[Queued]:
        """Documents that wait to be read through, those with most doubtful values first; with `confirmed`, also those
        that were confirmed. `behind` is where the page before ended."""
        return confirmations.review_queue(self.store.db, confirmed=confirmed, limit=limit, behind=behind)

    @question
    def doubts(self, document: str, *, every: bool = False) -> list[Doubtful]:
        """What a person should look at in a document, in its order; with `every`, also values in whose place a page
        waits that was read badly."""
        id_ = self.find(document).document
        return doubtful.read_doubts(self.store.db, [id_], every=every).get(id_, [])

    @question
    def marks(self, obligation: str, document: str) -> list[Mark]:
        """What was said of an obligation (by its whole id), newest first."""
        return marks.list_marks(self.store.db, self.find(document).document, obligation)

    @question
    def is_restricted(self, document: str) -> bool:
        """Whether readers do not find a document."""
        return restrictions.is_hidden(self.store.db, self.find(document).document)

    @question
    def history(self, document: str) -> list[Event]:
        """What happened to a document, in order of time."""
        return history.list_events(self.store, document)

    def failures(self) -> list[Failure]:
        """Files that could not be taken in."""
        return history.list_failures(self.store.db)
