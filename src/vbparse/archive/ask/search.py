"""Full-text search: writing the index, and asking it (`query` reads what is typed, `ranking` finds and orders)."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import islice

from vbparse.archive.answers import Head, Hit, SearchResult
from vbparse.archive.ask import query
from vbparse.archive.ask.query import Query
from vbparse.archive.ask.ranking import CAP, Search
from vbparse.archive.ask.snippets import snippets
from vbparse.archive.days import periods
from vbparse.archive.index import facets, heads, pairs
from vbparse.archive.index.places import Place
from vbparse.errors import InputError
from vbparse.language.doctypes import code_of_name
from vbparse.language.folding import exact, fold
from vbparse.schema import Document

INDEXES = ("title_exact", "title_folded", "text_exact", "text_folded")
"""The tables of words. Their rows are those of `heads`."""


def index(db: sqlite3.Connection, row: int, document: Document, at: Sequence[Place]) -> None:
    """Write the text of a document whose head is written already, with its places; it can be found from now on."""
    text = document.text or ""
    db.execute(
        "INSERT INTO texts (row, text, places, shown) VALUES (?, ?, ?, 0)",
        (row, zlib.compress(text.encode()), json.dumps(at, ensure_ascii=False, separators=(",", ":"))),
    )
    show(db, row, shown=True)


def unindex(db: sqlite3.Connection, row: int) -> None:
    """Take a document out, while its head still is as it was when it was indexed."""
    show(db, row, shown=False)
    db.execute("DELETE FROM texts WHERE row = ?", (row,))


def show(db: sqlite3.Connection, row: int, *, shown: bool) -> None:
    """Let a document be found, or not: only the version that stands for its work is."""
    held = db.execute("SELECT shown, text FROM texts WHERE row = ?", (row,)).fetchone()
    if not held or bool(held["shown"]) == shown:
        return
    head = db.execute("SELECT * FROM heads WHERE row = ?", (row,)).fetchone()
    # A table without content forgets a row only by what was written into it.
    for table, found in _words(head, _text(held["text"])).items():
        if shown:
            db.execute(f"INSERT INTO {table} (rowid, words) VALUES (?, ?)", (row, found))
        else:
            db.execute(f"INSERT INTO {table} ({table}, rowid, words) VALUES ('delete', ?, ?)", (row, found))
    db.execute("UPDATE texts SET shown = ? WHERE row = ?", (int(shown), row))


def complete(db: sqlite3.Connection) -> None:
    """Write the words of every document that stands for its work, where new tables have none of them."""
    rows = db.execute("SELECT row FROM heads WHERE current = 1 ORDER BY row").fetchall()
    for (row,) in rows:
        show(db, row, shown=True)


def clear(db: sqlite3.Connection) -> None:
    """Empty the index and the texts."""
    for table in INDEXES:
        db.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
    db.execute("DELETE FROM texts")


def text(db: sqlite3.Connection, document: str) -> str:
    """The text of a document held; empty where it is not."""
    found = db.execute(
        "SELECT text FROM texts JOIN heads ON heads.row = texts.row WHERE document = ?", (document,)
    ).fetchone()
    return _text(found["text"]) if found else ""


def _text(held: bytes) -> str:
    return zlib.decompress(held).decode()


def _words(head: sqlite3.Row, text: str) -> dict[str, str]:
    """What is written into each table of words."""
    title = head["title"] or ""
    known = " ".join(facets.of(head))
    text = f"{text}\n{title}\n{head['canonical'] or ''}"  # what was corrected need not stand in it
    plain = fold(text)
    found = (exact(title), fold(title), exact(text), f"{plain}\n{' '.join(pairs.of(plain))}")
    return {table: f"{said}\n{known}" for table, said in zip(INDEXES, found, strict=True)}


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


def _filters(db: sqlite3.Connection, doc_type: str | None, issuer: str | None, signer: str | None) -> list[str]:
    wishes = ((facets.TYPE, _type_code(doc_type)), (facets.ISSUER, issuer), (facets.SIGNER, signer))
    return [facets.expression(db, mark, wish) for mark, wish in wishes if wish is not None]


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
            snippets(_text(texts[row]["text"]), ways, json.loads(texts[row]["places"]), as_typed=as_typed),
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
