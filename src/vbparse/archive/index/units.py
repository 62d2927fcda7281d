"""Administrative units as the archive knows them: which unit documents place under which."""

from __future__ import annotations

import sqlite3

from vbparse.bodies.identity import BodyName


def adopted_parent(db: sqlite3.Connection, name: str | None, parent: str | None) -> str | None:
    """The unit above a unit: as given, else the only one under which any document places it."""
    if parent or not name:
        return parent
    known = parent_units(db, name)
    return known[0] if len(known) == 1 else None


def units_above(db: sqlite3.Connection, unit: str | None, parent: str | None) -> tuple[str, ...]:
    """The units above a unit, lowest first, as far as the archive knows them."""
    above = adopted_parent(db, unit, parent)
    top = adopted_parent(db, above, None)
    return tuple(name for name in (above, top) if name)


def parent_units(db: sqlite3.Connection, name: str, most: int = 2) -> tuple[str, ...]:
    """The units under which documents place a unit; some of them, where there are more than `most`."""
    found: list[str] = []
    # By steps in the index: there are many documents, and few parents.
    while len(found) < most and (row := db.execute(_PARENT, (name, found[-1] if found else "")).fetchone()):
        found.append(row[0])
    return tuple(found)


_PARENT = "SELECT parent FROM units WHERE name = ? AND parent > ? ORDER BY parent LIMIT 1"


def unit_key(db: sqlite3.Connection, name: str, parent: str | None) -> str:
    """Key of a unit: its name; with the one above where the archive knows two units of this name."""
    return name if len(parent_units(db, name)) < 2 else f"{name}|{parent or '?'}"


def unit_key_of(db: sqlite3.Connection, body: BodyName) -> str:
    """Key of the unit of a body as it is read; where it names none, of its level and the unit above."""
    return unit_key(db, body.unit, body.parent) if body.unit else f"?{body.level or ''}|{body.parent or ''}"
