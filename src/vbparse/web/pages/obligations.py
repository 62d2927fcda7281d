"""Nhiệm vụ: who owes what by when, as a list and as a timeline; and marking what became of it."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from vbparse.archive.answers import Assignee, Owed
from vbparse.archive.archive import Archive
from vbparse.errors import InputError
from vbparse.web import audit
from vbparse.web.access import Editor, Reader
from vbparse.web.archives import Held
from vbparse.web.pages import dues, timelines
from vbparse.web.pages.dues import When
from vbparse.web.pages.filtering import LAST_PAGE, Filters, day_of, listed
from vbparse.web.pages.rendering import is_fragment, page
from vbparse.web.problems import ProblemError
from vbparse.web.words import Words, language_of

routes = APIRouter()
ROWS = 50
SUGGESTED = 12
"""Assignees that are offered for what was typed."""
_ID = re.compile(r"[0-9a-f]{12}")
_TYPED = ("assignee", "due", "issuer", "role", "text", "document", "status")
"""Filters that go to the archive as they were typed."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list: what is owed, when in words, and its state as of a day."""

    owed: Owed
    when: When
    state: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What was chosen, and as of which day."""

    chosen: dict[str, object]
    today: date

    def ask(self, archive: Archive, **options: Any) -> list[Owed]:
        """Ask the archive; raises InputError where a filter cannot be one."""
        typed = {name: str(self.chosen[name]) for name in _TYPED if self.chosen[name]}
        late = day_of(str(self.chosen["overdue_on"]), "overdue_on")
        options = {"overdue_on": late, "ended": bool(self.chosen["ended"]), "today": self.today} | typed | options
        return archive.obligations(**options)


def asked(
    assignee: str = "",
    due: str = "",
    overdue_on: str = "",
    issuer: str = "",
    role: Literal["", "lead", "support"] = "",
    text: str = "",
    document: str = "",
    status: Literal["", "open", "done", "cancelled", "past due"] = "",
    ended: bool = False,
    as_of: str = "",
) -> Asked:
    """The filters of an address: the names are those of the API."""
    chosen = {"assignee": assignee, "due": due, "overdue_on": overdue_on, "issuer": issuer, "role": role, "text": text}
    chosen |= {"document": document, "status": status, "as_of": as_of}
    kept: dict[str, object] = {name: value.strip() for name, value in chosen.items()}
    return Asked(kept | {"ended": ended}, day_of(as_of, "as_of") or date.today())


def who(archive: Archive, wish: Asked) -> list[Assignee]:
    """Whose obligations are shown, where the address names a body by its id."""
    named = str(wish.chosen["assignee"])
    return [one for one in archive.assignees(named, limit=1) if one.body == named] if _ID.fullmatch(named) else []


Wish = Annotated[Asked, Depends(asked)]


@routes.get("/obligations")
def obligations(
    request: Request,
    person: Reader,
    archive: Held,
    wish: Wish,
    page: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1,
) -> Response:
    """The list."""
    filters = Filters("/obligations", wish.chosen | {"page": page if page > 1 else ""})
    t, fault, found = Words(language_of(request)), "", list[Owed]()
    try:
        found = wish.ask(archive, limit=ROWS + 1, offset=(page - 1) * ROWS)
    except InputError as error:
        fault = str(error)
    return listed(
        request,
        "obligations.html",
        "obligations_results.html",
        person,
        filters,
        lines=[_line(owed, wish.today, t) for owed in found[:ROWS]],
        page=page,
        more=len(found) > ROWS,
        fault=fault,
        who=who(archive, wish),
        today=wish.today.isoformat(),
        quick=_quick(filters, wish.today),
        view="list",
    )


@routes.get("/obligations/timeline")
def timeline(
    request: Request,
    person: Reader,
    archive: Held,
    wish: Wish,
    rows: Literal["documents", "assignees"] = "documents",
) -> Response:
    """The same as a drawing."""
    filters = Filters("/obligations/timeline", wish.chosen | {"rows": rows if rows != "documents" else ""})
    t, fault, drawn = Words(language_of(request)), "", None
    try:
        drawn = timelines.timeline(archive, wish.ask, wish.chosen, wish.today, rows, t)
    except InputError as error:
        fault = str(error)
    return listed(
        request,
        "obligations.html",
        "timeline_results.html",
        person,
        filters,
        drawn=drawn,
        rows=rows,
        fault=fault,
        who=who(archive, wish),
        today=wish.today.isoformat(),
        quick=_quick(filters, wish.today),
        quarter=lambda day: dues.edtf(f"{day.year}-{32 + (day.month + 2) // 3}", t),
        view="timeline",
    )


@routes.get("/obligations/assignees")
def suggestions(request: Request, person: Reader, archive: Held, assignee: str = "") -> Response:
    """Names that fit what is being typed, as options of a datalist."""
    found = archive.assignees(assignee, limit=SUGGESTED) if len(assignee.strip()) > 1 else []
    names = dict.fromkeys(" ".join(filter(None, (body.name, body.unit))) for body in found)
    return page(request, "assignee_options.html", person, names=list(names))


@routes.post("/obligations/{obligation}/marks")
def mark(
    request: Request,
    person: Editor,
    archive: Held,
    obligation: str,
    document: Annotated[str, Form()],
    status: Annotated[Literal["done", "cancelled", "open"], Form()],
    note: Annotated[str, Form()] = "",
    period: Annotated[str, Form()] = "",
    last_day: Annotated[str, Form()] = "",
    body: Annotated[str, Form()] = "",
    as_of: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "/obligations",
) -> Response:
    """Say what became of an obligation. Answers with its row, or where nobody asked for that with the page before."""
    marked, known = archive.mark(
        obligation, status, document=document, period=period or None, by=person.name, note=note.strip() or None
    )
    audit.note(request, document=marked, detail=f"{known}: {status}")
    if not is_fragment(request):
        inside = back if back.startswith("/obligations") else "/obligations"
        return RedirectResponse(inside, 303)
    today = day_of(as_of, "as_of") or date.today()
    owed = _again(archive, document, obligation, body, last_day, today)
    line = _line(owed, today, Words(language_of(request)))
    return page(request, "obligation_row.html", person, line=line, as_of=as_of, back=back, view="list", told=True)


def _line(owed: Owed, today: date, t: Words) -> Line:
    return Line(owed, dues.when(owed, t), dues.state(owed, today))


def _again(archive: Archive, document: str, obligation: str, body: str, last_day: str, today: date) -> Owed:
    """What is owed as it stands now: the same occurrence, of the same body."""
    found = archive.obligations(document=document, due=last_day or None, ended=True, today=today, limit=None)
    same = [owed for owed in found if owed.obligation == obligation]
    charged = [o for o in same if (o.assignee.body if o.assignee else "") == body and (o.last_day or "") == last_day]
    if not same:
        raise ProblemError(
            404, "not-found", f"{obligation}: this obligation is not there any more; load the page anew."
        )
    return (charged or same)[0]


def _quick(filters: Filters, today: date) -> list[tuple[str, str, bool]]:
    """Filters that are asked for most: key of the word, address, whether chosen."""
    first = today.replace(day=1)
    last = today.replace(day=monthrange(today.year, today.month)[1])
    quarter = f"{today.year}-Q{(today.month + 2) // 3}"
    choices = {
        "late": {"status": "past due", "due": ""},
        "soon": {"status": "open", "due": f"{today}/{today + dues.SOON}"},
        "month": {"status": "", "due": f"{first}/{last}"},
        "quarter": {"status": "", "due": quarter},
    }
    return [
        (key, filters.link(**changes), all(filters[name] == value for name, value in changes.items()))
        for key, changes in choices.items()
    ]
