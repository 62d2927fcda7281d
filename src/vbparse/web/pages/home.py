"""Tổng quan: where one begins."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse

from vbparse.web.access import Reader
from vbparse.web.pages.rendering import see_other

routes = APIRouter()


@routes.get("/")
def open_home(request: Request, person: Reader) -> RedirectResponse:
    """The way to search; addresses of searches began here once."""
    return see_other("/search" + (f"?{request.url.query}" if request.url.query else ""))
