"""Reading order: bands of the page, side-by-side blocks in them, and their rows.

A letterhead, or recipients beside a signature, are two blocks with a white corridor between them. They are found by
that corridor alone: each block is read whole, left before right. A page whose text flows round a picture has rows of
one piece each and is no such block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vbparse.arrange.layout.segments import BOLD, ITALIC, Segment, join_runs
from vbparse.language.labels import bullet_end, parse_label
from vbparse.language.landmarks.recipients import is_recipients_line
from vbparse.language.landmarks.signing import is_signing_line
from vbparse.text import Span, fold_view

_CORRIDOR = 0.6
"""A corridor is at least this many ems wide in every row, and a full `WIDE` in one."""
_TALLEST = 150
"""Rows of two blocks side by side, at most: a page of two columns has half as many."""
_DATE = re.compile(r"ngày.{0,12}tháng.{0,8}năm", re.I)


@dataclass(slots=True)
class Row:
    """A line of text in reading order. `room` is the stretch from left to right that its block may fill, where the
    row stands in a side-by-side block (`column` 0, 1 …; `block` numbers the blocks of a page). `fresh` says that a
    table stands above."""

    segment: Segment
    page: int
    column: int | None = None
    room: tuple[float, float] | None = None
    block: int = 0
    fresh: bool = False


Band = list[Segment]


@dataclass(slots=True)
class _Region:
    first: int
    stop: int
    left: list[Segment]
    right: list[Segment]
    corridor: tuple[float, float]
    two_sided: int
    aligned: int


def read_rows(segments: list[Segment], page: int, area: tuple[float, float]) -> list[Row]:
    """The rows of a page in reading order. `area` is the left and right edge of the page's text."""
    return _Reader(page, area).rows(segments, depth=0)


def group_bands(segments: list[Segment]) -> list[Band]:
    """Groups of segments whose letters overlap in height, from top to bottom."""
    found: list[Band] = []
    floor = 0.0
    for segment in sorted(segments, key=lambda s: s.base - 0.7 * s.size):
        if not found or segment.base - 0.7 * segment.size >= floor - 0.1 * segment.size:
            found.append([])
            floor = segment.base
        found[-1].append(segment)
        floor = max(floor, segment.base)
    return found


