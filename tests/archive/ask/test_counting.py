"""What is counted is what the lists have, whatever is asked for."""

from __future__ import annotations

import sqlite3
from collections import Counter
from datetime import date, timedelta
from itertools import islice
from typing import Any

import pytest

from vbparse.archive.ask import selecting
from vbparse.archive.ask.obligations import count_by_day, count_obligations, list_obligations
from vbparse.archive.periods import parse_period
from vbparse.edtf import Interval

from .test_obligations import db, duty, insert, mark, plan  # noqa: F401

DAY = date(2023, 9, 20)
BODIES = [f"b{n}" for n in range(1, 7)]


def fill(db: sqlite3.Connection) -> None:  # noqa: F811
    for id in BODIES:
        insert(db, "bodies", id=id, core=id, name=id, folded=id)
    plan(db)
    for n in range(30):
        due = DAY + timedelta(7 * n - 100)
        duty(db, f"once {n}", str(due), ("by", "on", "before")[n % 3], bodies=tuple(BODIES[n % 4 : n % 6 + 1]))
    duty(db, "a year", "2023", bodies=("b1", "b6"))
    duty(db, "undated")
    for n, rrule in enumerate(("FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=25")):
        until = ("2023-09-30", None, "2024-06-30")[n]
        duty(db, f"each {n}", rrule=rrule, since="2023-01-10", until=until, bodies=tuple(BODIES[: n + 2]))
    mark(db, "once 3", "done")
    mark(db, "each 0", "done", "2023-09")
    mark(db, "each 1", "cancelled")


@pytest.mark.parametrize("bodies", [None, ["b2"], ["b1", "b3"], BODIES])
@pytest.mark.parametrize("few", [5000, 0])
@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"due": "2023-09"},
        {"due": "2023-Q4", "falls": "due"},
        {"due": "2023-10", "falls": "running"},
        {"due": "2023-06/2024-06", "status": "open"},
        {"due": "2023-07/2023-12", "overdue_on": date(2023, 10, 5)},
        {"overdue_on": DAY},
        {"status": "past due"},
        {"status": "done"},
        {"status": "old", "due": "2023"},
        {"old": "only"},
        {"undated": True},
        {"text": "báo cáo"},
    ],
)
def test_as_many_as_the_list_has(
    db: sqlite3.Connection,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    asked: dict[str, Any],
    few: int,
    bodies: list[str] | None,
) -> None:
    monkeypatch.setattr(selecting, "FEW", few)
    fill(db)
    asked = asked | {"due": parse_period(asked["due"])} if "due" in asked else asked
    listed = list_obligations(db, limit=None, bodies=bodies, today=DAY, **asked)
    for most in (10_000, 7):
        assert count_obligations(db, most=most, bodies=bodies, today=DAY, **asked) == min(most, len(listed))


@pytest.mark.parametrize("most", [1, 10, 27, 10_000])
@pytest.mark.parametrize(
    "asked",
    [
        {"overdue_on": DAY},
        {"due": Interval(DAY, DAY + timedelta(90)), "falls": "due", "status": "open"},
    ],
)
def test_by_day_the_first_ones_are_counted(db: sqlite3.Connection, asked: dict[str, Any], most: int) -> None:  # noqa: F811
    fill(db)
    listed = list_obligations(db, limit=None, today=DAY, **asked)
    assert len(listed) > 27
    expected = Counter((owed.last_day, owed.assignee.body if owed.assignee else "") for owed in islice(listed, most))
    counted = count_by_day(db, most=most, today=DAY, **asked)
    assert Counter({(day, body): n for day, loads in counted for body, n in loads.items()}) == expected
