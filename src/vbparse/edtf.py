"""Dates as EDTF (ISO 8601-2), and all arithmetic with them.

EDTF is read as far as documents need it: days, months, quarters (months 33 to 36), years, and intervals of these with
open ends (`..`). What recurs is an RRULE, see `rrule`.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from vbparse.patterns import Cue

DAY = timedelta(days=1)
OPEN = ".."
"""The end of an interval that has none."""
FIRST_YEAR, LAST_YEAR = 1000, 2999
"""Years that have days: those of other digits are misread."""
_QUARTER_BASE = 32
"""Quarters are written as months: the first is 33 (ISO 8601-2, sub-year groupings)."""
_QUARTERS = range(1, 5)
_MONTHS = range(1, 13)
_CACHED = 4096
"""Intervals kept: an archive asks for the same dates again and again."""
_LEAP_YEAR = 2024
"""For days without a year: 29 February is one."""
_DATE = Cue(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?",
    examples=["2023-09-10", "2023-35", "2025"],
    rejects=["2023-9", "2023?", "10/9/2023", "2023-09-XX"],
    at="whole",
)


class Date(NamedTuple):
    """What an EDTF date names: a year, or a quarter, month or day of it."""

    year: int
    month: int | None = None
    day: int | None = None
    quarter: int | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `first` to `last`, both within; None where it is open."""

    first: date | None
    last: date | None

    def contains(self, day: date) -> bool:
        """Whether the day lies within."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def format_date(year: int, month: int | None = None, day: int | None = None) -> str:
    """A year, a month or a day as EDTF."""
    return f"{year:04d}" + (f"-{month:02d}" + (f"-{day:02d}" if day else "") if month else "")


def format_quarter(year: int, quarter: int) -> str:
    """A quarter (1 to 4) as EDTF."""
    return format_date(year, _QUARTER_BASE + quarter)


def parse_date(edtf: str | None) -> Date | None:
    """The parts of a date that is no interval; None where it cannot be read. Days are not checked against the
    calendar."""
    match = _DATE.fullmatch(edtf or "")
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if month is None or month in _MONTHS:
        return Date(year, month, day)
    quarter = month - _QUARTER_BASE
    return Date(year, quarter=quarter) if quarter in _QUARTERS and day is None else None


def parse_day(edtf: str | None) -> date | None:
    """A single day of the calendar; None where the date is none."""
    days = parse_interval(edtf)
    return days.first if days and days.first == days.last else None


@lru_cache(maxsize=_CACHED)
def parse_interval(edtf: str | None) -> Interval | None:
    """The days of an EDTF date or interval; None for None and where it cannot be read."""
    first, slash, last = (edtf or "").partition("/")
    if not slash:
        return _days_of(first)
    ends = [Interval(None, None) if end == OPEN else _days_of(end) for end in (first, last)]
    if not (ends[0] and ends[1]):
        return None
    days = Interval(ends[0].first, ends[1].last)
    return None if days.first and days.last and days.first > days.last else days


def is_within(edtf: str | None, period: str | None) -> bool:
    """Whether all days of a date or interval lie in another; open ends lie in none."""
    one, whole = parse_interval(edtf), parse_interval(period)
    if not (one and whole and one.first and one.last and whole.first and whole.last):
        return False
    return whole.first <= one.first and one.last <= whole.last


def _days_of(edtf: str) -> Interval | None:
    parts = parse_date(edtf)
    if not parts or not FIRST_YEAR <= parts.year <= LAST_YEAR or not is_valid_day(parts.year, parts.month, parts.day):
        return None
    year, month, day, quarter = parts
    if day and month:
        return Interval(date(year, month, day), date(year, month, day))
    first, last = (month, month) if month else quarter_months(quarter) if quarter else (_MONTHS[0], _MONTHS[-1])
    return Interval(date(year, first, 1), month_end(date(year, last, 1)))


def is_day(edtf: str | None) -> bool:
    """Whether a date names a day, be it in the calendar or not."""
    parts = parse_date(edtf)
    return parts is not None and parts.day is not None


def cut_time(moment: str) -> str:
    """The day of a moment as ISO 8601 has it."""
    return moment[: len("2023-09-15")]


def coarser_dates(edtf: str) -> list[str]:
    """The year and the month of a date that names more than these."""
    return [edtf[:size] for size in (len("2023"), len("2023-09")) if size < len(edtf)]


def written_ends(edtf: str | None) -> list[str]:
    """The date, or both ends of an interval, less those that are open."""
    return [end for end in (edtf or "").split("/") if end not in ("", OPEN)]


def short_form(edtf: str | None) -> str:
    """As annotations write a date (corpus/README.md): less unspecified parts, a quarter as 2026-Q2."""
    short = (edtf or "").upper().replace("-XX", "")
    parts = parse_date(short)
    return f"{parts.year:04d}-Q{parts.quarter}" if parts and parts.quarter else short


def is_valid_day(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether there is such a day, as far as it is written. Without a year February has 29 days."""
    return day is None or not month or 1 <= day <= monthrange(year or _LEAP_YEAR, month)[1]


def month_end(day: date) -> date:
    """The last day of the month of a day."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def quarter_months(quarter: int) -> tuple[int, int]:
    """First and last month of a quarter."""
    return 3 * quarter - 2, 3 * quarter


def quarter_of(month: int) -> int:
    """The quarter in which a month lies."""
    return (month + 2) // 3


def day_end(day: date) -> datetime:
    """The moment at which a day is over, where the machine is. Raises OverflowError, ValueError or OSError for a day
    that is too far."""
    return datetime.combine(day + DAY, time()).astimezone()
