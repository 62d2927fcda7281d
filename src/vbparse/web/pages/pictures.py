"""Pictures of the pages of documents, drawn by workers."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import AsyncIterator
from http import HTTPStatus
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi import Path as InPath

from vbparse import __version__
from vbparse.archive.archive import Archive
from vbparse.archive.folder import originals
from vbparse.errors import ArchiveError
from vbparse.web.access import Reader
from vbparse.web.archives import ArchiveDep
from vbparse.web.background import errands
from vbparse.web.background.workers import Workers
from vbparse.web.bounds import Bounds
from vbparse.web.problems import ProblemError
from vbparse.web.settings import MB

routes = APIRouter()
_PATIENCE = 60.0
"""Seconds to wait for a free worker."""
_CACHE_BYTES, _CACHED_SIZES = 64 * MB, 1000
"""Pictures kept, in bytes; files whose page sizes are kept."""
_NARROWEST, _WIDTH, _WIDEST = 50, 900, 3000
"""Pixels across a picture: at least, usually, at most."""
_LAST_PAGE = 100_000
_SHA256, _ETAG = 64, 24
"""Hexadecimal digits."""
_AGE = 3600
"""Seconds for which a browser may show a picture without asking."""


class PictureCache:
    """What was drawn last, as long as it fits: people leaf back and forth."""

    def __init__(self, most: int = _CACHE_BYTES) -> None:
        self._most, self._size = most, 0
        self._held: OrderedDict[tuple[str, int, int], bytes] = OrderedDict()
        self._sizes: OrderedDict[str, list[tuple[float, float]]] = OrderedDict()
        self._lock = threading.Lock()

    def picture(self, key: tuple[str, int, int]) -> bytes | None:
        """The picture of a page: SHA-256 of the file, number, width."""
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
            return found

    def add(self, key: tuple[str, int, int], picture: bytes) -> None:
        """Hold a picture, and let go what nobody looked at for longest."""
        with self._lock:
            self._size += len(picture) - len(self._held.pop(key, b""))
            self._held[key] = picture
            while self._size > self._most:
                self._size -= len(self._held.popitem(last=False)[1])

    def sizes(self, sha256: str) -> list[tuple[float, float]] | None:
        """The sizes of a file's pages."""
        return self._sizes.get(sha256)

    def keep_sizes(self, sha256: str, sizes: list[tuple[float, float]]) -> None:
        """Hold the sizes of a file's pages."""
        with self._lock:
            self._sizes[sha256] = sizes
            while len(self._sizes) > _CACHED_SIZES:
                self._sizes.popitem(last=False)


async def drawing_slot(request: Request, person: Reader) -> AsyncIterator[None]:
    """A place among those whose pages are drawn or measured."""
    bounds: Bounds = request.app.state.bounds
    async with bounds.drawing.place(person.key):
        yield


DrawingSlot = Annotated[None, Depends(drawing_slot)]
"""A parameter of a handler, before all that it would hold meanwhile."""


@routes.get("/documents/{document}/pages/{number}.png")
def page_picture(
    request: Request,
    _: DrawingSlot,
    archive: ArchiveDep,
    document: str,
    number: Annotated[int, InPath(ge=1, le=_LAST_PAGE)],
    width: Annotated[int, Query(ge=_NARROWEST, le=_WIDEST)] = _WIDTH,
) -> Response:
    """A page as it is displayed."""
    sha256 = archive.find(document).document[:_SHA256]
    key = (sha256, number, width)
    tag = hashlib.sha256(f"{key} {__version__}".encode()).hexdigest()[:_ETAG]
    headers = {"ETag": f'"{tag}"', "Cache-Control": f"private, max-age={_AGE}", "Vary": "Cookie, Authorization"}
    if f'"{tag}"' in request.headers.get("if-none-match", ""):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    cache: PictureCache = request.app.state.drawn
    picture = cache.picture(key)
    if picture is None:
        place = _original_path(archive, sha256)
        picture = _get_workers(request).drawing.call(errands.draw_page, place, number, width, patience=_PATIENCE)
        if picture is None:
            raise ProblemError("not-found", "Files of this kind have no pages to look at; read their text.")
        cache.add(key, picture)
    return Response(picture, media_type="image/png", headers=headers)


def page_sizes(request: Request, archive: Archive, sha256: str) -> list[tuple[float, float]]:
    """Width and height in points of each page of a file, by its SHA-256; of a kind that has none to look at, none.
    Raises SourceError."""
    drawn: PictureCache = request.app.state.drawn
    found = drawn.sizes(sha256)
    if found is None:
        place = _original_path(archive, sha256)
        found = _get_workers(request).drawing.call(errands.measure_pages, place, patience=_PATIENCE)
        drawn.keep_sizes(sha256, found)
    return found


def _original_path(archive: Archive, sha256: str) -> Path:
    place = originals.path_of(archive.folder, sha256)
    if not place.exists():
        raise ArchiveError(f"{place}: the original is gone; put it back from a backup.")
    return place


def _get_workers(request: Request) -> Workers:
    found: Workers = request.app.state.workers
    return found
