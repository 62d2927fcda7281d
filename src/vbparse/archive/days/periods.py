"""Dates as stretches of days: EDTF, what a user types, the days in which a charge is due, and what recurs.

EDTF (ISO 8601-2) is read as far as documents need it: days, months, quarters (months 33 to 36), years, and intervals
of these with open ends. Rhythms (RRULE) are read by `rhythms`.
"""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

import regex

from vbparse.archive.days import rhythms
from vbparse.archive.days.rhythms import EPOCH
from vbparse.errors import InputError

REACH = timedelta(days=3660)
"""How far what recurs is followed where neither what is asked nor the duty itself has an end."""

_DAY = timedelta(days=1)
_EDTF = regex.compile(r"(?P<y>[12]\d{3})(?:-(?P<m>\d\d)(?:-(?P<d>\d\d))?)?")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_Q = r"(?:q|quý ?)(?P<q>[1-4]|iv|i{1,3})"
_TYPED = [
    regex.compile(pattern, regex.IGNORECASE)
    for pattern in (
        rf"(?P<y>\d{{4}}) ?[-/]? ?{_Q}",
        rf"{_Q}(?: ?[-/] ?| năm | )(?P<y>\d{{4}})",
        r"(?P<y>\d{4})(?:-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?)?",
        r"(?:tháng )?(?P<m>\d{1,2})(?: ?[-/.] ?| năm )(?P<y>\d{4})",
        r"(?:ngày )?(?P<d>\d{1,2})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<y>\d{4})",
        r"(?:ngày )?(?P<d>\d{1,2}) tháng (?P<m>\d{1,2})(?: ?/ ?| năm )(?P<y>\d{4})",
        r"năm (?P<y>\d{4})",
    )
]
_HALVES = [
    regex.compile(pattern, regex.IGNORECASE)
    for pattern in (
        r"(?P<y>\d{4}) ?[-/]? ?H(?P<h>[12])",
        r"H(?P<h>[12]) ?[-/]? ?(?P<y>\d{4})",
        r"(?:6|sáu) tháng (?P<h>đầu|cuối)(?: năm | ?/ ?| )(?P<y>\d{4})",
        r"nửa (?P<h>đầu|cuối)(?: năm | ?/ ?| )(?P<y>\d{4})",
    )
]
_BETWEEN = regex.compile(r" ?(?:[/–—-]| đến(?: hết)? ) ?", regex.IGNORECASE)
"""What stands between two ends: not every one that is found does."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `first` to `last`, both within; None where it is open."""

    first: date | None
    last: date | None

    def holds(self, day: date) -> bool:
        """Does the day lie within?"""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


class CalendarRule(NamedTuple):
    """A rhythm for iCalendar: an event of one whole day, the last day on which an occurrence is not late. `end` is the
    day behind it (exclusive, as DTEND is); `rrule` has its UNTIL where the duty ends."""

    dtstart: date
    end: date
    rrule: str


@lru_cache(maxsize=4096)
def interval(edtf: str | None) -> Interval | None:
    """The days of an EDTF date; None for None and where it cannot be read."""
    first, slash, last = (edtf or "").partition("/")
    if not slash:
        return _stretch(first)
    ends = [Interval(None, None) if end == ".." else _stretch(end) for end in (first, last)]
    if not (ends[0] and ends[1]):
        return None
    days = Interval(ends[0].first, ends[1].last)
    return None if days.first and days.last and days.first > days.last else days


def asked(text: str) -> Interval:
    """The days of a period as a user types it: 2023, 2023-09, 09/2023, 2023-Q3, 15/9/2023, 6 tháng đầu năm 2023, and
    two of these with a stroke, a dash or "đến" between them. Raises InputError."""
    typed = unicodedata.normalize("NFC", " ".join(text.split()))
    if days := _typed(typed):
        return days
    typed = typed.removeprefix("từ ").removeprefix("Từ ")
    for cut in _BETWEEN.finditer(typed):
        open_end = Interval(None, None) if "/" in cut[0] else None
        first, last = (_typed(end) if end else open_end for end in (typed[: cut.start()], typed[cut.end() :]))
        if first and last and not (first.first and last.last and first.first > last.last):
            return Interval(first.first, last.last)
    raise InputError(
        f'"{text}" is no period: write 2023, 2023-09, 2023-Q3, 2023-H1 or 2023-09-15, or two of them as in'
        " 2023-08-15/2023-09-15, with .. for an end that is open."
    )


def day(text: str) -> date:
    """A day as a user types it: 2023-09-15, 15/9/2023. Raises InputError."""
    days = _typed(unicodedata.normalize("NFC", " ".join(text.split())))
    if not days or not days.first or days.first != days.last:
        raise InputError(f"{text}: no day; write it as 2023-09-15 or 15/9/2023.")
    return days.first


