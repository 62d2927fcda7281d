"""Nhiệm vụ: who owes what by when, as a list and as a timeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Annotated, Any, Literal, cast

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel

from vbparse.archive.answers import Assignee, Owed
from vbparse.archive.archive import Archive
from vbparse.archive.ask.obligations import default_old
from vbparse.archive.ask.selecting import Old
from vbparse.edtf import format_quarter, month_end, quarter_of
from vbparse.errors import InputError
from vbparse.exchange.formats import FORMATS, Content
from vbparse.patterns import Cue
from vbparse.web.access import Reader
from vbparse.web.archives import ArchiveDep
from vbparse.web.pages import dues, timelines
from vbparse.web.pages.dues import DueText
from vbparse.web.pages.filtering import LAST_PAGE, PageFilters, Stripped, parse_day, render_list
from vbparse.web.pages.rendering import render_page
from vbparse.web.words import Words, language_of

routes = APIRouter()
ROWS = 50
FOLDED = 500
"""What is folded away is counted so far."""
SUGGESTED = 12
"""Assignees that are offered for what was typed."""
_ID = Cue(r"[0-9a-f]{12}", examples=["4f0c12ab9d3e"], rejects=["VPTK", "4f0c12ab9d3", "4F0C12AB9D3E"], at="whole")
_TYPED = ("assignee", "due", "falls", "issuer", "role", "text", "document", "status", "old")
"""Filters that go to the archive as they were typed."""


@dataclass(frozen=True, slots=True)
class ObligationLine:
    """A row of the list: what is owed, when in words, and its state as of a day."""

    owed: Owed
    when: DueText
    state: str


@dataclass(frozen=True, slots=True)
class Selection:
    """What was chosen, and as of which day."""

    chosen: dict[str, object]
    today: date

    @property
    def old_filter(self) -> Old:
        """What is shown of what is old. Raises InputError where the time is none."""
        typed = {name: str(self.chosen[name]) or None for name in ("due", "document", "status")}
        return cast(Old, self.chosen["old"]) or default_old(**typed, today=self.today)

    def options(self) -> dict[str, Any]:
        """What is chosen, as options of the archive. Raises InputError where a filter cannot be one."""
        filters = {name: str(self.chosen[name]) for name in _TYPED if self.chosen[name]}
        late = parse_day(str(self.chosen["overdue_on"]), "overdue_on")
        return {
            "overdue_on": late,
            "ended": bool(self.chosen["ended"]),
            "sure": bool(self.chosen["sure"]),
            "undated": bool(self.chosen["undated"]),
            "today": self.today,
            "old": self.old_filter,
        } | filters

    def ask(self, archive: Archive, **options: Any) -> list[Owed]:
        """Ask the archive; raises InputError where a filter cannot be one."""
        return archive.obligations(**self.options() | options)


class SelectionQuery(BaseModel):
    """The filters of an address: the names are those of the API."""

    assignee: Stripped = ""
    due: Stripped = ""
    overdue_on: Stripped = ""
    issuer: Stripped = ""
    role: Literal["", "lead", "support"] = ""
    text: Stripped = ""
    document: Stripped = ""
    status: Literal["", "open", "done", "cancelled", "past due", "old"] = ""
    as_of: Stripped = ""
    falls: Literal["", "due", "running"] = ""
    old: Literal["", "with", "without", "only"] = ""
    ended: bool = False
    sure: bool = False
    undated: bool = False


def read_selection(query: Annotated[SelectionQuery, Query()]) -> Selection:
    """What an address chooses. Raises ProblemError 422 for a day that is none."""
    return Selection(query.model_dump(), parse_day(query.as_of, "as_of") or date.today())


def find_assignee(archive: Archive, wish: Selection) -> list[Assignee]:
    """Whose obligations are shown, where the address names a body by its id."""
    named = str(wish.chosen["assignee"])
    return [one for one in archive.assignees(named, limit=1) if one.body == named] if _ID.fullmatch(named) else []


SelectionDep = Annotated[Selection, Depends(read_selection)]


@routes.get("/obligations")
def obligations(
    request: Request,
    person: Reader,
    archive: ArchiveDep,
    wish: SelectionDep,
    page: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1,
) -> Response:
    """The list."""
    filters = PageFilters("/obligations", wish.chosen | {"page": page if page > 1 else ""})
    t, fault, rows, folded, old_shown = Words(language_of(request)), "", list[Owed](), 0, "with"
    try:
        rows, old_shown = wish.ask(archive, limit=ROWS + 1, offset=(page - 1) * ROWS), wish.old_filter
        if old_shown == "without":
            folded = archive.count_obligations(**wish.options() | {"old": "only", "most": FOLDED + 1})
    except InputError as error:
        fault = str(error)
    return render_list(
        request,
        "obligations.html",
        "obligations_results.html",
        person,
        filters,
        groups=_group_lines(rows[:ROWS], wish.today, t),
        page=page,
        more=len(rows) > ROWS,
        fault=fault,
        who=find_assignee(archive, wish),
        today=wish.today.isoformat(),
        quick=_quick_filters(filters, wish.today),
        view="list",
        time=dues.describe_edtf(str(filters["due"]), t),
        old=old_shown,
        folded=folded,
        most_folded=FOLDED,
        formats=[format for format in FORMATS if Content.OBLIGATIONS in format.contents],
    )


@routes.get("/obligations/old", name="old")
def old_obligations(request: Request, person: Reader, archive: ArchiveDep, wish: SelectionDep) -> Response:
    """The first of what is folded away, as a part of the list."""
    filters = PageFilters("/obligations", wish.chosen)
    found = wish.ask(archive, old="only", limit=ROWS + 1)
    lines = [make_line(owed, wish.today, Words(language_of(request))) for owed in found[:ROWS]]
    return render_page(
        request, "obligations_old.html", person, lines=lines, more=len(found) > ROWS, filters=filters, view="list"
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
    t, fault, drawing = Words(language_of(request)), "", None
    try:
        drawing = timelines.build_timeline(archive, wish.ask, wish.chosen, wish.today, rows, t)
    except InputError as error:
        fault = str(error)
    return render_list(
        request,
        "obligations.html",
        "timeline_results.html",
        person,
        filters,
        drawn=drawing,
        rows=rows,
        fault=fault,
        who=find_assignee(archive, wish),
        today=wish.today.isoformat(),
        quick=_quick_filters(filters, wish.today),
        quarter=lambda day: dues.describe_edtf(format_quarter(day.year, quarter_of(day.month)), t),
        view="timeline",
    )


@routes.get("/obligations/assignees")
def suggestions(request: Request, person: Reader, archive: ArchiveDep, assignee: str = "") -> Response:
    """Names that fit what is being typed, as options of a datalist."""
    found = archive.assignees(assignee, limit=SUGGESTED) if len(assignee.strip()) > 1 else []
    names = dict.fromkeys(" ".join(filter(None, (body.name, body.unit))) for body in found)
    return render_page(request, "assignee_options.html", person, names=list(names))


def make_line(owed: Owed, today: date, t: Words) -> ObligationLine:
    """An obligation as a row."""
    return ObligationLine(owed, dues.describe_due(owed, t), dues.due_state(owed, today))


def _group_lines(found: list[Owed], today: date, t: Words) -> list[tuple[str, list[ObligationLine]]]:
    """The rows by what they do in the time that was asked for: what falls due in it, then what runs in it."""
    grouped = groupby(found, key=lambda owed: owed.falls or "")
    return [(falls, [make_line(owed, today, t) for owed in same]) for falls, same in grouped]


def _quick_filters(filters: PageFilters, today: date) -> list[tuple[str, str, bool]]:
    """Filters that are asked for most: key of the word, address, whether chosen."""
    first = today.replace(day=1)
    last = month_end(today)
    quarter = f"{today.year}-Q{quarter_of(today.month)}"
    choices = {
        "late": {"status": "past due", "due": "", "falls": "", "old": ""},
        "soon": {"status": "open", "due": f"{today}/{today + dues.SOON}", "falls": "due", "old": ""},
        "month": {"status": "", "due": f"{first}/{last}", "falls": "", "old": ""},
        "quarter": {"status": "", "due": quarter, "falls": "", "old": ""},
    }
    return [
        (key, filters.link(**changes), all(filters[name] == value for name, value in changes.items()))
        for key, changes in choices.items()
    ]
