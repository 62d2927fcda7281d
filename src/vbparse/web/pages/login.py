"""Logging in and out."""

from __future__ import annotations

import math
import secrets
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from vbparse.accounts import secret
from vbparse.accounts.audit import Origin
from vbparse.sentences import Sentence
from vbparse.web import access
from vbparse.web.access import AccessError, AccountsDep, Reader
from vbparse.web.pages.rendering import render_page, see_other
from vbparse.web.settings import Settings

routes = APIRouter()
LONGEST = 2000
"""Characters that are read of a name or a password."""
_LOGGED_NAME = 100
"""Characters of an unknown name that are logged."""
_MINUTE = 60


@routes.get("/login")
def login(request: Request, next: str = "/") -> Response:
    """The form. Its CSRF token belongs to a cookie of its own, since there is no session yet."""
    if request.app.state.settings.is_local:
        return see_other(access.local_path(next))
    return _render_form(request, next)


@routes.post("/login")
def log_in(
    request: Request,
    accounts: AccountsDep,
    name: Annotated[str, Form(max_length=LONGEST)] = "",
    password: Annotated[str, Form(max_length=LONGEST)] = "",
    csrf: Annotated[str, Form(max_length=LONGEST)] = "",
    next: Annotated[str, Form(max_length=LONGEST)] = "/",
) -> Response:
    """Begin a session, and go on to the page that was asked for. Attempts are in the log."""
    settings: Settings = request.app.state.settings
    given = request.cookies.get(_login_cookie_name(settings), "")
    if not given or not secrets.compare_digest(secret.csrf_token(given).encode(), csrf.encode()):
        return _render_form(request, next, status=HTTPStatus.FORBIDDEN, failed="old", name=name)
    address = access.client_address(request)
    origin = Origin("POST", "/login", address)
    account, wait = accounts.login(name, password, address)
    if wait:
        return _answer_wait(request, next, name, wait)
    if account is None:
        accounts.audit.add(name[:_LOGGED_NAME], "", "login_failed", origin)
        return _render_form(request, next, status=HTTPStatus.FORBIDDEN, failed="wrong", name=name)
    accounts.audit.add(account.name, account.role, "log_in", origin)
    if old := access.session_cookie(request):
        accounts.sessions.end(old)
    answer = see_other(access.local_path(next))
    access.set_session(answer, settings, accounts.sessions.begin(account.id, settings.session_seconds))
    answer.delete_cookie(
        _login_cookie_name(settings), path="/", secure=settings.https, httponly=True, samesite="strict"
    )
    return answer


@routes.post("/logout")
def log_out(request: Request, person: Reader, accounts: AccountsDep) -> Response:
    """End the session."""
    if cookie := access.session_cookie(request):
        accounts.sessions.end(cookie)
    answer = see_other("/login")
    access.drop_session(answer, request.app.state.settings)
    return answer


def _render_form(
    request: Request, next: str, *, status: int = HTTPStatus.OK, failed: str = "", **values: object
) -> HTMLResponse:
    settings: Settings = request.app.state.settings
    login_secret = request.cookies.get(_login_cookie_name(settings)) or secret.make_secret()
    defaults = {"name": "", "wait": 0, "minutes": 0} | values
    answer = render_page(
        request,
        "login.html",
        None,
        status=status,
        csrf=secret.csrf_token(login_secret),
        next=access.local_path(next),
        failed=failed,
        **defaults,
    )
    answer.set_cookie(
        _login_cookie_name(settings), login_secret, httponly=True, samesite="strict", secure=settings.https, path="/"
    )
    return answer


def _answer_wait(request: Request, next: str, name: str, wait: float) -> Response:
    """Too many attempts: the form for people, a problem for programs; both learn when to try again."""
    if "text/html" not in request.headers.get("accept", ""):
        raise AccessError("too-many-attempts", Sentence("login.wait", wait=wait), Retry_After=f"{wait:.0f}")
    values = {"name": name, "wait": round(wait), "minutes": math.ceil(round(wait) / _MINUTE)}
    answer = _render_form(request, next, status=HTTPStatus.TOO_MANY_REQUESTS, failed="wait", **values)
    answer.headers["Retry-After"] = f"{wait:.0f}"
    return answer


def _login_cookie_name(settings: Settings) -> str:
    """The name of the cookie that stands for somebody who has not logged in yet."""
    return "__Host-vbparse-login" if settings.https else "vbparse-login"
