"""Periods: as a user types them, the days within which a charge is due, and the occurrences of what recurs.

EDTF is read by `vbparse.edtf`, RRULE by `vbparse.rrule`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import takewhile
from typing import NamedTuple

from vbparse.edtf import DAY, OPEN, Interval, format_quarter, parse_interval
from vbparse.errors import InputError
from vbparse.patterns import Cue
from vbparse.rrule import EPOCH, find_cycle

REACH = timedelta(days=3660)
"""How far what recurs is followed where neither what is asked nor the duty itself has an end."""

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_Q = r"(?:q|quý ?)(?P<q>[1-4]|iv|i{1,3})"
_TYPED = [
    Cue(
        rf"(?i)(?P<y>\d{{4}}) ?[-/]? ?{_Q}",
        examples=["2023-Q3", "2023 quý III", "2023/q1"],
        rejects=["2023-Q5", "quý III"],
        at="whole",
    ),
    Cue(
        rf"(?i){_Q}(?: ?[-/] ?| năm | )(?P<y>\d{{4}})",
        examples=["Q3/2023", "quý III năm 2023", "Quý 4 2023"],
        rejects=["quý III", "quý III/23"],
        at="whole",
    ),
    Cue(
        r"(?P<y>\d{4})(?:-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?)?",
        examples=["2023", "2023-09", "2023-9-5"],
        rejects=["2023/09", "23-09"],
        at="whole",
    ),
    Cue(
        r"(?i)(?:tháng )?(?P<m>\d{1,2})(?: ?[-/.] ?| năm )(?P<y>\d{4})",
        examples=["9/2023", "tháng 9 năm 2023", "09-2023"],
        rejects=["15/9/2023", "tháng 9"],
        at="whole",
    ),
    Cue(
        r"(?i)(?:ngày )?(?P<d>\d{1,2})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<y>\d{4})",
        examples=["15/9/2023", "ngày 15.09.2023"],
        rejects=["15/9-2023", "15/9/23"],
        at="whole",
    ),
    Cue(
        r"(?i)(?:ngày )?(?P<d>\d{1,2}) tháng (?P<m>\d{1,2})(?: ?/ ?| năm )(?P<y>\d{4})",
        examples=["15 tháng 9 năm 2023", "ngày 15 tháng 9/2023"],
        rejects=["15 tháng 9"],
        at="whole",
    ),
    Cue(r"(?i)năm (?P<y>\d{4})", examples=["năm 2023"], rejects=["năm học 2023"], at="whole"),
]
_HALVES = [
    Cue(r"(?i)(?P<y>\d{4}) ?[-/]? ?H(?P<h>[12])", examples=["2023-H1", "2023 h2"], rejects=["2023-H3"], at="whole"),
    Cue(r"(?i)H(?P<h>[12]) ?[-/]? ?(?P<y>\d{4})", examples=["H1/2023", "h2 2023"], rejects=["H1"], at="whole"),
    Cue(
        r"(?i)(?:6|sáu) tháng (?P<h>đầu|cuối)(?: năm | ?/ ?| )(?P<y>\d{4})",
        examples=["6 tháng đầu năm 2023", "sáu tháng cuối/2023"],
        rejects=["6 tháng năm 2023", "9 tháng đầu năm 2023"],
        at="whole",
    ),
    Cue(
        r"(?i)nửa (?P<h>đầu|cuối)(?: năm | ?/ ?| )(?P<y>\d{4})",
        examples=["nửa đầu năm 2023"],
        rejects=["nửa năm 2023"],
        at="whole",
    ),
]
_BETWEEN = Cue(
    r"(?i) ?(?:[/–—-]| đến(?: hết)? ) ?",
    examples=["9/2023 - 10/2023", "15/8/2023 đến 15/9/2023", "2023 đến hết 2025"],
    rejects=["2023", "đến"],
)
"""What stands between two ends: not every one that is found does."""


class CalendarRule(NamedTuple):
    """A rhythm for iCalendar: an event of one whole day, the last day on which an occurrence is not late. `end` is the
    day behind it (exclusive, as DTEND is); `rrule` has its UNTIL where the duty ends."""

    dtstart: date
    end: date
    rrule: str


def parse_period(text: str) -> Interval:
    """The days of a period as a user types it: 2023, 2023-09, 09/2023, 2023-Q3, 15/9/2023, 6 tháng đầu năm 2023, and
    two of these with a stroke, a dash or "đến" between them. Raises InputError."""
    normalized = unicodedata.normalize("NFC", " ".join(text.split()))
    if days := _parse_typed(normalized):
        return days
    normalized = normalized.removeprefix("từ ").removeprefix("Từ ")
    for cut in _BETWEEN.finditer(normalized):
        open_end = Interval(None, None) if "/" in cut[0] else None
        first, last = (
            _parse_typed(end) if end else open_end for end in (normalized[: cut.start()], normalized[cut.end() :])
        )
        if first and last and not (first.first and last.last and first.first > last.last):
            return Interval(first.first, last.last)
    raise InputError("period.unknown", text=text)


def parse_day(text: str) -> date:
    """A day as a user types it: 2023-09-15, 15/9/2023. Raises InputError."""
    days = _parse_typed(unicodedata.normalize("NFC", " ".join(text.split())))
    if not days or not days.first or days.first != days.last:
        raise InputError("period.no-day", text=text)
    return days.first


def due_days(due_date: str | None, bound: str | None) -> Interval | None:
    """The days within which a charge is due and not late: open at their beginning where it is due before or by a date.
    None where no date can be read."""
    days = parse_interval(due_date)
    if not days or bound not in ("before", "by"):
        return days
    last = days.first - DAY if bound == "before" and days.first else days.last if bound == "by" else None
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
    found = iter_occurrences(rrule, bound, held)
    return [days for _, days in takewhile(lambda x: until is None or x[0] <= until, found)]


def iter_occurrences(rrule: str, bound: str | None, asked: Interval) -> Iterator[tuple[date, Interval]]:
    """Each occurrence that meets the asked period, as (day on which it begins, due days), lazily; `asked` must have a
    first day. An occurrence due before or by a day meets a period that holds its last day."""
    cycle = find_cycle(rrule, bound)
    if not cycle or not asked.first:
        return
    for last in cycle.last_days(asked.first):
        begin = cycle.first_day(last)
        if asked.last and (last if cycle.open else begin) > asked.last:
            return
        yield begin, Interval(None if cycle.open else begin, last)


def past_occurrences(rrule: str, bound: str | None, before: date, since: date) -> list[tuple[date, Interval]]:
    """The occurrences that are over before a day, as of `iter_occurrences`, from one that began by `since` on."""
    cycle = find_cycle(rrule, bound)
    if not cycle:
        return []
    found = iter_occurrences(rrule, bound, Interval(since - cycle.length, before))
    return [(begin, days) for begin, days in found if days.last and days.last < before]


def latest_occurrence(rrule: str, bound: str | None, before: date, until: date) -> Interval | None:
    """The last occurrence that is over before a day and has begun by `until`."""
    found = [days for begin, days in past_occurrences(rrule, bound, before, min(before, until)) if begin <= until]
    return found[-1] if found else None


def calendar_rule(
    rrule: str, since: date | None, until: date | None = None, bound: str | None = None
) -> CalendarRule | None:
    """The rhythm of a duty for iCalendar, with the last days that `occurrences` gives; None where the rule cannot be
    read or nothing falls due. Only the last days: iCalendar knows no event that is as long as its month."""
    cycle = find_cycle(rrule, bound)
    first = next(cycle.last_days(since or EPOCH), None) if cycle else None
    if not cycle or not first:
        return None
    if until is None:
        return CalendarRule(first, first + DAY, cycle.rrule)
    end = latest_occurrence(rrule, bound, until + 2 * cycle.length, until)
    if not end or not end.last or end.last < first:
        return None
    return CalendarRule(first, first + DAY, f"{cycle.rrule};UNTIL={end.last:%Y%m%d}")


def _parse_typed(text: str) -> Interval | None:
    if text == OPEN:
        return Interval(None, None)
    for pattern in _HALVES:
        if match := pattern.fullmatch(text):
            first, last = ("01", "06") if match["h"].lower() in ("1", "đầu") else ("07", "12")
            return parse_interval(f"{match['y']}-{first}/{match['y']}-{last}")
    for pattern in _TYPED:
        if match := pattern.fullmatch(text):
            return parse_interval(_build_edtf(match.groupdict()))
    return None


def _build_edtf(parts: dict[str, str | None]) -> str:
    """What was typed of year, quarter, month and day."""
    if quarter := parts.get("q"):
        return format_quarter(int(parts["y"] or 0), _QUARTERS.get(quarter.lower()) or int(quarter))
    return f"{parts['y']}" + "".join(f"-{int(part):02d}" for name in "md" if (part := parts.get(name)))
