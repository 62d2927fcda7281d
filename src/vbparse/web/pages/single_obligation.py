"""One obligation: what the document says in its place, what became of it for each who is charged, and its history. Its
address is read after those of the lists, which begin alike."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel

from vbparse.archive.answers import Owed
from vbparse.archive.archive import Archive
from vbparse.archive.ask.marks import list_helpers
from vbparse.readers.enclosures import SUFFIXES, enclosure_type
from vbparse.sentences import Sentence
from vbparse.web.access import Person, Reader
from vbparse.web.api.documents import file_response
from vbparse.web.api.models import MAX_NUMBER
from vbparse.web.archives import ArchiveDep
from vbparse.web.pages.filtering import Stripped, parse_day
from vbparse.web.pages.obligations import make_line
from vbparse.web.pages.rendering import is_fragment, quote_id, render_page
from vbparse.web.problems import ProblemError
from vbparse.web.views.excerpt import cut_excerpt
from vbparse.web.words import Words, language_of

routes = APIRouter()
Number = Annotated[int, Path(ge=1, le=MAX_NUMBER)]


class ObligationPlace(BaseModel):
    """Which obligation is meant: of which document, for which `body`, which occurrence, as of which day."""

    document: Stripped
    body: Stripped = ""
    last_day: Stripped = ""
    as_of: Stripped = ""


@routes.get("/obligations/{obligation}")
def show_obligation(
    request: Request,
    person: Reader,
    archive: ArchiveDep,
    obligation: str,
    place: Annotated[ObligationPlace, Query()],
) -> Response:
    """An obligation beside the list, or as a page of its own."""
    return render_obligation(request, person, archive, obligation, place)


def render_obligation(
    request: Request, person: Person, archive: Archive, obligation: str, place: ObligationPlace, **values: Any
) -> Response:
    """What is shown of an obligation, for htmx as a part of a page."""
    today, t = parse_day(place.as_of, "as_of") or date.today(), Words(language_of(request))
    charged = list_charged(archive, place.document, obligation, place.last_day, today)
    row = choose_charged(charged, place.body)
    content = archive.document(row.head.document)
    marks = archive.marks(obligation, row.head.document)
    return render_page(
        request,
        "obligation_panel.html" if is_fragment(request) else "obligation.html",
        person,
        line=make_line(row, today, t),
        lines=[make_line(one, today, t) for one in charged],
        excerpt=cut_excerpt(content, obligation),
        marks=marks,
        helpers=list_helpers(row, marks),
        **mark_form_values(),
        place=place,
        own=f"/obligations/{quote_id(obligation)}",
        **values,
    )


def mark_form_values() -> dict[str, Any]:
    """What the fields of a mark show: the day that is proposed, and the files that are taken."""
    return {"today": date.today().isoformat(), "enclosures": SUFFIXES}


@routes.get("/obligations/{obligation}/marks/{n}/file")
def get_evidence(archive: ArchiveDep, person: Reader, obligation: str, n: Number, document: Stripped) -> Response:
    """The file that shows what a mark says."""
    name, data = archive.evidence(obligation, document, n)
    return file_response(data, enclosure_type(name), name)


def list_charged(archive: Archive, document: str, obligation: str, last_day: str, today: date) -> list[Owed]:
    """An obligation for each who is charged with it: the occurrence that ends on a day, where one is named. Raises
    ProblemError 404 where there is no such obligation."""
    rows = archive.obligations(document=document, due=last_day or None, ended=True, today=today, limit=None)
    same = [owed for owed in rows if owed.obligation == obligation]
    charged = [owed for owed in same if not last_day or owed.last_day == last_day] or same
    if not charged:
        raise ProblemError("not-found", Sentence("obligation.gone", obligation=obligation))
    return charged


def choose_charged(charged: list[Owed], body: str) -> Owed:
    """The one who is meant, or the first."""
    return next((owed for owed in charged if body and owed.assignee and owed.assignee.body == body), charged[0])
