"""What a ký hiệu says of its body, and whether it is written as one.

Source: Nghị định 30/2020/NĐ-CP, phụ lục I, ô số 3 and phụ lục III; of the Party Hướng dẫn 36-HD/VPTW.
"""

from __future__ import annotations

from functools import cache

import regex

from vbparse.language.doctypes import codes_by_name
from vbparse.language.folding import fold
from vbparse.patterns import Cue

_GROUP = Cue(
    r"(?:\d{4})?(?:[\p{Lu}&.]{1,20}[a-zđ]{0,2}(?:\d{2,5}|\d$)?){1,3}|\d{4}",
    examples=["UBND", "TTg", "TTr", "QH15", "SNN&PTNT", "BCĐ389QNg", "TTra", "2024", "UBTVQH10", "Cty", "P2"],
    rejects=["Bộ", "Cơ", "TT1g", "của"],
    at="whole",
)
"""A group of letters between hyphens and slashes."""
_CAPITAL = Cue(r"\p{Lu}", examples=["TTg"], rejects=["g2"])
_MINISTRY = Cue(r"B[A-ZĐ]{2,5}", examples=["BYT", "BGDĐT"], rejects=["BCĐ389", "SYT"], at="whole")
_COMPARED = 3
"""Letters of a body's abbreviation that are compared: behind them stand rooms and places."""
_BY_WORD = {
    "TTG": ("Thủ tướng",),
    "CP": ("Chính phủ",),
    "CTN": ("Chủ tịch nước",),
    "QH": ("Quốc hội",),
    "UBTVQH": ("Thường vụ Quốc hội",),
    "UBND": ("Ủy ban nhân dân", "UBND", "Ủy ban hành chính"),
    "UB": ("Ủy ban", "UBND"),
    "HĐND": ("Hội đồng nhân dân", "HĐND"),
    "TU": ("Tỉnh ủy", "Thành ủy", "Đảng bộ", "Thường vụ", "Thường trực"),
    "HU": ("Huyện ủy", "Đảng bộ", "Thường vụ"),
    "ĐU": ("Đảng ủy", "Đảng bộ", "Thường vụ"),
}
"""Bodies that go by other letters than the first of their words, or whose organs write their symbol."""
_NO_BODY = ("TW", "VP", "VPTW")
"""Symbols of many bodies."""


def organ_of_symbol(symbol: str | None) -> str | None:
    """The letters of the body in a symbol: UBND of KH-UBND, BYT of BYT-DP, TTg of 25/2021/QĐ-TTg; None where it names
    none, or one of many."""
    groups = [group for group in regex.split(r"[-/]", symbol or "") if group and not group[0].isdigit()]
    if groups and groups[0].upper() in _type_codes():
        groups = groups[1:]
    organ = groups[0] if groups else None
    return organ if organ and organ not in _NO_BODY and len(organ) > 1 else None


@cache
def _type_codes() -> frozenset[str]:
    return frozenset(code.upper() for code in codes_by_name().values())


def names_state_body(organ: str) -> bool:
    """Whether the letters in a symbol are those of an organ of the State or the Party that one knows by them, or of a
    ministry."""
    letters = regex.sub(r"\d+", "", organ)
    return letters.upper() in _BY_WORD or _MINISTRY.fullmatch(letters) is not None


def names_body(organ: str, name: str) -> bool:
    """Whether the letters of a body in a symbol can be those of a name: UBND of Ủy ban nhân dân, SYT of Giám đốc Sở Y
    tế; the words of the name may leave letters out, and write some as letters (Trường THPT)."""
    written = _BY_WORD.get(regex.sub(r"\d+", "", organ).upper())
    if written:
        plain = " ".join(fold(name).split())
        return any(fold(word) in plain for word in written)
    wanted = [fold(letter) for letter in _CAPITAL.findall(organ)][:_COMPARED]
    at = 0
    for letter in _initials(name):
        at += at < len(wanted) and letter == wanted[at]
    return at == len(wanted)


def _initials(name: str) -> str:
    """The first letters of the words, and all of those that are written as letters, in small letters."""
    words = (word for word in regex.split(r"[\s\-–,()/]+", name) if word)
    return "".join(fold(word if word.isupper() else word[0]) for word in words)


def is_well_formed(symbol: str) -> bool:
    """Whether each group of a symbol is written as one is."""
    return all(_GROUP.fullmatch(group) for group in regex.split(r"[-/,]", symbol))
