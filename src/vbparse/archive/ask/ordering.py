"""Obligations by who is charged with them, by document or by status: within each in the order of their days."""

from __future__ import annotations

import copy
import json
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Literal

from vbparse.archive.ask.selecting import STATUSES, Rows, Selection

Sort = Literal["due", "assignee", "document", "status"]
SORTED = 20_000
"""Rows that are put in order together; of more, each body or document is read in turn, as far as is asked for."""


def order_rows(selection: Selection, bodies: Sequence[str] | None, sort: Sort | None) -> Rows:
    """The rows of a selection: by last day, or by assignee (its name without marks; what names nobody comes last), or
    by document (the newest first), or by status, what presses most first."""
    if sort == "status":
        return chain.from_iterable(selection.narrow_to(status).rows(bodies) for status in STATUSES)
    if sort not in ("assignee", "document"):
        return selection.rows(bodies)
    rows = list(islice(selection.rows(bodies), SORTED + 1))
    if len(rows) > SORTED:
        return _read_by_body(selection, bodies) if sort == "assignee" else _read_by_document(selection, bodies)
    if sort == "document":
        return iter(sorted(rows, key=lambda row: -row["head"]))
    rank = {body: n for n, body in enumerate(_list_bodies(selection.db, {row["body"] for row in rows}))}
    return iter(sorted(rows, key=lambda row: rank.get(row["body"], len(rank))))


def _list_bodies(db: sqlite3.Connection, some: set[str] | None) -> Iterator[str]:
    """Bodies by name: some of them, or all."""
    only = "" if some is None else "WHERE id IN (SELECT value FROM json_each(?)) "
    values = [] if some is None else [json.dumps(sorted(filter(None, some)))]
    return (row[0] for row in db.execute(f"SELECT id FROM bodies {only}ORDER BY folded, id", values))


def _read_by_body(selection: Selection, bodies: Sequence[str] | None) -> Rows:
    wanted = _list_bodies(selection.db, set(bodies) if bodies else None)
    yield from chain.from_iterable(selection.rows([body]) for body in wanted)
    if not bodies:
        yield from (row for row in selection.rows(None) if row["body"] is None)


def _read_by_document(selection: Selection, bodies: Sequence[str] | None) -> Rows:
    owing = "SELECT row FROM heads h WHERE EXISTS (SELECT 1 FROM obligations o WHERE o.head = h.row) ORDER BY row DESC"
    for (head,) in selection.db.execute(owing):
        own = {row[0] for row in selection.db.execute("SELECT row FROM obligations WHERE head = ?", (head,))}
        narrowed = copy.copy(selection)
        narrowed.picked = own if selection.picked is None else own & selection.picked
        if narrowed.picked:
            yield from narrowed.rows(bodies)
