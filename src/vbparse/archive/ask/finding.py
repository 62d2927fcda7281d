"""Which document is meant: an id, the beginning of one (of a part with its number: 0f3c#2), or a số ký hiệu."""

from __future__ import annotations

import sqlite3
import unicodedata

from vbparse.archive.answers import Head
from vbparse.archive.index import heads, keys
from vbparse.errors import InputError, UnknownError
from vbparse.language.doctypes import codes_by_name, names_by_code
from vbparse.language.folding import fold, fold_case
from vbparse.patterns import Cue
from vbparse.sentences import Sentence

SHOWN = 8
"""Candidates that a message lists."""
_LISTED = 50
"""Candidates that are looked up at most."""
_ID = Cue(
    r"(?i)([0-9a-f]{4,64})(?:#(\d*))?",
    examples=["0f3c", "0F3C5a1b2d4e#2", "2023"],
    rejects=["0f3", "35/KH-UBND", "0f3c#a"],
    at="whole",
)
_NUMBER = Cue(
    r"(?i)(?:(?P<type>\p{L}[\p{L} ]*?)\s+)??(?:số:?\s*)?(?P<number>\d+\p{L}?)\s*(?:[/-]\s*(?P<symbol>.*\S))?",
    examples=["35/KH-UBND", "Kế hoạch số 35/KH-UBND", "số: 12", "15a/QĐ-UBND", "36-HD/VPTW"],
    rejects=["KH-UBND", "kế hoạch", "35/"],
    at="whole",
)
_HIGHEST = "\U0010ffff"


def matching_heads(db: sqlite3.Connection, wording: str) -> list[Head]:
    """The documents that a name fits: of a số ký hiệu one version of each."""
    wording = unicodedata.normalize("NFC", wording).strip()
    heads_of_id: list[Head] = []
    if match := _ID.fullmatch(wording):
        begins, part = match[1].lower(), match[2]
        rows = db.execute(
            f"SELECT {heads.COLUMNS} FROM heads WHERE document >= ? AND document < ? AND document LIKE ?"
            " ORDER BY length(document), document LIMIT ?",
            (begins, begins + "g", f"%#{part}" if part else "%", _LISTED),
        )
        heads_of_id = [heads.read_head(row) for row in rows]
        if whole := [head for head in heads_of_id if head.document == wording.lower()]:
            return whole
    # Digits can be both.
    return heads_of_id + [head for head in _find_by_number(db, wording) if head not in heads_of_id]


def _find_by_number(db: sqlite3.Connection, named: str) -> list[Head]:
    """The documents of a số ký hiệu; of a bare number, those of any ký hiệu and year; where none has the marks that
    were typed, those that are alike without."""
    key = _typed_number_key(named)
    if not key:
        return []
    bare, _, symbol = key.partition("|")
    lowest, highest = f"{bare}|", f"{bare}|{_HIGHEST}"
    if symbol:
        return _heads_between(db, key, key) or [
            head for head in _heads_between(db, lowest, highest, -1) if _has_like_symbol(head, symbol)
        ]
    of_years = [] if keys.has_year(key) else _heads_between(db, f"{bare}/", f"{bare}/{_HIGHEST}")
    return _heads_between(db, lowest, highest) + of_years


def _typed_number_key(named: str) -> str | None:
    """The key of a số ký hiệu, which may stand behind the type: Kế hoạch số 35/KH-UBND."""
    match = _NUMBER.fullmatch(named)
    if not match or (match["type"] and not (match["symbol"] and _is_document_type(match["type"]))):
        return None
    return keys.number_key(match["number"], match["symbol"])


def _is_document_type(typed: str) -> bool:
    return " ".join(fold_case(typed).split()) in codes_by_name() or typed.upper() in names_by_code()


def _heads_between(db: sqlite3.Connection, first: str, last: str, limit: int = _LISTED) -> list[Head]:
    rows = db.execute(
        f"SELECT {heads.COLUMNS} FROM heads WHERE number_key BETWEEN ? AND ? AND current = 1 ORDER BY row DESC LIMIT ?",
        (first, last, limit),
    )
    return [heads.read_head(row) for row in rows]


def _has_like_symbol(head: Head, symbol: str) -> bool:
    found = _NUMBER.fullmatch(head.canonical or "")
    key = keys.number_key(found["number"], found["symbol"]) if found else None
    return bool(key) and fold((key or "").partition("|")[2]) == fold(symbol)


def find_head(db: sqlite3.Connection, document: str) -> Head:
    """The one document that is named. Raises UnknownError where the name fits none, InputError where it fits several,
    which are listed."""
    matches = matching_heads(db, document)
    if len(matches) == 1:
        return matches[0]
    if not matches:
        raise UnknownError("document.unknown", document=document)
    lines = "".join(f"\n  {head_line(head)}" for head in matches[:SHOWN])
    more = Sentence("document.more", count=len(matches) - SHOWN) if len(matches) > SHOWN else ""
    many = "document.many" if len(matches) >= _LISTED else "document.several"
    raise InputError(many, document=document, count=len(matches), lines=lines, more=f"\n  … {more}" if more else "")


def head_line(head: Head) -> str:
    """A document in one line: the beginning of its id, then what people know it by."""
    known = [head.canonical or head.doc_type, head.date, head.issuer, head.title or head.name]
    return f"{heads.short_id(head.document)}  " + " · ".join(part for part in known if part)
