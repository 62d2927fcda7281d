"""Who did what."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from vbparse.accounts.audit import Deed
from vbparse.web import paging
from vbparse.web.access import AccountsDep, Admin
from vbparse.web.api.models import DEFAULT_ROWS, MAX_NUMBER, MAX_ROWS, Counted, count_rows

routes = APIRouter(tags=["audit"])
Filter = Annotated[str | None, Query(max_length=500)]


class AuditQuery(BaseModel):
    """Filters of the log, and which page of it."""

    who: Filter = None
    what: Filter = None
    document: Filter = None
    cursor: Filter = None
    limit: Annotated[int, Query(ge=1, le=MAX_ROWS)] = DEFAULT_ROWS


class Deeds(Counted):
    """A page of the log, the newest first; `next` is the cursor of the page behind it. All pages have `total` entries,
    or more where that is `capped`."""

    items: list[Deed]
    next: str | None


@routes.get("/audit")
def list_audit(person: Admin, accounts: AccountsDep, asked: Annotated[AuditQuery, Query()]) -> Deeds:
    """Changes, logins and reads of restricted documents: by somebody, of a kind (an operation's id), of a document."""
    at = paging.read_cursor(asked.cursor, before=int)
    before = min(max(at["before"], 0), MAX_NUMBER) if at else None
    filters = {"who": asked.who, "what": asked.what, "document": asked.document}
    deeds = accounts.audit.deeds(**filters, before=before, limit=asked.limit + 1)
    further = paging.make_cursor(before=deeds[asked.limit - 1].id) if len(deeds) > asked.limit else None
    counted = count_rows(lambda most: accounts.audit.count(**filters, most=most))
    return Deeds(items=deeds[: asked.limit], next=further, **counted)
