"""Reading order: bands of the page from top to bottom; blocks side by side are each read whole, left before right."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from vbparse.arrange.layout.regions import Region, find_region
from vbparse.arrange.layout.segments import Band, Segment, group_bands, join_runs
from vbparse.language.landmarks.date_line import DAY

_DEEPEST = 2
"""A block may stand beside others inside a block that does, and no deeper."""


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


def read_rows(segments: list[Segment], page: int, area: tuple[float, float]) -> list[Row]:
    """The rows of a page in reading order. `area` is the left and right edge of the page's text."""
    return _Reader(page, area).read_rows(segments, depth=0)


class _Reader:
    def __init__(self, page: int, area: tuple[float, float]) -> None:
        self.page, self.area = page, area
        self.blocks = 0

    def read_rows(self, segments: list[Segment], depth: int) -> list[Row]:
        bands = group_bands(segments)
        rows: list[Row] = []
        starts: list[int] = []  # index in `rows` where each band begins
        k = 0
        while k < len(bands):
            region = find_region(bands, k, self.area) if depth < _DEEPEST else None
            if region is None:
                starts.append(len(rows))
                rows += self._read_band(bands[k])
                k += 1
                continue
            above = k - region.first  # bands read already that belong to the region
            if above:
                del rows[starts[-above] :]
                del starts[-above:]
            starts += [len(rows)] * (region.stop - region.first)
            rows += self._read_region(region, depth)
            k = region.stop
        return rows

    def _read_band(self, band: Band) -> list[Row]:
        if len(band) == 2 and is_number_beside_date(band):
            number, date = sorted(band, key=lambda s: s.x0)
            self.blocks += 1
            middle = (number.x1 + date.x0) / 2
            return [
                Row(number, self.page, 0, (self.area[0], middle), self.blocks),
                Row(date, self.page, 1, (middle, self.area[1]), self.blocks),
            ]
        lines = band if len(band) == 1 else join_runs(band, wide=inf)
        return [Row(s, self.page) for s in sorted(lines, key=lambda s: (s.base, s.x0))]

    def _read_region(self, region: Region, depth: int) -> list[Row]:
        low, high = self.area
        rooms = (
            (min(low, min(s.x0 for s in region.left)), region.corridor[0]),
            (region.corridor[1], max(high, max(s.x1 for s in region.right))),
        )
        self.blocks += 1
        block, column = self.blocks, 0
        rows: list[Row] = []
        for side, room in zip((region.left, region.right), rooms, strict=True):
            side_rows = self.read_rows(side, depth + 1)
            inner = max((r.column or 0 for r in side_rows), default=0)
            for row in side_rows:
                row.column = column + (row.column or 0)
                row.room = row.room or room
                row.block = block
            rows += side_rows
            column += inner + 1
        return rows


def is_number_beside_date(band: Band) -> bool:
    """A lone number line whose right part is place and date: two pieces far apart."""
    left, right = sorted(band, key=lambda s: s.x0)
    return (
        right.x0 - left.x1 > 2 * left.size
        and abs(left.base - right.base) < 0.5 * left.size
        and bool(DAY.search(right.text))
        and not DAY.search(left.text)
    )
