"""Sửa: a field is corrected in place, corrections are listed and withdrawn."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, Field

from vbparse.archive.answers import Correction, Event
from vbparse.archive.archive import Archive
from vbparse.errors import ConflictError, InputError, UnknownError
from vbparse.schema import Corrected, Document
from vbparse.sentences import Sentence, in_language
from vbparse.vocabularies import Role
from vbparse.web.access import Editor, Person, Reader
from vbparse.web.api.models import MAX_LENGTH
from vbparse.web.archives import ArchiveDep
from vbparse.web.pages.document_values import Stretch, View, document_heading, parse_span, shown_as, tab_of
from vbparse.web.pages.rendering import document_url, is_fragment, render_page, see_other
from vbparse.web.problems import ProblemError
from vbparse.web.views import editing
from vbparse.web.views.document import view_document
from vbparse.web.views.dues import read_due, write_due
from vbparse.web.views.editing import parse_input
from vbparse.web.views.pointing import point_text
from vbparse.web.views.values import format_value
from vbparse.web.words import Words, language_of, load_words

routes = APIRouter()
Line = Annotated[str, Field(max_length=1000)]
Typed = Annotated[str, Field(max_length=10_000)]
_LONGEST_EXPECTED = 1_000_000
"""Characters of the value that the form showed, as JSON: escapes make it longer than what is typed."""


class Chosen(BaseModel):
    """A field that is to be corrected: `text` is what was pointed at, the stretch `at` of the document; it stands in
    the form in place of the value."""

    path: str
    text: Typed | None = None
    at: Stretch = None


@routes.get("/documents/{document}/edit")
def edit(
    request: Request, person: Editor, archive: ArchiveDep, document: str, field: Annotated[Chosen, Query()]
) -> HTMLResponse:
    """The form for a field: a page of its own, or a part of the document's page."""
    content = archive.document(document)
    asked, text, at = editing.make_input(content, field.path), field.text, field.at
    if text is None:
        return _render_form(request, person, archive, content, asked)
    if asked.kind == "charge":
        return _render_form(request, person, archive, content, asked, at=at, charge=editing.Charge(task=text))
    return _render_form(request, person, archive, content, asked.with_text(point_text(asked, text, content)), at=at)


@routes.get("/documents/{document}/due")
def due(
    request: Request, person: Editor, archive: ArchiveDep, document: str, value: Typed = "", due: Typed = ""
) -> HTMLResponse:
    """How a deadline is read that somebody is typing."""
    typed = value or due
    read = read_due(typed, archive.document(document)) if typed.strip() else None
    told = write_due(read.date, read.bound, read.text) if read else None
    return render_page(request, "document_due.html", person, told=told, typed=typed.strip())


class CorrectionForm(BaseModel):
    """A corrected field: `expected` is the value that the form showed, as JSON; `at` the stretch of the text that was
    pointed at. `clear` says that a value is to be left empty, `view` how the source is shown. The rest is of an
    obligation that is added."""

    path: Line
    expected: Annotated[str, Field(max_length=_LONGEST_EXPECTED)]
    value: Annotated[str, Field(max_length=MAX_LENGTH)] = ""
    why: Line = ""
    clear: bool = False
    at: Stretch = None
    view: View = "pages"
    who: Typed = ""
    task: Typed = ""
    partners: Typed = ""
    due: Typed = ""
    product: Typed = ""
    role: Role = Role.LEAD

    @property
    def charge(self) -> editing.Charge:
        """The obligation that is added."""
        return editing.Charge(self.who, self.task, self.partners, self.due, self.product, self.role)

    def read_value(self, asked: editing.Input, document: Document) -> Any:
        """The value of the correction. Raises InputError."""
        return self.charge.value(document) if asked.kind == "charge" else parse_input(asked, self.value, document)


@routes.post("/documents/{document}/corrections")
def correct(
    request: Request, person: Editor, archive: ArchiveDep, document: str, form: Annotated[CorrectionForm, Form()]
) -> Response:
    """Correct a field, unless somebody else did since its form was filled in. A value that is there is left empty only
    by a button of its own."""
    head = archive.find(document)
    content = archive.document(head.document)
    field = _make_input(content, form.path, form.value)
    values: dict[str, Any] = {"why": form.why, "charge": form.charge, "at": form.at}
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        value = form.read_value(field, content)
        if value in (None, []) and field.now and not form.clear and field.kind != "removal":
            return _render_form(
                request, person, archive, content, field.with_text(""), status=status, blank=True, **values
            )
        correction = archive.correct(
            head.document,
            field.path,
            value,
            by=person.name,
            why=" ".join(form.why.split()) or None,
            expected=_parse_expected(form.expected),
            span=parse_span(form.at),
        )
    except ConflictError:
        content = archive.document(head.document)
        field = editing.make_input(content, form.path)
        values |= {"conflict": _last_correction(content, field.path), "present": format_value(field.now)}
        status = HTTPStatus.CONFLICT
    except InputError as error:
        values["fault"] = in_language(error.sentence, language_of(request))
    else:
        return see_other(_url_after(head.document, field, correction, form.view))
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
        who = said.by or Sentence("edit.somebody")
        raise ProblemError(
            "conflict", Sentence("edit.taken-out", path=path, who=who, at=said.at, typed=typed)
        ) from None


