"""Documents that an editor restricted: who has no more than a reader's archive does not find them.

Hidden are all documents of the file, each of which can be read in its original, all versions of them, and what stands
in the files of those. Writers keep the list (`update_hidden`). A reader's connection has temporary views in place of
tables, which SQLite looks for first: whatever is asked of `heads` leaves out what is hidden, in questions that know
nothing of it. What reads rows of an index without their heads adds `visible_sql`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from vbparse.archive.index.heads import file_sha256

_FILES = """WITH RECURSIVE files (sha256) AS (
 {start}
 UNION
 SELECT substr(v.document, 1, 64) FROM files f
 JOIN main.heads h ON h.document >= f.sha256 AND h.document < f.sha256 || 'g' JOIN main.heads v ON v.work = h.work
)"""
_HELD = (
    "SELECT h.row, h.document FROM files f JOIN main.heads h ON h.document >= f.sha256 AND h.document < f.sha256 || 'g'"
)
_SHOWN = "NOT IN (SELECT row FROM main.hidden)"
_FILE = (
    "NOT IN (SELECT substr(document, 1, 64) FROM main.restrictions"
    " UNION SELECT substr(document, 1, 64) FROM main.hidden)"
)
_ENDED = ("ended_by", "ended_how")

_VIEWS = {
    "refs": f"SELECT * FROM main.refs WHERE head {_SHOWN}",
    "texts": f"SELECT * FROM main.texts WHERE row {_SHOWN}",
    "documents": "SELECT * FROM main.documents WHERE id NOT IN (SELECT document FROM main.hidden)",
    "anomalies": "SELECT * FROM main.anomalies WHERE document NOT IN (SELECT document FROM main.hidden)",
    "doubts": "SELECT * FROM main.doubts WHERE document NOT IN (SELECT document FROM main.hidden)",
    "confirmations": f"SELECT * FROM main.confirmations WHERE substr(document, 1, 64) {_FILE}",
    "corrections": f"SELECT * FROM main.corrections WHERE substr(document, 1, 64) {_FILE}",
    "sources": f"SELECT * FROM main.sources WHERE sha256 {_FILE}",
    "tombstones": f"SELECT * FROM main.tombstones WHERE sha256 {_FILE}",
    "restrictions": "SELECT * FROM main.restrictions WHERE 0",
    "filings": "SELECT * FROM main.filings WHERE document NOT IN (SELECT document FROM main.hidden)",
    "tags": "SELECT * FROM main.tags WHERE document NOT IN (SELECT document FROM main.hidden)",
    # A title may say what a document is about: of a dossier of which all documents are hidden, nothing is found.
    "dossiers": "SELECT * FROM main.dossiers d WHERE NOT EXISTS (SELECT 1 FROM main.filings f JOIN main.hidden x"
    " ON x.document = f.document WHERE f.dossier = d.id) OR EXISTS (SELECT 1 FROM temp.filings f JOIN temp.heads h"
    " ON h.document = f.document WHERE f.dossier = d.id)",
    "marks": "SELECT n, document, obligation, assignees, status, period, date, person, by, note, at,"
    " CASE WHEN evidence IN (SELECT document FROM main.hidden) THEN NULL ELSE evidence END AS evidence,"
    f" CASE WHEN file {_FILE} THEN file END AS file, CASE WHEN file {_FILE} THEN file_name END AS file_name"
    " FROM main.marks",
    "spellings": "SELECT s.body, s.spelling, s.folded, s.count - coalesce(x.count, 0) AS count FROM main.spellings s"
    " LEFT JOIN main.hidden_charges x ON x.body = s.body AND x.spelling = s.spelling"
    " WHERE s.count > coalesce(x.count, 0)",
    "bodies": "SELECT * FROM main.bodies WHERE id NOT IN (SELECT body FROM main.hidden_charges)"
    " OR EXISTS (SELECT 1 FROM temp.spellings s WHERE s.body = id)",
}
"""Tables as a reader's connection has them, beside `heads`."""


