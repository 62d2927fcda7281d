"""Walks over a parsed document: every value with its evidence, and the wording that each claims."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from vbparse import schema
from vbparse.schema import Document, Found, Model, Section


class Claim(NamedTuple):
    """A span and the wording that is said to stand there. `whole` tells that it is all of the wording at the span,
    else it is a part of it; `wording` is None where the value is a reading of the place."""

    where: str
    span: tuple[int, int] | None
    wording: str | None
    whole: bool = True


WORDING = {
    schema.Title: "text", schema.Mark: "text", schema.Block: "text", schema.Cell: "text", schema.Body: "text",
    schema.Due: "text",
    schema.Named: "name", schema.Recipient: "name", schema.Obligation: "assignee_text",
}  # fmt: skip
"""The key that is word for word what stands at the span."""
PARTS = {
    schema.Signature: ("name", "position", "second_position"), schema.Number: ("symbol", "number"),
    schema.Issued: ("place",),
    schema.Section: ("label", "heading"), schema.Attachment: ("label", "title"), schema.Issuer: ("name",),
}  # fmt: skip
"""Keys whose wording stands somewhere in the span."""


def letters(text: str) -> str:
    """Letters and digits alone, in small letters, Ⅲ as III: a wording without its presentation."""
    return "".join(re.findall(r"\w", unicodedata.normalize("NFKC", text).casefold()))


def values(model: Model, where: str = "") -> Iterator[tuple[str, Found]]:
    """Every value of a document that has evidence, however deep, with its path."""
    for name in type(model).model_fields:
        for path, part in _parts(f"{where}.{name}".lstrip("."), getattr(model, name)):
            if isinstance(part, Found):
                yield path, part
            yield from values(part, path)


def _parts(where: str, value: object) -> Iterator[tuple[str, Model]]:
    if isinstance(value, Model):
        yield where, value
    elif isinstance(value, list):
        for i, one in enumerate(value):
            yield from _parts(f"{where}[{i}]", one)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _parts(f"{where}.{key}", one)


def claims(document: Document) -> Iterator[Claim]:
    """What a document says stands where: each value with a span, and the further spans of values."""
    for where, one in values(document):
        if key := WORDING.get(type(one)):
            yield Claim(where, one.span, getattr(one, key))
        elif keys := PARTS.get(type(one)):
            yield from (Claim(f"{where}.{k}", one.span, getattr(one, k), False) for k in keys if getattr(one, k))
        elif one.span or not isinstance(one, schema.Anomaly):  # which may be of the whole file
            yield Claim(where, one.span, None)
        if isinstance(one, schema.Section) and one.heading:
            yield Claim(f"{where}.heading", one.heading_span, one.heading)
        if isinstance(one, schema.Obligation):
            yield Claim(f"{where}.task", one.task_span, one.task)
            if one.product:
                yield Claim(f"{where}.product", one.product_span, one.product)
        if isinstance(one, schema.Reference):
            yield from (Claim(f"{where}.mentions[{i}]", span, None) for i, span in enumerate(one.mentions))
    filed = document.evidence.get("filing", [])
    for i, (entry, found) in enumerate(zip(document.filing, filed, strict=True)):
        yield Claim(f"filing[{i}]", found.span, entry)


def broken(document: Document, *, wording: bool = True) -> list[str]:
    """Claims that do not hold: a span that is none, or, with `wording`, that has other words than those claimed."""
    text = document.text or ""
    made = (c if wording or not c.wording else c._replace(wording=None) for c in claims(document))
    return [f"{c.where}: {c.wording!r} at {c.span}" for c in made if not _holds(text, c)]


def _holds(text: str, claim: Claim) -> bool:
    if claim.span is None:
        return claim.wording == ""
    start, end = claim.span
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        return False
    if claim.wording is None:
        return True
    if claim.whole:
        return text[start:end].split() == claim.wording.split()
    return letters(claim.wording) in letters(text[start:end])


def outline(sections: list[Section]) -> Iterator[Section]:
    """All sections, parents before children."""
    for section in sections:
        yield section
        yield from outline(section.children)


def paths(sections: list[Section], parent: str = "", own: str = "") -> Iterator[str]:
    """The path of each labelled section as the contract makes it: II.2.1 is 2.1 under 2 under II."""
    for section in sections:
        if not section.label:
            continue
        holds = bool(own) and section.label.startswith(own + ".") and parent.endswith(own)
        path = parent.removesuffix(own) + section.label if holds else f"{parent}.{section.label}".lstrip(".")
        yield path
        yield from paths(section.children, path, section.label)
