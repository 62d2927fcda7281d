"""What became of obligations, as somebody said: for all who are charged with one, or for some of them.

A mark names those it is meant for as the obligation calls them, not by the ids of bodies: so it goes with them through
merges, splits and rebuilding. Of the marks that hold for a body the last one counts.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from vbparse.archive.answers import Mark
from vbparse.archive.ask.assignees import find_bodies
from vbparse.archive.ask.finding import find
from vbparse.archive.days import periods
from vbparse.archive.days.periods import Interval
from vbparse.archive.folder import database
from vbparse.archive.index import heads
from vbparse.archive.index.bodies import spelling_key
from vbparse.archive.store.store import Store
from vbparse.errors import InputError, UnknownError

STATUSES = ("done", "cancelled", "open")
_ID = re.compile(r"[0-9a-f]{64}(?:#\d+)?")
_HOLDING = """(SELECT m.{column} FROM marks m JOIN heads w ON w.document = m.document
 WHERE m.obligation = o.id AND w.work = h.work AND (m.period IS NULL OR covers(m.period, {day}))
 AND (m.assignees IS NULL OR EXISTS (SELECT 1 FROM charges k WHERE k.body = {body} AND k.obligation = o.row
 AND names(m.assignees, k.spelling, k.written))){where} ORDER BY m.n DESC LIMIT 1)"""


def last(column: str, *, body: str, day: str, where: str = "") -> str:
    """SQL for a column of the last mark that holds for the obligation `o` of the document `h`, for a body and the
    occurrence that ends on a day, where such are kept (`define`)."""
    return _HOLDING.format(column=column, body=body, day=day, where=where)


def define(db: sqlite3.Connection) -> None:
    """Make known to a connection the functions that `last` calls."""
    database.define(db, "covers", 2, covers)
    database.define(db, "names", 3, _names)


def covers(period: str | None, day: str | None) -> bool:
    """Does a mark that was made for a period (all, where it is None) hold for the occurrence that ends on a day?"""
    if period is None:
        return True
    days = periods.interval(period)
    return bool(day and days and days.holds(date.fromisoformat(day)))


@lru_cache(maxsize=1024)
def _names(said: str, spelling: str | None, written: str | None) -> bool:
    """Does one of the names in a mark (JSON) name the body that is charged under a spelling, and what else it is called
    there?"""
    called = {spelling_key(name) for name in (spelling or "", *json.loads(written or "[]"))}
    return not called.isdisjoint(map(spelling_key, json.loads(said)))


def mark(
    store: Store,
    obligation: str,
    status: str,
    *,
    document: str | None = None,
    assignees: Sequence[str] = (),
    period: str | None = None,
    person: str | None = None,
    by: str | None = None,
    note: str | None = None,
    evidence: str | None = None,
) -> tuple[str, str]:
    """Say what became of an obligation (id, or the beginning of one), or of its occurrences in a period (EDTF); for the
    `assignees` that are named, by id or name, or for all. `evidence` is a text, or names a document held; `person` is
    who is in charge there, "" for nobody. Returns document and obligation."""
    if status not in STATUSES:
        raise InputError(f"{status}: no such status; say {', '.join(STATUSES[:-1])} or {STATUSES[-1]}.")
    period = _edtf(period) if period else None
    with store.writing() as step:
        row = _obligation(store.db, obligation, document)
        if period:
            _has(row, period)
        said = {"assignees": _meant(store.db, row, assignees) or None, "status": status, "period": period}
        told = {"person": person, "by": by, "note": note, "evidence": _evidence(store.db, evidence)}
        step.say("marked", document=row["document"], obligation=row["id"], **said, **told)
    return row["document"], row["id"]


def marks_of(db: sqlite3.Connection, document: str, obligation: str) -> list[Mark]:
    """What was said of an obligation in any version of a document, newest first."""
    found = db.execute(
        "SELECT m.n FROM marks m JOIN heads w ON w.document = m.document WHERE m.obligation = ?"
        " AND w.work = (SELECT work FROM heads WHERE document = ?) ORDER BY m.n DESC",
        (obligation, document),
    ).fetchall()
    return list(by_numbers(db, [row["n"] for row in found]).values())


def by_numbers(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Mark]:
    """Marks by their numbers, in this order."""
    wanted = list(numbers)
    listed = json.dumps(wanted)
    rows = db.execute("SELECT * FROM marks WHERE n IN (SELECT value FROM json_each(?))", (listed,)).fetchall()
    proofs = heads.by_documents(db, {row["evidence"] for row in rows if row["evidence"]})
    made = {
        row["n"]: Mark(
            **{name: row[name] for name in ("n", "status", "at", "by", "note", "evidence", "period")},
            person=row["person"] or None,
            assignees=json.loads(row["assignees"] or "[]"),
            proof=proofs.get(row["evidence"]),
        )
        for row in rows
    }
    return {n: made[n] for n in wanted}


def evidence_of(mark: Mark) -> str | None:
    """How the evidence is called: a document by its số ký hiệu or title, else the text."""
    if mark.proof:
        return mark.proof.canonical or mark.proof.title or heads.short(mark.proof.document)
    return heads.short(mark.evidence) if mark.evidence and _ID.fullmatch(mark.evidence) else mark.evidence


def is_meant(db: sqlite3.Connection, mark: Mark, obligation: int) -> bool:
    """Whether an obligation (by its row) still charges somebody whom a mark names, or the mark is for all."""
    charges = db.execute("SELECT spelling, written FROM charges WHERE obligation = ?", (obligation,)).fetchall()
    said = json.dumps(mark.assignees)
    return not mark.assignees or any(_names(said, one["spelling"], one["written"]) for one in charges)


def _meant(db: sqlite3.Connection, row: sqlite3.Row, typed: Iterable[str]) -> list[str]:
    """How an obligation calls those of its assignees who are named."""
    charges = db.execute(
        "SELECT c.body, c.spelling, c.written, b.name FROM charges c JOIN bodies b ON b.id = c.body"
        " WHERE c.obligation = ? ORDER BY b.name, c.body",
        (row["row"],),
    ).fetchall()
    charged = {one["body"]: one for one in charges}
    found: list[str] = []
    for name in typed:
        own = charged.keys() & find_bodies(db, name)
        if len(own) != 1:
            raise InputError(_told(row["id"], name, [one for one in charges if one["body"] in own], charges))
        one = charged[own.pop()]
        found += [one["spelling"], *json.loads(one["written"] or "[]")]
    return found


def _told(obligation: str, name: str, own: Sequence[sqlite3.Row], charges: Sequence[sqlite3.Row]) -> str:
    """Why a name does not name one of those who are charged."""
    if not charges:
        return f"{obligation}: charges no body by name; leave the assignee out."
    those = "; ".join(f"{one['name']} ({one['body']})" for one in own or charges)
    fits = f"fits {len(own)} of those who are" if own else "is not"
    return f"{name}: {fits} charged with {obligation}; name one of {those}."


def _evidence(db: sqlite3.Connection, typed: str | None) -> str | None:
    """The id of the document that is named; the text, where it names none that is held."""
    if not typed or not typed.strip():
        return None
    try:
        return find(db, typed).document
    except UnknownError:
        return " ".join(typed.split())


def _obligation(db: sqlite3.Connection, obligation: str, document: str | None) -> sqlite3.Row:
    values: list[Any] = [obligation, obligation + "~"]
    where = ""
    if document:
        where = " AND h.work = ?"
        values.append(find(db, document).work)
    rows: list[sqlite3.Row] = db.execute(
        "SELECT o.*, h.canonical FROM obligations o JOIN heads h ON h.row = o.head"
        f" WHERE o.id >= ? AND o.id < ? AND h.current = 1{where} ORDER BY h.row DESC",
        values,
    ).fetchall()
    exact = [row for row in rows if row["id"] == obligation]
    rows = exact or rows
    if not rows:
        raise UnknownError(f"{obligation}: no such obligation; `vbparse obligations` tells their ids.")
    if len(rows) > 1:
        lines = "".join(
            "\n  "
            + "  ".join(part for part in (r["id"], heads.short(r["document"]), r["canonical"], r["task"][:60]) if part)
            for r in rows[:8]
        )
        raise InputError(f"{obligation}: fits {len(rows)} obligations; name the document with --doc as well:{lines}")
    return rows[0]


def _has(owed: sqlite3.Row, period: str) -> None:
    """Raise InputError where nothing of an obligation falls due in a period: a mark for it would hold for nothing."""
    asked = periods.interval(period) or Interval(None, None)
    if owed["recurrence"]:
        since, until = (date.fromisoformat(day) if day else None for day in (owed["since"], owed["until"]))
        found = periods.occurrences(owed["recurrence"], since, until, asked, owed["bound"])
        if not any(days.last and asked.holds(days.last) for days in found):
            raise InputError(f"{owed['id']}: nothing of it falls due in {period}; name a time that has its last day.")
    elif not owed["last_day"]:
        raise InputError(f"{owed['id']}: it is not due on a day; leave the period out.")
    elif not asked.holds(date.fromisoformat(owed["last_day"])):
        raise InputError(f"{owed['id']}: is due {owed['last_day']}, which is not in {period}; leave the period out.")


def _edtf(typed: str) -> str:
    """A period as typed (2023-Q3, 9/2023) as EDTF."""
    days = periods.asked(typed)
    return typed if periods.interval(typed) else f"{days.first or '..'}/{days.last or '..'}"
