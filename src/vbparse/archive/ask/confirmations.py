"""Documents that somebody read through and found right, and the queue of those that nobody did."""

from __future__ import annotations

import sqlite3
from collections import Counter

from vbparse.archive.answers import Confirmation, Doubtful, Head, Queued
from vbparse.archive.folder.packing import unpack_values
from vbparse.archive.index import doubtful, heads

_ORDER = ("doubtful", "errors", "warnings", "count", "document")
PAGE = 25
"""Documents of a page, where nobody says."""
_DOUBTFUL = {None: "", True: " AND a.doubtful > 0", False: " AND a.doubtful = 0"}
QueuePosition = tuple[int, int, int, int, str]
"""Where a page of the queue ends: doubtful values, errors, warnings, anomalies and id of its last document."""


def read_confirmation(db: sqlite3.Connection, document: str) -> Confirmation | None:
    """Who confirmed a document (by its whole id), None where nobody did."""
    row = db.execute("SELECT document, at, by, note FROM confirmations WHERE document = ?", (document,)).fetchone()
    return Confirmation(**dict(row)) if row else None


def review_queue(
    db: sqlite3.Connection,
    *,
    confirmed: bool = False,
    doubtful_values: bool | None = None,
    limit: int = PAGE,
    behind: QueuePosition | None = None,
) -> list[Queued]:
    """Documents with doubtful values or anomalies, those with most doubtful values, then errors and warnings, first;
    with `confirmed`, also those that were confirmed, with `doubtful_values` only those that have some, or that have
    none. `behind` is where the page before ended."""
    condition, values = f"h.current = 1{_DOUBTFUL[doubtful_values]}", {"limit": limit}
    if not confirmed:
        condition += " AND c.document IS NULL"
    if behind:
        values |= dict(zip(_ORDER, behind, strict=True))  # type: ignore[arg-type]
        condition += (
            " AND (-a.doubtful, -a.errors, -a.warnings, -a.count, a.document)"
            " > (-:doubtful, -:errors, -:warnings, -:count, :document) AND a.doubtful <= :doubtful"
        )
    columns = ", ".join(f"h.{name} AS {name}" for name in heads.COLUMNS.split(", "))
    # CROSS JOIN: the index of anomalies is walked in its order, no further than the page.
    rows = db.execute(
        f"SELECT {columns}, a.doubtful, a.errors, a.warnings, a.count, d.json, d.text, c.at AS at, c.by AS by,"
        " c.note AS note"
        " FROM anomalies a CROSS JOIN heads h ON h.document = a.document"
        " LEFT JOIN confirmations c ON c.document = a.document CROSS JOIN documents d ON d.id = a.document"
        f" WHERE {condition} ORDER BY a.doubtful DESC, a.errors DESC, a.warnings DESC, a.count DESC, a.document"
        " LIMIT :limit",
        values,
    ).fetchall()
    doubts = doubtful.read_doubts(db, [row["document"] for row in rows])
    return [_read_queued(row, doubts.get(row["document"], [])) for row in rows]


def count_queue(
    db: sqlite3.Connection, *, confirmed: bool = False, doubtful_values: bool | None = None, most: int
) -> int:
    """How many documents `review_queue` has; no more than `most` are counted."""
    condition = "" if confirmed else " AND a.document NOT IN (SELECT document FROM confirmations)"
    condition += _DOUBTFUL[doubtful_values]
    sql = f"SELECT 1 FROM anomalies a JOIN heads h ON h.document = a.document WHERE h.current = 1{condition} LIMIT ?"
    return int(db.execute(f"SELECT count(*) FROM ({sql})", (most,)).fetchone()[0])


def count_doubtful_values(db: sqlite3.Connection) -> int:
    """How many values of the documents that wait a person should look at."""
    sql = (
        "SELECT coalesce(sum(a.doubtful), 0) FROM anomalies a JOIN heads h ON h.document = a.document"
        f" WHERE h.current = 1{_DOUBTFUL[True]} AND a.document NOT IN (SELECT document FROM confirmations)"
    )
    return int(db.execute(sql).fetchone()[0])


def next_doubtful(db: sqlite3.Connection, behind: str | None = None) -> str | None:
    """The id of the newest document that waits with doubtful values, or of the newest `behind` another (by its id): in
    this order, which no answer changes, documents are gone through value by value."""
    limit_row = db.execute("SELECT row FROM heads WHERE document = ?", (behind,)).fetchone() if behind else None
    row = db.execute(
        "SELECT h.document FROM heads h CROSS JOIN anomalies a ON a.document = h.document"
        f" WHERE h.row < ? AND h.current = 1{_DOUBTFUL[True]}"
        " AND h.document NOT IN (SELECT document FROM confirmations) ORDER BY h.row DESC LIMIT 1",
        (limit_row["row"] if limit_row else heads.LAST,),
    ).fetchone()
    return str(row["document"]) if row else None


def _read_queued(row: sqlite3.Row, doubts: list[Doubtful]) -> Queued:
    head: Head = heads.read_head(row)
    confirmation = Confirmation(head.document, row["at"], row["by"], row["note"]) if row["at"] else None
    # Anomalies are what was read, and nobody corrects them: the document need not be made whole for them.
    codes = Counter(one["code"] for one in unpack_values(row["json"], row["text"])["anomalies"])
    counts = (row["errors"], row["warnings"], row["count"])
    return Queued(head, *counts, dict(codes.most_common()), row["doubtful"], doubts, confirmation)
