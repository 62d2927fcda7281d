"""Hồ sơ: documents put together for the archivist, one dossier a page, and many documents arranged at once."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any, cast

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from vbparse.archive.answers import Head
from vbparse.archive.archive import Archive
from vbparse.archive.filing import DossierValues
from vbparse.errors import InputError
from vbparse.exchange.inventories.writing import WRITERS
from vbparse.vocabularies import DossierStatus
from vbparse.web.access import Editor, Person, Reader
from vbparse.web.api.dossiers import DossierId
from vbparse.web.archives import ArchiveDep
from vbparse.web.pages.filtering import LAST_PAGE, PageFilters, Stripped, render_list
from vbparse.web.pages.rendering import render_page, see_other

routes = APIRouter()
ROWS, OFFERED = 50, 200
"""Rows of a page; dossiers that are offered to put documents in."""
Line = Annotated[str, Field(max_length=1000)]
Documents = Annotated[list[Line], Field(max_length=1000)]


class DossierForm(BaseModel):
    """What is typed of a dossier; a field that is left empty says nothing."""

    title: Line = ""
    symbol: Line = ""
    retention: Line = ""
    creator: Line = ""
    year: Annotated[str, Field(pattern=r"^(\d{4})?$")] = ""
    begins: Line = ""
    ends: Line = ""
    note: Line = ""

    def to_values(self) -> DossierValues:
        """As the archive takes it."""
        typed = {name: " ".join(value.split()) or None for name, value in self.model_dump(exclude={"year"}).items()}
        return cast(DossierValues, {**typed, "year": int(self.year) if self.year else None})


@routes.get("/dossiers")
def dossiers(
    request: Request,
    person: Reader,
    archive: ArchiveDep,
    q: Stripped = "",
    status: DossierStatus | None = None,
    page: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1,
) -> HTMLResponse:
    """The list, and the form that opens a dossier."""
    filters = PageFilters("/dossiers", {"q": q, "status": status or "", "page": page if page > 1 else ""})
    rows = archive.dossiers(text=q or None, status=status, limit=ROWS + 1, offset=(page - 1) * ROWS)
    values = {"found": rows[:ROWS], "more": len(rows) > ROWS, "page": page, "unfiled": archive.count_unfiled()}
    return render_list(
        request,
        "dossiers.html",
        "dossiers_results.html",
        person,
        filters,
        statuses=list(DossierStatus),
        suffixes=list(WRITERS),
        typed=DossierForm(),
        fault=None,
        **values,
    )


@routes.post("/dossiers")
def open_dossier(
    request: Request, person: Editor, archive: ArchiveDep, form: Annotated[DossierForm, Form()]
) -> Response:
    """Open a dossier, and go to it."""
    try:
        new = archive.add_dossier(by=person.name, **form.to_values())
    except InputError as error:
        return render_page(
            request,
            "dossier_edit.html",
            person,
            one=None,
            typed=form,
            fault=error,
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return see_other(f"/dossiers/{new.id}")


@routes.get("/dossiers/arrangement")
def arrangement(
    request: Request,
    person: Editor,
    archive: ArchiveDep,
    q: Stripped = "",
    unfiled: bool = False,
    page: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1,
) -> HTMLResponse:
    """Documents to choose from, to be put in a dossier or tagged all at once."""
    filters = PageFilters("/dossiers/arrangement", {"q": q, "unfiled": unfiled, "page": page if page > 1 else ""})
    heads = _find_documents(archive, q, unfiled, page)
    return render_page(
        request,
        "dossier_arrangement.html",
        person,
        filters=filters,
        heads=heads[:ROWS],
        more=len(heads) > ROWS,
        page=page,
        tags=archive.tags_by_document([head.document for head in heads[:ROWS]]),
        dossiers=archive.dossiers(status=DossierStatus.OPEN, limit=OFFERED),
    )


def _find_documents(archive: Archive, query: str, unfiled: bool, page: int) -> list[Head]:
    first = (page - 1) * ROWS
    if query:
        found = archive.search(query, unfiled=unfiled, limit=ROWS + 1, offset=first)
        return [hit.head for hit in found.hits]
    return [head for _, head in archive.newest_documents(limit=first + ROWS + 1, unfiled=unfiled)][first:]


class ArrangementForm(BaseModel):
    """Documents that were chosen, the dossier that takes them, and tags parted by commas; `back` is the query of the
    page to go on with."""

    documents: Documents = []
    dossier: Line = ""
    tags: Line = ""
    back: Line = ""


@routes.post("/dossiers/arrangement")
def arrange_documents(
    person: Editor, archive: ArchiveDep, form: Annotated[ArrangementForm, Form()]
) -> RedirectResponse:
    """Put the chosen documents in a dossier, and tag them."""
    tags = [tag.strip() for tag in form.tags.split(",") if tag.strip()]
    if form.documents and tags:
        archive.tag(form.documents, tags, by=person.name)
    if form.documents and form.dossier:
        archive.put_in_dossier(form.dossier, form.documents, by=person.name)
        return see_other(f"/dossiers/{archive.dossier(form.dossier).id}")
    return see_other(f"/dossiers/arrangement?{form.back}" if form.back else "/dossiers/arrangement")


@routes.get("/dossiers/{dossier}")
def dossier(request: Request, person: Reader, archive: ArchiveDep, dossier: DossierId) -> HTMLResponse:
    """A dossier with its documents in order."""
    return _render_dossier(request, person, archive, dossier)


def _render_dossier(
    request: Request, person: Person, archive: Archive, dossier: int, fault: InputError | None = None
) -> HTMLResponse:
    values = archive.dossier(dossier)
    return render_page(
        request,
        "dossier.html",
        person,
        one=values,
        listed=archive.dossier_documents(dossier),
        typed={name: getattr(values, name) or "" for name in DossierForm.model_fields},
        suffixes=list(WRITERS),
        fault=fault,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
    )


@routes.post("/dossiers/{dossier}/values")
def change_dossier(
    request: Request, person: Editor, archive: ArchiveDep, dossier: DossierId, form: Annotated[DossierForm, Form()]
) -> Response:
    """Say something else of a dossier."""
    try:
        archive.change_dossier(dossier, by=person.name, **form.to_values())
    except InputError as error:
        one = archive.dossier(dossier)
        return render_page(
            request,
            "dossier_edit.html",
            person,
            one=one,
            typed=form,
            fault=error,
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return see_other(f"/dossiers/{dossier}")


@routes.post("/dossiers/{dossier}/status")
def set_status(
    person: Editor, archive: ArchiveDep, dossier: DossierId, status: Annotated[DossierStatus, Form()]
) -> RedirectResponse:
    """Close a dossier, hand it over, or open it again."""
    archive.close_dossier(dossier, status, by=person.name)
    return see_other(f"/dossiers/{dossier}")


class ContentForm(BaseModel):
    """Documents that are put in (one a line, by số ký hiệu or id) or taken out."""

    added: Annotated[str, Field(max_length=100_000)] = ""
    taken: Documents = []


@routes.post("/dossiers/{dossier}/documents")
def change_documents(
    request: Request, person: Editor, archive: ArchiveDep, dossier: DossierId, form: Annotated[ContentForm, Form()]
) -> Response:
    """Put documents in a dossier, or take them out."""
    added = [line.strip() for line in form.added.splitlines() if line.strip()]
    try:
        if added:
            archive.put_in_dossier(dossier, added, by=person.name)
        if form.taken:
            archive.take_from_dossier(dossier, form.taken, by=person.name)
    except InputError as error:
        return _render_dossier(request, person, archive, dossier, error)
    return see_other(f"/dossiers/{dossier}")


@routes.post("/dossiers/{dossier}/order")
def move_document(
    person: Editor, archive: ArchiveDep, dossier: DossierId, move: Annotated[Line, Form()]
) -> RedirectResponse:
    """Move a document one place up (`move` begins with -) or down (+), or put all by date again (`date`)."""
    order = [listed.head.document for listed in archive.dossier_documents(dossier)]
    step, document = move[:1], move[1:]
    if move == "date":
        order = []
    elif step in "+-" and document in order:
        at = order.index(document)
        to = max(0, min(len(order) - 1, at + (1 if step == "+" else -1)))
        order.insert(to, order.pop(at))
    archive.arrange_dossier(dossier, order, by=person.name)
    return see_other(f"/dossiers/{dossier}")


@routes.post("/dossiers/{dossier}/removal")
def remove_dossier(
    request: Request,
    person: Editor,
    archive: ArchiveDep,
    dossier: DossierId,
    confirmed: Annotated[bool, Form()] = False,
) -> Response:
    """Take a dossier away; its documents stay. Asks first."""
    if not confirmed:
        values: dict[str, Any] = {"one": archive.dossier(dossier)}
        return render_page(request, "dossier_removal.html", person, **values)
    archive.remove_dossier(dossier, by=person.name)
    return see_other("/dossiers")
