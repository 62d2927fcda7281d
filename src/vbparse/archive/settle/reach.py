"""Which documents a citation can mean at all, and which citations a document can concern, read from the indexes.

Thousands of documents share a number (1/KH-UBND) or a title: what a step costs must not grow with them. So only those
are read that agree in the day, or are of the unit that is meant (`resolve.scope`) and of no other year; the others
could not be meant, nor nearly.
"""

from __future__ import annotations

import sqlite3

from vbparse.archive.index import keys as identity
from vbparse.archive.settle.agreement import Cited, Held
from vbparse.archive.settle.changes import Known, agreeing, same_year
from vbparse.archive.settle.resolve import ANY, scope

_HELD = (
    "SELECT work, doc_type, number_key, title_key, date, issuer_core AS core, issuer_unit AS unit,"
    " issuer_parent AS parent FROM heads{index} WHERE {where} AND current = 1"
)


def held(db: sqlite3.Connection, cited: Cited) -> list[Held]:
    """The works that bear the number or the title of a citation, as far as they can matter to it."""
    if cited.number_key:
        return _numbered(db, cited)
    if cited.title_key:
        return _held(db, cited, "title_key = ?", [cited.title_key])
    return []


def _numbered(db: sqlite3.Connection, cited: Cited) -> list[Held]:
    # Also those whose ký hiệu goes on where that of the citation ends.
    key = cited.number_key or ""
    found = _held(db, cited, "number_key BETWEEN ? AND ?", [key, key + "\U0010ffff"])
    if cited.date and not identity.has_year(key):
        dated = identity.in_year(key, cited.date[:4])
        said = "number_key BETWEEN ? AND ? AND date = ?"
        values = [dated, dated + "\U0010ffff", cited.date]
        found += [Held(**dict(row)) for row in db.execute(_HELD.format(index="", where=said), values)]
    if cited.title_key and cited.date:
        found += _held(db, cited, "title_key = ? AND number_key IS NULL", [cited.title_key])
    return found


def _held(db: sqlite3.Connection, cited: Cited, named: str, values: list[str]) -> list[Held]:
    unit = scope(cited)
    if unit == ANY:
        return [Held(**dict(row)) for row in db.execute(_HELD.format(index="", where=named), values)]
    alike, years = same_year(cited.date)
    parts = [_HELD.format(index="", where=f"issuer_unit IS ? AND {named}{alike}")]
    asked = [unit or None, *values, *years]
    if unit and not _plain(cited.number_key):
        parts.append(_HELD.format(index="", where=f"issuer_unit IS NULL AND {named}{alike}"))
        asked += [*values, *years]
    if cited.date:
        agrees, dates = agreeing(cited.date)
        parts.append(_HELD.format(index=" INDEXED BY heads_date", where=f"{agrees} AND {named}"))
        asked += [*dates, *values]
    return [Held(**dict(row)) for row in db.execute(" UNION ".join(parts), asked)]


def citing(db: sqlite3.Connection, known: Known) -> set[int]:
    """Rows of the references to which it can matter that a document so known comes or goes."""
    found: set[int] = set()
    if known.number_key:
        keys = [known.number_key, *identity.shortened(known.number_key)]
        found |= _citing(db, known, f"number_key IN ({', '.join('?' * len(keys))})", keys)
    if known.title_key:
        # Who cites a number as well means no other: a title tells only of a copy whose number was left blank.
        plain = " AND number_key IS NULL" if known.number_key else ""
        found |= _citing(db, known, f"title_key = ?{plain}", [known.title_key])
    return found


def _citing(db: sqlite3.Connection, known: Known, named: str, keys: list[str]) -> set[int]:
    column = named.partition(" ")[0]
    if not known.issuer_unit and not (column == "number_key" and _plain(known.number_key)):
        return {row[0] for row in db.execute(f"SELECT row FROM refs WHERE {named}", keys)}
    scopes = [known.issuer_unit or "", ANY]
    alike, years = same_year(known.date)
    within = f"SELECT row FROM refs WHERE {named} AND scope IN (?, ?){alike}"
    found = {row[0] for row in db.execute(within, [*keys, *scopes, *years])}
    if known.date:
        agrees, dates = agreeing(known.date)
        index = "refs_date" if column == "number_key" else "refs_title"
        sql = f"SELECT row FROM refs INDEXED BY {index} WHERE {named} AND {agrees}"
        found |= {row[0] for row in db.execute(sql, [*keys, *dates])}
    return found


def _plain(number_key: str | None) -> bool:
    """Whether it is a number of which there is one in each unit and year."""
    return bool(number_key) and not identity.has_year(number_key or "")
