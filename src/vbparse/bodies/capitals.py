"""Names in capitals, as letterheads have them, in ordinary letters: "SỞ NỘI VỤ TỈNH HÀ NAM", Sở Nội vụ tỉnh Hà Nam."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from vbparse.language.levels import level_words
from vbparse.language.tables import rows
from vbparse.patterns import Cue
from vbparse.text import fold_view

WRITTEN_OUT = {
    "UBND": "Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân",
    "MTTQ": "Mặt trận Tổ quốc",
    "UBMTTQ": "Ủy ban Mặt trận Tổ quốc",
    "BCĐ": "Ban Chỉ đạo",
    "HĐTĐKT": "Hội đồng Thi đua - Khen thưởng",
    "TĐKT": "Thi đua - Khen thưởng",
    "VP": "Văn phòng",
}
"""Abbreviations that a name has in full."""
_SMALL = ("và", "các", "của", "về", "nhân dân", "chuyên môn", "quân sự")
"""Words that have no capital inside a name."""
_NAMING = ("body", "field", "name", "post")
"""Labels of terms that stand in names as their table has them."""
_VOWEL = Cue(r"[aeiouyàáâãèéêìíòóôõùúýăĩũơưạ-ỹ]", examples=["ubnd a", "ế"], rejects=["bcđ", "ttr"])
_JOINS = Cue(r"\s(?:và|-)\s", examples=["lao động - thương binh"], rejects=["dự án đầu tư"])
"""A term of several fields, each of which has its capital."""
_LONGEST = 8
"""Words of a term that is one in a name."""


def sentence_case(name: str, text: str = "") -> str:
    """A name in capitals as ordinary letters. The writing that the text itself has is taken; else terms are written as
    the tables have them, levels and joining words small, and all other words as proper names."""
    if not name.isupper() or name in WRITTEN_OUT:
        return name
    return _find_written(name, text) or " ".join(_write_words(name.split()))


def _write_words(words: list[str]) -> Iterator[str]:
    at, of_unit = 0, False
    while at < len(words):
        low = [word.lower() for word in words[at : at + _LONGEST]]
        level = _count_first(low, level_words())
        term = 0 if of_unit else _count_first(low, _terms())
        count = max(level if at else 0, term) or _count_first(low, _SMALL) or 1
        phrase = " ".join(low[:count])
        if at and level == count:
            of_unit = True
            yield phrase
        elif term == count:
            written = _terms()[phrase.rstrip(",;")] + phrase[len(phrase.rstrip(",;")) :]
            yield written if at else written[:1].upper() + written[1:]
        elif at and phrase in _SMALL:
            of_unit = False
            yield phrase
        else:
            yield _write_word(words[at])
        at += count


def _count_first(low: list[str], phrases: dict[str, str] | tuple[str, ...]) -> int:
    """How many of the first words are one of the phrases; the most that are."""
    counts = range(len(low), 0, -1)
    return next((count for count in counts if " ".join(low[:count]).rstrip(",;") in phrases), 0)


def _write_word(word: str) -> str:
    low = word.lower()
    keep = word in WRITTEN_OUT or not any(map(str.isalpha, word)) or not _VOWEL.search(low)
    return word if keep else low.capitalize()


@cache
def _terms() -> dict[str, str]:
    """Terms of names, in small letters → as they are written; the first writing of each, of bodies and fields first."""
    terms: dict[str, str] = {}
    for row in sorted(rows("organisations"), key=lambda row: row["label"] == "name"):
        if row["label"] in _NAMING and not (row["label"] == "name" and _JOINS.search(row["term"])):
            terms.setdefault(fold_view(row["term"]).lower(), fold_view(row["term"]))
    return terms


def _find_written(name: str, text: str) -> str | None:
    """The name as the text has it elsewhere in small letters."""
    plain = " ".join(text.split())
    small, lowered = plain.lower(), name.lower()
    at = small.find(lowered)
    while at >= 0:
        found = plain[at : at + len(lowered)]
        if not found.isupper() and found.lower() == lowered:
            return found
        at = small.find(lowered, at + 1)
    return None
