"""HTML from templates: who asks, in which language, and what every page has around it."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context, select_autoescape
from jinja2.runtime import Context

from vbparse.archive.ask.marks import evidence_label
from vbparse.edtf import parse_date
from vbparse.errors import VbparseError
from vbparse.exchange.naming import document_name
from vbparse.language.doctypes import names_by_code
from vbparse.sentences import in_language
from vbparse.web.access import LOCAL, Person
from vbparse.web.versioned import Versions
from vbparse.web.words import Words, language_of, load_words

_SHORT = 120
"""Characters of a shortened text."""
THEME_COOKIE, THEMES = "theme", ("auto", "light", "dark")
"""`auto` follows the system."""
NAVIGATION = (
    ("/", "nav.home", "house"),
    ("/obligations", "nav.obligations", "list-check"),
    ("/search", "nav.search", "search"),
    ("/queue", "nav.queue", "clipboard-check"),
    ("/dossiers", "nav.dossiers", "folder2-open"),
    ("/assignees", "nav.assignees", "building"),
    ("/graph", "nav.graph", "diagram-3"),
    ("/missing", "nav.missing", "file-earmark-x"),
    ("/reports", "reports.title", "printer"),
)
"""Where the rail leads: address, key of its words, icon."""
SHORTCUTS = NAVIGATION[:4]
"""What is at hand on a telephone."""


@cache
def template_environment() -> Environment:
    """The templates: everything is escaped, and a name that nobody set is an error."""
    templates = Environment(
        loader=PackageLoader("vbparse.web"),
        extensions=[Versions],
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["day"] = format_day
    templates.filters["moment"] = format_moment
    templates.filters["local_day"] = format_local_day
    templates.filters["sentence"] = error_sentence
    templates.filters["count"] = format_count
    templates.filters["short"] = shorten
    templates.filters["address"] = quote_id
    templates.filters["called"] = document_name
    templates.filters["evidence"] = evidence_label
    templates.filters["kind"] = document_type_name
    templates.filters["person_name"] = name_person
    templates.filters["deed"] = describe_deed
    return templates


def render_page(
    request: Request, template: str, person: Person | None, *, status: int = HTTPStatus.OK, **values: Any
) -> HTMLResponse:
    """A page. Templates have `t` (words of the interface by key), `language`, `theme`, `person`, `path` (of this page
    with its query), `here` (without), the places of the navigation, the day (`printed`, for paper) and `values`."""
    words = Words(language_of(request))
    frame = {
        "t": words,
        "language": words.language,
        "theme": theme_of(request),
        "person": person,
        "path": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        "here": request.url.path,
        "navigation": NAVIGATION,
        "shortcuts": SHORTCUTS,
        "printed": date.today().isoformat(),
    }
    text = template_environment().get_template(template).render(**frame | values)
    # One address answers with a page or with a part of it: a browser that goes back must not show the part.
    return HTMLResponse(text, status, {"Vary": "HX-Request, Cookie"})


def theme_of(request: Request) -> str:
    """The theme that was chosen, else that of the system."""
    chosen = request.cookies.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else THEMES[0]


def is_fragment(request: Request) -> bool:
    """Whether htmx asks, for a part of the page that it shows already."""
    headers = request.headers
    whole = headers.get("HX-Boosted") == "true" or headers.get("HX-History-Restore-Request") == "true"
    return headers.get("HX-Request") == "true" and not whole


def format_day(value: str | None) -> str:
    """An EDTF date as people write it: 15/9/2023, 9/2023; what is neither stays as it is."""
    parts = parse_date(value)
    if not parts or not parts.month:
        return value or ""
    return "/".join(str(part) for part in (parts.day, parts.month, parts.year) if part)


def format_moment(at: str | None) -> str:
    """A time of the archive (ISO 8601 in UTC) as the clocks of this office show it: 15/9/2023 08:30."""
    return f"{format_local_day(at)} {_local_time(at):%H:%M}" if at else ""


def format_local_day(at: str | None) -> str:
    """The day of a time of the archive by the calendar of this office: 15/9/2023."""
    if not at:
        return ""
    local = _local_time(at)
    return f"{local.day}/{local.month}/{local.year}"


def _local_time(at: str) -> datetime:
    return datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone()


@pass_context
def format_count(context: Context, n: int) -> str:
    """A number with its thousands apart, as in the language of the page."""
    words: Words = context["t"]
    return words.number(n)


@pass_context
def name_person(context: Context, name: str | None) -> str:
    """Who did something, as pages name them: whoever works without a login is the machine itself."""
    words: Words = context["t"]
    return words("access.local") if name == LOCAL else name or ""


@pass_context
def describe_deed(context: Context, what: str) -> str:
    """What an entry of the log says was done; a look at a document is logged where it is restricted."""
    words: Words = context["t"]
    key = f"audit.what.{what}"
    return words(key if key in load_words() else "audit.looked_at")


def error_sentence(error: VbparseError, language: str) -> str:
    """What an error says, in a language."""
    return str(in_language(error.sentence, language))


def shorten(text: str | None, most: int = _SHORT) -> str:
    """The beginning of a text, cut between words."""
    text = " ".join((text or "").split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def document_url(document: str, *behind: str) -> str:
    """The address of a document's page, or of one below it."""
    return "/".join(["/documents", quote_id(document), *behind])


def see_other(url: str) -> RedirectResponse:
    """Where to go on after a form was handled."""
    return RedirectResponse(url, HTTPStatus.SEE_OTHER)


def quote_id(name: str) -> str:
    """An id as a part of an address: that of a document may hold a #."""
    return quote(name, safe="")


def document_type_name(code: str | None) -> str:
    """The name of a type of document by its code; a code that is not known stays as it is."""
    return names_by_code().get(code or "", code or "")
