"""References of a document, and the documents that are cited and not held."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from vbparse.archive.answers import Missing
from vbparse.web.api.documents import References, referring
from vbparse.web.api.models import Cursor, Limit, Page, Words, paged
from vbparse.web.archives import Held
from vbparse.web.paging import offset

routes = APIRouter(tags=["references"])


@routes.get("/references")
def references(
    archive: Held,
    document: Annotated[Words, Query(min_length=1, description="Id or số ký hiệu.", examples=["42/KH-UBND"])],
    cursor: Cursor = None,
    limit: Limit = 50,
) -> References:
    """What a document cites, and what cites it."""
    return referring(archive, document, cursor, limit)


@routes.get("/missing")
def missing(archive: Held, cursor: Cursor = None, limit: Limit = 50) -> Page[Missing]:
    """Documents that are cited and not held, the most cited first."""
    start = offset(cursor)
    return paged(archive.missing(limit=limit + 1, offset=start), limit, start)
