"""Dossiers (hồ sơ), and the documents in them: what was filed under one version of a work holds for all of them."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypedDict, Unpack

from vbparse.archive.answers import Head
from vbparse.archive.ask.finding import SHOWN
from vbparse.archive.filing import Dossier, Listed, clean_text, number_pages, symbol_key
from vbparse.archive.folder.packing import unpack_values
from vbparse.archive.index import heads
from vbparse.errors import InputError, UnknownError
from vbparse.language.folding import fold, split_words

PAGE = 50
"""Dossiers, or documents of one, of a page, where nobody says."""
FILED = "filings f JOIN heads w ON w.document = f.document CROSS JOIN heads h ON h.work = w.work AND h.current = 1"
"""SQL for what is filed: `h` is the version that stands for the work."""
_COLUMNS = "id, title, at, symbol, retention, creator, year, begins, ends, note, status, by"
_YEAR = (
    "coalesce(d.year, CAST(substr(d.begins, 1, 4) AS INTEGER), (SELECT CAST(substr(min(h.first_day), 1, 4) AS INTEGER)"
    f" FROM {FILED} WHERE f.dossier = d.id))"
)


class DossierFilters(TypedDict, total=False):
    """Which dossiers are meant: `text` are words of title, số và ký hiệu, creator and note, with marks or without."""

    text: str | None
    status: str | None
    year: int | None


def list_dossiers(
    db: sqlite3.Connection, *, limit: int | None = PAGE, offset: int = 0, **filters: Unpack[DossierFilters]
) -> list[Dossier]:
    """Dossiers, those of the latest year first, of each year by số và ký hiệu."""
    words = [fold(word) for word in split_words(filters.get("text") or "")]
    rows = db.execute(
        f"SELECT {_COLUMNS}, {_YEAR} AS held FROM dossiers d WHERE (:status IS NULL OR status = :status)"
        " AND (:year IS NULL OR held = :year)"
        " ORDER BY coalesce(held, 0) DESC, symbol_key IS NULL, symbol_key, title, id",
        {"status": filters.get("status"), "year": filters.get("year")},
    ).fetchall()
    if words:
        rows = [row for row in rows if _has_words(row, words)]
    return _read_dossiers(db, rows[offset:] if limit is None else rows[offset : offset + limit])


def get_dossier(db: sqlite3.Connection, dossier: str | int) -> Dossier:
    """The dossier of a name, as `find_dossier` reads it."""
    row = db.execute(
        f"SELECT {_COLUMNS}, {_YEAR} AS held FROM dossiers d WHERE id = ?", (find_dossier(db, dossier),)
    ).fetchone()
    return _read_dossiers(db, [row])[0]


def find_dossier(db: sqlite3.Connection, named: str | int) -> int:
    """The id of the dossier that is named by it, or by its số và ký hiệu. Raises UnknownError where none is called so,
    InputError where several are, which are listed."""
    text = clean_text(str(named)) or ""
    if text.isascii() and text.isdigit():
        rows = db.execute("SELECT * FROM dossiers WHERE id = ?", (min(int(text), heads.LAST),)).fetchall()
    else:
        rows = db.execute("SELECT * FROM dossiers WHERE symbol_key = ? ORDER BY id", (symbol_key(text),)).fetchall()
    if not rows:
        raise UnknownError("dossier.unknown", named=named)
    if len(rows) > 1:
        lines = "".join(
            f"\n  {' · '.join(map(str, filter(None, (r['id'], r['year'], r['title']))))}" for r in rows[:SHOWN]
        )
        raise InputError("dossier.several", named=named, count=len(rows), lines=lines)
    return int(rows[0]["id"])


def list_filed(
    db: sqlite3.Connection, dossier: str | int, *, limit: int | None = None, offset: int = 0
) -> list[Listed]:
    """The documents of a dossier as they were arranged; those that nobody arranged behind them by date, and last those
    without one. Each in the version that stands for it."""
    rows = db.execute(
        f"SELECT h.row FROM {FILED} WHERE f.dossier = ? GROUP BY h.row"
        " ORDER BY min(f.place) IS NULL, min(f.place), h.first_day IS NULL, h.row",
        (find_dossier(db, dossier),),
    ).fetchall()
    listed = number_pages(_with_own_pages(db, heads.heads_in_order(db, [row["row"] for row in rows])))
    return listed[offset:] if limit is None else listed[offset : offset + limit]


def dossiers_of_work(db: sqlite3.Connection, work: str) -> list[Dossier]:
    """The dossiers in which a document is, in any version."""
    rows = db.execute(
        f"SELECT {_COLUMNS}, {_YEAR} AS held FROM dossiers d WHERE id IN (SELECT f.dossier FROM filings f"
        " JOIN heads w ON w.document = f.document WHERE w.work = ?) ORDER BY symbol_key, id",
        (work,),
    ).fetchall()
    return _read_dossiers(db, rows)


def count_unfiled(db: sqlite3.Connection) -> int:
    """How many documents are in no dossier, each in one version."""
    sql = f"SELECT count(*) FROM heads WHERE current = 1 AND row NOT IN (SELECT h.row FROM {FILED})"
    return int(db.execute(sql).fetchone()[0])


def _has_words(row: sqlite3.Row, words: Iterable[str]) -> bool:
    text = fold(" ".join(filter(None, (row["title"], row["symbol"], row["creator"], row["note"]))))
    return all(word in text for word in words)


def _read_dossiers(db: sqlite3.Connection, rows: Sequence[sqlite3.Row]) -> list[Dossier]:
    """Dossiers with what follows from their documents."""
    filed = _filed_heads(db, [row["id"] for row in rows])
    read: list[Dossier] = []
    for row in rows:
        dossier = Dossier(**{name: row[name] for name in _COLUMNS.split(", ")})
        since, until = _find_days(filed[dossier.id])
        pages = sum(head.pages or 0 for _, _, head in filed[dossier.id])
        read.append(
            replace(
                dossier,
                year=row["held"],
                since=dossier.begins or since,
                until=dossier.ends or until,
                documents=len(filed[dossier.id]),
                pages=pages,
            )
        )
    return read


_Dated = tuple[str | None, str | None, Head]
"""First and last day of issue of a document, and its head."""


def _filed_heads(db: sqlite3.Connection, dossiers: Sequence[int]) -> dict[int, list[_Dated]]:
    rows = db.execute(
        f"SELECT DISTINCT f.dossier, h.* FROM {FILED} WHERE f.dossier IN (SELECT value FROM json_each(?))",
        (json.dumps(dossiers),),
    ).fetchall()
    filed: dict[int, list[_Dated]] = defaultdict(list)
    for row, head in zip(rows, _with_own_pages(db, map(heads.read_head, rows)), strict=True):
        filed[row["dossier"]].append((row["first_day"], row["last_day"], head))
    return filed


def _find_days(filed: Iterable[_Dated]) -> tuple[str | None, str | None]:
    """The dates of the first and of the last document that has one."""
    dated = [(first, last, head.date) for first, last, head in filed if first and last]
    if not dated:
        return None, None
    return min(dated, key=lambda one: one[0])[2], max(dated, key=lambda one: one[1])[2]


def _with_own_pages(db: sqlite3.Connection, found: Iterable[Head]) -> list[Head]:
    """Heads of which a part of a file has the number of its own pages, not that of the file."""
    as_stored = list(found)
    parts = [head.document for head in as_stored if "#" in head.document]
    stored = db.execute(
        "SELECT id, json, text FROM documents WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(parts),)
    )
    pages: dict[str, int | None] = {}
    for row in stored:
        first_and_last = unpack_values(row["json"], row["text"])["source"].get("pages_of_part")
        pages[row["id"]] = first_and_last[1] - first_and_last[0] + 1 if first_and_last else None
    return [replace(head, pages=pages[head.document]) if head.document in pages else head for head in as_stored]
