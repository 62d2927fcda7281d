"""Numbers as files write them, and those of automatic lists as Word and browsers show them."""

from __future__ import annotations

from vbparse.language.labels import format_roman
from vbparse.patterns import Cue

_WHOLE = Cue(r"\s*0*([0-9]+)\s*", examples=["12", " 007 "], rejects=["²", "-1", "1.5", "12pt", ""], at="whole")
MOST_COLUMNS = 200
"""Columns up to which cells span; what is written as more cells than that is read."""
_GREATEST_ROMAN = 3999
"""No letter stands for what is greater."""
_LETTERS, _LONGEST = 26, 10
"""Letters of the alphabet, and of one label at most."""


def parse_whole_number(text: str | None, most: int) -> int | None:
    """A number in an attribute of a file, `most` where it is greater; None where what is written is none. (`isdigit` is
    true of "²", which `int` refuses as it does thousands of digits.)"""
    match = _WHOLE.fullmatch(text or "")
    if match is None:
        return None
    return most if len(match[1]) > len(str(most)) else min(int(match[1]), most)


def format_number(number: int, form: str) -> str:
    """A number in a format named as in OOXML; letters go on as aa, bb behind z. Unknown formats give digits."""
    if form in {"upperRoman", "lowerRoman"} and 0 < number <= _GREATEST_ROMAN:
        return format_roman(number) if form == "upperRoman" else format_roman(number).lower()
    if form in {"upperLetter", "lowerLetter"} and number > 0:
        letter = chr(ord("a") + (number - 1) % _LETTERS) * min((number - 1) // _LETTERS + 1, _LONGEST)
        return letter.upper() if form == "upperLetter" else letter
    if form == "none":
        return ""
    return f"{number:02}" if form == "decimalZero" else str(number)
