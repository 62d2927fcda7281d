"""Who owes what by when, over all documents held."""

from __future__ import annotations

import heapq
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, groupby, islice, takewhile
from typing import Any, Literal

from vbparse.archive import database, heads, rounds
from vbparse.archive.answers import Assignee, Head, Mark, Owed
from vbparse.archive.assignees import assignee as assignee
from vbparse.archive.assignees import assignees as assignees
from vbparse.archive.assignees import assignees_like as assignees_like
from vbparse.archive.assignees import by_bodies
from vbparse.archive.assignees import find_bodies as find_bodies
from vbparse.archive.periods import Interval
from vbparse.archive.query import folded_expression
from vbparse.archive.rounds import LAST, Source
from vbparse.language.folding import fold

_FEW = 5000
"""Obligations that are picked one by one; more are picked out while reading in order."""
_MUCH = 20_000
"""Charges of many bodies that are put in order sooner than all obligations are read in theirs."""
_STEP = 4
"""Charges that are read in the time it takes to find the first of a body."""
_BODIES = 4
"""Bodies that are read one by one and merged."""

_MARK = """(SELECT m.{column} FROM marks m JOIN heads w ON w.document = m.document
 WHERE m.obligation = o.id AND w.work = h.work AND (m.period IS NULL OR covers(m.period, s.day))
 ORDER BY m.n DESC LIMIT 1)"""
_SETTLED = f"coalesce({_MARK.format(column='status')}, 'open')"
# CROSS JOIN, LIMIT -1: SQLite then reads the selection in its order, and the rest row by row as it is asked for.
_ROWS = f"""SELECT s.row AS row, s.first AS first, s.day AS day, s.at AS at, {{body}} AS body,
 {_MARK.format(column="n")} AS mark, o.*
 FROM ({{selection}} LIMIT -1) s {{charged}} CROSS JOIN obligations o ON o.row = s.row
 CROSS JOIN heads h ON h.row = o.head WHERE h.current = 1{{filters}}"""
_CHARGED = "LEFT JOIN charges c ON c.obligation = s.row"
# The body is looked at before the rest of the row is read: of many rows few are charged to those asked for.
_HELD = "CROSS JOIN charges c ON c.obligation = s.row CROSS JOIN wanted w ON w.body = c.body"

Rows = Iterator[sqlite3.Row]


def obligations(
    db: sqlite3.Connection,
    *,
    bodies: Sequence[str] | None = None,
    due: Interval | None = None,
    overdue_on: date | None = None,
    role: str | None = None,
    issuer: str | None = None,
    text: str | None = None,
    document: str | None = None,
    status: str | None = None,
    ended: bool = False,
    today: date | None = None,
    limit: int | None = 50,
    offset: int = 0,
) -> list[Owed]:
    """A page of what is owed, one for each body charged: by last day, in order of documents within it.

    With `due`, what meets the period, recurring duties once for each occurrence in it; with `overdue_on`, what is over
    before that day and not settled, of a recurring duty the last such occurrence; with neither, what has a date, then
    what recurs, then the rest. `bodies` are ids; `issuer` is a part of the name, `text` a query over the tasks,
    `status` open, done, cancelled or "past due" as of `today`. What replaced or repealed documents ask is left out
    unless `ended`.
    """
    if bodies is not None and not bodies:
        return []
    today = today or date.today()
    late = [day for day in (overdue_on, today if status == "past due" else None) if day]
    asked = _Asked(db, due, min(late) if late else None, today)
    if not asked.filter(role=role, issuer=issuer, text=text, document=document, status=status, ended=ended):
        return []
    found = islice(asked.rows(bodies), offset, None if limit is None else offset + limit)
    return [owed for page in iter(lambda: list(islice(found, _FEW)), []) for owed in _owed(db, page, today)]


def marks_of(db: sqlite3.Connection, document: str, obligation: str) -> list[Mark]:
    """What was said of an obligation in any version of a document, newest first."""
    found = db.execute(
        "SELECT m.* FROM marks m JOIN heads w ON w.document = m.document WHERE m.obligation = ?"
        " AND w.work = (SELECT work FROM heads WHERE document = ?) ORDER BY m.n DESC",
        (obligation, document),
    )
    return [_mark(row) for row in found]


