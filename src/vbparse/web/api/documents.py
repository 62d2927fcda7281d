"""Documents: lists of them, what was read from one, its file, its versions and its history."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Header, Query, Response
from pydantic import BaseModel

from vbparse.archive.answers import Citation, Event, Head, Owed
from vbparse.archive.citing import Effect
from vbparse.archive.filing import Filed
from vbparse.schema import Document
from vbparse.web.access import Admin, Editor
from vbparse.web.api.models import (
    DEFAULT_ROWS,
    Counted,
    Cursor,
    DocumentId,
    Limit,
    Page,
    Reason,
    ShortText,
    count_rows,
    make_page,
)
from vbparse.web.archives import ArchiveDep
from vbparse.web.paging import make_cursor, read_offset, read_position

routes = APIRouter(tags=["documents"])

Type = Annotated[ShortText | None, Query(alias="type", description="Type as in the ký hiệu: KH, QĐ.", examples=["KH"])]
Issuer = Annotated[ShortText | None, Query(description="Issued by a body so called.")]
Since = Annotated[
    ShortText | None, Query(alias="from", description="Issued on or after: 2023-05.", examples=["2023-05"])
]
Until = Annotated[ShortText | None, Query(alias="to", description="Issued on or before.")]
Signer = Annotated[ShortText | None, Query(description="Signed by a person so called.")]
IfNoneMatch = Annotated[str | None, Header(description="ETags of what the client has already.")]


def file_responses(*kinds: str) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that answers with a file of one of these media types."""
    return {
        HTTPStatus.OK.value: {"description": "The file.", "content": {k: {"schema": {"type": "string"}} for k in kinds}}
    }


Sure = Annotated[
    bool, Query(description="Only documents of which no number, day, issuer, title or signer is doubtful.")
]


Tag = Annotated[ShortText | None, Query(description="With this tag, case and marks aside.", examples=["rừng"])]
InDossier = Annotated[
    ShortText | None, Query(description="In this dossier: its id, or its số và ký hiệu.", examples=["01.HC"])
]
Unfiled = Annotated[bool, Query(description="Only documents that are in no dossier.")]


class DocumentFilters(BaseModel):
    """Filters of documents; one that is left empty filters nothing."""

    doc_type: Type = None
    issuer: Issuer = None
    since: Since = None
    until: Until = None
    signer: Signer = None
    sure: Sure = False
    tag: Tag = None
    dossier: InDossier = None
    unfiled: Unfiled = False

    def to_options(self) -> dict[str, Any]:
        """As options of `Archive.search` and `Archive.newest`."""
        return {name: getattr(self, name) or None for name in DocumentFilters.model_fields}


class DocumentQuery(DocumentFilters):
    """Filters of documents, and which page of them."""

    cursor: Cursor = None
    limit: Limit = DEFAULT_ROWS


class References(Counted):
    """What a document cites, and a page of the references by which others cite it, of which there are `total`, or more
    where that is `capped`. `effects` are what stored documents say of its effect: that they replace, repeal or amend
    it, as a whole or in part; that none is there does not say that it is in force."""

    cites: list[Citation]
    effects: list[Effect]
    cited_by: list[Citation]
    next: str | None = None


class Removed(BaseModel):
    """The documents that were taken out: all of the file."""

    removed: list[Head]


class Restricting(BaseModel, extra="forbid"):
    """Why readers should not find a document."""

    why: Reason | None = None


class Restricted(BaseModel):
    """Whether readers find a document."""

    document: str
    restricted: bool


@routes.get("/documents")
def list_documents(archive: ArchiveDep, asked: Annotated[DocumentQuery, Query()]) -> Page[Head]:
    """Documents, newest first, each in the version that stands for it."""
    below, limit = read_position(asked.cursor), asked.limit
    found = archive.newest_documents(**asked.to_options(), below=below, limit=limit + 1)
    following = make_cursor(below=found[limit - 1][0]) if len(found) > limit else None
    counted = count_rows(lambda most: archive.count_documents(**asked.to_options(), most=most))
    return Page(items=[head for _, head in found[:limit]], next=following, **counted)


@routes.get(
    "/documents/{document}",
    response_model=Document,
    responses={HTTPStatus.NOT_MODIFIED.value: {"description": "As it is held."}},
)
def get_document(document: DocumentId, archive: ArchiveDep, if_none_match: IfNoneMatch = None) -> Response:
    """What was read from a document, with what people corrected and what its references are resolved to."""
    id_ = archive.find(document).document
    headers = {"ETag": etag(archive.state(id_)), "Cache-Control": "private, no-cache"}
    if if_none_match and etag_matches(headers["ETag"], if_none_match):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    text = archive.document(id_).model_dump_json()
    return Response(text, media_type="application/json", headers=headers)


