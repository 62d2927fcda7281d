"""Errors as RFC 9457 has them: one body on every route of the API, a page with the same sentence for browsers."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from vbparse.errors import (
    ArchiveError,
    BlankError,
    ConflictError,
    FormatError,
    InputError,
    SecretError,
    SourceError,
    ToolError,
    UnknownError,
    VbparseError,
)
from vbparse.workers.pool import BusyError, CalledOffError

log = logging.getLogger("vbparse.web")
MEDIA_TYPE = "application/problem+json"


class ProblemError(Exception):
    """An error that is told to whoever asked: HTTP status, a word for programs, a sentence for people, and what else
    the body should hold; `headers` go with it."""

    def __init__(self, status: int, code: str, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail, self.more = status, code, detail, more
        self.headers: dict[str, str] = {}


def retry_later(status: int, code: str, detail: str, seconds: int) -> ProblemError:
    """A problem that is none any more after a while."""
    problem = ProblemError(status, code, detail)
    problem.headers["Retry-After"] = str(seconds)
    return problem


class ProblemBody(BaseModel, extra="allow"):
    """RFC 9457. `type` is "about:blank"; `code` tells programs what it is, `detail` tells people what to do."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str


_STATUS: dict[type[VbparseError], tuple[int, str]] = {
    UnknownError: (404, "not-found"),
    BlankError: (422, "empty-text"),
    InputError: (400, "bad-request"),
    ConflictError: (409, "conflict"),
    SourceError: (422, "unreadable-file"),
    FormatError: (422, "unreadable-file"),
    SecretError: (422, "secret-document"),
    ToolError: (503, "program-missing"),
}
"""What errors of the package become: the first kind that an error is."""
_AGAIN = 60
"""Seconds after which a worker may be free."""
_CODES = {404: "not-found", 405: "method-not-allowed"}
_UNAVAILABLE = "The archive cannot be read or written now; the log of the server tells why."


def to_problem(error: Exception) -> ProblemError:
    """An error as a problem. One that nobody foresaw, or that names files of the server, is logged, and told without
    its inside."""
    if isinstance(error, ProblemError):
        return error
    if isinstance(error, ClientDisconnect):
        return ProblemError(400, "bad-request", "The request was cut off.")  # nobody is there to be told
    if isinstance(error, HTTPException):
        code = _CODES.get(error.status_code, "bad-request")
        problem = ProblemError(error.status_code, code, f"{error.detail}.".replace("..", "."))
        problem.headers.update(error.headers or {})
        return problem
    if isinstance(error, RequestValidationError):
        faults = [{"at": ".".join(map(str, e["loc"])), "why": e["msg"]} for e in error.errors()]
        told = "; ".join(f"{fault['at']}: {fault['why']}" for fault in faults)
        return ProblemError(422, "invalid-request", f"The request is not as described: {told}.", faults=faults)
    if isinstance(error, ArchiveError):
        log.error("%s", error)
        return ProblemError(503, "archive-unavailable", _UNAVAILABLE)
    if isinstance(error, BusyError | CalledOffError):
        return retry_later(503, "busy", str(error), _AGAIN)
    if isinstance(error, VbparseError):
        status, code = next((v for kind, v in _STATUS.items() if isinstance(error, kind)), (400, "bad-request"))
        more = {"present": error.present} if isinstance(error, ConflictError) else {}
        return ProblemError(status, code, str(error), **more)
    log.error("unforeseen", exc_info=error)
    return ProblemError(500, "internal-error", "The server met an error that nobody foresaw; its log tells more.")


def install(app: FastAPI) -> None:
    """Have every error of the application told so."""

    def tell(request: Request, error: Exception) -> Response:
        return problem_response(request, to_problem(error))

    for kind in (ProblemError, HTTPException, RequestValidationError, VbparseError, Exception):
        app.add_exception_handler(kind, tell)


def problem_response(request: Request, problem: ProblemError) -> Response:
    """A problem as the one who asked can read it."""
    from vbparse.web.pages.rendering import render_page
    from vbparse.web.words import load_words

    if not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", ""):
        why = f"problem.why.{problem.code}"
        why = why if why in load_words() else "problem.why.other"
        made: Response = render_page(
            request, "problem.html", None, status=problem.status, why=why, detail=problem.detail
        )
    else:
        title = HTTPStatus(problem.status).phrase
        body = ProblemBody(title=title, status=problem.status, code=problem.code, detail=problem.detail)
        told = json.dumps(body.model_dump() | problem.more, ensure_ascii=False)
        # What was sent may hold half a character, which no answer can: it is told as JSON escapes it.
        made = Response(told.encode("utf-8", "backslashreplace"), problem.status, media_type=MEDIA_TYPE)
    made.headers.update(problem.headers)
    return made
