"""Filters of a search: type, issuer, signer and time of issue, as expressions of FTS5 and as row numbers."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import TypedDict

from vbparse.archive import periods
from vbparse.archive.ask import query
from vbparse.archive.index import facets, heads
from vbparse.archive.settle.restrictions import visible_sql
from vbparse.errors import InputError
from vbparse.language.doctypes import codes_by_name
from vbparse.language.folding import fold, fold_case, split_words


class DocumentFilters(TypedDict, total=False):
    """Which documents are meant: `doc_type` is a code or a name, `issuer` and `signer` are a name or words in a row of
    it, `since` and `until` are days, months or years as `periods.parse_period` reads them; with
    `sure`, only those of which no value that lists show is doubtful."""

    doc_type: str | None
    issuer: str | None
    signer: str | None
    since: str | None
    until: str | None
    sure: bool


def build_expressions(db: sqlite3.Connection, filters: DocumentFilters) -> list[str]:
    """An expression of FTS5 for each filter but those of time. Raises InputError where a value holds no word."""
    values = (
        (facets.TYPE, _type_code(filters.get("doc_type"))),
        (facets.ISSUER, filters.get("issuer")),
        (facets.SIGNER, filters.get("signer")),
    )
    expressions = [_build_expression(db, mark, value) for mark, value in values if value is not None]
    return [*expressions, f'("{facets.ANY}" NOT "{facets.DOUBTFUL}")'] if filters.get("sure") else expressions


def _build_expression(db: sqlite3.Connection, mark: str, value: str) -> str:
    """What a document of this value matches; where there is no such value, one with its words in a row."""
    ways = query.ways_to_write(split_words(value))
    if not any(ways):
        raise InputError(f"“{value}” cannot be a filter; give a word.")
    whole = " OR ".join(f'"{facets.whole_facet(mark, way)}"' for way in ways)
    sql = f"SELECT 1 FROM title_folded WHERE title_folded MATCH ?{visible_sql(db, 'rowid')} LIMIT 1"
    if db.execute(sql, (whole,)).fetchone():
        return f"({whole})"
    rows = (" ".join(mark + fold(word) for word in way) for way in ways)
    return "(" + " OR ".join(f'"{row}"' for row in rows) + ")"


def _type_code(value: str | None) -> str | None:
    """The code of a type that may be given by its name."""
    return value and codes_by_name().get(" ".join(fold_case(value).split()), value)


def first_row(filters: DocumentFilters) -> int:
    """The lowest row number that the times allow: documents without a date have those below the first day."""
    since, until = filters.get("since"), filters.get("until")
    day = (periods.parse_period(since).first or date.min) if since else date.min if until else None
    return day.toordinal() << heads.BITS if day else 0


def last_row(filters: DocumentFilters) -> int:
    """The highest row number that the times allow."""
    until = filters.get("until")
    day = (periods.parse_period(until).last or date.max) if until else date.max
    return ((day.toordinal() + 1) << heads.BITS) - 1
