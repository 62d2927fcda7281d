"""Documents as they are shown, and lists of them."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator

from vbparse.archive import heads, restrictions
from vbparse.archive.answers import Head, Period
from vbparse.archive.store import Store
from vbparse.schema import Document


def shown(store: Store, document: str) -> Document:
    """A document with its corrections, its references with what the archive knows of them."""
    found, _ = store.corrected(document)
    held = store.db.execute("SELECT * FROM refs WHERE document = ?", (document,))
    known = {row["id"]: row for row in restrictions.as_seen(store.db, held)}
    for reference in found.references:
        row = known.get(reference.id)
        if row:
            reference.status, reference.resolved = row["status"], row["resolved"]
            reference.candidates = json.loads(row["candidates"])
    return found


def state(store: Store, document: str) -> str:
    """A word that is another one whenever the document is shown otherwise: read again, corrected, its references
    resolved to other documents."""
    db, digest = store.db, hashlib.sha256()
    rows = restrictions.as_seen(db, db.execute("SELECT * FROM refs WHERE document = ? ORDER BY id", (document,)))
    said = db.execute("SELECT n, withdrawn FROM corrections WHERE document = ? ORDER BY n", (document,))
    read = db.execute("SELECT producer, json FROM documents WHERE id = ?", (document,)).fetchone()
    known = [[row[name] for name in ("id", "status", "resolved", "candidates")] for row in rows]
    digest.update(json.dumps([document, read["producer"], known, [tuple(row) for row in said]]).encode())
    digest.update(read["json"])
    return digest.hexdigest()[:32]


def versions(db: sqlite3.Connection, work: str) -> list[Head]:
    """The files that are one document, the one that stands for it first."""
    found = db.execute(
        f"SELECT {heads.COLUMNS} FROM heads WHERE work = ? ORDER BY current DESC, row DESC, document", (work,)
    )
    return [heads.of(row) for row in found]


def documents(db: sqlite3.Connection) -> Iterator[Head]:
    """Every document in the version that stands for it, newest first."""
    for row in db.execute(f"SELECT {heads.COLUMNS} FROM heads WHERE current = 1 ORDER BY row DESC"):
        yield heads.of(row)


def phases(db: sqlite3.Connection, document: str | None = None) -> Iterator[Period]:
    """The phases of all documents, newest first, or of one."""
    columns = ", ".join(f"h.{name}" for name in heads.COLUMNS.split(", "))
    own = ["id", "label", "start", "end", "recurrence", "section", "first_day", "last_day"]
    where, values = ("h.document = ?", [document]) if document else ("h.current = 1", [])
    for row in db.execute(
        f"SELECT {', '.join('p.' + name for name in own)}, {columns} FROM phases p JOIN heads h ON h.row = p.head"
        f" WHERE {where} ORDER BY h.row DESC, p.section, p.first_day, p.id",
        values,
    ):
        yield Period(head=heads.of(row), **{name: row[name] for name in own})
