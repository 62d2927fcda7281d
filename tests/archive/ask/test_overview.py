"""The overview counts what the lists behind its numbers have."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta

from vbparse.archive.ask.obligations import count_obligations, list_obligations
from vbparse.archive.ask.overview import summarize_duties
from vbparse.edtf import Interval

from .test_obligations import db, duty, insert, mark, plan  # noqa: F401

DAY = date(2023, 9, 20)


def fill(db: sqlite3.Connection) -> None:  # noqa: F811
    plan(db)
    for id, name in (("b1", "Phòng Tư pháp"), ("b2", "Công an thị trấn")):
        insert(db, "bodies", id=id, core=name.lower(), name=name, folded=name.lower())
    duty(db, "late", "2023-09-10", "by")
    duty(db, "late, done", "2023-09-11", "by")
    duty(db, "today", "2023-09-20", "by", bodies=("b2",))
    duty(db, "in a week", "2023-09-27", "by", bodies=("b1", "b2"))
    duty(db, "in a month", "2023-10-15", "by")
    duty(db, "in half a year", "2024-03-01", "by")
    duty(db, "every month", "2023", rrule="FREQ=MONTHLY", since="2023-09-01", until="2023-12-31", bodies=("b2",))
    duty(db, "undated")
    mark(db, "late, done", "done")


def test_the_overview_counts_what_the_lists_have(db: sqlite3.Connection) -> None:  # noqa: F811
    fill(db)
    found = summarize_duties(db, today=DAY)
    late = list_obligations(db, overdue_on=DAY, today=DAY, limit=None)

    def due_within(days: int) -> int:
        within = Interval(DAY, DAY + timedelta(days))
        return count_obligations(db, most=99, due=within, falls="due", status="open", today=DAY)

    assert [one.obligation for one in late if one.obligation != "every month"] == ["late"]
    assert (found.late, found.week, found.month) == (len(late), due_within(7), due_within(30))
    assert found.week == 3 < found.month
    assert found.undated == 1
    assert len(found.months) == 12
    assert dict(found.months)["2024-03"] == 1
    assert sum(count for _, count in found.months) == due_within(365)
    assert not found.capped


def test_the_bodies_with_most_that_is_late_come_first(db: sqlite3.Connection) -> None:  # noqa: F811
    fill(db)
    units = summarize_duties(db, today=DAY).units
    assert {one.assignee.body: one.week for one in units} == {"b1": 1, "b2": 2}
    assert {one.assignee.body: one.month for one in units}["b1"] == 1
    assert [one.late for one in units] == sorted((one.late for one in units), reverse=True)
    assert [one.assignee.body for one in summarize_duties(db, today=DAY, units=1).units] == [units[0].assignee.body]


def test_an_overview_of_more_than_is_counted_says_so(db: sqlite3.Connection) -> None:  # noqa: F811
    fill(db)
    assert summarize_duties(db, today=DAY, most=2).capped
