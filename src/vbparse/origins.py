"""Origins: where a run of text stood in its source, and the place of a stretch of it.

Offsets within a run are code points; `size` is its length in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Place = dict[str, int | list[float]]
"""A place in the source: `{page, box}`, `{paragraph}`, `{table, row, cell}` or `{start, end}` in the raw text."""


@dataclass(frozen=True, slots=True)
class Raw:
    """Origin of a run that stands in the raw text from `start` on, `size` code points long there."""

    start: int
    size: int


@dataclass(frozen=True, slots=True)
class Spot:
    """Origin of a run that comes from one place as a whole: a paragraph or a table cell of a DOCX or HTML file."""

    place: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Origin of a run drawn on a page: left and right edge of each character, top and bottom of the run, in points
    from the top left corner of the page."""

    page: int
    left: Sequence[float]
    right: Sequence[float]
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class RawLetters:
    """Origin of a run whose characters take different room in the raw text, as letters of a legacy charset do: where
    each begins there, and at last where the run ends."""

    starts: Sequence[int]


Origin = Raw | RawLetters | Spot | Glyphs


def slice_origin(origin: Origin, start: int, end: int, size: int) -> Origin:
    """The origin of a stretch of a run. Of a run that has another length in the raw text, it is that of the run."""
    if isinstance(origin, Raw):
        return Raw(origin.start + start, end - start) if origin.size == size else origin
    if isinstance(origin, RawLetters):
        return RawLetters(origin.starts[start : end + 1])
    if isinstance(origin, Glyphs):
        return Glyphs(origin.page, origin.left[start:end], origin.right[start:end], origin.top, origin.bottom)
    return origin


def make_place(origin: Origin, start: int, end: int, size: int) -> Place:
    """Where a stretch of a run stands in the source; empty where that is not known."""
    if isinstance(origin, Raw):
        if origin.size == size:
            return {"start": origin.start + start, "end": origin.start + end}
        return {"start": origin.start, "end": origin.start + origin.size}
    if isinstance(origin, RawLetters):
        return {"start": origin.starts[start], "end": origin.starts[end]}
    if isinstance(origin, Spot):
        return dict(origin.place)
    left, right = min(origin.left[start:end]), max(origin.right[start:end])
    return {"page": origin.page, "box": [round(x, 1) for x in (left, origin.top, right, origin.bottom)]}


def merge_places(last: Place, new: Place) -> bool:
    """Widen `last` by `new` where they are one place; False where they are two."""
    if "start" in new and "start" in last:
        last["end"] = new["end"]
        return True
    if "box" in new:
        a, b = last["box"], new["box"]
        assert isinstance(a, list)
        assert isinstance(b, list)
        middle = (b[1] + b[3]) / 2
        if last["page"] != new["page"] or not a[1] <= middle <= a[3]:
            return False
        last["box"] = [min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])]
        return True
    return last == new
