"""Bodies as the archive keeps them: one row for all spellings of a body within its administrative unit.

Which body a spelling names is read by `bodies.identity`; people can merge two bodies, or split a spelling off.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from vbparse.bodies.identity import BodyName, Home, communes_of, read_body
from vbparse.bodies.names import kind_of
from vbparse.bodies.units import level
from vbparse.language.folding import fold
from vbparse.text import fold_view

_SPLIT, _OFF = "=", "\x1f"
"""Before the key of a spelling that was split off, and between it and the core of what it was split off: the core of a
body other than any that is read."""


@dataclass(frozen=True, slots=True)
class Bodied:
    """A row of `bodies`. `unit` is the key of its unit, `unit_name` the name alone; `core` its key there."""

    id: str
    unit: str
    unit_name: str | None
    core: str
    name: str


class Charge(NamedTuple):
    """That an obligation (by its row) charges a body: its name as it is read, and as it is `written` where no other one
    of the obligation is written so."""

    body: Bodied
    spelling: str
    written: str | None
    obligation: int


def adopted(db: sqlite3.Connection, name: str | None, parent: str | None) -> str | None:
    """The unit above a unit: as told, else the only one under which any document held places it."""
    if parent or not name:
        return parent
    known = parents(db, name)
    return known[0] if len(known) == 1 else None


def chain(db: sqlite3.Connection, unit: str | None, parent: str | None) -> tuple[str, ...]:
    """The units above a unit, lowest first, as far as the archive knows them."""
    above = adopted(db, unit, parent)
    top = adopted(db, above, None)
    return tuple(name for name in (above, top) if name)


def parents(db: sqlite3.Connection, name: str, most: int = 2) -> tuple[str, ...]:
    """The units under which documents held place a unit; some of them, where there are more than `most`."""
    found: list[str] = []
    # By steps in the index: there are many documents, and few parents.
    while len(found) < most and (row := db.execute(_PARENT, (name, found[-1] if found else "")).fetchone()):
        found.append(row[0])
    return tuple(found)


_PARENT = "SELECT parent FROM units WHERE name = ? AND parent > ? ORDER BY parent LIMIT 1"


def unit_key(db: sqlite3.Connection, name: str, parent: str | None) -> str:
    """Key of a unit: its name; with the one above where the archive knows two units of this name."""
    return name if len(parents(db, name)) < 2 else f"{name}|{parent or '?'}"


def known(db: sqlite3.Connection, spelling: str, home: Home) -> BodyName:
    """A spelling as a body, its unit found among those that the archive knows above `home`. Where it is not known, the
    home stands in its place: of two units that nobody knows nobody can say that they are one. A school that a district
    names is that of its commune, where the archive knows the commune."""
    if (meant := communes_of(spelling, home)) and (held := _under(db, meant, home.unit)):
        return read_body(spelling, Home(held, home.unit))
    read = read_body(spelling, home)
    if read.unit or read.level in (None, "trung ương"):
        return read
    own = next((unit for unit in chain(db, home.unit, home.parent) if level(unit) == read.level), None)
    return replace(read, unit=own) if own else replace(read, parent=home.parent or home.unit)


def _under(db: sqlite3.Connection, names: Sequence[str], parent: str | None) -> str | None:
    """The only one of several units that the archive places under another."""
    marks = ", ".join("?" * len(names))
    found = db.execute(f"SELECT DISTINCT name FROM units WHERE name IN ({marks}) AND parent = ?", (*names, parent))
    rows = found.fetchall()
    return str(rows[0]["name"]) if len(rows) == 1 else None


def unit_of(db: sqlite3.Connection, body: BodyName) -> str:
    """Key of the unit of a body as it is read; where it names none, of its level and the unit above."""
    return unit_key(db, body.unit, body.parent) if body.unit else f"?{body.level or ''}|{body.parent or ''}"


def body_id(unit: str, core: str) -> str:
    """Id of a body: it depends on its unit and its key alone."""
    return hashlib.sha256(f"{unit}\x1f{core}".encode()).hexdigest()[:12]


def spelling_key(spelling: str) -> str:
    """A spelling less differences of presentation."""
    return " ".join(fold_view(spelling).lower().split())


def read(db: sqlite3.Connection, spelling: str, home: Home) -> Bodied:
    """The body that a spelling names in a document of `home`, whatever people said of it."""
    body = known(db, spelling, home)
    unit = unit_of(db, body)
    return Bodied(body_id(unit, body.core), unit, body.unit, body.core, body.name)


def identify(db: sqlite3.Connection, spelling: str, home: Home) -> Bodied:
    """The body that a spelling names in a document of `home`, as people have merged and split them."""
    found = read(db, spelling, home)
    return standing(db, _given(db, "split", found, split_key(found, spelling)) or found)


def split_key(body: Bodied, spelling: str) -> str:
    """Key of a spelling as the name of a body: another body of the unit may bear it, too ("Văn phòng" of each Sở)."""
    return f"{body.core}{_OFF}{spelling_key(spelling)}"


def split_core(body: Bodied, spelling: str) -> str:
    """The core of the body that a spelling is, once it is split off another."""
    return f"{_SPLIT}{spelling_key(spelling)}{_OFF}{body.core}"


def standing(db: sqlite3.Connection, body: Bodied) -> Bodied:
    """The body into which a body was merged, after all merges; itself where it was into none."""
    seen: set[str] = set()
    while body.id not in seen and (into := _given(db, "merged", body, body.core)):
        seen.add(body.id)
        body = into
    return body


def made_by(db: sqlite3.Connection, n: int) -> str:
    """Id of the body that stands for what was merged or split off by the entry `n`."""
    shown = db.execute("SELECT shown FROM unions WHERE n = ?", (n,)).fetchone()["shown"]
    return standing(db, described(db, json.loads(shown))).id


def united(db: sqlite3.Connection, unit: str) -> set[str]:
    """Ids of bodies that are others', too, where people said so, and that depend on a unit by its name."""
    rows = db.execute("SELECT DISTINCT u.n, t.unit, u.shown FROM unions u JOIN taken t USING (n)").fetchall()
    if not rows:
        return set()
    said = {row["n"] for row in rows if unit in (row["unit"], json.loads(row["shown"])["unit_name"])}
    held = db.execute("SELECT id FROM bodies WHERE unit_name = ?", (unit,)).fetchall()
    return {row["id"] for row in held}.union(made_by(db, n) for n in said)


