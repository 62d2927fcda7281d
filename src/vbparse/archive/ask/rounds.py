"""Obligations in the order of their last days, as SQL that reads no further than it is asked: one statement for what
has a date, one for each round of what recurs.

A round is an occurrence of one rhythm: all duties of this rhythm that are in force then are due on one day.
"""

from __future__ import annotations

import heapq
import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, Literal, NamedTuple

from vbparse.archive import periods
from vbparse.archive.ask.marks import covers_day
from vbparse.edtf import Interval
from vbparse.rrule import find_cycle

LAST = "9999-12-31"
_UNTIL = f"coalesce(until, '{LAST}')"  # as the indexes have it


@dataclass(frozen=True, slots=True)
class Source:
    """All obligations, those of one body, of the bodies in the table `wanted`, or of given `rows`. Of bodies that are
    charged with `many` all obligations are read, and theirs kept. Each selection below gives row, body, first, day (the
    last one) and `at`, where `ordered` in the order of `at` and row."""

    body: str | None = None
    rows: frozenset[int] | None = None
    wanted: Literal["", "few", "many"] = ""
    ordered: bool = True

    @property
    def charged(self) -> bool:
        """Whether its rows are those of charges, each with its body."""
        return self.wanted == "few" or self.body is not None

    @property
    def table(self) -> str:
        if self.wanted == "few":
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
        return (
            f"SELECT {self.row} AS row, {'body' if self.charged else 'NULL'} AS body, {first} AS first, {day} AS day,"
            f" {at} AS at FROM {self.table} WHERE {self.only}{where}"
        ) + (f" ORDER BY {order.replace('row', self.row)}" if self.ordered else "")

    def due_sql(self) -> str:
        """What has a last day from :a to :b."""
        where = "recurrence IS NULL AND last_day >= :a AND last_day <= :b"
        return self.select("first_day", "last_day", "last_day", where, "last_day, row")

    def lasting_sql(self) -> str:
        """What is due from a day up to :b to a day behind it."""
        where = "recurrence IS NULL AND last_day > :b AND first_day <= :b AND first_day < last_day"
        return self.select("first_day", "last_day", "last_day", where, "last_day, row")

    def undated_sql(self, begun: bool = False) -> str:
        """What has no last day; where `begun`, what is due from a day up to :b on."""
        where = "recurrence IS NULL AND last_day IS NULL" + (" AND first_day <= :b" if begun else "")
        return self.select("first_day", "NULL", "coalesce(first_day, '')", where, "first_day, row")

    def recurring_sql(self, in_force: bool = False) -> str:
        """What recurs, without a day; where `in_force`, what does not end before :floor."""
        if not in_force:
            return self.select("NULL", "NULL", "''", "recurrence IS NOT NULL", "row")
        # + lest all obligations be walked in their order for few of them
        return self.select("NULL", "NULL", "''", f"recurrence IS NOT NULL AND {_UNTIL} >= :floor", "+row")

    def round_sql(self) -> str:
        """The round of :recurrence and :bound that begins on :begin and ends on :day: those that end from :begin to
        :end and are issued by :day."""
        where = (
            f"recurrence = :recurrence AND bound IS :bound AND {_UNTIL} BETWEEN :begin AND :end"
            " AND coalesce(since, '') <= :day"
        )
        # + lest the primary key be walked for its order
        return self.select(":first", ":day", ":day", where, "+row")

    def rounds_sql(self) -> str:
        """All rounds in the JSON list :rounds, of lists as `Round.to_list` gives them, without order."""
        return f"""WITH rounds (rhythm, limits, begins, ends, falls) AS MATERIALIZED (SELECT value ->> 0, value ->> 1,
 value ->> 2, value ->> 3, value ->> 4 FROM json_each(:rounds))
 SELECT {self.row} AS row, {"body" if self.charged else "NULL"} AS body, NULL AS first, falls AS day, falls AS at
 FROM rounds CROSS JOIN {self.table} WHERE {self.only}recurrence = rhythm AND bound IS limits
 AND {_UNTIL} BETWEEN begins AND ends AND coalesce(since, '') <= falls"""


