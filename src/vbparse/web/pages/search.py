"""Tìm kiếm: one box over documents and obligations."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from vbparse.web.access import Reader
from vbparse.web.archives import Held
from vbparse.web.pages.rendering import page

routes = APIRouter()


@routes.get("/")
def search(request: Request, person: Reader, archive: Held, q: str = "") -> HTMLResponse:
    """The page of search."""
    return page(request, "search.html", person, q=q)
