"""What people say of what is held: corrections, marks, removals (bodies: `unions`). Each is a journal entry."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from typing import Any

from vbparse.archive import corrections, heads, periods, restrictions, showing
from vbparse.archive.answers import Correction, Head
from vbparse.archive.finding import candidates, find
from vbparse.archive.periods import Interval
from vbparse.archive.store import Store, Writing
from vbparse.errors import ConflictError, InputError, UnknownError
from vbparse.schema import Document

STATUSES = ("done", "cancelled", "open")
PARTED = " · "
"""Between the numbers of documents that were taken out together."""


UNSAID: Any = object()
"""In place of a value that was expected: nobody looked at what stands there."""


def correct(
    store: Store,
    document: str,
    path: str,
    value: Any,
    *,
    by: str | None = None,
    why: str | None = None,
    expected: Any = UNSAID,
    state: str | None = None,
) -> Correction:
    """Set a field right. `expected` is what the one who corrects it saw there, `state` the state of the document then
    (`showing.state`). Raises ConflictError where it is other by now, InputError where the path leads nowhere or the
    field cannot take the value."""
    with store.writing() as step:
        head = find(store.db, document)
        shown, told = store.corrected(head.document)
        if state is not None and state != showing.state(store, head.document):
            raise ConflictError(f"{head.document[:12]}: was changed meanwhile; look at it again.")
        if expected is not UNSAID:
            _as_expected(shown, told, path, value, expected)
        path, value, was = corrections.prepare(shown, path, value)
        said = {"document": head.document, "path": path, "value": value, "was": was, "by": by, "why": why}
        n = step.say("corrected", **said)
        step.refresh([head.document])
    return next(c for c in store.corrected(head.document)[1] if c.n == n)


def _as_expected(shown: Document, told: list[Correction], path: str, value: Any, expected: Any) -> None:
    """Raise ConflictError where a field is not as it was seen, telling who changed it to what."""
    path, now = corrections.present(shown, path, value)
    if _same(now, expected):
        return
    last = next((c for c in reversed(told) if c.state == "applied" and c.path.startswith(path)), None)
    who = f" ({last.by}, {last.at})" if last and last.by else f" ({last.at})" if last else ""
    raise ConflictError(f"{path}: was changed meanwhile to “{as_text(now)}”{who}; nothing was corrected.", now)


def _same(now: Any, expected: Any) -> bool:
    """Whether a value is what was seen of it: itself, or as it is written on one line."""
    nothing: tuple[Any, ...] = (None, "", [])
    return now == expected or (now in nothing and expected in nothing) or as_text(now) == expected


def withdraw(store: Store, n: int, *, by: str | None = None, why: str | None = None) -> str:
    """Take a correction back by its number. Returns the id of its document."""
    with store.writing() as step:
        row = store.db.execute("SELECT document, withdrawn FROM corrections WHERE n = ?", (n,)).fetchone()
        if row is None:
            raise UnknownError(f"{n}: no such correction; `vbparse history` tells their numbers.")
        if row["withdrawn"]:
            raise InputError(f"{n}: this correction is withdrawn already; nothing to do.")
        step.say("withdrawn", n=n, by=by, why=why)
        step.refresh([row["document"]])
    return str(row["document"])


def mark(
    store: Store,
    obligation: str,
    status: str,
    *,
    document: str | None = None,
    period: str | None = None,
    by: str | None = None,
    note: str | None = None,
    evidence: str | None = None,
) -> tuple[str, str]:
    """Say what became of an obligation (id, or the beginning of one), or of its occurrences in a period (EDTF).
    `evidence` names a document held. Returns document and obligation."""
    if status not in STATUSES:
        raise InputError(f"{status}: no such status; say {', '.join(STATUSES[:-1])} or {STATUSES[-1]}.")
    period = _edtf(period) if period else None
    with store.writing() as step:
        row = _obligation(store.db, obligation, document)
        if period:
            _has(row, period)
        proof = find(store.db, evidence).document if evidence else None
        said = {"status": status, "period": period, "by": by, "note": note, "evidence": proof}
        step.say("marked", document=row["document"], obligation=row["id"], **said)
    return row["document"], row["id"]


def remove(store: Store, document: str, *, why: str, by: str | None = None) -> list[Head]:
    """Take a document out, with original and copy; what stays is a tombstone, so that it does not come back unasked.

    The documents of one file go together, for each can be read in its original: they are named by the id of the file.
    Returns what was taken out. Raises InputError for one of several documents of a file, and without a reason.
    """
    if not why.strip():
        raise InputError(f"{document}: nothing is removed without a reason; give one.")
    with store.writing() as step:
        gone = _of_one_file(store.db, document)
        _keep_hidden(step, gone[0].document)
        sha256, known = gone[0].document[:64], PARTED.join(head.canonical for head in gone if head.canonical)
        step.drop(sha256)
        step.say("removed", sha256=sha256, title=gone[0].title, canonical=known or None, by=by, why=why)
    with store.writing() as step:  # a step of its own: nothing is deleted that a step that fails would want back
        step.discard(sha256)
    return gone


def restrict(store: Store, document: str, on: bool, *, by: str | None = None, why: str | None = None) -> bool:
    """Say that readers do not find a document, all versions of it and all documents of their files; or do again.
    Returns whether this changed anything."""
    with store.writing() as step:
        concerned = restrictions.together(store.db, find(store.db, document).document)
        if restrictions.is_hidden(store.db, concerned[0]) == on:
            return False
        said = concerned if on else [row["document"] for row in restrictions.said(store.db, concerned)]
        for one in said:
            step.say("restricted", document=one, on=on, by=by, why=why)
    return True


def _keep_hidden(step: Writing, document: str) -> None:
    """Before a document goes: what is hidden only with it stays hidden."""
    db = step.store.db
    if restrictions.is_hidden(db, document):
        concerned = restrictions.together(db, document)
        told = restrictions.said(db, concerned)
        for one in sorted(set(concerned) - {row["document"] for row in told}):
            step.say("restricted", document=one, on=True, by=told[0]["by"], why=told[0]["why"])


def _of_one_file(db: sqlite3.Connection, named: str) -> list[Head]:
    """All documents of the file that is named, or whose one document is."""
    contents = {head.document[:64] for head in candidates(db, named)}
    whole = len(contents) == 1 and next(iter(contents)).startswith(named.strip())
    sha256 = contents.pop() if whole else find(db, named).document[:64]
    rows = db.execute(
        f"SELECT {heads.COLUMNS} FROM heads WHERE document >= ? AND document < ? ORDER BY length(document), document",
        (sha256, f"{sha256}g"),
    )
    gone = [heads.of(row) for row in rows]
    if len(gone) > 1 and not whole:
        raise InputError(
            f"{named}: one of {len(gone)} documents in {gone[0].name}, and each can be read in its original; "
            f"name {sha256[:12]} to take all of them out."
        )
    return gone


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


def as_text(value: Any) -> str:
    """A value of a correction on one line; of an item what names it."""
    if isinstance(value, list):
        return "; ".join(map(as_text, value))
    if isinstance(value, dict):
        value = next((value[name] for name in ("canonical", "name", "task", "date", "text") if value.get(name)), value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
