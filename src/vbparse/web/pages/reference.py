"""The reference of the API: its description (OpenAPI) as pages, that can be read without a script and printed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse

from vbparse.sentences import Sentence
from vbparse.web.access import Reader
from vbparse.web.pages.rendering import render_page
from vbparse.web.problems import ProblemError
from vbparse.web.settings import API
from vbparse.web.views.reference import list_groups, list_schemas

routes = APIRouter()
_LONGEST = 100
"""Characters of the name of a group."""


@routes.get("/api")
def api_reference(request: Request, person: Reader) -> HTMLResponse:
    """All operations by their groups."""
    openapi = request.app.openapi()
    text = openapi["info"]["description"].split("\n\n")
    return render_page(
        request, "api.html", person, groups=list_groups(openapi), introduction=text, description=f"{API}/openapi.json"
    )


@routes.get("/api/schemas")
def api_schemas(request: Request, person: Reader) -> HTMLResponse:
    """The types of what is sent and answered."""
    return render_page(request, "api_schemas.html", person, schemas=list_schemas(request.app.openapi()))


@routes.get("/api/groups/{name}")
def api_group(request: Request, person: Reader, name: Annotated[str, Path(max_length=_LONGEST)]) -> HTMLResponse:
    """The operations of a group, each with its parameters, answers and examples."""
    groups = list_groups(request.app.openapi())
    group = next((group for group in groups if group.name == name), None)
    if group is None:
        raise ProblemError("not-found", Sentence("problem.http-404"))
    return render_page(request, "api_group.html", person, group=group, groups=groups)
