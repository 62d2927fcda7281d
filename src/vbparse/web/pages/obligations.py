"""Nhiệm vụ: who owes what by when, as a list and as a timeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response

from vbparse.archive.answers import Owed
from vbparse.archive.archive import Archive
from vbparse.archive.ask.marks import is_late
from vbparse.edtf import format_quarter, quarter_of
from vbparse.errors import InputError
from vbparse.exchange.formats import FORMATS, Content
from vbparse.exchange.naming import document_name
from vbparse.sentences import in_language
from vbparse.web import owned
from vbparse.web.access import Reader
from vbparse.web.answers import count_once
from vbparse.web.archives import ArchiveDep
from vbparse.web.drawing import timeline as drawn
from vbparse.web.pages import dues, timelines
from vbparse.web.pages.dues import DueText
from vbparse.web.pages.filtering import LAST_PAGE, PageFilters, render_list
from vbparse.web.pages.rendering import document_url, is_fragment, quote_id, render_page
from vbparse.web.pages.saved_views import ObligationViewsDep
from vbparse.web.pages.selection import (
    COUNTED,
    FEW,
    LAYOUT,
    QuickFilter,
    Selection,
    SelectionDep,
    chosen_filters,
    find_assignee,
    quick_filters,
)
from vbparse.web.words import Words, language_of

routes = APIRouter()
ROWS = 50
SUGGESTED = 12
"""Assignees that are offered for what was typed."""


@dataclass(frozen=True, slots=True)
class ObligationLine:
    """A row of the list: what is owed, when in words, and its state as of a day."""

    owed: Owed
    when: DueText
    state: str

    @property
    def days_late(self) -> int:
        """Days between its last day and the one on which it was done; 0 where it was done in time, or is not done."""
        done, last = (self.owed.mark.date, self.owed.last_day) if self.owed.mark else (None, None)
        return (date.fromisoformat(done) - date.fromisoformat(last)).days if is_late(self.owed) and done and last else 0

    @property
    def item(self) -> str:
        """By what the row is marked: document, obligation, body, and the occurrence of what recurs."""
        owed = self.owed
        period = owed.last_day if owed.due and owed.due.get("recurrence") else None
        body = owed.assignee.body if owed.assignee else ""
        return "|".join((owed.head.document, owed.obligation, body, period or ""))


@dataclass(frozen=True, slots=True)
class LineGroup:
    """Rows under a heading, which leads somewhere where `link` is given; both are empty where rows are not grouped."""

    heading: str
    link: str
    lines: list[ObligationLine]


@routes.get("/obligations")
def obligations(
    request: Request,
    person: Reader,
    archive: ArchiveDep,
    wish: SelectionDep,
    views: ObligationViewsDep,
    page: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1,
) -> Response:
    """The list."""
    filters = PageFilters("/obligations", wish.chosen | {"page": page if page > 1 else ""})
    t, fault, rows, old_shown = Words(language_of(request)), "", list[Owed](), "with"
    total, folded, quick, counted = 0, 0, list[QuickFilter](), count_once(request, person, archive)
    try:
        rows = wish.ask(archive, sort=wish.sort, limit=ROWS + 1, offset=(page - 1) * ROWS)
        total, quick, old_shown = wish.count(counted, COUNTED), quick_filters(counted, wish, filters), wish.old_filter
        folded = wish.count(counted, FEW, old="only") if old_shown == "without" else 0
    except InputError as error:
        fault = in_language(error.sentence, language_of(request))
    return render_list(
        request,
        "obligations.html",
        "obligations_results.html",
        person,
        filters,
        groups=_group_rows(rows[:ROWS], wish, t),
        page=page,
        more=len(rows) > ROWS,
        fault=fault,
        total=total,
        quick=quick,
        view="list",
        time=dues.describe_period(str(filters["due"]), t) if filters["due"] else "",
        old=old_shown,
        folded=folded,
        sort=wish.sort,
        views=views,
        can_own=owned.can_own(person),
        formats=[format for format in FORMATS if Content.OBLIGATIONS in format.contents],
        **_choice(request, archive, wish, filters),
    )


@routes.get("/obligations/old", name="old")
def old_obligations(request: Request, person: Reader, archive: ArchiveDep, wish: SelectionDep) -> Response:
    """The first of what is folded away, as a part of the list."""
    filters, t = PageFilters("/obligations", wish.chosen), Words(language_of(request))
    rows = wish.ask(archive, old="only", limit=ROWS + 1)
    groups = [LineGroup("", "", [make_line(owed, wish.today, t) for owed in rows[:ROWS]])]
    return render_page(
        request, "obligations_old.html", person, groups=groups, more=len(rows) > ROWS, filters=filters, sort=""
    )


@routes.get("/obligations/timeline")
def timeline(
    request: Request,
    person: Reader,
    archive: ArchiveDep,
    wish: SelectionDep,
    rows: Literal["documents", "assignees"] = "documents",
) -> Response:
    """The same as a drawing."""
    filters = PageFilters("/obligations/timeline", wish.chosen | {"rows": rows if rows != "documents" else ""})
    t, fault, drawing, quick = Words(language_of(request)), "", None, list[QuickFilter]()
    try:
        drawing = timelines.build_timeline(archive, wish.ask, wish.chosen, wish.today, rows, t)
        quick = quick_filters(count_once(request, person, archive), wish, filters)
    except InputError as error:
        fault = in_language(error.sentence, language_of(request))
    return render_list(
        request,
        "obligations.html",
        "timeline_results.html",
        person,
        filters,
        drawn=drawing,
        rows=rows,
        narrow=drawn.NARROW,
        label=drawn.LABEL,
        fault=fault,
        today=wish.today.isoformat(),
        is_today=wish.today == date.today(),
        quick=quick,
        quarter=lambda day: dues.describe_edtf(format_quarter(day.year, quarter_of(day.month)), t),
        view="timeline",
        **_choice(request, archive, wish, filters),
    )


@routes.get("/obligations/assignees")
def suggestions(request: Request, person: Reader, archive: ArchiveDep, assignee: str = "") -> Response:
    """Names that fit what is being typed, as options of a datalist."""
    found = archive.assignees(assignee, limit=SUGGESTED) if len(assignee.strip()) > 1 else []
    names = dict.fromkeys(" ".join(filter(None, (body.name, body.unit))) for body in found)
    return render_page(request, "assignee_options.html", person, names=list(names))


def _choice(request: Request, archive: Archive, wish: Selection, filters: PageFilters) -> dict[str, Any]:
    """What both views show of what is chosen; where htmx asks, the head of the page is put in place of the former."""
    who = find_assignee(archive, wish)
    chosen = chosen_filters(filters, who, Words(language_of(request)))
    return {"chosen": chosen, "few": FEW, "counted": COUNTED, "layout": LAYOUT, "swapped": is_fragment(request)}


def make_line(owed: Owed, today: date, t: Words) -> ObligationLine:
    """An obligation as a row."""
    return ObligationLine(owed, dues.describe_due(owed, t), dues.due_state(owed, today))


def _group_rows(rows: list[Owed], wish: Selection, t: Words) -> list[tuple[str, list[LineGroup]]]:
    """The rows by what they do in the time that was asked for – what falls due in it, then what runs in it – and in
    each by what was chosen; where that is their order, by that alone."""
    by_falls = groupby(rows, key=lambda owed: (owed.falls or "") if wish.sort == "due" else "")
    return [
        (
            falls,
            [
                LineGroup(heading, link, [make_line(owed, wish.today, t) for owed in same])
                for (heading, link), same in groupby(in_time, key=lambda owed: _group_heading(owed, wish.group, t))
            ],
        )
        for falls, in_time in by_falls
    ]


def _group_heading(owed: Owed, group: str, t: Words) -> tuple[str, str]:
    """The heading of a row's group, and where it leads."""
    if group == "assignee" and owed.assignee:
        name = " – ".join(filter(None, (owed.assignee.name, owed.assignee.unit)))
        return name, f"/assignees/{quote_id(owed.assignee.body)}"
    if group == "assignee":
        return t("obligations.group.nobody"), ""
    if group == "document":
        return document_name(owed.head), document_url(owed.head.document)
    if group == "month" and owed.last_day:
        day = date.fromisoformat(owed.last_day)
        return t("obligations.group.of_month", month=f"{day.month}/{day.year}"), ""
    if group == "month":
        return t("obligations.group.recurring" if (owed.due or {}).get("recurrence") else "obligations.no_date"), ""
    return "", ""
