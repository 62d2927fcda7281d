"""Files of what the archive holds, with exactly the filters of the obligations."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from vbparse.exchange.exporting import Format, What, pieces
from vbparse.web.api.documents import attachment, file_of
from vbparse.web.api.models import Filters
from vbparse.web.archives import Held
from vbparse.web.problems import ProblemError

routes = APIRouter(tags=["exports"])

ROWS = 100_000
"""Obligations of a file at most; whoever wants more asks for them by period or by issuer."""
Name = Literal[
    "obligations.csv",
    "obligations.jsonl",
    "obligations.xlsx",
    "obligations.ics",
    "documents.csv",
    "documents.jsonl",
    "documents.xlsx",
    "documents-full.jsonl",
    "references.csv",
    "references.jsonl",
    "references.xlsx",
]
TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.JSONL: "application/x-ndjson",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.ICS: "text/calendar; charset=utf-8",
}


@routes.get("/exports/{file}", response_class=StreamingResponse, responses=file_of(*TYPES.values()))
def export(file: Name, archive: Held, asked: Annotated[Filters, Query()]) -> StreamingResponse:
    """A table as CSV or JSON lines, a workbook of all three tables, deadlines and phases as a calendar, or whole
    documents; of documents and references, those of documents that ask what the filters leave."""
    table, _, suffix = file.rpartition(".")
    what, format = What("full" if table == "documents-full" else table), Format(suffix)
    chosen = asked.chosen()
    if len(archive.obligations(**chosen, limit=1, offset=ROWS)):
        raise ProblemError(400, "too-many-rows", f"That is more than {ROWS} obligations; ask for a shorter time.")
    headers = {"Content-Disposition": attachment(file)}
    found = _begun(pieces(archive, format, what, chosen | {"limit": ROWS}))
    return StreamingResponse(found, media_type=TYPES[format], headers=headers)


def _begun(found: Iterator[bytes]) -> Iterator[bytes]:
    """With the first piece at hand, so that what is wrong shows before the answer begins."""
    first = next(found, b"")
    return chain([first], found)
