"""Documents that are cited and not stored, and what cites them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from functools import lru_cache

from vbparse.archive.answers import Citation, Head, Missing
from vbparse.archive.ask.citations import CURRENT, PAGE, build_citations
from vbparse.archive.folder import database
from vbparse.archive.index import heads
from vbparse.language.doctypes import names_by_code
from vbparse.language.folding import fold, split_words

_CACHED = 65536
"""Wordings kept: a search for missing documents asks for the same ones again and again."""
CITING = 20
"""Citing documents that are listed of a missing one."""
TELLING = 500
"""Citations of a missing document that are read for how it is called: some decrees are cited in every document."""
_FULLNESS = (
    "1000 * ((number_key IS NOT NULL) + (issuer IS NOT NULL) + (date IS NOT NULL) + (name IS NOT NULL))"
    " + 100 * length(coalesce(number_key, '')) + length(coalesce(issuer, '')) + length(coalesce(name, ''))"
)


def missing_documents(
    db: sqlite3.Connection,
    *,
    limit: int = PAGE,
    offset: int = 0,
    text: str | None = None,
    doc_type: str | None = None,
    newest: bool = False,
) -> list[Missing]:
    """Documents that are cited and not stored: first what most documents cite, of equals the newest, or the newest of
    all first; those of a type in whose number, name or issuer all words of `text` stand, as they are cited, with marks
    or without."""
    condition, values = _filter_sql(db, text, doc_type)
    order = "max(date) DESC, count DESC" if newest else "count DESC, max(date) DESC"
    found = db.execute(
        f"SELECT wanted, count(DISTINCT head) AS count FROM refs WHERE wanted IS NOT NULL AND {CURRENT}{condition}"
        f" GROUP BY wanted ORDER BY {order}, wanted LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return list(build_missing(db, {row["wanted"]: row["count"] for row in found}).values())


def count_missing(db: sqlite3.Connection, *, most: int, text: str | None = None, doc_type: str | None = None) -> int:
    """How many documents that fit are cited and not stored; no more than `most` are counted."""
    condition, values = _filter_sql(db, text, doc_type)
    sql = f"SELECT DISTINCT wanted FROM refs WHERE wanted IS NOT NULL AND {CURRENT}{condition} LIMIT ?"
    return len(db.execute(sql, (*values, most)).fetchall())


def missing_types(db: sqlite3.Connection) -> dict[str, int]:
    """The types of the missing documents, by codes, with how many there are of each; the most first."""
    sql = (
        "SELECT doc_type, count(DISTINCT wanted) AS count FROM refs WHERE wanted IS NOT NULL AND doc_type IS NOT NULL"
        f" AND {CURRENT} GROUP BY doc_type ORDER BY count DESC, doc_type"
    )
    return {row["doc_type"]: row["count"] for row in db.execute(sql)}


def missing_document(db: sqlite3.Connection, wanted: str) -> Missing | None:
    """The missing document of a key; None where it is stored by now, or nothing cites it."""
    return build_missing(db, count_citing(db, [wanted])).get(wanted)


def citations_of_missing(db: sqlite3.Connection, wanted: str, *, limit: int = PAGE, offset: int = 0) -> list[Citation]:
    """The references by which documents cite a missing one, the newest citing document first."""
    sql = f"SELECT * FROM refs WHERE wanted = ? AND {CURRENT} ORDER BY head DESC, row DESC LIMIT ? OFFSET ?"
    return build_citations(db, db.execute(sql, (wanted, limit, offset)).fetchall())


def count_citing(db: sqlite3.Connection, keys: Iterable[str]) -> dict[str, int]:
    """How many documents cite each of the missing ones."""
    found = db.execute(
        "SELECT wanted, count(DISTINCT head) AS count FROM refs"
        f" WHERE wanted IN (SELECT value FROM json_each(?)) AND {CURRENT} GROUP BY wanted",
        (json.dumps(list(keys)),),
    )
    return {row["wanted"]: row["count"] for row in found}


def build_missing(db: sqlite3.Connection, counted: Mapping[str, int]) -> dict[str, Missing]:
    """Missing documents by their keys, which are counted. The wording is that of the citation that says most, of the
    newest ones."""
    # With max(), SQLite takes the other columns from the row that has the maximum.
    sql = (
        f"SELECT wanted, max({_FULLNESS}), doc_type, canonical, name, date, issuer,"
        " group_concat(DISTINCT candidates) AS candidates, group_concat(DISTINCT disagrees) AS disagrees"
        f" FROM (SELECT * FROM refs WHERE wanted = ? AND {CURRENT} ORDER BY head DESC LIMIT {TELLING})"
    )
    rows = [db.execute(sql, (key,)).fetchone() for key in counted]
    candidates = {row["wanted"]: _join_lists(row["candidates"]) for row in rows}
    near_heads = heads.heads_by_document(db, {work for works in candidates.values() for work in works})
    columns = ("wanted", "doc_type", "canonical", "name", "date", "issuer")
    return {
        row["wanted"]: Missing(
            **{name: row[name] for name in columns},
            citations=counted[row["wanted"]],
            cited_by=_citing_heads(db, row["wanted"]),
            near=(beside := [near_heads[work] for work in candidates[row["wanted"]] if work in near_heads]),
            disagrees=_join_lists(row["disagrees"]) if beside else [],
        )
        for row in rows
    }


def _filter_sql(db: sqlite3.Connection, text: str | None, doc_type: str | None) -> tuple[str, list[str]]:
    """The condition of the filters, to stand behind others, with its values."""
    tokens = split_words(fold(text or ""))
    if tokens:
        database.define_function(db, "said", 4, searchable_wording)
    conditions = " AND said(doc_type, canonical, name, issuer) LIKE ?" * len(tokens)
    values = [f"% {word}%" for word in tokens]
    return (f"{conditions} AND doc_type = ?", [*values, doc_type]) if doc_type else (conditions, values)


@lru_cache(maxsize=_CACHED)
def searchable_wording(doc_type: str | None, *parts: str | None) -> str:
    """How a document is cited as words without marks, a blank before each; its type by code and by name."""
    kinds = (doc_type, names_by_code().get(doc_type or ""))
    return " " + " ".join(split_words(fold(" ".join(filter(None, (*kinds, *parts))))))


def _citing_heads(db: sqlite3.Connection, key: str) -> list[Head]:
    found = db.execute(
        f"SELECT DISTINCT head FROM refs WHERE wanted = ? AND {CURRENT} ORDER BY head DESC LIMIT ?", (key, CITING)
    )
    return heads.heads_in_order(db, [row["head"] for row in found.fetchall()])


def _join_lists(lists: str) -> list[str]:
    """What stands in any of several JSON lists that are joined by commas."""
    return sorted({value for values in json.loads(f"[{lists}]") for value in values})
