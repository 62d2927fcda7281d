"""Who asks, and what they may: the parameters `Reader`, `Editor` and `Admin` of a handler.

A bearer token is looked at first, then the cookie of a session; where the server is reached from this machine alone,
whoever has neither is its admin. Changes made with a cookie, or by a browser at all, have to bring along the word that
the pages were given (`Person.csrf`): another site can send a request, and cannot read a page.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Literal
from urllib.parse import quote, urlsplit

from fastapi import Depends, FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from vbparse.accounts.accounts import Accounts
from vbparse.accounts.people import ROLES as ROLES
from vbparse.accounts.people import Role as Role
from vbparse.accounts.refusal import RefusalError
from vbparse.web import problems
from vbparse.web.bounds import Bounds
from vbparse.web.problems import ProblemError
from vbparse.web.settings import Settings

SAFE = ("GET", "HEAD", "OPTIONS")
"""Methods that change nothing."""
HEADER, FIELD = "X-CSRF-Token", "csrf"
"""Where a change brings its word along: a header, or a field of a form."""
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_REFUSALS = {"unknown": (404, "not-found"), "taken": (409, "name-taken"), "last-admin": (409, "last-admin")}


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks. `csrf` is what a form has to bring along; `account` is None for whoever needs no login, and for tokens
    that belong to nobody; `via` tells how they are known."""

    name: str
    role: Role
    csrf: str = ""
    account: int | None = None
    via: Literal["local", "session", "token"] = "local"

    @property
    def key(self) -> str:
        """By what a person is known, whichever way they come."""
        return self.name if self.account is None else f"#{self.account}"

    def may(self, role: Role) -> bool:
        """Whether what `role` may is allowed."""
        return ROLES.index(self.role) >= ROLES.index(role)


class AccessError(ProblemError):
    """Somebody is not known, or has to wait; told with headers, and to people as a page where to log in."""

    def __init__(self, status: int, code: str, detail: str, **headers: str) -> None:
        super().__init__(status, code, detail)
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


async def person(request: Request) -> AsyncIterator[Person]:
    """Who asks; raises AccessError 401 where nobody is known, 403 where a change lacks its word, ProblemError where
    they send too many files at a time."""
    who = await run_in_threadpool(_known, request)
    if request.app.state.read_only:
        who = replace(who, role="reader")
    async with AsyncExitStack() as stack:
        if _media_type(request).startswith("multipart/"):  # before any of it is read
            bounds: Bounds = request.app.state.bounds
            await stack.enter_async_context(bounds.uploads.place(who.key))
        if request.method not in SAFE and _has_to_bring(request, who) and not await _brings(request, who.csrf):
            raise AccessError(
                403,
                "csrf",
                f"The word that changes bring along (header {HEADER} or form field {FIELD}) is missing or old; "
                "load the page again and repeat the change.",
            )
        request.state.person = who
        yield who


def _needs(role: Role) -> Callable[[Request, Person], Person]:
    def allowed(request: Request, who: Annotated[Person, Depends(person)]) -> Person:
        if not who.may(role) and request.app.state.read_only:
            raise _read_only()
        if not who.may(role):
            raise ProblemError(403, "forbidden", f"This needs the role {role}; yours is {who.role}.")
        return who

    return allowed


Reader = Annotated[Person, Depends(_needs("reader"))]
Editor = Annotated[Person, Depends(_needs("editor"))]
Admin = Annotated[Person, Depends(_needs("admin"))]


def accounts(request: Request) -> Accounts:
    """The accounts of the archive that is served."""
    found: Accounts = request.app.state.accounts
    return found


def _accounts_to_change(request: Request) -> Accounts:
    if request.app.state.read_only and request.method not in SAFE:
        raise _read_only()
    return accounts(request)


def _read_only() -> ProblemError:
    return ProblemError(403, "read-only", "The archive is read-only; nothing can be changed in it here.")


Known = Annotated[Accounts, Depends(_accounts_to_change)]
"""The accounts: a parameter of a handler."""


def install(app: FastAPI, settings: Settings, *, read_only: bool = False) -> None:
    """Open the accounts, and have those who are not known told where to log in. Where the archive is `read_only`,
    nobody is more than a reader, and there are no accounts. Raises ArchiveError."""
    app.state.read_only = TemporaryDirectory(prefix="vbparse-") if read_only else None
    app.state.accounts = Accounts(Path(app.state.read_only.name) if read_only else settings.folder)
    app.state.local_csrf = secrets.token_urlsafe(32)
    app.add_exception_handler(AccessError, _tell)
    app.add_exception_handler(RefusalError, _refuse)


