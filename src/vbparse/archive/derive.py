"""A document → the rows that are asked: head, text and words, obligations, phases, references.

Row numbers are made from the day of issue and the id, not counted, so that a rebuilt archive comes out the same: a
head is day × 2^30 + some bits of the id, an obligation or reference its head × 2^13 + its position.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import PurePath
from typing import Any, TypeVar

import regex

from vbparse.archive import bodies, heads, identity, periods, search
from vbparse.archive.places import places, where
from vbparse.fields.named import title_behind
from vbparse.language.bodies import Home, home_of, read_body
from vbparse.language.folding import fold
from vbparse.schema import Document, Found, Obligation, Phase, Reference
from vbparse.text import fold_view

ITEM_BITS = 13
T = TypeVar("T")
SENTENCE = 300
"""Characters of the sentence around a reference that are kept."""
BEHIND = 400
"""Characters behind a cited number that are read for a title."""
_BELOW = regex.compile(r"\n\s*(?:\n|[-+*•]|\d+[.)])")
"""Where another paragraph begins."""
_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Head:
    """A document's row in `heads`, and its home with what the archive knows of it."""

    row: int
    values: dict[str, Any]
    home: Home


@dataclass(frozen=True, slots=True)
class Told:
    """The home of a document as it alone tells it, and the units that it names, each with the one above."""

    home: Home
    units: frozenset[tuple[str, str | None]]


def told(document: Document) -> Told:
    """Where a document speaks from, and which units it places under which."""
    issued, issuer = document.issued, document.issuer
    home = home_of(
        issuer.canonical if issuer else None,
        place=issued.place if issued else None,
        parent=issuer.parent if issuer else None,
        text=document.text or "",
    )
    return Told(home, frozenset(_units(document, home)))


def write(db: sqlite3.Connection, document: Document, name: str, told: Told, *, corrected: bool) -> None:
    """Write the rows of a document (with its corrections applied); none of it may be there. The work, what it is
    replaced by and how its references resolve are settled afterwards (`settle`)."""
    head = _head(db, document, name, told.home, corrected=corrected)
    columns = ", ".join(head.values)
    db.execute(f"INSERT INTO heads ({columns}) VALUES ({', '.join('?' * len(head.values))})", [*head.values.values()])
    at = places(document)
    search.index(db, head.row, document, at)
    owed = [_obligation(document, head, one, at) for one in _numbered(head, document.obligations)]
    db.executemany(_insert("obligations", _OBLIGATION), owed)
    db.executemany("INSERT INTO tasks (rowid, folded) VALUES (?, ?)", [(row["row"], fold(row["task"])) for row in owed])
    _relate(db, document, head, told)
    db.executemany(_insert("phases", _PHASE), [_phase(document, head, phase) for phase in document.phases])
    cited = [_reference(document, head, one, at) for one in _numbered(head, document.references)]
    db.executemany(_insert("refs", _REFERENCE), cited)
    count_anomalies(db, document.id, [anomaly.severity for anomaly in document.anomalies])


def count_anomalies(db: sqlite3.Connection, document: str, severities: Sequence[str]) -> None:
    """Write down how many anomalies a document has, and how many of them are warnings."""
    db.execute("DELETE FROM anomalies WHERE document = ?", (document,))
    if severities:
        warnings = sum(severity == "warning" for severity in severities)
        db.execute("INSERT INTO anomalies VALUES (?, ?, ?)", (document, len(severities), warnings))


_AT_HOME = ["issuer_core", "issuer_unit", "issuer_parent", "unit", "parent", "identity_key", "version_key"]


def rehome(db: sqlite3.Connection, document: Document, told: Told) -> None:
    """Write anew what depends on the units above the home of a document, of which others may tell: the rest of its
    rows stays."""
    held = db.execute("SELECT row, name, corrected FROM heads WHERE document = ?", (document.id,)).fetchone()
    head = _head(db, document, held["name"], told.home, corrected=bool(held["corrected"]), row=held["row"])
    assigned = ", ".join(f"{name} = :{name}" for name in _AT_HOME)
    db.execute(
        f"UPDATE heads SET {assigned} WHERE row = :row", {name: head.values[name] for name in (*_AT_HOME, "row")}
    )
    db.execute("DELETE FROM units WHERE document = ?", (document.id,))
    bodies.discharge(db, head.row)
    _relate(db, document, head, told)


