"""Search over the words of documents."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from vbparse.archive.answers import Hit
from vbparse.archive.ask.ranking import CAP
from vbparse.web.api.documents import Issuer, Signer, Since, Type, Until
from vbparse.web.api.models import Cursor, Limit, ShortText
from vbparse.web.archives import ArchiveDep
from vbparse.web.paging import make_cursor, read_offset

routes = APIRouter(tags=["search"])


class Found(BaseModel):
    """A page of hits. `total` counts no further than a limit, beyond which there are no pages; `capped` tells that
    there are more. `facets`: doc_type, issuer and year, each a list of value and count. `nowhere`, where nothing
    was found: words and filters that no document has."""

    items: list[Hit]
    next: str | None
    total: int
    capped: bool
    facets: dict[str, list[tuple[str, int]]]
    nowhere: list[str]


@routes.get("/search")
def search(
    archive: ArchiveDep,
    q: Annotated[
        ShortText,
        Query(description='Words that must all stand, "phrases", prefix*, -not.', examples=["phòng cháy rừng"]),
    ] = "",
    doc_type: Type = None,
    issuer: Issuer = None,
    since: Since = None,
    until: Until = None,
    signer: Signer = None,
    cursor_: Annotated[Cursor, Query(alias="cursor")] = None,
    limit: Limit = 20,
) -> Found:
    """Documents in which all words stand, with marks or without, the best first, with the passages."""
    start = read_offset(cursor_)
    wishes = {"doc_type": doc_type, "issuer": issuer, "since": since, "until": until, "signer": signer}
    found = archive.search(q, **{name: value or None for name, value in wishes.items()}, limit=limit, offset=start)
    behind = start + limit < min(found.total, CAP)
    return Found(
        items=found.hits,
        next=make_cursor(after=start + limit) if behind else None,
        total=found.total,
        capped=found.capped,
        facets=found.facets,
        nowhere=found.nowhere,
    )
