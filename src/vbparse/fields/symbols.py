"""What a số and ký hiệu say: the type of the document, the body, the year."""

from __future__ import annotations

from vbparse.fields.times.pieces import YEAR
from vbparse.language.doctypes import codes_by_name
from vbparse.patterns import Cue

_OF_ASSEMBLY = Cue(r"/\d{4}/QH\d", examples=["64/2025/QH15"], rejects=["64/2025/QĐ-UBND"])
_LETTER = Cue(r"/[A-ZĐ]+\p{L}*-", examples=["2888/UBND-NV"], rejects=["2888/UBND", "12/2024"])
_AFTER_NUMBER = Cue(
    rf"\d[\d.]*\p{{L}}?(?:/{YEAR})?[/-]?", examples=["12/2020/QĐ-UBND", "26-NQ/ĐU"], rejects=["QĐ-UBND"]
)
_JOINT = Cue(r"[-/_]", examples=["QĐ-UBND", "QĐ_BXD"], rejects=["QĐ"])
_OFFICE = Cue(
    r"(?:(?:TB|KL|CV|BC|KH)[-/])?VP", examples=["TB-VPCP", "VP-NC", "VPCP-KSTT"], rejects=["UBND-VP"], at="start"
)
_WITH_YEAR = Cue(rf"/({YEAR})/", examples=["15/2023/QĐ-UBND"], rejects=["15/QĐ-UBND"])


def type_of_symbol(number: str | None) -> str | None:
    """The type that a ký hiệu names: QĐ of 12/QĐ-UBND, Luật of 64/2025/QH15, CV of 2888/UBND-NV."""
    if not number:
        return None
    if _OF_ASSEMBLY.search(number):
        return "Luật"
    codes = set(codes_by_name().values())
    groups: list[str] = _JOINT.split(number)
    for group in groups[1:]:
        if group in codes and group not in ("VB",):
            return group
        if not group.isdigit():
            break
    return "CV" if "/" in number and _LETTER.search(number) else None


def has_initials(number: str | None, body: str) -> bool:
    """Whether the last words of a number are initials of a body: PGDĐT of Phòng Giáo dục và Đào tạo. The words of the
    name may leave letters out."""
    codes = set(codes_by_name().values())
    groups = [g for g in _JOINT.split(number or "") if g and not g[0].isdigit() and g not in codes]
    letters = [c for c in (groups[0] if groups else "") if c.isupper()]
    initials = iter("".join(w if w.isupper() else w[0].upper() for w in _JOINT.sub(" ", body).split()))
    return len(letters) > 1 and body[0].upper() == letters[0] and all(letter in initials for letter in letters)


def is_from_office(number: str | None) -> bool:
    """Whether the body of a ký hiệu is an office (TB-VPCP, VP-NC): it writes down what others say."""
    return bool(number) and _OFFICE.match(_AFTER_NUMBER.sub("", number or "", count=1)) is not None


def have_one_symbol(one: str | None, other: str | None) -> bool:
    """Whether two numbers have the symbol of one body; official letters may come from several of its rooms."""
    return bool(one and other) and _issuing_symbol(one or "") == _issuing_symbol(other or "")


def _issuing_symbol(number: str) -> str:
    symbol = _AFTER_NUMBER.sub("", number, count=1).casefold()
    return symbol.partition("-")[0] if type_of_symbol(number) == "CV" else symbol


def agrees_with_year(number: str | None, date: str | None) -> bool:
    year = _WITH_YEAR.search(number or "")
    return bool(date) and (not year or year[1] == (date or "")[:4])
