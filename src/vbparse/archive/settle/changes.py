"""What changed in a step, and how it was known before and after."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from vbparse.edtf import coarser_dates, is_day


class MatchKeys(NamedTuple):
    """By what other documents can have to do with a document; columns of `heads`."""

    identity_key: str | None
    version_key: str | None
    number_key: str | None
    title_key: str | None
    date: str | None
    issuer_unit: str | None


@dataclass(slots=True)
class Changes:
    """Documents that came, went or changed; the works that they were and are, and those that they cite; how they are
    known; day and number of what they cite and nobody holds."""

    documents: set[str] = field(default_factory=set)
    works: set[str] = field(default_factory=set)
    cited: set[str] = field(default_factory=set)
    keys: set[MatchKeys] = field(default_factory=set)
    dates: set[tuple[str, str]] = field(default_factory=set)

    def note(self, db: sqlite3.Connection, documents: Iterable[str]) -> None:
        """Remember documents as they are now; to be called before and after a change."""
        documents = list(documents)
        for row in select_where(db, f"SELECT work, {', '.join(MatchKeys._fields)} FROM heads", "document", documents):
            self.works.add(row["work"])
            self.keys.add(MatchKeys(*tuple(row)[1:]))
        for row in select_where(db, _CITED, "h.document", documents):
            if row["resolved"]:
                self.cited.add(row["resolved"])
            if row["kind"]:
                self.dates.add((row["date"], row["number_key"].partition("|")[0]))
        self.documents.update(documents)


_CITED = "SELECT r.resolved, r.kind, r.date, r.number_key FROM heads h JOIN refs r ON r.head = h.row"


def select_where(db: sqlite3.Connection, select: str, column: str, values: Iterable[str | int]) -> list[sqlite3.Row]:
    """Rows whose column is one of many values."""
    listed = json.dumps(sorted(values))
    return db.execute(f"{select} WHERE {column} IN (SELECT value FROM json_each(?))", (listed,)).fetchall()


def dates_agree_sql(date: str, column: str = "date") -> tuple[str, list[str]]:
    """The condition that a column (a date as EDTF) and a date say the same as far as both go, and its values."""
    values = [*coarser_dates(date), date]
    found = f"{column} IN ({', '.join('?' * len(values))})"
    if is_day(date):
        return found, values
    return f"({found} OR {column} BETWEEN ? AND ?)", [*values, date, f"{date}~"]


def same_year_sql(date: str | None) -> tuple[str, list[str]]:
    """The condition that a date does not name another year than this one, and its values."""
    year = (date or "")[:4]
    return (" AND (date IS NULL OR date BETWEEN ? AND ?)", [year, f"{year}~"]) if year else ("", [])
