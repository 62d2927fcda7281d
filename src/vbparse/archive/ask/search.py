"""Full-text search: writing the index, and asking it (`query` reads what is typed, `ranking` finds and orders)."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from vbparse.archive.answers import Head, Hit, SearchResult
from vbparse.archive.ask import query
from vbparse.archive.ask.filters import _filters, _first_row, _last_row
from vbparse.archive.ask.query import Query
from vbparse.archive.ask.ranking import CAP, Search
from vbparse.archive.ask.snippets import snippets
from vbparse.archive.index import heads
from vbparse.archive.index.fulltext import unpack_text
from vbparse.errors import InputError
from vbparse.language.folding import exact


def search(
    db: sqlite3.Connection,
    typed: str,
    *,
    doc_type: str | None = None,
    issuer: str | None = None,
    since: str | None = None,
    until: str | None = None,
    signer: str | None = None,
    limit: int = 20,
    offset: int = 0,
) -> SearchResult:
    """Documents in which all words of a query stand (see `query`), with marks or without.

    First come those whose own number was typed, then those with the marks that were typed, then the others; of each
    those with the words in the title, then in a row, then in twos, then anywhere; of each the newest. `doc_type` is a
    code or a name, `issuer` and `signer` a name or words in a row of it, `since` and `until` are days, months or years
    as of `periods.asked`. Without a word that must stand, the filters alone choose. Facets are counted over the
    newest that match.

    Raises InputError where nothing is asked for, or a date is none.
    """
    asked = query.parse(typed)
    filters = _filters(db, doc_type, issuer, signer)
    if not (query.wanted(asked) or filters or since or until):
        said = f"“{typed.strip()}” names no word that must stand" if typed.strip() else "nothing is searched for"
        raise InputError(f"{said}; add a word, or a filter.")
    asking = Search(db, asked, filters, _first_row(since, until), _last_row(until))
    first, last = max(0, offset), min(CAP, max(0, offset) + max(0, limit))
    matching, more = asking.matching()
    ranked = asking.ranked(matching, last, more=more)
    return SearchResult(
        hits=_hits(db, asked, dict(islice(ranked.items(), first, max(first, last)))),
        total=len(matching),
        capped=more,
        facets=_facet_counts(db, matching),
        nowhere=[] if matching else _nowhere(db, asked, (doc_type, issuer, signer)),
    )


def _nowhere(db: sqlite3.Connection, asked: Query, wishes: tuple[str | None, str | None, str | None]) -> list[str]:
    """What was asked for that no document has by itself."""

    def held(part: Query, filters: Sequence[str]) -> bool:
        return bool(Search(db, part, filters, 0, heads.LAST).newest(1))

    words = [part.typed for part in query.wanted(asked) if not held((part,), ())]
    each = [[wish if at == i else None for i in range(3)] for at, wish in enumerate(wishes) if wish is not None]
    return words + [next(filter(None, one)) for one in each if not held((), _filters(db, *one))]


def newest(
    db: sqlite3.Connection,
    *,
    doc_type: str | None = None,
    issuer: str | None = None,
    signer: str | None = None,
    since: str | None = None,
    until: str | None = None,
    below: int | None = None,
    limit: int = 50,
) -> list[tuple[int, Head]]:
    """Documents that filters leave (as of `search`), newest first, each with its row: those below a row."""
    filters = _filters(db, doc_type, issuer, signer)
    if not (filters or since or until):
        return heads.newest(db, below, limit)
    last = _last_row(until) if below is None else min(_last_row(until), below - 1)
    rows = Search(db, (), filters, _first_row(since, until), last).newest(limit)
    found = heads.by_rows(db, rows)
    return [(row, found[row]) for row in rows]


def _hits(db: sqlite3.Connection, asked: Query, page: dict[int, bool]) -> list[Hit]:
    marks = ",".join("?" * len(page))
    texts = {
        row["row"]: row for row in db.execute(f"SELECT row, text, places FROM texts WHERE row IN ({marks})", [*page])
    }
    found = heads.by_rows(db, page)
    ways = frozenset(query.ways(asked))
    return [
        Hit(
            found[row],
            snippets(unpack_text(texts[row]["text"]), ways, json.loads(texts[row]["places"]), as_typed=as_typed),
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
    counted = {name: _counted(Counter(value for value in values if value)) for name, values in columns}
    return {name: sorted(values.items(), key=lambda pair: (-pair[1], pair[0])) for name, values in counted.items()}


def _counted(spellings: Counter[str]) -> Counter[str]:
    """Counts of what is spelled alike, under the most frequent spelling."""
    as_known: dict[str, str] = {}
    found: Counter[str] = Counter()
    for value, count in sorted(spellings.items(), key=lambda pair: (-pair[1], pair[0])):
        found[as_known.setdefault(exact(value), value)] += count
    return found
