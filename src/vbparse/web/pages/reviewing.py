"""Chờ soát, one value at a time: a card, an answer, the next card; the last answer can be taken back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from vbparse.archive.answers import Head
from vbparse.archive.archive import Archive
from vbparse.errors import ConflictError, InputError, VbparseError
from vbparse.schema import Document
from vbparse.sentences import Sentence
from vbparse.web import audit
from vbparse.web.access import Editor, Person, Reader
from vbparse.web.api.models import MAX_LENGTH, MAX_NUMBER
from vbparse.web.archives import ArchiveDep
from vbparse.web.pages.dues import describe_recurrence
from vbparse.web.pages.pictures import DrawingSlot, page_sizes
from vbparse.web.pages.rendering import is_fragment, render_page, see_other
from vbparse.web.problems import ProblemError
from vbparse.web.views import editing
from vbparse.web.views.reviewing import WHOLE, Card, make_card, order_paths

routes = APIRouter()
HERE = "/queue/values"
MOST = 100_000
"""Documents that are counted."""
CONFIRMED = 0
"""In place of the number of a correction: the document as a whole was confirmed."""
Path = Annotated[str, Field(max_length=1000)]


class CardPlace(BaseModel):
    """Which card is shown: that of `value` in a document, else the first one behind; `end` is behind the last. `undo`
    is the answer that was given last, in the document `undo_in`, to `undo_value`."""

    document: Path = ""
    value: Path | None = None
    end: bool = False
    undo: Annotated[int | None, Field(ge=CONFIRMED, le=MAX_NUMBER)] = None
    undo_in: Path = ""
    undo_value: Path = WHOLE


class Answer(BaseModel):
    """What is said of a value: its document, and its path as doubts have it."""

    document: Path
    value: Path


class Correction(Answer):
    """What the value is instead: `field` is the path that is corrected, `expected` what the form showed, as JSON."""

    field: Path
    expected: Annotated[str, Field(max_length=1_000_000)] = "null"
    typed: Annotated[str, Field(max_length=MAX_LENGTH)] = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """A card that can be shown: the document, all its doubtful paths, and which of them."""

    head: Head
    paths: list[str]
    value: str


@routes.get(HERE)
def show_card(
    request: Request, person: Reader, _: DrawingSlot, archive: ArchiveDep, asked: Annotated[CardPlace, Query()]
) -> HTMLResponse:
    """The card of a doubtful value, or that none is left."""
    place = None if asked.end else _find_place(archive, asked.document, asked.value)
    return _render(request, person, archive, place, asked)


@routes.post(f"{HERE}/confirmation")
def confirm(request: Request, person: Editor, archive: ArchiveDep, answer: Annotated[Answer, Form()]) -> Response:
    """The value is right as it was read; of the document as a whole, that it was read through."""
    head = archive.find(answer.document)
    paths = _paths(archive, head.document)
    if answer.value == WHOLE:
        archive.confirm(head.document, by=person.name)
        n = CONFIRMED
    else:
        n = archive.confirm_value(head.document, answer.value, by=person.name).n
    audit.describe_change(request, document=head.document, detail=answer.value)
    return _go_on(archive, head, answer.value, paths, n)


@routes.post(f"{HERE}/correction")
def correct(
    request: Request, person: Editor, _: DrawingSlot, archive: ArchiveDep, form: Annotated[Correction, Form()]
) -> Response:
    """The value is another; an item that is no such thing is taken out."""
    head = archive.find(form.document)
    paths = _paths(archive, head.document)
    content = archive.document(head.document)
    field = editing.make_input(content, form.field)
    try:
        value = editing.parse_input(field, form.typed, content)
        if value == field.now or form.typed == field.text != "":
            n = archive.confirm_value(head.document, form.value, by=person.name).n
        else:
            expected = _parse_expected(form.expected)
            n = archive.correct(head.document, field.path, value, by=person.name, expected=expected).n
    except ConflictError:
        return _render_fault(request, person, archive, head, form, "review.conflict")
    except InputError:
        return _render_fault(request, person, archive, head, form, "edit.fault")
    audit.describe_change(request, document=head.document, detail=field.path)
    return _go_on(archive, head, form.value, paths, n)


class Withdrawal(Answer):
    """Which answer is taken back: the number of a correction, 0 for a confirmation of the whole document."""

    n: Annotated[int, Field(ge=CONFIRMED, le=MAX_NUMBER)]


@routes.post(f"{HERE}/withdrawal")
def withdraw(request: Request, person: Editor, archive: ArchiveDep, form: Annotated[Withdrawal, Form()]) -> Response:
    """Take an answer back, and show its card again."""
    head = archive.find(form.document)
    if form.n == CONFIRMED:
        archive.confirm(head.document, on=False, by=person.name)
    elif form.n in [one.n for one in archive.corrections(head.document)]:
        archive.withdraw(form.n, by=person.name)
    else:
        raise ProblemError("not-found", Sentence("edit.no-correction", n=form.n))
    audit.describe_change(request, document=head.document, detail=form.value)
    return see_other(_address(document=head.document, value=form.value))


def _parse_expected(expected: str) -> Any:
    try:
        return json.loads(expected)
    except ValueError:
        raise ProblemError("invalid-request", Sentence("edit.unseen")) from None


def _paths(archive: Archive, document: str) -> list[str]:
    return order_paths(archive.doubts(document))


def _find_place(archive: Archive, document: str, value: str | None) -> _Place | None:
    """The card of a value; where it is not doubtful any more the first of its document, else of the next document."""
    head = archive.find(document) if document else None
    while True:
        if head and (paths := _paths(archive, head.document)) and not archive.confirmation(head.document):
            return _Place(head, paths, value if value in paths else paths[0])
        following = archive.next_doubtful(head.document if head else None)
        if following is None:
            return None
        head, value = archive.find(following), None


def _following(archive: Archive, document: str, value: str, paths: Sequence[str]) -> dict[str, object]:
    """Which card comes behind that of a value, as an address has it; `paths` are the paths among which it stood."""
    left = {*_paths(archive, document)} if not archive.confirmation(document) else set()
    behind = paths[paths.index(value) + 1 :] if value in paths else paths
    following = next((path for path in behind if path in left), None)
    if following is not None:
        return {"document": document, "value": following}
    next_document = archive.next_doubtful(document)
    return {"document": next_document} if next_document else {"end": 1}


def _go_on(archive: Archive, head: Head, value: str, paths: Sequence[str], n: int) -> Response:
    undo = {"undo": n, "undo_in": head.document, "undo_value": value}
    return see_other(_address(**_following(archive, head.document, value, paths), **undo))


def _address(**query: object) -> str:
    return f"{HERE}?{urlencode(query)}" if query else HERE


def _render_fault(
    request: Request, person: Person, archive: Archive, head: Head, form: Correction, fault: str
) -> HTMLResponse:
    """The card again with what was typed, and why it cannot be taken."""
    paths = _paths(archive, head.document)  # where somebody else answered meanwhile, without this one
    place = _Place(head, paths if form.value in paths else [form.value, *paths], form.value)
    return _render(
        request,
        person,
        archive,
        place,
        CardPlace(),
        fault=fault,
        typed={form.field: form.typed},
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
    )


def _render(
    request: Request,
    person: Person,
    archive: Archive,
    place: _Place | None,
    asked: CardPlace,
    *,
    status: int = HTTPStatus.OK,
    **values: Any,
) -> HTMLResponse:
    card, skip = None, HERE
    if place:
        card = _make_card(request, archive, place)
        skip = _address(**_following(archive, place.head.document, place.value, place.paths))
    answer = render_page(
        request,
        "review_card.html" if is_fragment(request) else "review.html",
        person,
        status=status,
        card=card,
        place=place,
        skip=skip,
        asked=asked,
        left=archive.count_doubtful_values(),
        documents=archive.count_queue(doubtful_values=True, most=MOST),
        rhythm=describe_recurrence,
        expected=lambda field: json.dumps(field.now, ensure_ascii=False),
        **({"fault": None, "typed": {}} | values),
    )
    if is_fragment(request):
        shown = {"document": place.head.document, "value": place.value} if place else {"end": 1}
        answer.headers["HX-Push-Url"] = _address(**shown)
    return answer


def _make_card(request: Request, archive: Archive, place: _Place) -> Card:
    content = archive.document(place.head.document)
    sizes = _page_sizes(request, archive, content)
    return make_card(content, place.value, archive.doubts(place.head.document), sizes)


def _page_sizes(request: Request, archive: Archive, content: Document) -> list[tuple[float, float]]:
    """The sizes of a file's pages; where they cannot be determined, its text is shown instead."""
    if content.source.pages is None:
        return []
    try:
        return page_sizes(request, archive, content.source)
    except (VbparseError, ProblemError):
        return []
