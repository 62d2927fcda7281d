"""Which bodies the obligations of a document charge, with the spellings by which they are named."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from vbparse.archive.index.bodies import BodyRow, plain_core, spelling_key
from vbparse.bodies.names import kind_of
from vbparse.language.folding import fold


class Charge(NamedTuple):
    """That an obligation (by its row) charges a body: its name as it is read, and as it is `written` where no other one
    of the obligation is written so."""

    body: BodyRow
    spelling: str
    written: str | None
    obligation: int


def add_charges(db: sqlite3.Connection, head: int, charged: Iterable[Charge]) -> None:
    """Charge bodies with obligations of a document (by its row in `heads`), each once, under the first of its spellings
    there; the spellings are counted."""
    first: dict[tuple[str, int], tuple[BodyRow, str]] = {}
    names: dict[tuple[str, int], dict[str, str]] = {}
    for body, spelling, written, obligation in charged:
        key = (body.id, obligation)
        first.setdefault(key, (body, " ".join(spelling.split())))
        for name in (spelling, written or spelling):
            names.setdefault(key, {}).setdefault(spelling_key(name), " ".join(name.split()))
    rows = {row[0]: tuple(row) for row in db.execute(f"SELECT row, {_COPIED} FROM obligations WHERE head = ?", (head,))}
    placeholders = ", ".join("?" for _ in _COPIED.split(", "))
    db.executemany(
        f"INSERT INTO charges (body, spelling, written, obligation, {_COPIED}) VALUES (?, ?, ?, ?, {placeholders})",
        [
            (body.id, spelling, _further_names(names[body.id, obligation]), *rows[obligation])
            for (_, obligation), (body, spelling) in first.items()
        ],
    )
    _add_bodies(db, {body for body, _ in first.values()})
    _count_spellings(db, [(body, spelling) for body, spelling in first.values()])


def _add_bodies(db: sqlite3.Connection, bodies: Iterable[BodyRow]) -> None:
    db.executemany(
        "INSERT OR IGNORE INTO bodies (id, unit, unit_name, core, name, kind, folded) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (body.id, body.unit, body.unit_name, body.core, body.name, kind_of(body.name), fold(plain_core(body.core)))
            for body in bodies
        ],
    )


def _count_spellings(db: sqlite3.Connection, charged: Sequence[tuple[BodyRow, str]]) -> None:
    counts = Counter((body.id, spelling) for body, spelling in charged)
    names = {(body.id, spelling): body.name for body, spelling in charged}
    db.executemany(
        "INSERT INTO spellings (body, spelling, folded, name, count) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (body, spelling)"
        " DO UPDATE SET count = count + excluded.count, name = min(name, excluded.name)",
        [(*key, fold(spelling_key(key[1])), names[key], count) for key, count in counts.items()],
    )
    _rename_bodies(db, {body for body, _ in counts})


def _further_names(names: Mapping[str, str]) -> str | None:
    _, *further = names.values()
    return json.dumps(further, ensure_ascii=False) if further else None


_COPIED = "role, first_day, last_day, recurrence, bound, since, until"


def charging_documents(db: sqlite3.Connection, body: str) -> list[str]:
    """Documents that charge a body, by its id."""
    found = db.execute(
        "SELECT DISTINCT h.document FROM charges c JOIN obligations o ON o.row = c.obligation"
        " JOIN heads h ON h.row = o.head WHERE c.body = ? ORDER BY h.document",
        (body,),
    )
    return [row[0] for row in found]


def remove_charges(db: sqlite3.Connection, head: int) -> None:
    """Take back what `add_charges` counted for a document; a body that nothing charges any more goes."""
    charges = "SELECT c.body, c.obligation, c.spelling FROM obligations o JOIN charges c ON c.obligation = o.row"
    charged = [tuple(row) for row in db.execute(f"{charges} WHERE o.head = ?", (head,))]
    counts = Counter((body, spelling) for body, _, spelling in charged)
    db.executemany(
        "UPDATE spellings SET count = count - ? WHERE body = ? AND spelling = ?",
        [(count, *key) for key, count in counts.items()],
    )
    db.executemany("DELETE FROM spellings WHERE body = ? AND spelling = ? AND count <= 0", [*counts])
    db.executemany(
        "DELETE FROM bodies WHERE id = ? AND NOT EXISTS (SELECT 1 FROM spellings WHERE body = id)",
        [(body,) for body in {body for body, _ in counts}],
    )
    db.executemany("DELETE FROM charges WHERE body = ? AND obligation = ?", [charge[:2] for charge in charged])
    _rename_bodies(db, {body for body, _ in counts})


def _rename_bodies(db: sqlite3.Connection, bodies: Iterable[str]) -> None:
    """Call bodies as their most frequent spelling does, whichever came first."""
    for body in bodies:
        found = db.execute(
            "SELECT name FROM spellings WHERE body = ? ORDER BY count DESC, spelling LIMIT 1", (body,)
        ).fetchone()
        if found:
            values = (found["name"], kind_of(found["name"]), body, found["name"])
            db.execute("UPDATE bodies SET name = ?, kind = ? WHERE id = ? AND name <> ?", values)
