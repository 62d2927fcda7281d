"""Bodies that people put together or take apart, and take back."""

from __future__ import annotations

import sqlite3
from typing import Any

from vbparse.archive.answers import Union
from vbparse.archive.index import bodies, charges
from vbparse.archive.store.store import Store
from vbparse.bodies.identity import Home
from vbparse.bodies.units import house_of
from vbparse.errors import InputError, UnknownError


def merge(store: Store, body: str, others: list[str], *, by: str | None = None, why: str | None = None) -> str:
    """Say that other bodies are `body` under other names. Returns its id."""
    with store.writing() as step:
        target = _body(store.db, body)
        rows = {row["id"]: row for row in (_body(store.db, other) for other in others)}
        rows.pop(target["id"], None)
        if not rows:
            raise InputError(f"{body}: name at least one other body to merge into it.")
        for other, row in rows.items():
            stale = charges.charged(store.db, other)
            known = {"other": other, "name": row["name"], "shown": _shown(store.db, target)}
            taken = [bodies.place(store.db, bodies.of(row)) | {"key": row["core"]}]
            step.say("merged", body=target["id"], **known, taken=taken, by=by, why=why)
            step.refresh(stale)
    return str(target["id"])


def split(store: Store, body: str, spelling: str, *, by: str | None = None, why: str | None = None) -> str:
    """Say that a spelling names another body than the one it was put to. Returns the id of the new body."""
    with store.writing() as step:
        row = _body(store.db, body)
        key = bodies.spelling_key(spelling)
        found = store.db.execute("SELECT spelling FROM spellings WHERE body = ?", (row["id"],)).fetchall()
        written = next((one[0] for one in found if bodies.spelling_key(one[0]) == key), None)
        if written is None:
            raise InputError(f"{spelling}: not a spelling of {row['name']}; `vbparse assignees` lists them.")
        if len({bodies.spelling_key(one[0]) for one in found}) == 1:
            raise InputError(f"{spelling}: the only spelling of {row['name']}; there is nothing to split off.")
        shown = _shown(store.db, row) | {"core": bodies.split_core(bodies.of(row), spelling), "name": written}
        new = bodies.described(store.db, shown)
        if bodies.standing(store.db, new) != new:
            raise InputError(
                f"{spelling}: was split off {row['name']} before, and merged; take the merge back with"
                f" `vbparse withdraw {_merge_of(store.db, new.id)}`."
            )
        stale = charges.charged(store.db, row["id"])
        taken = _taken(store.db, row["id"], key)
        step.say("split", body=row["id"], other=new.id, name=written, shown=shown, taken=taken, by=by, why=why)
        step.refresh(stale)
    return new.id


def listed(db: sqlite3.Connection, body: str | None = None) -> list[Union]:
    """What was merged and split, the latest first; or what of it made a body (by its id or the beginning of it) what it
    is. Raises UnknownError for a body that is none."""
    rows = db.execute(
        "SELECT n, what, body, other, name, at, by, why, iif(withdrawn IS NULL, 'applied', 'withdrawn') AS state"
        " FROM unions ORDER BY n DESC"
    ).fetchall()
    if body is not None:
        # By what it makes now as well: the ids of then change with the names of units, and by later merges.
        own = str(_body(db, body)["id"])
        rows = [row for row in rows if own in (row["body"], row["other"], bodies.made_by(db, row["n"]))]
    return [Union(**dict(row)) for row in rows]


def withdraw(store: Store, n: int, *, by: str | None = None, why: str | None = None) -> None:
    """Take a merge or a split back by its number."""
    with store.writing() as step:
        row = store.db.execute("SELECT what, withdrawn FROM unions WHERE n = ?", (n,)).fetchone()
        if row is None:
            raise UnknownError(f"{n}: no such merge or split; `vbparse unions` tells their numbers.")
        if row["withdrawn"]:
            done = {"merged": "merge", "split": "split"}[row["what"]]
            raise InputError(f"{n}: this {done} is withdrawn already; nothing to do.")
        stale = charges.charged(store.db, bodies.made_by(store.db, n))
        step.say("withdrawn", n=n, by=by, why=why)
        step.refresh(stale)


def _body(db: sqlite3.Connection, body: str) -> sqlite3.Row:
    rows: list[sqlite3.Row] = db.execute("SELECT * FROM bodies WHERE id >= ? AND id < ?", (body, body + "~")).fetchall()
    if len(rows) == 1:
        return rows[0]
    if rows:
        raise InputError(f"{body}: more than one such body; `vbparse assignees` tells their ids.")
    if n := _merge_of(db, body):
        raise InputError(
            f"{body}: was merged into {bodies.made_by(db, n)}; name that one, or take the merge back with"
            f" `vbparse withdraw {n}`."
        )
    raise UnknownError(f"{body}: no such body; `vbparse assignees` tells their ids.")


def _shown(db: sqlite3.Connection, row: sqlite3.Row) -> dict[str, Any]:
    """A body as a journal entry describes it."""
    described = {name: row[name] for name in ("unit", "unit_name", "core", "name")}
    return described | {"parent": bodies.place(db, bodies.of(row))["parent"]}


def _merge_of(db: sqlite3.Connection, body: str) -> int | None:
    """Number of the last merge that took a body in."""
    said = "SELECT n FROM unions WHERE what = 'merged' AND other = ? AND withdrawn IS NULL ORDER BY n DESC"
    found = db.execute(said, (body,)).fetchone()
    return found["n"] if found else None


def _taken(db: sqlite3.Connection, body: str, key: str) -> list[dict[str, str | None]]:
    """What a spelling of a body is read as: of several units and cores, where several bodies were merged."""
    rows = db.execute(
        "SELECT DISTINCT c.spelling, h.unit, h.parent, h.issuer FROM charges c"
        " JOIN obligations o ON o.row = c.obligation JOIN heads h ON h.row = o.head WHERE c.body = ?",
        (body,),
    ).fetchall()
    homes = [(row["spelling"], Home(row["unit"], row["parent"], house_of(row["issuer"]))) for row in rows]
    read = {bodies.read(db, spelling, home) for spelling, home in homes if bodies.spelling_key(spelling) == key}
    return [bodies.place(db, one) | {"key": bodies.split_key(one, key)} for one in sorted(read, key=lambda one: one.id)]
