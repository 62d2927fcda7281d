"""Văn bản: the source beside what was read of it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel

from vbparse.archive.answers import Doubtful, Head, Owed
from vbparse.archive.archive import Archive
from vbparse.archive.folder import copies
from vbparse.archive.index import heads
from vbparse.exchange import labels
from vbparse.schema import Document
from vbparse.web.access import Editor, Person, Reader
from vbparse.web.archives import ArchiveDep
from vbparse.web.pages.dues import describe_recurrence
from vbparse.web.pages.page_words import find_pages
from vbparse.web.pages.pictures import DrawingSlot
from vbparse.web.pages.rendering import document_url, render_page, see_other
from vbparse.web.views import marked, sheets
from vbparse.web.views.document import view_document
from vbparse.web.views.places import Span
from vbparse.web.views.values import DocumentView, Value, Window, choose_fields, make_window

routes = APIRouter()
LONGEST_NOTE = 1000
"""Characters of a note or a reason."""
LENGTH = 100
"""Items of a list that are shown at once."""
LISTS = ("obligations", "phases", "references", "signatures", "recipients", "anomalies")
Stretch = Annotated[str | None, Query(pattern=r"^\d{1,9}-\d{1,9}$")]


class DocumentPlace(BaseModel):
    """What the page of a document shows: `field`, `obligation` or `at` (a stretch of the text) are marked. `confirmed`
    is set when somebody has just confirmed it."""

    field: str | None = None
    obligation: str | None = None
    at: Stretch = None
    view: Literal["pages", "text"] = "pages"
    confirmed: bool = False


@routes.get("/documents/{document}")
def document(
    request: Request,
    person: Reader,
    _: DrawingSlot,
    archive: ArchiveDep,
    document: str,
    place: Annotated[DocumentPlace, Query()],
) -> HTMLResponse:
    """A document with its source."""
    head = archive.find(document)
    content = archive.document(head.document)
    sizes, drawn = find_pages(request, archive, head.document, content)
    read = view_document(content, drawn)
    values = list(read.values())
    span = _parse_span(place.at)
    fields, marks = choose_fields(content, values, field=place.field, obligation=place.obligation, at=span, drawn=drawn)
    pages = sheets.make_sheets(content, sizes, [*values, *marks], drawn)
    as_pages = bool(pages) and place.view == "pages"
    lists = {name: make_window(getattr(read, name), fields, LENGTH) for name in LISTS}
    return render_page(
        request,
        "document.html",
        person,
        **document_frame(archive, head, content, person),
        read=read,
        rhythm=describe_recurrence,
        lists=lists,
        hidden=_hidden_fields(read, lists),
        chosen=fields,
        sheets=pages if as_pages else [],
        lines=[] if as_pages else _marked_lines(content, [*values, *marks]),
        pictured=bool(pages),
        view=place.view,
        citations={one.id: one for one in archive.cites(head.document)},
        owed=_status_by_obligation(archive, head),
        doubts=_doubts_by_field(archive, head),
        doubtful_count=len({one.path for one in archive.doubts(head.document)}),
        next=_next_in_queue(archive, head) if place.confirmed else None,
        just_confirmed=place.confirmed,
    )


_SHOWN_AT = {"issued": "date", "issuer": "canonical", "title": "text", "received": "text"}
_ITEM_SHOWN_AT = {"obligations": "task", "phases": "label", "recipients": "name", "signatures": "name"}
_ITEM_SHOWN_AT["attachments"] = "label"
"""The part of a value, or of an item, that the page shows as its name."""


def _field_of(path: str) -> str:
    """The field of the page that shows the value at a path of `vbparse.doubts`."""
    name, _, own = path.partition(".")
    part = _ITEM_SHOWN_AT.get(name) if own and "." not in own else None if own else _SHOWN_AT.get(name)
    return f"{path}.{part}" if part else path


def _doubts_by_field(archive: Archive, head: Head) -> dict[str, list[Doubtful]]:
    """Why a person should look at values, by the field that shows each; "" is the document as a whole."""
    doubts: dict[str, list[Doubtful]] = {}
    for one in archive.doubts(head.document, every=True):
        doubts.setdefault(_field_of(one.path), []).append(one)
    return doubts


def _status_by_obligation(archive: Archive, head: Head) -> dict[str, list[Owed]]:
    """What became of the obligations of a document: each once, or where it is not the same of all who are charged, once
    for each of them."""
    rows: dict[str, list[Owed]] = {}
    for one in archive.obligations(document=head.document, ended=True, limit=None):
        rows.setdefault(one.obligation, []).append(one)
    told = {
        key: {(one.status, one.person, one.mark.n if one.mark else 0) for one in same} for key, same in rows.items()
    }
    return {key: same if len(told[key]) > 1 else same[:1] for key, same in rows.items()}


def document_frame(archive: Archive, head: Head, held: Document, person: Person) -> dict[str, Any]:
    """What every page of a document has above it."""
    return {
        "head": head,
        "document": held,
        "base": document_url(head.document),
        "heading": document_heading(head, held),
        "ending": heads.heads_by_document(archive.store.db, [head.ended_by]).get(head.ended_by)
        if head.ended_by
        else None,
        "versions": archive.versions(head.document),
        "confirmation": archive.confirmation(head.document),
        "restricted": person.may("editor") and archive.is_restricted(head.document),
        "copied": copies.path_of(archive.folder, held.source.sha256).exists(),
        "part": labels.part(held),
    }


def document_heading(head: Head, held: Document | None = None) -> str:
    """What a document is called in one line: type and số ký hiệu, else the name of its file."""
    kind = (held.doc_type_name if held else None) or head.doc_type
    return " ".join(part for part in (kind, head.canonical) if part) if head.canonical else head.title or head.name


def _hidden_fields(read: DocumentView, lists: dict[str, Window]) -> set[str]:
    """The fields that are out of sight, in stretches of lists that are not shown."""
    every = {value.field for name in lists for item in getattr(read, name) for value in item.values}
    return every - {value.field for one in lists.values() for item in one.items for value in item.values}


def _parse_span(at: str | None) -> Span | None:
    if at is None:
        return None
    start, end = map(int, at.split("-"))
    return start, end


def _marked_lines(held: Document, values: list[Value]) -> list[list[marked.Segment]]:
    marks = [(span, value.field) for value in values for span in value.spans]
    return marked.split_lines(marked.cut_segments(held.text or "", marks))


def _next_in_queue(archive: Archive, head: Head) -> Head | None:
    """The document that is next to be read through."""
    return next((one.head for one in archive.queue(limit=2) if one.head.document != head.document), None)


@routes.post("/documents/{document}/confirmation")
def confirm(
    person: Editor,
    archive: ArchiveDep,
    document: str,
    on: Annotated[bool, Form()],
    note: Annotated[str, Form(max_length=LONGEST_NOTE)] = "",
) -> RedirectResponse:
    """Say that a document was read through, or that this is not sure any more."""
    head = archive.find(document)
    archive.confirm(head.document, on, by=person.name, note=" ".join(note.split()) or None)
    return see_other(document_url(head.document) + ("?confirmed=1" if on else ""))


@routes.post("/documents/{document}/values/confirmation")
def confirm_value(
    person: Editor, archive: ArchiveDep, document: str, path: Annotated[str, Form(max_length=LONGEST_NOTE)]
) -> RedirectResponse:
    """Say that a value is right as it was read."""
    head = archive.find(document)
    said = archive.confirm_value(head.document, path, by=person.name)
    return see_other(f"{document_url(head.document)}?field={said.path}#f-{_field_of(said.path)}")


@routes.post("/documents/{document}/restriction")
def restrict(
    person: Editor,
    archive: ArchiveDep,
    document: str,
    on: Annotated[bool, Form()],
    why: Annotated[str, Form(max_length=LONGEST_NOTE)] = "",
) -> RedirectResponse:
    """Say that readers are not to find a document, or that they may again."""
    head = archive.find(document)
    archive.restrict(head.document, on, by=person.name, why=" ".join(why.split()) or None)
    return see_other(document_url(head.document))
