"""Filters that somebody saved under a name, on the page that they filter."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Path, Request, Response
from pydantic import BaseModel, Field

from vbparse.accounts.refusal import RefusalError
from vbparse.accounts.views import LONGEST_NAME, Page, SavedFeed, SavedView
from vbparse.sentences import Sentence
from vbparse.web import audit, feeds, owned
from vbparse.web.access import AccountsDep, Person, Reader
from vbparse.web.api.models import MAX_NUMBER
from vbparse.web.archives import ArchiveDep
from vbparse.web.one_time import ONE_TIME_SECRETS
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


@routes.post("/views/{number}/feeds")
def make_feed(request: Request, person: Reader, accounts: AccountsDep, number: Number) -> Response:
    """Make the address of a feed of a view; the page that the view leads to shows it this once."""
    if not owned.can_own(person):
        raise ProblemError("forbidden", Sentence("views.forbidden"))
    view = accounts.views.find(number, person.account)
    _, secret = accounts.feeds.make(view.id, account=person.account)
    audit.describe_change(request, detail=view.name)
    word = ONE_TIME_SECRETS.store(person, "feed", feeds.feed_url(request, secret))
    return see_other(f"/{view.page}?{'&'.join(filter(None, (view.query, f'made={word}')))}#made")


@routes.post("/views/{number}/feeds/withdraw")
def withdraw_feeds(request: Request, person: Reader, accounts: AccountsDep, number: Number) -> Response:
    """Take back the addresses of all one's feeds of a view."""
    view = accounts.views.find(number, person.account)
    for feed in list_open_feeds(accounts, person):
        if feed.view == number:
            owned.withdraw_owned(accounts.feeds, person, feed.id)
    audit.describe_change(request, detail=view.name)
    return see_other(_address(view))


def list_open_feeds(accounts: AccountsDep, person: Person) -> list[SavedFeed]:
    """One's feeds that are not withdrawn."""
    return [feed for feed in owned.list_owned(accounts.feeds, person) if not feed.withdrawn]


def list_views(person: Person, accounts: AccountsDep, page: Page) -> list[SavedView]:
    """One's own views of a page, then those that others share."""
    return [view for view in accounts.views.all(person.account, page) if view.shared or owned.can_own(person)]


def list_views_of_obligations(person: Reader, accounts: AccountsDep) -> list[SavedView]:
    """The views of the page of obligations."""
    return list_views(person, accounts, "obligations")


ObligationViewsDep = Annotated[list[SavedView], Depends(list_views_of_obligations)]


def _address(view: SavedView) -> str:
    return f"/{view.page}?{view.query}" if view.query else f"/{view.page}"
