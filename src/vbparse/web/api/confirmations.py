"""Confirming documents that somebody read through, and the queue of those that nobody did."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from vbparse.archive.answers import Confirmation, Correction, Doubtful, Queued
from vbparse.archive.archive import Archive
from vbparse.sentences import Sentence
from vbparse.web.access import Editor, Reader
from vbparse.web.api.models import DEFAULT_ROWS, MAX_ROWS, Counted, ShortText, count_rows
from vbparse.web.archives import ArchiveDep
from vbparse.web.paging import MAX_CURSOR, make_cursor, read_cursor
from vbparse.web.problems import ProblemError

routes = APIRouter(tags=["confirmations"])


class Note(BaseModel, extra="forbid"):
    """What whoever confirms has to say."""

    note: str | None = Field(None, max_length=1000, examples=["đã đọc soát"])


class ValueConfirmation(BaseModel, extra="forbid"):
    """Which value is right as it was read: its path, as the doubts of the document name it."""

    path: ShortText = Field(examples=["obligations.4f0c12ab9d3e"])
    note: str | None = Field(None, max_length=1000, examples=["đã đọc soát"])


class Queue(Counted):
    """A page of the queue; `next` is the cursor of the one behind it. All pages have `total` documents, or more where
    that is `capped`."""

    items: list[Queued]
    next: str | None = None


@routes.get("/queue")
def list_queue(
    person: Reader,
    archive: ArchiveDep,
    confirmed: bool = False,
    limit: Annotated[int, Query(ge=1, le=MAX_ROWS)] = DEFAULT_ROWS,
    cursor: Annotated[str | None, Query(max_length=MAX_CURSOR)] = None,
) -> Queue:
    """Documents with doubtful values or anomalies, most doubtful values first; those that were confirmed only on
    demand."""
    found, further = review_queue_page(archive, confirmed=confirmed, limit=limit, behind=cursor)
    counted = count_rows(lambda most: archive.count_queue(confirmed=confirmed, most=most))
    return Queue(items=found, next=further, **counted)


@routes.put("/documents/{document}/confirmation")
def confirm_document(person: Editor, archive: ArchiveDep, document: str, note: Note | None = None) -> Confirmation:
    """Say that a document was read through and is right."""
    said = archive.confirm(document, by=person.name, note=note.note if note else None)
    assert said
    return said


@routes.get("/documents/{document}/doubts")
def list_doubts(person: Reader, archive: ArchiveDep, document: str) -> list[Doubtful]:
    """What a person should look at in a document, in its order, with the reasons."""
    return archive.doubts(document)


@routes.post("/documents/{document}/values/confirmation", status_code=HTTPStatus.CREATED)
def confirm_value(person: Editor, archive: ArchiveDep, document: str, said: ValueConfirmation) -> Correction:
    """Say that a value is right as it was read: it is not doubtful any more. Withdrawn as corrections are."""
    return archive.confirm_value(document, said.path, by=person.name, why=said.note)


@routes.delete("/documents/{document}/confirmation", status_code=HTTPStatus.NO_CONTENT)
def withdraw_confirmation(person: Editor, archive: ArchiveDep, document: str) -> None:
    """Say that a confirmed document is not sure any more."""
    archive.confirm(document, on=False, by=person.name)


MOST = 1 << 31
"""Counts that no document reaches."""
_COUNTS = ("doubtful", "errors", "warnings", "count")


def review_queue_page(
    archive: Archive, *, confirmed: bool, limit: int, behind: str | None, doubtful_values: bool | None = None
) -> tuple[list[Queued], str | None]:
    """A page of the queue, and the cursor of the one behind it, None where it is the last. Raises ProblemError for a
    cursor that is none of ours."""
    position = read_cursor(behind, **dict.fromkeys(_COUNTS, int), document=str)
    if position and not all(0 <= position[name] < MOST for name in _COUNTS):
        raise ProblemError("bad-cursor", Sentence("web.cursor"))
    entries = archive.queue(
        confirmed=confirmed,
        doubtful_values=doubtful_values,
        limit=limit + 1,
        behind=(*(position[name] for name in _COUNTS), position["document"]) if position else None,
    )
    if len(entries) <= limit:
        return entries, None
    last = entries[limit - 1]
    counts = {name: getattr(last, name) for name in _COUNTS}
    return entries[:limit], make_cursor(**counts, document=last.head.document)
