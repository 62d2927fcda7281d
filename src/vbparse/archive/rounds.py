"""What is owed, in the order of its days, as SQL that reads no further than it is asked: one statement for what has a
date, one for each round of what recurs.

A round is an occurrence of one rhythm: all duties of this rhythm that are in force then are due on one day.
"""

from __future__ import annotations

import heapq
import sqlite3
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from vbparse.archive import periods
from vbparse.archive.periods import Interval

LAST = "9999-12-31"
_UNTIL = f"coalesce(until, '{LAST}')"  # as the indexes have it


@dataclass(frozen=True, slots=True)
class Source:
    """All obligations, those of one body, of the bodies in the table `wanted`, or of given `rows`. Each selection below
    gives row, body, first, day (the last one) and `at`, in the order of `at` and row."""

    body: str | None = None
    rows: frozenset[int] | None = None
    wanted: bool = False

    @property
    def charged(self) -> bool:
        """Whether its rows are those of charges, each with its body."""
        return self.wanted or self.body is not None

    @property
    def table(self) -> str:
        if self.wanted:
            return "(SELECT c.* FROM wanted w CROSS JOIN charges c ON c.body = w.body)"
        return "charges" if self.body else "obligations"

    @property
    def row(self) -> str:
        return "obligation" if self.charged else "row"

    @property
    def only(self) -> str:
        """The condition of the source, to stand before others; its parameter is `:body`."""
        picked = "" if self.rows is None else f"{self.row} IN ({','.join(map(str, sorted(self.rows)))}) AND "
        return ("body = :body AND " if self.body else "") + picked

    def select(self, first: str, day: str, at: str, where: str, order: str) -> str:
        """A selection; parameters by name."""
        order = order.replace("row", self.row)
        return (
            f"SELECT {self.row} AS row, {'body' if self.charged else 'NULL'} AS body, {first} AS first, {day} AS day,"
            f" {at} AS at FROM {self.table} WHERE {self.only}{where} ORDER BY {order}"
        )

    def due(self) -> str:
        """What has a last day from :a to :b."""
        where = "recurrence IS NULL AND last_day >= :a AND last_day <= :b"
        return self.select("first_day", "last_day", "last_day", where, "last_day, row")

    def lasting(self) -> str:
        """What is due from a day up to :b to a day behind it."""
        where = "recurrence IS NULL AND last_day > :b AND first_day <= :b AND first_day < last_day"
        return self.select("first_day", "last_day", "last_day", where, "last_day, row")

    def undated(self, begun: bool = False) -> str:
        """What has no last day; where `begun`, what is due from a day up to :b on."""
        where = "recurrence IS NULL AND last_day IS NULL" + (" AND first_day <= :b" if begun else "")
        return self.select("first_day", "NULL", "coalesce(first_day, '')", where, "first_day, row")

    def recurring(self) -> str:
        """What recurs, without a day."""
        return self.select("NULL", "NULL", "''", "recurrence IS NOT NULL", "row")

    def round(self) -> str:
        """The round of :recurrence and :bound that begins on :begin and ends on :day: those that end from :begin to
        :end and are issued by :day."""
        where = (
            f"recurrence = :recurrence AND bound IS :bound AND {_UNTIL} BETWEEN :begin AND :end"
            " AND coalesce(since, '') <= :day"
        )
        # + lest the primary key be walked for its order
        return self.select(":first", ":day", ":day", where, "+row")


@dataclass(frozen=True, slots=True)
class Round:
    """An occurrence of a rhythm: of duties that end from `begin` to `end`, or of given `rows` only."""

    day: str
    first: str | None
    recurrence: str
    bound: str | None
    begin: str
    end: str = LAST
    rows: frozenset[int] | None = None

    def values(self) -> dict[str, Any]:
        """Its parameters for `Source.round`."""
        return {name: getattr(self, name) for name in ("day", "first", "recurrence", "bound", "begin", "end")}


def due(db: sqlite3.Connection, source: Source, asked: Interval) -> Iterator[Round]:
    """The rounds that meet a period, by day, lazily; an open end is ten years away."""
    first = asked.first or (asked.last or date.today()) - periods.REACH
    held = Interval(first, asked.last or first + periods.REACH)
    each = [_of_rule(recurrence, bound, held, rows) for recurrence, bound, rows in _rules(db, source)]
    return heapq.merge(*each, key=lambda found: found.day)


def _of_rule(recurrence: str, bound: str | None, asked: Interval, rows: frozenset[int] | None) -> Iterator[Round]:
    for begin, days in periods.recurring(recurrence, bound, asked):
        yield _round(recurrence, bound, begin.isoformat(), days, rows=rows)


