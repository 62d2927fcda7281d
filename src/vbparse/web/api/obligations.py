"""Obligations: who owes what by when, and what became of it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Literal, cast

from fastapi import APIRouter, Form, Path, Query, Request, Response, UploadFile
from pydantic import BaseModel, Field

from vbparse.archive.answers import Mark, Owed
from vbparse.archive.archive import Archive
from vbparse.archive.say.marking import MarkValues
from vbparse.readers.enclosures import enclosure_type
from vbparse.web import audit
from vbparse.web.access import Editor
from vbparse.web.api.documents import file_response, file_responses
from vbparse.web.api.models import MAX_NUMBER, MAX_ROWS, ObligationQuery, Page, Reason, ShortText, make_page
from vbparse.web.archives import ArchiveDep
from vbparse.web.background.uploads import read_evidence
from vbparse.web.paging import read_offset

routes = APIRouter(tags=["obligations"])
Obligation = Annotated[ShortText, Path(min_length=4, description="Id of an obligation, or the beginning of it.")]
OfDocument = Annotated[ShortText, Query(description="The document that asks for it: its id or số ký hiệu.")]


class Marking(BaseModel, extra="forbid"):
    """What became of an obligation, or of its occurrences in a period: for those of its `assignees` that are named (by
    id or name; those who help, by the name that the document gives them), or for all. `date` is the day on which it was
    so, which is not after today; where it is not said, that of the document in `evidence`, else today. `evidence` names
    a stored document, or says in words what shows it; `person` is who is in charge there. Where several documents have
    an obligation of this id, `document` names the one that is meant."""

    status: Literal["done", "cancelled", "open"]
    assignees: Annotated[list[ShortText], Field(max_length=MAX_ROWS, examples=[["VPTK"]])] = []
    note: Reason | None = None
    period: Annotated[ShortText | None, Field(examples=["2023-Q3"])] = None
    date: Annotated[ShortText | None, Field(examples=["2024-05-12"])] = None
    evidence: Reason | None = None
    person: ShortText | None = None
    document: ShortText | None = None


class MarkingFile(Marking):
    """The same, with a `file` that shows it: PDF, office document or picture."""

    file: UploadFile


class Marked(BaseModel):
    """Which obligation was marked, by mark number `n`, as of which day, and for which of its assignees, as it calls
    them; where none is named, for all."""

    n: int
    document: str
    obligation: str
    status: str
    date: str
    assignees: list[str]


@routes.get("/obligations")
def list_obligations(archive: ArchiveDep, asked: Annotated[ObligationQuery, Query()]) -> Page[Owed]:
    """What is owed, one for each body charged, by last day: of a time first what falls due in it, then what runs."""
    start = read_offset(asked.cursor)
    found = archive.obligations(**asked.to_options(), limit=asked.limit + 1, offset=start)
    return make_page(found, asked.limit, start, lambda most: archive.count_obligations(**asked.to_options(), most=most))


@routes.post("/obligations/{obligation}/marks", status_code=HTTPStatus.CREATED)
def mark_obligation(
    request: Request,
    obligation: Obligation,
    archive: ArchiveDep,
    person: Editor,
    said: Marking,
) -> Marked:
    """Say what became of an obligation."""
    return _mark(request, archive, obligation, said.status, {**_options(said), "by": person.name})


@routes.post("/obligations/{obligation}/marks/file", status_code=HTTPStatus.CREATED)
def mark_obligation_with_file(
    request: Request,
    obligation: Obligation,
    archive: ArchiveDep,
    person: Editor,
    said: Annotated[MarkingFile, Form(media_type="multipart/form-data")],
) -> Marked:
    """Say what became of an obligation, with the file that shows it, which is kept."""
    values: MarkValues = {**_options(said), "by": person.name, "file": read_evidence(said.file)}
    return _mark(request, archive, obligation, said.status, values)


@routes.get("/obligations/{obligation}/marks")
def list_marks(obligation: Obligation, archive: ArchiveDep, document: OfDocument) -> list[Mark]:
    """What was said of an obligation (by its whole id), newest first."""
    return archive.marks(obligation, document)


@routes.get("/obligations/{obligation}/marks/{n}/file", response_class=Response, responses=file_responses("*/*"))
def get_evidence_file(
    obligation: Obligation,
    n: Annotated[int, Path(ge=1, le=MAX_NUMBER, description="Number of a mark.")],
    archive: ArchiveDep,
    document: OfDocument,
) -> Response:
    """The file that shows what a mark says."""
    name, data = archive.evidence(obligation, document, n)
    return file_response(data, enclosure_type(name), name)


def _options(said: Marking) -> MarkValues:
    return cast(MarkValues, said.model_dump(exclude={"status", "file"}))


def _mark(request: Request, archive: Archive, obligation: str, status: str, values: MarkValues) -> Marked:
    document, id_ = archive.mark(obligation, status, **values)
    audit.describe_change(request, document=document, detail=f"{id_}: {status}")
    last = archive.marks(id_, document)[0]
    return Marked(
        n=last.n, document=document, obligation=id_, status=last.status, date=last.date, assignees=last.assignees
    )