@dataclass(frozen=True, slots=True)
class Round:
    """An occurrence of a rhythm: of duties that end from `begin` to `end`, or of given `rows` and their `body` only."""

    day: str
    first: str | None
    recurrence: str
    bound: str | None
    begin: str
    end: str = LAST
    rows: frozenset[int] | None = None
    body: str | None = None

    def narrow(self, source: Source) -> Source:
        """What of a source it is a round of."""
        own, rows = Source(self.body) if self.body else source, self.rows or source.rows
        # Of rows that are known whom they charge is sooner looked up than what each of many bodies is charged with.
        return replace(own, rows=rows, wanted="many" if rows and own.wanted else own.wanted)

    def values(self) -> dict[str, Any]:
        """Its parameters for `Source.round_sql`."""
        return {name: getattr(self, name) for name in ("day", "first", "recurrence", "bound", "begin", "end")}

    def to_list(self) -> list[str | None]:
        """Its values for `Source.rounds_sql`."""
        return [self.recurrence, self.bound, self.begin, self.end, self.day]


def due_rounds(db: sqlite3.Connection, source: Source, asked: Interval) -> Iterator[Round]:
    """The rounds that meet a period, by day, lazily; an open end is ten years away."""
    first = asked.first or (asked.last or date.today()) - periods.REACH
    held = Interval(first, asked.last or first + periods.REACH)
    return heapq.merge(*(_rounds_of_rule(rule, held) for rule in _read_rules(db, source)), key=lambda found: found.day)


class _Rule(NamedTuple):
    """A rhythm: `ends` of its duties, by each the first day on which one of these was in force, and which duties these
    are, of given rows or many bodies."""

    recurrence: str
    bound: str | None
    ends: dict[str, str]
    rows: frozenset[int] | None = None


def _rounds_of_rule(rule: _Rule, asked: Interval) -> Iterator[Round]:
    last = max(rule.ends)
    for begin, days in periods.iter_occurrences(rule.recurrence, rule.bound, asked):
        if str(begin) > last:
            return
        if any(since <= str(days.last) and until >= str(begin) for until, since in rule.ends.items()):
            yield _build_round(rule.recurrence, rule.bound, str(begin), days, rows=rule.rows)


def _build_round(recurrence: str, bound: str | None, begin: str, days: Interval, **more: Any) -> Round:
    return Round(str(days.last), str(days.first) if days.first else None, recurrence, bound, begin, **more)


def _read_rules(db: sqlite3.Connection, source: Source) -> Iterator[_Rule]:
    """The rhythms there are, and of given rows or many bodies which duties have each."""
    if source.rows is None and not source.charged:
        yield from _read_all_rules(db)
        return
    by_row = source.rows is not None or source.wanted == "few"
    grouped = f", {source.row}" if by_row else ""
    every = (
        f"SELECT recurrence, bound, {_UNTIL}, min(coalesce(since, '')){grouped} FROM {source.table}"
        f" WHERE {source.only}recurrence IS NOT NULL GROUP BY recurrence, bound, {_UNTIL}{grouped}"
    )
    found = db.execute(every, {"body": source.body}).fetchall()
    for rule, same in groupby(found, key=itemgetter(0, 1)):
        ends: dict[str, str] = {}
        rows: set[int] = set()
        for _, _, until, since, *row in same:
            ends[until] = min(since, ends.get(until, since))
            rows.update(row)
        yield _Rule(rule[0], rule[1], ends, frozenset(rows) if by_row else None)


def _read_all_rules(db: sqlite3.Connection) -> Iterator[_Rule]:
    """Each by one step in the index: there are many duties, and few rhythms."""
    following = "SELECT recurrence FROM obligations WHERE recurrence > :last ORDER BY recurrence LIMIT 1"
    latest = (
        f"SELECT {_UNTIL} FROM obligations WHERE recurrence = :last AND bound IS :bound ORDER BY {_UNTIL} DESC LIMIT 1"
    )
    last = ""
    while row := db.execute(following, {"last": last}).fetchone():
        last = row["recurrence"]
        for bound in (None, "before", "by", "on", "within"):
            if until := db.execute(latest, {"last": last, "bound": bound}).fetchone():
                yield _Rule(last, bound, {until[0]: ""})


