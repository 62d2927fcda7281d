"""Marking what became of obligations: of one, in its row or beside the list, or of several that were selected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request, Response, UploadFile
from pydantic import BaseModel, Field

from vbparse.archive.archive import Archive
from vbparse.archive.say.marking import MarkValues
from vbparse.sentences import Sentence
from vbparse.web import audit
from vbparse.web.access import Editor
from vbparse.web.archives import ArchiveDep
from vbparse.web.background.uploads import read_evidence
from vbparse.web.pages.filtering import parse_day
from vbparse.web.pages.obligations import ObligationLine, make_line
from vbparse.web.pages.rendering import is_fragment, render_page, see_other
from vbparse.web.pages.single_obligation import (
    ObligationPlace,
    choose_charged,
    list_charged,
    mark_form_values,
    render_obligation,
)
from vbparse.web.problems import ProblemError
from vbparse.web.words import Words, language_of

routes = APIRouter()
MOST = 500
"""Obligations that are marked at once."""
PARTS = 4
"""Parts of an item, as `ObligationLine.item` writes it."""
Remark = Annotated[str, Field(max_length=1000)]
PersonName = Annotated[str, Field(max_length=200)]
DayText = Annotated[str, Field(max_length=40)]
Status = Literal["done", "cancelled", "open"]


class Remarks(BaseModel):
    """What is said of an obligation besides what became of it. `date_shown` is the day that the form proposed: where it
    was left so, nothing was said, and a document that shows it tells the day."""

    note: Remark = ""
    evidence: Remark = ""
    file: UploadFile | None = None
    date: DayText = ""
    date_shown: DayText = ""
    responsible: PersonName = ""
    as_of: str = ""
    back: str = "/obligations"

    def to_options(self, by: str) -> MarkValues:
        """As options of `Archive.mark`, said by somebody."""
        return {
            "note": self.note.strip() or None,
            "evidence": self.evidence or None,
            "file": read_evidence(self.file) if self.file else None,
            "date": None if self.date == self.date_shown else self.date,
            "by": by,
        }

    @property
    def next_page(self) -> str:
        """Where a browser goes on: within these pages."""
        return self.back if self.back.startswith("/obligations") else "/obligations"


class MarkForm(Remarks):
    """What became of an obligation, for the assignee `body` (or who helps, by name) or for `everybody`;
    `responsible_before` is the person in charge that the form showed, `last_day` the occurrence and `shown` the
    assignee that are shown, `view` what is to be answered."""

    document: str
    status: Status
    responsible_before: PersonName = ""
    everybody: bool = False
    period: str = ""
    last_day: str = ""
    body: str = ""
    shown: str = ""
    view: Literal["row", "panel"] = "row"

    def to_options(self, by: str) -> MarkValues:
        """As options of `Archive.mark`."""
        person = self.responsible.strip()
        return {
            **super().to_options(by),
            "document": self.document,
            "assignees": [self.body] if self.body and not self.everybody else (),
            "period": self.period or None,
            "person": None if person == self.responsible_before else person,
        }


class SelectedForm(Remarks):
    """Obligations that were selected, by their items."""

    item: Annotated[list[str], Field(max_length=MOST)] = []

    def to_options(self, by: str) -> MarkValues:
        """As options of `Archive.mark`; who is in charge stays where no name is given."""
        return {**super().to_options(by), "person": self.responsible.strip() or None}


class MarkAllForm(SelectedForm):
    """What became of them."""

    status: Status


@dataclass(frozen=True, slots=True)
class Item:
    """One of those that were selected."""

    document: str
    obligation: str
    body: str
    period: str

    def to_options(self) -> MarkValues:
        """As options of `Archive.mark`."""
        assignees = [self.body] if self.body else ()
        return {"document": self.document, "assignees": assignees, "period": self.period or None}


@routes.post("/obligations/{obligation}/marks")
def mark(
    request: Request, person: Editor, archive: ArchiveDep, obligation: str, form: Annotated[MarkForm, Form()]
) -> Response:
    """Record what became of an obligation. Answers htmx with its row or with all of it, browsers with a page."""
    document, id_ = archive.mark(obligation, form.status, **form.to_options(person.name))
    audit.describe_change(request, document=document, detail=f"{id_}: {form.status}")
    if not is_fragment(request):
        return see_other(form.next_page)
    if form.view == "panel":
        place = ObligationPlace(
            document=form.document, body=form.shown or form.body, last_day=form.last_day, as_of=form.as_of
        )
        return render_obligation(request, person, archive, obligation, place, told=True)
    today = parse_day(form.as_of, "as_of") or date.today()
    charged = list_charged(archive, form.document, obligation, form.last_day, today)
    row = make_line(choose_charged(charged, form.body), today, Words(language_of(request)))
    return render_page(request, "obligation_row.html", person, line=row, as_of=form.as_of, back=form.back, told=True)


@routes.post("/obligations/selected")
def review_selected(
    request: Request, person: Editor, archive: ArchiveDep, form: Annotated[SelectedForm, Form()]
) -> Response:
    """What was selected, with a form that says what became of all of it."""
    today, t = parse_day(form.as_of, "as_of") or date.today(), Words(language_of(request))
    lines = [_load_line(archive, item, today, t) for item in _parse_items(form.item)]
    part = "obligations_selected_panel.html" if is_fragment(request) else "obligations_selected.html"
    return render_page(request, part, person, lines=lines, back=form.next_page, **mark_form_values())


@routes.post("/obligations/marks")
def mark_selected(
    request: Request, person: Editor, archive: ArchiveDep, form: Annotated[MarkAllForm, Form()]
) -> Response:
    """Record the same of all that was selected, or, where one cannot be marked, of none."""
    items = _parse_items(form.item)
    said = form.to_options(person.name)
    marked = archive.mark_all([(item.obligation, {**said, **item.to_options()}) for item in items], form.status)
    audit.describe_change(request, detail=f"{', '.join(id_ for _, id_ in marked)}: {form.status}")
    return Response(status_code=HTTPStatus.NO_CONTENT) if is_fragment(request) else see_other(form.next_page)


def _parse_items(written: list[str]) -> list[Item]:
    """What was selected. Raises ProblemError 422."""
    parts = [one.split("|") for one in written]
    if not parts or any(len(own) != PARTS for own in parts):
        raise ProblemError("invalid-request", Sentence("mark.items"))
    return [Item(*own) for own in parts]


def _load_line(archive: Archive, item: Item, today: date, t: Words) -> ObligationLine:
    charged = list_charged(archive, item.document, item.obligation, item.period, today)
    return make_line(choose_charged(charged, item.body), today, t)
