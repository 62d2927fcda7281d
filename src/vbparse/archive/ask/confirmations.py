"""Documents that somebody read through and found right, and the queue of those that nobody did."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import Counter

from vbparse.archive.answers import Confirmation, Head, Queued
from vbparse.archive.index import heads

PAGE = 25
"""Documents of a page, where nobody says."""
QueuePosition = tuple[int, int, int, str]
"""Where a page of the queue ends: errors, warnings, anomalies and id of its last document."""


def read_confirmation(db: sqlite3.Connection, document: str) -> Confirmation | None:
    """Who confirmed a document (by its whole id), None where nobody did."""
    row = db.execute("SELECT document, at, by, note FROM confirmations WHERE document = ?", (document,)).fetchone()
    return Confirmation(**dict(row)) if row else None


def review_queue(
    db: sqlite3.Connection, *, confirmed: bool = False, limit: int = PAGE, behind: QueuePosition | None = None
) -> list[Queued]:
    """Documents with anomalies, those with most errors, then warnings, first; with `confirmed`, also those that were
    confirmed. `behind` is where the page before ended."""
    condition, values = "h.current = 1", {"limit": limit}
    if not confirmed:
        condition += " AND c.document IS NULL"
    if behind:
        values |= dict(zip(("errors", "warnings", "count", "document"), behind, strict=True))  # type: ignore[arg-type]
        condition += (
            " AND (-a.errors, -a.warnings, -a.count, a.document) > (-:errors, -:warnings, -:count, :document)"
            " AND a.errors <= :errors"
        )
    columns = ", ".join(f"h.{name} AS {name}" for name in heads.COLUMNS.split(", "))
    # CROSS JOIN: the index of anomalies is walked in its order, no further than the page.
    rows = db.execute(
        f"SELECT {columns}, a.errors, a.warnings, a.count, d.json, c.at AS at, c.by AS by, c.note AS note"
        " FROM anomalies a CROSS JOIN heads h ON h.document = a.document"
        " LEFT JOIN confirmations c ON c.document = a.document CROSS JOIN documents d ON d.id = a.document"
        f" WHERE {condition} ORDER BY a.errors DESC, a.warnings DESC, a.count DESC, a.document LIMIT :limit",
        values,
    )
    return [_read_queued(row) for row in rows]


def _read_queued(row: sqlite3.Row) -> Queued:
    head: Head = heads.read_head(row)
    confirmation = Confirmation(head.document, row["at"], row["by"], row["note"]) if row["at"] else None
    # Anomalies are what was read, and nobody corrects them: the document need not be made whole for them.
    codes = Counter(one["code"] for one in json.loads(zlib.decompress(row["json"]))["anomalies"])
    return Queued(head, row["errors"], row["warnings"], row["count"], dict(codes.most_common()), confirmation)
