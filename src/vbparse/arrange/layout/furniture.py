"""Page numbers, running heads and feet: on the page, but no part of the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from vbparse.arrange.layout.segments import Band, Segment, Sheet, group_bands, join_segments
from vbparse.language.landmarks.motto import find_motto
from vbparse.patterns import Cue
from vbparse.text import fold_view

_NUMBER = Cue(
    r"(?i)(?:trang|page|tr\.)?[\s-]*(\d{1,4})(?:\s*(?:/|trên|of)\s*\d{1,4})?[\s-]*",
    examples=["2", "- 3 -", "Trang 4", "tr. 5", "Trang 2/12", "Page 3 of 8"],
    rejects=["Trang", "12/KH-UBND", "12345", "1. Mục tiêu"],
    at="whole",
)
_DIGITS = Cue(r"\d+", examples=["2", "12/KH-UBND"], rejects=["II"])
_ZONE = 0.14
"""Share of the page's height, at its top and at its bottom, where furniture stands."""
_HEAD_ZONE = 0.1
"""The same for running heads: body text may begin a little lower."""
_DEEP = 3
"""Bands at each edge that are looked at."""
_PLACE = 4
"""Points: running heads stand at one place where they are nearer than this."""
Edges = tuple[list[Band], list[Band]]
"""The outer bands at the top and at the bottom of a page, each from the edge inwards."""
LineKey = tuple[str, int, bool]
"""What a running head shares on all its pages: its text with `#` for numbers, its distance from the edge, and whether
that is the top."""


def take_furniture(sheets: Sequence[Sheet]) -> dict[int, list[Segment]]:
    """Remove page numbers and running heads from the sheets; gives back, by page, what was removed.

    A line is taken only from the outer edge inwards: what stands below a line of text is text.
    """
    edges = {s.number: _find_edges(s) for s in sheets}
    running = _find_running_heads(sheets, edges)
    removed: dict[int, list[Segment]] = {}
    for sheet in sheets:
        furniture: list[Segment] = []
        for at_top, edge in enumerate(reversed(edges[sheet.number])):
            furniture += _find_furniture(edge, sheet, bool(at_top), running)
        if furniture:
            ids = set(map(id, furniture))
            sheet.segments = [s for s in sheet.segments if id(s) not in ids]
            removed[sheet.number] = furniture
    return removed


def _find_furniture(edge: list[Band], sheet: Sheet, at_top: bool, running: set[LineKey]) -> list[Segment]:
    """What is furniture of one edge. A running head stands clear of the text, or is smaller than it."""
    count = 0
    while count < len(edge) and (_is_number(edge[count], sheet) or _line_key(edge[count], sheet, at_top) in running):
        count += 1
    while 0 < count < len(edge) and not _is_number(edge[count - 1], sheet):
        outer, inner = edge[count - 1][0], edge[count][0]
        if abs(outer.base - inner.base) > 1.6 * max(outer.size, inner.size) or outer.size < inner.size - 0.9:
            break
        count -= 1
    return [segment for band in edge[:count] for segment in band]


def _find_edges(sheet: Sheet) -> Edges:
    """The outer bands at the top and at the bottom, each from the edge inwards."""
    bands = group_bands(sheet.segments)
    half = sheet.height / 2
    top = [b for b in bands[:_DEEP] if max(s.base for s in b) < half]
    bottom = [b for b in bands[: -_DEEP - 1 : -1] if min(s.base for s in b) > half]
    if any(map(_has_motto, top)):
        top = [b for b in top[:1] if not _has_motto(b) and _is_number(b, sheet)]
    return top, bottom


def _has_motto(band: Band) -> bool:
    return any(find_motto(fold_view(segment.text)) for segment in band)


def _is_number(band: Band, sheet: Sheet) -> bool:
    segment = band[0]
    if len(band) != 1 or _ZONE * sheet.height < segment.base < (1 - _ZONE) * sheet.height + segment.size:
        return False
    match = _NUMBER.fullmatch(fold_view(segment.text))
    if not match:
        return False
    if int(match[1]) == sheet.number:
        return True
    return segment.centre > 0.4 * sheet.width


def _line_key(band: Band, sheet: Sheet, at_top: bool) -> LineKey:
    line = join_segments(sorted(band, key=lambda s: s.x0))
    away = line.base if at_top else sheet.height - line.base
    return _DIGITS.sub("#", fold_view(line.text)).strip(), round(away / _PLACE), at_top


def _find_running_heads(sheets: Sequence[Sheet], edges: dict[int, Edges]) -> set[LineKey]:
    """Keys of lines that come back at one place on three pages, or on half of a short document's pages."""
    pages: dict[LineKey, set[int]] = defaultdict(set)
    for sheet in sheets:
        for at_top, edge in enumerate(reversed(edges[sheet.number])):
            for band in edge:
                text, away, top = _line_key(band, sheet, bool(at_top))
                if any(c.isalpha() for c in text):
                    if away * _PLACE > _HEAD_ZONE * sheet.height:
                        break
                    for near in (away - 1, away, away + 1):
                        pages[text, near, top].add(sheet.number)
    enough = 3 if len(sheets) > 4 else 2
    return {key for key, numbers in pages.items() if len(numbers) >= enough}
