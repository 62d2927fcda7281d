"""What became of obligations, as somebody said: for all who are charged with one, or for some of them.

A mark names those it is meant for as the obligation calls them, not by the ids of bodies: so it goes with them through
merges, splits and rebuilding. Of the marks that hold for a body the last one counts.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from vbparse.archive.answers import Head, Mark, Owed
from vbparse.archive.ask.finding import find_head
from vbparse.archive.folder import database, evidence
from vbparse.archive.folder.evidence import EvidenceFile
from vbparse.archive.index import heads
from vbparse.archive.index.bodies import spelling_key
from vbparse.archive.store.store import Store
from vbparse.edtf import parse_day, parse_interval
from vbparse.errors import UnknownError
from vbparse.patterns import Cue

_ID = Cue(r"[0-9a-f]{64}(?:#\d+)?", examples=["0f" * 32, "0f" * 32 + "#2"], rejects=["0f3c", "báo cáo"], at="whole")
_PLAIN = ("n", "status", "at", "by", "note", "evidence", "file", "file_name", "period")
_CACHED = 1024
"""Names of marks kept: each is compared with many charges."""
_HOLDING = """(SELECT m.{column} FROM marks m JOIN heads w ON w.document = m.document
 WHERE m.obligation = o.id AND w.work = h.work AND (m.period IS NULL OR covers(m.period, {day}))
 AND (m.assignees IS NULL OR EXISTS (SELECT 1 FROM charges k WHERE k.body = {body} AND k.obligation = o.row
 AND names(m.assignees, k.spelling, k.written))){where} ORDER BY m.n DESC LIMIT 1)"""


class Helper(NamedTuple):
    """Who is asked to help with an obligation, as it calls them; the last mark that holds for them, and who is in
    charge there."""

    name: str
    mark: Mark | None
    person: str | None


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
            **{name: row[name] for name in _PLAIN},
            date=_day_of_mark(row, proofs.get(row["evidence"])),
            person=row["person"] or None,
            assignees=json.loads(row["assignees"] or "[]"),
            proof=proofs.get(row["evidence"]),
        )
        for row in rows
    }
    return {n: marks[n] for n in listed_numbers}


def _day_of_mark(row: sqlite3.Row, proof: Head | None) -> str:
    """The day on which it was so: as it was said; else that of the document which shows that it is done; else the one
    on which somebody said so."""
    shown = parse_day(proof.date) if proof and row["status"] == "done" else None
    said: str | None = row["date"]
    return said or str(shown or datetime.fromisoformat(row["at"]).astimezone().date())


def is_late(owed: Owed) -> bool:
    """Whether it was done behind the last day on which it was not late."""
    return bool(owed.status == "done" and owed.mark and owed.last_day and owed.mark.date > owed.last_day)


def read_evidence(store: Store, obligation: str, document: str, n: int) -> EvidenceFile:
    """The file that shows what mark number `n` of an obligation says. Raises UnknownError where it has none,
    ArchiveError where the file is gone or changed."""
    head = find_head(store.db, document)
    said = next((one for one in list_marks(store.db, head.document, obligation) if one.n == n), None)
    if not said or not said.file:
        raise UnknownError("evidence.none", n=n, obligation=obligation)
    return EvidenceFile(said.file_name or said.file, evidence.read_evidence(store.folder, said.file))


def evidence_label(mark: Mark) -> str | None:
    """How the evidence is called: a document by its số ký hiệu or title, else the text."""
    if mark.proof:
        return mark.proof.canonical or mark.proof.title or heads.short_id(mark.proof.document)
    return heads.short_id(mark.evidence) if mark.evidence and _ID.fullmatch(mark.evidence) else mark.evidence


def still_applies(db: sqlite3.Connection, mark: Mark, obligation: int) -> bool:
    """Whether an obligation (by its row) still charges somebody whom a mark names, or asks them to help; or the mark is
    for all."""
    charges = db.execute(
        "SELECT spelling, written FROM charges WHERE obligation = :row"
        " UNION ALL SELECT j.value, NULL FROM obligations o, json_each(o.cooperating) j WHERE o.row = :row",
        {"row": obligation},
    ).fetchall()
    said = json.dumps(mark.assignees)
    return not mark.assignees or any(_names_body(said, one["spelling"], one["written"]) for one in charges)


def list_helpers(owed: Owed, said: Iterable[Mark]) -> list[Helper]:
    """Those who help with an obligation (or its occurrence), each with the last of the marks that name them; `said` are
    all of its marks, newest first. What is said of those who are charged is not said of them, nor the other way round:
    a task is done when those have done it who are charged."""
    holding = [mark for mark in said if covers_day(mark.period, owed.last_day)]
    helpers = []
    for name in owed.cooperating:
        own = [one for one in holding if one.assignees and _names_body(json.dumps(one.assignees), name, None)]
        person = next((one.person for one in own if one.person is not None), None)
        helpers.append(Helper(name, own[0] if own else None, person or None))
    return helpers
