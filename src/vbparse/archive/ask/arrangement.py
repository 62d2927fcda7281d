"""Tags, and what people arranged as a filter of documents: those with a tag, of a dossier, or of none."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TypedDict

from vbparse.archive.ask.dossiers import FILED, find_dossier
from vbparse.archive.filing import Tag, tag_key
from vbparse.errors import InputError

TAGGED = "tags t JOIN heads w ON w.document = t.document CROSS JOIN heads h ON h.work = w.work AND h.current = 1"
"""SQL for what bears tags: `h` is the version that stands for the work."""


class ArrangementFilters(TypedDict, total=False):
    """Documents with this `tag`, those of a `dossier` (its id or số và ký hiệu), or those in none (`unfiled`)."""

    tag: str | None
    dossier: str | int | None
    unfiled: bool


def arrangement_sql(db: sqlite3.Connection, filters: ArrangementFilters, row: str) -> tuple[str, list[str | int]]:
    """The condition, to stand behind others, that the document of a row number passes the filters, and its values.
    Raises InputError where one names nothing."""
    condition, values = "", list[str | int]()
    if tag := filters.get("tag"):
        if not tag_key(tag):
            raise InputError("filter.tag", tag=tag)
        condition += f" AND {row} IN (SELECT h.row FROM {TAGGED} WHERE t.key = ?)"
        values.append(tag_key(tag))
    if dossier := filters.get("dossier"):
        condition += f" AND {row} IN (SELECT h.row FROM {FILED} WHERE f.dossier = ?)"
        values.append(find_dossier(db, dossier))
    if filters.get("unfiled"):
        condition += f" AND {row} NOT IN (SELECT h.row FROM {FILED})"
    return condition, values


def list_tags(db: sqlite3.Connection, begins: str | None = None, *, limit: int | None = None) -> list[Tag]:
    """The tags that documents bear, the most frequent first; those that begin so, case and marks aside."""
    rows = db.execute(
        f"SELECT min(t.tag) AS tag, count(DISTINCT h.row) AS documents FROM {TAGGED} WHERE t.key >= :begins"
        " AND t.key < :begins || char(1114111) GROUP BY t.key ORDER BY documents DESC, t.key LIMIT :limit",
        {"begins": tag_key(begins or ""), "limit": -1 if limit is None else limit},
    )
    return [Tag(row["tag"], row["documents"]) for row in rows]


def tags_by_document(db: sqlite3.Connection, documents: Iterable[str]) -> dict[str, list[str]]:
    """The tags of each document (by its whole id) that has any, in order."""
    rows = db.execute(
        "SELECT DISTINCT v.document, t.tag, t.key FROM json_each(?) j JOIN heads v ON v.document = j.value"
        " JOIN heads w ON w.work = v.work JOIN tags t ON t.document = w.document ORDER BY t.key",
        (json.dumps(list(documents)),),
    )
    tags: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        tags[row["document"]].append(row["tag"])
    return dict(tags)


def count_tags(db: sqlite3.Connection, rows: Sequence[int]) -> list[tuple[str, int]]:
    """The tags that documents of these rows bear, the most frequent first."""
    if not db.execute("SELECT 1 FROM tags LIMIT 1").fetchone():
        return []
    tag_counts = db.execute(
        "SELECT min(t.tag) AS tag, count(DISTINCT v.row) AS documents"
        " FROM json_each(?) j JOIN heads v ON v.row = j.value JOIN heads w ON w.work = v.work"
        " JOIN tags t ON t.document = w.document"
        " GROUP BY t.key ORDER BY documents DESC, t.key",
        (json.dumps(list(rows)),),
    )
    return [(row["tag"], row["documents"]) for row in tag_counts]


def count_dossiers(db: sqlite3.Connection, rows: Sequence[int]) -> list[tuple[str, int]]:
    """The dossiers in which documents of these rows are, by id, the fullest first; last "" for those in none. Nothing
    where nothing is filed."""
    if not db.execute("SELECT 1 FROM filings LIMIT 1").fetchone():
        return []
    filed = db.execute(
        "SELECT DISTINCT v.row, f.dossier FROM json_each(?) j JOIN heads v ON v.row = j.value"
        " JOIN heads w ON w.work = v.work JOIN filings f ON f.document = w.document"
        " JOIN dossiers d ON d.id = f.dossier",
        (json.dumps(list(rows)),),
    ).fetchall()
    counts = Counter(str(row["dossier"]) for row in filed)
    unfiled = len(rows) - len({row["row"] for row in filed})
    return sorted(counts.items(), key=lambda pair: (-pair[1], int(pair[0]))) + ([("", unfiled)] if unfiled else [])
