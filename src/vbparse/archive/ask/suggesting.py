"""What somebody may mean while they type: documents by their number, bodies by their name, documents by their title.

Each is looked up by an index, and only so far as its few rows take: numbers in `heads_number`, titles and issuers in
`title_folded`. Names of bodies are compared one by one, as `assignees` does it.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from vbparse.archive.answers import Assignee, Head
from vbparse.archive.ask import query
from vbparse.archive.ask.assignees import list_assignees
from vbparse.archive.index import facets, heads
from vbparse.archive.settle.restrictions import visible_sql
from vbparse.errors import InputError
from vbparse.language.doctypes import names_by_code
from vbparse.language.folding import fold, split_words
from vbparse.patterns import Cue

MOST = 8
"""Rows of all kinds together."""
NUMBERS, BODIES = 4, 2
"""Of which so many are documents by number; so many bodies that are charged, and as many that issue."""
_LOOKED_AT = 1000
"""Numbers that are compared; thousands of documents have one number."""
_ISSUED = 200
"""Documents, the newest, among which issuers are looked for."""
_NUMBER = Cue(
    r"(?i)(?:(?P<type>\p{L}[\p{L} ]*?)\s+)?(?:số:?\s*)?0*(?P<number>\d+\p{L}?)\s*(?:[/-]\s*(?P<symbol>.*))?",
    examples=["35", "35/KH", "35/", "quyết định 12", "Kế hoạch số 35/KH-UBND", "số 09/20"],
    rejects=["KH-UBND", "kế hoạch", "2023 trồng cây"],
    at="whole",
)


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What may be meant by what is being typed: documents by number, bodies that are charged, names of issuers, and
    documents by title."""

    numbers: list[Head] = field(default_factory=list)
    bodies: list[Assignee] = field(default_factory=list)
    issuers: list[str] = field(default_factory=list)
    titles: list[Head] = field(default_factory=list)


def suggest(db: sqlite3.Connection, typed: str) -> Suggestions:
    """What begins as typed, marks aside; nothing for less than two letters, or one digit. Never raises for what is
    typed: what cannot be asked for has no suggestions."""
    if len(split_words(typed)) > query.LONGEST or not (len(typed.strip()) > 1 or typed.strip().isdecimal()):
        return Suggestions()
    numbers = _find_numbers(db, typed)
    known = {head.document for head in numbers}
    bodies = [] if typed.strip().isdecimal() else _find_bodies(db, typed)
    issuers = [] if typed.strip().isdecimal() else _find_issuers(db, typed, {fold(body.name) for body in bodies})
    titles = [head for head in _find_titles(db, typed) if head.document not in known]
    return Suggestions(numbers, bodies, issuers, titles[: MOST - len(numbers) - len(bodies) - len(issuers)])


def _find_numbers(db: sqlite3.Connection, typed: str) -> list[Head]:
    """Documents of a number, the newest first, whose ký hiệu begins as typed; behind them longer numbers."""
    match = _NUMBER.fullmatch(" ".join(typed.split()))
    types = _types_called(match["type"]) if match else frozenset[str]()
    if not match or (match["type"] and not types):
        return []
    number, begins = match["number"].lower(), _keep_letters(match["symbol"] or "")
    rows = [
        row
        for end in ("|", "/")  # what stands in a key behind the number: see `keys.number_key`
        for row, key in _keys_between(db, f"{number}{end}", types, _LOOKED_AT)
        if _keep_letters(key[len(number) :]).startswith(begins)
    ]
    listed = sorted(rows, reverse=True)[:NUMBERS]
    if match["symbol"] is None and len(listed) < NUMBERS:
        listed += [row for row, _ in _keys_between(db, number, types, NUMBERS + len(rows)) if row not in rows]
    return heads.heads_in_order(db, listed[:NUMBERS])


def _keys_between(db: sqlite3.Connection, begins: str, types: frozenset[str], most: int) -> list[tuple[int, str]]:
    """The rows whose number begins so, with their keys, in the order of the index; those of some types, if any."""
    only = f" AND doc_type IN ({','.join('?' * len(types))})" if types else ""
    sql = f"SELECT row, number_key FROM heads WHERE number_key >= ? AND number_key < ? AND current = 1{only} LIMIT ?"
    return [tuple(row) for row in db.execute(sql, (begins, f"{begins}\U0010ffff", *types, most))]


def _types_called(typed: str | None) -> frozenset[str]:
    """The codes of the types that are called so, by name or code, marks aside."""
    called = fold(" ".join((typed or "").split()))
    return frozenset(code for code, name in names_by_code().items() if called and called in (fold(code), fold(name)))


def _keep_letters(symbol: str) -> str:
    return "".join(filter(str.isalnum, fold(symbol)))


def _find_bodies(db: sqlite3.Connection, typed: str) -> list[Assignee]:
    try:
        return list_assignees(db, typed, limit=BODIES)
    except InputError:
        return []


def _find_issuers(db: sqlite3.Connection, typed: str, known: set[str]) -> list[str]:
    """Issuers in whose names the words stand, the last one perhaps as the beginning of a word: those first that issued
    most of late."""
    words = split_words(typed)
    ways = [_issuer_expression(way, begins) for way in query.ways_to_write(words) for begins in (False, True)]
    rows = _match_titles(db, " OR ".join(ways), _ISSUED) if words else []
    names = Counter(head.issuer for head in heads.heads_by_row(db, rows).values() if head.issuer)
    spelled = {fold(name): name for name, _ in reversed(names.most_common())}
    ranked = [spelled[key] for key in dict.fromkeys(fold(name) for name, _ in names.most_common())]
    return [name for name in ranked if fold(name) not in known][:BODIES]


def _issuer_expression(words: tuple[str, ...], begins: bool) -> str:
    return "(" + " AND ".join(f'"{facets.ISSUER}{fold(word)}"' for word in words) + (" *" if begins else "") + ")"


def _find_titles(db: sqlite3.Connection, typed: str) -> list[Head]:
    """Documents in whose titles the words stand: in a row first, then anywhere; the newest first."""
    rows: dict[int, None] = {}
    for expression in _title_expressions(typed):
        if len(rows) < 2 * MOST:
            rows |= dict.fromkeys(_match_titles(db, expression, 2 * MOST))
    return heads.heads_in_order(db, list(rows)[: 2 * MOST])


def _title_expressions(typed: str) -> Iterator[str]:
    """What is typed, and with its last word as the beginning of one, in a row and anywhere."""
    whole = typed.rstrip()
    is_short = len((split_words(whole) or ("",))[-1]) == 1  # too little to be the beginning of a word
    for row in (query.IN_A_ROW, query.APART):
        for wording in (whole, whole[:-1] if is_short else f"{whole}*"):
            try:
                parts = query.parse_query(wording)
            except InputError:
                continue
            if query.required_parts(parts):
                yield query.build_expression(parts, folded=True, together=row)


def _match_titles(db: sqlite3.Connection, expression: str, most: int) -> list[int]:
    sql = f"SELECT rowid FROM title_folded WHERE title_folded MATCH ?{visible_sql(db, 'rowid')}"
    return [row for (row,) in db.execute(f"{sql} ORDER BY rowid DESC LIMIT ?", (expression, most))]
