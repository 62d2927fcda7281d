"""What an office has before it: what is late, what falls due and when, and how that is spread over bodies."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from vbparse.archive.answers import Assignee
from vbparse.archive.ask.assignees import assignees_by_id
from vbparse.archive.ask.obligations import count_obligations, select_rows
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
    late = list(islice(select_rows(db, overdue_on=day, today=day), most))
    coming = list(islice(select_rows(db, due=Interval(day, day + YEAR), falls="due", status="open", today=day), most))
    total = Counter({"late": len(late)})
    for row in late:
        loads[row["body"] or ""]["late"] += 1
    for row in coming:
        months[row["day"][:_MONTH_DIGITS]] += 1
        part = "week" if row["day"] <= week else "month" if row["day"] <= month else "later"
        loads[row["body"] or ""][part] += 1
        total[part] += 1
    return Overview(
        late=total["late"],
        week=total["week"],
        month=total["week"] + total["month"],
        undated=count_obligations(db, most=most, undated=True, status="open", today=day),
        months=[(name, months[name]) for name in _months_ahead(day)],
        units=_heaviest_loads(db, loads, units),
        capped=most in (len(late), len(coming)),
    )


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
