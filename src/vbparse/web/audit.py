"""What stands in the log: every change that succeeded, and every look at a document that is restricted."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from fastapi import Request

from vbparse.accounts.audit import Origin
from vbparse.errors import InputError
from vbparse.web.access import SAFE_METHODS, Person, client_address, get_accounts

if TYPE_CHECKING:
    from vbparse.web.archives import Archives


def describe_change(request: Request, *, document: str | None = None, detail: str | None = None) -> None:
    """Say for the log of a change which document it is about, where its address does not tell, and what else should
    be known."""
    request.state.noted = (document, detail)


def is_logged(request: Request, status: int) -> bool:
    """Whether an answer may belong into the log: somebody who is known got what they asked for, and changed something
    or looked at a document."""
    if getattr(request.state, "person", None) is None or status >= HTTPStatus.BAD_REQUEST:
        return False
    return request.method not in SAFE_METHODS or _document_in_url(request) is not None


def write_entry(request: Request) -> None:
    """Write into the log what a request did, if it belongs there. What is raised here has the request fail: nobody sees
    what cannot be logged."""
    person: Person = request.state.person
    document, detail = getattr(request.state, "noted", (None, None))
    document, restricted = _resolve_document(request, document or _document_in_url(request))
    if request.method in SAFE_METHODS and not (restricted and person.may("editor")):
        return  # whoever may no more than read was not shown what is restricted
    route = request.scope.get("route")
    get_accounts(request).audit.add(
        person.name,
        person.role,
        getattr(route, "name", "") or "",
        Origin(request.method, request.url.path, client_address(request)),
        document=document,
        detail=detail,
    )


def _document_in_url(request: Request) -> str | None:
    """The document that an address names."""
    if found := request.path_params.get("document"):
        return str(found)
    return parse_qs(request.url.query).get("document", [None])[0]


def _resolve_document(request: Request, document: str | None) -> tuple[str | None, bool]:
    """The id of a document that is named, and whether it is restricted; the name, where it is not there any more."""
    archives: Archives | None = getattr(request.app.state, "archives", None)
    if document is None or archives is None:
        return document, False
    with archives.lent(whole=True) as archive:
        try:
            return archive.find(document).document, archive.is_restricted(document)
        except InputError:
            return document, False
