"""Where on its pages a stretch of a document's text stands, as near as its lines tell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from vbparse.schema import Document, Found, Section

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page, in points from the top left."""

    page: int
    left: float
    top: float
    right: float
    bottom: float

    def part(self, start: float, end: float) -> Box:
        """What lies between two shares of its width."""
        width = self.right - self.left
        return Box(self.page, self.left + start * width, self.top, self.left + end * width, self.bottom)


PlacedLine = tuple[Span, Box]
"""A line of a text and its place."""


def origin_boxes(found: Found) -> list[Box]:
    """The places of a value on pages; none where its origins are of another kind."""
    return [Box(one["page"], *one["box"]) for one in found.origin if one.get("box")]


class Places:
    """The lines of a document that has pages, by where they are in its text."""

    def __init__(self, document: Document) -> None:
        self.lines = sorted(_locate_lines(document), key=lambda line: line[0])
        self._ends = [end for (_, end), _ in self.lines]

    def boxes(self, span: Span) -> list[Box]:
        """The places of a stretch: where it begins or ends inside a line, that is reckoned from its letters."""
        places: list[Box] = []
        at = bisect_left(self._ends, span[0] + 1)
        while at < len(self.lines) and self.lines[at][0][0] < span[1]:
            (start, end), box = self.lines[at]
            first, last = max(start, span[0]), min(end, span[1])
            if first < last:
                places.append(box.part((first - start) / (end - start), (last - start) / (end - start)))
            at += 1
        return places


def _locate_lines(document: Document) -> Iterator[PlacedLine]:
    """Each line of each paragraph with its box: a reader gives one origin a line."""
    text = document.text or ""
    for found in located_values(document):
        places = origin_boxes(found)
        if not places or not found.span:
            continue
        start = found.span[0]
        lines = text[start : found.span[1]].split("\n")
        if len(lines) != len(places):
            continue
        for line, box in zip(lines, places, strict=True):
            if line:
                yield (start, start + len(line)), box
            start += len(line) + 1


def located_values(document: Document) -> Iterator[Found]:
    """The paragraphs and cells of a document, and the values around its body, none of which overlap."""
    todo: list[Section] = [*document.sections, *(s for attachment in document.attachments for s in attachment.sections)]
    while todo:
        section = todo.pop()
        for block in section.blocks:
            yield from [cell for row in block.rows for cell in row] if block.rows else [block]
        if section.heading_span and section.origin:
            yield Found(span=section.heading_span, origin=section.origin[:1])
        todo += section.children
    head = (document.number, document.issued, document.issuer, document.title, document.received)
    yield from [field for field in head if field]
    yield from [*document.addressees, *document.recipients, *document.signatures]
