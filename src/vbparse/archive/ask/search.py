"""Full-text search and its filters: type, issuer, signer, time of issue, tag and dossier (`query` reads what is typed,
`ranking` finds and orders)."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Literal, Unpack

from vbparse.archive import periods
from vbparse.archive.answers import Head, Hit, SearchResult
from vbparse.archive.ask.arrangement import ArrangementFilters, arrangement_sql, count_dossiers, count_tags
from vbparse.archive.ask.query import (
    Query,
    hit_wordings,
    parse_query,
    required_parts,
    ways_to_write,
)
from vbparse.archive.ask.ranking import CAP, Search
from vbparse.archive.ask.showing import latest_arrivals
from vbparse.archive.ask.snippets import find_snippets
from vbparse.archive.folder.packing import unpack_text
from vbparse.archive.index import facets, heads
from vbparse.archive.settle.restrictions import visible_sql
from vbparse.errors import InputError
from vbparse.language.doctypes import codes_by_name
from vbparse.language.folding import fold, fold_case, split_words

PAGE = 20
"""Hits of a page, where nobody says."""
_CACHED = 65536
"""Names of facets kept: each search counts those of a thousand documents."""

Order = Literal["best", "newest"]


def search(
    db: sqlite3.Connection,
    query: str,
    *,
    limit: int = PAGE,
    offset: int = 0,
    order: Order = "best",
    **filters: Unpack[DocumentFilters],
) -> SearchResult:
    """Documents in which all words of a query stand (see the module `query`), with marks or without.

    First come those whose own number was typed, then those with the marks that were typed, then the others; of each
    those with the words in the title, then in a row, then in twos, then anywhere; of each the newest. In the `order`
    "newest" the day of issue alone counts. Without a word that must stand, the filters alone choose. Facets are counted
    over the newest that match.

    Raises InputError where nothing is asked for, or a date is none.
    """
    parsed = parse_query(query)
    ranking = _build_search(db, parsed, filters)
    if not (required_parts(parsed) or _filters_anything(ranking, filters)):
        raise InputError("query.no-required" if query.strip() else "query.nothing", query=query.strip())
    matching, capped = ranking.find_matching()
    if not matching:
        return SearchResult([], 0, False, nowhere=_find_nowhere(db, parsed, filters))
    start = max(0, offset)
    stop = max(start, min(CAP, start + limit))
    if order == "newest":
        page = ranking.mark_exact(matching[start:stop])
    else:
        page = dict(islice(ranking.rank(matching, stop, more=capped).items(), start, stop))
    return SearchResult(_hits(db, parsed, page), len(matching), capped, _facet_counts(db, matching))


def arrived_documents(
    db: sqlite3.Connection, query: str, *, limit: int = PAGE, **filters: Unpack[DocumentFilters]
) -> list[tuple[str, Head]]:
    """What `search` finds, those first that came into the archive last: moment (UTC, ISO 8601) and document."""
    parsed = parse_query(query)
    ranking = _build_search(db, parsed, filters)
    if not (required_parts(parsed) or _filters_anything(ranking, filters)):
        return latest_arrivals(db, limit)
    arrived = db.execute(
        "SELECT h.row, min(s.at) AS at FROM json_each(?) j CROSS JOIN heads h ON h.row = j.value"
        " JOIN sources s ON s.sha256 = substr(h.document, 1, 64) GROUP BY h.row ORDER BY at DESC, h.row DESC LIMIT ?",
        (json.dumps(ranking.find_newest(MOST_ARRIVED)), limit),
    ).fetchall()
    by_row = heads.heads_by_row(db, [row["row"] for row in arrived])
    return [(row["at"], by_row[row["row"]]) for row in arrived]


MOST_ARRIVED = 20_000
"""Documents, the newest ones, among which those are looked for that came last."""


def _build_search(
    db: sqlite3.Connection, parsed: Query, filters: DocumentFilters, *, last: int | None = None
) -> Search:
    condition, values = arrangement_sql(db, filters, "rowid")
    rows = (first_row(filters), last_row(filters) if last is None else min(last, last_row(filters)))
    return Search(db, parsed, build_expressions(db, filters), *rows, condition=condition, values=values)


def _filters_anything(ranking: Search, filters: DocumentFilters) -> bool:
    return bool(ranking.filters or ranking.condition or filters.get("since") or filters.get("until"))


def _find_nowhere(db: sqlite3.Connection, parsed: Query, filters: DocumentFilters) -> list[str]:
    """What was asked for that no document has by itself."""
    single: list[DocumentFilters] = [
        {"doc_type": filters.get("doc_type")},
        {"issuer": filters.get("issuer")},
        {"signer": filters.get("signer")},
        {"tag": filters.get("tag")},
    ]
    return [part.typed for part in lost_parts(db, parsed)] + [
        str(value) for x in single for value in x.values() if value is not None and not matches_any(db, (), x)
    ]


def lost_parts(db: sqlite3.Connection, parsed: Query) -> Query:
    """The words of a query that must stand, and stand in no document."""
    return tuple(part for part in required_parts(parsed) if not matches_any(db, (part,), {}))


def matches_any(db: sqlite3.Connection, parsed: Query, filters: DocumentFilters) -> bool:
    """Whether a query finds a document."""
    return bool(_build_search(db, parsed, filters).find_newest(1))


def newest_documents(
    db: sqlite3.Connection, *, below: int | None = None, limit: int = heads.PAGE, **filters: Unpack[DocumentFilters]
) -> list[tuple[int, Head]]:
    """A page of documents that filters leave, newest first, each with the number `below` which the next page begins."""
    ranking = _build_search(db, (), filters, last=None if below is None else below - 1)
    if not _filters_anything(ranking, filters):
        return heads.newest_heads(db, below, limit)
    rows = ranking.find_newest(limit)
    by_row = heads.heads_by_row(db, rows)
    return [(row, by_row[row]) for row in rows]


def count_documents(db: sqlite3.Connection, *, most: int, **filters: Unpack[DocumentFilters]) -> int:
    """How many documents `newest_documents` has on all its pages; no more than `most` are counted."""
    expressions = build_expressions(db, filters)
    if not (expressions or filters.get("since") or filters.get("until")):
        return heads.count_heads(db, most)
    return len(Search(db, (), expressions, first_row(filters), last_row(filters)).find_newest(most))


def _hits(db: sqlite3.Connection, asked: Query, page: dict[int, bool]) -> list[Hit]:
    marks = ",".join("?" * len(page))
    joined = "heads h JOIN documents d ON d.id = h.document JOIN texts t ON t.row = h.row"
    select = f"SELECT h.row, d.text, t.places FROM {joined}"
    texts = {row["row"]: row for row in db.execute(f"{select} WHERE h.row IN ({marks})", [*page])}
    found = heads.heads_by_row(db, page)
    ways = frozenset(hit_wordings(asked))
    return [
        Hit(
            found[row],
            find_snippets(unpack_text(texts[row]["text"]), ways, json.loads(texts[row]["places"]), as_typed=as_typed),
            as_typed,
        )
        for row, as_typed in page.items()
    ]


def _facet_counts(db: sqlite3.Connection, rows: Sequence[int]) -> dict[str, list[tuple[str, int]]]:
    """Types, issuers, years, tags and dossiers of documents, the most frequent first; spellings alike but for capitals
    and the place of the mark (Uỷ, Ủy) as one."""
    got = db.execute(
        "SELECT doc_type, issuer, substr(date, 1, 4) FROM json_each(?)"
        " JOIN main.heads INDEXED BY heads_facets ON heads.row = value",
        (json.dumps(rows),),
    ).fetchall()
    columns = zip(("doc_type", "issuer", "year"), zip(*got, strict=True), strict=True) if got else ()
    counted = {name: _merge_spellings(Counter(value for value in values if value)) for name, values in columns}
    sorted_counts = {
        name: sorted(values.items(), key=lambda pair: (-pair[1], pair[0])) for name, values in counted.items()
    }
    arranged = {"tag": count_tags(db, rows), "dossier": count_dossiers(db, rows)}
    return sorted_counts | {name: values for name, values in arranged.items() if values}


def _merge_spellings(spellings: Counter[str]) -> Counter[str]:
    """Counts of what is spelled alike, under the most frequent spelling."""
    as_known: dict[str, str] = {}
    found: Counter[str] = Counter()
    for value, count in sorted(spellings.items(), key=lambda pair: (-pair[1], pair[0])):
        found[as_known.setdefault(_fold_name(value), value)] += count
    return found


@lru_cache(maxsize=_CACHED)
def _fold_name(value: str) -> str:
    return fold_case(value)


class DocumentFilters(ArrangementFilters, total=False):
    """Which documents are meant: `doc_type` is a code or a name, `issuer` and `signer` are a name or words in a row of
    it, `since` and `until` are days, months or years as `periods.parse_period` reads them; with
    `sure`, only those of which no value that lists show is doubtful. Tags and dossiers as of `ArrangementFilters`."""

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
    ways = ways_to_write(split_words(value))
    if not any(ways):
        raise InputError("filter.value", value=value)
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
