"""The doubts of a document: raised by the witnesses, listed, and taken back where a person says that a value is
right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from vbparse.doubts import (
    arrival,
    assignees,
    charges,
    citations,
    ending,
    letterhead,
    recognition,
    signatures,
    stamps,
    whole,
)
from vbparse.doubts.witness import WITNESSES, Reading, Witness
from vbparse.schema import Anomaly, Document, Value
from vbparse.source import Source
from vbparse.text import TextBuilder
from vbparse.vocabularies import AnomalyCode, DoubtCode, Severity

MODULES = (letterhead, stamps, arrival, citations, charges, assignees, ending, signatures, recognition, whole)
"""Where the witnesses are; the order of their codes is that of these modules."""
_SINGLE = ("number", "issued", "issuer", "title", "received")
_LISTS = ("references", "phases", "obligations", "recipients", "signatures", "attachments")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason to look at a value. `path` is that of a correction ("obligations.4f0c12ab9d3e"), empty for the document
    as a whole, "pages.3" for a page that was read badly; `span` is where the value stands."""

    path: str
    code: DoubtCode
    span: tuple[int, int] | None

    @property
    def vi(self) -> str:
        """The reason in Vietnamese, as it stands within a sentence."""
        return self.code.vi

    @property
    def en(self) -> str:
        """The reason in English, as it stands within a sentence."""
        return self.code.en


def raise_doubts(document: Document, source: Source) -> Document:
    """The finished document with the doubts of all its values, in place."""
    reading = Reading(document, source.text, source.unsure)
    document.doubts = _find_doubts(document, reading)
    for _, value in list_values(document):
        value.doubts = _find_doubts(value, reading)
    return document


def _find_doubts(value: Value | Document, reading: Reading) -> list[DoubtCode]:
    return list(dict.fromkeys(one.code for one in _witnesses_of(type(value)) if one.says(value, reading)))


@cache
def _witnesses_of(kind: type[Value | Document]) -> tuple[Witness, ...]:
    return tuple(one for one in WITNESSES if issubclass(kind, one.kinds))


def list_values(document: Document) -> Iterator[tuple[str, Value]]:
    """The values and items of a document that can be doubtful, each with its path."""
    for name in _SINGLE:
        value = getattr(document, name)
        if value is not None:
            yield name, value
    for name in _LISTS:
        for item in getattr(document, name):
            yield f"{name}.{item.id}", item
    for obligation in document.obligations:
        if obligation.due:
            yield f"obligations.{obligation.id}.due", obligation.due


def list_pages(document: Document) -> dict[str, Anomaly]:
    """The pages that were read badly and that nobody has looked at yet, each by its path ("pages.3")."""
    waiting = (
        one for one in document.anomalies if one.code == AnomalyCode.PAGE_DOUBTFUL and one.severity == Severity.WARNING
    )
    return {f"pages.{place['page']}": one for one in waiting for place in one.origin}


def list_doubts(document: Document) -> list[Doubt]:
    """Everything in a document that a person should look at: what concerns the whole first, then pages, then values in
    the order of the contract."""
    doubts = [Doubt("", code, None) for code in document.doubts]
    doubts += [Doubt(path, DoubtCode.OCR_UNCERTAIN, None) for path in list_pages(document)]
    for path, value in list_values(document):
        doubts += [Doubt(path, code, value.span) for code in value.doubts]
    return doubts


def is_sure(document: Document) -> bool:
    """Whether nothing in a document is doubtful."""
    return not list_doubts(document)


def clear_doubts(document: Document, path: str | None = None) -> None:
    """Take back the doubts of the value at a path or within it, or of all where none is named: a person looked at it.

    A part that a person set ("obligations.4f0c12ab9d3e.due.date") makes its own value sure, and a field of an item
    ("obligations.4f0c12ab9d3e.task") the item.
    """
    if path is None:
        document.doubts = []
        for page in list_pages(document).values():
            page.severity = Severity.INFO
    for own, value in list_values(document):
        if path is None or own == path or own.startswith(f"{path}.") or own == path.rpartition(".")[0]:
            value.doubts = []


def keep_standing_doubts(document: Document) -> None:
    """Take back the doubts of the document as a whole that do not hold any more: what was missing was filled in."""
    if document.doubts:
        still = _find_doubts(document, Reading(document, TextBuilder().build()))
        document.doubts = [code for code in document.doubts if code in still]
