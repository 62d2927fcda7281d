"""The rows of obligations that filters leave, in the order of their last days, read lazily."""

from __future__ import annotations

import copy
import heapq
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain, groupby, takewhile
from typing import Any, Literal, NamedTuple

from vbparse.archive.ask import marks, rounds
from vbparse.archive.ask.filters import Falls, Filters, Old
from vbparse.archive.ask.query import folded_expression
from vbparse.archive.ask.rounds import LAST, Round, Source
from vbparse.edtf import DAY, Interval
from vbparse.language.folding import fold

Rows = Iterator[sqlite3.Row]

LONG = timedelta(days=365)
"""What fell due longer ago is old."""
FEW = 5000
"""Obligations that are picked one by one; more are picked out while reading in order."""
_MUCH = 12_000
"""Charges of many bodies that are put in order sooner than all obligations are read in theirs."""
_STEP = 4
"""Charges that are read in the time it takes to find the first of a body."""
_SAMPLE = 100
"""Bodies whose charges are counted: to count those of all takes longer than to read them."""
_BODIES = 4
"""Bodies that are read one by one and merged."""


# CROSS JOIN, LIMIT -1: SQLite then reads the selection in its order, and the rest row by row as it is asked for.
_ROWS = """SELECT s.row AS row, s.first AS first, s.day AS day, s.at AS at, {body} AS body,
 o.head AS head FROM ({selection} LIMIT -1) s {charged} CROSS JOIN obligations o ON o.row = s.row
 CROSS JOIN heads h ON h.row = o.head WHERE h.current = 1{filters}"""
_CHARGED = "LEFT JOIN charges c ON c.obligation = s.row"
# The body is looked at before the rest of the row is read: of many rows few are charged to those asked for.
_HELD = "CROSS JOIN charges c ON c.obligation = s.row CROSS JOIN wanted w ON w.body = c.body"
_STATUS = "[status]"
"""In filters: of the last mark that holds for the body of the row."""
_OVER = "coalesce(s.day, CASE WHEN o.recurrence IS NOT NULL THEN o.until END)"
_CAME = """(SELECT date(min(x.at), 'localtime') FROM heads v JOIN sources x ON x.sha256 = substr(v.document, 1, 64)
 WHERE v.work = h.work)"""
_OLD = f"""CASE WHEN {_OVER} < :long_ago THEN 1
 WHEN {_OVER} < :as_of THEN coalesce({_CAME} BETWEEN date({_OVER}, '+1 day') AND :as_of, 0) ELSE 0 END"""
"""Whether it fell due long ago, or before its document came into the archive (which counts
only as of a day behind that). What recurs is old where it ended then."""
_TOLD = f"""WITH s (n, row, body, day) AS MATERIALIZED (SELECT key, value ->> 0, value ->> 1, value ->> 2
 FROM json_each(:rows)) SELECT {marks.latest_mark_sql("n", body="s.body", day="s.day")} AS mark,
 {marks.latest_mark_sql("person", body="s.body", day="s.day", where=" AND m.person IS NOT NULL")} AS person,
 {_OLD} AS old, (SELECT count(*) FROM charges c WHERE c.obligation = s.row) AS shared, o.*
 FROM s CROSS JOIN obligations o ON o.row = s.row CROSS JOIN heads h ON h.row = o.head ORDER BY s.n"""


_MARKED = "SELECT o.row FROM marks m JOIN obligations o ON o.id = m.obligation WHERE m.status = ?"
_LEFT = f"coalesce({_STATUS}, 'open') = 'open' AND "
_OF_STATUS = {
    "past due": f"{_LEFT}s.day < :today AND NOT {_OLD}",
    "open": f"{_LEFT}(s.day IS NULL OR s.day >= :today) AND NOT {_OLD}",
    "old": f"{_LEFT}{_OLD}",
    "done": f"{_STATUS} = 'done'",
    "cancelled": f"{_STATUS} = 'cancelled'",
}
STATUSES = tuple(_OF_STATUS)
"""What an obligation can be, what presses most first."""


class Stage(NamedTuple):
    """What is read together: selections of a source, in order, and whether its rounds are among them."""

    selections: list[str]
    has_rounds: bool = False


