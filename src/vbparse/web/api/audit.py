"""Who did what."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from vbparse.accounts.audit import Deed
from vbparse.web import paging
from vbparse.web.access import AccountsDep, Admin
from vbparse.web.api.models import DEFAULT_ROWS, MAX_NUMBER, MAX_ROWS

routes = APIRouter(tags=["audit"])
Filter = Annotated[str | None, Query(max_length=500)]


class Deeds(BaseModel):
    """A page of the log, the newest first; `next` is the cursor of the page behind it."""

    items: list[Deed]
    next: str | None


@routes.get("/audit", operation_id="audit")
def audit(
    person: Admin,
    accounts: AccountsDep,
    who: Filter = None,
    what: Filter = None,
    document: Filter = None,
    cursor: Filter = None,
    limit: Annotated[int, Query(ge=1, le=MAX_ROWS)] = DEFAULT_ROWS,
) -> Deeds:
    """Changes, logins and reads of restricted documents: by somebody, of a kind (an operation's id), of a document."""
    at = paging.read_cursor(cursor, before=int)
    before = min(max(at["before"], 0), MAX_NUMBER) if at else None
    found = accounts.audit.deeds(who=who, what=what, document=document, before=before, limit=limit + 1)
    more = paging.make_cursor(before=found[limit - 1].id) if len(found) > limit else None
    return Deeds(items=found[:limit], next=more)
