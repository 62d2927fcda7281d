"""A reading of an expression of time, as EDTF (ISO 8601-2 level 1; a quarter is month 33 to 36) or RRULE (RFC 5545)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from vbparse.edtf import OPEN, format_date, format_quarter, parse_date, parse_interval, quarter_months

Day = tuple[int | None, int | None, int | None]
"""Year, month, day; None where not written."""


@dataclass(frozen=True, slots=True)
class Time:
    """A reading. `start` and `end` are (year, month, day) with None where not written; `end` only in ranges.

    kind   date | month | quarter | year | range | years | since | onwards | rhythm | ongoing | bad
    `years` is a range of years; `since` and `onwards` have a beginning alone, the latter said in words ("trở đi").
    `recurrence` is an RRULE.
    """

    kind: str
    start: Day = (None, None, None)
    end: Day | None = None
    recurrence: str | None = None
    quarter: int | None = None

    def with_year(self, year: int | None) -> Time:
        """Fill in a year where none is written; from November to March, the end lies in the next."""
        start = (self.start[0] or year, *self.start[1:])
        end = (self.end[0] or year, *self.end[1:]) if self.end else None
        if end and year and self.year is None and end[1] and (start[1] or 0) > end[1]:
            end = (year + 1, *end[1:])
        return replace(self, start=start, end=end)

    @property
    def year(self) -> int | None:
        """The last year written."""
        return (self.end[0] if self.end else None) or self.start[0]

    @property
    def is_open(self) -> bool:
        """Whether it has a beginning alone."""
        return self.kind in ("since", "onwards")

    def edtf(self) -> str | None:
        """As EDTF; None where no year is known."""
        first = _format_day(self.start)
        if self.quarter:
            first = format_quarter(self.start[0], self.quarter) if self.start[0] else None
        if self.is_open:
            return f"{first}/{OPEN}" if first else None
        if self.end is None:
            return first
        last = _format_day(self.end)
        return f"{first}/{last}" if first and last else None

    def bounds(self) -> tuple[str | None, str | None]:
        """Start and end as EDTF; a quarter as its first and last month; no end where it is open."""
        if self.start[0] and self.quarter:
            first, last = quarter_months(self.quarter)
            return format_date(self.start[0], first), None if self.is_open else format_date(self.start[0], last)
        if self.is_open:
            return _format_day(self.start), None
        return _format_day(self.start), _format_day(self.end or self.start)

    def __str__(self) -> str:
        return self.recurrence or self.edtf() or self.kind


_RECENT = timedelta(days=60)
"""A deadline may lie so long before the document that states it: drafts wait for their day."""


_SCHOOL_BEGINS = 8
"""The month from which on a time is of the first year of a school year."""


@dataclass(frozen=True, slots=True)
class Written:
    """When a document was written: the year of dates that name none, its day, month or year in EDTF, and the first year
    of the school year that it is about."""

    year: int | None = None
    issued: str | None = None
    school_year: int | None = None

    def year_of(self, time: Time) -> int | None:
        """The year of a time that names none: in a plan for a school year, January follows September."""
        issued = parse_date(self.issued)
        month = quarter_months(time.quarter)[0] if time.quarter else time.start[1]
        if not (self.year and self.year == self.school_year and issued and issued.month and month):
            return self.year
        return self.year + (month < min(_SCHOOL_BEGINS, issued.month - 1))

    def is_over(self, time: Time) -> bool:
        """Whether a time with a year of its own was over long before."""
        days, issued = parse_interval(time.edtf()), parse_interval(self.issued)
        return bool(days and days.last and issued and issued.first and days.last < issued.first - _RECENT)


def _format_day(day: Day) -> str | None:
    year, month, number = day
    return format_date(year, month, number) if year else None
