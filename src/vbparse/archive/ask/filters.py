"""Filters of a search: type, issuer, signer and time of issue, as expressions of FTS5 and as row numbers."""

from __future__ import annotations

import sqlite3
from datetime import date

from vbparse.archive.ask import filters, query
from vbparse.archive.days import periods
from vbparse.archive.index import facets, heads
from vbparse.archive.settle.restrictions import visible
from vbparse.errors import InputError
from vbparse.language.doctypes import code_of_name
from vbparse.language.folding import exact, fold, words


def expression(db: sqlite3.Connection, mark: str, value: str) -> str:
    """What a document of this value matches; where there is no such value, one with its words in a row. Raises
    InputError where the value holds no word."""
    ways = query.ways_to_write(words(value))
    if not any(ways):
        raise InputError(f"“{value}” cannot be a filter; give a word.")
    whole = " OR ".join(f'"{facets.whole_facet(mark, way)}"' for way in ways)
    known = db.execute(
        f"SELECT 1 FROM title_folded WHERE title_folded MATCH ?{visible(db, 'rowid')} LIMIT 1", (whole,)
    ).fetchone()
    parts = " OR ".join(f'"{" ".join(mark + fold(word) for word in way)}"' for way in ways)
    return f"({whole if known else parts})"


def _filters(db: sqlite3.Connection, doc_type: str | None, issuer: str | None, signer: str | None) -> list[str]:
    wishes = ((facets.TYPE, _type_code(doc_type)), (facets.ISSUER, issuer), (facets.SIGNER, signer))
    return [filters.expression(db, mark, wish) for mark, wish in wishes if wish is not None]


def _type_code(value: str | None) -> str | None:
    """The code of a type that may be given by its name."""
    return value and code_of_name().get(" ".join(exact(value).split()), value)


def _first_row(since: str | None, until: str | None) -> int:
    """Documents without a date have the row numbers below the first day."""
    day = (periods.asked(since).first or date.min) if since else date.min if until else None
    return day.toordinal() << heads.BITS if day else 0


def _last_row(until: str | None) -> int:
    day = (periods.asked(until).last or date.max) if until else date.max
    return ((day.toordinal() + 1) << heads.BITS) - 1
