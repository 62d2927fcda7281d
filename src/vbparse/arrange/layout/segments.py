"""Characters on a baseline, joined into segments: the atoms of the page's geometry."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise
from math import inf
from operator import and_

from vbparse.language.landmarks.motto import is_motto_line
from vbparse.text import fold_view

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the top left of the page."""

BOLD, ITALIC, SYMBOL, TYPEWRITER, RAISED, UNSURE = 1, 2, 4, 8, 16, 32
"""Bits of a character's style. Symbol and typewriter faces draw list marks; raised characters are note marks; unsure
are the words that a machine read from a picture and may have misread."""
_ALL_STYLES = 0xFF
"""What a line without letters has in common: every style."""

WIDE = 1.0
"""A gap of this many ems parts two segments."""
_MOTTO_LENGTH = 20
"""Letters that are enough to know a motto by."""
LETTER_GAP = 0.1
"""Where no blank is drawn, a gap of this many ems parts two words; kerning stays below 0.06."""
_FEWEST_SPACED = 6
"""Pieces of a line from which on letters set apart can be distinguished from short words."""
_TIGHTEST = 10
"""The gap that one in so many of a line is narrower than stands for the narrowest: kerning makes some narrower."""
_CELL = 4.0
"""Points: lines are looked for by their baseline in cells of this height."""
_NEAREST = 60
"""Pieces of a line, the last to begin, behind which the next may follow: no table has as many columns."""
_SAME_BASE = 0.3
"""Baselines nearer than this share of the letter size are one line."""


@dataclass(slots=True)
class Segment:
    """Characters on one baseline with no wide gap between them. `left`, `right` and `style` have one entry a
    character; a blank fills the gap between its neighbours."""

    text: str
    left: array[float]
    right: array[float]
    style: bytearray
    base: float
    size: float
    top: float
    bottom: float

    @property
    def x0(self) -> float:
        return self.left[0]

    @property
    def x1(self) -> float:
        return self.right[-1]

    @property
    def box(self) -> Box:
        return (min(self.left), self.top, max(self.right), self.bottom)

    @property
    def centre(self) -> float:
        return (self.left[0] + self.right[-1]) / 2

    def slice(self, start: int, end: int) -> Segment | None:
        """The characters from `start` to `end` without blanks at the ends; None where nothing is left."""
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        if start == end:
            return None
        return Segment(
            self.text[start:end],
            self.left[start:end],
            self.right[start:end],
            self.style[start:end],
            self.base,
            self.size,
            self.top,
            self.bottom,
        )


Band = list[Segment]
"""Segments side by side, whose letters overlap in height."""


