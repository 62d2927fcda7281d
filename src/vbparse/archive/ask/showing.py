"""Documents as they are shown, and lists of them."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from vbparse.archive import periods
from vbparse.archive.answers import Head, Period
from vbparse.archive.index import heads
from vbparse.archive.settle import restrictions
from vbparse.archive.store.store import Store
from vbparse.language.folding import fold
from vbparse.schema import Document
from vbparse.vocabularies import ReferenceStatus, find_member


def shown_document(store: Store, document: str, *, as_read: bool = False) -> Document:
    """A document with its corrections, its references with what the archive knows of them; or `as_read`, as the parser
    left it."""
    if as_read:
        return store.parsed_document(document)
    document_shown, _ = store.corrected_document(document)
    rows = store.db.execute(_CITED, (document,))
    resolved = {row["id"]: row for row in restrictions.references_as_seen(store.db, rows)}
    for reference in document_shown.references:
        row = resolved.get(reference.id)
        if row:
            reference.status, reference.resolved = find_member(ReferenceStatus, row["status"]), row["resolved"]
            reference.candidates = json.loads(row["candidates"])
    return document_shown


_STATE_DIGITS = 32
_CITED = "SELECT r.* FROM heads h JOIN refs r ON r.head = h.row WHERE h.document = ?"
"""Digits of a state, 128 bits: no two states of a document are alike."""


def document_state(store: Store, document: str) -> str:
    """A word that is another one whenever the document is shown otherwise: read again, corrected, confirmed, its
    references resolved to other documents."""
    db, digest = store.db, hashlib.sha256()
    rows = restrictions.references_as_seen(db, db.execute(f"{_CITED} ORDER BY r.id", (document,)))
    said = db.execute("SELECT n, withdrawn FROM corrections WHERE document = ? ORDER BY n", (document,))
    confirmed = db.execute("SELECT at, by FROM confirmations WHERE document = ?", (document,)).fetchone()
    read = db.execute("SELECT producer, json FROM documents WHERE id = ?", (document,)).fetchone()
    known = [[row[name] for name in ("id", "status", "resolved", "candidates")] for row in rows]
    digest.update(
        json.dumps([document, read["producer"], known, [*map(tuple, said)], confirmed and [*confirmed]]).encode()
    )
    digest.update(read["json"])
    return digest.hexdigest()[:_STATE_DIGITS]


def count_all(db: sqlite3.Connection) -> dict[str, int]:
    """How many documents there are, each in one version, and how many obligations."""
    documents = db.execute("SELECT count(*) FROM heads WHERE current = 1").fetchone()[0]
    owed = db.execute(f"SELECT count(*) FROM obligations WHERE 1{restrictions.visible_sql(db, 'head')}").fetchone()[0]
    return {"documents": documents, "obligations": owed}


def list_versions(db: sqlite3.Connection, work: str) -> list[Head]:
    """The files that are one document, the one that stands for it first."""
    found = db.execute(
        f"SELECT {heads.COLUMNS} FROM heads WHERE work = ? ORDER BY current DESC, row DESC, document", (work,)
    )
    return [heads.read_head(row) for row in found]


def list_documents(db: sqlite3.Connection) -> Iterator[Head]:
    """Every document in the version that stands for it, newest first."""
    for row in db.execute(f"SELECT {heads.COLUMNS} FROM heads WHERE current = 1 ORDER BY row DESC"):
        yield heads.read_head(row)


def latest_arrivals(db: sqlite3.Connection, limit: int) -> list[tuple[str, Head]]:
    """The documents whose files were stored last, newest first, each with when (ISO 8601, UTC). What was brought again
    under another name is no arrival; of the last files so many times `limit` are looked at."""
    columns = ", ".join(f"h.{name}" for name in heads.COLUMNS.split(", "))
    arrived = db.execute(
        f"WITH recent AS (SELECT sha256, at FROM sources ORDER BY at DESC LIMIT :looked_at) SELECT r.at, {columns}"
        " FROM recent r CROSS JOIN heads h ON h.document >= r.sha256 AND h.document < r.sha256 || '$'"  # '#' < '$'
        # + : no index is made of all current documents for these few
        " WHERE +h.current = 1 AND NOT EXISTS (SELECT 1 FROM sources e WHERE e.sha256 = r.sha256 AND e.at < r.at)"
        " GROUP BY h.document ORDER BY r.at DESC, h.document LIMIT :limit",
        {"looked_at": _LOOKED_AT * limit, "limit": limit},
    )
    return [(row["at"], heads.read_head(row)) for row in arrived]


_LOOKED_AT = 10


def issued_documents(db: sqlite3.Connection, body: str, limit: int) -> list[Head]:
    """The newest documents that a body (by its id) issued, each in one version."""
    columns = ", ".join(f"h.{name}" for name in heads.COLUMNS.split(", "))
    found = db.execute(
        f"SELECT {columns} FROM bodies b JOIN heads h ON h.issuer_core = b.core AND h.issuer_unit IS b.unit"
        " WHERE b.id = ? AND h.current = 1 ORDER BY h.row DESC LIMIT ?",
        (body, limit),
    )
    return [heads.read_head(row) for row in found]


def list_phases(db: sqlite3.Connection, document: str | None = None) -> Iterator[Period]:
    """The phases of all documents, newest first, or of one."""
    where, values = ("h.document = ?", [document]) if document else ("h.current = 1", [])
    return _select_phases(db, f"FROM phases p JOIN heads h ON h.row = p.head WHERE {where}", values)


def phases_of_documents(db: sqlite3.Connection, documents: Iterable[str]) -> Iterator[Period]:
    """The phases of some documents, newest first."""
    wanted = "FROM json_each(?) j CROSS JOIN phases p ON p.document = j.value JOIN heads h ON h.row = p.head"
    return _select_phases(db, wanted, [json.dumps(list(documents))])


def newest_with_phases(
    db: sqlite3.Connection, limit: int, *, due: str | None = None, issuer: str | None = None, ended: bool = False
) -> list[str]:
    """Ids of the newest documents that have a phase with dates, or one within the period `due`; `issuer` is a part of
    the name. What replaced or repealed documents say is left out unless `ended`."""
    days = periods.parse_period(due) if due else None
    first_day = days.first.isoformat() if days and days.first else ""
    last_day = days.last.isoformat() if days and days.last else "9999-12-31"
    names = (row["issuer"] for row in db.execute("SELECT DISTINCT issuer FROM heads")) if issuer else ()
    issuers = [name for name in names if name and fold(issuer or "") in fold(name)]
    rows = db.execute(
        "SELECT h.document FROM heads h WHERE h.current = 1 AND (? OR h.ended_by IS NULL)"
        " AND (? OR h.issuer IN (SELECT value FROM json_each(?)))"
        " AND EXISTS (SELECT 1 FROM phases p WHERE p.document = h.document"
        " AND coalesce(p.first_day, p.last_day) <= ? AND coalesce(p.last_day, p.first_day) >= ?)"
        " ORDER BY h.row DESC LIMIT ?",
        (ended, not issuer, json.dumps(issuers), last_day, first_day, limit),
    )
    return [row["document"] for row in rows]


def _select_phases(db: sqlite3.Connection, chosen: str, values: Sequence[str]) -> Iterator[Period]:
    columns = ", ".join(f"h.{name}" for name in heads.COLUMNS.split(", "))
    phase_columns = ["id", "label", "start", "end", "recurrence", "section", "first_day", "last_day"]
    for row in db.execute(
        f"SELECT {', '.join('p.' + name for name in phase_columns)}, {columns} {chosen}"
        " ORDER BY h.row DESC, p.section, p.first_day, p.id",
        values,
    ):
        yield Period(head=heads.read_head(row), **{name: row[name] for name in phase_columns})
