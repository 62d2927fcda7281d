"""What an office has before it: what is late, what falls due and when, and how that is spread over bodies."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from vbparse.archive.answers import Assignee
from vbparse.archive.ask.assignees import assignees_by_id
from vbparse.archive.ask.obligations import count_by_day, count_obligations
from vbparse.edtf import Interval

MOST = 20_000
"""Rows that are counted of what is late, and of what falls due."""
WEEK, MONTH, YEAR = timedelta(days=7), timedelta(days=30), timedelta(days=365)
UNITS = 12
"""Bodies that are listed where nobody says."""
_MONTHS = 12
_MONTH_DIGITS = len("2023-09")


@dataclass(frozen=True, slots=True)
class Workload:
    """What a body has before it: `late`, due within a `week`, within a `month` behind that, and `later` in a year."""

    assignee: Assignee
    late: int
    week: int
    month: int
    later: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Duties as of a day, by how urgent they are. `week` and `month` count what falls due within 7 and 30 days,
    `months` what falls due in each of twelve (EDTF, count). `capped` where there are more than were counted."""

    late: int
    week: int
    month: int
    undated: int
    months: list[tuple[str, int]]
    units: list[Workload]
    capped: bool


def summarize_duties(
    db: sqlite3.Connection, *, today: date | None = None, units: int = UNITS, most: int = MOST
) -> Overview:
    """What is late and not settled, what falls due within 7 and 30 days and in each month of a year, as of `today`; one
    for each body charged, as `list_obligations` has them. `units` are the bodies with most that is late, then due soon.
    Where more than `most` are late or fall due in the year, only the first are counted, and it is `capped`."""
    day = today or date.today()
    week, month = str(day + WEEK), str(day + MONTH)
    loads: dict[str, Counter[str]] = defaultdict(Counter)
    months: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for _, counts in count_by_day(db, overdue_on=day, today=day, most=most):
        total["late"] += counts.total()
        _add_loads(loads, "late", counts)
    ahead = Interval(day, day + YEAR)
    for due, counts in count_by_day(db, due=ahead, falls="due", status="open", today=day, most=most):
        part = "week" if due <= week else "month" if due <= month else "later"
        months[due[:_MONTH_DIGITS]] += counts.total()
        total[part] += counts.total()
        _add_loads(loads, part, counts)
    return Overview(
        late=total["late"],
        week=total["week"],
        month=total["week"] + total["month"],
        undated=count_obligations(db, most=most, undated=True, status="open", today=day),
        months=[(name, months[name]) for name in _months_ahead(day)],
        units=_heaviest_loads(db, loads, units),
        capped=most in (total["late"], total["week"] + total["month"] + total["later"]),
    )


def _add_loads(loads: dict[str, Counter[str]], part: str, counts: Counter[str]) -> None:
    for body, count in counts.items():
        loads[body][part] += count


def _months_ahead(day: date) -> Iterator[str]:
    """This month and the eleven behind it, as EDTF."""
    for i in range(_MONTHS):
        year, month = divmod(day.year * _MONTHS + day.month - 1 + i, _MONTHS)
        yield f"{year}-{month + 1:02}"


def _heaviest_loads(db: sqlite3.Connection, loads: dict[str, Counter[str]], units: int) -> list[Workload]:
    named = [body for body in loads if body]
    named.sort(key=lambda body: (-loads[body]["late"], -loads[body]["week"], -loads[body]["month"], body))
    bodies = assignees_by_id(db, named[:units])
    return [
        Workload(bodies[body], count["late"], count["week"], count["month"], count["later"])
        for body in named[:units]
        if body in bodies
        for count in [loads[body]]
    ]
