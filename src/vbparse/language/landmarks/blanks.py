"""Number line and date line of recognised text, with the slots into which an office writes by hand or stamps.

What stands in a slot is any text, for a machine reads handwriting as anything. Matched on folded text.
"""

from __future__ import annotations

from functools import cache

import regex

from vbparse.language.doctypes import codes_by_name
from vbparse.language.folding import fold
from vbparse.patterns import Cue

NUMBER_SLOT = Cue(
    r"\W{0,2}s[o0]\s*[:;.,]*\s*(?P<number>.{0,16}?)\s*(?:[/⁄]\s*(?:(?:19|20)\d\d\s*[/⁄]\s*)?|-\s*)(?=[a-z&]{2})",
    examples=["so: 29/kh-ubnd", "so:      /qd-ubnd", "s0 5z8/2024/qd-ubnd", "so 26-kh/du"],
    rejects=["so: 29", "so luong cac ho dan tren dia ban/xa", "theo so: 29/kh"],
    at="start",
)
DATE_SLOTS = Cue(
    r".{2,50}?ngay\s*(?P<day>.{0,12}?)\s*thang\s*(?P<month>.{0,12}?)\s*nam\s*(?P<year>.{0,8}?)\W*$",
    examples=["hoa lu, ngay 3 thang 5 nam 2024", "xa phu dien, ngay    thang   nam 2024"],
    rejects=["hoa lu, ngay 3/5/2024", "ngay 3 thang 5 nam 2024 cua uy ban nhan dan tinh"],
    at="start",
)
_NUMBER_OPENING = Cue(r"\W{0,2}s[o0]", examples=["so:", "- so 5"], rejects=["cong so"], at="start")
WHOLE_NUMBER_LINE = Cue(
    r"(?m:^)\W{0,2}(?P<word>s[o0]) ?(?P<colon>[:;])?[ .,…]*(?:\d[\d.]*[a-z]?)?[ .…]*[/⁄] ?"
    r"(?P<code>[a-z]{2,5})(?: ?[-/] ?[a-z][a-z\d]*){1,3}\W{0,2}(?m:$)",
    examples=["so:/kh-ubnd", "so: 12/kh-ttra", "s0 /qd-ubnd", "so/kh-syt"],
    rejects=["so: 12/kh-ubnd ngay 5", "so y te", "so ho/nam 2024", "so: 12/kh"],
)
"""A line of số and ký hiệu with nothing beside it, its number left open or not."""
_DATE_OPENING = Cue(r".{2,40}, ?ngay", examples=["hoa lu, ngay", "x.a,ngay"], rejects=["hoa lu ngay"], at="start")
_LONE_NUMBER = Cue(
    r"[Ss][oóòỏõọôốồổỗộ0][^\w/]{0,3}[^\s/]{0,6}\s?/\s?\p{Lu}{2}\p{L}{0,3}(?:-\p{Lu}[\p{L}\d]*){1,3}",
    examples=["só:45/KH-STC", "sóx?3/KH-STC", "Số: 1/QĐ-UBND"],
    rejects=["số 12/QĐ-UBND ngày 5", "Sở:/KH-STC", "số hộ/người"],
    at="whole",
)
"""A number line with nothing behind it; its first letter may be read as a small one."""
_HORNED = tuple("ơờớởỡợƠỜỚỞỠỢ")
"""SỞ is no Số."""


def is_number_line(text: str) -> bool:
    """Whether a line holds số and ký hiệu and nothing else, whatever marks were read in its first word."""
    match = WHOLE_NUMBER_LINE.fullmatch(fold(text))
    return match is not None and is_symbol_there(text, match)


def is_symbol_there(text: str, match: regex.Match[str]) -> bool:
    """Whether what a match of `WHOLE_NUMBER_LINE` takes for a ký hiệu is one: capitals, behind a colon or of a type."""
    code = text[slice(*match.span("code"))]
    return code[:2].isupper() and (match["colon"] is not None or code in type_codes())


def match_slots(text: str) -> Cue[str] | None:
    """The pattern for a line that begins as one with slots does: `NUMBER_SLOT`, `DATE_SLOTS`, or None."""
    words = text.lstrip(" -–.")
    if _LONE_NUMBER.fullmatch(text):
        return NUMBER_SLOT
    if not words[:1].isupper() or words[1:2] in _HORNED:
        return None
    folded = fold(text)
    if _NUMBER_OPENING.match(folded):
        return NUMBER_SLOT
    return DATE_SLOTS if _DATE_OPENING.match(folded) else None


@cache
def type_codes() -> frozenset[str]:
    """Codes of document types: in "Số: KH-UBND", which lost its stroke, one stands where the number would."""
    return frozenset(codes_by_name().values())
