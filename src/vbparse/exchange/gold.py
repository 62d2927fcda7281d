"""A document as an annotation, in the format of corpus/gold that `vbparse evaluate` reads: a corrected document is
one more document by which the parser is judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any

from vbparse import edtf, rrule
from vbparse.schema import Document, Due, Found, Obligation, Reference, Section
from vbparse.text import fold_view

WORDS = 8
"""Words of a node or a task that an annotation gives."""


def to_gold(document: Document, file: str) -> dict[str, Any]:
    """The annotation of a document whose file is at `file`, as seen from the annotation. Evaluating the document
    against it gives 1.0 in every field."""
    number, issued, issuer = document.number, document.issued, document.issuer
    return {
        "id": PurePosixPath(file).stem + (f"#{document.source.part}" if document.source.part else ""),
        "file": file,
        "doc_type": document.doc_type,
        "number": number.number if number else None,
        "symbol": number.symbol if number else None,
        "issued": _date(issued.date) if issued else None,
        "place": issued.place if issued else None,
        "issuer": issuer.canonical if issuer else None,
        "title": document.title.text if document.title else None,
        "addressees": [item.name for item in document.addressees],
        "references": [_reference(item) for item in document.references if not _is_own_number(item, document)],
        "nodes": list(_nodes(document.sections)),
        "phases": [
            {
                "label": x.label,
                "start": _date(x.start),
                "end": _date(x.end),
                "recurrence": _rhythm(x.recurrence),
            }
            for x in document.phases
        ],
        "obligations": [_obligation(item) for item in document.obligations],
        "recipients": [[item.name, item.purpose] for item in document.recipients],
        "purpose_codes": [item.purpose_code for item in document.recipients],
        "filing": list(document.filing),
        "signatures": [{"authority": x.authority, "position": x.position, "name": x.name} for x in document.signatures],
        "attachments": [
            {"label": x.label, "doc_type": x.doc_type, "title": x.title, "nodes": list(_nodes(x.sections))}
            for x in document.attachments
        ],
        "anomalies": [item.message for item in document.anomalies],
        "anomaly_codes": [item.code for item in document.anomalies],
        "places": list(_places(document)),
    }


def _is_own_number(reference: Reference, document: Document) -> bool:
    """Whether a document names itself, which is no reference to another."""
    number = document.number
    if not number or not number.number or reference.date:
        return False
    return _bare(_canonical(reference) or "") == _bare(f"{number.number}/{number.symbol or ''}")


def _bare(number: str) -> str:
    return "".join(fold_view(number).casefold().split()).strip(".;:,-/")


def _canonical(reference: Reference) -> str | None:
    return reference.canonical or "/".join(x for x in (reference.number, reference.symbol) if x) or None


def _reference(reference: Reference) -> dict[str, Any]:
    return {
        "type": reference.doc_type,
        "number": _canonical(reference),
        "date": _date(reference.date),
        "issuer": reference.issuer,
        "name": reference.name,
        "mentions": len(reference.mentions),
        "resolves_to": reference.resolved,
        "relation": reference.relation,
    }


def _nodes(sections: Sequence[Section]) -> Iterator[list[Any]]:
    """Labelled sections in reading order; where one has no heading, its first text stands for it."""
    for section in sections:
        if section.label:
            first = next((block.text for block in section.blocks if block.text), "")
            yield [section.level, section.label, _start(section.heading or first)]
        yield from _nodes(section.children)


def _start(text: str) -> str:
    return " ".join(text.split()[:WORDS])


def _obligation(obligation: Obligation) -> dict[str, Any]:
    """Product and bound stand only where there is one, as the format has it."""
    due = obligation.due
    annotation: dict[str, Any] = {
        "assignee": obligation.assignee_text or ", ".join(body.name for body in obligation.assignees),
        "assignees": [body.name for body in obligation.assignees],
        "task_starts": _start(obligation.task),
        "cooperating": [body.name for body in obligation.cooperating],
        "due": _due(due) if due else None,
        "optional": False,
        "section": obligation.section,
        "role": obligation.role,
    }
    if due and due.bound:
        annotation["bound"] = due.bound
    if obligation.product:
        annotation["product"] = obligation.product
    return annotation


def _due(due: Due) -> str | None:
    """An interval that is open at one end is written as the end it has."""
    if due.date:
        return "/".join(edtf.written_ends(_date(due.date)))
    return _rhythm(due.recurrence) or ("continuous" if due.ongoing else None)


def _date(value: str | None) -> str | None:
    return edtf.short_form(value) or None


def _rhythm(recurrence: str | None) -> str | None:
    """None for a rhythm that annotations have no word for, such as one on several days of a month."""
    rule = rrule.parse_rule(recurrence)
    return rrule.short_form(recurrence) or None if rule and len(rule.monthdays) <= 1 else None


def _places(document: Document) -> Iterator[dict[str, Any]]:
    """Where values stand: wording and, in a document with pages, the page."""
    text = document.text or ""
    for field, found in _find_values(document):
        wording = " ".join(text[slice(*found.span)].split()) if found.span else ""
        if wording:
            page = next((place["page"] for place in found.origin if "page" in place), None)
            yield {"field": field, "text": wording} | ({"page": page} if page else {})


def _find_values(document: Document) -> Iterator[tuple[str, Found]]:
    for name in ("number", "issued", "issuer", "title"):
        if value := getattr(document, name):
            yield name, value
    for i, obligation in enumerate(document.obligations):
        yield f"obligations[{i}].assignee", obligation
        if obligation.due:
            yield f"obligations[{i}].due", obligation.due
    for name in ("references", "phases", "recipients", "signatures"):
        for i, value in enumerate(getattr(document, name)):
            yield f"{name}[{i}]", value
