"""What belongs to oneself: tokens, calendars, the password."""

from __future__ import annotations

import secrets
import threading
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from vbparse.accounts.refusal import RefusalError
from vbparse.web import access, audit, calendars, owned
from vbparse.web.access import ROLES, Known, Person, Reader
from vbparse.web.archives import Held
from vbparse.web.pages.rendering import page
from vbparse.web.problems import ProblemError

routes = APIRouter()
Field = Annotated[str, Form(max_length=2000)]
Number = Annotated[int, Path(ge=1, le=2**53)]


class Once:
    """Secrets on their way to the one page that shows them: kept in memory until then, and never but for whom they were
    made. Few at a time, since a page follows at once."""

    MOST = 100

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Person, str, str]] = {}
        self._lock = threading.Lock()

    def keep(self, person: Person, kind: str, secret: str) -> str:
        """A word by which the secret is got."""
        word = secrets.token_urlsafe(16)
        with self._lock:
            self._kept[word] = (person, kind, secret)
            while len(self._kept) > self.MOST:
                del self._kept[next(iter(self._kept))]
        return word

    def take(self, person: Person, word: str) -> tuple[str, str] | None:
        """Kind and secret, the first time they are asked for."""
        with self._lock:
            if word in self._kept and self._kept[word][0].account == person.account:
                return self._kept.pop(word)[1:]
        return None


_once = Once()


@routes.get("/account")
def account(request: Request, person: Reader, accounts: Known, made: str = "", done: str = "") -> HTMLResponse:
    """One's tokens and calendars; a new one shows its secret this once."""
    return _page(request, person, accounts, made=_once.take(person, made), done=done if done == "password" else "")


@routes.post("/account/tokens")
def add_token(
    request: Request, person: Reader, accounts: Known, name: Field = "", role: Field = "reader", expires: Field = ""
) -> Response:
    """Make a token."""
    owned.may_make(person)
    try:
        until = owned.end_of(date.fromisoformat(expires) if expires else None)
        if role not in ROLES:
            raise RefusalError("role", f"{role}: no role.")
        made, secret = accounts.tokens.make(name, role, account=person.account, until=until)
    except RefusalError as error:
        return _page(request, person, accounts, status=422, refused=error.code)
    except (ValueError, ProblemError):
        return _page(request, person, accounts, status=422, refused="day")
    audit.note(request, detail=f"{made.name}: {made.role}")
    return RedirectResponse(f"/account?made={_once.keep(person, 'token', secret)}#made", 303)


@routes.post("/account/tokens/{number}/withdraw")
def withdraw_token(
    request: Request, person: Reader, accounts: Known, number: Number, next: Field = "/account"
) -> Response:
    """Take a token back."""
    audit.note(request, detail=owned.withdraw_token(accounts, person, number).name)
    return RedirectResponse(access.inside(next), 303)


@routes.post("/account/calendars")
def add_calendar(
    request: Request, person: Reader, archive: Held, accounts: Known, name: Field = "", query: Field = ""
) -> Response:
    """Make a calendar of what a query of the page of obligations shows."""
    try:
        made, secret = calendars.make(archive, accounts, person, name, calendars.of_query(query))
    except RefusalError as error:
        return _page(request, person, accounts, status=422, refused=error.code)
    except (ValueError, ProblemError):
        return _page(request, person, accounts, status=422, refused="filters")
    audit.note(request, detail=f"{made.name}: {made.query}")
    word = _once.keep(person, "calendar", calendars.address(request, secret))
    return RedirectResponse(f"/account?made={word}#made", 303)


@routes.post("/account/calendars/{number}/withdraw")
def withdraw_calendar(
    request: Request, person: Reader, accounts: Known, number: Number, next: Field = "/account"
) -> Response:
    """Take the address of a calendar back."""
    audit.note(request, detail=owned.withdraw_calendar(accounts, person, number).name)
    return RedirectResponse(access.inside(next), 303)


@routes.post("/account/password")
def set_password(
    request: Request, person: Reader, accounts: Known, old: Field = "", new: Field = "", again: Field = ""
) -> Response:
    """Give oneself another password; all other sessions end. Guessing the old one is limited as logging in is."""
    if person.via != "session" or person.account is None:
        raise ProblemError(403, "forbidden", "Only who has logged in with a password has one to change.")
    if new != again:
        return _page(request, person, accounts, status=422, refused="differ")
    known, wait = accounts.login(person.name, old, access.address_of(request))
    if known is None:
        return _page(request, person, accounts, status=429 if wait else 403, refused="wait" if wait else "wrong")
    try:
        accounts.people.set_own_password(person.account, new, access.session_cookie(request))
    except RefusalError as error:
        return _page(request, person, accounts, status=422, refused=error.code)
    return RedirectResponse("/account?done=password", 303)


def _page(
    request: Request,
    person: Person,
    accounts: Known,
    *,
    status: int = 200,
    made: tuple[str, str] | None = None,
    done: str = "",
    refused: str = "",
) -> HTMLResponse:
    return page(
        request,
        "account.html",
        person,
        status=status,
        tokens=owned.tokens(accounts, person),
        calendars=[(one, calendars.parts(one.query)) for one in owned.calendars(accounts, person)],
        roles=[role for role in ROLES if person.may(role)],
        made=made,
        done=done,
        refused=refused,
    )
