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
from vbparse.sentences import Sentence, in_language, load_sentences
from vbparse.workers.pool import BusyError, CalledOffError

log = logging.getLogger("vbparse.web")
MEDIA_TYPE = "application/problem+json"


STATUS = {
    "bad-request": HTTPStatus.BAD_REQUEST,
    "bad-cursor": HTTPStatus.BAD_REQUEST,
    "too-many-rows": HTTPStatus.BAD_REQUEST,
    "login-needed": HTTPStatus.UNAUTHORIZED,
    "forbidden": HTTPStatus.FORBIDDEN,
    "read-only": HTTPStatus.FORBIDDEN,
    "csrf": HTTPStatus.FORBIDDEN,
    "foreign-origin": HTTPStatus.FORBIDDEN,
    "proxied": HTTPStatus.FORBIDDEN,
    "not-found": HTTPStatus.NOT_FOUND,
    "method-not-allowed": HTTPStatus.METHOD_NOT_ALLOWED,
    "conflict": HTTPStatus.CONFLICT,
    "name-taken": HTTPStatus.CONFLICT,
    "last-admin": HTTPStatus.CONFLICT,
    "changed-meanwhile": HTTPStatus.PRECONDITION_FAILED,
    "too-large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "no-form": HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    "wrong-host": HTTPStatus.MISDIRECTED_REQUEST,
    "too-many-at-once": HTTPStatus.TOO_MANY_REQUESTS,
    "too-many-attempts": HTTPStatus.TOO_MANY_REQUESTS,
    "too-many-jobs": HTTPStatus.TOO_MANY_REQUESTS,
    "internal-error": HTTPStatus.INTERNAL_SERVER_ERROR,
    "archive-unavailable": HTTPStatus.SERVICE_UNAVAILABLE,
    "busy": HTTPStatus.SERVICE_UNAVAILABLE,
    "program-missing": HTTPStatus.SERVICE_UNAVAILABLE,
    "no-room": HTTPStatus.INSUFFICIENT_STORAGE,
    **dict.fromkeys(
        (
            "invalid-request",
            "unknown-parameter",
            "empty-text",
            "unreadable-file",
            "secret-document",
            "no-files",
            "one-file",
            "invalid-name",
            "invalid-role",
            "invalid-too-short",
            "invalid-too-long",
            "invalid-more-than-owner",
        ),
        HTTPStatus.UNPROCESSABLE_ENTITY,
    ),
}
"""The HTTP status of each problem, by its code. Each has a page that explains it: `problem_url`."""


class ProblemError(Exception):
    """An error that is reported to the client: a code for programs, a sentence for people, further members of the body;
    its status follows from the code. `headers` are sent with it."""

    def __init__(self, code: str, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.status = int(STATUS[code])
        self.code, self.detail, self.more = code, detail, more
        self.headers: dict[str, str] = {}


def retry_later(code: str, detail: str, seconds: int) -> ProblemError:
    """A problem that is over after so many seconds."""
    problem = ProblemError(code, detail)
    problem.headers["Retry-After"] = str(seconds)
    return problem


class ProblemBody(BaseModel, extra="allow"):
    """RFC 9457. `type` is the address of a page of this server that explains the problem; `code` tells programs what it
    is, `detail` tells people what to do."""

    type: str
    title: str
    status: int
    code: str
    detail: str


def problem_url(code: str) -> str:
    """The page that explains a problem. Without the name of the server, which a proxy may know alone."""
    return f"/problems/{code}"


def problem_body(code: str, status: int, detail: str) -> dict[str, Any]:
    """The members that every problem has."""
    title = HTTPStatus(status).phrase
    return ProblemBody(type=problem_url(code), title=title, status=status, code=code, detail=detail).model_dump()


_CODES: dict[type[VbparseError], str] = {
    UnknownError: "not-found",
    BlankError: "empty-text",
    InputError: "bad-request",
    ConflictError: "conflict",
    SourceError: "unreadable-file",
    FormatError: "unreadable-file",
    SecretError: "secret-document",
    ToolError: "program-missing",
}
"""The codes of the package's errors: that of the first class that an error is an instance of."""
_AGAIN = 60
"""Seconds after which a worker may be free."""
_HTTP_CODES = {HTTPStatus.NOT_FOUND.value: "not-found", HTTPStatus.METHOD_NOT_ALLOWED.value: "method-not-allowed"}


def to_problem(error: Exception) -> ProblemError:
    """An error as a problem. One that nobody foresaw, or that names files of the server, is logged, and reported
    without its inside."""
    if isinstance(error, ProblemError):
        return error
    if isinstance(error, ClientDisconnect):
        return ProblemError("bad-request", Sentence("problem.cut"))  # nobody is there to receive it
    if isinstance(error, HTTPException):
        code = _HTTP_CODES.get(error.status_code, "bad-request")
        problem = ProblemError(code, _describe_http_error(error))
        problem.status = error.status_code
        problem.headers.update(error.headers or {})
        return problem
    if isinstance(error, RequestValidationError):
        faults = [{"at": ".".join(map(str, e["loc"])), "why": e["msg"]} for e in error.errors()]
        told = "; ".join(f"{fault['at']}: {fault['why']}" for fault in faults)
        return ProblemError("invalid-request", Sentence("problem.request", told=told), faults=faults)
    if isinstance(error, ArchiveError):
        log.error("%s", error)
        return ProblemError("archive-unavailable", Sentence("problem.archive"))
    if isinstance(error, BusyError | CalledOffError):
        return retry_later("busy", error.sentence, _AGAIN)
    if isinstance(error, VbparseError):
        code = next((code for kind, code in _CODES.items() if isinstance(error, kind)), "bad-request")
        more = {"present": error.present} if isinstance(error, ConflictError) else {}
        return ProblemError(code, error.sentence, **more)
    log.error("unforeseen", exc_info=error)
    return ProblemError("internal-error", Sentence("problem.unforeseen"))


def _describe_http_error(error: HTTPException) -> str:
    """What the framework says of a request, or what was said to it."""
    if isinstance(error.detail, Sentence):
        return error.detail
    row = f"problem.http-{error.status_code}"
    return Sentence(row) if row in load_sentences() else f"{error.detail}.".replace("..", ".")


def install(app: FastAPI) -> None:
    """Have every error of the application reported so."""

    def handle(request: Request, error: Exception) -> Response:
        return problem_response(request, to_problem(error))

    for kind in (ProblemError, HTTPException, RequestValidationError, VbparseError, Exception):
        app.add_exception_handler(kind, handle)


def problem_response(request: Request, problem: ProblemError) -> Response:
    """A problem as the one who asked can read it."""
    from vbparse.web.pages.rendering import render_page
    from vbparse.web.words import language_of, load_words, spoken_language

    is_api = request.url.path.startswith("/api/")
    language = spoken_language(request) if is_api else language_of(request)
    detail = in_language(problem.detail, language)
    if not is_api and "text/html" in request.headers.get("accept", ""):
        why = f"problem.why.{problem.code}"
        why = why if why in load_words() else "problem.why.other"
        response: Response = render_page(request, "problem.html", None, status=problem.status, why=why, detail=detail)
    else:
        body = problem_body(problem.code, problem.status, detail)
        text = json.dumps(body | problem.more, ensure_ascii=False)
        # What was sent may hold half a character, which no answer can: JSON escapes it.
        response = Response(text.encode("utf-8", "backslashreplace"), problem.status, media_type=MEDIA_TYPE)
    response.headers.update(problem.headers | {"Content-Language": language})
    return response
