"""What can be asked for instead of words that no document has: the other words, or near spellings.

Every word one slip away is looked up, as most are in no index: three hundred look-ups take some milliseconds. They need
no list of words, which would tell what restricted documents say.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice, product
from string import ascii_lowercase
from typing import Unpack

from vbparse.archive.ask.query import Query, format_query, parse_query, required_parts
from vbparse.archive.ask.search import DocumentFilters, lost_parts, matches_any
from vbparse.archive.settle.restrictions import visible_sql
from vbparse.language.folding import fold

_LEAST, _LONGEST = 3, 12
"""Letters of a word: shorter ones are near to everything; there is no longer syllable, and few longer words."""
_COUNTED = 200
"""Documents of a spelling that are counted."""


MOST = 3
"""Near spellings of a word, and queries with them."""


@dataclass(frozen=True, slots=True)
class Instead:
    """Queries that find something: `rest` is without the words that no document has (empty where that finds nothing),
    `respelled` have near spellings in their place."""

    rest: str = ""
    respelled: list[str] = field(default_factory=list)


def find_instead(db: sqlite3.Connection, query: str, **filters: Unpack[DocumentFilters]) -> Instead:
    """What can be asked for instead of a query that finds nothing, under the same filters. Raises InputError as
    `search` does."""
    parsed = parse_query(query)
    lost = lost_parts(db, parsed)
    if not lost:
        return Instead()
    rest = tuple(part for part in parsed if part not in lost)
    return Instead(
        format_query(rest) if required_parts(rest) and matches_any(db, rest, filters) else "",
        [format_query(near) for near in _respell(db, parsed, lost) if matches_any(db, near, filters)][:MOST],
    )


def _respell(db: sqlite3.Connection, parsed: Query, lost: Query) -> Iterator[Query]:
    """The query with near spellings of single words that stand nowhere; nothing where one has none."""
    near = {part: near_spellings(db, part.words[0]) if len(part.words) == 1 else [] for part in lost}
    choices = ([replace(part, words=(word,), typed=word + "*" * part.prefix) for word in near[part]] for part in lost)
    for chosen in islice(product(*choices), MOST**2):
        changed = dict(zip(lost, chosen, strict=True))
        yield tuple(changed.get(part, part) for part in parsed)


def near_spellings(db: sqlite3.Connection, word: str, most: int = MOST) -> list[str]:
    """The words without marks that are one letter away from a word, or two letters in the other order, and stand in a
    document: the most frequent first."""
    plain = fold(word)
    if not (_LEAST <= len(plain) <= _LONGEST and plain.isascii() and plain.isalpha()):
        return []
    counts = {near: _count_documents(db, near) for near in sorted(set(_slips(plain)) - {plain})}
    return sorted(filter(counts.__getitem__, counts), key=lambda near: (-counts[near], near))[:most]


def _slips(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        start, end = word[:at], word[at:]
        yield from (start + letter + end for letter in ascii_lowercase)
        if end:
            yield start + end[1:]
            yield from (start + letter + end[1:] for letter in ascii_lowercase)
        if len(end) > 1:
            yield start + end[1] + end[0] + end[2:]


def _count_documents(db: sqlite3.Connection, word: str) -> int:
    sql = f"SELECT rowid FROM text_folded WHERE text_folded MATCH ?{visible_sql(db, 'rowid')} LIMIT ?"
    return int(db.execute(f"SELECT count(*) FROM ({sql})", (f'"{word}"', _COUNTED)).fetchone()[0])
