"""What the box of search suggests while somebody types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from vbparse.archive.archive import Archive
from vbparse.exchange.naming import document_name
from vbparse.web.access import Reader
from vbparse.web.archives import ArchiveDep
from vbparse.web.pages.rendering import (
    document_type_name,
    document_url,
    format_day,
    quote_id,
    render_page,
    shorten,
)

routes = APIRouter()
_LONGEST = 200
"""Characters of what is typed: with more nobody looks for a suggestion."""
_SHOWN = 90
"""Characters of a title."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A row: where it leads, what it says, and beside it in small letters what else is known."""

    address: str
    text: str
    about: str


@routes.get("/search/suggestions")
def suggest(
    request: Request, person: Reader, archive: ArchiveDep, q: Annotated[str, Query(max_length=_LONGEST)] = ""
) -> Response:
    """Documents by number, bodies, documents by title: as options of the list below the box."""
    groups = {kind: rows for kind, rows in _list_groups(archive, q) if rows}
    return render_page(request, "search_suggestions.html", person, groups=groups)


def _list_groups(archive: Archive, typed: str) -> Iterator[tuple[str, list[Suggestion]]]:
    suggestions = archive.suggest(typed)
    yield (
        "numbers",
        [
            Suggestion(
                document_url(head.document),
                document_name(head),
                _join(shorten(head.title, _SHOWN), format_day(head.date)),
            )
            for head in suggestions.numbers
        ],
    )
    yield (
        "bodies",
        [Suggestion(f"/assignees/{quote_id(body.body)}", body.name, body.unit or "") for body in suggestions.bodies],
    )
    yield (
        "issuers",
        [Suggestion(f"/search?{urlencode({'issuer': name})}", name, "") for name in suggestions.issuers],
    )
    yield (
        "titles",
        [
            Suggestion(
                document_url(head.document),
                shorten(head.title, _SHOWN),
                _join(head.canonical or document_type_name(head.doc_type), format_day(head.date)),
            )
            for head in suggestions.titles
        ],
    )


def _join(*parts: str) -> str:
    return " · ".join(filter(None, parts))
