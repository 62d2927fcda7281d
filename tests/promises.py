"""What every parsed document promises, whatever it was made of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from model import broken, outline, paths, values
from vbparse import Document
from vbparse.schema import Section

LONGEST_LABEL = 20
_DAY = r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?|-3[3-6])?"
_EDTF = re.compile(rf"{_DAY}(?:/{_DAY})?")
_RHYTHM = re.compile(r"FREQ=[A-Z]+(?:;[A-Z]+=[0-9A-Z,+-]+)*")


def find_broken_promises(document: Document) -> list[str]:
    """What does not hold of a document, each as a sentence; empty where all does."""
    # What a machine read from a picture stands as it was read, and values as it is meant.
    recognised = document.source.text_origin == "ocr" or any(x.code == "text-misread" for x in document.anomalies)
    faults = broken(document, wording=not recognised)
    faults += [f"{where} has a span and no origin" for where, one in values(document) if one.span and not one.origin]
    for sections in (document.sections, *(x.sections for x in document.attachments)):
        faults += [
            f"character {i} ({c!r}) stands in {n} blocks" for i, c, n in find_lost_or_doubled(document, sections)
        ]
        faults += find_misplaced_sections(sections)
    faults += [f"the id {key} stands twice" for key in find_repeated_ids(document)]
    faults += [f"there is no section {path}" for path in find_unknown_paths(document)]
    faults += [f"{text!r} is no date" for text in _dates(document) if not _EDTF.fullmatch(text)]
    faults += [f"{text!r} is no RRULE" for text in _rhythms(document) if not _RHYTHM.fullmatch(text)]
    return faults


def _dates(document: Document) -> Iterator[str]:
    texts = [document.issued.date if document.issued else None, *(x.date for x in document.references)]
    texts += [date for x in document.phases for date in (x.start, x.end)]
    texts += [x.due.date for x in document.obligations if x.due]
    return filter(None, texts)


def _rhythms(document: Document) -> Iterator[str]:
    texts = [x.recurrence for x in document.phases] + [x.due.recurrence for x in document.obligations if x.due]
    return filter(None, texts)


def find_lost_or_doubled(document: Document, sections: list[Section]) -> list[tuple[int, str, int]]:
    """Characters of the body that do not stand in exactly one label, heading or block, each with its count.

    The body runs from the first to the last of its outermost sections. A label is what stands at the start of a
    section before its heading or first block, at most twenty characters without the white space.
    """
    text = document.text or ""
    spans = [s.span for s in sections if s.span]
    if not spans:
        return []
    count: Counter[int] = Counter()
    for start, end in _stretches(text, sections):
        count.update(range(start, end))
    body = range(min(a for a, _ in spans), max(b for _, b in spans))
    return [(i, text[i], count[i]) for i in body if not text[i].isspace() and count[i] != 1]


def _stretches(text: str, sections: list[Section]) -> Iterator[tuple[int, int]]:
    for section in outline(sections):
        below = [x.span for x in (*section.blocks, *section.children) if x.span]
        if section.heading_span:
            below.append(section.heading_span)
            yield section.heading_span
        yield from (block.span for block in section.blocks if block.span)
        if section.label and section.span:
            start, end = section.span[0], min((a for a, _ in below), default=section.span[1])
            if len("".join(text[start:end].split())) <= LONGEST_LABEL:
                yield start, end


def find_misplaced_sections(sections: list[Section], within: tuple[int, int] | None = None) -> Iterator[str]:
    """Sections that do not stand inside their parent and behind the section before."""
    at, stop = within or (0, 10**9)
    for section in sections:
        if not section.span or not at <= section.span[0] < section.span[1] <= stop:
            yield f"{section.kind} {section.label} at {section.span} is not within {(at, stop)}"
            continue
        at = section.span[1]
        yield from find_misplaced_sections(section.children, section.span)


def find_repeated_ids(document: Document) -> list[str]:
    """Ids that two items of one list have, and empty ones."""
    sections = [*outline(document.sections), *(s for a in document.attachments for s in outline(a.sections))]
    kinds: list[list[str]] = [
        [x.id for x in document.references], [x.id for x in document.phases], [x.id for x in document.obligations],
        [x.id for x in document.recipients], [x.id for x in document.attachments], [x.id for x in sections],
    ]  # fmt: skip
    return [key for ids in kinds for key, n in Counter(ids).items() if n > 1 or not key]


def find_unknown_paths(document: Document) -> list[str]:
    """Section paths of obligations, phases and references that the outline does not have."""
    outline_paths = {None, *paths(document.sections)}
    prefixes = tuple(a.label or f"[{i}]" for i, a in enumerate(document.attachments, 1))
    items = (*document.obligations, *document.phases, *document.references)
    return [
        x.section for x in items if x.section not in outline_paths and x.section and not x.section.startswith(prefixes)
    ]
