"""Where in a document an offset of its text stands: section path and page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from vbparse.schema import Block, Document, Found, Section

Place = tuple[int, str | None, int | None]
"""From an offset on: section path as in the contract ("VII.1", "Phụ lục I/II.3"), page."""


def find_places(document: Document) -> list[Place]:
    """The places of a document in order, each as far as the next."""
    places = list(_places_outside_sections(document))
    places += _section_places(document.sections, None, "")
    for i, attachment in enumerate(document.attachments, 1):
        label = attachment.label or f"[{i}]"
        places += _start_place(attachment, label)
        places += _section_places(attachment.sections, label, "")
        if attachment.span:
            places.append((attachment.span[1], None, None))
    return _merge_places(places)


def locate(found: Sequence[Any], offset: int) -> tuple[str | None, int | None]:
    """Section path and page at an offset. `found` as `find_places` gives it, or as JSON keeps it."""
    at = bisect_right(found, offset, key=lambda place: place[0]) - 1
    return (found[at][1], found[at][2]) if at >= 0 else (None, None)


def _places_outside_sections(document: Document) -> Iterator[Place]:
    """What stands in no section: letterhead and end."""
    yield 0, None, None
    for found in (document.number, document.issuer, document.title, *document.recipients, *document.signatures):
        if found:
            yield from _start_place(found, None)
    if document.sections and (span := document.sections[-1].span):
        yield span[1], None, None


def _section_places(sections: Sequence[Section], prefix: str | None, parent: str, label: str = "") -> Iterator[Place]:
    for section in sections:
        path = _join_labels(parent, label, section.label) if section.label else parent
        full = f"{prefix}/{path}" if prefix and path else prefix or path or None
        yield from _start_place(section, full)
        for block in section.blocks:
            yield from _block_places(block, full)
        yield from _section_places(section.children, prefix, path, section.label or label)


def _join_labels(parent: str, above: str, own: str) -> str:
    """Labels joined by dots; one that already holds its parent's takes its place ("2.1" under "II.2" is "II.2.1")."""
    if parent and own.startswith(above + "."):
        return parent[: len(parent) - len(above)] + own
    return f"{parent}.{own}" if parent else own


def _block_places(block: Block, path: str | None) -> Iterator[Place]:
    yield from _start_place(block, path)
    for row in block.rows:
        if row:
            yield from _start_place(row[0], path)


def _start_place(found: Found, path: str | None) -> Iterator[Place]:
    if found.span:
        yield found.span[0], path, next((o["page"] for o in found.origin if "page" in o), None)


def _merge_places(found: list[Place]) -> list[Place]:
    """Sorted by offset; what says nothing new is left out. A page goes on until another one is named."""
    out: list[Place] = []
    page: int | None = None
    for start, path, named in sorted(found, key=lambda place: place[0]):
        page = named or page
        if out and out[-1][0] == start:
            out.pop()
        if not out or out[-1][1:] != (path, page):
            out.append((start, path, page))
    return out
