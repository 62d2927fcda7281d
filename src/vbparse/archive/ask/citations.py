"""References between stored documents: what a document cites, and what cites it.

Only the version that stands for a work counts as citing; a document that is named by its id shows its own references.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from vbparse.archive.answers import Citation
from vbparse.archive.index import heads
from vbparse.archive.settle import restrictions

PAGE = 50
"""Items of a page, where nobody says."""
CURRENT = "head NOT IN (SELECT row FROM heads WHERE current = 0)"
"""The condition that a reference is of the version that stands for its work. Few versions stand behind another: to
leave them out is quicker than to look each citing document up."""
_COPIED = (
    *("id", "relation", "doc_type", "canonical", "name", "date", "issuer", "section", "page", "sentence", "status"),
    "wanted",
)
_SURE = (
    " AND NOT EXISTS (SELECT 1 FROM heads h JOIN doubts d ON d.document = h.document"
    " WHERE h.row = refs.head AND d.path = 'references.' || refs.id)"
)


def outgoing_citations(db: sqlite3.Connection, document: str, *, sure: bool = False) -> list[Citation]:
    """What a document refers to, in the order of its text; with `sure`, only references that are not doubtful."""
    sql = (
        "SELECT refs.* FROM heads h JOIN refs ON refs.head = h.row"
        f" WHERE h.document = ?{_SURE if sure else ''} ORDER BY refs.start, refs.row"
    )
    found = db.execute(sql, (document,))
    return build_citations(db, found.fetchall())


def incoming_citations(
    db: sqlite3.Connection, work: str, *, limit: int = PAGE, offset: int = 0, sure: bool = False
) -> list[Citation]:
    """The references that are resolved to a work, the newest citing document first; with `sure`, only sure ones."""
    condition = CURRENT + (_SURE if sure else "")
    found = db.execute(
        f"SELECT * FROM refs WHERE resolved = ? AND {condition} ORDER BY head DESC, row DESC LIMIT ? OFFSET ?",
        (work, limit, offset),
    )
    return build_citations(db, found.fetchall())


def count_incoming(db: sqlite3.Connection, work: str, *, most: int) -> int:
    """How many references `incoming_citations` has; no more than `most` are counted."""
    found = db.execute(f"SELECT 1 FROM refs WHERE resolved = ? AND {CURRENT} LIMIT ?", (work, most))
    return len(found.fetchall())


def build_citations(db: sqlite3.Connection, found: Sequence[sqlite3.Row]) -> list[Citation]:
    """The answers for rows of `refs`."""
    rows = restrictions.references_as_seen(db, found)
    candidates = [json.loads(row["candidates"]) for row in rows]
    citing = heads.heads_by_row(db, {row["head"] for row in rows})
    named = {work for works in candidates for work in works} | {row["resolved"] for row in rows if row["resolved"]}
    cited_heads = heads.heads_by_document(db, named)
    return [
        Citation(
            **{name: row[name] for name in _COPIED},
            head=citing[row["head"]],
            cited=cited_heads.get(row["resolved"]),
            candidates=[cited_heads[work] for work in works if work in cited_heads],
            disagrees=json.loads(row["disagrees"]),
        )
        for row, works in zip(rows, candidates, strict=True)
    ]
