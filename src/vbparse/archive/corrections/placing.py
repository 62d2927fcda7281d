"""Where a corrected value stands in the text: where somebody pointed, or where the words that were typed stand once in
what they correct. Else it has no place: that of the value which was read would be a wrong one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeGuard

import regex
from pydantic import BaseModel

from vbparse.archive.corrections.setting import items_of
from vbparse.errors import InputError
from vbparse.schema import (
    Block,
    Body,
    Document,
    Due,
    Found,
    Issued,
    Issuer,
    Mark,
    Named,
    Obligation,
    Phase,
    Reference,
    Section,
    Title,
)
from vbparse.text import Span

_MAIN_PARTS: dict[type[Found], tuple[str, ...]] = {
    Issued: ("date",),
    Issuer: ("canonical", "name"),
    Title: ("text",),
    Mark: ("text",),
    Due: ("date", "text"),
    Named: ("name",),
    Phase: ("label",),
    Reference: ("canonical", "name"),
}
"""The parts of a value that are its wording; the place of the value is theirs."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """A stretch of the text, and the words that stood there when somebody pointed at it."""

    span: Span
    words: str

    def stands_in(self, document: Document) -> bool:
        """Whether the words are there still: a file that is read again may have another text."""
        return (document.text or "")[slice(*self.span)] == self.words


def point_at(document: Document, span: tuple[int, int]) -> Pointed:
    """A stretch of a document without the blanks around it. Raises InputError where no words stand there."""
    start, end = span
    words = (document.text or "")[start:end] if 0 <= start < end else ""
    if not words.strip():
        raise InputError("correct.no-words", span=f"{start}-{end}")
    start += len(words) - len(words.lstrip())
    return Pointed(Span(start, start + len(words.strip())), words.strip())


@dataclass(frozen=True, slots=True)
class Before:
    """What is needed of a value before it is corrected: the stretch of its item, and its bodies."""

    around: tuple[int, int] | None
    bodies: list[Body]


def note_place(document: Document, path: str) -> Before:
    """What `place_value` needs to know of a value that is to be corrected."""
    holder = _find_holder(document, path)
    name = path.rpartition(".")[2]
    bodies = getattr(holder, name, None)
    return Before(_find_surroundings(document, path), bodies if _are_bodies(bodies) else [])


def place_value(document: Document, path: str, before: Before, pointed: Pointed | None) -> None:
    """Give the value at a path, which was just corrected, its place or take it away."""
    holder, name = _find_holder(document, path), path.rpartition(".")[2]
    value = getattr(holder, name, None)
    words = value.text if isinstance(value, Found) and hasattr(value, "text") else getattr(value, "canonical", value)
    span = pointed.span if pointed else find_once(document, words, before.around)
    if isinstance(holder, Obligation) and name in ("task", "product"):
        setattr(holder, f"{name}_span", span)
    elif _are_bodies(value):
        _place_bodies(document, value, before, pointed)
    elif path in document.evidence:
        document.evidence[path] = [Found(span=span)] if span else []
    elif isinstance(value, Found):
        value.span, value.origin = span, []
    elif isinstance(holder, Found) and _is_main_part(holder, name):
        holder.span, holder.origin = span, []
        if isinstance(holder, Reference):
            holder.mentions = [span] if span else []
    elif pointed and (item := _find_item(document, path)) and path.count(".") == 1:
        _place_item(item, pointed.span)


def find_once(document: Document, words: Any, around: tuple[int, int] | None) -> tuple[int, int] | None:
    """Where words stand, whatever the blanks between them, if it is once within a stretch."""
    if not isinstance(words, str) or not words.strip() or not around:
        return None
    # They neither begin nor end inside a word.
    pattern = r"(?<!\w(?=\w))" + r"\s+".join(map(regex.escape, words.split())) + r"(?!(?<=\w)\w)"
    found = list(islice(regex.finditer(pattern, document.text or "", pos=around[0], endpos=around[1]), 2))
    return found[0].span() if len(found) == 1 else None


def _place_bodies(document: Document, bodies: list[Body], before: Before, pointed: Pointed | None) -> None:
    """Bodies that were there keep their places; one that is new has all that was pointed at, several their names."""
    known = {body.name: body for body in before.bodies}
    new = [body for body in bodies if body.name not in known]
    for body in bodies:
        if body.name in known:
            body.span, body.origin = known[body.name].span, known[body.name].origin
        elif pointed and len(new) == 1:
            body.span = pointed.span
        else:
            body.span = find_once(document, body.name, pointed.span if pointed else before.around)


def _place_item(item: Any, span: Span) -> None:
    if isinstance(item, Obligation):
        item.task_span = span
    elif isinstance(item, Reference):
        item.mentions = [span]
    elif isinstance(item, Found):
        item.span = span


def _is_main_part(holder: Found, name: str) -> bool:
    return any(isinstance(holder, kind) and name in names for kind, names in _MAIN_PARTS.items())


def _are_bodies(value: Any) -> TypeGuard[list[Body]]:
    return isinstance(value, list) and bool(value) and all(isinstance(one, Body) for one in value)


def _find_item(document: Document, path: str) -> Any:
    name, _, own = path.partition(".")
    return next((item for item in items_of(document, name) or () if item.id == own.partition(".")[0]), None)


def _find_holder(document: Document, path: str) -> BaseModel | None:
    """What holds the field that a path ends in; None where it is not there."""
    item = _find_item(document, path)
    parts = path.split(".")[2 if item else 0 : -1]
    holder: Any = item or document
    for name in parts:
        holder = getattr(holder, name, None)
    return holder if isinstance(holder, BaseModel) else None


def _find_surroundings(document: Document, path: str) -> tuple[int, int] | None:
    """The stretch of what a path corrects: of an obligation, a citation or a phase its paragraph or table, of another
    value its own."""
    item = _find_item(document, path)
    if isinstance(item, Obligation | Reference | Phase):
        at = next(iter(_item_spans(item)), None)
        return next(
            (block.span for block in _blocks(document) if at and block.span and _is_within(at, block.span)), None
        )
    if item is None:
        item = getattr(document, path.partition(".")[0], None)
    return item.span if isinstance(item, Found) else None


def _item_spans(item: Obligation | Reference | Phase) -> Iterator[tuple[int, int]]:
    if isinstance(item, Reference):
        yield from item.mentions
    elif isinstance(item, Obligation) and item.task_span:
        yield item.task_span
    if item.span:
        yield item.span


def _is_within(span: tuple[int, int], around: tuple[int, int]) -> bool:
    return around[0] <= span[0] < around[1]


def _blocks(document: Document) -> Iterator[Block]:
    sections: list[Section] = items_of(document, "sections") or []
    for section in sections:
        yield from section.blocks
