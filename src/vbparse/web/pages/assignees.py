"""Chủ thể: the bodies that are charged, their spellings; putting bodies together and taking spellings off."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Form, Path, Query, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from vbparse.archive.archive import Archive
from vbparse.archive.ask.obligations import default_old
from vbparse.archive.ask.overview import MONTH
from vbparse.exchange.reports.reminders import is_pending
from vbparse.sentences import Sentence
from vbparse.web.access import Editor, Reader
from vbparse.web.api.models import MAX_NUMBER
from vbparse.web.archives import ArchiveDep
from vbparse.web.pages.filtering import LAST_PAGE, PageFilters, render_list
from vbparse.web.pages.obligations import make_line
from vbparse.web.pages.rendering import quote_id, see_other
from vbparse.web.pages.rendering import render_page as rendered
from vbparse.web.pages.reports import report_url
from vbparse.web.problems import ProblemError
from vbparse.web.words import Words, language_of

routes = APIRouter()
ROWS, OFFERED = 50, 20
SHOWN, MOST = 8, 1000
"""Obligations and documents on the page of a body; what it owes is counted so far."""


@routes.get("/assignees")
def assignees(
    request: Request,
    person: Reader,
    archive: ArchiveDep,
    q: str = "",
    page: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1,
) -> HTMLResponse:
    """The list."""
    filters = PageFilters("/assignees", {"q": q.strip(), "page": page if page > 1 else ""})
    rows = archive.assignees(q.strip() or None, limit=ROWS + 1, offset=(page - 1) * ROWS)
    shown = {"found": rows[:ROWS], "more": len(rows) > ROWS, "page": page}
    return render_list(request, "assignees.html", "assignees_results.html", person, filters, **shown)


@routes.get("/assignees/{body}")
def show_assignee(request: Request, person: Reader, archive: ArchiveDep, body: str, q: str = "") -> HTMLResponse:
    """One body; `q` looks for others that may be the same."""
    assignee = archive.assignee(body)
    similar = archive.assignees(q, limit=OFFERED) if q.strip() else []
    today = date.today()
    duties = archive.obligations(assignee=assignee.body, status="open", old="without", today=today, limit=SHOWN)
    return rendered(
        request,
        "assignee.html",
        person,
        one=assignee,
        q=q,
        alike=[other for other in similar if other.body != assignee.body],
        unions=archive.unions(assignee.body) if person.may("editor") else [],
        letters=_list_letters(archive, assignee.body, today),
        duties=_count_duties(archive, assignee.body, today),
        next_due=[make_line(owed, today, Words(language_of(request))) for owed in duties],
        issued=archive.issued_documents(assignee.body, SHOWN),
        today=today,
    )


def _list_letters(archive: Archive, body: str, today: date) -> list[tuple[str, str]]:
    """The letters to a body that have something to say: key of its words and address. Of what is due soon only where
    nothing is late, which would stand in both."""
    month = f"{today}/{today + MONTH}"
    asked: dict[str, dict[str, Any]] = {"reminder_late": {"status": "past due"}, "reminder_month": {"due": month}}
    for key, filters in asked.items():
        owed = archive.obligations(assignee=body, today=today, limit=None, **filters)
        if any(map(is_pending, owed)):
            return [(key, report_url("reminder.docx", assignee=body, **filters))]
    return []


def _count_duties(archive: Archive, body: str, today: date) -> list[tuple[str, int, str]]:
    """What a body owes by how urgent it is: key, number and the list of it."""
    month = f"{today}/{today + MONTH}"
    filters: dict[str, dict[str, Any]] = {
        "late": {"overdue_on": today},
        "month": {"due": month, "falls": "due", "status": "open"},
        "open": {"status": "open"},
        "done": {"status": "done"},
    }
    address = PageFilters("/obligations", {"assignee": body})
    duties = []
    for key, values in filters.items():
        old = default_old(due=values.get("due"), document=None, status=values.get("status"), today=today)
        count = archive.count_obligations(assignee=body, today=today, old=old, most=MOST, **values)
        duties.append((key, count, address.link(**values)))
    return duties


class ChangeForm(BaseModel):
    """Why a body is changed; nothing is changed before that is `confirmed`."""

    why: str = ""
    confirmed: bool = False


class MergeForm(ChangeForm):
    """Ids of other bodies that are the same."""

    others: list[str]


class SplitForm(ChangeForm):
    """A spelling that is another body."""

    spelling: str


@routes.post("/assignees/{body}/merges")
def merge(
    request: Request,
    person: Editor,
    archive: ArchiveDep,
    body: str,
    form: Annotated[MergeForm, Form()],
) -> Response:
    """Say that others are the same body. Asks first what will be."""
    one, named = archive.assignee(body), [archive.assignee(other) for other in dict.fromkeys(form.others)]
    if not form.confirmed:
        return rendered(request, "assignee_confirm.html", person, one=one, others=named, spelling="", why=form.why)
    merged = archive.merge(body, [other.body for other in named], by=person.name, why=_require_reason(form.why))
    return see_other(f"/assignees/{quote_id(merged)}")


@routes.post("/assignees/{body}/splits")
def split(
    request: Request,
    person: Editor,
    archive: ArchiveDep,
    body: str,
    form: Annotated[SplitForm, Form()],
) -> Response:
    """Say that a spelling is another body. Asks first what will be."""
    one = archive.assignee(body)
    if not form.confirmed:
        return rendered(
            request, "assignee_confirm.html", person, one=one, others=[], spelling=form.spelling, why=form.why
        )
    made = archive.split(body, form.spelling, by=person.name, why=_require_reason(form.why))
    return see_other(f"/assignees/{quote_id(made)}")


@routes.post("/assignees/{body}/unions/{n}/withdrawal")
def withdraw(person: Editor, archive: ArchiveDep, body: str, n: Annotated[int, Path(ge=1, le=MAX_NUMBER)]) -> Response:
    """Take a merge or a split back."""
    archive.withdraw_union(n, by=person.name)
    return see_other(f"/assignees/{quote_id(body)}")


def _require_reason(why: str) -> str:
    if not why.strip():
        raise ProblemError("invalid-request", Sentence("assignees.why"))
    return why.strip()
