"""A text cut where marked places begin and end, so that places that overlap can be shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from vbparse.web.views.kinds import kind_of
from vbparse.web.views.places import Span


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a text, and the fields whose places cover it, that of the shortest place first."""

    text: str
    start: int
    fields: tuple[str, ...] = ()

    @property
    def kinds(self) -> list[str]:
        """The kinds of its fields, each once: obligations, references …"""
        return list(dict.fromkeys(map(kind_of, self.fields)))


def cut_segments(text: str, marks: Iterable[tuple[Span, str]]) -> list[Segment]:
    """The whole text in order; `marks` are spans with the field each belongs to. What of a span lies outside the text
    is left out."""
    placed = [(max(0, a), min(len(text), b), field) for (a, b), field in marks]
    starts: dict[int, list[tuple[int, str]]] = {}
    ends: dict[int, list[tuple[int, str]]] = {}
    for a, b, field in placed:
        if a < b:
            starts.setdefault(a, []).append((b - a, field))
            ends.setdefault(b, []).append((b - a, field))
    segments: list[Segment] = []
    active: list[tuple[int, str]] = []
    cuts = sorted({0, len(text), *starts, *ends})
    for start, end in pairwise(cuts):
        for one in ends.get(start, ()):
            active.remove(one)
        active += starts.get(start, ())
        fields = dict.fromkeys(field for _, field in sorted(active))
        segments.append(Segment(text[start:end], start, tuple(fields)))
    return segments


def split_lines(cut: Sequence[Segment]) -> list[list[Segment]]:
    """Segments put into the lines of their text; the line breaks themselves are left out."""
    lines: list[list[Segment]] = [[]]
    for segment in cut:
        at = segment.start
        for i, part in enumerate(segment.text.split("\n")):
            if i:
                lines.append([])
            if part:
                lines[-1].append(Segment(part, at, segment.fields))
            at += len(part) + 1
    return lines


def number_lines(lines: Sequence[Sequence[Segment]]) -> list[tuple[int, Sequence[Segment]]]:
    """Lines, each with where it begins in its text."""
    sizes = [sum(len(segment.text) for segment in line) + 1 for line in lines]
    return list(zip(accumulate(sizes, initial=0), lines, strict=False))
