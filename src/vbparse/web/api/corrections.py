"""Corrections: what people set right, who did it, and taking it back."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Request
from pydantic import BaseModel, Field

from vbparse.archive.answers import Correction
from vbparse.errors import ConflictError
from vbparse.sentences import Sentence
from vbparse.web import audit
from vbparse.web.access import Editor
from vbparse.web.api.documents import etag, etag_matches
from vbparse.web.api.models import (
    DEFAULT_ROWS,
    MAX_NUMBER,
    Cursor,
    Document,
    Limit,
    Page,
    Reason,
    ShortText,
    Value,
    Why,
    slice_page,
)
from vbparse.web.archives import ArchiveDep
from vbparse.web.paging import read_offset
from vbparse.web.problems import ProblemError

routes = APIRouter(tags=["corrections"])
Offset = Annotated[int, Field(ge=0, le=MAX_NUMBER)]


class Correcting(BaseModel, extra="forbid"):
    """A field that is to be set right. `expected` is the value that was seen there: where it is another one by now,
    nothing is corrected, and 409 tells what stands there. `span` is where the value stands in the document's text, from
    and to in code points; without it the value has a place only where its words stand once in what they correct."""

    document: Annotated[ShortText, Field(min_length=1, examples=["42/KH-UBND"])]
    path: Annotated[ShortText, Field(min_length=1, examples=["obligations.4f0c12ab9d3e.due.date"])]
    value: Annotated[Value, Field(examples=["2023-09-15"])]
    why: Annotated[Reason | None, Field(examples=["đọc nhầm số 5"])] = None
    expected: Value = None
    span: Annotated[list[Offset] | None, Field(min_length=2, max_length=2, examples=[[1204, 1221]])] = None


@routes.get("/corrections")
def list_corrections(
    archive: ArchiveDep, document: Document = None, cursor: Cursor = None, limit: Limit = DEFAULT_ROWS
) -> Page[Correction]:
    """The corrections of a document, or all, with what became of each."""
    start = read_offset(cursor)
    return slice_page(archive.corrections(document or None), limit, start)


@routes.post("/corrections", status_code=HTTPStatus.CREATED, responses={HTTPStatus.PRECONDITION_FAILED.value: {}})
def correct_value(
    request: Request,
    archive: ArchiveDep,
    person: Editor,
    said: Correcting,
    if_match: Annotated[str | None, Header(description="The ETag of the document as it was seen.")] = None,
) -> Correction:
    """Set a field of a document right; what was read is kept beside it."""
    options: dict[str, Any] = {"expected": said.expected} if "expected" in said.model_fields_set else {}
    options["span"] = (said.span[0], said.span[1]) if said.span else None
    state = archive.state(said.document)
    audit.describe_change(request, document=archive.find(said.document).document, detail=said.path)
    if if_match is not None and if_match.strip() != "*":
        if not etag_matches(etag(state), if_match):
            raise _changed_meanwhile()
        options["state"] = state
    try:
        return archive.correct(said.document, said.path, said.value, by=person.name, why=said.why, **options)
    except ConflictError:
        if "state" in options and archive.state(said.document) != state:  # between the look above and the correction
            raise _changed_meanwhile() from None
        raise


@routes.delete("/corrections/{n}")
def withdraw_correction(
    request: Request,
    n: Annotated[int, Path(ge=1, le=MAX_NUMBER, description="Number of a correction.")],
    archive: ArchiveDep,
    person: Editor,
    why: Why = None,
) -> Correction:
    """Take a correction back: what was read stands again."""
    document = archive.withdraw(n, by=person.name, why=why)
    audit.describe_change(request, document=document, detail=f"correction {n}")
    return next(one for one in archive.corrections(document) if one.n == n)


def _changed_meanwhile() -> ProblemError:
    return ProblemError("changed-meanwhile", Sentence("web.changed"))
