"""What a page shows of a document: values with their places and the paths that correct them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from dataclasses import field as made

from vbparse.edtf import parse_date, parse_interval, written_ends
from vbparse.exchange import labels
from vbparse.language.folding import fold
from vbparse.schema import Document
from vbparse.web.views.drawn import DrawnText
from vbparse.web.views.places import Box, Places, Span


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it is shown. `field` names it in the page and in addresses, and is the path of what is read; `edit` is
    the path by which it is corrected, None where it cannot be; `code` is the word of a closed list ("bound.before") to
    stand before the text, or in its place. `was` is what was read before somebody corrected it."""

    field: str
    text: str
    spans: tuple[Span, ...] = ()
    boxes: tuple[Box, ...] = ()
    edit: str | None = None
    code: str | None = None
    corrected: bool = False
    was: str | None = None

    @property
    def has_place(self) -> bool:
        """Whether it is known where it is."""
        return bool(self.spans or self.boxes)


@dataclass(frozen=True, slots=True)
class Row:
    """A term ("number") and its values. `more` is a path by which a value is given where there is none."""

    term: str
    values: list[Value]
    more: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list – an obligation, a reference – with the value that names it, and rows."""

    field: str
    name: Value
    rows: list[Row] = made(default_factory=list)
    section: str | None = None

    @property
    def values(self) -> list[Value]:
        """All its values."""
        return [self.name, *(value for row in self.rows for value in row.values)]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a long list, from `first` (counted from 1); `before` and `after` are fields of items in the
    stretches beside it, None where there is none."""

    items: list[Item]
    total: int
    first: int = 1
    before: str | None = None
    after: str | None = None

    @property
    def last_number(self) -> int:
        """The number of its last item."""
        return self.first + len(self.items) - 1


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the outline."""

    name: Value
    parts: list[Part] = made(default_factory=list)


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document as it is shown, field by field."""

    head: list[Row]
    obligations: list[Item]
    phases: list[Item]
    references: list[Item]
    outline: list[Part]
    attachments: list[tuple[Item, list[Part]]]
    recipients: list[Item]
    signatures: list[Item]
    anomalies: list[Item]
    stamps: list[Item]

    def item(self, field: str) -> Item | None:
        """The item of a list by its field."""
        lists = (self.obligations, self.phases, self.references, self.recipients, self.signatures)
        return next((item for items in lists for item in items if item.field == field), None)

    def values(self) -> Iterator[Value]:
        """Every value, in the order of the page."""
        for row in self.head:
            yield from row.values
        for items in (self.obligations, self.phases, self.references, self.recipients, self.signatures):
            for item in items:
                yield from item.values
        for item in [*self.anomalies, *self.stamps, *(item for item, _ in self.attachments)]:
            yield from item.values
        for part in [*self.outline, *(part for _, parts in self.attachments for part in parts)]:
            yield from _part_names(part)


def make_window(items: list[Item], chosen: set[str], most: int) -> Window:
    """The stretch of a list in which something is chosen, else the first one."""
    at = next((i for i, item in enumerate(items) if any(value.field in chosen for value in item.values)), 0)
    start = at - at % most
    end = start + most
    return Window(
        items[start:end],
        len(items),
        start + 1,
        items[start - most].name.field if start else None,
        items[end].name.field if end < len(items) else None,
    )


def filter_items(items: list[Item], words: str) -> list[Item]:
    """The items in which all words stand, whatever their marks and case."""
    wanted = fold(words).split()
    return [item for item in items if all(one in fold(" ".join(value.text for value in item.values)) for one in wanted)]


def _part_names(part: Part) -> Iterator[Value]:
    yield part.name
    for inner in part.parts:
        yield from _part_names(inner)


def join_lines(text: str | None) -> str:
    """A text on one line."""
    return " ".join((text or "").split())


def format_value(value: object) -> str:
    """A value of a correction on one line; dates as people write them."""
    if isinstance(value, dict):
        return format_value(next((value[key] for key in ("canonical", "name", "text", "date") if value.get(key)), None))
    if isinstance(value, list):
        return "; ".join(format_value(one) for one in value)
    text = "" if value is None else join_lines(str(value))
    return format_edtf(text) if parse_interval(text) else text


def format_edtf(value: str | None) -> str:
    """An EDTF date as people write it: 15/9/2023, 9/2023, quý III/2023, 1/2023 – 3/2023; else as it is."""
    return " – ".join(map(_format_date, written_ends(value)))


def _format_date(edtf: str) -> str:
    parts = parse_date(edtf)
    if not parts or parts.quarter:
        return labels.date(edtf)
    return "/".join(str(part) for part in (parts.day, parts.month, parts.year) if part)


def choose_fields(
    document: Document,
    values: Iterable[Value],
    *,
    field: str | None,
    obligation: str | None,
    at: Span | None,
    places: Places | DrawnText | None = None,
) -> tuple[set[str], list[Value]]:
    """The fields that an address chooses, and what is to be marked for it beside the values: a stretch `at` of the
    text has no field of its own. `places` are those of `view_document`."""
    names = {one.field for one in values if _is_chosen(one.field, field, obligation)}
    if at is None:
        return names, []
    return names | {"at"}, [Value("at", "", (at,), tuple((places or Places(document)).boxes(at)))]


def _is_chosen(name: str, field: str | None, obligation: str | None) -> bool:
    if obligation and name.startswith(f"obligations.{obligation}"):
        return True
    return bool(field) and (name == field or name.startswith(f"{field}."))
