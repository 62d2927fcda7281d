"""For admins: who can log in, what programs may ask, who did what."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from vbparse.accounts.accounts import Accounts
from vbparse.accounts.people import parse_role
from vbparse.accounts.refusal import RefusalError
from vbparse.web import audit, calendars, owned, paging
from vbparse.web.access import ROLES, AccountsDep, Admin, Person
from vbparse.web.api.models import MAX_NUMBER
from vbparse.web.pages.rendering import render_page, see_other

routes = APIRouter()
Field = Annotated[str, Form(max_length=2000)]
ROWS = 50
"""Rows of the log on a page."""


@routes.get("/admin")
def admin(person: Admin) -> Response:
    """The first of the pages."""
    return see_other("/admin/users")


@routes.get("/admin/users")
def users(request: Request, person: Admin, accounts: AccountsDep, done: str = "") -> HTMLResponse:
    """Who can log in; tokens and calendars of everybody."""
    return _render_users(request, person, accounts, done=done if done in ("added", "changed") else "")


@routes.post("/admin/users")
def add_user(
    request: Request,
    person: Admin,
    accounts: AccountsDep,
    name: Field = "",
    role: Field = "reader",
    password: Field = "",
) -> Response:
    """Let somebody log in."""
    try:
        made = accounts.people.add(name, parse_role(role), password)
    except RefusalError as error:
        return _render_users(request, person, accounts, status=HTTPStatus.UNPROCESSABLE_ENTITY, refused=error.code)
    audit.describe_change(request, detail=f"{made.name}: {made.role}")
    return see_other("/admin/users?done=added")


@routes.post("/admin/users/change")
def change_user(
    request: Request,
    person: Admin,
    accounts: AccountsDep,
    name: Field = "",
    role: Field = "",
    active: Field = "",
    password: Field = "",
) -> Response:
    """Give another role or password, lock somebody out or let them in again; what is left empty stays."""
    try:
        made = accounts.people.change(
            name,
            role=parse_role(role) if role else None,
            active=active == "1" if active else None,
            password=password or None,
        )
    except RefusalError as error:
        return _render_users(request, person, accounts, status=HTTPStatus.UNPROCESSABLE_ENTITY, refused=error.code)
    said = [made.role, "" if made.active else "inactive", "new password" if password else ""]
    audit.describe_change(request, detail=f"{made.name}: {', '.join(filter(None, said))}")
    return see_other("/admin/users?done=changed")


@routes.get("/admin/audit")
def log(
    request: Request,
    person: Admin,
    accounts: AccountsDep,
    who: str = "",
    what: str = "",
    document: str = "",
    cursor: str | None = None,
) -> HTMLResponse:
    """Who did what, the newest first."""
    at = paging.read_cursor(cursor or None, before=int)
    before = min(max(at["before"], 0), MAX_NUMBER) if at else None
    who, what, document = who.strip(), what.strip(), document.strip()
    found = accounts.audit.deeds(who=who, what=what, document=document, before=before, limit=ROWS + 1)
    more = None
    if len(found) > ROWS:
        chosen = {
            "who": who,
            "what": what,
            "document": document,
            "cursor": paging.make_cursor(before=found[ROWS - 1].id),
        }
        more = "/admin/audit?" + urlencode({key: value for key, value in chosen.items() if value})
    return render_page(
        request,
        "admin_audit.html",
        person,
        deeds=found[:ROWS],
        more=more,
        first=at is None,
        who=who,
        what=what,
        document=document,
    )


def _render_users(
    request: Request,
    person: Person,
    accounts: Accounts,
    *,
    status: int = HTTPStatus.OK,
    done: str = "",
    refused: str = "",
) -> HTMLResponse:
    return render_page(
        request,
        "admin_users.html",
        person,
        status=status,
        people=accounts.people.all(),
        tokens=owned.list_tokens(accounts, person, everybody=True),
        calendars=[
            (one, calendars.parse_query(one.query)) for one in owned.list_calendars(accounts, person, everybody=True)
        ],
        roles=ROLES,
        done=done,
        refused=refused,
    )
