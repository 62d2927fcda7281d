"""A file in, its documents out; nothing is kept."""

from __future__ import annotations

import copy
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request

from vbparse.errors import SourceError
from vbparse.schema import Document
from vbparse.web.access import Reader
from vbparse.web.api.jobs import FILES_BODY
from vbparse.web.background import errands
from vbparse.web.background.uploads import ReaderFiles, read_single_file
from vbparse.web.background.workers import Workers
from vbparse.web.bounds import Bounds
from vbparse.web.settings import Settings
from vbparse.workers.process import OverdueError, WorkerError

routes = APIRouter(tags=["parse"])
_PATIENCE = 30.0
"""Seconds to wait for a free worker."""
ONE_FILE: dict[str, Any] = copy.deepcopy(FILES_BODY)
ONE_FILE["requestBody"]["content"]["multipart/form-data"]["schema"] = {
    "type": "object",
    "required": ["file"],
    "properties": {"file": {"type": "string", "format": "binary", "description": "One document."}},
}


async def reading_slot(request: Request, person: Reader) -> AsyncIterator[None]:
    """A place among those who wait for what they sent, held until they have it."""
    bounds: Bounds = request.app.state.bounds
    async with bounds.reading.place(person.key):
        yield


@routes.post("/parse", responses={HTTPStatus.TOO_MANY_REQUESTS.value: {}}, openapi_extra=ONE_FILE)
def parse_file(
    request: Request, person: Reader, _: Annotated[None, Depends(reading_slot)], sent: ReaderFiles
) -> list[Document]:
    """The documents in a file, as `vbparse parse` prints them: mostly one. Nothing is stored. What takes longer than a
    minute, such as a scan of many pages, is for `/jobs`."""
    settings: Settings = request.app.state.settings
    workers: Workers = request.app.state.workers
    name, data = read_single_file(sent, settings)
    try:
        return workers.reading.call(errands.parse_file, data, name, patience=_PATIENCE)
    except OverdueError as error:
        raise SourceError("parse.slow", name=name, seconds=workers.reading.limits.seconds) from error
    except WorkerError as error:
        raise SourceError("parse.failed", name=name, why=error) from error
