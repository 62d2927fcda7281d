"""What holds for every request before a handler sees it, and for every answer: which names the server answers to, which
pages may send changes, what browsers are instructed to forbid, and the log."""

from __future__ import annotations

from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import urlsplit

from fastapi import HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vbparse.sentences import Sentence
from vbparse.web import audit, problems
from vbparse.web.access import SAFE_METHODS
from vbparse.web.problems import ProblemError
from vbparse.web.settings import MB, Settings

FORM_BYTES = 4 * MB
"""The most that is read of a form or of JSON; files come as multipart or as they are, up to the limit of uploads."""
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_DEFAULT_PORTS = {False: 80, True: 443}
"""Ports of HTTP and HTTPS where an address names none."""
_LOCAL = ("127.0.0.1", "localhost", "::1")
_PROXIED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
_SMALL = ("application/json", "application/x-www-form-urlencoded")


class Guard:
    """Stands before the application."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on and see to the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request, started = Request(scope), False

        async def answer(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                if audit.is_logged(request, message["status"]):
                    await run_in_threadpool(audit.write_entry, request)
                self._mark(request, MutableHeaders(scope=message))
                started = True
            await send(message)

        try:
            check_request(request, self.settings)
            await self.app(scope, _limit_body(request, receive, self.settings), answer)
        except Exception as error:
            if started:
                raise
            await problems.problem_response(request, problems.to_problem(error))(scope, receive, answer)

    def _mark(self, request: Request, headers: MutableHeaders) -> None:
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        headers.setdefault("Cache-Control", "no-cache" if request.url.path.startswith("/static/") else "no-store")
        if self.settings.https:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000")


def check_request(request: Request, settings: Settings) -> None:
    """Raises ProblemError where a request is not for this server, or comes from a page of another."""
    hosts = request.headers.getlist("host")
    if len(hosts) != 1 or not is_own_host(hosts[0], settings):
        raise ProblemError("wrong-host", Sentence("web.host"))
    if settings.is_local and any(name in request.headers for name in _PROXIED):
        raise ProblemError("proxied", Sentence("web.proxied"))
    if request.method in SAFE_METHODS:
        return
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    if (origin is not None and not _is_own_origin(origin, hosts[0], settings)) or site not in (
        None,
        "same-origin",
        "none",
    ):
        raise ProblemError("foreign-origin", Sentence("web.origin"))


def is_own_host(host: str, settings: Settings) -> bool:
    """Whether the header Host names this server.

    A stranger's page can have its own name lead to this machine, so names are taken only where they are known:
    the address to listen at and `names`; on this machine alone also localhost, with the right port. A server that
    listens everywhere takes any address in figures too: no page of a stranger is at one.
    """
    name, port = _split_host(host)
    if name in {known.lower() for known in settings.names}:
        return True
    if settings.is_local:
        named = name in (*_LOCAL, settings.host.lower())
        return named and settings.port in (0, port or _DEFAULT_PORTS[settings.https])
    if _is_ip_address(settings.host) and ip_address(settings.host).is_unspecified:
        return _is_ip_address(name) or name == "localhost"
    return name == settings.host.lower()


def _is_own_origin(origin: str, host: str, settings: Settings) -> bool:
    """Whether an Origin is the one under which the server was called, or one of its names at the usual port, since a
    proxy may call it otherwise than browsers do."""
    scheme = "https" if settings.https else "http"
    usual = {f"{scheme}://{name.lower()}" for name in settings.names}
    return origin.lower() in {f"{scheme}://{host.lower()}", *usual}


def _split_host(host: str) -> tuple[str, int | None]:
    """Name and port of a header Host; an empty name where it is none."""
    try:
        parts = urlsplit(f"//{host}")
        if parts.username is not None or parts.path or parts.query or parts.fragment:
            return "", None
        return (parts.hostname or "").lower(), parts.port
    except ValueError:
        return "", None


def _is_ip_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _limit_body(request: Request, receive: Receive, settings: Settings) -> Receive:
    """What is received, as far as it is not too much. HTTPException, since whoever reads a body takes others for
    faults of what it reads."""
    small = request.headers.get("content-type", "").lower().startswith(_SMALL)
    limit, read = (FORM_BYTES if small else settings.upload_bytes + MB), 0
    declared = request.headers.get("content-length", "")
    sentence = Sentence("web.large", megabytes=limit // MB)
    if declared.isascii() and declared.isdigit() and int(declared) > limit:
        raise ProblemError("too-large", sentence)

    async def limited() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > limit:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, sentence)
        return message

    return limited