@dataclass
class _Asked:
    """What is asked for, and how it is read in order. `late`: only what is over before that day and not settled."""

    db: sqlite3.Connection
    due: Interval | None
    late: date | None
    today: date
    filters: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    picked: set[int] | None = None
    wanted: Literal["", "few", "many"] = ""

    def __post_init__(self) -> None:
        database.define(self.db, "covers", 2, rounds.covers)
        days = self.due or Interval(None, None)
        self.values["a"] = days.first.isoformat() if days.first else ""
        self.values["b"] = days.last.isoformat() if days.last else LAST

    def filter(
        self,
        *,
        role: str | None,
        issuer: str | None,
        text: str | None,
        document: str | None,
        status: str | None,
        ended: bool,
    ) -> bool:
        """Take the filters in; False where nothing can pass them."""
        if not ended:
            self.filters += " AND h.ended_by IS NULL"
        if role:
            self._where("o.role = :role", role=role)
        if issuer:
            names = (row["issuer"] for row in self.db.execute("SELECT DISTINCT issuer FROM heads"))
            found = [name for name in names if name and fold(issuer) in fold(name)]
            self._where("h.issuer IN (SELECT value FROM json_each(:issuers))", issuers=json.dumps(found))
            if not found:
                return False
        if text:
            self._pick("SELECT rowid FROM tasks WHERE tasks MATCH ?", folded_expression(text))
        if document:
            self._pick("SELECT o.row FROM heads h JOIN obligations o ON o.head = h.row WHERE h.document = ?", document)
        if status in ("done", "cancelled"):
            marked = "SELECT o.row FROM marks m JOIN obligations o ON o.id = m.obligation WHERE m.status = ?"
            self._pick(marked, status)
            self._where(f"{_SETTLED} = :status", status=status)
        elif status or self.late:
            self._where(f"{_SETTLED} = 'open'")
        if status == "open":
            self._where("(s.day IS NULL OR s.day >= :today)", today=self.today.isoformat())
            self.values["a"] = max(self.values["a"], self.values["today"])
        return self.picked is None or bool(self.picked)

    def rows(self, bodies: Sequence[str] | None) -> Rows:
        """The rows of all these bodies in order."""
        held = set(bodies or ())
        if len(held) > _BODIES:
            self._want(held)
        picked, one_by_one = self.picked, self.picked is not None and len(self.picked) <= _FEW
        rows = frozenset(picked) if picked is not None and one_by_one else None
        many = Source(None, rows, wanted=self.wanted == "few")
        sources = [Source(body, rows) for body in held] if 0 < len(held) <= _BODIES else [many]
        found: Rows = chain.from_iterable(_merge(stage(source) for source in sources) for stage in self._stages())
        if picked is not None and not one_by_one:
            found = (row for row in found if row["row"] in picked)
        late = self.late.isoformat() if self.late else LAST
        return takewhile(lambda row: not self.late or bool(row["day"] and row["day"] < late), found)

    def _stages(self) -> list[Callable[[Source], Rows]]:
        if self.due:
            return [lambda s: _merge([self._dated(s), self._recurring(s)]), lambda s: self._read(s, s.undated(True))]
        if self.late:
            return [lambda s: _merge([self._dated(s), self._recurring(s)])]
        return [self._dated, lambda s: self._read(s, s.recurring()), lambda s: self._read(s, s.undated())]

    def _dated(self, source: Source) -> Rows:
        within = self._read(source, source.due())
        return within if self.values["b"] == LAST else chain(within, self._read(source, source.lasting()))

    def _recurring(self, source: Source) -> Rows:
        if self.due:
            found = rounds.due(self.db, source, self.due)
        else:
            assert self.late
            found = iter(rounds.overdue(self.db, source, self.late))
        for _, same in groupby(found, key=lambda r: r.day):
            yield from _merge(
                [self._read(source, replace(source, rows=r.rows or source.rows).round(), **r.values()) for r in same]
            )

    def _read(self, source: Source, selection: str, **values: Any) -> Rows:
        sql = _ROWS.format(
            body="s.body" if source.charged else "c.body",
            selection=selection,
            charged="" if source.charged else _HELD if self.wanted else _CHARGED,
            filters=self.filters,
        )
        yield from self.db.execute(sql, self.values | values | {"body": source.body})

    def _where(self, condition: str, **values: Any) -> None:
        self.filters += f" AND {condition}"
        self.values |= values

    def _want(self, bodies: set[str]) -> None:
        """Ask for many bodies: by what each is charged with, or, where that is much and so met soon, among all."""
        self.db.execute("CREATE TEMP TABLE IF NOT EXISTS wanted (body TEXT PRIMARY KEY) WITHOUT ROWID")
        self.db.execute("DELETE FROM wanted")
        self.db.execute("INSERT INTO wanted SELECT value FROM json_each(?)", (json.dumps(sorted(bodies)),))
        charged = "SELECT 1 FROM wanted w CROSS JOIN charges c ON c.body = w.body LIMIT ?"
        much = max(0, _MUCH - _STEP * len(bodies))
        found = self.db.execute(f"SELECT count(*) FROM ({charged})", (much,)).fetchone()[0]
        self.wanted = "many" if found == much else "few"

    def _pick(self, sql: str, value: str) -> None:
        found = {row[0] for row in self.db.execute(sql, (value,))}
        self.picked = found if self.picked is None else self.picked & found


def _merge(found: Iterable[Rows]) -> Rows:
    return heapq.merge(*found, key=lambda row: (row["at"], row["row"], row["body"] or ""))


def _owed(db: sqlite3.Connection, rows: list[sqlite3.Row], today: date) -> Iterator[Owed]:
    shown = heads.by_rows(db, {row["head"] for row in rows})
    charged = by_bodies(db, {row["body"] for row in rows if row["body"]})
    numbers = sorted({row["mark"] for row in rows if row["mark"]})
    said = db.execute(f"SELECT * FROM marks WHERE n IN ({','.join('?' * len(numbers))})", numbers)
    marks = {row["n"]: _mark(row) for row in said}
    for row in rows:
        owed = _one(row, shown[row["head"]], charged.get(row["body"]))
        mark = marks.get(row["mark"])
        status = "past due" if row["day"] and row["day"] < today.isoformat() else "open"
        yield replace(owed, mark=mark, status=mark.status if mark and mark.status != "open" else status)


def _one(row: sqlite3.Row, head: Head, charged: Assignee | None) -> Owed:
    due = {name: row[name] for name in ("due_text", "due_date", "bound", "recurrence", "ongoing")}
    due = {name.removeprefix("due_"): value for name, value in due.items()} | {"ongoing": bool(row["ongoing"])}
    return Owed(
        obligation=row["id"],
        head=head,
        assignee=charged,
        assignee_text=row["assignee_text"],
        role=row["role"],
        task=row["task"],
        cooperating=json.loads(row["cooperating"]),
        product=row["product"],
        due=due if any(due.values()) else None,
        first_day=row["first"],
        last_day=row["day"],
        since=row["since"],
        until=row["until"],
        section=row["section"],
        page=row["page"],
    )


def _mark(row: sqlite3.Row) -> Mark:
    return Mark(**{name: row[name] for name in ("n", "status", "at", "by", "note", "evidence", "period")})
