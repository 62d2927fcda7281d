"""Header of a document against its annotation: the single values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from vbparse.edtf import short_form
from vbparse.evaluate.tally import Tally, cut_below
from vbparse.evaluate.wording import fold, overlap, same_body, squeeze, subject
from vbparse.schema import Document

Gold = dict[str, Any]

SCAN_LIKENESS = 0.95
"""Least share of the words of a title that a scan has to give."""


def score_header(gold: Gold, document: Document, tally: Tally) -> None:
    """Type, number, symbol, date and place of issue, issuer, title and addressees, so far as they are annotated."""
    number, issued, issuer = document.number, document.issued, document.issuer
    title = document.title.text if document.title else ""

    def same_title(one: Any, other: Any) -> bool:
        return subject(one) == subject(other) or (bool(gold.get("scan")) and overlap(one, other) >= SCAN_LIKENESS)

    def same_issuer(one: Any, _: Any) -> bool:
        return bool(issuer) and any(same_body(name, one) for name in (issuer.name, issuer.canonical))  # type: ignore[union-attr]

    values: list[tuple[str, Any, Callable[[Any, Any], bool], object]] = [
        ("doc_type", document.doc_type, _equals_folded, None),
        ("number", number and number.number, _equals_folded, number),
        ("symbol", number and number.symbol, lambda one, other: squeeze(one) == squeeze(other), number),
        ("issued", issued and short_form(issued.date), lambda one, other: short_form(one) == (other or ""), issued),
        ("place", issued and issued.place, _equals_folded, None),
        ("issuer", issuer and issuer.name, same_issuer, issuer),
        ("title", title, same_title, document.title),
    ]
    also = gold.get("also", {})  # readings that are no fault, as of a number written by hand
    for name, value, agree, trusted in values:
        if name in gold:
            right = agree(gold[name], value)
            excused = not right and (value or None) in also.get(name, [])
            if not excused:
                tally.single(name, gold[name], value, right=right)
            if value:
                tally.trust_one("header", trusted, right=right or excused)
    if "addressees" in gold:
        names = [one.name for one in document.addressees]
        tally.several("addressees", gold["addressees"], names, lambda one, other: cut_below(0.75, overlap(one, other)))


def _equals_folded(one: Any, other: Any) -> bool:
    return fold(one) == fold(other)
