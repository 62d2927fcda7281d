"""Bodies as the archive keeps them: one row for all spellings of a body within its administrative unit.

Which body a spelling names is read by `vbparse.bodies.identity`; people can merge two bodies, or split a spelling off.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from vbparse.archive.index.units import adopted_parent, parent_units, unit_key, unit_key_of, units_above
from vbparse.bodies.identity import BodyName, Home, communes_of, read_body
from vbparse.language.levels import level_of_unit
from vbparse.text import fold_view

_SPLIT, _OFF = "=", "\x1f"
"""Before the key of a spelling that was split off, and between it and the core of what it was split off: the core of a
body other than any that is read."""


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A row of `bodies`. `unit` is the key of its unit, `unit_name` the name alone; `core` its key there."""

    id: str
    unit: str
    unit_name: str | None
    core: str
    name: str


def read_known_body(db: sqlite3.Connection, spelling: str, home: Home) -> BodyName:
    """A spelling as a body, its unit found among those that the archive knows above `home`. Where it is not known, the
    home stands in its place: of two units that nobody knows nobody can say that they are one. A school that a district
    names is that of its commune, where the archive knows the commune."""
    if (meant := communes_of(spelling, home)) and (commune := _only_unit_under(db, meant, home.unit)):
        return read_body(spelling, Home(commune, home.unit))
    read = read_body(spelling, home)
    if read.unit or read.level in (None, "trung ương"):
        return read
    own = next((unit for unit in units_above(db, home.unit, home.parent) if level_of_unit(unit) == read.level), None)
    return replace(read, unit=own) if own else replace(read, parent=home.parent or home.unit)


def _only_unit_under(db: sqlite3.Connection, names: Sequence[str], parent: str | None) -> str | None:
    """The only one of several units that the archive places under another."""
    marks = ", ".join("?" * len(names))
    found = db.execute(f"SELECT DISTINCT name FROM units WHERE name IN ({marks}) AND parent = ?", (*names, parent))
    rows = found.fetchall()
    return str(rows[0]["name"]) if len(rows) == 1 else None


_CACHED = 65536
"""Spellings whose keys are kept: a few thousand charge most bodies."""
_ID_DIGITS = 12
"""Digits of an id: an archive has some ten thousand bodies."""


def body_id(unit: str, core: str) -> str:
    """Id of a body: it depends on its unit and its key alone."""
    return hashlib.sha256(f"{unit}\x1f{core}".encode()).hexdigest()[:_ID_DIGITS]


@lru_cache(maxsize=_CACHED)
def spelling_key(spelling: str) -> str:
    """A spelling less differences of presentation."""
    return " ".join(fold_view(spelling).lower().split())


def read_spelling(db: sqlite3.Connection, spelling: str, home: Home) -> BodyRow:
    """The body that a spelling names in a document of `home`, whatever people said of it."""
    body = read_known_body(db, spelling, home)
    unit = unit_key_of(db, body)
    return BodyRow(body_id(unit, body.core), unit, body.unit, body.core, body.name)


def identify_body(db: sqlite3.Connection, spelling: str, home: Home) -> BodyRow:
    """The body that a spelling names in a document of `home`, as people have merged and split them."""
    body = read_spelling(db, spelling, home)
    return merged_body(db, _latest_statement(db, "split", body, split_key(body, spelling)) or body)


def split_key(body: BodyRow, spelling: str) -> str:
    """Key of a spelling as the name of a body: another body of the unit may have it, too ("Văn phòng" of each Sở)."""
    return f"{body.core}{_OFF}{spelling_key(spelling)}"


def plain_core(core: str) -> str:
    """What the core of a body says, also of one that was split off another."""
    return core.removeprefix(_SPLIT).partition(_OFF)[0]


def split_core(body: BodyRow, spelling: str) -> str:
    """The core of the body that a spelling is, once it is split off another."""
    return f"{_SPLIT}{spelling_key(spelling)}{_OFF}{body.core}"


def merged_body(db: sqlite3.Connection, body: BodyRow) -> BodyRow:
    """The body into which a body was merged, after all merges; itself where it was into none."""
    seen: set[str] = set()
    while body.id not in seen and (into := _latest_statement(db, "merged", body, body.core)):
        seen.add(body.id)
        body = into
    return body


def body_made_by(db: sqlite3.Connection, n: int) -> str:
    """Id of the body that stands for what was merged or split off by the entry `n`."""
    shown = db.execute("SELECT shown FROM unions WHERE n = ?", (n,)).fetchone()["shown"]
    return merged_body(db, body_from_entry(db, json.loads(shown))).id


def united_bodies(db: sqlite3.Connection, unit: str) -> set[str]:
    """Ids of bodies that are others', too, where people said so, and that depend on a unit by its name."""
    rows = db.execute("SELECT DISTINCT u.n, t.unit, u.shown FROM unions u JOIN taken t USING (n)").fetchall()
    if not rows:
        return set()
    numbers = {row["n"] for row in rows if unit in (row["unit"], json.loads(row["shown"])["unit_name"])}
    own_rows = db.execute("SELECT id FROM bodies WHERE unit_name = ?", (unit,)).fetchall()
    return {row["id"] for row in own_rows}.union(body_made_by(db, n) for n in numbers)


def read_body_row(row: sqlite3.Row) -> BodyRow:
    """A row of `bodies`."""
    return BodyRow(row["id"], row["unit"], row["unit_name"], row["core"], row["name"])


def unit_and_parent(db: sqlite3.Connection, body: BodyRow) -> dict[str, str | None]:
    """The unit of a body and the one above, which stay when the archive gets to know another unit of this name, unlike
    the key of the unit."""
    if body.unit_name is None:
        return {"unit": body.unit, "parent": None}
    name, separator, parent = body.unit.partition("|")
    return {"unit": name, "parent": parent.strip("?") or None if separator else adopted_parent(db, name, None)}


def _latest_statement(db: sqlite3.Connection, what: str, body: BodyRow, key: str) -> BodyRow | None:
    """What people said last that a body (merged) or a spelling of it (split) is."""
    rows = db.execute(_GIVEN, (body.unit_name or body.unit, key, what)).fetchall()
    if not rows:
        return None
    own, parent = unit_and_parent(db, body).values()
    alone = len(parent_units(db, own or "")) < 2
    statements = (row for row in rows if row["parent"] == parent or (alone and None in (row["parent"], parent)))
    return next((body_from_entry(db, json.loads(row["shown"])) for row in statements), None)


_GIVEN = (
    "SELECT u.shown, t.parent FROM taken t JOIN unions u USING (n)"
    " WHERE t.unit = ? AND t.key = ? AND u.what = ? AND u.withdrawn IS NULL ORDER BY n DESC"
)


def body_from_entry(db: sqlite3.Connection, described: Mapping[str, Any]) -> BodyRow:
    """A body as a journal entry describes it, with the key that its unit has by now."""
    unit = unit_key(db, described["unit_name"], described["parent"]) if described["unit_name"] else described["unit"]
    return BodyRow(body_id(unit, described["core"]), unit, described["unit_name"], described["core"], described["name"])
