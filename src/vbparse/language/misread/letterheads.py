"""Lines of a letterhead, as they are misread: "Só:/KH-SYT" is the line of số and ký hiệu, "TỈNH LẬM ĐÔNG" names a
province, and there is one that is written with these letters.

A name of a province that is one is left. Digits are never mended.
"""

from __future__ import annotations

from functools import cache

from vbparse.language.folding import fold
from vbparse.language.landmarks.blanks import WHOLE_NUMBER_LINE, is_symbol_there
from vbparse.language.levels import CENTRAL_CITIES
from vbparse.language.misread.letters import keep_line_ends, match_case
from vbparse.language.tables import column
from vbparse.patterns import Cue
from vbparse.text import fold_view

_PROVINCE = Cue(
    r"(?<!\w)(?:(?P<word>tinh|thanh pho|tp\.?)\s+)(?P<name>\p{L}+(?:[ -]+\p{L}+){0,4})",
    examples=["tinh lam dong", "tp. ho chi minh", "thanh pho hue"],
    rejects=["xa lam dong", "tinhlam dong"],
)
"""The word of a province and what stands behind, in letters without marks."""
_PLACE = Cue(
    r"(?m:^)\W{0,2}(?P<name>\p{L}+(?:[ -]\p{L}+){0,3}) ?, ?ngay(?!\p{L})",
    examples=["lam dong, ngay 3", "ha noi , ngay"],
    rejects=["tinh, huyen", "lam dong, ngayxua"],
)
"""The place of issue, at the start of a line."""
_MOST_SYLLABLES = 5
"""Syllables of the longest name of a province: Bà Rịa - Vũng Tàu has four, and a hyphen."""


def repair_letterheads(value: str, view: str) -> str:
    """The view with the word of the number line, and provinces, as they are meant."""
    out = list(view)
    folded = keep_line_ends(value, fold(view))
    for match in WHOLE_NUMBER_LINE.finditer(folded):
        if is_symbol_there(value, match):
            start, end = match.span("word")
            out[start:end] = match_case(view[start:end], "số")
    seen: set[str] = set()
    for match in _PROVINCE.finditer(folded):
        seen |= _repair_name(view, out, folded, match.start("name"), city=match["word"] != "tinh")
    for match in _PLACE.finditer(folded):
        if match["name"] in seen:
            _repair_name(view, out, folded, match.start("name"), city=match["name"] in _provinces(city=True))
    return "".join(out)


def _repair_name(view: str, out: list[str], folded: str, start: int, *, city: bool) -> set[str]:
    """Write the province that begins here as it is meant; gives back its letters without marks."""
    words = [word.strip(".,;:") for word in folded[start : start + _longest()].split()]
    provinces = _provinces(city=city)
    for count in range(min(len(words), _MOST_SYLLABLES), 0, -1):
        letters = " ".join(words[:count])
        end = start + len(letters)
        if not letters or letters not in provinces or fold(view[start:end]) != letters or view[end : end + 1].isalpha():
            continue
        read, meant = view[start:end].split(), provinces[letters].split()
        if not all(word[0].isupper() for word in read if word[0].isalpha()):
            return set()
        if [word.lower() for word in read] != meant:
            out[start:end] = " ".join(match_case(a, b) for a, b in zip(read, meant, strict=True))
        return {letters}
    return set()


@cache
def _longest() -> int:
    return max(map(len, column("provinces", "name"))) + 1


@cache
def _provinces(*, city: bool) -> dict[str, str]:
    """Letters without marks → the name in small letters of the match view, of provinces or of cities of their rank."""
    names = (fold_view(name).lower() for name in column("provinces", "name"))
    return {fold(name): name for name in names if (name in CENTRAL_CITIES) == city}
