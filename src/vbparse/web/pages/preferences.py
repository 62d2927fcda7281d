"""What a browser remembers of its user: the language of the pages, and whether they are light or dark."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

from vbparse.web.access import local_path
from vbparse.web.pages.rendering import THEME_COOKIE, THEMES, see_other
from vbparse.web.words import COOKIE, LANGUAGES

routes = APIRouter()
_YEAR = 365 * 86400
"""Seconds for which a choice is kept."""


@routes.get("/language/{chosen}")
def language(chosen: str, back: str = "/") -> RedirectResponse:
    """Remember a language, and go back to the page of this server from which it was chosen."""
    return _remember(COOKIE, chosen if chosen in LANGUAGES else "", back)


@routes.get("/theme/{chosen}")
def theme(chosen: str, back: str = "/") -> RedirectResponse:
    """Remember a theme, and go back likewise."""
    return _remember(THEME_COOKIE, chosen if chosen in THEMES else "", back)


def _remember(cookie: str, chosen: str, back: str) -> RedirectResponse:
    answer = see_other(local_path(back))
    if chosen:
        answer.set_cookie(cookie, chosen, max_age=_YEAR, httponly=True, samesite="lax")
    return answer