@dataclass(slots=True)
class Rule:
    """A straight line drawn on a page: upright where `x0 == x1`, level where `y0 == y1`."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Sheet:
    """What stands on one page, in its reading frame (see `Frame` for pages whose text is turned)."""

    number: int
    width: float
    height: float
    segments: list[Segment]
    level: list[Rule] = field(default_factory=list)
    upright: list[Rule] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    turned: bool = False


def shared_style(segment: Segment) -> tuple[int, int]:
    """Style bits that all letters of a line share, and the number of its leading characters that are bold."""
    text, style = segment.text, segment.style
    if style.count(style[0]) == len(style):
        return style[0], len(text.rstrip()) if style[0] & BOLD else 0
    common = reduce(and_, {b for b, c in zip(style, text, strict=True) if c.isalpha()}, _ALL_STYLES)
    lead = next((i for i, b in enumerate(style) if not b & BOLD and text[i] != " "), len(text))
    return common, len(text[:lead].rstrip())


def join_segments(parts: Sequence[Segment]) -> Segment:
    """One segment of several that stand side by side, a blank between them where there is room for one."""
    if len(parts) == 1:
        return parts[0]
    main = max(parts, key=lambda s: len(s.text))
    spread = _letter_spacing(parts)
    first = parts[0]
    text, lefts, rights, style = [first.text], first.left[:], first.right[:], first.style[:]
    for part in parts[1:]:
        if text[-1][-1] == " " == part.text[0]:
            part = part.slice(0, len(part.text)) or part
        gap = part.left[0] - rights[-1]
        if gap > max(LETTER_GAP * min(main.size, part.size), spread) and text[-1][-1] != " " != part.text[0]:
            text.append(" ")
            lefts.append(rights[-1])
            rights.append(part.left[0])
            style.append(style[-1] & part.style[0])
        raised = RAISED if part.size < 0.8 * main.size and part.base < main.base - 0.15 * main.size else 0
        text.append(part.text)
        lefts.extend(part.left)
        rights.extend(part.right)
        style.extend(part.style if not raised else bytes(b | raised for b in part.style))
    return Segment(
        "".join(text),
        lefts,
        rights,
        style,
        main.base,
        main.size,
        min(p.top for p in parts),
        max(p.bottom for p in parts),
    )


def _letter_spacing(parts: Sequence[Segment]) -> float:
    """The widest gap between letters of one word, where a line is set with its letters apart; else 0."""
    if len(parts) < _FEWEST_SPACED:
        return 0.0
    gaps = sorted(b.left[0] - a.right[-1] for a, b in pairwise(parts))
    if gaps[len(gaps) // _TIGHTEST] <= LETTER_GAP * parts[0].size or max(len(p.text) for p in parts) > 3:
        return 0.0
    return 1.6 * gaps[len(gaps) // 2]


def join_runs(runs: Iterable[Segment], wide: float = WIDE) -> list[Segment]:
    """Join runs that follow one another on a baseline, whatever the order in which they were drawn.

    Runs are taken from left to right; each is put behind the open segment that ends nearest before it. Small raised
    or lowered runs (note marks, indices) count as on the line that they touch. Linear in the number of runs.
    """
    open_at: dict[int, list[list[Segment]]] = defaultdict(list)
    chains: list[list[Segment]] = []
    for run in sorted(runs, key=lambda s: s.left[0]):
        best: list[Segment] | None = None
        best_gap = inf
        reach = int(run.size * 0.6 / _CELL) + 1
        key = int(run.base / _CELL)
        start = run.left[0]
        for near in range(key - reach, key + reach + 1):
            for chain in open_at[near][-_NEAREST:] if near in open_at else ():
                end = chain[-1]
                gap = start - end.right[-1]
                size = max(run.size, end.size)
                if (
                    abs(gap) < best_gap
                    and -0.6 * size < gap < wide * size
                    and (abs(run.base - end.base) < 0.25 * min(run.size, end.size) or _is_on_line(run, chain))
                ):
                    best, best_gap = chain, abs(gap)
        if best is None or opens_motto(run.text):
            best = []
            chains.append(best)
            open_at[key].append(best)
        best.append(run)
    joined = [join_segments(chain) for chain in chains]
    return [s for s in (j.slice(0, len(j.text)) for j in joined) if s]


def opens_motto(text: str) -> bool:
    """Whether a text begins Quốc hiệu or Tiêu ngữ, which stand by themselves (Nghị định 30/2020/NĐ-CP, Phụ lục I): on
    blurred paper the gap before them is narrow."""
    return text[:1] in "CĐD" and is_motto_line(fold_view(text[:_MOTTO_LENGTH]))


def _is_on_line(run: Segment, chain: list[Segment]) -> bool:
    last = max(chain, key=lambda s: s.size)
    away = run.base - last.base
    small, large = sorted((run.size, last.size))
    if abs(away) <= _SAME_BASE * small:
        return True
    if small > 0.8 * large:
        return False
    gap = max(run.left[0] - chain[-1].right[-1], 0.0)
    return gap < 0.5 * large and -0.6 * large < (away if run.size == small else -away) < 0.4 * large


def group_bands(segments: list[Segment]) -> list[Band]:
    """Groups of segments whose letters overlap in height, from top to bottom."""
    bands: list[Band] = []
    floor = 0.0
    for segment in sorted(segments, key=lambda s: s.base - 0.7 * s.size):
        if not bands or segment.base - 0.7 * segment.size >= floor - 0.1 * segment.size:
            bands.append([])
            floor = segment.base
        bands[-1].append(segment)
        floor = max(floor, segment.base)
    return bands
