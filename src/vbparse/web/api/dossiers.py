"""Dossiers (hồ sơ): which there are, which documents are in each, and their inventories."""

from __future__ import annotations

from datetime import date
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, Field

from vbparse.archive.answers import Head
from vbparse.archive.filing import MOST_YEARS, Dossier, Listed
from vbparse.exchange.inventories import inventory
from vbparse.exchange.inventories.writing import MEDIA_TYPES, WRITERS
from vbparse.vocabularies import DossierStatus
from vbparse.web import audit
from vbparse.web.access import Editor
from vbparse.web.api.documents import content_disposition, file_responses
from vbparse.web.api.models import DEFAULT_ROWS, MAX_NUMBER, Cursor, Limit, Page, Reason, ShortText, Why, make_page
from vbparse.web.archives import ArchiveDep
from vbparse.web.paging import read_offset

if TYPE_CHECKING:
    Suffix = str
else:
    Suffix = Literal[tuple(WRITERS)]

routes = APIRouter(tags=["dossiers"])
MOST_DOCUMENTS = 1000
"""Documents of one statement."""
DossierId = Annotated[int, Path(ge=1, le=MAX_NUMBER, description="Id of a dossier.", examples=[12])]
Year = Annotated[int, Field(ge=1900, le=2199, description="Năm; else that of its first day.", examples=[2023])]
Status = Annotated[DossierStatus | None, Query(description="Only dossiers that are so.")]
OfYear = Annotated[Year | None, Query()]
Words = Annotated[
    ShortText | None,
    Query(description="Words of title, số và ký hiệu, creator or note; with marks or without.", examples=["rừng"]),
]


class Describing(BaseModel, extra="forbid"):
    """What is said of a dossier."""

    symbol: Annotated[ShortText | None, Field(description="Số và ký hiệu hồ sơ.", examples=["01.HC"])] = None
    retention: Annotated[
        Literal["permanent"] | Annotated[int, Field(ge=1, le=MOST_YEARS)] | None,
        Field(description="Thời hạn bảo quản: permanent (vĩnh viễn), or years.", examples=[20, "permanent"]),
    ] = None
    creator: Annotated[ShortText | None, Field(description="Người lập hồ sơ.", examples=["Lò Thị Nhạn"])] = None
    year: Year | None = None
    begins: Annotated[date | None, Field(description="First day; null: that of its first document.")] = None
    ends: Annotated[date | None, Field(description="Last day; null: that of its last document.")] = None
    note: Annotated[Reason | None, Field(description="Ghi chú.", examples=["Bản gốc lưu tại Văn phòng"])] = None

    def to_values(self) -> dict[str, Any]:
        """What was sent, as `Archive.add_dossier` takes it."""
        return self.model_dump(mode="json", exclude_unset=True)


class NewDossier(Describing):
    """A dossier to be opened."""

    title: Annotated[
        ShortText, Field(min_length=1, description="Tiêu đề hồ sơ.", examples=["Phòng cháy, chữa cháy rừng năm 2023"])
    ]


class ChangedDossier(Describing):
    """What is said of a dossier from now on; what is not sent stays, null takes a value away."""

    title: Annotated[ShortText, Field(min_length=1, examples=["Phòng cháy, chữa cháy rừng năm 2023"])] = ""


class Standing(BaseModel, extra="forbid"):
    """Where a dossier stands: open, closed (đã kết thúc) or transferred (đã nộp lưu)."""

    status: Annotated[DossierStatus, Field(examples=["closed"])]
    why: Annotated[Reason | None, Field(examples=["Công việc đã giải quyết xong"])] = None


class Naming(BaseModel, extra="forbid"):
    """Documents by id or số ký hiệu. One that fits nothing, or several, has nothing done with any."""

    documents: Annotated[
        list[ShortText], Field(min_length=1, max_length=MOST_DOCUMENTS, examples=[["42/KH-UBND", "9f3c2ab14d07"]])
    ]


class Arranging(BaseModel, extra="forbid"):
    """Documents in their order; the others come behind, by date. None: all stand by date."""

    documents: Annotated[list[ShortText], Field(max_length=MOST_DOCUMENTS, examples=[["42/KH-UBND", "57/KH-UBND"]])]


class Changed(BaseModel):
    """The dossier as it is now, and the documents with which something was done."""

    dossier: Dossier
    documents: list[Head]


@routes.get("/dossiers", summary="List dossiers")
def list_dossiers(
    archive: ArchiveDep,
    text: Words = None,
    status: Status = None,
    year: OfYear = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_ROWS,
) -> Page[Dossier]:
    """Dossiers, those of the latest year first, of each year by số và ký hiệu, with how many documents are in each."""
    start = read_offset(cursor)
    ask = partial(archive.dossiers, text=text, status=status, year=year)
    return make_page(ask(limit=limit + 1, offset=start), limit, start, lambda most: len(ask(limit=most)))


@routes.post("/dossiers", status_code=HTTPStatus.CREATED, summary="Open a dossier")
def add_dossier(request: Request, archive: ArchiveDep, person: Editor, new: NewDossier) -> Dossier:
    """Open a dossier. One of the same số và ký hiệu and year is refused."""
    made = archive.add_dossier(by=person.name, **new.to_values())
    audit.describe_change(request, detail=f"{made.id}: {made.title}")
    return made


