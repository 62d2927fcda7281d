"""A doubtful value as a card: what it is, how it was read, why it is doubtful, where it stands, what else it may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vbparse.archive.answers import Doubtful
from vbparse.doubts.raising import list_pages
from vbparse.schema import Document
from vbparse.vocabularies import DoubtCode
from vbparse.web.views import editing
from vbparse.web.views.alternatives import Choice, list_choices
from vbparse.web.views.document import view_document
from vbparse.web.views.marked import Segment, cut_segments, split_lines
from vbparse.web.views.places import Box, Span
from vbparse.web.views.values import DocumentView, Item, Row, Value

Sizes = Sequence[tuple[float, float]]
WHOLE = ""
"""The path of doubts about the document as a whole."""
_TERMS = {
    "obligations": "obligation",
    "references": "reference",
    "phases": "phase",
    "recipients": "recipient",
    "signatures": "signer",
    "attachments": "label",
}
_BESIDE, _ABOVE, _LEAST_WIDE, _MOST_HIGH = 40.0, 24.0, 240.0, 260.0
"""What a clipping shows around a value, and how wide it is at least and how high at most, in points."""
_AROUND = 240
"""Characters around a value in a text without pages."""
_NAME_CODES = (DoubtCode.NAME_UNKNOWN, DoubtCode.NAME_CUT)


@dataclass(frozen=True, slots=True)
class Clipping:
    """A part of a page: left, top, right and bottom in whole points, and what is marked in it."""

    page: int
    left: int
    top: int
    right: int
    bottom: int
    marks: tuple[Box, ...] = ()

    @property
    def box(self) -> str:
        """As the address of its picture has it."""
        return f"{self.left},{self.top},{self.right},{self.bottom}"


@dataclass(frozen=True, slots=True)
class Card:
    """A doubtful value. `rows` is what else was read of its item, `fields` what can be corrected in place, the
    likeliest first; it stands in a `clipping` of a page, or in `lines` of the text. `removable` where the item as a
    whole can be taken out."""

    path: str
    term: str
    reasons: list[Doubtful]
    value: Value | None = None
    rows: tuple[Row, ...] = ()
    fields: tuple[editing.Input, ...] = ()
    choices: tuple[Choice, ...] = ()
    clipping: Clipping | None = None
    lines: tuple[list[Segment], ...] = ()
    removable: bool = False

    @property
    def spoken(self) -> list[Doubtful]:
        """Its reasons, each once."""
        return list({one.code: one for one in self.reasons}.values())


def order_paths(doubts: Sequence[Doubtful]) -> list[str]:
    """The paths of doubtful values in the order in which they are gone through, the document as a whole last."""
    return sorted(dict.fromkeys(one.path for one in doubts), key=lambda path: path == WHOLE)


def make_card(document: Document, path: str, doubts: Sequence[Doubtful], sizes: Sizes) -> Card:
    """The card of the value at a path; `sizes` are width and height of the pages in points, none where they cannot be
    drawn."""
    reasons = [one for one in doubts if one.path == path]
    if path == WHOLE:
        return Card(path, "whole", reasons)
    if path in list_pages(document):
        return Card(path, "page", reasons, clipping=_whole_page(int(path.partition(".")[2]), sizes))
    view = view_document(document)
    value = _value_at(view, path)
    if value is None:
        return Card(path, "field", reasons)
    item, is_due = view.item(path.removesuffix(".due")), path.endswith(".due")
    fields = _make_fields(document, path, value, reasons)
    clipping = _clip(value, sizes)
    return Card(
        path,
        _term(view, path),
        reasons,
        value,
        rows=_rows_beside(item, is_due=is_due),
        fields=fields,
        choices=tuple(list_choices(document, fields[0], value.spans[0] if value.spans else None)) if fields else (),
        clipping=clipping,
        lines=() if clipping else _lines_around(document.text or "", value),
        removable=item is not None and not is_due,
    )


def _value_at(view: DocumentView, path: str) -> Value | None:
    """The value that shows what is at a path: of an item its name."""
    values = list(view.values())
    exact = (one for one in values if one.field == path)
    return next(exact, None) or next((one for one in values if one.field.startswith(f"{path}.")), None)


def _term(view: DocumentView, path: str) -> str:
    if path.endswith(".due"):
        return "due"
    own = (row.term for row in view.head for one in row.values if f"{one.field}.".startswith(f"{path}."))
    return _TERMS.get(path.partition(".")[0]) or next(own, "field")


def _make_fields(document: Document, path: str, value: Value, reasons: Sequence[Doubtful]) -> tuple[editing.Input, ...]:
    """What is asked: of an obligation its task and who is charged, of whom first where a name is doubtful."""
    paths = [value.edit] if value.edit else []
    if path.startswith("obligations.") and path.count(".") == 1:
        who = f"{path}.assignees"
        paths = [who, *paths] if any(one.code in _NAME_CODES for one in reasons) else [*paths, who]
    return tuple(editing.make_input(document, one) for one in paths)


def _rows_beside(item: Item | None, *, is_due: bool) -> tuple[Row, ...]:
    """What else was read of an item, as far as anything was."""
    if item is None:
        return ()
    if is_due:
        return (Row("task", [item.name]), *(row for row in item.rows if row.term == "assignees" and row.values))
    return tuple(row for row in item.rows if row.values)


def _whole_page(page: int, sizes: Sizes) -> Clipping | None:
    if not 1 <= page <= len(sizes):
        return None
    wide, high = sizes[page - 1]
    return Clipping(page, 0, 0, int(wide), int(high))


def _clip(value: Value, sizes: Sizes) -> Clipping | None:
    """The part of the first page on which a value stands, with what is around it."""
    page = value.boxes[0].page if value.boxes else 0
    if not 1 <= page <= len(sizes):
        return None
    wide, high = sizes[page - 1]
    marks = tuple(one for one in value.boxes if one.page == page)
    start, end = min(one.left for one in marks) - _BESIDE, max(one.right for one in marks) + _BESIDE
    missing = max(0.0, _LEAST_WIDE - (end - start)) / 2
    top = max(0.0, min(one.top for one in marks) - _ABOVE)
    bottom = min(high, max(one.bottom for one in marks) + _ABOVE, top + _MOST_HIGH)
    start, end = max(0.0, start - missing), min(wide, end + missing)
    if end - start < 1 or bottom - top < 1:
        return None
    return Clipping(page, int(start), int(top), int(end), int(bottom), marks)


def _lines_around(text: str, value: Value) -> tuple[list[Segment], ...]:
    """The lines in which a value stands, those beside them, and the value marked."""
    if not value.spans:
        return ()
    start, end = value.spans[0]
    first = text.rfind("\n", 0, max(0, text.rfind("\n", 0, start))) + 1
    if start - first > _AROUND:
        first = text.find(" ", start - _AROUND, start) + 1 or start
    below = text.find("\n", end)
    stop = text.find("\n", below + 1) if below >= 0 else -1
    stop = min(stop if stop >= 0 else len(text), end + _AROUND)
    marks: list[tuple[Span, str]] = [((a - first, b - first), value.field) for a, b in value.spans]
    return tuple(line for line in split_lines(cut_segments(text[first:stop], marks)) if line)
