"""Strokes that a machine swallows or takes for a letter: (th) for (t/h), 4KH and 4IKH for 4/KH, VW for V/v.

Whether a stroke was there is measured on the picture (`readers.ocr.slashes`); here is where one can be missing.
"""

from __future__ import annotations

import regex

from vbparse.language.doctypes import names_by_code
from vbparse.patterns import Cue

_SHORT = Cue(
    r"\(?(?P<form>[tp]h)(?:iện|i[eê]n|ợp)?\W*",
    examples=["(th);", "thiện)", "phợp", "ph"],
    rejects=["(t/h)", "thôn", "phòng"],
    at="whole",
)
_LAST = Cue(r"\)[;.,:\s]*", examples=["th);", ")"], rejects=["th;"])
_SWALLOWED = Cue(
    r"(?:S[ốôo6]\W*)?\d*(?P<form>\d[A-ZĐ]{2,4})-[A-ZĐ]",
    examples=["4KH-UBND", "Số:125QĐ-UBND"],
    rejects=["4/KH-UBND", "KH-UBND", "4KH"],
    at="start",
)
_READ_AS_LETTER = Cue(
    r"(?:S[ốôo6]\W*)?\d+(?P<stroke>[Il|])(?P<code>[A-ZĐ]{2,4})-[A-ZĐ]",
    examples=["4IKH-UBND", "Số:12lQĐ-UBND", "7|TB-SNN"],
    rejects=["4/KH-UBND", "IKH-UBND"],
    at="start",
)
_ABOUT = Cue(r"V(?:W[wÑ]?|/w)", examples=["VW", "VWw", "V/w"], rejects=["V/v", "VN", "W"], at="whole")


def match_short_form(line: str, word: str) -> regex.Match[str] | None:
    """The last word of a line that ends in brackets, where it is a short form less its stroke: t/h, p/h (`form`)."""
    return _SHORT.fullmatch(word) if "(" in line and _LAST.search(line[-3:]) else None


def match_swallowed(word: str) -> regex.Match[str] | None:
    """Number and type without the stroke between: `form` is the last digit with the type."""
    match = _SWALLOWED.match(word)
    return match if match and match["form"][1:] in names_by_code() else None


def match_read_as_letter(word: str) -> regex.Match[str] | None:
    """Number and type with a letter in place of the stroke (`stroke`)."""
    match = _READ_AS_LETTER.match(word)
    return match if match and match["code"] in names_by_code() else None


def is_misread_about(word: str) -> bool:
    """Whether a word is V/v with the stroke read as a letter."""
    return _ABOUT.fullmatch(word) is not None
