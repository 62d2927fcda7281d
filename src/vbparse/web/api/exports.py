"""Files of what the archive holds, with exactly the filters of the obligations."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from vbparse.exchange.formats import OF_ARCHIVES, offered_files
from vbparse.exchange.selection import Selection
from vbparse.sentences import Sentence
from vbparse.web.api.documents import content_disposition, file_responses
from vbparse.web.api.models import CalendarQuery
from vbparse.web.archives import ArchiveDep
from vbparse.web.problems import ProblemError

routes = APIRouter(tags=["exports"])

ROWS = 100_000
"""Obligations of a file at most; whoever wants more asks for them by period or by issuer."""
FILES = offered_files()
MEDIA_TYPES = [format.media_type for format in OF_ARCHIVES.values()]
if TYPE_CHECKING:
    Name = str
else:
    Name = Literal[tuple(FILES)]


@routes.get(
    "/exports/{file}",
    response_class=StreamingResponse,
    responses=file_responses(*MEDIA_TYPES),
)
def export_archive(file: Name, archive: ArchiveDep, asked: Annotated[CalendarQuery, Query()]) -> StreamingResponse:
    """A table as CSV or JSON lines, a workbook of all three tables, deadlines and phases as a calendar, or whole
    documents; of documents and references, those of documents that ask what the filters leave."""
    format, content = FILES[file]
    chosen = asked.to_options()
    if len(archive.obligations(**chosen, limit=1, offset=ROWS)):
        raise ProblemError("too-many-rows", Sentence("web.too-many", rows=ROWS))
    headers = {"Content-Disposition": content_disposition(file)}
    pieces = _start(format.write_archive(Selection(archive, chosen | {"limit": ROWS}, asked.to_entries()), content))
    return StreamingResponse(pieces, media_type=format.media_type, headers=headers)


def _start(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """With the first piece at hand, so that what is wrong shows before the answer begins."""
    first = next(pieces, b"")
    return chain([first], pieces)
