"""Marking what became of an obligation, on the page of obligations."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request, Response

from vbparse.archive.answers import Owed
from vbparse.archive.archive import Archive
from vbparse.web import audit
from vbparse.web.access import Editor
from vbparse.web.archives import ArchiveDep
from vbparse.web.pages.filtering import parse_day
from vbparse.web.pages.obligations import make_line
from vbparse.web.pages.rendering import is_fragment, render_page, see_other
from vbparse.web.problems import ProblemError
from vbparse.web.words import Words, language_of

routes = APIRouter()


@routes.post("/obligations/{obligation}/marks")
def mark(
    request: Request,
    person: Editor,
    archive: ArchiveDep,
    obligation: str,
    document: Annotated[str, Form()],
    status: Annotated[Literal["done", "cancelled", "open"], Form()],
    note: Annotated[str, Form(max_length=1000)] = "",
    evidence: Annotated[str, Form(max_length=1000)] = "",
    responsible: Annotated[str, Form(max_length=200)] = "",
    responsible_before: Annotated[str, Form(max_length=200)] = "",
    everybody: Annotated[bool, Form()] = False,
    period: Annotated[str, Form()] = "",
    last_day: Annotated[str, Form()] = "",
    body: Annotated[str, Form()] = "",
    as_of: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "/obligations",
) -> Response:
    """Say what became of an obligation, for one who is charged with it or for `everybody`. Answers with its row, or
    where nobody asked for that with the page before."""
    marked, known = archive.mark(
        obligation,
        status,
        document=document,
        assignees=[body] if body and not everybody else (),
        period=period or None,
        person=None if responsible.strip() == responsible_before else responsible.strip(),
        by=person.name,
        note=note.strip() or None,
        evidence=evidence or None,
    )
    audit.describe_change(request, document=marked, detail=f"{known}: {status}")
    if everybody and is_fragment(request):
        return Response(
            status_code=HTTPStatus.NO_CONTENT, headers={"HX-Refresh": "true"}
        )  # other rows say something else by now
    if not is_fragment(request):
        inside = back if back.startswith("/obligations") else "/obligations"
        return see_other(inside)
    today = parse_day(as_of, "as_of") or date.today()
    owed = _reload(archive, document, obligation, body, last_day, today)
    row = make_line(owed, today, Words(language_of(request)))
    return render_page(request, "obligation_row.html", person, line=row, as_of=as_of, back=back, view="list", told=True)


def _reload(archive: Archive, document: str, obligation: str, body: str, last_day: str, today: date) -> Owed:
    """What is owed as it stands now: the same occurrence, of the same body."""
    found = archive.obligations(document=document, due=last_day or None, ended=True, today=today, limit=None)
    same = [owed for owed in found if owed.obligation == obligation]
    charged = [o for o in same if (o.assignee.body if o.assignee else "") == body and (o.last_day or "") == last_day]
    if not same:
        raise ProblemError("not-found", f"{obligation}: this obligation is not there any more; load the page anew.")
    return (charged or same)[0]
