"""Expressions of time: dates, months, quarters, ranges, rhythms, in all the forms that plans use.

Readings are EDTF (ISO 8601-2 level 1; a quarter is month 33 to 36) and RRULE (RFC 5545). What only looks like a
deadline (an anniversary, a term of office, "9 tháng đầu năm") is no hit. A year that is not written is None until the
caller gives one with `with_year`. The rules stand in `days`, `periods`, `repeated_days` and `rhythms`, over the pieces
of `pieces`.
"""

from __future__ import annotations

from bisect import bisect_left

from vbparse.fields.dates import Time
from vbparse.fields.times import days, periods, repeated_days, rhythms
from vbparse.fields.times.pieces import times
from vbparse.language.rules import Hit
from vbparse.text import Span

__all__ = ["Timeline", "days", "periods", "repeated_days", "rhythms", "times"]


class Timeline:
    """All expressions of time in a text, found once, to be asked for by stretch."""

    def __init__(self, view: str) -> None:
        self.hits = list(times.scan(view))
        self._starts = [h.span.start for h in self.hits]

    def find_within(self, span: Span) -> list[Hit[Time]]:
        """Those that lie in a stretch, in order."""
        first, after = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [h for h in self.hits[first:after] if h.span.end <= span.end]
