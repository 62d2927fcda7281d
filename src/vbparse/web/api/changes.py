"""What happened in the archive, for systems that follow it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from vbparse.archive.ask.changes import Change
from vbparse.web.api.models import DEFAULT_ROWS, MAX_NUMBER, Limit, ShortText
from vbparse.web.archives import ArchiveDep
from vbparse.web.paging import bad_cursor, make_cursor, read_cursor

routes = APIRouter(tags=["changes"])


class Changes(BaseModel):
    """Changes in their order. `next` is always a cursor: what is asked for with it later begins behind these; `more`
    tells that there are some already."""

    items: list[Change]
    next: str
    more: bool


@routes.get("/changes")
def list_changes(
    archive: ArchiveDep,
    since: Annotated[
        ShortText | None, Query(description="`next` of an earlier answer; without it from the beginning.")
    ] = None,
    limit: Limit = DEFAULT_ROWS,
) -> Changes:
    """What happened, in its order: documents added, reparsed, corrected, confirmed, marked, removed, restricted …; a
    change tells what it concerns, and the other addresses what is so now. Readers see nothing of documents that are
    restricted, and of bodies that were merged or split."""
    position = read_cursor(since, after=int) or {"after": 0}
    if not 0 <= position["after"] <= MAX_NUMBER:
        raise bad_cursor()
    with archive.reading():
        found = archive.changes(after=position["after"], limit=limit + 1)
        more = len(found) > limit
        last = found[limit - 1].n if more else max(position["after"], archive.last_change())
    return Changes(items=found[:limit], next=make_cursor(after=last), more=more)
