"""Bodies that people merged or split, and which body an id means by now."""

from __future__ import annotations

import sqlite3

from vbparse.archive.answers import Union
from vbparse.archive.index import bodies
from vbparse.errors import InputError, UnknownError


def list_unions(db: sqlite3.Connection, body: str | None = None) -> list[Union]:
    """What was merged and split, the latest first; or what of it made a body (by its id or the beginning of it) what it
    is. Raises UnknownError for a body that is none."""
    rows = db.execute(
        "SELECT n, what, body, other, name, at, by, why, iif(withdrawn IS NULL, 'applied', 'withdrawn') AS state"
        " FROM unions ORDER BY n DESC"
    ).fetchall()
    if body is not None:
        # By what it makes now as well: the ids of then change with the names of units, and by later merges.
        own = str(find_body_row(db, body)["id"])
        rows = [row for row in rows if own in (row["body"], row["other"], bodies.body_made_by(db, row["n"]))]
    return [Union(**dict(row)) for row in rows]


def find_body_row(db: sqlite3.Connection, body: str) -> sqlite3.Row:
    """The row of `bodies` of an id, or the beginning of one. Raises UnknownError, InputError."""
    rows: list[sqlite3.Row] = db.execute("SELECT * FROM bodies WHERE id >= ? AND id < ?", (body, body + "~")).fetchall()
    if len(rows) == 1:
        return rows[0]
    if rows:
        raise InputError("body.several", body=body)
    if n := last_merge(db, body):
        raise InputError("body.merged", body=body, other=bodies.body_made_by(db, n), n=n)
    raise UnknownError("body.unknown-id", body=body)


def last_merge(db: sqlite3.Connection, body: str) -> int | None:
    """Number of the last merge that took a body in."""
    said = "SELECT n FROM unions WHERE what = 'merged' AND other = ? AND withdrawn IS NULL ORDER BY n DESC"
    found = db.execute(said, (body,)).fetchone()
    return found["n"] if found else None
