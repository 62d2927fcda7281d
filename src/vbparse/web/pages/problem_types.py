"""Pages that explain the problems of the API: the addresses of their types. They are open, for so is the problem of
whoever could not log in."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from vbparse.sentences import Sentence
from vbparse.web.pages.rendering import render_page
from vbparse.web.problems import STATUS, ProblemError

routes = APIRouter()


@routes.get("/problems")
def problem_types(request: Request) -> HTMLResponse:
    """All codes of problems."""
    return render_page(request, "problem_types.html", None, codes=[(code, int(STATUS[code])) for code in STATUS])


@routes.get("/problems/{code}")
def problem_type(request: Request, code: str) -> HTMLResponse:
    """What a problem means, and what to do."""
    if code not in STATUS:
        raise ProblemError("not-found", Sentence("problem.unknown", code=code[:_SHOWN_CODE]))
    status = STATUS[code]
    return render_page(request, "problem_type.html", None, code=code, number=int(status), phrase=status.phrase)


_SHOWN_CODE = 60
"""Characters of an unknown code that an error repeats."""
