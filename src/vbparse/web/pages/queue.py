"""Chờ soát: documents that wait, those with most doubtful values first; those without any are confirmed together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from vbparse.archive.answers import Doubtful
from vbparse.web import audit
from vbparse.web.access import Editor, Reader
from vbparse.web.api.confirmations import review_queue_page
from vbparse.web.archives import ArchiveDep
from vbparse.web.pages.filtering import PageFilters
from vbparse.web.pages.rendering import render_page, see_other
from vbparse.web.paging import MAX_CURSOR
from vbparse.web.views.reviewing import order_paths
from vbparse.web.words import Words, language_of, load_words

routes = APIRouter()
LENGTH = 25
MOST = 100_000
"""Documents that are counted."""
State = Literal["doubtful", "remarks", "all"]
_DOUBTFUL: dict[State, bool | None] = {"doubtful": True, "remarks": False, "all": None}


class QueueForm(BaseModel):
    """Which documents: with doubtful values, with remarks alone, or all that had either; `done` were just confirmed."""

    show: State | None = None
    behind: Annotated[str | None, Query(max_length=MAX_CURSOR)] = None
    done: Annotated[int, Query(ge=0, le=LENGTH)] = 0


@routes.get("/queue")
def queue(request: Request, person: Reader, archive: ArchiveDep, form: Annotated[QueueForm, Query()]) -> HTMLResponse:
    """A page of the queue."""
    counts: dict[str, int] = {
        state: archive.count_queue(doubtful_values=wanted, most=MOST) for state, wanted in _DOUBTFUL.items()
    }
    show: State = form.show or ("doubtful" if counts["doubtful"] or not counts["remarks"] else "remarks")
    entries, next_cursor = review_queue_page(
        archive, confirmed=show == "all", doubtful_values=_DOUBTFUL[show], limit=LENGTH, behind=form.behind
    )
    return render_page(
        request,
        "queue.html",
        person,
        found=entries,
        show=show,
        counts=counts,
        values=archive.count_doubtful_values(),
        filters=PageFilters("/queue", {"show": form.show, "behind": form.behind}),
        next=next_cursor,
        done=form.done,
        reasons=_group_by_value,
        remarks=lambda codes: _describe_remarks(codes, Words(language_of(request))),
    )


def _group_by_value(doubts: Sequence[Doubtful]) -> list[tuple[str, list[Doubtful]]]:
    """The doubts of each value, by its path."""
    return [(path, [one for one in doubts if one.path == path]) for path in order_paths(doubts)]


def _describe_remarks(codes: dict[str, int], words: Words) -> list[str]:
    """What is odd in a document, in words; codes that a later reader tells are not shown."""
    known = [(words(f"queue.code.{code}"), n) for code, n in codes.items() if f"queue.code.{code}" in load_words()]
    return [f"{text} (× {n})" if n > 1 else text for text, n in known]


class Chosen(BaseModel):
    """Documents that are confirmed in one step."""

    document: Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=LENGTH)] = []


@routes.post("/queue/confirmations")
def confirm_chosen(
    request: Request, person: Editor, archive: ArchiveDep, chosen: Annotated[Chosen, Form()]
) -> Response:
    """Say of documents that they were read through."""
    heads = [archive.find(one) for one in chosen.document]
    note = Words(language_of(request))("document.note_usual")
    for head in heads:
        archive.confirm(head.document, by=person.name, note=note)
    audit.describe_change(request, detail=", ".join(head.document for head in heads))
    return see_other(f"/queue?show=remarks&done={len(heads)}")
