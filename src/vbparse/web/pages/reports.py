"""Biểu mẫu: what an office prints, and what stands of it at the head and the end of all that."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from vbparse.archive.ask.office import OfficeDetails
from vbparse.web.access import Editor, Reader
from vbparse.web.archives import ArchiveDep
from vbparse.web.pages.rendering import render_page, see_other
from vbparse.web.settings import API

routes = APIRouter()
HERE = "/reports"
Line = Annotated[str, Field(max_length=1000)]


class OfficeForm(BaseModel):
    """What is typed of the office; a field that is left empty is not known."""

    name: Line = ""
    parent: Line = ""
    place: Line = ""
    symbol: Line = ""
    authority: Line = ""
    post: Line = ""
    signer: Line = ""


@routes.get(HERE)
def show_reports(request: Request, person: Reader, archive: ArchiveDep, saved: bool = False) -> HTMLResponse:
    """The reports of the whole archive, and the form of the office for editors."""
    return render_page(request, "reports.html", person, office=archive.office(), saved=saved)


@routes.post(HERE)
def save_office(person: Editor, archive: ArchiveDep, form: Annotated[OfficeForm, Form()]) -> Response:
    """Say what stands of the office in reports."""
    archive.set_office(OfficeDetails(**form.model_dump()), by=person.name)
    return see_other(f"{HERE}?saved=1")


def report_url(report: str, **filters: Any) -> str:
    """The address of a report (tracking.xlsx) with filters of obligations."""
    return f"{API}{HERE}/{report}?{urlencode(filters)}"
