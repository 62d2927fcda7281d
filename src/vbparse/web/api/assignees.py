"""Bodies that are charged: their spellings, and which of them are one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from vbparse.archive.answers import Assignee, Union
from vbparse.web.access import Editor
from vbparse.web.api.models import DEFAULT_ROWS, MAX_NUMBER, Cursor, Limit, Page, Reason, ShortText, Why, make_page
from vbparse.web.archives import ArchiveDep
from vbparse.web.paging import read_offset

routes = APIRouter(tags=["assignees"])

Body = Annotated[ShortText, Path(min_length=4, description="Id of a body.")]


class Merging(BaseModel, extra="forbid"):
    """Bodies that are the same under other names."""

    others: Annotated[list[Annotated[ShortText, Field(min_length=4)]], Field(min_length=1, max_length=100)]
    why: Reason | None = None


class Splitting(BaseModel, extra="forbid"):
    """A spelling that names another body."""

    spelling: Annotated[ShortText, Field(min_length=1)]
    why: Reason | None = None


@routes.get("/assignees")
def list_assignees(
    archive: ArchiveDep,
    name: Annotated[ShortText | None, Query(description="Only bodies so called.", examples=["VPTK"])] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_ROWS,
) -> Page[Assignee]:
    """Bodies with their spellings, those first that are charged most."""
    start = read_offset(cursor)
    named = name or None
    found = archive.assignees(named, limit=limit + 1, offset=start)
    return make_page(found, limit, start, lambda most: archive.count_assignees(named, most=most))


@routes.post("/assignees/{body}/merge")
def merge_assignees(body: Body, archive: ArchiveDep, person: Editor, said: Merging) -> Assignee:
    """Say that other bodies are this one under other names."""
    return archive.assignee(archive.merge(body, said.others, by=person.name, why=said.why))


@routes.post("/assignees/{body}/split")
def split_spelling(body: Body, archive: ArchiveDep, person: Editor, said: Splitting) -> Assignee:
    """Say that a spelling names another body; the new one is answered."""
    return archive.assignee(archive.split(body, said.spelling, by=person.name, why=said.why))


@routes.get("/unions")
def list_unions(
    archive: ArchiveDep,
    person: Editor,
    body: Annotated[ShortText | None, Query(min_length=4, description="Only into this body, or off it.")] = None,
) -> list[Union]:
    """What was merged and split, the latest first."""
    return archive.unions(body)


@routes.delete("/unions/{n}")
def withdraw_union(
    n: Annotated[int, Path(ge=1, le=MAX_NUMBER, description="Number of a merge or a split.")],
    archive: ArchiveDep,
    person: Editor,
    why: Why = None,
) -> Union:
    """Take a merge or a split back."""
    archive.withdraw_union(n, by=person.name, why=why)
    return next(union for union in archive.unions() if union.n == n)
