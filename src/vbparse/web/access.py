"""Who asks, and what they may: the parameters `Reader`, `Editor` and `Admin` of a handler.

A bearer token is looked at first, then the cookie of a session; where the server is reached from this machine alone,
whoever has neither is its admin. Changes made with a session cookie, or by any browser, must carry the CSRF token that
the pages were given (`Person.csrf`): another site can send a request, but cannot read a page.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Literal
from urllib.parse import quote, urlsplit

from fastapi import Depends, FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from vbparse.accounts import secret
from vbparse.accounts.accounts import Accounts
from vbparse.accounts.people import ROLES as ROLES
from vbparse.accounts.people import Role as Role
from vbparse.accounts.refusal import RefusalError
from vbparse.sentences import Sentence
from vbparse.web import problems
from vbparse.web.bounds import Bounds
from vbparse.web.problems import ProblemError
from vbparse.web.settings import Settings

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
"""Methods that change nothing."""
CSRF_HEADER, CSRF_FIELD = "X-CSRF-Token", "csrf"
"""Where a change carries its CSRF token: a header, or a field of a form."""
ROLE = "role"
"""Attribute of a dependency by which a handler asks for a role: the description of the API tells it."""
LOCAL = "local"
"""The name of whoever works without a login."""
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_REFUSALS = {"unknown": "not-found", "taken": "name-taken", "last-admin": "last-admin"}


@dataclass(frozen=True, slots=True)
class Person:
    """Who sends a request. `csrf` is the CSRF token of their forms, masked for this answer alone, since pages are
    compressed (BREACH); `account` is None where no login is needed, and for
    tokens without an owner; `via` says how they were identified."""

    name: str
    role: Role
    csrf: str = ""
    account: int | None = None
    via: Literal["local", "session", "token"] = "local"

    @property
    def key(self) -> str:
        """Identifies the person, whether by session or by token."""
        return self.name if self.account is None else f"#{self.account}"

    def may(self, role: Role) -> bool:
        """Whether what `role` may is allowed."""
        return ROLES.index(self.role) >= ROLES.index(role)


class AccessError(ProblemError):
    """Somebody is not identified, or has to wait. Answered with headers; browsers are sent to the login page."""

    def __init__(self, code: str, detail: str, **headers: str) -> None:
        super().__init__(code, detail)
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


async def authenticate(request: Request) -> AsyncIterator[Person]:
    """Who sends the request. Raises AccessError 401 without valid credentials, 403 for a change without its CSRF token,
    ProblemError for too many uploads at a time."""
    person = await run_in_threadpool(_identify, request)
    if request.app.state.read_only:
        person = replace(person, role="reader")
    async with AsyncExitStack() as stack:
        if _media_type(request).startswith("multipart/"):  # before any of it is read
            bounds: Bounds = request.app.state.bounds
            await stack.enter_async_context(bounds.uploads.place(person.key))
        if (
            request.method not in SAFE_METHODS
            and _needs_csrf_token(request, person)
            and not await _has_csrf_token(request, person.csrf)
        ):
            raise AccessError(
                "csrf",
                Sentence("web.csrf", csrf_header=CSRF_HEADER, csrf_field=CSRF_FIELD),
            )
        request.state.person = person
        yield person


def _require_role(role: Role) -> Callable[[Request, Person], Person]:
    def allowed(request: Request, who: Annotated[Person, Depends(authenticate)]) -> Person:
        if not who.may(role) and request.app.state.read_only:
            raise _read_only_error()
        if not who.may(role):
            raise ProblemError("forbidden", Sentence("web.role", role=role, yours=who.role))
        return who

    setattr(allowed, ROLE, role)
    return allowed


Reader = Annotated[Person, Depends(_require_role("reader"))]
Editor = Annotated[Person, Depends(_require_role("editor"))]
Admin = Annotated[Person, Depends(_require_role("admin"))]


def get_accounts(request: Request) -> Accounts:
    """The accounts of the archive that is served."""
    found: Accounts = request.app.state.accounts
    return found


def _accounts_to_change(request: Request) -> Accounts:
    if request.app.state.read_only and request.method not in SAFE_METHODS:
        raise _read_only_error()
    return get_accounts(request)


def _read_only_error() -> ProblemError:
    return ProblemError("read-only", Sentence("web.read-only"))


AccountsDep = Annotated[Accounts, Depends(_accounts_to_change)]
"""The accounts: a parameter of a handler."""


def install(app: FastAPI, settings: Settings, *, read_only: bool = False) -> None:
    """Open the accounts, and send those who are not logged in to the login page. Where the archive is `read_only`,
    everybody is a reader, and there are no accounts. Raises ArchiveError."""
    app.state.read_only = TemporaryDirectory(prefix="vbparse-") if read_only else None
    app.state.accounts = Accounts(Path(app.state.read_only.name) if read_only else settings.folder)
    app.state.local_csrf = secret.make_secret()
    app.add_exception_handler(AccessError, _answer_access_error)
    app.add_exception_handler(RefusalError, _answer_refusal)


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


def local_path(address: str) -> str:
    """A path of this server to redirect to; "/" for an address that leads to another site."""
    plain = address.isprintable() and "\\" not in address and " " not in address
    return address if plain and address.startswith("/") and not address.startswith("//") else "/"


def client_address(request: Request) -> str | None:
    """The address from which a request comes."""
    return request.client.host if request.client else None


def _identify(request: Request) -> Person:
    """By token, by session, or because this machine alone reaches the server."""
    settings: Settings = request.app.state.settings
    accounts = get_accounts(request)
    if (given := request.headers.get("authorization")) is not None:
        scheme, _, bearer = given.partition(" ")
        token = accounts.tokens.find(bearer.strip()) if scheme.lower() == "bearer" else None
        if token is None:
            raise _login_needed(Sentence("login.token"))
        name = f"{token.owner} ({token.name})" if token.owner else token.name
        return Person(name, token.role, account=token.account, via="token")
    if settings.is_local:
        return Person(LOCAL, "admin", csrf=secret.mask(request.app.state.local_csrf))
    cookie = session_cookie(request)
    session = accounts.sessions.find(cookie, settings.session_seconds) if cookie else None
    if session is None:
        raise _login_needed(Sentence("login.first"))
    return Person(session.name, session.role, secret.mask(session.csrf), session.account, "session")


def _login_needed(sentence: Sentence) -> AccessError:
    return AccessError("login-needed", sentence, WWW_Authenticate="Bearer")


def _needs_csrf_token(request: Request, who: Person) -> bool:
    """Programs that send a bearer token, or that run on this machine and are no browser, need no CSRF token."""
    return who.via == "session" or (who.via == "local" and is_browser(request))


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").lower()


def is_browser(request: Request) -> bool:
    """Whether a request has the headers that browsers add to changes."""
    return "origin" in request.headers or "sec-fetch-site" in request.headers


async def _has_csrf_token(request: Request, expected: str) -> bool:
    """Whether a change carries its CSRF token. The body is read only where it is a form and no header has it."""
    given: object = request.headers.get(CSRF_HEADER)
    if given is None and _media_type(request).startswith(_FORMS):
        given = (await request.form()).get(CSRF_FIELD)
    return isinstance(given, str) and secrets.compare_digest(secret.unmask(given), secret.unmask(expected))


def _answer_access_error(request: Request, error: Exception) -> Response:
    """A redirect to the login page for browsers, else the problem."""
    assert isinstance(error, AccessError)
    if error.code == "login-needed" and not request.url.path.startswith("/api/"):
        if request.headers.get("hx-request") == "true":
            shown = urlsplit(request.headers.get("hx-current-url", "/"))
            error.headers["HX-Redirect"] = _login_url(f"{shown.path}?{shown.query}" if shown.query else shown.path)
        elif "text/html" in request.headers.get("accept", ""):
            path = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
            url = _login_url(path if request.method in SAFE_METHODS else "/")
            return RedirectResponse(url, HTTPStatus.SEE_OTHER)
    return problems.problem_response(request, error)


def _login_url(afterwards: str) -> str:
    return f"/login?next={quote(local_path(afterwards), safe='/')}"


def _answer_refusal(request: Request, error: Exception) -> Response:
    """A refused change of accounts, as a problem."""
    assert isinstance(error, RefusalError)
    code = _REFUSALS.get(error.code, f"invalid-{error.code}")
    return problems.problem_response(request, ProblemError(code, error.sentence))
