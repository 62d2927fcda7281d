"""Errors as RFC 9457 has them: one body on every route of the API, a page with the same sentence for browsers."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from vbparse.errors import ArchiveError, InputError, SourceError, ToolError, VbparseError

log = logging.getLogger("vbparse.web")
MEDIA_TYPE = "application/problem+json"


class ProblemError(Exception):
    """An error that is told to whoever asked: HTTP status, a word for programs, a sentence for people, and what else
    the body should hold."""

    def __init__(self, status: int, code: str, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail, self.more = status, code, detail, more


class ProblemBody(BaseModel, extra="allow"):
    """RFC 9457. `type` is "about:blank"; `code` tells programs what it is, `detail` tells people what to do."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str


_STATUS: dict[type[VbparseError], tuple[int, str]] = {
    InputError: (404, "not-found"),
    SourceError: (422, "unreadable-file"),
    ToolError: (503, "program-missing"),
    ArchiveError: (503, "archive-unavailable"),
}
"""What errors of the package become; what is none of these is the fault of what was sent."""


def of(error: Exception) -> ProblemError:
    """An error as a problem. One that nobody foresaw is logged, and told without its inside."""
    if isinstance(error, ProblemError):
        return error
    if isinstance(error, HTTPException):
        code = {404: "not-found", 405: "method-not-allowed"}.get(error.status_code, "bad-request")
        return ProblemError(error.status_code, code, str(error.detail))
    if isinstance(error, RequestValidationError):
        faults = [{"at": ".".join(map(str, e["loc"])), "why": e["msg"]} for e in error.errors()]
        told = "; ".join(f"{fault['at']}: {fault['why']}" for fault in faults)
        return ProblemError(422, "invalid-request", f"The request is not as described: {told}.", faults=faults)
    if isinstance(error, VbparseError):
        status, code = next((v for kind, v in _STATUS.items() if isinstance(error, kind)), (400, "bad-request"))
        return ProblemError(status, code, str(error))
    log.error("unforeseen", exc_info=error)
    return ProblemError(500, "internal-error", "The server met an error that nobody foresaw; its log tells more.")


def install(app: FastAPI) -> None:
    """Have every error of the application told so."""

    def tell(request: Request, error: Exception) -> Response:
        return answer(request, of(error))

    for kind in (ProblemError, HTTPException, RequestValidationError, VbparseError, Exception):
        app.add_exception_handler(kind, tell)


def answer(request: Request, problem: ProblemError) -> Response:
    """A problem as the one who asked can read it."""
    from vbparse.web.pages.rendering import page

    if not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", ""):
        return page(request, "problem.html", None, status=problem.status, detail=problem.detail)
    body = ProblemBody(title=_title(problem.status), status=problem.status, code=problem.code, detail=problem.detail)
    return JSONResponse(body.model_dump() | problem.more, problem.status, media_type=MEDIA_TYPE)


def _title(status: int) -> str:
    return HTTPStatus(status).phrase
