"""Number line and date line of recognised text, with the slots into which an office writes by hand or stamps.

What stands in a slot is any text, for a machine reads handwriting as anything. Matched on folded text.
"""

from __future__ import annotations

from functools import cache

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
_DATE_OPENING = Cue(r".{2,40}, ?ngay", examples=["hoa lu, ngay", "x.a,ngay"], rejects=["hoa lu ngay"], at="start")
_HORNED = tuple("ơờớởỡợƠỜỚỞỠỢ")
"""SỞ is no Số."""


def match_slots(text: str) -> Cue[str] | None:
    """The pattern for a line that begins as one with slots does: `NUMBER_SLOT`, `DATE_SLOTS`, or None."""
    words = text.lstrip(" -–.")
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
