"""Văn bản: the source beside what was read of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from vbparse.archive.answers import Head
from vbparse.archive.archive import Archive
from vbparse.web.access import Editor, Reader
from vbparse.web.archives import ArchiveDep
from vbparse.web.pages.document_values import DocumentPlace, View, document_values, field_of, shown_as
from vbparse.web.pages.pictures import DrawingSlot
from vbparse.web.pages.rendering import document_url, render_page, see_other

routes = APIRouter()
LONGEST_NOTE = 1000
"""Characters of a note or a reason."""


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
    return render_page(
        request,
        "document.html",
        person,
        **document_values(request, archive, head, person, place),
        next=_next_in_queue(archive, head) if place.confirmed else None,
        just_confirmed=place.confirmed,
    )


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
    person: Editor,
    archive: ArchiveDep,
    document: str,
    path: Annotated[str, Form(max_length=LONGEST_NOTE)],
    view: Annotated[View, Form()] = "pages",
) -> RedirectResponse:
    """Say that a value is right as it was read."""
    head = archive.find(document)
    said = archive.confirm_value(head.document, path, by=person.name)
    return see_other(f"{document_url(head.document)}?field={said.path}{shown_as(view)}#f-{field_of(said.path)}")


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
