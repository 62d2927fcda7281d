"""What words that somebody points at in a document can be: the fields they correct, and how they stand in the form."""

from __future__ import annotations

from dataclasses import dataclass

from vbparse.patterns import Cue
from vbparse.schema import Document, Obligation
from vbparse.web.views.dues import read_date, read_due, write_due
from vbparse.web.views.editing import CHARGE, Input
from vbparse.web.views.places import Span
from vbparse.web.views.values import format_edtf

_NEAREST = 3
"""Obligations that are offered."""
_NUMBER_LABEL = Cue(r"(?i)\s*số\s*[:.]?\s*", examples=["Số: ", "số "], rejects=["12/KH"], at="start")


@dataclass(frozen=True, slots=True)
class Choice:
    """A field that the words can be of: its term, its path."""

    term: str
    path: str


@dataclass(frozen=True, slots=True)
class Pointed:
    """Words of a document, the fields of its head that they can be, and those of obligations near them by task."""

    words: str
    at: str
    head: list[Choice]
    obligations: list[tuple[str, list[Choice]]]


def list_choices(document: Document, span: Span) -> Pointed:
    """What the words of a stretch can be."""
    words = " ".join((document.text or "")[slice(*span)].split())
    head = [("number", "number"), ("date", "issued.date"), ("issuer", "issuer.canonical"), ("title", "title.text")]
    head += [("signer", f"signatures.{signature.id}.name") for signature in document.signatures]
    charges = [charge for charge in document.obligations if charge.span or charge.task_span]
    charges.sort(key=lambda charge: _distance(charge, span))
    return Pointed(
        words,
        f"{span[0]}-{span[1]}",
        [Choice(term, path) for term, path in [*head, ("new_obligation", CHARGE)]],
        [(" ".join(charge.task.split()), _obligation_choices(charge)) for charge in charges[:_NEAREST]],
    )


def _obligation_choices(one: Obligation) -> list[Choice]:
    return [Choice(name, f"obligations.{one.id}.{name}") for name in ("due", "assignees", "cooperating", "product")]


def _distance(one: Obligation, span: Span) -> int:
    """Characters between a stretch and an obligation."""
    places = [place for place in (one.span, one.task_span, one.due.span if one.due else None) if place]
    return min(max(start - span[1], span[0] - end, 0) for start, end in places)


def point_text(asked: Input, words: str, document: Document) -> str:
    """The words as they stand in the form for a field: dates and deadlines as people write them; who cooperates is
    added to those who do."""
    if asked.kind == "date":
        return format_edtf(read_date(words, document)) or words
    if asked.kind == "due":
        due = read_due(words, document)
        return write_due(due.date, due.bound, due.text) if due else words
    if asked.path == "number":
        return _NUMBER_LABEL.sub("", words, count=1)
    if asked.path.endswith(".cooperating") and asked.text:
        return f"{asked.text}\n{words}"
    return words.strip(" ,;.:")
