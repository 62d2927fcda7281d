"""Tìm kiếm: one box over documents and obligations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from vbparse.archive.answers import Assignee, Hit, Owed, Snippet
from vbparse.archive.archive import Archive
from vbparse.archive.ask.ranking import CAP
from vbparse.archive.ask.respelling import Instead
from vbparse.errors import InputError
from vbparse.language.doctypes import names_by_code
from vbparse.sentences import in_language
from vbparse.web import owned
from vbparse.web.access import AccountsDep, Reader
from vbparse.web.archives import ArchiveDep
from vbparse.web.one_time import ONE_TIME_SECRETS
from vbparse.web.pages.filtering import PageFilters
from vbparse.web.pages.rendering import render_page
from vbparse.web.pages.saved_views import list_open_feeds, list_views
from vbparse.web.pages.search_form import SearchForm, chosen_filters, has_filter, list_facets, search_options
from vbparse.web.words import Words, language_of

routes = APIRouter()
ROWS = 20
RECENT = 6
"""Documents that came in last, shown where nothing is asked for."""
CHOICES = 200
"""Tags and dossiers that the form offers."""
BODIES = 5
"""Assignees that are offered for what was typed."""


@dataclass(frozen=True, slots=True)
class SearchResults:
    """A page of what was found. `fault` says why nothing could be asked; `instead` is what can be asked where nothing
    was found, of which `rest` was then searched for."""

    hits: Sequence[Hit] = ()
    owed: Sequence[Owed] = ()
    bodies: Sequence[Assignee] = ()
    total: int = 0
    capped: bool = False
    more: bool = False
    facets: dict[str, list[tuple[str, int]]] | None = None
    nowhere: Sequence[str] = ()
    instead: Instead = field(default_factory=Instead)
    fault: str = ""


@routes.get("/search")
def search(
    request: Request,
    person: Reader,
    archive: ArchiveDep,
    accounts: AccountsDep,
    form: Annotated[SearchForm, Query()],
) -> HTMLResponse:
    """The page of search."""
    filters, t = form.to_filters(), Words(language_of(request))
    faults = form.find_faults(t)
    results = SearchResults() if faults else _ask(request, archive, filters, form)
    secret = ONE_TIME_SECRETS.take_secret(person, form.made) if form.made else None
    return render_page(
        request,
        "search.html",
        person,
        filters=filters,
        faults=faults,
        found=results,
        page=form.page,
        asked=bool(form.q or has_filter(filters)),
        chosen=chosen_filters(filters, archive, t),
        facets=list_facets(results.facets or {}, filters, archive, t),
        views=list_views(person, accounts, "search"),
        feeds=[feed.view for feed in list_open_feeds(accounts, person)],
        can_own=owned.can_own(person),
        made=secret[1] if secret else "",
        cut=split_snippet,
        stretch=first_stretch,
        **_offer_choices(archive),
    )


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


def first_stretch(snippet: Snippet) -> str:
    """The first hits of a snippet that stand side by side, as a stretch of the document's text: 120-131."""
    start, end = snippet.hits[0]
    for at, behind in snippet.hits[1:]:
        if any(map(str.isalnum, snippet.text[end:at])):
            break
        end = behind
    return f"{snippet.span[0] + start}-{snippet.span[0] + end}"


def _offer_choices(archive: Archive) -> dict[str, Any]:
    """What the form offers to be chosen, and the documents that came in last."""
    return {
        "types": sorted(names_by_code().items(), key=lambda pair: pair[1]),
        "tags": [(tag.tag, tag.tag) for tag in archive.tags(limit=CHOICES)],
        "dossiers": [(str(x.id), " ".join(filter(None, (x.symbol, x.title)))) for x in archive.dossiers(limit=CHOICES)],
        "arrivals": archive.latest_arrivals(RECENT),
    }


def _ask(request: Request, archive: Archive, filters: PageFilters, form: SearchForm) -> SearchResults:
    try:
        if form.within == "obligations":
            return _search_obligations(archive, filters, form.page)
        return _search_documents(archive, filters, form) if form.q or has_filter(filters) else SearchResults()
    except InputError as error:
        return SearchResults(fault=in_language(error.sentence, language_of(request)))


def _search_documents(archive: Archive, filters: PageFilters, form: SearchForm) -> SearchResults:
    options = search_options(filters)
    first = (form.page - 1) * ROWS
    order: dict[str, Any] = {"order": form.sort or "best", "limit": ROWS, "offset": first}
    result = archive.search(form.q, **options, **order)
    nowhere, instead = result.nowhere, Instead()
    if not result.total and form.q:
        instead = archive.search_instead(form.q, **options)
        if instead.rest:
            result = archive.search(instead.rest, **options, **order)
    return SearchResults(
        result.hits,
        total=result.total,
        capped=result.capped,
        more=len(result.hits) == ROWS and first + ROWS < min(result.total, CAP),
        facets=result.facets,
        nowhere=nowhere,
        instead=instead,
    )


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
