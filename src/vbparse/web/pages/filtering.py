"""Lists that are filtered: their addresses hold what was chosen, and nothing else, so that they can be passed on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from pydantic import StringConstraints

from vbparse.sentences import Sentence
from vbparse.web.access import Person
from vbparse.web.pages.rendering import is_fragment, render_page
from vbparse.web.problems import ProblemError

Stripped = Annotated[str, StringConstraints(strip_whitespace=True)]
"""What was typed, without the blanks around it."""
LAST_PAGE = 1000
"""Pages that can be turned to: what lies behind is found by a filter, not by turning."""


class PageFilters:
    """What was chosen on a page, and the addresses of the page with something chosen otherwise."""

    def __init__(self, here: str, chosen: Mapping[str, object]) -> None:
        self.here = here
        self.chosen = {name: value for name, value in chosen.items() if value not in (None, "", False)}

    def query(self, *less: str, **changes: object) -> str:
        """The query string, with changes, and without the names in `less`; True is written 1."""
        kept = {name: value for name, value in (self.chosen | changes).items() if name not in less}
        return urlencode({n: 1 if v is True else v for n, v in kept.items() if v not in (None, "", False)})

    def link(self, *less: str, **changes: object) -> str:
        """The address of the page; a change begins again at the first page."""
        query = self.query(*less, **{"page": None} | changes)
        return f"{self.here}?{query}" if query else self.here

    def __getitem__(self, name: str) -> object:
        return self.chosen.get(name, "")

    def __bool__(self) -> bool:
        return any(name not in ("page", "in", "rows", "sort", "group") for name in self.chosen)


def render_list(
    request: Request, template: str, part: str, person: Person, filters: PageFilters, **values: Any
) -> HTMLResponse:
    """The page, or where htmx asks for its results that part alone, and has the browser's address set to it."""
    if not is_fragment(request):
        return render_page(request, template, person, filters=filters, part=part, **values)
    answer = render_page(request, part, person, filters=filters, **values)
    answer.headers["HX-Push-Url"] = filters.link(page=filters["page"])
    return answer


def parse_day(text: str, name: str) -> date | None:
    """A day that was typed into a field. Raises ProblemError 422."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ProblemError("invalid-request", Sentence("filter.day", name=name, text=text)) from None