def cookie_name(settings: Settings) -> str:
    """The name of a session's cookie; over TLS one that browsers take from this host alone."""
    return "__Host-vbparse" if settings.https else "vbparse"


def set_session(answer: Response, settings: Settings, secret: str) -> None:
    """Give a browser the cookie of a session. Lax: a link in a mail leads to a page that knows who follows it."""
    answer.set_cookie(cookie_name(settings), secret, httponly=True, samesite="lax", secure=settings.https, path="/")


def drop_session(answer: Response, settings: Settings) -> None:
    """Take the cookie of a session away."""
    answer.delete_cookie(cookie_name(settings), httponly=True, samesite="lax", secure=settings.https, path="/")


def session_cookie(request: Request) -> str:
    """The secret in the cookie of a session, empty where there is none."""
    return request.cookies.get(cookie_name(request.app.state.settings), "")


def inside(address: str) -> str:
    """A path of this server to go on to, "/" where the address would lead anywhere else."""
    plain = address.isprintable() and "\\" not in address and " " not in address
    return address if plain and address.startswith("/") and not address.startswith("//") else "/"


def address_of(request: Request) -> str | None:
    """The address from which a request comes."""
    return request.client.host if request.client else None


def _known(request: Request) -> Person:
    """By token, by session, or because this machine alone reaches the server."""
    settings: Settings = request.app.state.settings
    held = accounts(request)
    if (given := request.headers.get("authorization")) is not None:
        scheme, _, secret = given.partition(" ")
        token = held.tokens.find(secret.strip()) if scheme.lower() == "bearer" else None
        if token is None:
            raise _unknown("The token is not good (any more); ask for another.")
        name = f"{token.owner} ({token.name})" if token.owner else token.name
        return Person(name, token.role, account=token.account, via="token")
    if settings.is_local:
        return Person("local", "admin", csrf=request.app.state.local_csrf)
    cookie = session_cookie(request)
    session = held.sessions.find(cookie, settings.session_seconds) if cookie else None
    if session is None:
        raise _unknown("Log in first, or send a token as `Authorization: Bearer TOKEN`.")
    return Person(session.name, session.role, session.csrf, session.account, "session")


def _unknown(sentence: str) -> AccessError:
    return AccessError(401, "login-needed", sentence, WWW_Authenticate="Bearer")


def _has_to_bring(request: Request, who: Person) -> bool:
    """Programs that send a token, or that ask on this machine and are no browser, need no word."""
    return who.via == "session" or (who.via == "local" and is_browser(request))


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").lower()


def is_browser(request: Request) -> bool:
    """Whether a request bears the marks that browsers put on changes."""
    return "origin" in request.headers or "sec-fetch-site" in request.headers


async def _brings(request: Request, word: str) -> bool:
    """Whether a change brings its word along. The body is read only where it is a form and no header has it."""
    given: object = request.headers.get(HEADER)
    if given is None and _media_type(request).startswith(_FORMS):
        given = (await request.form()).get(FIELD)
    return isinstance(given, str) and secrets.compare_digest(given.encode(), word.encode())


def _tell(request: Request, error: Exception) -> Response:
    """A page where to log in for people, else the problem."""
    assert isinstance(error, AccessError)
    if error.status == 401 and not request.url.path.startswith("/api/"):
        if request.headers.get("hx-request") == "true":
            shown = urlsplit(request.headers.get("hx-current-url", "/"))
            error.headers["HX-Redirect"] = _login(f"{shown.path}?{shown.query}" if shown.query else shown.path)
        elif "text/html" in request.headers.get("accept", ""):
            path = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
            return RedirectResponse(_login(path if request.method in SAFE else "/"), 303)
    return problems.answer(request, error)


def _login(afterwards: str) -> str:
    return f"/login?next={quote(inside(afterwards), safe='/')}"


def _refuse(request: Request, error: Exception) -> Response:
    """What does not go about accounts, as a problem."""
    assert isinstance(error, RefusalError)
    status, code = _REFUSALS.get(error.code, (422, f"invalid-{error.code}"))
    return problems.answer(request, ProblemError(status, code, str(error)))
