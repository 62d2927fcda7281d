"""Saved views, and what they find as Atom (RFC 4287): documents that came in last, or obligations by their days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode
from uuid import NAMESPACE_URL, uuid5

from fastapi import Request
from lxml import etree
from pydantic import ValidationError

from vbparse.accounts.views import Page, SavedFeed
from vbparse.archive.answers import Head, Owed
from vbparse.archive.archive import Archive
from vbparse.errors import InputError
from vbparse.exchange import labels
from vbparse.exchange.naming import assignee_name, document_name, drop_illegal_xml
from vbparse.sentences import Sentence
from vbparse.web.api.documents import DocumentFilters
from vbparse.web.api.search import Terms
from vbparse.web.calendars import filters_from_query, parse_query
from vbparse.web.problems import ProblemError

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
ATOM = "http://www.w3.org/2005/Atom"
_NAMES: Any = {None: ATOM}  # lxml-stubs know no namespace without a prefix
MOST = 100
"""Entries of a feed."""
_OF_PAGES = ("page", "cursor", "limit", "as_of")
"""Names of a query that say which part of a list is shown, or as of when."""


class Entry(NamedTuple):
    """An entry: what it is known by for ever, when it changed (UTC, ISO 8601), its title, text and page."""

    key: str
    updated: str
    title: str
    summary: str
    path: str


class DocumentTerms(DocumentFilters, Terms):
    """What the query of a search asks for; what else stands there belongs to the page."""


def clean_query(archive: Archive, page: Page, query: str) -> str:
    """A query as it is saved: what was chosen, from the first page on. Raises ProblemError 422 where it cannot be asked
    for."""
    try:
        values = {name: value for name, value in parse_query(query).items() if name not in _OF_PAGES}
        kept = urlencode(values)
        _find_entries(archive, page, kept, 1)
    except (InputError, ValidationError, ValueError) as error:
        said = error.sentence if isinstance(error, InputError) else Sentence("web.no-query")
        raise ProblemError("invalid-request", Sentence("web.query", said=said)) from error
    return kept


def render_feed(archive: Archive, feed: SavedFeed, base: str, own: str) -> bytes:
    """A feed as Atom; `base` is the address of the server, `own` that of the feed."""
    entries = list(_find_entries(archive, feed.page, feed.query, MOST))
    root = etree.Element(f"{{{ATOM}}}feed", nsmap=_NAMES)
    _add(root, "id", uuid5(NAMESPACE_URL, f"{base}/views/{feed.view}").urn)
    _add(root, "title", feed.name)
    _add(root, "updated", max((entry.updated for entry in entries), default=feed.made))
    _add(root, "link", rel="self", type="application/atom+xml", href=own)
    page = f"{base}/{feed.page}"
    _add(root, "link", rel="alternate", type="text/html", href=f"{page}?{feed.query}" if feed.query else page)
    _add(_add(root, "author"), "name", "vbparse")
    for entry in entries:
        element = _add(root, "entry")
        _add(element, "id", uuid5(NAMESPACE_URL, entry.key).urn)
        _add(element, "title", entry.title)
        _add(element, "updated", entry.updated)
        _add(element, "link", rel="alternate", type="text/html", href=f"{base}{entry.path}")
        _add(element, "summary", entry.summary)
    document: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return document


def server_url(request: Request) -> str:
    """The address of the server as whoever asks knows it."""
    return f"{'https' if request.app.state.settings.https else 'http'}://{request.headers['host']}"


def feed_url(request: Request, secret: str) -> str:
    """Where a feed reader finds a feed."""
    return f"{server_url(request)}/views/{secret}.atom"


def _find_entries(archive: Archive, page: Page, query: str, most: int) -> Iterator[Entry]:
    values = parse_query(query)
    if page == "obligations":
        return _obligation_entries(archive, filters_from_query(query).to_options(), most)
    terms = DocumentTerms.model_validate({name: value for name, value in values.items() if value != ""})
    if values.get("in") == "obligations":
        chosen = {"text": terms.q or None, "issuer": terms.issuer, "sure": terms.sure}
        return _obligation_entries(archive, chosen, most)
    arrived = archive.arrived_documents(terms.q, limit=most, **terms.to_options())
    return iter([_document_entry(at, head) for at, head in arrived])


def _document_entry(at: str, head: Head) -> Entry:
    known = (labels.date(head.date), head.issuer, head.title)
    return Entry(head.document, at, document_name(head), " · ".join(filter(None, known)), _document_path(head))


def _obligation_entries(archive: Archive, chosen: dict[str, Any], most: int) -> Iterator[Entry]:
    found = archive.obligations(**chosen, limit=most)
    arrived = archive.arrival_moments({owed.head.document for owed in found})
    return iter([_obligation_entry(owed, arrived[owed.head.document]) for owed in found])


def _obligation_entry(owed: Owed, arrived: str) -> Entry:
    body = owed.assignee.body if owed.assignee else owed.assignee_text
    due = f"Hạn {labels.date(owed.last_day)}" if owed.last_day else ""
    title = f"{assignee_name(owed)}: {' '.join(owed.task.split())}"
    summary = " · ".join(filter(None, (due, document_name(owed.head), owed.section)))
    key = f"{owed.head.work}/{owed.obligation}/{body}/{owed.last_day or ''}"
    return Entry(key, owed.mark.at if owed.mark else arrived, title, summary, _document_path(owed.head))


def _document_path(head: Head) -> str:
    return f"/documents/{quote(head.document, safe='')}"


def _add(parent: Any, name: str, text: str = "", **attributes: str) -> Any:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = drop_illegal_xml(text) or None
    return element
