"""What recurs, as RRULE (RFC 5545): its parts, and the days on which its occurrences end.

"Hằng quý" is due within each quarter from January, whatever day the document was issued; several weeks or years are
counted from 1 January 2001, a Monday. `Cycle` names the last days on which an occurrence is not late.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, datetime, time, timedelta
from functools import lru_cache
from itertools import takewhile

from dateutil.rrule import rrulestr

EPOCH = date(2001, 1, 1)
_MOST_STEPS = 1200
"""An interval of a rule stays below this many days, weeks, months or years; no duty waits longer."""
_MONTHS = range(1, 13)
_SHORTEST_MONTH = 28
"""Days that every month has."""
LAST_DAY = -1
"""The last day of a month, as `Rule.monthdays` has it."""
_MONTHDAYS = (*range(1, 32), *range(-_SHORTEST_MONTH, 0))
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PARTS = frozenset(("FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "WKST"))
_LONGEST = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}
"""Days of the longest day, week, month and year."""
_WEEK = _LONGEST["WEEKLY"]
_YEAR = 12
"""Months of a year."""
_GAPS = 24
"""Steps between two occurrences on named weekdays or in named months, at most."""
_CACHED = 1024
"""Rules kept: an archive has many duties and few rhythms."""
_CACHED_YEARS = 4096
"""Years of rhythms whose days are kept."""
_NAMES = {
    ("DAILY", 1): "daily",
    ("WEEKLY", 1): "weekly",
    ("MONTHLY", 1): "monthly",
    ("MONTHLY", 3): "quarterly",
    ("MONTHLY", 6): "half-yearly",
    ("YEARLY", 1): "yearly",
}
_TIMES_A_YEAR = {1: "yearly", 2: "half-yearly", 4: "quarterly"}


@dataclass(frozen=True, slots=True)
class Rule:
    """The parts of an RRULE: every `interval` days, weeks, months or years (`freq`), in the months and on the days
    that are named (numbers sorted; `weekdays` as they stand, such as MO or 1MO)."""

    freq: str
    interval: int = 1
    months: tuple[int, ...] = ()
    monthdays: tuple[int, ...] = ()
    weekdays: tuple[str, ...] = ()

    @property
    def name(self) -> str | None:
        """daily, weekly, monthly, quarterly, half-yearly or yearly, whatever months or days it names; else None."""
        return _NAMES.get((self.freq, self.interval))


@lru_cache(maxsize=_CACHED)
def parse_rule(rrule: str | None) -> Rule | None:
    """None where the rule cannot be read, or says more than the parts of `Rule`."""
    text = (rrule or "").upper().removeprefix("RRULE:").strip(";")
    parts = dict(part.partition("=")[::2] for part in text.split(";"))
    interval = parts.get("INTERVAL", "1")
    if parts.keys() - _PARTS or parts.get("FREQ") not in _LONGEST or not interval.isdecimal():
        return None
    months, days = _numbers(parts.get("BYMONTH"), _MONTHS), _numbers(parts.get("BYMONTHDAY"), _MONTHDAYS)
    if months is None or days is None or not 0 < int(interval) < _MOST_STEPS:
        return None
    weekdays = parts.get("BYDAY", "")
    return Rule(parts["FREQ"], int(interval), months, days, tuple(weekdays.split(",")) if weekdays else ())


def _numbers(text: str | None, allowed: range | tuple[int, ...]) -> tuple[int, ...] | None:
    """Numbers with commas, sorted; None where one is not allowed."""
    try:
        numbers = sorted({int(number) for number in text.split(",")}) if text else []
    except ValueError:
        return None
    return tuple(numbers) if set(numbers) <= set(allowed) else None


def short_form(rrule: str | None) -> str:
    """As annotations write a rhythm (corpus/README.md): weekly, monthly:15, quarterly, half-yearly, yearly:01-10; an
    empty string where they have no word for it."""
    rule = parse_rule(rrule)
    if not rule or rule.freq == "DAILY" or min(rule.monthdays, default=1) < 0:
        return ""
    name = rule.name
    if rule.months:
        name = _TIMES_A_YEAR.get(len(rule.months)) if name in ("monthly", "yearly") else None
    days = _join(rule.monthdays)
    if name == "yearly" and rule.months:
        return f"yearly:{rule.months[0]:02d}" + (f"-{days.zfill(2)}" if days else "")
    return f"monthly:{days}" if name == "monthly" and days else name or ""


def is_rule(rrule: str) -> bool:
    """Whether it is an RRULE, also one whose occurrences are not worked out here."""
    try:
        rrulestr(rrule)
    except (ValueError, TypeError, AttributeError, LookupError, OverflowError):
        return False
    return True


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
        if self.freq == "MONTHLY" and not self.step % _YEAR:  # as people know it: yearly, not every twelve months
            return _format_step("YEARLY", self.step // _YEAR) + f";BYMONTH={self.anchor % _YEAR + 1}{self.days}"
        return _format_step(self.freq, self.step) + self.days

    @property
    def length(self) -> timedelta:
        """Longer than any occurrence with the gaps beside it."""
        gaps = 3 * self.step + (_GAPS if "BYMONTH=" in self.days or "BYDAY" in self.days else 0)
        return timedelta(days=_LONGEST[self.freq] * gaps)

    def last_days(self, since: date) -> Iterator[date]:
        """The last days from a day on."""
        year = since.year
        while year <= MAXYEAR and (days := _days_of_year(self, year)):
            yield from (day for day in days if day >= since)
            year = days[-1].year + 1

    def count_days(self, since: date) -> Iterator[date]:
        """The same, counted anew: rules are slow to read."""
        if self.freq == "MONTHLY":
            month = _number_of_month(since)
            start = _first_of_month(month - (month - self.anchor) % self.step)
        else:
            every = self.step * _LONGEST[self.freq]
            start = since - timedelta(days=(since.toordinal() - self.anchor) % every)
        rule = rrulestr(self.rrule, dtstart=datetime.combine(start, time()))
        return (day.date() for day in rule if day.date() >= since)

    def first_day(self, last: date) -> date:
        """The first day of the occurrence that ends on a day."""
        if not self.block:
            return last
        if self.freq != "MONTHLY":
            return last - timedelta(days=self.block * _LONGEST[self.freq] - 1)
        return _first_of_month(_number_of_month(last) + 1 - self.block)


@lru_cache(maxsize=_CACHED_YEARS)
def _days_of_year(cycle: Cycle, year: int) -> tuple[date, ...]:
    """The last days within a year, or the next one that has any; nothing where none has."""
    days = cycle.count_days(date(year, 1, 1))
    first = next(days, None)
    return (first, *takewhile(lambda day: day.year == first.year, days)) if first else ()


def _number_of_month(day: date) -> int:
    """Months since the year 0."""
    return _YEAR * day.year + day.month - 1


def _first_of_month(number: int) -> date:
    return date(number // _YEAR, number % _YEAR + 1, 1)


def _format_step(freq: str, step: int) -> str:
    return f"FREQ={freq}" + (f";INTERVAL={step}" if step > 1 else "")


@lru_cache(maxsize=_CACHED)
def find_cycle(rrule: str, bound: str | None) -> Cycle | None:
    """The last days of a rule, before the days that it names where `bound` is "before"; None where the rule cannot be
    read, or names what no single rule says."""
    rule = parse_rule(rrule)
    if not rule:
        return None
    is_before = bound == "before"
    cycle: Cycle | None = None
    if rule.freq in ("MONTHLY", "YEARLY"):
        cycle = _monthly(rule, is_before)
    elif not rule.months and not rule.monthdays:
        if rule.freq == "WEEKLY":
            cycle = _weekly(rule, is_before)
        elif not rule.weekdays:
            cycle = _daily(rule.interval, is_before)
    return replace(cycle, open=bound in ("before", "by")) if cycle else None


def _daily(step: int, before: bool) -> Cycle:
    if before:
        return Cycle("DAILY", step, EPOCH.toordinal() - 1)
    return Cycle("DAILY", step, EPOCH.toordinal() + step - 1, block=step)


def _weekly(rule: Rule, before: bool) -> Cycle | None:
    step, days = rule.interval, rule.weekdays
    week = EPOCH.toordinal() + _WEEK * (step - 1)
    if not days:
        return Cycle("WEEKLY", step, EPOCH.toordinal() - _WEEK if before else week, ";BYDAY=SU", 0 if before else step)
    if not set(days) <= set(_WEEKDAYS):
        return None
    if not before:
        return Cycle("WEEKLY", step, week, f";BYDAY={','.join(days)}")
    # The day before, in weeks that begin a day earlier.
    shifted = ",".join(_WEEKDAYS[_WEEKDAYS.index(day) - 1] for day in days)
    return Cycle("WEEKLY", step, week - 1, f";BYDAY={shifted};WKST=SU")


def _monthly(rule: Rule, before: bool) -> Cycle | None:
    """A day in months `step` apart lies in the last of them: ngày 25 hằng quý is in March, June …"""
    months, days, weekdays = rule.months, rule.monthdays, rule.weekdays
    yearly = rule.freq == "YEARLY"
    step = rule.interval * (_YEAR if yearly or months else 1)
    if weekdays and (days or before or (yearly and not months)):
        return None
    if yearly and days and not months:
        step //= _YEAR  # as RFC 5545 has it: the day of every month
    if len(months) > 1 and step != _YEAR:
        return None
    block = 0 if days or weekdays else 1 if months else step
    anchor = _YEAR * EPOCH.year + step - 1 - (_YEAR - months[0] if len(months) == 1 else 0)
    back = 0
    if before:
        if 1 in days and len(days) > 1 and (step > 1 or months):
            return None
        back = block or int(1 in days)
        days, block = tuple(sorted(day - 1 or -1 for day in days)), 0
    on = f";BYDAY={','.join(weekdays)}" if weekdays else _format_monthdays(days)
    if len(months) > 1:
        shifted = sorted((month - back - 1) % _YEAR + 1 for month in months)
        return Cycle("MONTHLY", 1, 0, f";BYMONTH={_join(shifted)}{on}", block)
    return Cycle("MONTHLY", step, anchor - back, on, block)


def _format_monthdays(days: tuple[int, ...]) -> str:
    """Days of a month in RRULE, the last day for one that a short month has not; the last day where none is named."""
    if not days or max(days) <= _SHORTEST_MONTH or min(days) < 0:
        return f";BYMONTHDAY={_join(days or (-1,))}"
    choices = sorted({*days, *range(_SHORTEST_MONTH, max(days) + 1)})
    places = [*(choices.index(day) + 1 for day in days[:-1]), -1]
    return f";BYMONTHDAY={_join(choices)};BYSETPOS={_join(places)}"


def _join(numbers: Iterable[int]) -> str:
    return ",".join(map(str, numbers))