def of(row: sqlite3.Row) -> Bodied:
    """A row of `bodies`."""
    return Bodied(row["id"], row["unit"], row["unit_name"], row["core"], row["name"])


def place(db: sqlite3.Connection, body: Bodied) -> dict[str, str | None]:
    """The unit of a body and the one above, which stay when the archive gets to know another unit of this name, unlike
    the key of the unit."""
    if body.unit_name is None:
        return {"unit": body.unit, "parent": None}
    name, told, over = body.unit.partition("|")
    return {"unit": name, "parent": over.strip("?") or None if told else adopted(db, name, None)}


def _given(db: sqlite3.Connection, what: str, body: Bodied, key: str) -> Bodied | None:
    """What people said last that a body (merged) or a spelling of it (split) is."""
    rows = db.execute(_GIVEN, (body.unit_name or body.unit, key, what)).fetchall()
    if not rows:
        return None
    own, parent = place(db, body).values()
    alone = len(parents(db, own or "")) < 2
    said = (row for row in rows if row["parent"] == parent or (alone and None in (row["parent"], parent)))
    return next((described(db, json.loads(row["shown"])) for row in said), None)


_GIVEN = (
    "SELECT u.shown, t.parent FROM taken t JOIN unions u USING (n)"
    " WHERE t.unit = ? AND t.key = ? AND u.what = ? AND u.withdrawn IS NULL ORDER BY n DESC"
)


def described(db: sqlite3.Connection, told: Mapping[str, Any]) -> Bodied:
    """A body as a journal entry describes it, with the key that its unit has by now."""
    unit = unit_key(db, told["unit_name"], told["parent"]) if told["unit_name"] else told["unit"]
    return Bodied(body_id(unit, told["core"]), unit, told["unit_name"], told["core"], told["name"])


