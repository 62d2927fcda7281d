"""Search over the words of documents."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from vbparse.archive.answers import Hit
from vbparse.archive.ask.ranking import CAP
from vbparse.archive.ask.respelling import Instead
from vbparse.archive.ask.search import Order
from vbparse.web.api.documents import DocumentFilters
from vbparse.web.api.models import Cursor, Limit, ShortText
from vbparse.web.archives import ArchiveDep
from vbparse.web.paging import make_cursor, read_offset

routes = APIRouter(tags=["search"])


class Found(BaseModel):
    """A page of hits. `total` counts no further than a limit, beyond which there are no pages; `capped` tells that
    there are more. `facets`: doc_type, issuer, year, tag and dossier (by id; "" is none), each a list of value and
    count. Where nothing was found: `nowhere` are words and filters that no document has, `rest` is the query without
    these words ("" where that finds nothing either), `respelled` are queries with near spellings in their place that
    find something."""

    items: list[Hit]
    next: str | None
    total: int
    capped: bool
    facets: dict[str, list[tuple[str, int]]]
    nowhere: list[str]
    rest: str
    respelled: list[str]


DEFAULT_HITS = 20
"""Hits of a page where the client does not say."""


class Terms(BaseModel):
    """What is searched for."""

    q: Annotated[
        ShortText,
        Query(description='Words that must all stand, "phrases", prefix*, -not.', examples=["phòng cháy rừng"]),
    ] = ""


class SearchQuery(DocumentFilters, Terms):
    """A search with filters, and which page of its hits."""

    order: Annotated[Order, Query(description="The best hits first, or the documents issued last.")] = "best"
    cursor: Cursor = None
    limit: Limit = DEFAULT_HITS


@routes.get("/search")
def search_documents(archive: ArchiveDep, asked: Annotated[SearchQuery, Query()]) -> Found:
    """Documents in which all words stand, with marks or without, in the order asked for, with the passages; where
    there is none, what to ask instead."""
    start = read_offset(asked.cursor)
    end = start + asked.limit
    options = asked.to_options()
    result = archive.search(asked.q, **options, limit=asked.limit, offset=start, order=asked.order)
    instead = archive.search_instead(asked.q, **options) if asked.q and not result.total else Instead()
    return Found(
        items=result.hits,
        next=make_cursor(after=end) if end < min(result.total, CAP) else None,
        total=result.total,
        capped=result.capped,
        facets=result.facets,
        nowhere=result.nowhere,
        rest=instead.rest,
        respelled=instead.respelled,
    )
