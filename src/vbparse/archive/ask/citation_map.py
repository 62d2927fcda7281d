"""The map of an archive: what most documents cite, stored or missing, and what cites it."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator

from vbparse.archive.ask.citations import CURRENT
from vbparse.archive.ask.graphs import RELATIONS, build_graph
from vbparse.archive.ask.wanted import searchable_wording
from vbparse.archive.citing import CitationMap, Ranked
from vbparse.archive.settle import restrictions
from vbparse.language.folding import fold, split_words

DRAWN = 50
"""Documents of a map, where nobody says."""
_HUBS = 2 / 5
"""How much of a map is what is cited; the rest is left to what cites it."""
_RANKED = f"""
SELECT h.document AS key, 0 AS missing, n, h.doc_type, h.canonical, h.title AS name, h.date, h.issuer, h.row
FROM (SELECT resolved, count(DISTINCT head) AS n FROM refs WHERE resolved IS NOT NULL AND {CURRENT} GROUP BY resolved)
JOIN heads h ON h.document = resolved
UNION ALL
SELECT wanted, 1, count(DISTINCT head), max(doc_type), max(canonical), max(name), max(date), max(issuer),
NULL FROM refs WHERE wanted IS NOT NULL AND {CURRENT} GROUP BY wanted
ORDER BY n DESC, date DESC, key
"""


def map_citations(
    db: sqlite3.Connection,
    *,
    limit: int = DRAWN,
    text: str | None = None,
    doc_type: str | None = None,
    year: str | None = None,
    issuer: str | None = None,
) -> CitationMap:
    """The map of the cited documents that fit: of a type, of a year, of an issuer so called, with all words of `text`
    in number, name or issuer. Of more than `limit` documents those that most cite stay, then those that cite most of
    these, then what else these cite."""
    words, issuers = ([f" {word}" for word in split_words(fold(said or ""))] for said in (text, issuer))
    rows = db.execute(_RANKED).fetchall()
    fitting = [
        row
        for row in rows
        if (not doc_type or row["doc_type"] == doc_type)
        and (not year or (row["date"] or "").startswith(year))
        and _has_words(issuers, None, row["issuer"])
        and _has_words(words, row["doc_type"], row["canonical"], row["name"], row["issuer"])
    ]
    ranked = [
        Ranked(row["key"], bool(row["missing"]), row["n"], row["doc_type"], row["date"], row["issuer"])
        for row in fitting
    ]
    keys = [one.key for one in ranked]
    stored = {row["row"] for row in fitting if row["row"] is not None}
    types = Counter(row["doc_type"] for row in rows if row["doc_type"])
    years = Counter(row["date"][:4] for row in rows if row["date"])
    return CitationMap(
        build_graph(db, _choose_nodes(db, keys, limit), RELATIONS),
        ranked,
        len(_citing_rows(db, keys) | stored) + len(keys) - len(stored),
        dict(types.most_common()),
        dict(sorted(years.items(), reverse=True)),
    )


def _choose_nodes(db: sqlite3.Connection, keys: list[str], limit: int) -> list[str]:
    """What is drawn of cited documents, the most cited first, and of what cites them."""
    hubs = keys[: max(1, round(limit * _HUBS))]
    citing = Counter(work for _, work in _iter_citing(db, hubs))
    nodes = dict.fromkeys(list(dict.fromkeys([*hubs, *(work for work, _ in citing.most_common())]))[:limit])
    others = set(keys[len(hubs) :])
    further = (key for key in _iter_cited(db, list(nodes)) if key in others)
    return list(nodes | dict.fromkeys(list(dict.fromkeys(further))[: limit - len(nodes)]))


def _has_words(words: list[str], doc_type: str | None, *parts: str | None) -> bool:
    return not words or all(word in searchable_wording(doc_type, *parts) for word in words)


def _iter_citing(db: sqlite3.Connection, keys: list[str]) -> Iterator[tuple[str, str]]:
    """Each of these documents with each work that cites it, the newest first."""
    hidden = restrictions.hidden_documents(db)
    for column in ("resolved", "wanted"):
        rows = db.execute(
            f"SELECT DISTINCT r.{column} AS key, h.work FROM refs r JOIN heads h ON h.row = r.head"
            f" WHERE r.{column} IN (SELECT value FROM json_each(?)) AND h.current = 1 ORDER BY h.row DESC",
            (json.dumps(keys),),
        )
        yield from ((row["key"], row["work"]) for row in rows if row["work"] not in hidden)


def _citing_rows(db: sqlite3.Connection, keys: list[str]) -> set[int]:
    """The rows of the documents that cite one of these."""
    sql = (
        "SELECT DISTINCT head FROM json_each(:keys) CROSS JOIN refs ON resolved = value WHERE {0}"
        " UNION SELECT DISTINCT head FROM json_each(:keys) CROSS JOIN refs ON wanted = value WHERE {0}"
    )
    return {row[0] for row in db.execute(sql.format(CURRENT), {"keys": json.dumps(keys)})}


def _iter_cited(db: sqlite3.Connection, works: list[str]) -> Iterator[str]:
    """What these works cite, the newest citing document first; what is stored before what is missing."""
    for column in ("resolved", "wanted"):
        rows = db.execute(
            f"SELECT r.{column} FROM heads h CROSS JOIN refs r ON r.head = h.row"
            " WHERE h.document IN (SELECT value FROM json_each(?)) AND h.current = 1"
            f" AND r.{column} IS NOT NULL ORDER BY h.row DESC, r.{column}",
            (json.dumps(works),),
        )
        yield from (row[0] for row in rows)
