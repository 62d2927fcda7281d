"""A file in, its documents out; nothing is kept."""

from __future__ import annotations

import copy
import threading
from typing import Any

from fastapi import APIRouter, Request

from vbparse.errors import SourceError
from vbparse.schema import Document
from vbparse.web.access import Reader
from vbparse.web.api.jobs import FILES
from vbparse.web.background import errands
from vbparse.web.background.uploads import Shown, whole
from vbparse.web.background.workers import WorkerError, Workers
from vbparse.web.problems import ProblemError
from vbparse.web.settings import Settings

routes = APIRouter(tags=["parse"])
_AT_ONCE = threading.BoundedSemaphore(8)
"""Requests that may wait for a worker: each holds a thread of the server as long."""
_PATIENCE = 60.0
ONE: dict[str, Any] = copy.deepcopy(FILES)
ONE["requestBody"]["content"]["multipart/form-data"]["schema"] = {
    "type": "object",
    "required": ["file"],
    "properties": {"file": {"type": "string", "format": "binary", "description": "One document."}},
}


@routes.post("/parse", openapi_extra=ONE, operation_id="parse")
def parse(request: Request, person: Reader, sent: Shown) -> list[Document]:
    """The documents in a file, as `vbparse parse` prints them: mostly one. Nothing is stored."""
    settings: Settings = request.app.state.settings
    workers: Workers = request.app.state.workers
    name, data = whole(sent, settings)
    if not _AT_ONCE.acquire(blocking=False):
        raise ProblemError(503, "busy", "The server is at work on other files; try again in a minute.")
    try:
        return workers.parsing.call(errands.parse, data, name, seconds=settings.parse_seconds, patience=_PATIENCE)
    except WorkerError as error:
        raise SourceError(f"{name}: {error}") from error
    finally:
        _AT_ONCE.release()
