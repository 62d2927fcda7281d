"""Blocks side by side: a letterhead, or recipients beside a signature, with a white corridor between them.

They are found by that corridor alone. A page whose text flows round a picture has rows of one piece each and is no
such block. Distances are in ems (letter sizes) where they are not in points.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from vbparse.arrange.layout.segments import BOLD, ITALIC, Band, Segment
from vbparse.language.labels import bullet_end, parse_label
from vbparse.language.landmarks.recipients import is_recipients_line
from vbparse.language.landmarks.signing import is_signing_line
from vbparse.text import Span, fold_view

_CORRIDOR = 0.6
"""A corridor is at least this many ems wide in every row, and a full `WIDE` in one."""
_TALLEST = 150
"""Rows of two blocks side by side, at most: a page of two columns has half as many."""
_SIGNATURE_GAP = 16
"""Ems between a post and the name below it, where somebody signs and stamps, at most."""
Corridor = tuple[float, float]
"""Left and right edge of a white stretch, in points."""


@dataclass(slots=True)
class Region:
    """Two blocks side by side in the bands from `first` to before `stop`. `two_sided` counts bands with text on both
    sides, `aligned` those of them with one baseline."""

    first: int
    stop: int
    left: list[Segment]
    right: list[Segment]
    corridor: Corridor
    two_sided: int = 0
    aligned: int = 0


def find_region(bands: list[Band], k: int, area: tuple[float, float]) -> Region | None:
    """The region that begins with band `k`, with the rows above that belong to one of its sides; None where there is
    none. `area` is the left and right edge of the page's text."""
    best: Region | None = None
    for corridor in _find_corridors(bands[k]):
        region = _grow_down(bands, k, corridor, area)
        if region and _is_side_by_side(region, area) and (best is None or _rank_region(region) > _rank_region(best)):
            best = region
    if best:
        _grow_up(bands, best, area)
    return best


def _grow_down(bands: list[Band], k: int, corridor: Corridor, area: tuple[float, float]) -> Region | None:
    region = Region(k, k, [], [], corridor)
    for i in range(k, min(k + _TALLEST, len(bands))):
        sides = _split_band(bands[i], region.corridor)
        if sides is None:
            break
        lefts, rights, room = sides
        if not (lefts and rights) and not _continues_side(lefts, rights, region, area):
            break
        if lefts and rights:
            region.two_sided += 1
            region.aligned += any(abs(a.base - b.base) < 1.5 for a in lefts for b in rights)
        region.left += lefts
        region.right += rights
        region.corridor = room
        region.stop = i + 1
    return region if region.two_sided else None


def _continues_side(lefts: list[Segment], rights: list[Segment], region: Region, area: tuple[float, float]) -> bool:
    """Whether a row that stands on one side alone goes on with the block on that side."""
    side, block = (lefts, region.left) if lefts else (rights, region.right)
    if not block:
        return False
    row = min(side, key=lambda s: s.x0)
    end = max(block, key=lambda s: s.base)
    drop = row.base - end.base
    low, high = min(s.x0 for s in block), max(s.x1 for s in block)
    middle = (low + high) / 2
    centre = (row.x0 + max(s.x1 for s in side)) / 2
    page_middle = sum(area) / 2
    if lefts:
        return (
            drop < 2.6 * max(row.size, end.size)
            and -2.6 < row.size - end.size < max(1.3, 0.25 * end.size)
            and (abs(row.x0 - low) < row.size or abs(centre - middle) < row.size)
            and abs(centre - middle) < abs(centre - page_middle)
        )
    if abs(centre - page_middle) < abs(centre - middle):
        return False
    if abs(centre - middle) < max(2 * row.size, 0.2 * (high - low)):
        return drop < _SIGNATURE_GAP * row.size
    return drop < 2.6 * row.size and abs(row.size - end.size) < 0.8 and abs(row.x0 - low) < row.size


def _is_side_by_side(region: Region, area: tuple[float, float]) -> bool:
    """Whether the two sides are blocks, and not marks beside their text or a list with tab stops."""
    lefts, rights = region.left, region.right
    if _is_recipients_beside_signature(lefts, rights):
        return True
    width = area[1] - area[0]
    middle = sum(region.corridor) / 2 - area[0]
    if not 0.15 * width < middle < 0.85 * width:
        return False
    if all(s.x1 - s.x0 < 2.2 * s.size and _has_mark(s.text) for s in lefts):
        return False
    if region.two_sided < 2 and (len(lefts) < 2 or len(rights) < 2):
        return False
    if not (_is_flush(lefts) and _is_flush(rights)) or region.aligned < 0.7 * region.two_sided:
        return True
    # rows of one list with two tab stops: "- Thành phần:    Lãnh đạo sở."
    return region.aligned < 3 and not (region.aligned == 2 and all(_has_mark(s.text) for s in lefts))


def _grow_up(bands: list[Band], region: Region, area: tuple[float, float]) -> None:
    """Take in rows above that belong to one side: an authority line above 'Nơi nhận:', or the reverse."""
    while region.first > max(0, region.stop - _TALLEST) and len(bands[region.first - 1]) == 1:
        row = bands[region.first - 1][0]
        top = min(s.base - s.size for s in region.left + region.right)
        if top - row.base > 1.6 * row.size:
            return
        low, high = min(s.x0 for s in region.right), max(s.x1 for s in region.right)
        both = _split_band([row], region.corridor)
        if both and both[0] and both[1]:
            region.left[:0], region.right[:0], region.corridor = both[0], both[1], both[2]
        elif row.x0 >= region.corridor[0] and row.x0 > sum(area) / 2 - 2 * row.size:
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


def _rank_region(region: Region) -> tuple[int, float]:
    return region.two_sided, region.corridor[1] - region.corridor[0]


def _find_corridors(band: Band) -> list[Corridor]:
    """The white stretches between the segments of a band, the widest first."""
    corridors: list[Corridor] = []
    reach = inf
    for segment in sorted(band, key=lambda s: s.x0):
        if segment.x0 > reach and segment.x0 - reach >= segment.size:
            corridors.append((reach, segment.x0))
        reach = segment.x1 if reach == inf else max(reach, segment.x1)
    return sorted(corridors, key=lambda c: c[0] - c[1])


def _split_band(band: Band, corridor: Corridor) -> tuple[list[Segment], list[Segment], Corridor] | None:
    """A band's segments left and right of a corridor, and what remains of the corridor; None where text crosses it."""
    sides: tuple[list[Segment], list[Segment]] = ([], [])
    start, end = corridor
    for segment in band:
        before, behind = segment.x1 <= end, segment.x0 >= start
        if before and (not behind or segment.x0 - start < end - segment.x1):
            sides[0].append(segment)
        elif behind:
            sides[1].append(segment)
        else:
            halves = _split_segment(segment, start, end)
            if halves is None:
                return None
            sides[0].append(halves[0])
            sides[1].append(halves[1])
    room = (max([start, *(s.x1 for s in sides[0])]), min([end, *(s.x0 for s in sides[1])]))
    if room[1] - room[0] < _CORRIDOR * min(s.size for s in band):
        return None
    return *sides, room


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
    """Whether a label or the mark of a list stands at the front."""
    view = fold_view(text) + " x"
    return parse_label(view, 0, len(view)) is not None or bullet_end(view, 0, len(view)) is not None
