"""Văn bản thiếu: documents that are cited and not stored, and the sentences that cite them."""

from __future__ import annotations

import io
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from vbparse.exchange.reports.files import XLSX_TYPE
from vbparse.exchange.tables import MISSING, to_csv
from vbparse.exchange.xlsx import write_sheet
from vbparse.web.access import Reader
from vbparse.web.archives import ArchiveDep
from vbparse.web.pages.filtering import LAST_PAGE, PageFilters, Stripped, render_list
from vbparse.web.pages.rendering import render_page as rendered

routes = APIRouter()
ROWS, SENTENCES, PLACES = 25, 50, 3
"""Missing documents and sentences of a page, and places that are listed of each missing document."""
EXPORTED = 10_000
"""Rows of an export."""


class ListForm(BaseModel):
    """What is chosen of the missing documents, and in which order."""

    q: Stripped = ""
    doc_type: Annotated[Stripped, Field(alias="type")] = ""
    sort: Literal["cited", "newest"] = "cited"

    def to_options(self) -> dict[str, Any]:
        """As options of `Archive.missing`."""
        return self.to_filters() | {"newest": self.sort == "newest"}

    def to_filters(self) -> dict[str, Any]:
        """As options of `Archive.count_missing`."""
        return {"text": self.q or None, "doc_type": self.doc_type or None}


class PageForm(ListForm):
    """Which page is shown of the list, or of the sentences that cite one document."""

    wanted: str = ""
    page: Annotated[int, Field(ge=1, le=LAST_PAGE)] = 1


@routes.get("/missing")
def missing(request: Request, person: Reader, archive: ArchiveDep, form: Annotated[PageForm, Query()]) -> HTMLResponse:
    """The list, or one document of it with the sentences that cite it."""
    usual = {"sort": "cited", "page": 1}
    chosen = form.model_dump(by_alias=True).items()
    filters = PageFilters("/missing", {name: value for name, value in chosen if usual.get(name) != value})
    if form.wanted:
        one = archive.missing_one(form.wanted)
        start = (form.page - 1) * SENTENCES
        citing = archive.citing_missing(form.wanted, limit=SENTENCES + 1, offset=start) if one else []
        found: dict[str, Any] = {"citing": citing[:SENTENCES], "more": len(citing) > SENTENCES, "page": form.page}
        return rendered(request, "missing_one.html", person, filters=filters, one=one, **found)
    rows = archive.missing(limit=ROWS + 1, offset=(form.page - 1) * ROWS, **form.to_options())
    values = {
        "found": rows[:ROWS],
        "more": len(rows) > ROWS,
        "page": form.page,
        "total": archive.count_missing(most=EXPORTED, **form.to_filters()),
        "places": {row.wanted: archive.citing_missing(row.wanted, limit=PLACES) for row in rows[:ROWS]},
        "types": archive.missing_types(),
    }
    return render_list(request, "missing.html", "missing_results.html", person, filters, **values)


@routes.get("/missing.{suffix}")
def export_missing(
    person: Reader, archive: ArchiveDep, suffix: Literal["csv", "xlsx"], form: Annotated[ListForm, Query()]
) -> Response:
    """The list as a table, as far as it is filtered."""
    rows = archive.missing(limit=EXPORTED, **form.to_options())
    headers = {"Content-Disposition": f'attachment; filename="missing.{suffix}"'}
    if suffix == "xlsx":
        return Response(write_sheet("Văn bản thiếu", rows, MISSING), media_type=XLSX_TYPE, headers=headers)
    stream = io.StringIO(newline="")
    to_csv(rows, MISSING, stream)
    return Response(stream.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)
