"""The letters of the legacy charsets, and how a text in one becomes Unicode.

`data/charsets.tsv` holds a row for each letter beyond ASCII: its bytes in TCVN 5712:1993 VN3 ("TCVN3", the ABC fonts),
in the VNI and VPS fonts for Windows, in VISCII (RFC 1456) and Windows-1258, and its spelling in VIQR (RFC 1456). TCVN3
has no capitals with tones: its fonts come in pairs, and the one whose name ends in H shows all letters as capitals.

A legacy text is met as the characters that Windows-1252 or Latin-1 shows for its bytes (`nh©n d©n`), or as Word keeps
bytes of symbol fonts, from U+F020 on. All of these are taken as the byte that they stand for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from vbparse.language.tables import rows
from vbparse.vocabularies import Charset

CHARSETS = {member.value: member.vi for member in Charset if member is not Charset.UNICODE}
"""What the charsets are called, by the names of `source.charset`."""

_PRIVATE = 0xF000
_CASE = 0x20
"""The bit in which capitals and small letters of Latin-1 differ."""
_WINDOWS = bytes(x for x in range(0x80, 0xA0) if x not in {0x81, 0x8D, 0x8F, 0x90, 0x9D})
_SHOWN = dict(zip(_WINDOWS, _WINDOWS.decode("cp1252"), strict=True))
# Names of glyphs that stand for two characters each; PDF readers give the other one.
_TWINS = {"\u03bc": 0xB5, "\u2219": 0xB7, "\u02c9": 0xAF}
_BYTES = str.maketrans(
    {char: chr(byte) for byte, char in _SHOWN.items()}
    | {char: chr(byte) for char, byte in _TWINS.items()}
    | {chr(_PRIVATE + byte): chr(byte) for byte in range(0x20, 0x100)}
)


class Converted(NamedTuple):
    """A text in Unicode. `starts` tells where each of its characters begins in the text that it was converted from, and
    at last where that ends, so it is one longer than the text."""

    text: str
    starts: Sequence[int]


def decode_as_windows(data: bytes) -> str:
    """Bytes as Windows-1252 shows them, a character a byte; what it leaves open is a control character."""
    return data.decode("latin-1").translate(_SHOWN)


def byte_view(text: str) -> str:
    """The text, of the same length, with each character that may stand for a byte as that byte (U+0080 to U+00FF)."""
    return text.translate(_BYTES)


def convert(text: str, charset: str) -> Converted:
    """All letters of a charset in Unicode; what is none of its letters stays."""
    view = text if charset == "viqr" else byte_view(text)
    table, pattern = letter_table(charset)
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    for match in pattern.finditer(view):
        parts.append(map_private_letters(text[at : match.start()]))
        starts.extend(range(at, match.start() + 1))
        parts.append(table[match[0]])
        at = match.end()
    parts.append(map_private_letters(text[at:]))
    starts.extend(range(at, len(text) + 1))
    return Converted("".join(parts), starts)


@cache
def letter_table(charset: str) -> tuple[dict[str, str], re.Pattern[str]]:
    """The letters of a charset by their spelling (its bytes as U+0000 to U+00FF), and the pattern of all spellings."""
    table: dict[str, str] = {}
    for row in rows("charsets"):
        spelling = row[charset]
        if spelling and charset != "viqr":
            spelling = bytes.fromhex(spelling).decode("latin-1")
        if spelling:
            table[spelling] = row["letter"]
    if charset == "vni":  # typists leave the shift key: a mark for capitals on a small letter, and the other way round
        table |= {x[0] + chr(ord(x[1]) ^ _CASE): letter for x, letter in table.items() if len(x) == 2}
    if charset == "viqr":
        table |= {"Dd": "Đ", "dD": "Đ"}
    if charset == "cp1258":
        table |= _spelt_apart(table)
    spellings = sorted(table, key=len, reverse=True)
    return table, re.compile("|".join(map(re.escape, spellings)))


def _spelt_apart(table: dict[str, str]) -> dict[str, str]:
    """Letters that Windows-1258 has as one byte, spelt as vowel and mark as the others are: à as a and grave."""
    tones = {"\xcc": "ÀÈÌÒÙàèìòù", "\xec": "ÁÉÍÓÚáéíóú"}
    plain = "AEIOUaeiou"
    return {
        a + mark: b for mark, toned in tones.items() for a, b in zip(plain, toned, strict=True) if a + mark not in table
    }


def map_private_letters(text: str) -> str:
    """The text, of the same length, with bytes that Word keeps as those of a symbol font as Windows-1252 shows them."""
    if not any("\uf020" <= c <= "\uf0ff" for c in text):
        return text
    return "".join(decode_as_windows(bytes([ord(c) - _PRIVATE])) if "\uf020" <= c <= "\uf0ff" else c for c in text)