class _Reader:
    def __init__(self, page: int, area: tuple[float, float]) -> None:
        self.page, self.area = page, area
        self.blocks = 0

    def rows(self, segments: list[Segment], depth: int) -> list[Row]:
        groups = group_bands(segments)
        found: list[Row] = []
        starts: list[int] = []  # index in `found` where each band begins
        k = 0
        while k < len(groups):
            region = self._find_region(groups, k) if depth < 2 else None
            if region is None:
                starts.append(len(found))
                found += self._read_band(groups[k])
                k += 1
                continue
            taken = k - region.first
            if taken:
                del found[starts[-taken] :]
                del starts[-taken:]
            starts += [len(found)] * (region.stop - region.first)
            found += self._read_region(region, depth)
            k = region.stop
        return found

    def _read_band(self, band: Band) -> list[Row]:
        if len(band) == 2 and is_number_beside_date(band):
            left, right = sorted(band, key=lambda s: s.x0)
            self.blocks += 1
            middle = (left.x1 + right.x0) / 2
            return [
                Row(left, self.page, 0, (self.area[0], middle), self.blocks),
                Row(right, self.page, 1, (middle, self.area[1]), self.blocks),
            ]
        lines = band if len(band) == 1 else join_runs(band, wide=1e6)
        return [Row(s, self.page) for s in sorted(lines, key=lambda s: (s.base, s.x0))]

    def _read_region(self, region: _Region, depth: int) -> list[Row]:
        found: list[Row] = []
        low, high = self.area
        rooms = (
            (min(low, min(s.x0 for s in region.left)), region.corridor[0]),
            (region.corridor[1], max(high, max(s.x1 for s in region.right))),
        )
        column = 0
        self.blocks += 1
        block = self.blocks
        for side, room in zip((region.left, region.right), rooms, strict=True):
            rows = self.rows(side, depth + 1)
            inner = max((r.column or 0 for r in rows), default=0)
            for row in rows:
                row.column = column + (row.column or 0)
                row.room = row.room or room
                row.block = block
            found += rows
            column += inner + 1
        return found

    def _find_region(self, groups: list[Band], k: int) -> _Region | None:
        band = groups[k]
        if len(band) < 2:
            return None
        best: _Region | None = None
        for corridor in _find_corridors(band):
            region = self._grow(groups, k, corridor)
            if region and self._accepted(region) and (best is None or _rank_region(region) > _rank_region(best)):
                best = region
        if best:
            self._grow_up(groups, best)
        return best

    def _grow(self, groups: list[Band], k: int, corridor: tuple[float, float]) -> _Region | None:
        region = _Region(k, k, [], [], corridor, 0, 0)
        for i in range(k, min(k + _TALLEST, len(groups))):
            split = _split_band(groups[i], region.corridor)
            if split is None:
                break
            left, right, room = split
            if not (left and right) and not self._belongs(left, right, region):
                break
            if left and right:
                region.two_sided += 1
                region.aligned += any(abs(a.base - b.base) < 1.5 for a in left for b in right)
            region.left += left
            region.right += right
            region.corridor = room
            region.stop = i + 1
        return region if region.two_sided else None

    def _belongs(self, left: list[Segment], right: list[Segment], region: _Region) -> bool:
        """Whether a row that stands on one side alone goes on with the block on that side."""
        side, block = (left, region.left) if left else (right, region.right)
        if not block:
            return False
        row = min(side, key=lambda s: s.x0)
        last = max(block, key=lambda s: s.base)
        drop = row.base - last.base
        low, high = min(s.x0 for s in block), max(s.x1 for s in block)
        middle = (low + high) / 2
        centre = (row.x0 + max(s.x1 for s in side)) / 2
        if left:
            return (
                drop < 2.6 * max(row.size, last.size)
                and -2.6 < row.size - last.size < max(1.3, 0.2 * last.size)
                and (abs(row.x0 - low) < row.size or abs(centre - middle) < row.size)
                and abs(centre - middle) < abs(centre - sum(self.area) / 2)
            )
        if abs(centre - sum(self.area) / 2) < abs(centre - middle):
            return False
        if abs(centre - middle) < max(2 * row.size, 0.2 * (high - low)):
            return drop < 16 * row.size
        return drop < 2.6 * row.size and abs(row.size - last.size) < 0.8 and abs(row.x0 - low) < row.size

    def _accepted(self, region: _Region) -> bool:
        left, right = region.left, region.right
        if _is_recipients_beside_signature(left, right):
            return True
        width = self.area[1] - self.area[0]
        middle = sum(region.corridor) / 2 - self.area[0]
        if not 0.15 * width < middle < 0.85 * width:
            return False
        if all(s.x1 - s.x0 < 2.2 * s.size and _has_mark(s.text) for s in left):
            return False
        if region.two_sided < 2 and (len(left) < 2 or len(right) < 2):
            return False
        if not (_is_flush(left) and _is_flush(right)) or region.aligned < 0.7 * region.two_sided:
            return True
        # rows of one list with two tab stops: "- Thành phần:    Lãnh đạo sở."
        return region.aligned < 3 and not (region.aligned == 2 and all(_has_mark(s.text) for s in left))

    def _grow_up(self, groups: list[Band], region: _Region) -> None:
        """Take in rows above that belong to one side: an authority line above 'Nơi nhận:', or the reverse."""
        while region.first > max(0, region.stop - _TALLEST) and len(groups[region.first - 1]) == 1:
            row = groups[region.first - 1][0]
            top = min(s.base - s.size for s in region.left + region.right)
            if top - row.base > 1.6 * row.size:
                return
            low, high = min(s.x0 for s in region.right), max(s.x1 for s in region.right)
            both = _split_band([row], region.corridor)
            if both and both[0] and both[1]:
                region.left[:0], region.right[:0], region.corridor = both[0], both[1], both[2]
            elif row.x0 >= region.corridor[0] and row.x0 > sum(self.area) / 2 - 2 * row.size:
                if abs(row.centre - (low + high) / 2) > 2 * row.size:
                    return
                region.right.insert(0, row)
            elif row.x1 <= region.corridor[1] and row.style[0] & (BOLD | ITALIC) == BOLD | ITALIC:
                region.left.insert(0, row)
            else:
                return
            region.first -= 1


