"""References, outline and phases of a document against their annotation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from vbparse.edtf import short_form
from vbparse.evaluate.header import Gold
from vbparse.evaluate.tally import Tally
from vbparse.evaluate.wording import fold, label, misread, overlap, same_body, same_rhythm, squeeze
from vbparse.schema import Document, Phase, Reference, Section

Node = tuple[int, str, str]
"""Level, label and how the text starts."""
START, SHORTEST = 25, 12
"""Characters of the start of a node that are compared, and the least that a parsed node must have of them."""
MISREAD_START = 0.85
"""Share of the letters of a start that a scan has to give."""


def optional(item: Gold) -> bool:
    """Whether careful annotators may differ on an item."""
    return bool(item.get("optional"))


def keyed(items: Iterable[Gold], key: str) -> bool:
    """Whether an annotation fills a key at all; one that never does says nothing of it."""
    return any(key in item for item in items)


def score_references(gold: list[Gold], document: Document, tally: Tally) -> None:
    """Documents referred to; date, issuer and type of those that have a number; relation and count of mentions."""
    references = foreign_references(document)
    pairs = tally.several("references", gold, references, _same_document, optional)
    tally.trust_each("references", gold, references, pairs, optional)
    has_mentions = keyed(gold, "mentions")
    has_relations = keyed(gold, "relation")
    for i, annotated in enumerate(gold):
        if optional(annotated):
            continue
        reference = references[pairs[i]] if i in pairs else None
        heading = annotated.get("number") or annotated["name"]
        if annotated.get("number"):
            _details(annotated, reference, tally)
        if has_relations:
            relation = annotated.get("relation", "cites")
            got = reference.relation if reference else None
            tally.single("reference.relation", relation, got, right=got == relation, about=heading)
        if has_mentions and annotated.get("mentions"):
            mentions = len(reference.mentions) if reference else 0
            right = mentions == annotated["mentions"]
            tally.single("reference.mentions", annotated["mentions"], mentions, right=right, about=heading)


def foreign_references(document: Document) -> list[Reference]:
    """References less a mention of the document's own number."""
    number = document.number
    own = squeeze(f"{number.number}/{number.symbol or ''}") if number and number.number else ""
    return [x for x in document.references if not (own and _numbered(x) == own and not x.date)]


def _details(gold: Gold, found: Reference | None, tally: Tally) -> None:
    date, issuer, kind = (found.date, found.issuer, found.doc_type) if found else (None, None, None)
    for name, wanted, got, same in (
        ("date", gold["date"], date, short_form(date) == short_form(gold["date"])),
        ("issuer", gold["issuer"], issuer, not gold["issuer"] or same_body(issuer, gold["issuer"])),
        ("type", gold["type"], kind, fold(kind) == fold(gold["type"])),
    ):
        tally.single(f"reference.{name}", wanted, got, right=bool(found) and same, about=gold["number"])


def _same_document(gold: Gold, found: Reference) -> float:
    """By number where there is one, ties by date and issuer; else by name."""
    number = _numbered(found)
    if not gold.get("number"):
        likeness = overlap(found.name, gold["name"])
        return likeness if likeness >= 0.6 and not number else 0.0
    if not number or number.replace("/", "-") != squeeze(gold["number"]).replace("/", "-"):
        return 0.0
    issuer = same_body(found.issuer, gold["issuer"]) if gold["issuer"] else 0.5
    return 1.0 + (short_form(found.date) == short_form(gold["date"])) + 0.5 * issuer


def _numbered(reference: Reference) -> str:
    if reference.canonical:
        return squeeze(reference.canonical)
    return squeeze("/".join(x for x in (reference.number, reference.symbol) if x))


def nodes(sections: Iterable[Section]) -> Iterator[Node]:
    """The labelled sections in reading order; where one has no heading, its first text stands for it."""
    for section in sections:
        if section.label:
            first = next((block.text for block in section.blocks if block.text), "")
            yield section.level, label(section.label), section.heading or first
        yield from nodes(section.children)


def score_nodes(gold: Gold, document: Document, tally: Tally) -> None:
    """Numbered nodes of the document and of its attachments, and their levels."""
    wanted: list[Any] = [*gold.get("nodes", ()), *(x for a in gold.get("attachments", ()) for x in a.get("nodes", ()))]
    found = [*nodes(document.sections), *(x for a in document.attachments for x in nodes(a.sections))]
    pairs = tally.several("nodes", wanted, found, partial(_same_node, scan=bool(gold.get("scan"))))
    for i, (level, name, start) in enumerate(wanted):
        got = found[pairs[i]][0] if i in pairs else None
        tally.single("node.level", level, got, right=got == level, about=f"{name}. {start}")


def _same_node(gold: list[Any], found: Node, *, scan: bool) -> float:
    level, name, start = gold
    if label(name) != found[1]:
        return 0.0
    wanted, got = fold(start), fold(found[2])
    size = min(START, len(wanted))
    if len(got) < min(size, SHORTEST):
        return 0.0
    begins = got.startswith(wanted[:size]) or wanted.startswith(got[:size])
    same = begins or (scan and misread(wanted[:size], got[:size], MISREAD_START))
    return (2.0 if level == found[0] else 1.0) * same


def score_phases(gold: list[Gold], document: Document, tally: Tally) -> None:
    """Periods, by their rhythm or by both their ends."""
    tally.several("phases", gold, document.phases, _same_phase, optional)


def _same_phase(gold: Gold, found: Phase) -> float:
    if gold.get("recurrence"):
        return float(same_rhythm(gold["recurrence"], found.recurrence))
    same = short_form(found.start) == short_form(gold["start"]) and short_form(found.end) == short_form(gold["end"])
    return (1.0 + overlap(gold["label"], found.label)) * same
