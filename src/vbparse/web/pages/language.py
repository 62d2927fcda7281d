"""Switching the language of the pages."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

from vbparse.web.pages.rendering import see_other
from vbparse.web.words import COOKIE, LANGUAGES

routes = APIRouter()
_YEAR = 365 * 86400
"""Seconds for which the choice is kept."""


@routes.get("/language/{chosen}")
def language(chosen: str, back: str = "/") -> RedirectResponse:
    """Remember a language, and go back to the page of this server from which it was chosen."""
    inside = back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/"
    answer = see_other(inside)
    if chosen in LANGUAGES:
        answer.set_cookie(COOKIE, chosen, max_age=_YEAR, httponly=True, samesite="lax")
    return answer
