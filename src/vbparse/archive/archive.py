"""The public face of an archive: each question and each statement as a method. The work is done in the rooms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from functools import wraps
from pathlib import Path
from sqlite3 import Connection
from types import TracebackType
from typing import Concatenate, Literal, ParamSpec, Self, TypeVar, Unpack

from vbparse.archive.answers import Correction, Doubtful, Event, Finding, Graph, Head, Mark, Owed, Period
from vbparse.archive.ask import arrangement, checks, citations, graphs, history, marks, obligations, showing, wanted
from vbparse.archive.ask.assignees import count_assignees, get_assignee, list_assignees, similar_assignees
from vbparse.archive.ask.changes import last_number, list_changes, visible_documents
from vbparse.archive.ask.citation_map import map_citations
from vbparse.archive.ask.confirmations import (
    count_doubtful_values,
    count_queue,
    next_doubtful,
    read_confirmation,
    review_queue,
)
from vbparse.archive.ask.dossiers import count_unfiled, dossiers_of_work, get_dossier, list_dossiers, list_filed
from vbparse.archive.ask.effects import effects_on, list_effects
from vbparse.archive.ask.filters import NamedFilters
from vbparse.archive.ask.finding import find_head
from vbparse.archive.ask.office import read_office
from vbparse.archive.ask.ordering import Sort
from vbparse.archive.ask.overview import summarize_duties
from vbparse.archive.ask.respelling import find_instead
from vbparse.archive.ask.search import arrived_documents, count_documents, newest_documents, search
from vbparse.archive.ask.suggesting import suggest
from vbparse.archive.ask.summaries import summarise_file
from vbparse.archive.ask.unions import list_unions
from vbparse.archive.filing import Filed
from vbparse.archive.folder import copies, originals
from vbparse.archive.index import doubtful, heads
from vbparse.archive.say import correcting, documents, marking, office, tagging, unions
from vbparse.archive.say import dossiers as filing
from vbparse.archive.settle import restrictions
from vbparse.archive.store.store import Store
from vbparse.schema import Document

P = ParamSpec("P")
R = TypeVar("R")


def at_one_moment(method: Callable[Concatenate[Archive, P], R]) -> Callable[Concatenate[Archive, P], R]:
    """A method that is answered as things were at one moment, however many statements it takes."""

    @wraps(method)
    def answer(archive: Archive, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with archive.store.reading():
            return method(archive, *args, **kwargs)

    return answer


def question(function: Callable[Concatenate[Connection, P], R]) -> Callable[Concatenate[Archive, P], R]:
    """A function over the database as a method, answered at one moment."""

    @wraps(function)
    def ask(archive: Archive, /, *args: P.args, **kwargs: P.kwargs) -> R:
        return function(archive.store.db, *args, **kwargs)

    return at_one_moment(ask)


def of_document(
    function: Callable[Concatenate[Connection, str, P], R], part: Literal["document", "work"] = "document"
) -> Callable[Concatenate[Archive, str, P], R]:
    """A function over the database and the id of a document, or of its work, as a method to which a document is named
    as people name it."""

    @wraps(function)
    def ask(db: Connection, document: str, /, *args: P.args, **kwargs: P.kwargs) -> R:
        return function(db, getattr(find_head(db, document), part), *args, **kwargs)

    return question(ask)


def statement(function: Callable[Concatenate[Store, P], R]) -> Callable[Concatenate[Archive, P], R]:
    """A function that changes an open archive as a method."""

    @wraps(function)
    def say(archive: Archive, /, *args: P.args, **kwargs: P.kwargs) -> R:
        return function(archive.store, *args, **kwargs)

    return say


class Archive:
    """A folder of documents with what was read from them. Use it as a context manager: what SQLite complains of inside
    is raised as ArchiveError. Writers, backups and upkeep work on its `store`.

    A document is named by its id, the beginning of it, or a số ký hiệu. Methods raise InputError where a name fits
    nothing or several documents, and ArchiveError where the archive cannot be read or written.

        with Archive("kho") as archive:
            for owed in archive.obligations(assignee="văn phòng - thống kê", due="2023-Q3"):
                print(owed.last_day, owed.task)
    """

    def __init__(
        self, folder: Path | str, *, create: bool = False, restricted: bool = True, threads: bool = False
    ) -> None:
        """Open the archive of a folder. Options and errors are those of `Store`."""
        self.store = Store(folder, create=create, restricted=restricted, threads=threads)

    def close(self) -> None:
        """Close the database."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.store.__exit__(kind, error, at)

    @property
    def folder(self) -> Path:
        """The folder of the archive."""
        return self.store.folder

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be written where it lies."""
        return self.store.is_read_only

    def reading(self) -> AbstractContextManager[None]:
        """All that is asked inside is answered as things were at one moment, whatever others write meanwhile."""
        return self.store.reading()

    def notes(self) -> list[str]:
        """What whoever opens it should know, a sentence each."""
        return self.store.notes()

    correct = statement(correcting.correct)
    confirm_value = statement(correcting.confirm_value)
    withdraw = statement(correcting.withdraw)
    confirm = statement(documents.confirm_document)
    mark = statement(marking.mark_obligation)
    mark_all = statement(marking.mark_obligations)
    evidence = statement(marks.read_evidence)
    merge = statement(unions.merge_bodies)
    split = statement(unions.split_spelling)
    withdraw_union = statement(unions.withdraw_union)
    remove = statement(documents.remove_document)
    restrict = statement(documents.restrict_document)
    add_dossier = statement(filing.add_dossier)
    change_dossier = statement(filing.change_dossier)
    close_dossier = statement(filing.set_dossier_status)
    remove_dossier = statement(filing.remove_dossier)
    put_in_dossier = statement(filing.put_in_dossier)
    take_from_dossier = statement(filing.take_from_dossier)
    arrange_dossier = statement(filing.arrange_dossier)
    set_office = statement(office.set_office)
    tag = statement(tagging.tag_documents)
    rename_tag = statement(tagging.rename_tag)

    find = question(find_head)
    versions = of_document(showing.list_versions, "work")
    newest_documents = question(newest_documents)
    count_documents = question(count_documents)
    latest_arrivals = question(showing.latest_arrivals)
    counts = question(showing.count_all)
    search = question(search)
    search_instead = question(find_instead)
    suggest = question(suggest)
    arrived_documents = question(arrived_documents)
    arrival_moments = question(history.arrival_moments)
    dossiers = question(list_dossiers)
    dossier = question(get_dossier)
    dossier_documents = question(list_filed)
    count_unfiled = question(count_unfiled)
    tags = question(arrangement.list_tags)
    tags_by_document = question(arrangement.tags_by_document)
    overview = question(summarize_duties)
    assignees = question(list_assignees)
    count_assignees = question(count_assignees)
    assignees_like = question(similar_assignees)
    assignee = question(get_assignee)
    issued_documents = question(showing.issued_documents)
    unions = question(list_unions)
    newest_with_phases = question(showing.newest_with_phases)
    cites = of_document(citations.outgoing_citations)
    cited_by = of_document(citations.incoming_citations, "work")
    count_cited_by = of_document(citations.count_incoming, "work")
    effects = of_document(list_effects, "work")
    effects_on = question(effects_on)
    map_citations = question(map_citations)
    missing = question(wanted.missing_documents)
    count_missing = question(wanted.count_missing)
    missing_one = question(wanted.missing_document)
    missing_types = question(wanted.missing_types)
    citing_missing = question(wanted.citations_of_missing)
    trace = of_document(graphs.trace_chain, "work")
    changes = question(list_changes)
    last_change = question(last_number)
    visible_documents = question(visible_documents)
    confirmation = of_document(read_confirmation)
    queue = question(review_queue)
    count_queue = question(count_queue)
    count_doubtful_values = question(count_doubtful_values)
    next_doubtful = question(next_doubtful)
    is_restricted = of_document(restrictions.is_hidden)
    summarise_file = question(summarise_file)
    office = question(read_office)
    failures = question(history.list_failures)

    @at_one_moment
    def document(self, document: str, *, as_read: bool = False) -> Document:
        """A document as it is shown: with corrections applied and references resolved; or `as_read`, without."""
        return showing.shown_document(self.store, self.find(document).document, as_read=as_read)

    @at_one_moment
    def original(self, document: str) -> bytes:
        """The file as it came."""
        return originals.read_original(self.store.folder, heads.file_sha256(self.find(document).document))

    @at_one_moment
    def copy(self, document: str) -> bytes:
        """The searchable copy of the file, as PDF/A."""
        return copies.read_copy(self.store.folder, heads.file_sha256(self.find(document).document))

    def documents(self) -> Iterator[Head]:
        """Every document, newest first, each in one version."""
        return showing.list_documents(self.store.db)

    @at_one_moment
    def state(self, document: str) -> str:
        """A word that changes whenever the document is shown otherwise."""
        return showing.document_state(self.store, self.find(document).document)

    @at_one_moment
    def obligations(
        self,
        *,
        limit: int | None = obligations.PAGE,
        offset: int = 0,
        sort: Sort | None = None,
        **filters: Unpack[NamedFilters],
    ) -> list[Owed]:
        """Who has to do what by when, as `vbparse.archive.ask.obligations.list_obligations` describes it."""
        read = obligations.read_filters(self.store.db, filters)
        return obligations.list_obligations(self.store.db, limit=limit, offset=offset, sort=sort, **read)

    @at_one_moment
    def count_obligations(self, *, most: int, **filters: Unpack[NamedFilters]) -> int:
        """How many obligations there are, counted up to `most`."""
        read = obligations.read_filters(self.store.db, filters)
        return obligations.count_obligations(self.store.db, most=most, **read)

    def phases(self, document: str | None = None) -> Iterator[Period]:
        """The phases of all documents, or of one."""
        return showing.list_phases(self.store.db, self.find(document).document if document else None)

    def phases_of(self, ids: Iterable[str]) -> Iterator[Period]:
        """The phases of documents, which are given by their ids."""
        return showing.phases_of_documents(self.store.db, ids)

    @at_one_moment
    def graph(self, document: str | None = None, *, depth: int = 2, limit: int = graphs.NODES) -> Graph:
        """The citations around a document, or of the whole archive."""
        return graphs.citation_graph(self.store.db, self.find(document).work if document else None, depth, limit)

    @at_one_moment
    def check(self) -> Iterator[Finding]:
        """What does not fit between documents."""
        return iter(list(checks.find_conflicts(self.store.db)))

    @at_one_moment
    def corrections(self, document: str | None = None) -> list[Correction]:
        """The corrections of a document, or all, with what became of each."""
        return history.list_corrections(self.store, self.find(document).document if document else None)

    @at_one_moment
    def doubts(self, document: str, *, every: bool = False) -> list[Doubtful]:
        """What to look at in a document, in its order; with `every`, also values for which a badly read page stands."""
        id_ = self.find(document).document
        return doubtful.read_doubts(self.store.db, [id_], every=every).get(id_, [])

    @at_one_moment
    def marks(self, obligation: str, document: str) -> list[Mark]:
        """What was said of an obligation (by its whole id), newest first."""
        return marks.list_marks(self.store.db, self.find(document).document, obligation)

    @at_one_moment
    def filed(self, document: str) -> Filed:
        """The tags that a document bears, and the dossiers in which it is."""
        head = self.find(document)
        tags = self.tags_by_document([head.document]).get(head.document, [])
        return Filed(head.document, tags, dossiers_of_work(self.store.db, head.work))

    @at_one_moment
    def history(self, document: str) -> list[Event]:
        """What happened to a document, in order of time."""
        return history.list_events(self.store, document)
