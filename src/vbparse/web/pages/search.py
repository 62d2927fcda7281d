"""Tìm kiếm: one box over documents and obligations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from vbparse.archive.answers import Assignee, Hit, Owed, Snippet
from vbparse.archive.archive import Archive
from vbparse.archive.ask.ranking import CAP
from vbparse.errors import InputError
from vbparse.sentences import in_language
from vbparse.web.access import Reader
from vbparse.web.archives import ArchiveDep
from vbparse.web.pages.filtering import LAST_PAGE, PageFilters, Stripped, render_list
from vbparse.web.words import language_of

routes = APIRouter()
ROWS = 20
FACETS = 12
"""Values of a facet that are shown."""
BODIES = 5
"""Assignees that are offered for what was typed."""


@dataclass(frozen=True, slots=True)
class SearchResults:
    """A page of what was found. `total` is None where nothing was counted; `fault` says why nothing could be asked."""

    hits: Sequence[Hit] = ()
    owed: Sequence[Owed] = ()
    bodies: Sequence[Assignee] = ()
    total: int | None = None
    capped: bool = False
    more: bool = False
    facets: dict[str, list[tuple[str, int]]] | None = None
    nowhere: Sequence[str] = ()
    fault: str = ""


class SearchForm(BaseModel):
    """What was typed and chosen, and which page of the results."""

    q: Stripped = ""
    within: Annotated[Literal["documents", "obligations"], Query(alias="in")] = "documents"
    kind: Annotated[str, Query(alias="type")] = ""
    issuer: str = ""
    since: Annotated[str, Query(alias="from")] = ""
    until: Annotated[str, Query(alias="to")] = ""
    signer: str = ""
    sure: bool = False
    page: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1

    def to_filters(self) -> PageFilters:
        """As the address of the page has them, less what is usual."""
        usual = {"in": "documents", "page": 1}
        values = self.model_dump(by_alias=True)
        return PageFilters("/search", {name: value for name, value in values.items() if usual.get(name) != value})


@routes.get("/search")
def search(request: Request, person: Reader, archive: ArchiveDep, form: Annotated[SearchForm, Query()]) -> HTMLResponse:
    """The page of search."""
    filters = form.to_filters()
    ask = _search_obligations if form.within == "obligations" else _search_documents
    try:
        results = ask(archive, filters, form.page)
    except InputError as error:
        results = SearchResults(fault=in_language(error.sentence, language_of(request)))
    values = {"found": results, "page": form.page, "cut": split_snippet}
    return render_list(request, "search.html", "search_results.html", person, filters, **values)


def split_snippet(snippet: Snippet) -> Iterator[tuple[str, bool]]:
    """A snippet in pieces, each with whether it is a hit."""
    at = 0
    for start, end in snippet.hits:
        if start > at:
            yield snippet.text[at:start], False
        yield snippet.text[start:end], True
        at = end
    if at < len(snippet.text):
        yield snippet.text[at:], False


def _search_documents(archive: Archive, filters: PageFilters, page: int) -> SearchResults:
    first = (page - 1) * ROWS
    if not filters:
        heads = list(islice(archive.documents(), first, first + ROWS + 1))
        return SearchResults([Hit(head, []) for head in heads[:ROWS]], more=len(heads) > ROWS)
    options: dict[str, Any] = {name: str(filters[key]) or None for name, key in _OPTIONS.items()}
    options["sure"] = bool(filters["sure"])
    result = archive.search(str(filters["q"]), **options, limit=ROWS, offset=first)
    return SearchResults(
        result.hits,
        total=result.total,
        capped=result.capped,
        more=len(result.hits) == ROWS and first + ROWS < min(result.total, CAP),
        facets={name: values[:FACETS] for name, values in result.facets.items()},
        nowhere=result.nowhere,
    )


_OPTIONS = {"doc_type": "type", "issuer": "issuer", "since": "from", "until": "to", "signer": "signer"}


def _search_obligations(archive: Archive, filters: PageFilters, page: int) -> SearchResults:
    query = str(filters["q"])
    if not query:
        return SearchResults()
    issuer = str(filters["issuer"]) or None
    owed = archive.obligations(
        text=query, issuer=issuer, sure=bool(filters["sure"]), limit=ROWS + 1, offset=(page - 1) * ROWS
    )
    bodies = archive.assignees(query, limit=BODIES) if page == 1 else []
    return SearchResults(owed=owed[:ROWS], bodies=bodies, more=len(owed) > ROWS)
