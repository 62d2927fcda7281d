"""Rhythms: an RRULE (RFC 5545) laid on the calendar, as the last days of its occurrences.

"Hằng quý" is due within each quarter from January, whatever day the document was issued; several weeks or years are
counted from 1 January 2001, a Monday. Within the house a rule names the last days on which an occurrence is not late.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from dateutil.rrule import rrulestr

EPOCH = date(2001, 1, 1)


@dataclass(frozen=True, slots=True)
class Cycle:
    """The last days of a rhythm: `step` days, weeks or months (`freq`) apart, in the one at `anchor` (ordinal of a day,
    or number of a month) and so on, on the days that `days` names in RRULE. Each occurrence is `block` of them long; 0
    where a day is named. `open` where it is due before or by its last day."""

    freq: str
    step: int
    anchor: int
    days: str = ""
    block: int = 0
    open: bool = False

    @property
    def rrule(self) -> str:
        if self.freq == "MONTHLY" and not self.step % 12:  # as people know it: yearly, not every twelve months
            return _every("YEARLY", self.step // 12) + f";BYMONTH={self.anchor % 12 + 1}{self.days}"
        return _every(self.freq, self.step) + self.days

    @property
    def length(self) -> timedelta:
        """Longer than any occurrence with the gaps beside it."""
        gaps = 3 * self.step + (24 if "BYMONTH=" in self.days or "BYDAY" in self.days else 0)
        return timedelta(days={"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31}[self.freq] * gaps)

    def lasts(self, since: date) -> Iterator[date]:
        """The last days from a day on."""
        if self.freq == "MONTHLY":
            month = 12 * since.year + since.month - 1
            month -= (month - self.anchor) % self.step
            start = date(month // 12, month % 12 + 1, 1)
        else:
            every = self.step * (7 if self.freq == "WEEKLY" else 1)
            start = since - timedelta(days=(since.toordinal() - self.anchor) % every)
        rule = rrulestr(self.rrule, dtstart=datetime.combine(start, time()))
        return (day.date() for day in rule if day.date() >= since)

    def begin(self, last: date) -> date:
        """The first day of the occurrence that ends on a day."""
        if not self.block:
            return last
        if self.freq != "MONTHLY":
            return last - timedelta(days=self.block * (7 if self.freq == "WEEKLY" else 1) - 1)
        month = 12 * last.year + last.month - self.block
        return date(month // 12, month % 12 + 1, 1)


def _every(freq: str, step: int) -> str:
    return f"FREQ={freq}" + (f";INTERVAL={step}" if step > 1 else "")


_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_KNOWN = {"FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "WKST"}


@lru_cache(maxsize=1024)
def read(rrule: str, bound: str | None) -> Cycle | None:
    """None where the rule cannot be read, or names what no single rule says."""
    parts = dict(part.partition("=")[::2] for part in rrule.upper().removeprefix("RRULE:").strip(";").split(";"))
    step = parts.get("INTERVAL", "1")
    if parts.keys() - _KNOWN or not step.isdecimal() or not 0 < int(step) < 1200:
        return None
    before = bound == "before"
    cycle: Cycle | None = None
    match parts.get("FREQ"):
        case "DAILY" if parts.keys() <= {"FREQ", "INTERVAL"}:
            cycle = _daily(int(step), before)
        case "WEEKLY" if parts.keys() <= {"FREQ", "INTERVAL", "BYDAY", "WKST"}:
            cycle = _weekly(int(step), parts.get("BYDAY"), before)
        case "MONTHLY" | "YEARLY" as freq:
            cycle = _monthly(freq, int(step), parts, before)
    return replace(cycle, open=bound in ("before", "by")) if cycle else None


def _daily(step: int, before: bool) -> Cycle:
    if before:
        return Cycle("DAILY", step, EPOCH.toordinal() - 1)
    return Cycle("DAILY", step, EPOCH.toordinal() + step - 1, block=step)


def _weekly(step: int, named: str | None, before: bool) -> Cycle | None:
    week = EPOCH.toordinal() + 7 * (step - 1)
    if not named:
        return Cycle("WEEKLY", step, EPOCH.toordinal() - 7 if before else week, ";BYDAY=SU", 0 if before else step)
    days = named.split(",")
    if not set(days) <= set(_WEEKDAYS):
        return None
    if not before:
        return Cycle("WEEKLY", step, week, f";BYDAY={named}")
    # The day before, in weeks that begin a day earlier.
    shifted = ",".join(_WEEKDAYS[_WEEKDAYS.index(day) - 1] for day in days)
    return Cycle("WEEKLY", step, week - 1, f";BYDAY={shifted};WKST=SU")


def _monthly(freq: str, step: int, parts: dict[str, str], before: bool) -> Cycle | None:
    """A day in months `step` apart lies in the last of them: ngày 25 hằng quý is in March, June …"""
    months, days = _numbers(parts.get("BYMONTH"), range(1, 13)), _numbers(parts.get("BYMONTHDAY"), _MONTHDAYS)
    named = parts.get("BYDAY")
    step *= 12 if freq == "YEARLY" or months else 1
    if months is None or days is None or (named and (days or before or (freq == "YEARLY" and not months))):
        return None
    if freq == "YEARLY" and days and not months:
        step //= 12  # as RFC 5545 has it: the day of every month
    if len(months) > 1 and step != 12:
        return None
    block = 0 if days or named else 1 if months else step
    anchor = 12 * EPOCH.year + step - 1 - (12 - months[0] if len(months) == 1 else 0)
    back = 0
    if before:
        if 1 in days and len(days) > 1 and (step > 1 or months):
            return None
        back = block or int(1 in days)
        days, block = sorted(day - 1 or -1 for day in days), 0
    on = f";BYDAY={named}" if named else _monthdays(days)
    if len(months) > 1:
        shifted = sorted((month - back - 1) % 12 + 1 for month in months)
        return Cycle("MONTHLY", 1, 0, f";BYMONTH={','.join(map(str, shifted))}{on}", block)
    return Cycle("MONTHLY", step, anchor - back, on, block)


_MONTHDAYS = (*range(1, 32), *range(-28, 0))


def _monthdays(days: list[int]) -> str:
    """Days of a month in RRULE, the last day for one that a short month has not; the last day where none is named."""
    if not days or max(days) <= 28 or min(days) < 0:
        return f";BYMONTHDAY={','.join(map(str, days or [-1]))}"
    held = sorted({*days, *range(28, max(days) + 1)})
    places = [*(held.index(day) + 1 for day in sorted(days)[:-1]), -1]
    return f";BYMONTHDAY={','.join(map(str, held))};BYSETPOS={','.join(map(str, places))}"


def _numbers(text: str | None, allowed: range | tuple[int, ...]) -> list[int] | None:
    """Numbers with commas, sorted; None where one is not allowed."""
    try:
        found = sorted({int(number) for number in text.split(",")}) if text else []
    except ValueError:
        return None
    return found if set(found) <= set(allowed) else None
