"""What people set right, kept apart from what was read, and laid over it whenever a document is used.

A path names a field, an item of a list by its id: `title.text`, `obligations.4f0c12ab9d3e.due.date`. The id survives
re-parsing; where it does not, the correction is orphaned: listed, but not applied. An item that was not read is added
at `obligations.+`, and from then on goes by its id; one that is found after all is not doubled, but the addition listed
as orphaned.

That a value is right is kept in the same way, with the value as it was and is: it has no doubts as long as it stays so;
and that somebody looked at a page that was read badly (`pages.3`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from vbparse.archive.answers import Correction
from vbparse.archive.corrections import additions, setting
from vbparse.archive.corrections.placing import Before, Pointed, note_place, place_value
from vbparse.archive.corrections.setting import GoneError
from vbparse.archive.index.pages import confirm_page
from vbparse.doubts.raising import clear_doubts, keep_standing_doubts, list_pages, list_values
from vbparse.errors import InputError, UnknownError
from vbparse.schema import Corrected, Document
from vbparse.text import Span


def parse_value(text: str) -> Any:
    """A value as typed on a command line: JSON where it is a list, an object or null; else the text itself."""
    if text.strip() == "null":
        return None
    if text.lstrip()[:1] in ("[", "{"):
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text


def prepare(document: Document, path: str, value: Any) -> tuple[str, Any, Any]:
    """The full path, the value as it will be stored, and what stands there now. Raises InputError for a path that
    leads nowhere, for a value that the field cannot take, and where nothing would change."""
    path, value, was = _locate_field(document, path, value)
    changed = document.model_copy(deep=True)
    additions.apply_value(changed, path, value)
    try:
        now = setting.current_value(changed, path)
    except GoneError:
        now = None
    if now == was:
        raise InputError("correct.same", path=path, was=json.dumps(was, ensure_ascii=False))
    return path, now, was


def current_field(document: Document, path: str, value: Any) -> tuple[str, Any]:
    """The full path and what stands there, None where nothing does; of `value` only the kind counts, but of an item to
    be added. Raises UnknownError where the item of the path is not there."""
    path, _, was = _locate_field(document, path, value)
    return path, was


def _locate_field(document: Document, path: str, value: Any) -> tuple[str, Any, Any]:
    """The full path, the value – a new item whole –, and what stands there now."""
    path = setting.resolve_path(document, path, value)
    name, _, rest = path.partition(".")
    if rest == setting.NEW:
        item = additions.build_item(document, name, value)
        return f"{name}.{item.id}", setting.to_json_value(item), None
    try:
        return path, value, setting.current_value(document, path)
    except GoneError:
        raise UnknownError("correct.no-item", path=path) from None


def prepare_confirmation(document: Document, path: str) -> tuple[str, Any]:
    """The full path of the value that a path names or lies in, and the value as it will be remembered. Raises
    InputError where there is no value that can be doubtful."""
    if page := list_pages(document).get(path):
        return path, {"text": page.message}
    full = setting.resolve_path(document, path, None)
    values = dict(list_values(document))
    own = max((one for one in values if f"{full}.".startswith(f"{one}.")), key=len, default=None)
    if own is None:
        raise InputError("correct.not-doubtful", path=path)
    return own, setting.to_remembered(values[own])


def _confirm_value(document: Document, path: str, value: Any) -> None:
    """Take back the doubts of a value and of what is in it; raises GoneError where it is not what was confirmed."""
    page = list_pages(document).get(path)
    if page and page.message == value.get("text"):
        confirm_page(document, path)
        return
    values = dict(list_values(document))
    if path not in values:
        raise GoneError(path)
    now = setting.to_remembered(values[path])
    if any(now.get(name) != part for name, part in value.items()):
        raise GoneError(path)
    for own, one in values.items():
        if f"{own}.".startswith(f"{path}."):
            one.doubts = []


def apply_corrections(document: Document, rows: Iterable[sqlite3.Row]) -> tuple[Document, list[Correction]]:
    """The document with its corrections (rows of the table, in order), and what became of each. The document given
    is changed."""
    outcome: list[Correction] = []
    for row in rows:
        state = "withdrawn" if row["withdrawn"] else "confirmed" if row["value"] == row["was"] else "applied"
        try:
            if state == "confirmed":
                _confirm_value(document, row["path"], json.loads(row["value"]))
            elif state == "applied":
                _apply_value(document, row)
        except (GoneError, InputError):
            state = "orphaned"
        outcome.append(_read_correction(row, state, document))
    document.corrections = [
        Corrected(n=c.n, path=c.path, value=c.value, was=c.was, by=c.by, why=c.why, at=c.at)
        for c in outcome
        if c.state == "applied"
    ]
    keep_standing_doubts(document)
    return document, outcome


def _apply_value(document: Document, row: sqlite3.Row) -> None:
    path, pointed = row["path"], _read_pointed(row)
    before = note_place(document, path)
    additions.apply_value(document, path, json.loads(row["value"]))
    clear_doubts(document, path)
    if pointed and not pointed.stands_in(document):
        before, pointed = Before(None, before.bodies), None
    place_value(document, path, before, pointed)


def _read_pointed(row: sqlite3.Row) -> Pointed | None:
    return Pointed(Span(*json.loads(row["span"])), row["words"]) if row["span"] else None


def orphaned_corrections(rows: Iterable[sqlite3.Row]) -> list[Correction]:
    """The corrections of a document that is not there any more: its file is read to hold other parts."""
    return [_read_correction(row, "withdrawn" if row["withdrawn"] else "orphaned") for row in rows]


def _read_correction(row: sqlite3.Row, state: str, document: Document | None = None) -> Correction:
    pointed = _read_pointed(row)
    span = list(pointed.span) if pointed and document and pointed.stands_in(document) else None
    values = {name: row[name] for name in ("n", "document", "path", "by", "why", "at")}
    return Correction(**values, value=json.loads(row["value"]), was=json.loads(row["was"]), state=state, span=span)


def format_value(value: Any) -> str:
    """A value of a correction on one line; of an item what names it."""
    if isinstance(value, list):
        return "; ".join(map(format_value, value))
    if isinstance(value, dict):
        value = next((value[name] for name in ("canonical", "name", "task", "date", "text") if value.get(name)), value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