def _relate(db: sqlite3.Connection, document: Document, head: Head, told: Told) -> None:
    """Write the units that a document names, and whom its obligations charge."""
    db.executemany(
        "INSERT OR IGNORE INTO units (name, parent, document) VALUES (?, ?, ?)",
        [(unit, parent or "", document.id) for unit, parent in [*told.units, *_relied_on(document, head.home, told)]],
    )
    identified = cache(lambda spelling: bodies.identify(db, spelling, head.home))
    charged = [
        (identified(body.name), body.name, row)
        for row, obligation in _numbered(head, document.obligations)
        for body in obligation.assignees
    ]
    bodies.charge(db, head.row, charged)


def _numbered(head: Head, items: Sequence[T]) -> list[tuple[int, T]]:
    """Items with their rows; of the few documents with more of them than their bits can count, the rest goes below
    zero."""
    first = head.row << ITEM_BITS
    return [(first + i if i < 1 << ITEM_BITS else -(first + i), item) for i, item in enumerate(items)]


def clear(db: sqlite3.Connection, document: str) -> None:
    """Delete the rows of a document."""
    found = db.execute("SELECT row FROM heads WHERE document = ?", (document,)).fetchone()
    if not found:
        return
    row = found["row"]
    search.unindex(db, row)
    bodies.discharge(db, row)
    tasks = db.execute("SELECT row, task FROM obligations WHERE head = ?", (row,)).fetchall()
    forgotten = [(obligation, fold(task)) for obligation, task in tasks]
    db.executemany("INSERT INTO tasks (tasks, rowid, folded) VALUES ('delete', ?, ?)", forgotten)
    for table in ("obligations", "refs"):
        db.execute(f"DELETE FROM {table} WHERE head = ?", (row,))
    for table in ("phases", "units", "anomalies", "heads"):
        db.execute(f"DELETE FROM {table} WHERE document = ?", (document,))


def _head(
    db: sqlite3.Connection, document: Document, name: str, told: Home, *, corrected: bool, row: int | None = None
) -> Head:
    issued, number, issuer = document.issued, document.number, document.issuer
    home = Home(told.unit, bodies.adopted(db, told.unit, told.parent))
    body = read_body(issuer.canonical, home) if issuer else None
    day = issued.date if issued else None
    days = periods.interval(day) if day else None
    title = document.title.text if document.title else None
    key = identity.number_key(number.number, number.symbol) if number else None
    title_key = identity.title_key(document.doc_type, title)
    row = _row(db, document.id, days.first if days else None) if row is None else row
    issuing = f"{body.core}|{body.unit or ''}" if body else None
    values = {
        "row": row,
        "document": document.id,
        "work": document.id,
        "current": 1,
        "name": PurePath(name).name,
        "doc_type": document.doc_type,
        "number": number.number if number else None,
        "symbol": number.symbol if number else None,
        "canonical": number.canonical if number and number.number else None,
        "date": day,
        "first_day": _iso(days.first if days else None),
        "last_day": _iso(days.last if days else None),
        "place": issued.place if issued else None,
        "issuer": issuer.canonical if issuer else None,
        "issuer_core": body.core if body else None,
        "issuer_unit": body.unit if body else None,
        "issuer_parent": body.parent if body else None,
        "unit": home.unit,
        "parent": home.parent,
        "title": title,
        "signer": next((s.name for s in document.signatures if s.name), None),
        "pages": document.source.pages,
        "until": _until(document, days.first if days else None),
        "number_key": key,
        "title_key": title_key,
        "identity_key": f"{key}|{day}|{issuing}" if key and issuing and day and len(day) == 10 else None,
        "version_key": f"{title_key}|{issuing}" if title_key and issuing else None,
        "corrected": int(corrected),
    }
    return Head(row, values, home)


def _row(db: sqlite3.Connection, document: str, day: date | None) -> int:
    """A free row number of the day; the same for the same document unless two share their bits."""
    first = (day.toordinal() if day else 0) << heads.BITS
    bits = int(document[:16], 16) + int(document[65:] or 0) if len(document) >= 64 else sum(map(ord, document))
    mask = (1 << heads.BITS) - 1
    while db.execute("SELECT 1 FROM heads WHERE row = ?", (first + (bits & mask),)).fetchone():
        bits += 1
    return first + (bits & mask)


def _units(document: Document, home: Home) -> Iterable[tuple[str, str | None]]:
    if home.unit:
        yield home.unit, home.parent
    for obligation in document.obligations:
        for body in obligation.assignees:
            read = read_body(body.name, home)
            if read.unit and read.unit != home.unit:
                yield read.unit, read.parent


def _relied_on(document: Document, home: Home, told: Told) -> Iterable[tuple[str, None]]:
    """Units that a document means only by what others tell of its home: it places them nowhere."""
    read = {read_body(body.name, home).unit for obligation in document.obligations for body in obligation.assignees}
    return [(unit, None) for unit in read - {name for name, _ in told.units} if unit]