def _is_recipients_beside_signature(left: list[Segment], right: list[Segment]) -> bool:
    """Nơi nhận beside who signs, be it in one line only."""
    if not (left and right):
        return False
    listing, signing = (fold_view(min(side, key=lambda s: s.base).text) for side in (left, right))
    signs = signing.isupper() and is_signing_line(signing, Span(0, len(signing)))
    return signs and is_recipients_line(listing, Span(0, len(listing)))


def is_number_beside_date(band: Band) -> bool:
    """A lone number line whose right part is place and date: two pieces far apart."""
    left, right = sorted(band, key=lambda s: s.x0)
    return (
        right.x0 - left.x1 > 2 * left.size
        and abs(left.base - right.base) < 0.5 * left.size
        and bool(_DATE.search(right.text))
        and not _DATE.search(left.text)
    )


def _rank_region(region: _Region) -> tuple[int, float]:
    return region.two_sided, region.corridor[1] - region.corridor[0]


def _find_corridors(band: Band) -> list[tuple[float, float]]:
    """The white stretches between the segments of a band, the widest first."""
    found, reach = [], -1e9
    for segment in sorted(band, key=lambda s: s.x0):
        if segment.x0 > reach > -1e9 and segment.x0 - reach >= segment.size:
            found.append((reach, segment.x0))
        reach = max(reach, segment.x1)
    return sorted(found, key=lambda c: c[0] - c[1])


def _split_band(
    band: Band, corridor: tuple[float, float]
) -> tuple[list[Segment], list[Segment], tuple[float, float]] | None:
    """A band's segments left and right of a corridor, and what is left of the corridor; None where text crosses it."""
    left: list[Segment] = []
    right: list[Segment] = []
    start, end = corridor
    for segment in band:
        before, behind = segment.x1 <= end, segment.x0 >= start
        if before and (not behind or segment.x0 - start < end - segment.x1):
            left.append(segment)
        elif behind:
            right.append(segment)
        else:
            cut = _split_segment(segment, start, end)
            if cut is None:
                return None
            left.append(cut[0])
            right.append(cut[1])
    room = (max([start, *(s.x1 for s in left)]), min([end, *(s.x0 for s in right)]))
    if room[1] - room[0] < _CORRIDOR * min(s.size for s in band):
        return None
    return left, right, room


def _split_segment(segment: Segment, start: float, end: float) -> tuple[Segment, Segment] | None:
    """Part a segment at its widest blank within the corridor, if that is clearly wider than its others."""
    blanks = [(segment.right[i] - segment.left[i], i) for i, c in enumerate(segment.text) if c == " "]
    inside = [(w, i) for w, i in blanks if segment.left[i] < end and segment.right[i] > start]
    if not inside:
        return None
    width, at = max(inside)
    usual = sorted(w for w, _ in blanks)[(len(blanks) - 1) // 2] if len(blanks) > 1 else 0.0
    if width < max(0.55 * segment.size, 1.7 * usual):
        return None
    left, right = segment.slice(0, at), segment.slice(at + 1, len(segment.text))
    return (left, right) if left and right else None


def _is_flush(block: list[Segment]) -> bool:
    """All rows begin at one edge."""
    return max(s.x0 for s in block) - min(s.x0 for s in block) < 2.5


def _has_mark(text: str) -> bool:
    view = fold_view(text) + " x"
    return parse_label(view, 0, len(view)) is not None or bullet_end(view, 0, len(view)) is not None