def hide_restricted(db: sqlite3.Connection) -> None:
    """Let a connection find nothing that is hidden, now or later."""
    columns = [row["name"] for row in db.execute("PRAGMA main.table_info(heads)")]
    # That a document is replaced by a hidden one is hidden as well.
    known = "CASE WHEN ended_by IN (SELECT document FROM main.hidden) THEN NULL ELSE {0} END AS {0}"
    shown = ", ".join(known.format(name) if name in _ENDED else name for name in columns)
    db.execute(f"CREATE TEMP VIEW heads AS SELECT {shown} FROM main.heads WHERE row {_SHOWN}")
    for table, sql in _VIEWS.items():
        db.execute(f"CREATE TEMP VIEW {table} AS {sql}")


def update_hidden(db: sqlite3.Connection) -> None:
    """Write down anew what is hidden, as the last thing of a step that changes the archive."""
    if not db.execute("SELECT 1 FROM restrictions UNION ALL SELECT 1 FROM hidden LIMIT 1").fetchone():
        return
    db.execute("DELETE FROM hidden")
    db.execute("DELETE FROM hidden_charges")
    start = "SELECT substr(document, 1, 64) FROM main.restrictions"
    db.execute(f"INSERT OR IGNORE INTO hidden (row, document) {_FILES.format(start=start)} {_HELD}")
    db.execute(
        "INSERT INTO hidden_charges SELECT c.body, c.spelling, count(*) FROM hidden x"
        " JOIN obligations o ON o.head = x.row JOIN charges c ON c.obligation = o.row GROUP BY c.body, c.spelling"
    )


def is_hidden(db: sqlite3.Connection, document: str) -> bool:
    """Whether readers do not find a document."""
    return bool(db.execute("SELECT 1 FROM main.hidden WHERE document = ?", (document,)).fetchone())


def hidden_together(db: sqlite3.Connection, document: str) -> list[str]:
    """The documents that are hidden with a document, itself among them."""
    found = db.execute(f"{_FILES.format(start='SELECT substr(?, 1, 64)')} {_HELD} ORDER BY h.document", (document,))
    return [row["document"] for row in found]


def restriction_rows(db: sqlite3.Connection, documents: Iterable[str]) -> list[sqlite3.Row]:
    """What was said of the files of these documents: rows of `restrictions`."""
    files = json.dumps(sorted({file_sha256(document) for document in documents}))
    return db.execute(
        "SELECT * FROM restrictions WHERE substr(document, 1, 64) IN (SELECT value FROM json_each(?))"
        " ORDER BY document",
        (files,),
    ).fetchall()


# --- what a connection may see


def visible_sql(db: sqlite3.Connection, row: str) -> str:
    """The condition, to stand behind others, that the document of a row number may be found; empty where all may."""
    return f" AND {row} {_SHOWN}" if _is_reader_connection(db) else ""


def hidden_documents(db: sqlite3.Connection) -> frozenset[str]:
    """The documents that this connection does not find, though others rest on them."""
    return (
        frozenset(row[0] for row in db.execute("SELECT document FROM main.hidden"))
        if _is_reader_connection(db)
        else frozenset()
    )


def hidden_files(db: sqlite3.Connection) -> frozenset[str] | None:
    """The files of which this connection finds no document, by SHA-256; None where it finds all."""
    if not _is_reader_connection(db):
        return None
    sql = "SELECT substr(document, 1, 64) FROM main.restrictions UNION SELECT substr(document, 1, 64) FROM main.hidden"
    return frozenset(row[0] for row in db.execute(sql))


def references_as_seen(db: sqlite3.Connection, references: Iterable[sqlite3.Row]) -> list[dict[str, Any]]:
    """Rows of `refs`; what is resolved to a document that is not found is missing, as if it were not stored."""
    rows = [dict(row) for row in references]
    lost = hidden_documents(db)
    for row in rows if lost else ():
        candidates = json.loads(row["candidates"])
        left = [work for work in candidates if work not in lost]
        if row["resolved"] in lost or (candidates and not left):
            row |= {"status": "missing", "resolved": None, "disagrees": "[]"}
        row["candidates"] = json.dumps(left)
    return rows


def _is_reader_connection(db: sqlite3.Connection) -> bool:
    return bool(db.execute("SELECT 1 FROM temp.sqlite_master WHERE name = 'heads'").fetchone())
