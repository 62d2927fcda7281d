"""The reference of the API: its description (OpenAPI) as a page, in which operations can be tried."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from vbparse.web.access import Reader
from vbparse.web.pages.rendering import render_page
from vbparse.web.settings import API

routes = APIRouter()


@routes.get("/api")
def api_reference(request: Request, person: Reader) -> HTMLResponse:
    """The page; Swagger UI makes it in the browser."""
    return render_page(request, "api.html", person, description=f"{API}/openapi.json")
