"""For admins: who can log in, what programs may ask, who did what."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, StringConstraints

from vbparse.accounts.people import parse_role
from vbparse.accounts.refusal import RefusalError
from vbparse.web import audit, owned, paging
from vbparse.web.access import ROLES, AccountsDep, Admin
from vbparse.web.api.models import MAX_NUMBER
from vbparse.web.archives import ArchiveDep
from vbparse.web.pages.filtering import Stripped
from vbparse.web.pages.kept_filters import describe_calendars
from vbparse.web.pages.rendering import render_page, see_other
from vbparse.web.words import Words, language_of

routes = APIRouter()
_LONGEST = 2000
"""Characters of a field."""
Field = Annotated[str, Form(max_length=_LONGEST)]
ShortField = Annotated[str, StringConstraints(max_length=_LONGEST)]
ROWS = 50
"""Rows of the log on a page."""


@routes.get("/admin")
def admin(person: Admin) -> Response:
    """The first of the pages."""
    return see_other("/admin/users")


@dataclass(frozen=True, slots=True)
class _Desk:
    """Which admin is at the page of users, and what it is made of."""

    request: Request
    person: Admin
    archive: ArchiveDep
    accounts: AccountsDep


AdminDesk = Annotated[_Desk, Depends()]


@routes.get("/admin/users")
def users(desk: AdminDesk, done: str = "") -> HTMLResponse:
    """Who can log in; tokens and calendars of everybody."""
    return _render_users(desk, done=done if done in ("added", "changed") else "")


@routes.post("/admin/users")
def add_user(desk: AdminDesk, name: Field = "", role: Field = "reader", password: Field = "") -> Response:
    """Let somebody log in."""
    try:
        made = desk.accounts.people.add(name, parse_role(role), password)
    except RefusalError as error:
        return _render_users(desk, status=HTTPStatus.UNPROCESSABLE_ENTITY, refused=error.code)
    audit.describe_change(desk.request, detail=f"{made.name}: {made.role}")
    return see_other("/admin/users?done=added")


class UserForm(BaseModel):
    """A change of a user; what is left empty stays."""

    name: ShortField = ""
    role: ShortField = ""
    active: ShortField = ""
    password: ShortField = ""


@routes.post("/admin/users/change")
def change_user(desk: AdminDesk, form: Annotated[UserForm, Form()]) -> Response:
    """Give another role or password, lock somebody out or let them in again."""
    try:
        user = desk.accounts.people.change(
            form.name,
            role=parse_role(form.role) if form.role else None,
            active=form.active == "1" if form.active else None,
            password=form.password or None,
        )
    except RefusalError as error:
        return _render_users(desk, status=HTTPStatus.UNPROCESSABLE_ENTITY, refused=error.code)
    changes = [user.role, "" if user.active else "inactive", "new password" if form.password else ""]
    audit.describe_change(desk.request, detail=f"{user.name}: {', '.join(filter(None, changes))}")
    return see_other("/admin/users?done=changed")


class LogQuery(BaseModel):
    """Filters of the log, and which page of it."""

    who: Stripped = ""
    what: Stripped = ""
    document: Stripped = ""
    cursor: str | None = None


@routes.get("/admin/audit")
def log(request: Request, person: Admin, accounts: AccountsDep, asked: Annotated[LogQuery, Query()]) -> HTMLResponse:
    """Who did what, the newest first."""
    at = paging.read_cursor(asked.cursor or None, before=int)
    before = min(max(at["before"], 0), MAX_NUMBER) if at else None
    filters = asked.model_dump(exclude={"cursor"})
    deeds = accounts.audit.deeds(**filters, before=before, limit=ROWS + 1)
    further = None
    if len(deeds) > ROWS:
        query = filters | {"cursor": paging.make_cursor(before=deeds[ROWS - 1].id)}
        further = "/admin/audit?" + urlencode({key: value for key, value in query.items() if value})
    return render_page(
        request, "admin_audit.html", person, deeds=deeds[:ROWS], more=further, first=at is None, **filters
    )


def _render_users(
    desk: _Desk,
    *,
    status: int = HTTPStatus.OK,
    done: str = "",
    refused: str = "",
) -> HTMLResponse:
    return render_page(
        desk.request,
        "admin_users.html",
        desk.person,
        status=status,
        people=desk.accounts.people.all(),
        tokens=owned.list_owned(desk.accounts.tokens, desk.person, everybody=True),
        calendars=describe_calendars(
            desk.archive,
            owned.list_owned(desk.accounts.calendars, desk.person, everybody=True),
            Words(language_of(desk.request)),
        ),
        roles=ROLES,
        done=done,
        refused=refused,
    )
