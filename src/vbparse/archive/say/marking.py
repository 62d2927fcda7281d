"""Marking obligations: what became of one, for all who are charged with it or for some of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypedDict, Unpack

from vbparse.archive import periods
from vbparse.archive.ask.assignees import find_bodies
from vbparse.archive.ask.finding import SHOWN, find_head
from vbparse.archive.folder import evidence
from vbparse.archive.folder.evidence import EvidenceFile
from vbparse.archive.index import heads
from vbparse.archive.index.bodies import spelling_key
from vbparse.archive.store.store import Store
from vbparse.archive.store.writing import Writing
from vbparse.edtf import Interval, parse_interval
from vbparse.errors import InputError, UnknownError
from vbparse.sentences import Sentence

_TASK = 60
"""Characters of a task in a message that lists several."""
STATUSES = ("done", "cancelled", "open")


class MarkValues(TypedDict, total=False):
    """What is said of an obligation besides its status. `document` tells which one is meant where several have it;
    `assignees` are names or ids, none for all; `period` is a time of its occurrences; `person` is who is in charge, ""
    for nobody; `date` is the day on which it was so, as typed (12/5/2024), not after today; `evidence` is a text, or
    names a stored document; `file` shows it as well."""

    document: str | None
    assignees: Sequence[str]
    period: str | None
    date: str | None
    person: str | None
    by: str | None
    note: str | None
    evidence: str | None
    file: EvidenceFile | None


def mark_obligation(store: Store, obligation: str, status: str, **values: Unpack[MarkValues]) -> tuple[str, str]:
    """Say what became of an obligation (id, or the beginning of one), or of its occurrences in a period. Returns
    document and obligation."""
    return mark_obligations(store, [(obligation, values)], status)[0]


def mark_obligations(store: Store, marked: Sequence[tuple[str, MarkValues]], status: str) -> list[tuple[str, str]]:
    """Say the same of several obligations in one step: of all of them, or, where one cannot be marked, of none. Returns
    document and obligation of each."""
    if status not in STATUSES:
        raise InputError("mark.status", status=status, choices=", ".join(STATUSES[:-1]), statuses=STATUSES[-1])
    given = {file for _, values in marked if (file := values.get("file"))}
    files: Files = {file: (evidence.sha256_of(file.data), evidence.check_file(file)) for file in given}
    with store.writing() as step:
        recorded = [_record_mark(step, obligation, status, values, files) for obligation, values in marked]
        for file in given:  # once nothing is refused any more, and before the journal names them
            evidence.add(store.folder, file.data)
        return recorded


Files = Mapping[EvidenceFile | None, tuple[str, str]]
"""SHA-256 and name of the files that are to be stored."""


def _record_mark(step: Writing, obligation: str, status: str, values: MarkValues, files: Files) -> tuple[str, str]:
    typed = values.get("period")
    period = _period_as_edtf(typed) if typed else None
    day = _parse_date(values.get("date"))
    sha256, name = files.get(values.get("file"), (None, None))
    row = _find_obligation(step.db, obligation, values.get("document"))
    if period:
        _check_period(row, period)
    step.record(
        "marked",
        document=row["document"],
        obligation=row["id"],
        assignees=_named_assignees(step.db, row, values.get("assignees", ())) or None,
        status=status,
        period=period,
        date=day,
        person=values.get("person"),
        by=values.get("by"),
        note=values.get("note"),
        evidence=_resolve_evidence(step.db, values.get("evidence")),
        file=sha256,
        file_name=name,
    )
    return row["document"], row["id"]


def _parse_date(typed: str | None) -> str | None:
    """A day that was typed, ISO 8601. Raises InputError where it is none, or is still to come."""
    if not typed or not typed.strip():
        return None
    day = periods.parse_day(typed)
    if day > date.today():
        raise InputError("mark.future", day=f"{day.day}/{day.month}/{day.year}")
    return day.isoformat()


def _named_assignees(db: sqlite3.Connection, row: sqlite3.Row, typed: Iterable[str]) -> list[str]:
    """How an obligation calls those of its assignees, or of those who help, who are named."""
    charges = db.execute(
        "SELECT c.body, c.spelling, c.written, b.name FROM charges c JOIN bodies b ON b.id = c.body"
        " WHERE c.obligation = ? ORDER BY b.name, c.body",
        (row["row"],),
    ).fetchall()
    charged = {charge["body"]: charge for charge in charges}
    names: list[str] = []
    helping = {spelling_key(name): name for name in json.loads(row["cooperating"])}
    for name in typed:
        if spelling_key(name) in helping:
            names.append(helping[spelling_key(name)])
            continue
        own = charged.keys() & find_bodies(db, name)
        if len(own) != 1:
            raise InputError(
                _explain_mismatch(row["id"], name, [charge for charge in charges if charge["body"] in own], charges)
            )
        charge = charged[own.pop()]
        names += [charge["spelling"], *json.loads(charge["written"] or "[]")]
    return names


def _explain_mismatch(
    obligation: str, name: str, own: Sequence[sqlite3.Row], charges: Sequence[sqlite3.Row]
) -> Sentence:
    """Why a name does not name one of those who are charged."""
    if not charges:
        return Sentence("mark.nobody", obligation=obligation)
    bodies = "; ".join(f"{one['name']} ({one['body']})" for one in own or charges)
    if not own:
        return Sentence("mark.not-charged", name=name, obligation=obligation, bodies=bodies)
    return Sentence("mark.several", name=name, count=len(own), obligation=obligation, bodies=bodies)


def _resolve_evidence(db: sqlite3.Connection, typed: str | None) -> str | None:
    """The id of the document that is named; the text, where it names none that is stored."""
    if not typed or not typed.strip():
        return None
    try:
        return find_head(db, typed).document
    except UnknownError:
        return " ".join(typed.split())


def _find_obligation(db: sqlite3.Connection, obligation: str, document: str | None) -> sqlite3.Row:
    values: list[Any] = [obligation, obligation + "~"]
    condition = ""
    if document:
        condition = " AND h.work = ?"
        values.append(find_head(db, document).work)
    rows: list[sqlite3.Row] = db.execute(
        "SELECT o.*, h.document, h.canonical FROM obligations o JOIN heads h ON h.row = o.head"
        f" WHERE o.id >= ? AND o.id < ? AND h.current = 1{condition} ORDER BY h.row DESC",
        values,
    ).fetchall()
    exact = [row for row in rows if row["id"] == obligation]
    rows = exact or rows
    if not rows:
        raise UnknownError("obligation.unknown", obligation=obligation)
    if len(rows) > 1:
        lines = "".join(
            "\n  "
            + "  ".join(
                part for part in (r["id"], heads.short_id(r["document"]), r["canonical"], r["task"][:_TASK]) if part
            )
            for r in rows[:SHOWN]
        )
        raise InputError("obligation.several", obligation=obligation, count=len(rows), lines=lines)
    return rows[0]


def _check_period(owed: sqlite3.Row, period: str) -> None:
    """Raise InputError where nothing of an obligation falls due in a period: a mark for it would hold for nothing."""
    in_period = parse_interval(period) or Interval(None, None)
    if owed["recurrence"]:
        since, until = (date.fromisoformat(day) if day else None for day in (owed["since"], owed["until"]))
        found = periods.occurrences(owed["recurrence"], since, until, in_period, owed["bound"])
        if not any(days.last and in_period.contains(days.last) for days in found):
            raise InputError("mark.not-due-in", id=owed["id"], period=period)
    elif not owed["last_day"]:
        raise InputError("mark.no-day", id=owed["id"])
    elif not in_period.contains(date.fromisoformat(owed["last_day"])):
        raise InputError("mark.due-elsewhere", id=owed["id"], last_day=owed["last_day"], period=period)


def _period_as_edtf(typed: str) -> str:
    """A period as typed (2023-Q3, 9/2023) as EDTF."""
    days = periods.parse_period(typed)
    return typed if parse_interval(typed) else f"{days.first or '..'}/{days.last or '..'}"
