"""Facets: what is known of a document as words of the index, so that a filter is a term of an expression of FTS5.

They stand in each table behind the text and begin with a letter of their own, which nobody types. Issuer and signer
stand as single words and as a whole.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from vbparse.archive.ask import query
from vbparse.archive.settle.restrictions import visible
from vbparse.errors import InputError
from vbparse.language.folding import fold, words

TYPE, ISSUER, SIGNER = "τισ"
ANY = "ω"
"""Stands in every document."""
_NUMBER = "ν"


def of(head: sqlite3.Row) -> Iterator[str]:
    """The facets of a row of `heads`."""
    yield ANY
    for mark, value in ((TYPE, head["doc_type"]), (ISSUER, head["issuer"]), (SIGNER, head["signer"])):
        if found := words(value or ""):
            yield from dict.fromkeys([*(mark + fold(word) for word in found), _whole(mark, found)])
    if head["canonical"]:
        yield number(words(head["canonical"]))


def number(found: Sequence[str]) -> str:
    """The facet of a số ký hiệu, however it is written: 09/2019/QĐ-UBND."""
    return _NUMBER + fold("".join(found)).lstrip("0")


def expression(db: sqlite3.Connection, mark: str, value: str) -> str:
    """What a document of this value matches; where there is no such value, one with its words in a row. Raises
    InputError where the value holds no word."""
    ways = query.ways_to_write(words(value))
    if not any(ways):
        raise InputError(f"“{value}” cannot be a filter; give a word.")
    whole = " OR ".join(f'"{_whole(mark, way)}"' for way in ways)
    known = db.execute(
        f"SELECT 1 FROM title_folded WHERE title_folded MATCH ?{visible(db, 'rowid')} LIMIT 1", (whole,)
    ).fetchone()
    parts = " OR ".join(f'"{" ".join(mark + fold(word) for word in way)}"' for way in ways)
    return f"({whole if known else parts})"


def _whole(mark: str, found: Sequence[str]) -> str:
    return mark + fold("".join(found))
