"""Sửa: a field is corrected in place, corrections are listed and withdrawn."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, Field

from vbparse.archive.answers import Correction
from vbparse.archive.archive import Archive
from vbparse.errors import ConflictError, InputError, UnknownError
from vbparse.schema import Corrected, Document
from vbparse.web.access import Editor, Person, Reader
from vbparse.web.api.models import MAX_LENGTH
from vbparse.web.archives import ArchiveDep
from vbparse.web.pages.document_values import document_heading
from vbparse.web.pages.rendering import document_url, is_fragment, render_page, see_other
from vbparse.web.problems import ProblemError
from vbparse.web.views import editing
from vbparse.web.views.document import view_document
from vbparse.web.views.values import format_value
from vbparse.web.words import load_words

routes = APIRouter()
Line = Annotated[str, Field(max_length=1000)]
_LONGEST_EXPECTED = 1_000_000
"""Characters of the value that the form showed, as JSON: escapes make it longer than what is typed."""


@routes.get("/documents/{document}/edit")
def edit(request: Request, person: Editor, archive: ArchiveDep, document: str, path: str) -> HTMLResponse:
    """The form for a field: a page of its own, or a part of the document's page."""
    held = archive.document(document)
    return _render_form(request, person, archive, held, editing.make_input(held, path))


class CorrectionForm(BaseModel):
    """A corrected field: `expected` is the value that the form showed, as JSON."""

    path: Line
    expected: Annotated[str, Field(max_length=_LONGEST_EXPECTED)]
    value: Annotated[str, Field(max_length=MAX_LENGTH)] = ""
    why: Line = ""


@routes.post("/documents/{document}/corrections")
def correct(
    request: Request, person: Editor, archive: ArchiveDep, document: str, form: Annotated[CorrectionForm, Form()]
) -> Response:
    """Correct a field, unless somebody else did since its form was filled in."""
    head = archive.find(document)
    content = archive.document(head.document)
    field = _make_input(content, form.path, form.value)
    try:
        correction = archive.correct(
            head.document,
            field.path,
            editing.parse_input(field, form.value),
            by=person.name,
            why=" ".join(form.why.split()) or None,
            expected=_parse_expected(form.expected),
        )
    except ConflictError:
        content = archive.document(head.document)
        field = editing.make_input(content, form.path)
        other = _last_correction(content, field.path)
        values = {"conflict": other, "present": format_value(field.now), "why": form.why}
        status = HTTPStatus.CONFLICT
    except InputError as error:
        values, status = {"fault": str(error), "why": form.why}, HTTPStatus.UNPROCESSABLE_ENTITY
    else:
        return see_other(_url_after(head.document, field, correction))
    return _render_form(request, person, archive, content, field.with_text(form.value), status=status, **values)


def _make_input(held: Document, path: str, typed: str) -> editing.Input:
    """The input for a field. Raises ProblemError 409 where somebody took its item out: what was typed is shown
    again."""
    try:
        return editing.make_input(held, path)
    except UnknownError:
        said = _last_correction(held, path)
        if said is None:
            raise
        who = f"{said.by or 'Somebody'} took it out meanwhile ({said.at})"
        told = f"{path}: {who}; undo this in the history of the document first. You typed: {typed}"
        raise ProblemError("conflict", told) from None


def _parse_expected(expected: str) -> Any:
    try:
        return json.loads(expected)
    except ValueError:
        raise ProblemError("invalid-request", "The value that was seen is missing; open the form again.") from None


def _url_after(document: str, asked: editing.Input, made: Correction) -> str:
    """Back to the document, to the field that was corrected."""
    if asked.kind == "removal":
        return document_url(document)
    field = asked.path.removesuffix(".due.date") + ".due" if asked.path.endswith(".due.date") else asked.path
    if asked.kind == "charge":
        field = f"{made.path}.task"
    return f"{document_url(document)}?field={field}#f-{field}"


def _last_correction(held: Document, path: str) -> Corrected | None:
    """Who corrected a field last, or its item."""
    return max((c for c in held.corrections if f"{path}.".startswith(f"{c.path}.")), key=lambda c: c.n, default=None)


def _render_form(
    request: Request,
    person: Person,
    archive: Archive,
    held: Document,
    asked: editing.Input,
    *,
    status: int = HTTPStatus.OK,
    **more: Any,
) -> HTMLResponse:
    template = "document_editor.html" if is_fragment(request) else "document_edit.html"
    values = {"conflict": None, "present": None, "fault": None, "why": ""} | more
    return render_page(
        request,
        template,
        person,
        status=status,
        document=held,
        base=document_url(held.id),
        heading=document_heading(archive.find(held.id), held),
        asked=asked,
        clashed=status == HTTPStatus.CONFLICT,
        expected=json.dumps(asked.now, ensure_ascii=False),
        further=_missing_values(held, asked),
        **values,
    )


def _missing_values(held: Document, asked: editing.Input) -> list[tuple[str, str]]:
    """Of an item: what it can be given beside what it has, as term and path."""
    item = view_document(held).item(asked.path) if asked.kind == "removal" else None
    return [(row.term, row.more) for row in item.rows if row.more and not row.values] if item else []


@routes.get("/documents/{document}/history")
def history(request: Request, person: Reader, archive: ArchiveDep, document: str) -> HTMLResponse:
    """What happened to a document; corrections can be taken back."""
    head = archive.find(document)
    events = archive.history(head.document)[::-1]
    return render_page(
        request,
        "document_history.html",
        person,
        base=document_url(head.document),
        heading=document_heading(head),
        corrections=[
            (one, format_value(one.was), format_value(one.value)) for one in archive.corrections(head.document)
        ][::-1],
        events=events,
        worded={event.what for event in events if f"history.what.{event.what}" in load_words()},
    )


@routes.post("/documents/{document}/corrections/{n}/withdrawal")
def withdraw(
    person: Editor, archive: ArchiveDep, document: str, n: int, why: Annotated[Line, Form()] = ""
) -> RedirectResponse:
    """Take a correction of a document back."""
    head = archive.find(document)
    if n not in [one.n for one in archive.corrections(head.document)]:
        raise ProblemError("not-found", f"{n}: no such correction of this document.")
    archive.withdraw(n, by=person.name, why=" ".join(why.split()) or None)
    return see_other(document_url(head.document, "history"))
