"""What belongs to oneself: tokens, calendars, the password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Path, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel
from pydantic import Field as Length

from vbparse.accounts.refusal import RefusalError
from vbparse.exchange.alarms import MOST_ALARMS
from vbparse.sentences import Sentence
from vbparse.web import access, audit, calendars, owned
from vbparse.web.access import ROLES, AccountsDep, Reader
from vbparse.web.api.models import MAX_NUMBER
from vbparse.web.archives import ArchiveDep
from vbparse.web.one_time import ONE_TIME_SECRETS
from vbparse.web.pages.kept_filters import describe_calendars
from vbparse.web.pages.rendering import render_page, see_other
from vbparse.web.problems import ProblemError
from vbparse.web.words import Words, language_of

routes = APIRouter()
Field = Annotated[str, Form(max_length=2000)]
Number = Annotated[int, Path(ge=1, le=MAX_NUMBER)]


class CalendarForm(BaseModel):
    """A calendar that is asked for: a query of the page of obligations, and how its entries are written."""

    name: Annotated[str, Length(max_length=2000)] = ""
    query: Annotated[str, Length(max_length=2000)] = ""
    entries: str = "event"
    alarm: Annotated[list[str], Length(max_length=MOST_ALARMS)] = []

    def to_query(self) -> str:
        """All of it as a query of `CalendarQuery`."""
        chosen = {"entries": self.entries} | ({"alarm": ",".join(self.alarm)} if self.alarm else {})
        return "&".join(filter(None, (self.query, urlencode(chosen))))


@dataclass(frozen=True, slots=True)
class _Own:
    """Who is at the page of their account, and what it is made of."""

    request: Request
    person: Reader
    archive: ArchiveDep
    accounts: AccountsDep


OwnAccount = Annotated[_Own, Depends()]


@routes.get("/account")
def account(own: OwnAccount, made: str = "", done: str = "") -> HTMLResponse:
    """One's tokens and calendars; a new one shows its secret this once."""
    secret = ONE_TIME_SECRETS.take_secret(own.person, made)
    return _render(own, made=secret, done=done if done == "password" else "")


@routes.post("/account/tokens")
def add_token(own: OwnAccount, name: Field = "", role: Field = "reader", expires: Field = "") -> Response:
    """Make a token."""
    request, person, accounts = own.request, own.person, own.accounts
    owned.check_may_make_tokens(person)
    try:
        until = owned.end_of_day(date.fromisoformat(expires) if expires else None)
        if role not in ROLES:
            raise RefusalError("role", "account.no-role", role=role)
        made, secret = accounts.tokens.make(name, role, account=person.account, until=until)
    except RefusalError as error:
        return _render(own, refusal=(HTTPStatus.UNPROCESSABLE_ENTITY, error.code))
    except (ValueError, ProblemError):
        return _render(own, refusal=(HTTPStatus.UNPROCESSABLE_ENTITY, "day"))
    audit.describe_change(request, detail=f"{made.name}: {made.role}")
    return see_other(f"/account?made={ONE_TIME_SECRETS.store(person, 'token', secret)}#made")


@routes.post("/account/tokens/{number}/withdraw")
def withdraw_token(
    request: Request, person: Reader, accounts: AccountsDep, number: Number, next: Field = "/account"
) -> Response:
    """Take a token back."""
    audit.describe_change(request, detail=owned.withdraw_owned(accounts.tokens, person, number).name)
    return see_other(access.local_path(next))


@routes.post("/account/calendars")
def add_calendar(own: OwnAccount, form: Annotated[CalendarForm, Form()]) -> Response:
    """Make a calendar of what a query of the page of obligations shows."""
    request, person = own.request, own.person
    try:
        filters = calendars.filters_from_query(form.to_query())
        made, secret = calendars.save_calendar(own.archive, own.accounts, person, form.name, filters)
    except RefusalError as error:
        return _render(own, refusal=(HTTPStatus.UNPROCESSABLE_ENTITY, error.code))
    except (ValueError, ProblemError):
        return _render(own, refusal=(HTTPStatus.UNPROCESSABLE_ENTITY, "filters"))
    audit.describe_change(request, detail=f"{made.name}: {made.query}")
    word = ONE_TIME_SECRETS.store(person, "calendar", calendars.calendar_url(request, secret))
    return see_other(f"/account?made={word}#made")


@routes.post("/account/calendars/{number}/withdraw")
def withdraw_calendar(
    request: Request, person: Reader, accounts: AccountsDep, number: Number, next: Field = "/account"
) -> Response:
    """Take the address of a calendar back."""
    audit.describe_change(request, detail=owned.withdraw_owned(accounts.calendars, person, number).name)
    return see_other(access.local_path(next))


@routes.post("/account/password")
def set_password(own: OwnAccount, old: Field = "", new: Field = "", again: Field = "") -> Response:
    """Give oneself another password; all other sessions end. Guessing the old one is limited as logging in is."""
    request, person, accounts = own.request, own.person, own.accounts
    if person.via != "session" or person.account is None:
        raise ProblemError("forbidden", Sentence("account.no-password"))
    if new != again:
        return _render(own, refusal=(HTTPStatus.UNPROCESSABLE_ENTITY, "differ"))
    known, wait = accounts.login(person.name, old, access.client_address(request))
    if known is None:
        status = HTTPStatus.TOO_MANY_REQUESTS if wait else HTTPStatus.FORBIDDEN
        return _render(own, refusal=(status, "wait" if wait else "wrong"))
    try:
        accounts.people.set_own_password(person.account, new, access.session_cookie(request))
    except RefusalError as error:
        return _render(own, refusal=(HTTPStatus.UNPROCESSABLE_ENTITY, error.code))
    return see_other("/account?done=password")


def _render(
    own: _Own,
    *,
    made: tuple[str, str] | None = None,
    done: str = "",
    refusal: tuple[HTTPStatus, str] = (HTTPStatus.OK, ""),
) -> HTMLResponse:
    status, refused = refusal
    return render_page(
        own.request,
        "account.html",
        own.person,
        status=status,
        tokens=owned.list_owned(own.accounts.tokens, own.person),
        calendars=describe_calendars(
            own.archive, owned.list_owned(own.accounts.calendars, own.person), Words(language_of(own.request))
        ),
        roles=[role for role in ROLES if own.person.may(role)],
        made=made,
        done=done,
        refused=refused,
    )