def _parse_expected(expected: str) -> Any:
    try:
        return json.loads(expected)
    except ValueError:
        raise ProblemError("invalid-request", Sentence("edit.unseen")) from None


def _url_after(document: str, asked: editing.Input, made: Correction, view: View) -> str:
    """Back to the document, to the field that was corrected, with what can be undone."""
    if asked.kind == "removal":
        return f"{document_url(document)}?corrected={made.n}&tab={tab_of(made.path)}{shown_as(view)}"
    field = asked.path.removesuffix(".due.date") + ".due" if asked.path.endswith(".due.date") else asked.path
    if asked.kind == "charge":
        field = f"{made.path}.task"
    return f"{document_url(document)}?field={field}&corrected={made.n}{shown_as(view)}#f-{field}"


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
    values = {"conflict": None, "present": None, "fault": None, "blank": False, "why": "", "at": None} | more
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
        roles=list(Role),
        **{"charge": editing.Charge()} | values,
    )


def _missing_values(held: Document, asked: editing.Input) -> list[tuple[str, str]]:
    """Of an item: what it can be given beside what it has, as term and path."""
    item = view_document(held).item(asked.path) if asked.kind == "removal" else None
    return [(row.term, row.more) for row in item.rows if row.more and not row.values] if item else []


@routes.get("/documents/{document}/history")
def history(
    request: Request, person: Reader, archive: ArchiveDep, document: str, path: Line | None = None
) -> HTMLResponse:
    """What happened to a document, or to the value at a `path`; corrections can be taken back. Beside a value, its
    story alone."""
    head = archive.find(document)
    base = document_url(head.document)
    corrections = [one for one in archive.corrections(head.document) if path is None or _concerns(one.path, path)][::-1]
    rows = [(one, format_value(one.was), format_value(one.value)) for one in corrections]
    if path is not None and is_fragment(request):
        return render_page(request, "document_story.html", person, base=base, corrections=rows)
    events = archive.history(head.document)[::-1]
    words = Words(language_of(request))
    return render_page(
        request,
        "document_history.html",
        person,
        base=base,
        heading=document_heading(head),
        corrections=rows,
        term=editing.field_term,
        events=[(event, _describe_event(event, corrections, words)) for event in events],
        worded={event.what for event in events if f"history.what.{event.what}" in load_words()},
    )


def _describe_event(event: Event, corrections: list[Correction], t: Words) -> str:
    """What an event was about: a correction's field in words, a file by its name alone."""
    if event.what == "ingested":
        return event.text.replace("\\", "/").rpartition("/")[2]
    path = next((one.path for one in corrections if one.n == event.n), None)
    return event.text.replace(path, t(f"document.term.{editing.field_term(path)}"), 1) if path else event.text


def _concerns(corrected: str, path: str) -> bool:
    """Whether a correction is of a value, of a part of it, or of the item that it belongs to."""
    return f"{corrected}.".startswith(f"{path}.") or f"{path}.".startswith(f"{corrected}.")


class WithdrawalForm(BaseModel):
    """Why a correction is taken back, and whether to go `back` to its history or to what was corrected."""

    why: Line = ""
    back: Literal["history", "document"] = "history"
    view: View = "pages"


@routes.post("/documents/{document}/corrections/{n}/withdrawal")
def withdraw(
    person: Editor, archive: ArchiveDep, document: str, n: int, form: Annotated[WithdrawalForm, Form()]
) -> RedirectResponse:
    """Take a correction of a document back."""
    head = archive.find(document)
    said = next((one for one in archive.corrections(head.document) if one.n == n), None)
    if said is None:
        raise ProblemError("not-found", Sentence("edit.no-correction", n=n))
    archive.withdraw(n, by=person.name, why=" ".join(form.why.split()) or None)
    if form.back == "document":
        return see_other(f"{document_url(head.document)}?field={said.path}{shown_as(form.view)}#f-{said.path}")
    return see_other(document_url(head.document, "history"))