def charge(db: sqlite3.Connection, head: int, charged: Iterable[Charge]) -> None:
    """Charge bodies with obligations of a document (by its row in `heads`), each once, under the first of its spellings
    there; the spellings are counted."""
    each: dict[tuple[str, int], tuple[Bodied, str]] = {}
    names: dict[tuple[str, int], dict[str, str]] = {}
    for body, spelling, written, obligation in charged:
        key = (body.id, obligation)
        each.setdefault(key, (body, " ".join(spelling.split())))
        for name in (spelling, written or spelling):
            names.setdefault(key, {}).setdefault(spelling_key(name), " ".join(name.split()))
    rows = {row[0]: tuple(row) for row in db.execute(f"SELECT row, {_COPIED} FROM obligations WHERE head = ?", (head,))}
    db.executemany(
        f"INSERT INTO charges (body, spelling, written, obligation, {_COPIED}) VALUES ({', '.join('?' * 11)})",
        [
            (body.id, spelling, _further(names[body.id, obligation]), *rows[obligation])
            for (_, obligation), (body, spelling) in each.items()
        ],
    )
    db.executemany(
        "INSERT OR IGNORE INTO bodies (id, unit, unit_name, core, name, kind, folded) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                x.id,
                x.unit,
                x.unit_name,
                x.core,
                x.name,
                kind_of(x.name),
                fold(x.core.removeprefix(_SPLIT).partition(_OFF)[0]),
            )
            for x in {b for b, _ in each.values()}
        ],
    )
    counted = Counter((body.id, spelling) for body, spelling in each.values())
    called = {(body.id, spelling): body.name for body, spelling in each.values()}
    db.executemany(
        "INSERT INTO spellings (body, spelling, folded, name, count) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (body, spelling)"
        " DO UPDATE SET count = count + excluded.count, name = min(name, excluded.name)",
        [(*key, fold(spelling_key(key[1])), called[key], count) for key, count in counted.items()],
    )
    _rename(db, {body for body, _ in counted})


def _further(names: Mapping[str, str]) -> str | None:
    _, *further = names.values()
    return json.dumps(further, ensure_ascii=False) if further else None


_COPIED = "role, first_day, last_day, recurrence, bound, since, until"


def charged(db: sqlite3.Connection, body: str) -> list[str]:
    """Documents that charge a body, by its id."""
    found = db.execute(
        "SELECT DISTINCT o.document FROM charges c JOIN obligations o ON o.row = c.obligation WHERE c.body = ?"
        " ORDER BY o.document",
        (body,),
    )
    return [row[0] for row in found]


def discharge(db: sqlite3.Connection, head: int) -> None:
    """Take back what `charge` counted for a document; a body that nothing charges any more goes."""
    charges = "SELECT c.body, c.obligation, c.spelling FROM obligations o JOIN charges c ON c.obligation = o.row"
    charged = [tuple(row) for row in db.execute(f"{charges} WHERE o.head = ?", (head,))]
    counted = Counter((body, spelling) for body, _, spelling in charged)
    db.executemany(
        "UPDATE spellings SET count = count - ? WHERE body = ? AND spelling = ?",
        [(count, *key) for key, count in counted.items()],
    )
    db.executemany("DELETE FROM spellings WHERE body = ? AND spelling = ? AND count <= 0", [*counted])
    db.executemany(
        "DELETE FROM bodies WHERE id = ? AND NOT EXISTS (SELECT 1 FROM spellings WHERE body = id)",
        [(body,) for body in {body for body, _ in counted}],
    )
    db.executemany("DELETE FROM charges WHERE body = ? AND obligation = ?", [charge[:2] for charge in charged])
    _rename(db, {body for body, _ in counted})


def _rename(db: sqlite3.Connection, bodies: Iterable[str]) -> None:
    """Call bodies as their most frequent spelling does, whichever came first."""
    for body in bodies:
        found = db.execute(
            "SELECT name FROM spellings WHERE body = ? ORDER BY count DESC, spelling LIMIT 1", (body,)
        ).fetchone()
        if found:
            values = (found["name"], kind_of(found["name"]), body, found["name"])
            db.execute("UPDATE bodies SET name = ?, kind = ? WHERE id = ? AND name <> ?", values)