def _until(document: Document, issued: date | None) -> str | None:
    """The last day of what the document plans, by the years in its title and the ends of its phases."""
    years = [int(year) for year in _YEAR.findall(document.title.text if document.title else "")]
    ends = [days.last for phase in document.phases if (days := periods.interval(phase.end or "")) and days.last]
    ends += [date(year, 12, 31) for year in years if not issued or year >= issued.year]
    return _iso(max(ends)) if ends and years else None


_OBLIGATION = [
    "row",
    "document",
    "id",
    "head",
    "assignee_text",
    "role",
    "cooperating",
    "task",
    "product",
    "due_text",
    "due_date",
    "bound",
    "recurrence",
    "ongoing",
    "first_day",
    "last_day",
    "since",
    "until",
    "section",
    "page",
    "start",
]


def _obligation(document: Document, head: Head, numbered: tuple[int, Obligation], at: list[Any]) -> dict[str, Any]:
    row, obligation = numbered
    due = obligation.due
    days = periods.due_days(due.date, due.bound) if due else None
    start = (obligation.task_span or obligation.span or (None,))[0]
    return {
        "row": row,
        "document": document.id,
        "id": obligation.id,
        "head": head.row,
        "assignee_text": obligation.assignee_text,
        "role": obligation.role,
        "cooperating": json.dumps([body.text for body in obligation.cooperating], ensure_ascii=False),
        "task": obligation.task,
        "product": obligation.product,
        "due_text": due.text if due else None,
        "due_date": due.date if due else None,
        "bound": due.bound if due else None,
        "recurrence": due.recurrence if due else None,
        "ongoing": int(bool(due and due.ongoing)),
        "first_day": _iso(days.first if days else None),
        "last_day": _iso(days.last if days else None),
        "since": head.values["first_day"] if due and due.recurrence else None,
        "until": head.values["until"] if due and due.recurrence else None,
        "section": obligation.section,
        "page": _page(obligation, start, at),
        "start": start,
    }


_PHASE = ["document", "id", "label", "start", "end", "recurrence", "section", "first_day", "last_day", "head"]


def _phase(document: Document, head: Head, phase: Phase) -> dict[str, Any]:
    first, last = periods.interval(phase.start or ""), periods.interval(phase.end or "")
    return {
        **{name: getattr(phase, name) for name in ("id", "label", "start", "end", "recurrence", "section")},
        "document": document.id,
        "first_day": _iso(first.first if first else None),
        "last_day": _iso(last.last if last else None),
        "head": head.row,
    }


_COPIED = ["id", "doc_type", "number", "symbol", "canonical", "name", "date", "issuer", "relation", "section"]
_REFERENCE = [*_COPIED, *["row", "document", "head", "start", "page", "sentence", "number_key", "title_key"]]


def _reference(document: Document, head: Head, numbered: tuple[int, Reference], at: list[Any]) -> dict[str, Any]:
    row, reference = numbered
    start = reference.mentions[0][0] if reference.mentions else None
    return {
        **{name: getattr(reference, name) for name in _COPIED},
        "row": row,
        "document": document.id,
        "head": head.row,
        "start": start,
        "page": _page(reference, start, at),
        "sentence": _sentence(document.text or "", reference),
        "number_key": identity.number_key(reference.number, reference.symbol),
        "title_key": identity.title_key(reference.doc_type, *_title(document.text or "", reference)),
    }


def _title(text: str, reference: Reference) -> tuple[str | None, str | None]:
    """What a reference calls the document that it cites, and the issuer where that is part of it."""
    if reference.number or not reference.name:
        rests = (fold_view(_BELOW.split(text[end : end + BEHIND])[0]) for _, end in reference.mentions[:3])
        return next((title for rest in rests if (title := title_behind(rest))), None), None
    return reference.name, reference.issuer


def _insert(table: str, columns: list[str]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(':' + name for name in columns)})"


def _page(found: Found, start: int | None, at: list[Any]) -> int | None:
    page = found.origin[0].get("page") if found.origin else None
    return page if page or start is None else where(at, start)[1]


def _sentence(text: str, reference: Reference) -> str | None:
    """The sentence of the first mention, or as much of it as is kept, on one line."""
    if not reference.mentions or not text:
        return None
    first, last = reference.mentions[0]
    start = max(_last(text, mark, first) for mark in ("\n", ". ", "; "))
    ends = [at for mark in ("\n", ". ", ";") if (at := text.find(mark, last)) >= 0]
    start = max(start, first - SENTENCE // 2)
    return " ".join(text[start : min([*ends, start + SENTENCE, len(text)])].split())


def _last(text: str, mark: str, before: int) -> int:
    at = text.rfind(mark, 0, before)
    return at + len(mark) if at >= 0 else 0


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