def due_days(due_date: str | None, bound: str | None) -> Interval | None:
    """The days within which a charge is due and not late: open at their beginning where it is due before or by a date.
    None where no date can be read."""
    days = interval(due_date)
    if not days or bound not in ("before", "by"):
        return days
    last = days.first - _DAY if bound == "before" and days.first else days.last if bound == "by" else None
    return Interval(None, last) if last else None


def occurrences(
    rrule: str, since: date | None, until: date | None, asked: Interval, bound: str | None = None
) -> list[Interval]:
    """The occurrences of a duty in the asked period, in order, each as its due days (as `due_days` gives them): the
    named day, else the whole month, quarter, week … Those count that end on `since` or later and begin by `until`.
    A rule that cannot be read gives none; where neither the duty nor the period ends, ten years are looked through."""
    floor = max(filter(None, (since, asked.first)), default=None)
    ceiling = min(filter(None, (until, asked.last)), default=None)
    if floor is None and ceiling is None:
        return []
    floor = floor or (ceiling or EPOCH) - REACH
    held = Interval(floor, asked.last or (date.max if until else floor + REACH))
    found = recurring(rrule, bound, held)
    return [days for _, days in takewhile(lambda x: until is None or x[0] <= until, found)]


def recurring(rrule: str, bound: str | None, asked: Interval) -> Iterator[tuple[date, Interval]]:
    """Each occurrence that meets the asked period, as (day on which it begins, due days), lazily; `asked` must have a
    first day. An occurrence due before or by a day meets a period that holds its last day."""
    cycle = rhythms.read(rrule, bound)
    if not cycle or not asked.first:
        return
    for last in cycle.lasts(asked.first):
        begin = cycle.begin(last)
        if asked.last and (last if cycle.open else begin) > asked.last:
            return
        yield begin, Interval(None if cycle.open else begin, last)


def past(rrule: str, bound: str | None, before: date, since: date) -> list[tuple[date, Interval]]:
    """The occurrences that are over before a day, as `recurring` gives them, from one that began by `since` on."""
    cycle = rhythms.read(rrule, bound)
    if not cycle:
        return []
    found = recurring(rrule, bound, Interval(since - cycle.length, before))
    return [(begin, days) for begin, days in found if days.last and days.last < before]


def latest(rrule: str, bound: str | None, before: date, until: date) -> Interval | None:
    """The last occurrence that is over before a day and has begun by `until`."""
    found = [days for begin, days in past(rrule, bound, before, min(before, until)) if begin <= until]
    return found[-1] if found else None


def calendar_rule(
    rrule: str, since: date | None, until: date | None = None, bound: str | None = None
) -> CalendarRule | None:
    """The rhythm of a duty for iCalendar, with the last days that `occurrences` gives; None where the rule cannot be
    read or nothing falls due. Only the last days: iCalendar knows no event that is as long as its month."""
    cycle = rhythms.read(rrule, bound)
    first = next(cycle.lasts(since or EPOCH), None) if cycle else None
    if not cycle or not first:
        return None
    if until is None:
        return CalendarRule(first, first + _DAY, cycle.rrule)
    end = latest(rrule, bound, until + 2 * cycle.length, until)
    if not end or not end.last or end.last < first:
        return None
    return CalendarRule(first, first + _DAY, f"{cycle.rrule};UNTIL={end.last:%Y%m%d}")


def _stretch(edtf: str) -> Interval | None:
    match = _EDTF.fullmatch(edtf)
    if not match:
        return None
    year, month, day = (int(match[name]) if match[name] else None for name in "ymd")
    assert year
    if month is None:
        return Interval(date(year, 1, 1), date(year, 12, 31))
    if 33 <= month <= 36 and day is None:
        end = 3 * (month - 32)
        return Interval(date(year, end - 2, 1), date(year, end, monthrange(year, end)[1]))
    if not 1 <= month <= 12:
        return None
    size = monthrange(year, month)[1]
    if day is None:
        return Interval(date(year, month, 1), date(year, month, size))
    return Interval(date(year, month, day), date(year, month, day)) if 1 <= day <= size else None


def _typed(text: str) -> Interval | None:
    if text == "..":
        return Interval(None, None)
    for pattern in _HALVES:
        if match := pattern.fullmatch(text):
            year = match["y"]
            return interval(f"{year}-01/{year}-06" if match["h"].lower() in ("1", "đầu") else f"{year}-07/{year}-12")
    for pattern in _TYPED:
        if match := pattern.fullmatch(text):
            return _stretch(_edtf(match.groupdict()))
    return None


def _edtf(found: dict[str, str | None]) -> str:
    """What was typed of year, quarter, month and day."""
    if q := found.get("q"):
        return f"{found['y']}-{32 + (_QUARTERS.get(q.lower()) or int(q))}"
    return f"{found['y']}" + "".join(f"-{int(part):02d}" for name in "md" if (part := found.get(name)))
