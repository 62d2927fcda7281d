"""A text cut where marked places begin and end, so that places that overlap can be shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vbparse.web.views.places import Span


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a text, and the fields whose places cover it, that of the shortest place first."""

    text: str
    start: int
    fields: tuple[str, ...] = ()

    @property
    def kinds(self) -> list[str]:
        """The first parts of the names of its fields, each once: obligations, references …"""
        return list(dict.fromkeys(field.partition(".")[0] for field in self.fields))


def cut_segments(text: str, marks: Iterable[tuple[Span, str]]) -> list[Segment]:
    """The whole text in order; `marks` are spans with the field each belongs to. What of a span lies outside the text
    is left out."""
    placed = [(max(0, a), min(len(text), b), field) for (a, b), field in marks]
    opened: dict[int, list[tuple[int, str]]] = {}
    closed: dict[int, list[tuple[int, str]]] = {}
    for a, b, field in placed:
        if a < b:
            opened.setdefault(a, []).append((b - a, field))
            closed.setdefault(b, []).append((b - a, field))
    found: list[Segment] = []
    over: list[tuple[int, str]] = []
    cuts = sorted({0, len(text), *opened, *closed})
    for start, end in pairwise(cuts):
        for one in closed.get(start, ()):
            over.remove(one)
        over += opened.get(start, ())
        fields = dict.fromkeys(field for _, field in sorted(over))
        found.append(Segment(text[start:end], start, tuple(fields)))
    return found


def split_lines(cut: Sequence[Segment]) -> list[list[Segment]]:
    """Segments put into the lines of their text; the line breaks themselves are left out."""
    found: list[list[Segment]] = [[]]
    for segment in cut:
        at = segment.start
        for i, part in enumerate(segment.text.split("\n")):
            if i:
                found.append([])
            if part:
                found[-1].append(Segment(part, at, segment.fields))
            at += len(part) + 1
    return found