@routes.get("/documents/{document}/original", response_class=Response, responses=file_responses("*/*"))
def get_original(document: DocumentId, archive: ArchiveDep) -> Response:
    """The file as it came."""
    head = archive.find(document)
    kind = archive.document(head.document).source.media_type
    return file_response(archive.original(head.document), kind, head.name)


@routes.get("/documents/{document}/copy", response_class=Response, responses=file_responses("application/pdf"))
def get_copy(document: DocumentId, archive: ArchiveDep) -> Response:
    """The searchable copy of the file, as PDF/A, where there is one."""
    head = archive.find(document)
    return file_response(
        archive.copy(head.document), "application/pdf", f"{head.name.rpartition('.')[0] or head.name}.pdf"
    )


@routes.get("/documents/{document}/versions")
def list_versions(document: DocumentId, archive: ArchiveDep) -> list[Head]:
    """All files that are this document, the one that stands for them first."""
    return archive.versions(document)


@routes.get("/documents/{document}/history")
def list_history(document: DocumentId, archive: ArchiveDep) -> list[Event]:
    """What happened to a document, in order of time."""
    return archive.history(document)


@routes.get("/documents/{document}/filed")
def list_filed(document: DocumentId, archive: ArchiveDep) -> Filed:
    """The tags that a document bears, and the dossiers in which it is."""
    return archive.filed(document)


@routes.get("/documents/{document}/references")
def list_document_references(
    document: DocumentId, archive: ArchiveDep, cursor: Cursor = None, limit: Limit = DEFAULT_ROWS
) -> References:
    """What a document cites, in the order of its text, and what cites it, newest first."""
    return make_references(archive, document, cursor, limit)


@routes.get("/documents/{document}/obligations")
def list_document_obligations(
    document: DocumentId, archive: ArchiveDep, cursor: Cursor = None, limit: Limit = DEFAULT_ROWS
) -> Page[Owed]:
    """What a document charges whom with, also where it was replaced or repealed."""
    start = read_offset(cursor)
    found = archive.obligations(document=document, ended=True, limit=limit + 1, offset=start)
    return make_page(
        found, limit, start, lambda most: archive.count_obligations(document=document, ended=True, most=most)
    )


@routes.put("/documents/{document}/restriction")
def restrict_document(document: DocumentId, archive: ArchiveDep, person: Editor, said: Restricting) -> Restricted:
    """Hide a document from readers: all versions of it, and all documents of their files."""
    return _set_restriction(archive, document, True, person.name, said.why)


@routes.delete("/documents/{document}/restriction")
def unrestrict_document(
    document: DocumentId, archive: ArchiveDep, person: Editor, why: Annotated[Reason | None, Query()] = None
) -> Restricted:
    """Let readers find a document again."""
    return _set_restriction(archive, document, False, person.name, why)


@routes.delete("/documents/{document}")
def remove_document(
    document: DocumentId,
    archive: ArchiveDep,
    person: Admin,
    why: Annotated[Reason, Query(min_length=1, description="The reason, which is kept.")],
) -> Removed:
    """Take a document and its file out; a tombstone stays."""
    return Removed(removed=archive.remove(document, why=why, by=person.name))


def make_references(archive: ArchiveDep, document: str, cursor: str | None, limit: int) -> References:
    """The references of a document, both ways."""
    start = read_offset(cursor)
    found = archive.cited_by(document, limit=limit + 1, offset=start)
    page = make_page(found, limit, start, lambda most: archive.count_cited_by(document, most=most))
    return References(
        cites=archive.cites(document),
        effects=archive.effects(document),
        cited_by=page.items,
        next=page.next,
        total=page.total,
        capped=page.capped,
    )


def etag(state: str) -> str:
    """The strong ETag of a state."""
    return f'"{state}"'


def etag_matches(tag: str, given: str) -> bool:
    """Whether an ETag is one of a header's."""
    return given.strip() == "*" or tag in (one.strip().removeprefix("W/") for one in given.split(","))


def content_disposition(name: str) -> str:
    """The header Content-Disposition of a file to be saved (RFC 6266)."""
    plain = "".join(c if c.isascii() and c.isprintable() and c not in '"\\%' else "_" for c in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='', errors='replace')}"


def file_response(data: bytes, kind: str | None, name: str) -> Response:
    """A file to be saved under a name; a browser shows it as nothing else."""
    headers = {"Content-Disposition": content_disposition(name), "X-Content-Type-Options": "nosniff"}
    return Response(data, media_type=kind or "application/octet-stream", headers=headers)


def _set_restriction(archive: ArchiveDep, document: str, on: bool, by: str, why: str | None) -> Restricted:
    id_ = archive.find(document).document
    archive.restrict(id_, on, by=by, why=why)
    return Restricted(document=id_, restricted=on)
