"""Find in page: where words stand in a document."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel

from vbparse.archive.archive import Archive
from vbparse.errors import VbparseError
from vbparse.schema import Document
from vbparse.web.archives import ArchiveDep
from vbparse.web.pages import page_words
from vbparse.web.pages.pictures import DrawingSlot
from vbparse.web.problems import ProblemError
from vbparse.web.views.drawn import DrawnText
from vbparse.web.views.finding import find_words
from vbparse.web.views.places import Box, Places

routes = APIRouter()
_MOST_HITS, _LONGEST = 1000, 200
"""Hits, and characters of what is looked for, at most."""


class Hit(BaseModel):
    """Words found: where they begin and end in the text, and their boxes as page, left, top, right and bottom in
    points."""

    at: tuple[int, int]
    boxes: list[tuple[int, float, float, float, float]]


@routes.get("/documents/{document}/find")
def find(
    request: Request,
    _: DrawingSlot,
    archive: ArchiveDep,
    document: str,
    words: Annotated[str, Query(max_length=_LONGEST)] = "",
) -> list[Hit]:
    """The places of words, in the order of the text; of very many the first."""
    content = archive.document(archive.find(document).document)
    places = _find_places(request, archive, content)
    spans = find_words(content.text or "", words, _MOST_HITS)
    return [Hit(at=span, boxes=[_corners(box) for box in places.boxes(span)]) for span in spans]


def _find_places(request: Request, archive: Archive, content: Document) -> Places | DrawnText:
    """Where the text stands on pages: by its words, or where they cannot be had by its lines."""
    try:
        drawn = page_words.find_words(request, archive, content.id, content)
    except (VbparseError, ProblemError):
        drawn = None
    return drawn or page_words.line_places(archive, content)


def _corners(box: Box) -> tuple[int, float, float, float, float]:
    return box.page, box.left, box.top, box.right, box.bottom