def _round(recurrence: str, bound: str | None, begin: str, days: Interval, **more: Any) -> Round:
    return Round(str(days.last), str(days.first) if days.first else None, recurrence, bound, begin, **more)


def _rules(db: sqlite3.Connection, source: Source) -> Iterator[tuple[str, str | None, frozenset[int] | None]]:
    """The rhythms there are, and of given rows which have each."""
    values = {"body": source.body}
    if source.rows is not None:
        every = f"SELECT {source.row}, recurrence, bound FROM {source.table} WHERE {source.only}recurrence IS NOT NULL"
        rows: dict[tuple[str, str | None], list[int]] = {}
        for row, recurrence, bound in db.execute(every, values):
            rows.setdefault((recurrence, bound), []).append(row)
        yield from ((*rule, frozenset(held)) for rule, held in rows.items())
        return
    if source.wanted:
        each = f"SELECT DISTINCT recurrence, bound FROM {source.table} WHERE recurrence IS NOT NULL ORDER BY 1, 2"
        yield from ((row["recurrence"], row["bound"], None) for row in db.execute(each))
        return
    # Each is found by one step in the index: there are many duties, and few rhythms.
    following = (
        f"SELECT recurrence FROM {source.table} WHERE {source.only}recurrence > :last ORDER BY recurrence LIMIT 1"
    )
    probe = f"SELECT 1 FROM {source.table} WHERE {source.only}recurrence = :last AND bound IS :bound LIMIT 1"
    last = ""
    while row := db.execute(following, values | {"last": last}).fetchone():
        last = row["recurrence"]
        for bound in (None, "before", "by", "on", "within"):
            if db.execute(probe, values | {"last": last, "bound": bound}).fetchone():
                yield last, bound, None


def overdue(db: sqlite3.Connection, source: Source, day: date) -> list[Round]:
    """The rounds that are the last ones over before a day, by day: for each duty one, by when it ends; for one whose
    last occurrence is marked, the last that is not."""
    ends = db.execute(
        f"SELECT DISTINCT recurrence, bound, {_UNTIL} AS until FROM {source.table}"
        f" WHERE {source.only}recurrence IS NOT NULL ORDER BY 1, 2, 3",
        {"body": source.body},
    )
    found: list[Round] = []
    for (recurrence, bound), same in groupby(ends, key=lambda row: (row["recurrence"], row["bound"])):
        untils = [row["until"] for row in same]
        over = periods.past(recurrence, bound, day, min(day, date.fromisoformat(untils[0])))
        begins = [begin.isoformat() for begin, _ in over]
        for at, together in groupby(untils, key=lambda until: bisect_right(begins, until) - 1):
            if at >= 0:
                first, *more = together
                last = more[-1] if more else first
                found.append(_round(recurrence, bound, first, over[at][1], end=last))
    return sorted([*found, *_unmarked(db, source, day)], key=lambda x: x.day)


def _unmarked(db: sqlite3.Connection, source: Source, day: date) -> Iterator[Round]:
    marked = db.execute(
        "SELECT o.row, o.recurrence, o.bound, o.since, o.until, m.status, m.period FROM marks m"
        " JOIN heads w ON w.document = m.document JOIN obligations o ON o.id = m.obligation"
        " JOIN heads h ON h.row = o.head AND h.work = w.work"
        " WHERE o.recurrence IS NOT NULL AND (:body IS NULL"
        " OR EXISTS (SELECT 1 FROM charges c WHERE c.body = :body AND c.obligation = o.row)) ORDER BY o.row, m.n DESC",
        {"body": source.body},
    )
    for (row, recurrence, bound, since, until), said in groupby(marked, key=itemgetter(0, 1, 2, 3, 4)):
        marks = [(mark["status"], mark["period"]) for mark in said]
        if source.rows is not None and row not in source.rows:
            continue
        for at, (begin, days) in enumerate(x for x in _over(recurrence, bound, day) if x[0] <= (until or LAST)):
            last = str(days.last)
            if last < (since or ""):
                break
            if next((status for status, period in marks if covers(period, last)), "open") == "open":
                if at:
                    yield _round(recurrence, bound, begin, days, rows=frozenset([row]))
                break


@lru_cache(maxsize=256)
def _over(recurrence: str, bound: str | None, day: date) -> list[tuple[str, Interval]]:
    """The occurrences of ten years that are over before a day, the newest first."""
    found = periods.past(recurrence, bound, day, day - periods.REACH)
    return [(begin.isoformat(), days) for begin, days in reversed(found)]


def covers(period: str | None, day: str | None) -> bool:
    """Does a mark that was made for a period (all, where it is None) hold for the occurrence that ends on a day?"""
    if period is None:
        return True
    days = periods.interval(period)
    return bool(day and days and days.holds(date.fromisoformat(day)))
