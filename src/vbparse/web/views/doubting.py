"""What a person should look at in a document, as lines of its page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vbparse.archive.answers import Doubtful
from vbparse.web.views.values import DocumentView, Item, Row, Value

_TERMS = {"obligations": "task", "phases": "phase", "references": "reference", "signatures": "signer"}
_TERMS |= {"recipients": "recipient", "anomalies": "anomaly", "stamps": "signature", "attachments": "attachment"}
"""What the value is called that names an item."""


@dataclass(frozen=True, slots=True)
class DoubtLine:
    """A doubtful value with its term, why it is doubtful, and the item that it belongs to."""

    term: str
    value: Value
    doubts: Sequence[Doubtful]
    item: str | None = None


def list_doubts(read: DocumentView, doubts: Mapping[str, Sequence[Doubtful]]) -> list[DoubtLine]:
    """The doubtful values in the order of the page; `doubts` by the field that shows each."""
    return [
        DoubtLine(term, value, doubts[value.field], item)
        for term, value, item in _termed_values(read)
        if value.field in doubts
    ]


def _termed_values(read: DocumentView) -> Iterator[tuple[str, Value, str | None]]:
    yield from _row_values(read.head)
    for name in ("signatures", "obligations", "phases", "references", "recipients", "anomalies", "stamps"):
        yield from _item_values(getattr(read, name))
    yield from _item_values([item for item, _ in read.attachments])


def _item_values(items: Sequence[Item]) -> Iterator[tuple[str, Value, str | None]]:
    for item in items:
        yield _TERMS[item.field.partition(".")[0]], item.name, None
        yield from _row_values(item.rows, item.name.text)


def _row_values(rows: Sequence[Row], item: str | None = None) -> Iterator[tuple[str, Value, str | None]]:
    for row in rows:
        for value in row.values:
            yield row.term, value, item
