"""Reading heads: what a list shows of a document."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import fields

from vbparse.archive.answers import Head
from vbparse.archive.folder.originals import SHA256_DIGITS, SHORT

BITS = 14
"""Bits of a row number below the day of issue: of two rows the higher is the newer document. The less there are, the
less room the lists of words take, which keep the distance from each row to the next."""
UNDATED_BITS = 30
"""Bits of the row number of a document without a day: below the rows of all days that are real."""
LAST = (1 << 63) - 1
"""No row is higher."""
PAGE = 50
"""Documents of a list, where nobody says."""
COLUMNS = ", ".join(field.name for field in fields(Head))
"""Of the table `heads`, in the order of the fields of `Head`."""


def read_head(row: sqlite3.Row) -> Head:
    """The head in a row that holds at least `COLUMNS`."""
    values = {name: row[name] for name in COLUMNS.split(", ")}
    return Head(**values | {"corrected": bool(values["corrected"])})


def short_id(document: str) -> str:
    """The beginning of a document's id that is shown, with its part behind it: 0f3c5a1b2d4e#2."""
    return f"{document[:SHORT]}{document[SHA256_DIGITS:]}"


def file_sha256(document: str) -> str:
    """The SHA-256 of the file of a document: the id is that, with `#n` behind it for one of several documents."""
    return document[:SHA256_DIGITS]


def heads_by_row(db: sqlite3.Connection, rows: Iterable[int]) -> dict[int, Head]:
    """Heads by their row number."""
    found = db.execute(
        f"SELECT row, {COLUMNS} FROM heads WHERE row IN (SELECT value FROM json_each(?))", (json.dumps(list(rows)),)
    )
    return {row["row"]: read_head(row) for row in found}


def heads_by_document(db: sqlite3.Connection, documents: Iterable[str]) -> dict[str, Head]:
    """Heads by document id; ids that are not stored are left out."""
    found = db.execute(
        f"SELECT {COLUMNS} FROM heads WHERE document IN (SELECT value FROM json_each(?))",
        (json.dumps(list(documents)),),
    )
    return {row["document"]: read_head(row) for row in found}


def newest_heads(db: sqlite3.Connection, below: int | None = None, limit: int = PAGE) -> list[tuple[int, Head]]:
    """Documents below a row, newest first, each in the version that stands for it and with its row."""
    last = LAST if below is None else below - 1
    found = db.execute(
        f"SELECT row, {COLUMNS} FROM heads WHERE current = 1 AND row <= ? ORDER BY row DESC LIMIT ?", (last, limit)
    )
    return [(row["row"], read_head(row)) for row in found]


def count_heads(db: sqlite3.Connection, most: int) -> int:
    """How many documents there are, each in the version that stands for it; no more than `most` are counted."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM heads WHERE current = 1 LIMIT ?)"
    return int(db.execute(sql, (most,)).fetchone()[0])


def heads_in_order(db: sqlite3.Connection, rows: Iterable[int]) -> list[Head]:
    """Heads of row numbers, in their order."""
    wanted = list(rows)
    by_row = heads_by_row(db, wanted)
    return [by_row[row] for row in wanted]
