"""Bodies that people put together or take apart, and take back."""

from __future__ import annotations

import sqlite3
from typing import Any

from vbparse.archive.ask.unions import find_body_row, last_merge
from vbparse.archive.index import bodies, charges
from vbparse.archive.store.store import Store
from vbparse.bodies.identity import Home
from vbparse.bodies.units import house_of
from vbparse.errors import InputError, UnknownError


def merge_bodies(store: Store, body: str, others: list[str], *, by: str | None = None, why: str | None = None) -> str:
    """Say that other bodies are `body` under other names. Returns its id."""
    with store.writing() as step:
        target = find_body_row(store.db, body)
        rows = {row["id"]: row for row in (find_body_row(store.db, other_id) for other_id in others)}
        rows.pop(target["id"], None)
        if not rows:
            raise InputError("merge.alone", body=body)
        for other_id, row in rows.items():
            stale = charges.charging_documents(store.db, other_id)
            known = {"other": other_id, "name": row["name"], "shown": _describe_body(store.db, target)}
            taken = [bodies.unit_and_parent(store.db, bodies.read_body_row(row)) | {"key": row["core"]}]
            step.record("merged", body=target["id"], **known, taken=taken, by=by, why=why)
            step.refresh(stale)
    return str(target["id"])


def split_spelling(store: Store, body: str, spelling: str, *, by: str | None = None, why: str | None = None) -> str:
    """Say that a spelling names another body than the one it was put to. Returns the id of the new body."""
    with store.writing() as step:
        row = find_body_row(store.db, body)
        key = bodies.spelling_key(spelling)
        found = store.db.execute("SELECT spelling FROM spellings WHERE body = ?", (row["id"],)).fetchall()
        as_written = next((one[0] for one in found if bodies.spelling_key(one[0]) == key), None)
        if as_written is None:
            raise InputError("split.unknown", spelling=spelling, name=row["name"])
        if len({bodies.spelling_key(one[0]) for one in found}) == 1:
            raise InputError("split.only", spelling=spelling, name=row["name"])
        new_body = _describe_body(store.db, row) | {
            "core": bodies.split_core(bodies.read_body_row(row), spelling),
            "name": as_written,
        }
        new = bodies.body_from_entry(store.db, new_body)
        if bodies.merged_body(store.db, new) != new:
            raise InputError("split.before", spelling=spelling, name=row["name"], n=last_merge(store.db, new.id))
        stale = charges.charging_documents(store.db, row["id"])
        taken = _taken_bodies(store.db, row["id"], key)
        step.record("split", body=row["id"], other=new.id, name=as_written, shown=new_body, taken=taken, by=by, why=why)
        step.refresh(stale)
    return new.id


def withdraw_union(store: Store, n: int, *, by: str | None = None, why: str | None = None) -> None:
    """Take a merge or a split back by its number."""
    with store.writing() as step:
        row = store.db.execute("SELECT what, withdrawn FROM unions WHERE n = ?", (n,)).fetchone()
        if row is None:
            raise UnknownError("union.unknown", n=n)
        if row["withdrawn"]:
            raise InputError(f"union.{row['what']}-withdrawn", n=n)
        stale = charges.charging_documents(store.db, bodies.body_made_by(store.db, n))
        step.record("withdrawn", n=n, by=by, why=why)
        step.refresh(stale)


def _describe_body(db: sqlite3.Connection, row: sqlite3.Row) -> dict[str, Any]:
    """A body as a journal entry describes it."""
    described = {name: row[name] for name in ("unit", "unit_name", "core", "name")}
    return described | {"parent": bodies.unit_and_parent(db, bodies.read_body_row(row))["parent"]}


def _taken_bodies(db: sqlite3.Connection, body: str, key: str) -> list[dict[str, str | None]]:
    """What a spelling of a body is read as: of several units and cores, where several bodies were merged."""
    rows = db.execute(
        "SELECT DISTINCT c.spelling, h.unit, h.parent, h.issuer FROM charges c"
        " JOIN obligations o ON o.row = c.obligation JOIN heads h ON h.row = o.head WHERE c.body = ?",
        (body,),
    ).fetchall()
    homes = [(row["spelling"], Home(row["unit"], row["parent"], house_of(row["issuer"]))) for row in rows]
    read = {
        bodies.read_spelling(db, spelling, home) for spelling, home in homes if bodies.spelling_key(spelling) == key
    }
    return [
        bodies.unit_and_parent(db, one) | {"key": bodies.split_key(one, key)}
        for one in sorted(read, key=lambda one: one.id)
    ]