@routes.get(
    "/dossiers/inventory.{suffix}",
    response_class=Response,
    responses=file_responses(*MEDIA_TYPES.values()),
    summary="Write the inventory of dossiers",
)
def get_dossiers_inventory(
    archive: ArchiveDep, suffix: Suffix, text: Words = None, status: Status = None, year: OfYear = None
) -> Response:
    """Mục lục hồ sơ: the dossiers that the filters leave, as a file."""
    return _file(inventory.list_dossiers(archive, text=text, status=status, year=year), suffix)


@routes.get("/dossiers/{dossier}", summary="Show a dossier")
def get_dossier(archive: ArchiveDep, dossier: DossierId) -> Dossier:
    """A dossier, with the days of its documents where none are given."""
    return archive.dossier(dossier)


@routes.patch("/dossiers/{dossier}", summary="Change a dossier")
def change_dossier(
    request: Request, archive: ArchiveDep, person: Editor, dossier: DossierId, said: ChangedDossier
) -> Dossier:
    """Say something else of a dossier."""
    audit.describe_change(request, detail=f"{dossier}: {', '.join(sorted(said.model_fields_set))}")
    return archive.change_dossier(dossier, by=person.name, **said.to_values())


@routes.put("/dossiers/{dossier}/status", summary="Close a dossier, or open it again")
def close_dossier(request: Request, archive: ArchiveDep, person: Editor, dossier: DossierId, said: Standing) -> Dossier:
    """Say where a dossier stands: the documents of one that is not open stay as they are."""
    audit.describe_change(request, detail=f"{dossier}: {said.status}")
    return archive.close_dossier(dossier, said.status, by=person.name, why=said.why)


@routes.delete("/dossiers/{dossier}", summary="Remove a dossier")
def remove_dossier(
    request: Request, archive: ArchiveDep, person: Editor, dossier: DossierId, why: Why = None
) -> Dossier:
    """Say that there is no such dossier any more. Its documents stay in the archive."""
    was = archive.remove_dossier(dossier, by=person.name, why=why)
    audit.describe_change(request, detail=f"{was.id}: {was.title}")
    return was


@routes.get("/dossiers/{dossier}/documents", summary="List the documents of a dossier")
def list_dossier_documents(
    archive: ArchiveDep, dossier: DossierId, cursor: Cursor = None, limit: Limit = DEFAULT_ROWS
) -> Page[Listed]:
    """The documents as they were arranged, the others behind them by date, with the pages on which they begin."""
    start = read_offset(cursor)
    found = archive.dossier_documents(dossier, limit=limit + 1, offset=start)
    return make_page(found, limit, start, lambda most: len(archive.dossier_documents(dossier, limit=most)))


@routes.post("/dossiers/{dossier}/documents", summary="Put documents in a dossier")
def put_in_dossier(request: Request, archive: ArchiveDep, person: Editor, dossier: DossierId, said: Naming) -> Changed:
    """Put documents in a dossier, all in one step; answers with those that were not in it before."""
    found = archive.put_in_dossier(dossier, said.documents, by=person.name)
    audit.describe_change(request, detail=f"{dossier}: {len(found)}")
    return Changed(dossier=archive.dossier(dossier), documents=found)


@routes.post("/dossiers/{dossier}/documents/taken", summary="Take documents out of a dossier")
def take_from_dossier(
    request: Request, archive: ArchiveDep, person: Editor, dossier: DossierId, said: Naming
) -> Changed:
    """Take documents out of a dossier, all in one step; they stay in the archive."""
    found = archive.take_from_dossier(dossier, said.documents, by=person.name)
    audit.describe_change(request, detail=f"{dossier}: {len(found)}")
    return Changed(dossier=archive.dossier(dossier), documents=found)


@routes.put("/dossiers/{dossier}/order", summary="Arrange the documents of a dossier")
def arrange_dossier(
    request: Request, archive: ArchiveDep, person: Editor, dossier: DossierId, said: Arranging
) -> Dossier:
    """Put the documents of a dossier in an order."""
    audit.describe_change(request, detail=f"{dossier}: {len(said.documents)}")
    return archive.arrange_dossier(dossier, said.documents, by=person.name)


@routes.get(
    "/dossiers/{dossier}/inventory.{suffix}",
    response_class=Response,
    responses=file_responses(*MEDIA_TYPES.values()),
    summary="Write the inventory of a dossier",
)
def get_dossier_inventory(archive: ArchiveDep, dossier: DossierId, suffix: Suffix) -> Response:
    """Mục lục văn bản, tài liệu of a dossier, as a file."""
    return _file(inventory.list_documents(archive, dossier), suffix)


def _file(made: inventory.Inventory[Any], suffix: str) -> Response:
    headers = {"Content-Disposition": content_disposition(f"{made.name}.{suffix}")}
    return Response(WRITERS[suffix](made), media_type=MEDIA_TYPES[suffix], headers=headers)
