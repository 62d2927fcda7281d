"""A reading of an expression of time, as EDTF (ISO 8601-2 level 1; a quarter is month 33 to 36) or RRULE (RFC 5545)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vbparse.edtf import format_date, format_quarter, quarter_months

Day = tuple[int | None, int | None, int | None]
"""Year, month, day; None where not written."""


@dataclass(frozen=True, slots=True)
class Time:
    """A reading. `start` and `end` are (year, month, day) with None where not written; `end` only in ranges.

    kind   date | month | quarter | year | range | rhythm | ongoing | bad
    `recurrence` is an RRULE.
    """

    kind: str
    start: Day = (None, None, None)
    end: Day | None = None
    recurrence: str | None = None
    quarter: int | None = None

    def with_year(self, year: int | None) -> Time:
        """Fill in a year where none is written."""
        start = (self.start[0] or year, *self.start[1:])
        end = (self.end[0] or year, *self.end[1:]) if self.end else None
        return replace(self, start=start, end=end)

    @property
    def year(self) -> int | None:
        """The last year written."""
        return (self.end[0] if self.end else None) or self.start[0]

    def edtf(self) -> str | None:
        """As EDTF; None where no year is known."""
        if self.kind == "quarter":
            return format_quarter(self.start[0], self.quarter) if self.start[0] and self.quarter else None
        first = _format_day(self.start)
        if self.end is None:
            return first
        last = _format_day(self.end)
        return f"{first}/{last}" if first and last else None

    def bounds(self) -> tuple[str | None, str | None]:
        """Start and end as EDTF; a quarter as its first and last month."""
        if self.kind == "quarter" and self.start[0] and self.quarter:
            first, last = quarter_months(self.quarter)
            return format_date(self.start[0], first), format_date(self.start[0], last)
        return _format_day(self.start), _format_day(self.end or self.start)

    def __str__(self) -> str:
        return self.recurrence or self.edtf() or self.kind


def _format_day(day: Day) -> str | None:
    year, month, number = day
    return format_date(year, month, number) if year else None
