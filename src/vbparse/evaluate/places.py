"""Evidence: does the text at a span hold the wording that is claimed, and is its origin where the annotation has it?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from vbparse.evaluate.charges import assignee
from vbparse.evaluate.header import Gold
from vbparse.evaluate.items import foreign_references
from vbparse.evaluate.tally import Tally
from vbparse.evaluate.wording import tokens
from vbparse.schema import Document, Found, Reference

HELD = 0.6
"""Least share of the words claimed that the text at the span must have."""
SLACK = 5.0
"""Points by which an annotated box may differ from the one found."""


def score_evidence(document: Document, tally: Tally) -> None:
    """Title, assignees beside their task, references, recipients, signatures: how many spans hold them."""
    text = document.text or ""
    for claim, span in _claims(document) if text else ():
        if claim:
            tally.evidence_claimed += 1
            tally.evidence_held += _has_wording(text, span, claim)


def _claims(document: Document) -> Iterator[tuple[str | None, tuple[int, int] | None]]:
    if document.title:
        yield document.title.text, document.title.span
    for obligation in document.obligations:
        if not obligation.inherited:
            yield assignee(obligation), obligation.span
    for reference in foreign_references(document):
        yield reference.canonical or reference.name, reference.mentions[0] if reference.mentions else None
    for one in (*document.recipients, *document.signatures):
        yield one.name, one.span


def score_places(gold: list[Gold], document: Document, tally: Tally) -> None:
    """Annotated places, each {field, text} with page or origin: some value of the field has a span that holds the
    wording, and stands at that page or place. The field is a path of keys such as `obligations[2].due`; the index is
    of the annotation's own list and decides nothing, since the wording tells which value is meant."""
    text = document.text or ""
    for place in gold:
        found = [one for one in _values(document, place["field"]) if _has_wording(text, one.span, place["text"])]
        right = any(_is_at_place(one, place) for one in found)
        near = {"span": found[0].span, "origin": found[0].origin} if found else None
        tally.single("places", place, near, right=right)


def _values(document: Document, path: str) -> list[Found]:
    """What stands under a path of keys. An obligation's own span is that of its assignee."""
    head, *rest = re.sub(r"\[\d*\]", "", path).removesuffix(".assignee").split(".")
    found: list[Any] = [document.evidence.get(head) or getattr(document, head, None)]
    for key in rest:
        found = [getattr(one, key, None) for one in _flat(found)]
    values = [one for one in _flat(found) if isinstance(one, Found)]
    more = [Found(span=span) for one in values if isinstance(one, Reference) for span in one.mentions]
    return values + more


def _flat(values: list[Any]) -> Iterator[Any]:
    for value in values:
        if isinstance(value, list):
            yield from _flat(value)
        elif value is not None:
            yield value


def _has_wording(text: str, span: tuple[int, int] | None, wording: str) -> bool:
    if not span or span[1] > len(text):
        return False
    want, have = tokens(wording), tokens(text[span[0] : span[1]])
    return bool(have) and len(have & want) >= HELD * len(want)


def _is_at_place(found: Found, place: Gold) -> bool:
    wanted = {"page": place["page"]} if place.get("page") else {}
    wanted |= place.get("origin") or {}
    if not wanted:
        return True
    return any(all(_agrees(key, value, one.get(key)) for key, value in wanted.items()) for one in found.origin)


def _agrees(key: str, gold: Any, found: Any) -> bool:
    if key == "box" and found:
        return all(abs(one - other) <= SLACK for one, other in zip(gold, found, strict=True))
    return bool(gold == found)
