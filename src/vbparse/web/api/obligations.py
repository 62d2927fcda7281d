"""Obligations: who owes what by when, and what became of it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, Field

from vbparse.archive.answers import Owed
from vbparse.web import audit
from vbparse.web.access import Editor
from vbparse.web.api.models import MAX_ROWS, ObligationQuery, Page, Reason, ShortText, make_page
from vbparse.web.archives import ArchiveDep
from vbparse.web.paging import read_offset

routes = APIRouter(tags=["obligations"])


class Marking(BaseModel, extra="forbid"):
    """What became of an obligation, or of its occurrences in a period: for those of its `assignees` that are named (by
    id or name), or for all. `evidence` names a stored document, or says in words what shows it; `person` is who is in
    charge there. Where several documents have an obligation of this id, `document` names the one that is meant."""

    status: Literal["done", "cancelled", "open"]
    assignees: Annotated[list[ShortText], Field(max_length=MAX_ROWS, examples=[["VPTK"]])] = []
    note: Reason | None = None
    period: Annotated[ShortText | None, Field(examples=["2023-Q3"])] = None
    evidence: Reason | None = None
    person: ShortText | None = None
    document: ShortText | None = None


class Marked(BaseModel):
    """Which obligation was marked, and for which of its assignees, as it calls them; where none is named, for all."""

    document: str
    obligation: str
    status: str
    assignees: list[str]


@routes.get("/obligations")
def list_obligations(archive: ArchiveDep, asked: Annotated[ObligationQuery, Query()]) -> Page[Owed]:
    """What is owed, one for each body charged, by last day: of a time first what falls due in it, then what runs."""
    start = read_offset(asked.cursor)
    found = archive.obligations(**asked.to_options(), limit=asked.limit + 1, offset=start)
    return make_page(found, asked.limit, start, lambda most: archive.count_obligations(**asked.to_options(), most=most))


@routes.post("/obligations/{obligation}/marks", status_code=HTTPStatus.CREATED)
def mark_obligation(
    request: Request,
    obligation: Annotated[ShortText, Path(min_length=4, description="Id of an obligation, or the beginning of it.")],
    archive: ArchiveDep,
    person: Editor,
    said: Marking,
) -> Marked:
    """Say what became of an obligation."""
    document, id_ = archive.mark(obligation, by=person.name, **said.model_dump())
    audit.describe_change(request, document=document, detail=f"{id_}: {said.status}")
    last = archive.marks(id_, document)[0]
    return Marked(document=document, obligation=id_, status=last.status, assignees=last.assignees)
