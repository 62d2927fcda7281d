"""Which document is meant: an id, the beginning of one (of a part with its number: 0f3c#2), or a số ký hiệu."""

from __future__ import annotations

import sqlite3

import regex

from vbparse.archive import heads, identity
from vbparse.archive.answers import Head
from vbparse.errors import InputError, UnknownError

SHOWN = 8
"""Candidates that a message lists."""
_ID = regex.compile(r"([0-9a-f]{4,64})(?:#(\d*))?")
_NUMBER = regex.compile(r"(?:số:?\s+)?(\d+\p{L}?)\s*(?:[/-]\s*(.*\S))?", regex.IGNORECASE)


def candidates(db: sqlite3.Connection, named: str) -> list[Head]:
    """The documents that a name fits: of a số ký hiệu one version of each."""
    named = named.strip()
    found: list[Head] = []
    if match := _ID.fullmatch(named):
        begins, part = match.groups()
        rows = db.execute(
            f"SELECT {heads.COLUMNS} FROM heads WHERE document >= ? AND document < ? AND document LIKE ?"
            " ORDER BY length(document), document LIMIT 50",
            (begins, begins + "g", f"%#{part}" if part else "%"),
        )
        found = [heads.of(row) for row in rows]
        if exact := [head for head in found if head.document == named]:
            return exact
    # Digits can be both.
    return found + [head for head in _numbered(db, named) if head not in found]


def _numbered(db: sqlite3.Connection, named: str) -> list[Head]:
    """The documents of a số ký hiệu; of a bare number, those of any ký hiệu and year."""
    match = _NUMBER.fullmatch(named)
    key = identity.number_key(match[1], match[2]) if match else None
    if not key:
        return []
    where, values = "number_key = ?", [key]
    if key.endswith("|"):
        bare = key[:-1]
        where, values = "(number_key BETWEEN ? AND ?", [key, f"{bare}}}"]
        where += ")" if identity.has_year(key) else " OR number_key BETWEEN ? AND ?)"
        values += [] if identity.has_year(key) else [f"{bare}/", f"{bare}/}}"]
    rows = db.execute(
        f"SELECT {heads.COLUMNS} FROM heads WHERE {where} AND current = 1 ORDER BY row DESC LIMIT 50", values
    )
    return [heads.of(row) for row in rows]


def find(db: sqlite3.Connection, named: str) -> Head:
    """The one document that a name fits. Raises UnknownError where it fits none, InputError
    where it fits several, which are listed."""
    found = candidates(db, named)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UnknownError(f"{named}: no such document; name an id, the beginning of one, or a số ký hiệu.")
    lines = "".join(f"\n  {line(head)}" for head in found[:SHOWN])
    more = f"\n  … and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    raise InputError(f"{named}: fits {len(found)} documents; name one by its id:{lines}{more}")


def line(head: Head) -> str:
    """A document in one line: the beginning of its id, then what people know it by."""
    known = [head.canonical or head.doc_type, head.date, head.issuer, head.title or head.name]
    return f"{heads.short(head.document)}  " + " · ".join(part for part in known if part)
