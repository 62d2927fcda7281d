"""Sửa: the documents that wait to be read through, those with most anomalies first."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from vbparse.web.access import Reader
from vbparse.web.api.confirmations import review_queue_page
from vbparse.web.archives import ArchiveDep
from vbparse.web.pages.rendering import render_page
from vbparse.web.paging import MAX_CURSOR
from vbparse.web.words import load_words

routes = APIRouter()
LENGTH = 25


@routes.get("/queue")
def queue(
    request: Request,
    person: Reader,
    archive: ArchiveDep,
    confirmed: bool = False,
    behind: Annotated[str | None, Query(max_length=MAX_CURSOR)] = None,
) -> HTMLResponse:
    """A page of the queue; with `confirmed`, of all documents that have anomalies."""
    entries, next_cursor = review_queue_page(archive, confirmed=confirmed, limit=LENGTH, behind=behind)
    return render_page(
        request,
        "queue.html",
        person,
        found=entries,
        confirmed=confirmed,
        next=next_cursor,
        first=behind is None,
        # A code that a later reader tells is shown as it is.
        worded={code for one in entries for code in one.codes if f"queue.code.{code}" in load_words()},
    )
