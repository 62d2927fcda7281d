"""Saved views: the filters of a page under a name, and feeds of what they find."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, Field

from vbparse.accounts.views import LONGEST_NAME, SavedFeed, SavedView
from vbparse.sentences import Sentence
from vbparse.web import audit, feeds, owned
from vbparse.web.access import AccountsDep, Person, Reader
from vbparse.web.api.models import MAX_NUMBER, MAX_ROWS, Text
from vbparse.web.archives import ArchiveDep
from vbparse.web.problems import ProblemError

routes = APIRouter(tags=["views"])
LONGEST_QUERY = 4000
"""Characters of a query: about what a browser's address may hold."""
Number = Annotated[int, Path(ge=1, le=MAX_NUMBER, description="Id of a view.", examples=[3])]
FeedNumber = Annotated[int, Path(ge=1, le=MAX_NUMBER, description="Id of a feed.", examples=[3])]
Name = Annotated[Text, Field(min_length=1, max_length=LONGEST_NAME, examples=["Việc quý này của Văn phòng"])]
QueryString = Annotated[
    Text,
    Field(
        max_length=LONGEST_QUERY,
        description="The query of the page's address; which page of the list it shows is left out.",
        examples=["assignee=VPTK&due=2023-Q3"],
    ),
]
OnPage = Literal["obligations", "search"]


class NewView(BaseModel, extra="forbid"):
    """A view to be saved. Editors may have it `shared` with everybody."""

    name: Name
    page: Annotated[OnPage, Field(examples=["obligations"])]
    query: QueryString = ""
    shared: Annotated[bool, Field(examples=[False])] = False


class ChangedView(BaseModel, extra="forbid"):
    """What is otherwise from now on; what is not sent stays."""

    name: Name | None = None
    query: QueryString | None = None
    shared: Annotated[bool | None, Field(examples=[True])] = None


class Order(BaseModel, extra="forbid"):
    """One's views by their ids; those that are not named come behind."""

    views: Annotated[list[Annotated[int, Field(ge=1, le=MAX_NUMBER)]], Field(max_length=MAX_ROWS, examples=[[3, 1, 2]])]


class MadeFeed(BaseModel):
    """A new feed with its address, which is not shown again: whoever knows it can read it."""

    feed: SavedFeed
    address: str


@routes.get("/views", summary="List saved views")
def list_views(
    person: Reader,
    accounts: AccountsDep,
    page: Annotated[OnPage | None, Query(description="Only those of this page.", examples=["obligations"])] = None,
) -> list[SavedView]:
    """One's own views in their order, then those that others share."""
    return [view for view in accounts.views.all(person.account, page) if view.shared or owned.can_own(person)]


@routes.post("/views", status_code=HTTPStatus.CREATED, summary="Save a view")
def add_view(request: Request, person: Reader, archive: ArchiveDep, accounts: AccountsDep, new: NewView) -> SavedView:
    """Save the filters of a page under a name."""
    _check_may_save(person, new.shared)
    query = feeds.clean_query(archive, new.page, new.query)
    made = accounts.views.make(new.name, new.page, query, account=person.account, shared=new.shared)
    audit.describe_change(request, detail=f"{made.name}: {made.page}?{made.query}")
    return made


@routes.put("/views", summary="Arrange saved views")
def arrange_views(request: Request, person: Reader, accounts: AccountsDep, said: Order) -> list[SavedView]:
    """Put one's views in an order."""
    _check_may_save(person, False)
    audit.describe_change(request, detail=", ".join(map(str, said.views)))
    return accounts.views.arrange(said.views, person.account)


@routes.get("/feeds", summary="List feeds")
def list_feeds(person: Reader, accounts: AccountsDep) -> list[SavedFeed]:
    """One's feeds, without their addresses."""
    return owned.list_owned(accounts.feeds, person)


@routes.delete("/feeds/{number}", summary="Withdraw a feed")
def withdraw_feed(request: Request, person: Reader, accounts: AccountsDep, number: FeedNumber) -> SavedFeed:
    """Take the address of a feed back: from now on nothing is found there."""
    withdrawn = owned.withdraw_owned(accounts.feeds, person, number)
    audit.describe_change(request, detail=withdrawn.name)
    return withdrawn


@routes.patch("/views/{number}", summary="Change a saved view")
def change_view(
    request: Request, person: Reader, archive: ArchiveDep, accounts: AccountsDep, number: Number, said: ChangedView
) -> SavedView:
    """Call a view otherwise, have it lead elsewhere, or share it. Admins may change what others share."""
    _check_may_save(person, bool(said.shared))
    view = accounts.views.find(number, person.account)
    query = None if said.query is None else feeds.clean_query(archive, view.page, said.query)
    changed = accounts.views.change(
        number, person.account, name=said.name, query=query, shared=said.shared, as_admin=person.may("admin")
    )
    audit.describe_change(request, detail=f"{changed.name}: {changed.page}?{changed.query}")
    return changed


@routes.delete("/views/{number}", summary="Remove a saved view")
def remove_view(request: Request, person: Reader, accounts: AccountsDep, number: Number) -> SavedView:
    """Forget a view, with its feeds. Admins may remove what others share."""
    _check_may_save(person, False)
    removed = accounts.views.remove(number, person.account, as_admin=person.may("admin"))
    audit.describe_change(request, detail=removed.name)
    return removed


@routes.post("/views/{number}/feeds", status_code=HTTPStatus.CREATED, summary="Make a feed of a saved view")
def add_feed(request: Request, person: Reader, accounts: AccountsDep, number: Number) -> MadeFeed:
    """Make an address at which a feed reader finds what the view finds (Atom), as a reader sees it."""
    _check_may_save(person, False)
    view = accounts.views.find(number, person.account)
    made, secret = accounts.feeds.make(view.id, account=person.account)
    audit.describe_change(request, detail=view.name)
    return MadeFeed(feed=made, address=feeds.feed_url(request, secret))


def _check_may_save(person: Person, shared: bool) -> None:
    """Raises ProblemError where somebody has no views of their own, or may not share them."""
    if not owned.can_own(person):
        raise ProblemError("forbidden", Sentence("view.token"))
    if shared and not person.may("editor"):
        raise ProblemError("forbidden", Sentence("view.share"))
