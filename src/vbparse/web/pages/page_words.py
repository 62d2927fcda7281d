"""The words of a page with their places: what can be selected and found on its picture."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Request, Response
from fastapi import Path as InPath

from vbparse.archive.archive import Archive
from vbparse.errors import VbparseError
from vbparse.schema import Document
from vbparse.sentences import Sentence
from vbparse.web.archives import ArchiveDep
from vbparse.web.background.page_words import PageWords, word_state
from vbparse.web.pages.pictures import LAST_PAGE, DrawingSlot, cached, no_pages, page_file, page_sizes
from vbparse.web.problems import ProblemError
from vbparse.web.views.drawn import DrawnText, DrawnWord
from vbparse.web.views.places import Places

routes = APIRouter()
_FEWEST = 0.5
"""Share of the letters of a text that are found on its pages, if these are its pages."""


@routes.get("/documents/{document}/pages/{number}.json")
def page_words(
    request: Request,
    _: DrawingSlot,
    archive: ArchiveDep,
    document: str,
    number: Annotated[int, InPath(ge=1, le=LAST_PAGE)],
) -> Response:
    """Size of a page in points, and its words in the order in which they are drawn: text; left, top, right and bottom
    in points from the top left; start and end in the document's text, null where it is not known."""
    id_ = archive.find(document).document
    content = archive.document(id_)
    pages = page_file(request, archive, content.source)
    if pages is None:
        raise no_pages()
    headers = cached(f"{word_state(content, pages)} {number}")
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    sizes = page_sizes(request, archive, content.source)
    if number > len(sizes):
        raise ProblemError("not-found", Sentence("pages.unknown", number=number, count=len(sizes)))
    drawn = find_words(request, archive, id_, content)
    words = drawn.pages[number - 1] if drawn and number <= len(drawn.pages) else []
    width, height = sizes[number - 1]
    answer = {"page": number, "width": width, "height": height, "words": [_describe_word(word) for word in words]}
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return Response(body, media_type="application/json", headers=headers)


class Pages(NamedTuple):
    """What there is of pages to look at: their sizes in points, and of an office file its text as it is drawn."""

    sizes: list[tuple[float, float]]
    drawn: DrawnText | None = None


def find_pages(request: Request, archive: Archive, document: str, content: Document) -> Pages:
    """The pages of a document; none where its text is to be shown instead: files of its kind have none, they cannot be
    determined, or an office file is laid out as another text than was read."""
    try:
        sizes = page_sizes(request, archive, content.source)
        if not sizes or content.source.pages:
            return Pages(sizes)
        drawn = find_words(request, archive, document, content)
        return Pages(sizes, drawn) if drawn and drawn.share > _FEWEST else Pages([])
    except (VbparseError, ProblemError):
        return Pages([])


def line_places(archive: Archive, content: Document) -> Places:
    """Where the lines of a document stand on its pages: a value that was corrected does not tell it any more."""
    return Places(archive.document(content.id, as_read=True) if content.corrections else content)


def find_words(request: Request, archive: Archive, document: str, content: Document) -> DrawnText | None:
    """The text of a document as it is drawn; None where it has no pages. Raises SourceError, ToolError or
    ArchiveError."""
    place = page_file(request, archive, content.source)
    words: PageWords = request.app.state.page_words
    return words.find(document, content, place, line_places(archive, content)) if place else None


def _describe_word(word: DrawnWord) -> list[str | float | int | None]:
    return [word.text, *(round(x, 1) for x in word.box()), word.start, word.end]
