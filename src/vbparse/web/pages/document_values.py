"""What the page of a document shows, and each part of it that is swapped after a change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from fastapi import Query, Request
from pydantic import BaseModel

from vbparse.archive.answers import Doubtful, Head, Owed
from vbparse.archive.archive import Archive
from vbparse.archive.folder import copies
from vbparse.exchange import labels
from vbparse.schema import Document
from vbparse.web.access import Person
from vbparse.web.pages.dues import describe_recurrence
from vbparse.web.pages.page_words import find_pages, line_places
from vbparse.web.pages.rendering import document_url
from vbparse.web.views import marked, sheets
from vbparse.web.views.document import view_document
from vbparse.web.views.doubting import list_doubts
from vbparse.web.views.kinds import KINDS, kind_of
from vbparse.web.views.places import Span
from vbparse.web.views.values import DocumentView, Value, Window, choose_fields, filter_items, make_window

LENGTH = 100
"""Items of a list that are shown at once."""
LISTS = ("obligations", "phases", "references", "signatures", "recipients", "anomalies")
Stretch = Annotated[str | None, Query(pattern=r"^\d{1,9}-\d{1,9}$")]
View = Literal["pages", "text"]
Tab = Literal["doubts", "general", "outline", "obligations", "references", "recipients", "anomalies"]
_TAB_BY_NAME: dict[str, Tab] = {
    **dict.fromkeys(("obligations", "phases"), "obligations"),
    **dict.fromkeys(("sections", "attachments"), "outline"),
    **dict.fromkeys(("anomalies", "pages"), "anomalies"),
    "references": "references",
    "recipients": "recipients",
}


class DocumentPlace(BaseModel):
    """What the page of a document shows: `field`, `obligation` or `at` (a stretch of the text) are marked. `words` are
    those that items must hold. `confirmed` is set when somebody has just confirmed it."""

    field: str | None = None
    obligation: str | None = None
    at: Stretch = None
    view: View = "pages"
    tab: Tab | None = None
    words: Annotated[str, Query(max_length=200)] = ""
    confirmed: bool = False
    corrected: int | None = None


def document_values(
    request: Request, archive: Archive, head: Head, person: Person, place: DocumentPlace
) -> dict[str, Any]:
    """The values of the templates of the page."""
    content = archive.document(head.document)
    sizes, words = find_pages(request, archive, head.document, content)
    places = words or line_places(archive, content)
    read = view_document(content, places)
    values, span = list(read.values()), parse_span(place.at)
    fields, marks = choose_fields(
        content, values, field=place.field, obligation=place.obligation, at=span, places=places
    )
    pages = sheets.make_sheets(content, sizes, [*values, *marks], words)
    as_pages = bool(pages) and place.view == "pages"
    lists = {name: make_window(filter_items(getattr(read, name), place.words), fields, LENGTH) for name in LISTS}
    doubts = _doubts_by_field(archive, head)
    doubts_read = list_doubts(read, doubts)
    return document_frame(archive, head, content, person) | {
        "read": read,
        "rhythm": describe_recurrence,
        "lists": lists,
        "hidden": _hidden_fields(read, lists),
        "chosen": fields,
        "at": place.at,
        "sheets": pages if as_pages else [],
        "lines": [] if as_pages else _marked_lines(content, [*values, *marks]),
        "kinds": [kind for kind in KINDS if any(kind_of(value.field) == kind and value.has_place for value in values)],
        "pictured": bool(pages),
        "marks": [f"places-{sheet.number}" for sheet in pages] if as_pages else ["source-text"],
        "view": place.view,
        "words": place.words,
        "tabs": _list_tabs(read, len(doubts_read), bool(doubts)),
        "tab": place.tab or _choose_tab(fields, bool(doubts) and person.may("editor")),
        "citations": {citation.id: citation for citation in archive.cites(head.document)},
        "owed": _status_by_obligation(archive, head),
        "told": next((correction for correction in content.corrections if correction.n == place.corrected), None),
        "doubts": doubts,
        "doubts_read": doubts_read,
        "doubtful_count": len({one.path for one in archive.doubts(head.document)}),
    }


def _list_tabs(read: DocumentView, doubtful: int, doubted: bool) -> list[tuple[Tab, int]]:
    """The tabs of the page, each with how many items it has."""
    tabs: list[tuple[Tab, int]] = [
        ("outline", len(read.outline) + len(read.attachments)),
        ("obligations", len(read.obligations)),
        ("references", len(read.references)),
        ("recipients", len(read.recipients)),
        ("anomalies", len(read.anomalies)),
    ]
    first: list[tuple[Tab, int]] = [("doubts", doubtful)] if doubted else []
    return [*first, ("general", 0), *(one for one in tabs if one[1] or one[0] == "obligations")]


def shown_as(view: View) -> str:
    """What an address says so that the source is shown as it is."""
    return "&view=text" if view == "text" else ""


def tab_of(path: str) -> Tab:
    """The tab that shows a path."""
    return _TAB_BY_NAME.get(path.partition(".")[0], "general")


def _choose_tab(fields: set[str], doubted: bool) -> Tab:
    """The tab of what an address chooses, else the doubts."""
    name = min((one.partition(".")[0] for one in fields if one != "at"), default=None)
    if name:
        return tab_of(name)
    return "doubts" if doubted else "general"


_SHOWN_AT = {"issued": "date", "issuer": "canonical", "title": "text", "received": "text"}
_ITEM_SHOWN_AT = {"obligations": "task", "phases": "label", "recipients": "name", "signatures": "name"}
_ITEM_SHOWN_AT["attachments"] = "label"
"""The part of a value, or of an item, that the page shows as its name."""


def field_of(path: str) -> str:
    """The field of the page that shows the value at a path of `vbparse.doubts`."""
    name, _, own = path.partition(".")
    part = _ITEM_SHOWN_AT.get(name) if own and "." not in own else None if own else _SHOWN_AT.get(name)
    return f"{path}.{part}" if part else path


def _doubts_by_field(archive: Archive, head: Head) -> dict[str, list[Doubtful]]:
    """Why a person should look at values, by the field that shows each; "" is the document as a whole."""
    doubts: dict[str, list[Doubtful]] = {}
    for one in archive.doubts(head.document, every=True):
        doubts.setdefault(field_of(one.path), []).append(one)
    return doubts


def _status_by_obligation(archive: Archive, head: Head) -> dict[str, list[Owed]]:
    """What became of the obligations of a document: each once, or where it is not the same of all who are charged, once
    for each of them."""
    rows: dict[str, list[Owed]] = {}
    for one in archive.obligations(document=head.document, ended=True, limit=None):
        rows.setdefault(one.obligation, []).append(one)
    told = {
        key: {(one.status, one.person, one.mark.n if one.mark else 0) for one in same} for key, same in rows.items()
    }
    return {key: same if len(told[key]) > 1 else same[:1] for key, same in rows.items()}


def document_frame(archive: Archive, head: Head, held: Document, person: Person) -> dict[str, Any]:
    """What every page of a document has above it."""
    return {
        "head": head,
        "document": held,
        "base": document_url(head.document),
        "heading": document_heading(head, held),
        "effects": archive.effects(head.document),
        "versions": archive.versions(head.document),
        "confirmation": archive.confirmation(head.document),
        "restricted": person.may("editor") and archive.is_restricted(head.document),
        "copied": copies.path_of(archive.folder, held.source.sha256).exists(),
        "part": labels.part(held),
    }


def document_heading(head: Head, held: Document | None = None) -> str:
    """What a document is called in one line: type and số ký hiệu, else the name of its file."""
    kind = (held.doc_type_name if held else None) or head.doc_type
    return " ".join(part for part in (kind, head.canonical) if part) if head.canonical else head.title or head.name


def _hidden_fields(read: DocumentView, lists: dict[str, Window]) -> set[str]:
    """The fields that are out of sight, in stretches of lists that are not shown."""
    every = {value.field for name in lists for item in getattr(read, name) for value in item.values}
    return every - {value.field for one in lists.values() for item in one.items for value in item.values}


def parse_span(at: str | None) -> Span | None:
    if at is None:
        return None
    start, end = map(int, at.split("-"))
    return start, end


def _marked_lines(held: Document, values: list[Value]) -> list[tuple[int, Sequence[marked.Segment]]]:
    """The lines of the text, each with its offset."""
    marks = [(span, value.field) for value in values for span in value.spans]
    return marked.number_lines(marked.split_lines(marked.cut_segments(held.text or "", marks)))
