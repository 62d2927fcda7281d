"""A timeline from plain values: rows of stretches and days on one axis, with the places at which they are drawn.

Places along the axis are shares of its width in percent, so that it is drawn as wide as there is room; they are linear
in days: day `d` begins at `(d - first) * per_day`. A bar takes up its days whole, a mark stands in the middle of its
day. Places down are pixels, from the top of each row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

PLOT = 100.0
"""Width of what is drawn, in percent."""
LANE, PADDING = 24.0, 8.0
TICK = 9.0
"""How far ticks stand apart at least."""
MARK, LANES = 2.0, 3
"""Width of a mark, and lanes of them in a row: a crowd is drawn over itself."""
NARROW, LABEL = 12.0, 24.0
"""Width of a bar that is too narrow for its label, and the room that a label takes beside one."""
MAX_LANES = 100
"""Lanes of bars in a row."""
_YEAR = 12
_DAYS_OF_MONTH = 30.4
"""On the average."""
_MARGIN_SHARE, _SHORTEST = 40, 14
"""What of the days drawn is left free on each side, and the days that are drawn at least."""
_DAY = timedelta(days=1)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
"""Months from tick to tick, of which the first is taken that leaves room."""
_OPEN = timedelta(days=30)
"""What is drawn beyond the last date known of a stretch that has no end, at least."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `start` to `end`, both within; None where it is open. `told` says all of it, `label` is its name."""

    start: date | None
    end: date | None
    label: str
    told: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """Something that is due on a day, and may be done from its `start` on."""

    day: date
    told: str
    link: str = ""
    kind: str = "open"
    start: date | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the timeline; rows of one `group` stand together under its name."""

    label: str
    told: str
    link: str
    stretches: Sequence[Stretch] = ()
    days: Sequence[Day] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch where it is drawn; `beside`: its label stands behind it, since there is no room within."""

    stretch: Stretch
    x: float
    y: float
    width: float
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A day where it is drawn: the middle of a diamond, and where its time begins, within what is drawn."""

    day: Day
    x: float
    y: float
    start: float | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """A row with what is drawn in it, and its height."""

    row: Row
    height: float
    bars: list[Bar] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis: `day` with the months to the next one, by which it is named."""

    day: date
    x: float
    months: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """All of it, with the place of today where that is within."""

    first: date
    last: date
    per_day: float
    ticks: list[Tick]
    bands: list[Band]
    today: float | None

    def x(self, day: date) -> float:
        """Where a day begins."""
        return (day - self.first).days * self.per_day


def draw_timeline(
    rows: Sequence[Row], today: date, within: tuple[date | None, date | None] = (None, None)
) -> Timeline | None:
    """The timeline of all rows, on an axis that holds what they hold, within the days given; None where that is
    nothing."""
    days = list(_all_days(rows))
    if not days:
        return None
    start, end = min(days), max(days)
    if any(s.end is None or s.start is None for row in rows for s in row.stretches):
        start -= min(_OPEN, start - date.min)
        end += min(_OPEN, date.max - end)
    start, end = max(start, within[0] or start), min(end, within[1] or end)
    if start > end:
        return None
    start, end = _add_margins(start, end)
    axis = Timeline(start, end, PLOT / ((end - start).days + 1), [], [], None)
    bands = [_place_band(axis, row) for row in rows]
    now = axis.x(today) + axis.per_day / 2 if start <= today <= end else None
    return Timeline(start, end, axis.per_day, _place_ticks(axis), bands, now)


def _all_days(rows: Iterable[Row]) -> Iterator[date]:
    for row in rows:
        yield from (day for s in row.stretches for day in (s.start, s.end) if day)
        yield from (day for d in row.days for day in (d.start, d.day) if day)


def _add_margins(first: date, last: date) -> tuple[date, date]:
    """A little room on both sides, and two weeks at least."""
    room = timedelta(days=max(2, (last - first).days // _MARGIN_SHARE, (_SHORTEST - (last - first).days) // 2))
    return max(first, date.min + room) - room, min(last, date.max - room) + room


def _place_band(drawn: Timeline, row: Row) -> Band:
    bars: list[Bar] = []
    lanes: list[float] = []
    for stretch in sorted(row.stretches, key=lambda s: (s.start or date.min, s.end or date.max)):
        start, end = max(stretch.start or drawn.first, drawn.first), min(stretch.end or drawn.last, drawn.last)
        if start > end:
            continue
        x, width = drawn.x(start), ((end - start).days + 1) * drawn.per_day
        beside = width < NARROW and x + width + LABEL <= PLOT
        lane = _take_lane(lanes, x, x + width + (LABEL if beside else 0))
        bars.append(Bar(stretch, x, PADDING + lane * LANE, width, beside))
    marks: list[Mark] = []
    points: list[float] = []
    for day in sorted(row.days, key=lambda d: (d.start or d.day, d.day)):
        if drawn.first <= day.day <= drawn.last:
            x = drawn.x(day.day) + drawn.per_day / 2
            begins = max(0.0, drawn.x(day.start)) if day.start else None
            left = x - MARK / 2 if begins is None else min(begins, x - MARK / 2)
            lane = len(lanes) + _take_lane(points, left, x + MARK / 2, LANES)
            marks.append(Mark(day, x, PADDING + lane * LANE + LANE / 2 - 2, begins))
    return Band(row, max(1, len(lanes) + len(points)) * LANE + 2 * PADDING - 4, bars, marks)


def _take_lane(lanes: list[float], start: float, end: float, most: int = MAX_LANES) -> int:
    """The first lane that is free from `start` on, of so many the one that is free soonest; it is taken up to `end`."""
    lane = next((n for n, taken in enumerate(lanes) if taken <= start), len(lanes))
    if lane == most:
        lane = lanes.index(min(lanes))
    lanes[lane:] = [end, *lanes[lane + 1 :]]
    return lane


def _place_ticks(drawn: Timeline) -> list[Tick]:
    month = drawn.per_day * _DAYS_OF_MONTH
    step = next((months for months in _MONTHS if months * month >= TICK), _MONTHS[-1])
    ticks = []
    number = (drawn.first.year * _YEAR + drawn.first.month - 1) // step * step
    while number // _YEAR <= min(drawn.last.year, date.max.year):
        if number >= _YEAR:
            day = date(number // _YEAR, number % _YEAR + 1, 1)
            if day > drawn.last:
                break
            if day >= drawn.first:
                ticks.append(Tick(day, drawn.x(day), step))
        number += step
    return ticks
