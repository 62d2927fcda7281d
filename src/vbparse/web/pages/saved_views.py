"""Filters that somebody saved under a name, on the page that they filter."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Path, Request, Response
from pydantic import BaseModel, Field

from vbparse.accounts.refusal import RefusalError
from vbparse.accounts.views import LONGEST_NAME, SavedView
from vbparse.sentences import Sentence
from vbparse.web import audit, feeds, owned
from vbparse.web.access import AccountsDep, Reader
from vbparse.web.api.models import MAX_NUMBER
from vbparse.web.archives import ArchiveDep
from vbparse.web.pages.rendering import see_other
from vbparse.web.problems import ProblemError

routes = APIRouter()
Number = Annotated[int, Path(ge=1, le=MAX_NUMBER)]


class ViewForm(BaseModel):
    """What is saved: the query of a page's address under a name."""

    name: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
    page: Literal["obligations", "search"]
    query: Annotated[str, Field(max_length=4000)] = ""
    shared: bool = False


@routes.post("/views")
def save_view(
    request: Request, person: Reader, archive: ArchiveDep, accounts: AccountsDep, form: Annotated[ViewForm, Form()]
) -> Response:
    """Save what a page shows; editors may share it with everybody."""
    if not owned.can_own(person) or (form.shared and not person.may("editor")):
        raise ProblemError("forbidden", Sentence("views.forbidden"))
    query = feeds.clean_query(archive, form.page, form.query)
    try:
        made = accounts.views.make(form.name, form.page, query, account=person.account, shared=form.shared)
    except RefusalError as error:
        raise ProblemError("conflict", Sentence("views.unsaved", name=form.name, error=error)) from error
    audit.describe_change(request, detail=f"{made.name}: {made.page}?{made.query}")
    return see_other(_address(made))


@routes.post("/views/{number}/remove")
def remove_view(request: Request, person: Reader, accounts: AccountsDep, number: Number) -> Response:
    """Forget a view. Admins may remove what others share."""
    try:
        removed = accounts.views.remove(number, person.account, as_admin=person.may("admin"))
    except RefusalError as error:
        raise ProblemError("not-found", Sentence("views.not-own", number=number)) from error
    audit.describe_change(request, detail=removed.name)
    return see_other(_address(removed))


def list_views_of_obligations(person: Reader, accounts: AccountsDep) -> list[SavedView]:
    """One's own views of the page of obligations, then those that others share."""
    every = accounts.views.all(person.account, "obligations")
    return [view for view in every if view.shared or owned.can_own(person)]


ObligationViewsDep = Annotated[list[SavedView], Depends(list_views_of_obligations)]


def _address(view: SavedView) -> str:
    return f"/{view.page}?{view.query}" if view.query else f"/{view.page}"
