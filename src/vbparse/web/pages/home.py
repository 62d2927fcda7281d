"""Tổng quan: what an office has before it this morning, and the way into each list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel

from vbparse.archive.archive import Archive
from vbparse.archive.ask import overview
from vbparse.archive.ask.overview import Overview
from vbparse.edtf import month_end
from vbparse.web.access import Person, Reader
from vbparse.web.answers import ask_once
from vbparse.web.archives import ArchiveDep
from vbparse.web.pages.filtering import PageFilters, Stripped, parse_day
from vbparse.web.pages.rendering import render_page, see_other
from vbparse.web.settings import MB

routes = APIRouter()
ARRIVALS, MOST = 6, 100_000
"""Documents that came in last and are shown; those to review are counted so far."""
_FULL = 100
"""Percent."""


class HomeQuery(BaseModel):
    """As of which day; today, where none is named. Addresses of searches began here once."""

    as_of: Stripped = ""
    q: str | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A month: how much falls due in it, its share of the fullest month in percent, and the list of it."""

    year: int
    month: int
    count: int
    height: float
    link: str


@routes.get("/")
def open_home(request: Request, person: Reader, archive: ArchiveDep, query: Annotated[HomeQuery, Query()]) -> Response:
    """What is late, what falls due, what came in, what waits; of an empty archive, how to begin."""
    if query.q is not None:
        return see_other(f"/search?{request.url.query}")
    counts = archive.counts()
    if not counts["documents"]:
        return _render_start(request, person, archive)
    today = parse_day(query.as_of, "as_of") or date.today()
    duties = ask_once(request, person, archive, Archive.overview, today=today)
    return render_page(
        request,
        "home.html",
        person,
        counts=counts,
        duties=duties,
        bars=_make_bars(duties, today, query.as_of),
        lists=_duty_lists(today, query.as_of),
        today=today,
        as_of=query.as_of,
        to_review=archive.count_queue(most=MOST),
        failures=len(archive.failures()),
        arrivals=archive.latest_arrivals(ARRIVALS),
    )


def _render_start(request: Request, person: Person, archive: Archive) -> Response:
    settings = request.app.state.settings
    return render_page(
        request,
        "home_empty.html",
        person,
        megabytes=settings.upload_bytes // MB,
        settings=settings,
        failures=len(archive.failures()),
    )


def _duty_lists(today: date, as_of: str) -> dict[str, PageFilters]:
    """The list of obligations behind each number; `.link(assignee=…)` is that of one body."""

    def due_within(first: int, last: timedelta) -> dict[str, object]:
        return {"due": f"{today + timedelta(first)}/{today + last}", "falls": "due", "status": "open"}

    filters: dict[str, dict[str, object]] = {
        "late": {"overdue_on": today},
        "week": due_within(0, overview.WEEK),
        "month": due_within(0, overview.MONTH),
        "month_only": due_within(overview.WEEK.days + 1, overview.MONTH),
        "later": due_within(overview.MONTH.days + 1, overview.YEAR),
        "undated": {"undated": True, "status": "open"},
    }
    return {key: PageFilters("/obligations", values | {"as_of": as_of}) for key, values in filters.items()}


def _make_bars(duties: Overview, today: date, as_of: str) -> list[Bar]:
    fullest = max((count for _, count in duties.months), default=0) or 1
    bars = []
    for name, count in duties.months:
        year, month = map(int, name.split("-"))
        first = date(year, month, 1)
        due = f"{max(first, today)}/{month_end(first)}"
        filters = PageFilters("/obligations", {"due": due, "falls": "due", "status": "open", "as_of": as_of})
        bars.append(Bar(year, month, count, round(_FULL * count / fullest, 1), filters.link()))
    return bars
