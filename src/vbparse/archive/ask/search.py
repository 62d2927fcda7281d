"""Full-text search (`query` reads what is typed, `filters` the filters, `ranking` finds and orders)."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import Unpack

from vbparse.archive.answers import Head, Hit, SearchResult
from vbparse.archive.ask import query
from vbparse.archive.ask.filters import DocumentFilters, build_expressions, first_row, last_row
from vbparse.archive.ask.query import Query
from vbparse.archive.ask.ranking import CAP, Search
from vbparse.archive.ask.snippets import find_snippets
from vbparse.archive.index import heads
from vbparse.archive.index.fulltext import unpack_text
from vbparse.errors import InputError
from vbparse.language.folding import fold_case

PAGE = 20
"""Hits of a page, where nobody says."""


def search(
    db: sqlite3.Connection, typed: str, *, limit: int = PAGE, offset: int = 0, **filters: Unpack[DocumentFilters]
) -> SearchResult:
    """Documents in which all words of a query stand (see `query`), with marks or without.

    First come those whose own number was typed, then those with the marks that were typed, then the others; of each
    those with the words in the title, then in a row, then in twos, then anywhere; of each the newest. Without a word
    that must stand, the filters alone choose. Facets are counted over the newest that match.

    Raises InputError where nothing is asked for, or a date is none.
    """
    parsed = query.parse_query(typed)
    expressions = build_expressions(db, filters)
    if not (query.required_parts(parsed) or expressions or filters.get("since") or filters.get("until")):
        reason = f"“{typed.strip()}” names no word that must stand" if typed.strip() else "nothing is searched for"
        raise InputError(f"{reason}; add a word, or a filter.")
    ranking = Search(db, parsed, expressions, first_row(filters), last_row(filters))
    first, last = max(0, offset), min(CAP, max(0, offset) + max(0, limit))
    matching, more = ranking.find_matching()
    ranked = ranking.rank(matching, last, more=more)
    return SearchResult(
        hits=_hits(db, parsed, dict(islice(ranked.items(), first, max(first, last)))),
        total=len(matching),
        capped=more,
        facets=_facet_counts(db, matching),
        nowhere=[] if matching else _find_nowhere(db, parsed, filters),
    )


def _find_nowhere(db: sqlite3.Connection, parsed: Query, filters: DocumentFilters) -> list[str]:
    """What was asked for that no document has by itself."""

    def matches_any(part: Query, expressions: Sequence[str]) -> bool:
        return bool(Search(db, part, expressions, 0, heads.LAST).find_newest(1))

    words = [part.typed for part in query.required_parts(parsed) if not matches_any((part,), ())]
    single: list[DocumentFilters] = [
        {"doc_type": filters.get("doc_type")},
        {"issuer": filters.get("issuer")},
        {"signer": filters.get("signer")},
    ]
    return words + [
        str(value)
        for one in single
        for value in one.values()
        if value is not None and not matches_any((), build_expressions(db, one))
    ]


def newest_documents(
    db: sqlite3.Connection, *, below: int | None = None, limit: int = heads.PAGE, **filters: Unpack[DocumentFilters]
) -> list[tuple[int, Head]]:
    """Documents that filters leave, newest first, each with its row: those below a row."""
    expressions = build_expressions(db, filters)
    if not (expressions or filters.get("since") or filters.get("until")):
        return heads.newest_heads(db, below, limit)
    last = last_row(filters) if below is None else min(last_row(filters), below - 1)
    rows = Search(db, (), expressions, first_row(filters), last).find_newest(limit)
    by_row = heads.heads_by_row(db, rows)
    return [(row, by_row[row]) for row in rows]


def _hits(db: sqlite3.Connection, asked: Query, page: dict[int, bool]) -> list[Hit]:
    marks = ",".join("?" * len(page))
    texts = {
        row["row"]: row for row in db.execute(f"SELECT row, text, places FROM texts WHERE row IN ({marks})", [*page])
    }
    found = heads.heads_by_row(db, page)
    ways = frozenset(query.hit_wordings(asked))
    return [
        Hit(
            found[row],
            find_snippets(unpack_text(texts[row]["text"]), ways, json.loads(texts[row]["places"]), as_typed=as_typed),
            as_typed,
        )
        for row, as_typed in page.items()
    ]


def _facet_counts(db: sqlite3.Connection, rows: Sequence[int]) -> dict[str, list[tuple[str, int]]]:
    """Types, issuers and years of documents, the most frequent first; spellings alike but for capitals and the place of
    the mark (Uỷ, Ủy) as one."""
    got = db.execute(
        "SELECT doc_type, issuer, substr(date, 1, 4) FROM json_each(?)"
        " JOIN main.heads INDEXED BY heads_facets ON heads.row = value",
        (json.dumps(rows),),
    ).fetchall()
    columns = zip(("doc_type", "issuer", "year"), zip(*got, strict=True), strict=True) if got else ()
    counted = {name: _merge_spellings(Counter(value for value in values if value)) for name, values in columns}
    return {name: sorted(values.items(), key=lambda pair: (-pair[1], pair[0])) for name, values in counted.items()}


def _merge_spellings(spellings: Counter[str]) -> Counter[str]:
    """Counts of what is spelled alike, under the most frequent spelling."""
    as_known: dict[str, str] = {}
    found: Counter[str] = Counter()
    for value, count in sorted(spellings.items(), key=lambda pair: (-pair[1], pair[0])):
        found[as_known.setdefault(fold_case(value), value)] += count
    return found
