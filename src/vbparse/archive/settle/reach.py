"""Which documents a citation can mean at all, and which citations a document can concern, read from the indexes.

Thousands of documents share a number (1/KH-UBND) or a title: what a step costs must not grow with them. So only those
are read that agree in the day, or are of the unit that is meant (`resolve.unit_scope`) and of no other year; the others
could not be meant, nor nearly.
"""

from __future__ import annotations

import sqlite3

from vbparse.archive.index import keys
from vbparse.archive.settle.agreement import Candidate, CitationParts
from vbparse.archive.settle.changes import MatchKeys, dates_agree_sql, same_year_sql
from vbparse.archive.settle.resolve import ANY_UNIT, unit_scope

_HELD = (
    "SELECT work, doc_type, number_key, title_key, date, issuer_core AS core, issuer_unit AS unit,"
    " issuer_parent AS parent FROM heads{index} WHERE {where} AND current = 1"
)


def find_candidates(db: sqlite3.Connection, cited: CitationParts) -> list[Candidate]:
    """The works that have the number or the title of a citation, as far as they can matter to it."""
    if cited.number_key:
        return _candidates_by_number(db, cited)
    if cited.title_key:
        return _select_candidates(db, cited, "title_key = ?", [cited.title_key])
    return []


def _candidates_by_number(db: sqlite3.Connection, cited: CitationParts) -> list[Candidate]:
    # Also those whose ký hiệu goes on where that of the citation ends.
    key = cited.number_key or ""
    candidates = _select_candidates(db, cited, "number_key BETWEEN ? AND ?", [key, key + "\U0010ffff"])
    if cited.date and not keys.has_year(key):
        dated = keys.add_year(key, cited.date[:4])
        said = "number_key BETWEEN ? AND ? AND date = ?"
        values = [dated, dated + "\U0010ffff", cited.date]
        candidates += [Candidate(**dict(row)) for row in db.execute(_HELD.format(index="", where=said), values)]
    if cited.title_key and cited.date:
        candidates += _select_candidates(db, cited, "title_key = ? AND number_key IS NULL", [cited.title_key])
    return candidates


def _select_candidates(db: sqlite3.Connection, cited: CitationParts, named: str, values: list[str]) -> list[Candidate]:
    unit = unit_scope(cited)
    if unit == ANY_UNIT:
        return [Candidate(**dict(row)) for row in db.execute(_HELD.format(index="", where=named), values)]
    alike, years = same_year_sql(cited.date)
    parts = [_HELD.format(index="", where=f"issuer_unit IS ? AND {named}{alike}")]
    values_of_parts = [unit or None, *values, *years]
    if unit and not _is_serial_number(cited.number_key):
        parts.append(_HELD.format(index="", where=f"issuer_unit IS NULL AND {named}{alike}"))
        values_of_parts += [*values, *years]
    if cited.date:
        agrees, dates = dates_agree_sql(cited.date)
        parts.append(_HELD.format(index=" INDEXED BY heads_date", where=f"{agrees} AND {named}"))
        values_of_parts += [*dates, *values]
    return [Candidate(**dict(row)) for row in db.execute(" UNION ".join(parts), values_of_parts)]


def find_citing(db: sqlite3.Connection, known: MatchKeys) -> set[int]:
    """Rows of the references to which it can matter that a document so known comes or goes."""
    rows: set[int] = set()
    if known.number_key:
        numbers = [known.number_key, *keys.shortened_keys(known.number_key)]
        rows |= _select_citing(db, known, f"number_key IN ({', '.join('?' * len(numbers))})", numbers)
    if known.title_key:
        # Who cites a number as well means no other: a title counts only for a copy whose number was left blank.
        plain = " AND number_key IS NULL" if known.number_key else ""
        rows |= _select_citing(db, known, f"title_key = ?{plain}", [known.title_key])
    return rows


def _select_citing(db: sqlite3.Connection, known: MatchKeys, named: str, keys: list[str]) -> set[int]:
    column = named.partition(" ")[0]
    if not known.issuer_unit and not (column == "number_key" and _is_serial_number(known.number_key)):
        return {row[0] for row in db.execute(f"SELECT row FROM refs WHERE {named}", keys)}
    scopes = [known.issuer_unit or "", ANY_UNIT]
    alike, years = same_year_sql(known.date)
    within = f"SELECT row FROM refs WHERE {named} AND scope IN (?, ?){alike}"
    rows = {row[0] for row in db.execute(within, [*keys, *scopes, *years])}
    if known.date:
        agrees, dates = dates_agree_sql(known.date)
        index = "refs_date" if column == "number_key" else "refs_title"
        sql = f"SELECT row FROM refs INDEXED BY {index} WHERE {named} AND {agrees}"
        rows |= {row[0] for row in db.execute(sql, [*keys, *dates])}
    return rows


def _is_serial_number(number_key: str | None) -> bool:
    """Whether it is a number of which there is one in each unit and year."""
    return bool(number_key) and not keys.has_year(number_key or "")