@dataclass
class Selection:
    """What is asked for, and how it is read in order. `late`: only what is over before that day and not settled."""

    db: sqlite3.Connection
    due: Interval | None
    falls: Falls | None
    late: date | None
    old: Old
    as_of: date
    today: date
    undated: bool = False
    filters: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    picked: set[int] | None = None
    wanted: Literal["", "few", "many"] = ""

    def __post_init__(self) -> None:
        marks.define_functions(self.db)
        days = self.due or Interval(None, None)
        self.floor = self._find_floor()
        self.values = {
            "a": max(_format_day(days.first, ""), self.floor),
            "b": _format_day(days.last, LAST),
            "floor": self.floor,
            "long_ago": str(self.as_of - LONG),
            "as_of": str(self.as_of),
            "today": str(self.today),
        }
        if self.late and not self.due:
            self.values["b"] = str(self.late - DAY)
        if self.old == "only" and not self.due:
            self.values["b"] = min(self.values["b"], self.values["as_of"])
        if self.old != "with":
            self.filters = f" AND {_OLD} = {int(self.old == 'only')}"

    def _find_floor(self) -> str:
        """A day before which all is old, where that is left out: nothing is stored since before the first file came."""
        if self.old != "without":
            return ""
        first = self.db.execute("SELECT date(at, 'localtime') FROM main.sources ORDER BY at LIMIT 1").fetchone()
        came = first[0] if first and self.as_of >= date.today() else ""
        return max(str(self.as_of - LONG), min(came, str(self.as_of)))

    def apply_filters(self, asked: Filters) -> bool:
        """Take the filters in; False where nothing can pass them."""
        if not asked.get("ended"):
            self.filters += " AND h.ended_by IS NULL"
        if asked.get("sure"):
            self.filters += " AND o.doubts = '[]'"
        if role := asked.get("role"):
            self._add_condition("o.role = :role", role=role)
        if issuer := asked.get("issuer"):
            names = (row["issuer"] for row in self.db.execute("SELECT DISTINCT issuer FROM heads"))
            found = [name for name in names if name and fold(issuer) in fold(name)]
            self._add_condition("h.issuer IN (SELECT value FROM json_each(:issuers))", issuers=json.dumps(found))
            if not found:
                return False
        if text := asked.get("text"):
            self._pick_rows("SELECT rowid FROM tasks WHERE tasks MATCH ?", folded_expression(text))
        if document := asked.get("document"):
            self._pick_rows(
                "SELECT o.row FROM heads h JOIN obligations o ON o.head = h.row WHERE h.document = ?", document
            )
        self._filter_status(asked.get("status"))
        return self.picked is None or bool(self.picked)

    def _filter_status(self, status: str | None) -> None:
        if status in ("done", "cancelled"):
            self._pick_rows(_MARKED, status)
            self._add_condition(f"{_STATUS} = :status", status=status)
        elif status or self.late:
            self._add_condition(f"coalesce({_STATUS}, 'open') = 'open'")
        if status == "open":
            self._add_condition("(s.day IS NULL OR s.day >= :today)")
            self.values["a"] = max(self.values["a"], self.values["today"])

    def narrow_to(self, status: str) -> Selection:
        """The same rows as far as they are of a status, one of `STATUSES`; all of these together leave none out."""
        narrowed = copy.copy(self)
        narrowed.filters += f" AND {_OF_STATUS[status]}"
        if status in ("done", "cancelled"):
            narrowed._pick_rows(_MARKED, status)
        return narrowed

    def rows(self, bodies: Sequence[str] | None) -> Rows:
        """The rows of all these bodies in order."""
        sources = self.sources(bodies)
        stages = zip(
            *([self._read_stage(source, stage) for stage in self.stages(source)] for source in sources), strict=True
        )
        found: Rows = chain.from_iterable(map(_merge_rows, stages))
        if self.picked is not None and self.picks_while_reading:
            picked = self.picked
            found = (row for row in found if row["row"] in picked)
        late = self.late.isoformat() if self.late else LAST
        return takewhile(lambda row: not self.late or bool(row["day"] and row["day"] < late), found)

    @property
    def picks_while_reading(self) -> bool:
        """Whether more rows are picked than can be asked for one by one."""
        return self.picked is not None and len(self.picked) > FEW

    def sources(self, bodies: Sequence[str] | None) -> list[Source]:
        """Where the rows of all these bodies are read."""
        body_ids = set(bodies or ())
        if len(body_ids) > _BODIES:
            self._set_wanted_bodies(body_ids)
        rows = None if self.picked is None or self.picks_while_reading else frozenset(self.picked)
        if 0 < len(body_ids) <= _BODIES:
            return [Source(body, rows) for body in body_ids]
        return [Source(None, rows, wanted=self.wanted)]

    def stages(self, source: Source) -> list[Stage]:
        """What is read of a source, one after the other."""
        dated = [] if self.falls == "running" else [source.due_sql()]
        if self.due and self.due.last and self.falls != "due":
            dated.append(source.lasting_sql())
        if self.undated:
            return [Stage([source.undated_sql()])]
        if self.due and self.falls != "due":
            return [Stage(dated, True), Stage([source.undated_sql(begun=True)])]
        if self.due or self.late:
            return [Stage(dated, True)]
        return [Stage(dated), Stage([source.recurring_sql(bool(self.floor))]), Stage([source.undated_sql()])]

    def _read_stage(self, source: Source, stage: Stage) -> Rows:
        dated: Rows = chain.from_iterable(self._read_rows(source, selection) for selection in stage.selections)
        return _merge_rows([dated, self._read_recurring(source)]) if stage.has_rounds else dated

    def read_day(self, day: str, due: Iterable[Round]) -> Rows:
        """The rows of a day in order: those that have this date, and these rounds."""
        dated = self._read_rows(Source(), Source().due_sql(), a=day, b=day)
        return _merge_rows([dated, *(self._read_round(one, Source()) for one in due)])

    def _read_recurring(self, source: Source) -> Rows:
        for _, same in groupby(self.find_rounds(source), key=lambda r: r.day):
            yield from _merge_rows(self._read_round(r, source) for r in same)

    def _read_round(self, found: Round, source: Source) -> Rows:
        own = found.narrow(source)
        return self._read_rows(own, own.round_sql(), **found.values())

    def find_rounds(self, source: Source) -> Iterable[Round]:
        """The occurrences of what recurs in a source, by day, lazily."""
        if not self.due:
            assert self.late
            return rounds.overdue_rounds(self.db, source, self.late, _parse_day(self.floor))
        last = self.values["b"]
        found = rounds.due_rounds(self.db, source, Interval(_parse_day(self.values["a"]), self.due.last))
        if self.falls == "due":
            return takewhile(lambda r: r.day <= last, found)
        return (r for r in found if r.day > last) if self.falls else found

    def _read_rows(self, source: Source, selection: str, **values: Any) -> Rows:
        yield from self.db.execute(self.rows_sql(source, selection), self.values | values | {"body": source.body})

    def rows_sql(self, source: Source, selection: str) -> str:
        """The rows of a selection that the filters leave; parameters are the `values`, and `:body`."""
        body = "s.body" if source.charged else "c.body"
        return _ROWS.format(
            body=body,
            selection=selection,
            charged="" if source.charged else _HELD if source.wanted else _CHARGED,
            filters=self.filters.replace(_STATUS, marks.latest_mark_sql("status", body=body, day="s.day")),
        )

    def details(self, rows: Iterable[sqlite3.Row]) -> list[sqlite3.Row]:
        """Details of such rows: their columns in `obligations`, `mark`, `person`, `old` and `shared`."""
        listed = json.dumps([[row["row"], row["body"], row["day"]] for row in rows])
        return self.db.execute(_TOLD, self.values | {"rows": listed}).fetchall()

    def _add_condition(self, condition: str, **values: Any) -> None:
        self.filters += f" AND {condition}"
        self.values |= values

    def _set_wanted_bodies(self, bodies: set[str]) -> None:
        """Ask for many bodies: by what each is charged with, or, where that is much and so met soon, among all."""
        self.db.execute("CREATE TEMP TABLE IF NOT EXISTS wanted (body TEXT PRIMARY KEY) WITHOUT ROWID")
        self.db.execute("DELETE FROM wanted")
        self.db.execute("INSERT INTO wanted SELECT value FROM json_each(?)", (json.dumps(sorted(bodies)),))
        # Ids are drawn as by lot, so the first bodies stand for all.
        some = f"(SELECT body FROM wanted LIMIT {_SAMPLE})"
        charged = f"SELECT count(*) FROM {some} w CROSS JOIN charges c ON c.body = w.body"
        found = self.db.execute(charged).fetchone()[0] * max(1, len(bodies) / _SAMPLE)
        much = found >= _MUCH - _STEP * len(bodies)
        self.wanted = "many" if much else "few"

    def _pick_rows(self, sql: str, value: str) -> None:
        found = {row[0] for row in self.db.execute(sql, (value,))}
        self.picked = found if self.picked is None else self.picked & found


def _merge_rows(found: Iterable[Rows]) -> Rows:
    return heapq.merge(*found, key=lambda row: (row["at"], row["row"], row["body"] or ""))


def _format_day(day: date | None, instead: str) -> str:
    return day.isoformat() if day else instead


def _parse_day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None
