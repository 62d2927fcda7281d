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
from pydantic import BaseModel, Field

from vbparse import __version__
from vbparse.archive.archive import Archive
from vbparse.archive.folder import originals
from vbparse.errors import ArchiveError
from vbparse.readers import pictures
from vbparse.schema import SourceInfo
from vbparse.sentences import Sentence
from vbparse.web.access import Reader
from vbparse.web.archives import ArchiveDep
from vbparse.web.background import errands
from vbparse.web.background.renditions import Renditions
from vbparse.web.background.workers import Workers
from vbparse.web.bounds import Bounds
from vbparse.web.problems import ProblemError
from vbparse.web.settings import MB

routes = APIRouter()
PATIENCE = 60.0
"""Seconds to wait for a free worker."""
_CACHE_BYTES, _CACHED_SIZES = 64 * MB, 1000
"""Pictures kept, in bytes; files whose page sizes are kept."""
_NARROWEST, _WIDTH, _WIDEST = 50, 900, 3000
"""Pixels across a picture: at least, usually, at most."""
LAST_PAGE = 100_000
_SHA256, _ETAG = 64, 24
"""Hexadecimal digits."""
_AGE = 3600
"""Seconds for which a browser may show a picture without asking."""


PictureKey = tuple[str, int, int, str]
"""SHA-256 of the file, number of the page, width in pixels, and the part that was asked for."""
_BOX = r"^(\d{1,5},\d{1,5},\d{1,5},\d{1,5})?$"


class PictureCache:
    """What was drawn last, as long as it fits: people leaf back and forth."""

    def __init__(self, most: int = _CACHE_BYTES) -> None:
        self._most, self._size = most, 0
        self._held: OrderedDict[PictureKey, bytes] = OrderedDict()
        self._sizes: OrderedDict[str, list[tuple[float, float]]] = OrderedDict()
        self._lock = threading.Lock()

    def picture(self, key: PictureKey) -> bytes | None:
        """The picture of a page, or of a part of it."""
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
            return found

    def add(self, key: PictureKey, picture: bytes) -> None:
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


class PictureQuery(BaseModel):
    """How many pixels wide a page is, 160 for a small one, and the `box` of it that is shown so large: left, top, right
    and bottom in points."""

    width: Annotated[int, Field(ge=_NARROWEST, le=_WIDEST)] = _WIDTH
    box: Annotated[str, Field(pattern=_BOX)] = ""


@routes.get("/documents/{document}/pages/{number}.png")
def page_picture(
    request: Request,
    _: DrawingSlot,
    archive: ArchiveDep,
    document: str,
    number: Annotated[int, InPath(ge=1, le=LAST_PAGE)],
    asked: Annotated[PictureQuery, Query()],
) -> Response:
    """A page, or a part of it, as it is displayed, or as LibreOffice lays it out."""
    head = archive.find(document)
    sha256 = head.document[:_SHA256]
    place = original_path(archive, sha256) if head.pages else _renditions(request).stored_path(sha256)
    place = place or page_file(request, archive, archive.document(head.document).source)
    if place is None:
        raise no_pages()
    key = (sha256, number, asked.width, asked.box)
    headers = cached(f"{key} {place.stat().st_mtime_ns} {__version__}")
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    cache: PictureCache = request.app.state.drawn
    picture = cache.picture(key)
    if picture is None:
        part = _part_of_page(_sizes_of(request, place, sha256), number, asked.box) if asked.box else None
        drawing = _get_workers(request).drawing
        picture = drawing.call(errands.draw_page, place, number, asked.width, part, patience=PATIENCE)
        if picture is None:
            raise no_pages()
        cache.add(key, picture)
    return Response(picture, media_type="image/png", headers=headers)


def cached(state: str) -> dict[str, str]:
    """The headers of an answer that a browser may keep until its `state` changes."""
    tag = hashlib.sha256(state.encode()).hexdigest()[:_ETAG]
    return {"ETag": f'"{tag}"', "Cache-Control": f"private, max-age={_AGE}", "Vary": "Cookie, Authorization"}


def no_pages() -> ProblemError:
    """What is answered for a file that has no pages."""
    return ProblemError("not-found", Sentence("pages.none"))


def page_file(request: Request, archive: Archive, source: SourceInfo) -> Path | None:
    """The file whose pages show a document: the original, or what LibreOffice makes of it. None for a kind without
    pages, and where LibreOffice can make none. Raises ToolError, ArchiveError."""
    place = original_path(archive, source.sha256)
    return place if source.pages else _renditions(request).find(place, source)


def page_sizes(request: Request, archive: Archive, source: SourceInfo) -> list[tuple[float, float]]:
    """Width and height in points of each page of a file; of a kind that has none to look at, none. Raises SourceError,
    ToolError, ArchiveError."""
    cache: PictureCache = request.app.state.drawn
    sizes = cache.sizes(source.sha256)
    if sizes is None:
        sizes = _sizes_of(request, page_file(request, archive, source), source.sha256)
    return sizes


def _sizes_of(request: Request, place: Path | None, sha256: str) -> list[tuple[float, float]]:
    """The sizes of the pages at a place, which are those of the file of a SHA-256."""
    cache: PictureCache = request.app.state.drawn
    sizes = cache.sizes(sha256)
    if sizes is None:
        drawing = _get_workers(request).drawing
        sizes = drawing.call(errands.measure_pages, place, patience=PATIENCE) if place else []
        cache.keep_sizes(sha256, sizes)
    return sizes


def _part_of_page(sizes: list[tuple[float, float]], number: int, box: str) -> pictures.Part | None:
    """A box in points as shares of its page. Raises ProblemError where it lies outside; None where there is no such
    page, of which the worker tells."""
    if number > len(sizes):
        return None
    wide, high = sizes[number - 1]
    left, top, right, bottom = map(int, box.split(","))
    if not (left < right and top < bottom and left < wide and top < high):
        raise ProblemError("invalid-request", Sentence("pages.box", box=box, wide=f"{wide:g}", high=f"{high:g}"))
    return left / wide, top / high, min(1.0, right / wide), min(1.0, bottom / high)


def original_path(archive: Archive, sha256: str) -> Path:
    """Where an original stands. Raises ArchiveError."""
    place = originals.path_of(archive.folder, sha256)
    if not place.exists():
        raise ArchiveError("original.gone", place=place)
    return place


def _get_workers(request: Request) -> Workers:
    found: Workers = request.app.state.workers
    return found


def _renditions(request: Request) -> Renditions:
    found: Renditions = request.app.state.renditions
    return found
