"""References of a document, and the documents that are cited and not stored."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from vbparse.archive.answers import Missing
from vbparse.web.api.documents import References, make_references
from vbparse.web.api.models import DEFAULT_ROWS, Cursor, Limit, Page, ShortText, make_page
from vbparse.web.archives import ArchiveDep
from vbparse.web.paging import read_offset

routes = APIRouter(tags=["references"])


@routes.get("/references")
def list_references(
    archive: ArchiveDep,
    document: Annotated[ShortText, Query(min_length=1, description="Id or số ký hiệu.", examples=["42/KH-UBND"])],
    cursor: Cursor = None,
    limit: Limit = DEFAULT_ROWS,
) -> References:
    """What a document cites, and what cites it."""
    return make_references(archive, document, cursor, limit)


@routes.get("/missing")
def list_missing(archive: ArchiveDep, cursor: Cursor = None, limit: Limit = DEFAULT_ROWS) -> Page[Missing]:
    """Documents that are cited and not stored, the most cited first."""
    start = read_offset(cursor)
    found = archive.missing(limit=limit + 1, offset=start)
    return make_page(found, limit, start, lambda most: archive.count_missing(most=most))
