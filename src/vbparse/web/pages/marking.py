"""Marking what became of an obligation, on the page of obligations."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel, Field

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
Remark = Annotated[str, Field(max_length=1000)]
PersonName = Annotated[str, Field(max_length=200)]


class MarkForm(BaseModel):
    """The form of a row: what became of an obligation, for the assignee `body` or for `everybody`; `responsible_before`
    is the person in charge that the form showed, `last_day` the occurrence of its row."""

    document: str
    status: Literal["done", "cancelled", "open"]
    note: Remark = ""
    evidence: Remark = ""
    responsible: PersonName = ""
    responsible_before: PersonName = ""
    everybody: bool = False
    period: str = ""
    last_day: str = ""
    body: str = ""
    as_of: str = ""
    back: str = "/obligations"

    def to_options(self) -> dict[str, Any]:
        """As options of `Archive.mark`."""
        person = self.responsible.strip()
        return {
            "document": self.document,
            "assignees": [self.body] if self.body and not self.everybody else (),
            "period": self.period or None,
            "person": None if person == self.responsible_before else person,
            "note": self.note.strip() or None,
            "evidence": self.evidence or None,
        }


@routes.post("/obligations/{obligation}/marks")
def mark(
    request: Request, person: Editor, archive: ArchiveDep, obligation: str, form: Annotated[MarkForm, Form()]
) -> Response:
    """Record what became of an obligation. Answers htmx with its row, browsers with the page before."""
    document, id_ = archive.mark(obligation, form.status, by=person.name, **form.to_options())
    audit.describe_change(request, document=document, detail=f"{id_}: {form.status}")
    if not is_fragment(request):
        return see_other(form.back if form.back.startswith("/obligations") else "/obligations")
    if form.everybody:  # the rows of the other assignees change too
        return Response(status_code=HTTPStatus.NO_CONTENT, headers={"HX-Refresh": "true"})
    today = parse_day(form.as_of, "as_of") or date.today()
    owed = _reload(archive, form.document, obligation, form.body, form.last_day, today)
    row = make_line(owed, today, Words(language_of(request)))
    return render_page(
        request, "obligation_row.html", person, line=row, as_of=form.as_of, back=form.back, view="list", told=True
    )


def _reload(archive: Archive, document: str, obligation: str, body: str, last_day: str, today: date) -> Owed:
    """What is owed as it is now: the same occurrence, of the same body."""
    found = archive.obligations(document=document, due=last_day or None, ended=True, today=today, limit=None)
    same = [owed for owed in found if owed.obligation == obligation]
    charged = [o for o in same if (o.assignee.body if o.assignee else "") == body and (o.last_day or "") == last_day]
    if not same:
        raise ProblemError("not-found", f"{obligation}: this obligation is not there any more; load the page anew.")
    return (charged or same)[0]
