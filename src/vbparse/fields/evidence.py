"""Origins and ids: the last step, over the finished document.

Every model with a span gets its places in the source; every item of a list gets an id made from its section path and
its wording, so that it survives re-parsing and changes of position (two equal items are told apart by their count).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import cache

from pydantic import BaseModel

from vbparse.schema import Document, Found, Reference, Section
from vbparse.text import Span, Text


def complete(document: Document, text: Text) -> Document:
    """The document with its origins and ids filled in, in place."""
    for name in ("number", "issued", "issuer", "title", "urgency", "secrecy"):
        _place(getattr(document, name), text)
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
            _place(item, text)
    for places in document.evidence.values():
        for found in places:
            _place(found, text)
    _identify(document)
    return document


def _place(model: BaseModel | None, text: Text) -> None:
    if model is None:
        return
    if isinstance(model, Reference):
        model.origin = [place for mention in model.mentions for place in text.places(mention)]
    elif isinstance(model, Found) and model.span:
        model.origin = text.places(Span(*model.span))
    for name in _holders(type(model)):
        _place_all(getattr(model, name), text)


def _place_all(value: object, text: Text) -> None:
    if isinstance(value, Found):
        _place(value, text)
    elif isinstance(value, list):
        for item in value:
            _place_all(item, text)


@cache
def _holders(kind: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model that hold models with a span, or lists of them."""
    plain = ("span", "origin", "heading_span", "task_span", "product_span", "mentions", "candidates")
    return tuple(
        name
        for name, info in kind.model_fields.items()
        if name not in plain and info.annotation not in (str, int, bool, str | None, int | None, list[str])
    )


def _identify(document: Document) -> None:
    seen: Counter[str] = Counter()

    def name(*parts: str | None) -> str:
        key = hashlib.sha256("\x1f".join(" ".join((p or "").lower().split()) for p in parts).encode()).hexdigest()[:12]
        seen[key] += 1
        return key if seen[key] == 1 else f"{key}-{seen[key]}"

    for o in document.obligations:
        o.id = name("obligation", o.section, o.assignee_text, o.task)
    for r in document.references:
        r.id = name("reference", r.canonical or r.name or r.symbol, r.date, r.issuer)
    for p in document.phases:
        p.id = name("phase", p.section, p.label, p.start, p.end, p.recurrence)
    for x in document.recipients:
        x.id = name("recipient", x.name)
    for addressee in document.addressees:
        addressee.id = name("addressee", addressee.name)
    for signature in document.signatures:
        signature.id = name("signature", signature.authority, signature.position, signature.name)
    for i, a in enumerate(document.attachments, 1):
        a.id = name("attachment", a.label, a.title)
        _identify_sections(a.sections, a.label or f"[{i}]", name)
    _identify_sections(document.sections, "", name)


def _identify_sections(sections: list[Section], path: str, name) -> None:  # type: ignore[no-untyped-def]
    for section in sections:
        here = f"{path}/{section.label or section.kind}"
        section.id = name("section", here, section.heading or (section.blocks[0].text[:80] if section.blocks else ""))
        _identify_sections(section.children, here, name)
