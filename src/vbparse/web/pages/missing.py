"""Văn bản thiếu: documents that are cited and not stored, and the sentences that cite them."""

from __future__ import annotations

import io
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from vbparse.exchange.tables import MISSING, to_csv
from vbparse.web.access import Reader
from vbparse.web.archives import ArchiveDep
from vbparse.web.pages.filtering import LAST_PAGE, PageFilters, render_list
from vbparse.web.pages.rendering import render_page as rendered

routes = APIRouter()
ROWS, SENTENCES = 25, 50
EXPORTED = 10_000
"""Rows of an export."""


@routes.get("/missing")
def missing(
    request: Request,
    person: Reader,
    archive: ArchiveDep,
    q: str = "",
    wanted: str = "",
    page: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1,
) -> HTMLResponse:
    """The list, or one document of it with the sentences that cite it."""
    filters = PageFilters("/missing", {"q": q.strip(), "wanted": wanted, "page": page if page > 1 else ""})
    if wanted:
        one = archive.missing_one(wanted)
        citing = archive.citing_missing(wanted, limit=SENTENCES + 1, offset=(page - 1) * SENTENCES) if one else []
        found: dict[str, Any] = {"citing": citing[:SENTENCES], "more": len(citing) > SENTENCES, "page": page}
        return rendered(request, "missing_one.html", person, filters=filters, one=one, **found)
    rows = archive.missing(limit=ROWS + 1, offset=(page - 1) * ROWS, text=q or None)
    shown = {"found": rows[:ROWS], "more": len(rows) > ROWS, "page": page}
    return render_list(request, "missing.html", "missing_results.html", person, filters, **shown)


@routes.get("/missing.csv")
def as_csv(person: Reader, archive: ArchiveDep, q: str = "") -> Response:
    """The list as a table, as far as it is filtered."""
    stream = io.StringIO(newline="")
    to_csv(archive.missing(limit=EXPORTED, text=q or None), MISSING, stream)
    headers = {"Content-Disposition": 'attachment; filename="missing.csv"'}
    return Response(stream.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)