def overdue_rounds(db: sqlite3.Connection, source: Source, day: date, floor: date | None = None) -> list[Round]:
    """The rounds that are the last ones over before a day, by day: for each duty one, by when it ends; for a body that
    settled the last occurrence, the last that it did not. None is over before the `floor`."""
    rounds: list[Round] = []
    for recurrence, bound, untils in _read_ends(db, source, floor):
        since = min(day, date.fromisoformat(untils[0]))
        occurrences = periods.past_occurrences(recurrence, bound, day, max(since, min(day, floor)) if floor else since)
        begins = [begin.isoformat() for begin, _ in occurrences]
        for at, together in groupby(untils, key=lambda until: bisect_right(begins, until) - 1):
            if at >= 0:
                ends = list(together)
                rounds.append(_build_round(recurrence, bound, ends[0], occurrences[at][1], end=ends[-1]))
    rounds = [x for x in (*rounds, *_unmarked_rounds(db, source, day)) if not floor or x.day >= str(floor)]
    return sorted(rounds, key=lambda x: x.day)


def _read_ends(
    db: sqlite3.Connection, source: Source, floor: date | None
) -> Iterator[tuple[str, str | None, list[str]]]:
    """Each rhythm with the days on which its duties end, in order; where nothing before a `floor` is asked for, and
    there are many, not those so long before that nothing is due on it or later."""
    if source.rows is not None or source.charged:
        every = (
            f"SELECT DISTINCT recurrence, bound, {_UNTIL} AS until FROM {source.table}"
            f" WHERE {source.only}recurrence IS NOT NULL ORDER BY 1, 2, 3"
        )
        found = db.execute(every, {"body": source.body})
        for (recurrence, bound), same in groupby(found, key=lambda row: (row["recurrence"], row["bound"])):
            yield recurrence, bound, [row["until"] for row in same]
        return
    ends = (
        f"SELECT DISTINCT {_UNTIL} FROM obligations WHERE recurrence = ? AND bound IS ? AND {_UNTIL} >= ?"
        f" ORDER BY {_UNTIL}"
    )
    for rule in _read_all_rules(db):
        cycle = find_cycle(rule.recurrence, rule.bound)
        least = str(floor - cycle.length) if floor and cycle else ""
        if untils := [row[0] for row in db.execute(ends, (rule.recurrence, rule.bound, least))]:
            yield rule.recurrence, rule.bound, untils


# CROSS JOIN: there are fewer marks than duties.
_MARKED = """SELECT o.row, o.recurrence, o.bound, o.since, o.until, c.body, m.status, m.period FROM marks m
 CROSS JOIN heads w ON w.document = m.document CROSS JOIN obligations o ON o.id = m.obligation
 JOIN heads h ON h.row = o.head AND h.work = w.work LEFT JOIN charges c ON c.obligation = o.row
 WHERE o.recurrence IS NOT NULL AND (:body IS NULL OR c.body = :body)
 AND (m.assignees IS NULL OR names(m.assignees, c.spelling, c.written)){wanted} ORDER BY o.row, c.body, m.n DESC"""


_DUTY = itemgetter("row", "recurrence", "bound", "since", "until", "body")
"""Columns by which the marks of one duty of a body are grouped."""
_CACHED = 256
"""Rhythms whose occurrences are kept: there are few in an archive."""


def _unmarked_rounds(db: sqlite3.Connection, source: Source, day: date) -> Iterable[Round]:
    wanted = " AND c.body IN (SELECT body FROM wanted)" if source.wanted else ""
    marked = db.execute(_MARKED.format(wanted=wanted), {"body": source.body})
    rows: dict[Round, set[int]] = {}
    for (row, recurrence, bound, since, until, body), said in groupby(marked, key=_DUTY):
        marks = [(mark["status"], mark["period"]) for mark in said]
        if source.rows is not None and row not in source.rows:
            continue
        for at, (begin, days) in enumerate(
            x for x in _past_occurrences(recurrence, bound, day) if x[0] <= (until or LAST)
        ):
            last = str(days.last)
            if last < (since or ""):
                break
            if next((status for status, period in marks if covers_day(period, last)), "open") == "open":
                if at:
                    rows.setdefault(_build_round(recurrence, bound, begin, days, body=body), set()).add(row)
                break
    return (replace(found, rows=frozenset(own)) for found, own in rows.items())


@lru_cache(maxsize=_CACHED)
def _past_occurrences(recurrence: str, bound: str | None, day: date) -> list[tuple[str, Interval]]:
    """The occurrences of ten years that are over before a day, the newest first."""
    found = periods.past_occurrences(recurrence, bound, day, day - periods.REACH)
    return [(begin.isoformat(), days) for begin, days in reversed(found)]
