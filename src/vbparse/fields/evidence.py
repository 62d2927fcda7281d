"""Origins and ids: the last step, over the finished document.

Every model with a span gets its places in the source; every item of a list gets an id made from its section path and
its wording, so that it survives re-parsing and changes of position (two equal items are numbered).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

from pydantic import BaseModel

from vbparse.schema import Document, Found, Reference, Section
from vbparse.text import Span, Text


def complete(document: Document, text: Text) -> Document:
    """The document with its origins and ids filled in, in place."""
    for name in ("number", "issued", "issuer", "title", "urgency", "secrecy", "received"):
        _set_origin(getattr(document, name), text)
    for name in (
        "addressees",
        "references",
        "sections",
        "phases",
        "obligations",
        "recipients",
        "signatures",
        "attachments",
        "anomalies",
    ):
        for item in getattr(document, name):
            _set_origin(item, text)
    for places in document.evidence.values():
        for found in places:
            _set_origin(found, text)
    _identify(document)
    return document


def _set_origin(model: BaseModel | None, text: Text) -> None:
    if model is None:
        return
    if isinstance(model, Reference):
        model.origin = [place for mention in model.mentions for place in text.places(mention)]
    elif isinstance(model, Found) and model.span:
        model.origin = text.places(Span(*model.span))
    for name in _fields_with_spans(type(model)):
        _set_origins(getattr(model, name), text)


def _set_origins(value: object, text: Text) -> None:
    if isinstance(value, Found):
        _set_origin(value, text)
    elif isinstance(value, list):
        for item in value:
            _set_origins(item, text)


@cache
def _fields_with_spans(kind: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model that hold models with a span, or lists of them."""
    plain = ("span", "origin", "heading_span", "task_span", "product_span", "mentions", "candidates", "doubts")
    return tuple(
        name
        for name, info in kind.model_fields.items()
        if name not in plain and info.annotation not in (str, int, bool, str | None, int | None, list[str])
    )


_ID_DIGITS = 12
"""Hexadecimal digits of an id: two items of one document do not share them by chance."""
_OPENING = 80
"""Letters of a section without a heading that identify it."""
WORDING: dict[str, Callable[[Any], tuple[str | None, ...]]] = {
    "obligations": lambda x: (x.section, x.assignee_text, x.task),
    "references": lambda x: (x.canonical or x.name or x.symbol, x.date, x.issuer),
    "phases": lambda x: (x.section, x.label, x.start, x.end, x.recurrence),
    "recipients": lambda x: (x.name,),
    "addressees": lambda x: (x.name,),
    "signatures": lambda x: (x.authority, x.position, x.name),
}
"""What of an item makes its id, by the list that it stands in."""


def item_id(name: str, item: BaseModel) -> str:
    """The id of an item of a list of the document, `name`, that has its wording alone."""
    return _hash_wording(name.removesuffix("s"), *WORDING[name](item))


def _hash_wording(*parts: str | None) -> str:
    words = "\x1f".join(" ".join((part or "").lower().split()) for part in parts)
    return hashlib.sha256(words.encode()).hexdigest()[:_ID_DIGITS]


def _identify(document: Document) -> None:
    seen: Counter[str] = Counter()

    def number_repeats(key: str) -> str:
        seen[key] += 1
        return key if seen[key] == 1 else f"{key}-{seen[key]}"

    for name in WORDING:
        for item in getattr(document, name):
            item.id = number_repeats(item_id(name, item))
    for i, a in enumerate(document.attachments, 1):
        a.id = number_repeats(_hash_wording("attachment", a.label, a.title))
        _identify_sections(a.sections, a.label or f"[{i}]", number_repeats)
    _identify_sections(document.sections, "", number_repeats)


def _identify_sections(sections: list[Section], path: str, number_repeats: Callable[[str], str]) -> None:
    for section in sections:
        here = f"{path}/{section.label or section.kind}"
        first = section.heading or (section.blocks[0].text[:_OPENING] if section.blocks else "")
        section.id = number_repeats(_hash_wording("section", here, first))
        _identify_sections(section.children, here, number_repeats)
