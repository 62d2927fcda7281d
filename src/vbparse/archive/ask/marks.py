"""What became of obligations, as somebody said: for all who are charged with one, or for some of them.

A mark names those it is meant for as the obligation calls them, not by the ids of bodies: so it goes with them through
merges, splits and rebuilding. Of the marks that hold for a body the last one counts.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from vbparse.archive.answers import Mark
from vbparse.archive.folder import database
from vbparse.archive.index import heads
from vbparse.archive.index.bodies import spelling_key
from vbparse.edtf import parse_interval
from vbparse.patterns import Cue

_ID = Cue(r"[0-9a-f]{64}(?:#\d+)?", examples=["0f" * 32, "0f" * 32 + "#2"], rejects=["0f3c", "báo cáo"], at="whole")
_CACHED = 1024
"""Names of marks kept: each is compared with many charges."""
_HOLDING = """(SELECT m.{column} FROM marks m JOIN heads w ON w.document = m.document
 WHERE m.obligation = o.id AND w.work = h.work AND (m.period IS NULL OR covers(m.period, {day}))
 AND (m.assignees IS NULL OR EXISTS (SELECT 1 FROM charges k WHERE k.body = {body} AND k.obligation = o.row
 AND names(m.assignees, k.spelling, k.written))){where} ORDER BY m.n DESC LIMIT 1)"""


def latest_mark_sql(column: str, *, body: str, day: str, where: str = "") -> str:
    """SQL for a column of the last mark that holds for the obligation `o` of the document `h`, for a body and the
    occurrence that ends on a day, where such are kept (`define_functions`)."""
    return _HOLDING.format(column=column, body=body, day=day, where=where)


def define_functions(db: sqlite3.Connection) -> None:
    """Make known to a connection the functions that `latest_mark_sql` calls."""
    database.define_function(db, "covers", 2, covers_day)
    database.define_function(db, "names", 3, _names_body)


def covers_day(period: str | None, day: str | None) -> bool:
    """Whether a mark for a period (all, where it is None) holds for the occurrence that ends on a day."""
    if period is None:
        return True
    days = parse_interval(period)
    return bool(day and days and days.contains(date.fromisoformat(day)))


@lru_cache(maxsize=_CACHED)
def _names_body(said: str, spelling: str | None, written: str | None) -> bool:
    """Does one of the names in a mark (JSON) name the body that is charged under a spelling, and what else it is called
    there?"""
    called = {spelling_key(name) for name in (spelling or "", *json.loads(written or "[]"))}
    return not called.isdisjoint(map(spelling_key, json.loads(said)))


def list_marks(db: sqlite3.Connection, document: str, obligation: str) -> list[Mark]:
    """What was said of an obligation in any version of a document, newest first."""
    found = db.execute(
        "SELECT m.n FROM marks m JOIN heads w ON w.document = m.document WHERE m.obligation = ?"
        " AND w.work = (SELECT work FROM heads WHERE document = ?) ORDER BY m.n DESC",
        (obligation, document),
    ).fetchall()
    return list(marks_by_number(db, [row["n"] for row in found]).values())


def marks_by_number(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Mark]:
    """Marks by their numbers, in this order."""
    listed_numbers = list(numbers)
    listed = json.dumps(listed_numbers)
    rows = db.execute("SELECT * FROM marks WHERE n IN (SELECT value FROM json_each(?))", (listed,)).fetchall()
    proofs = heads.heads_by_document(db, {row["evidence"] for row in rows if row["evidence"]})
    marks = {
        row["n"]: Mark(
            **{name: row[name] for name in ("n", "status", "at", "by", "note", "evidence", "period")},
            person=row["person"] or None,
            assignees=json.loads(row["assignees"] or "[]"),
            proof=proofs.get(row["evidence"]),
        )
        for row in rows
    }
    return {n: marks[n] for n in listed_numbers}


def evidence_label(mark: Mark) -> str | None:
    """How the evidence is called: a document by its số ký hiệu or title, else the text."""
    if mark.proof:
        return mark.proof.canonical or mark.proof.title or heads.short_id(mark.proof.document)
    return heads.short_id(mark.evidence) if mark.evidence and _ID.fullmatch(mark.evidence) else mark.evidence


def still_applies(db: sqlite3.Connection, mark: Mark, obligation: int) -> bool:
    """Whether an obligation (by its row) still charges somebody whom a mark names, or the mark is for all."""
    charges = db.execute("SELECT spelling, written FROM charges WHERE obligation = ?", (obligation,)).fetchall()
    said = json.dumps(mark.assignees)
    return not mark.assignees or any(_names_body(said, one["spelling"], one["written"]) for one in charges)
