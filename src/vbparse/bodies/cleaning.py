"""The name of a body without persons, remarks, and what it is in charge of."""

from __future__ import annotations

from functools import lru_cache

from vbparse.bodies.capitals import sentence_case
from vbparse.bodies.names import kind_of
from vbparse.bodies.offices import CACHED_NAMES, find_office, split_name
from vbparse.bodies.spelling import normalize_spelling
from vbparse.bodies.units import find_mentions
from vbparse.language.syllables import is_syllable
from vbparse.language.tables import rows
from vbparse.patterns import Cue
from vbparse.text import fold_view

_SURNAME = rf"(?:{'|'.join(row['surname'] for row in rows('surnames') if row['also'] != 'place')})"
"""Lâm opens names of places as well: Lâm Đồng."""
_TITLE = r"(?:(?<!\p{L})(?i:ông|bà|đồng chí|anh|chị)(?: \((?i:bà|ông)\))?:? )"
_GIVEN = r"(?: \p{Lu}\p{Ll}*)"
_PERSON_FIRST = Cue(
    rf"^(?:{_TITLE}(?P<called>\p{{Lu}}\p{{Ll}}*{_GIVEN}{{0,4}})|(?P<full>{_SURNAME}{_GIVEN}{{1,4}}))"
    r"(?: ?[-,:(] ?(?P<rest>.+))?$",
    examples=["Nguyễn Văn Bình - Phó Chủ tịch", "Ông Bình"],
    rejects=["Sở Y tế", "Lâm Đồng"],
    at="start",
)
_PERSON_LAST = Cue(
    rf"(?: ?[-,:]? ?{_TITLE}\p{{Lu}}\p{{Ll}}*{_GIVEN}{{0,4}}| ?[-,:] ?{_SURNAME}{_GIVEN}{{2,3}}"
    rf"| {_SURNAME} (?:Văn|Thị){_GIVEN}{{1,2}})$",
    examples=["Chủ tịch UBND xã - Nguyễn Văn Bình", "Bí thư, ông Bình"],
    rejects=["Chủ tịch UBND xã"],
)
_BRACKETS = Cue(r" ?\(([^()]*)(?:\)|$)", examples=["Sở Y tế (Thanh tra)", "UBND xã (bộ phận"], rejects=["Sở Y tế"])
_CHARGE = Cue(
    r"(?i)(?:,| -)? (?:được giao |được phân công |trực tiếp )?(?:(?<!tổng )phụ trách|kiêm|chủ trì|có trách nhiệm"
    r"|chịu trách nhiệm|(?<=^(?:công chức|cán bộ|bộ phận|vp).* )(?:theo dõi|(?<!không )chuyên trách)"
    r"|(?<=[,-] )(?:là|cơ quan thường trực|thường trực|thư ký|thành viên|ủy viên))(?!\p{L}).*$",
    examples=["Phó Chủ tịch phụ trách văn xã", "Sở Y tế chủ trì", "Công chức VP theo dõi Đảng"],
    rejects=["Tổng phụ trách Đội"],
)
_NO_CHARGE = Cue(
    r"(?i)(?:đồng chí )?(?:phó|pct|ủy viên|thành viên|người|phụ trách)(?!\p{L})",
    examples=["Phó Chủ tịch", "người phụ trách"],
    rejects=["Sở Y tế"],
    at="start",
)
_SCHOOL = Cue(
    r"^(?=(?:TH|THCS|THPT|MN|MG|PTDTNT|PTDTBT|Tiểu học|Mầm non|Mẫu giáo)(?:(?: ?[&-] ?| và | )(?:TH|THCS))?"
    r" (?:\p{Lu}\p{Ll}|xã|phường|thị trấn))",
    examples=["THCS Đồng Mai", "TH & THCS Tân Lập", "Mầm non xã"],
    rejects=["Trường THCS Đồng Mai", "TH"],
    at="start",
)


_COMRADE = Cue(r"(?i)(?<!\p{L})đ[/.]c\.? ?", examples=["đ/c ", "Đ.c. "], rejects=["dc"])
_ALL = Cue(r"^100 ?% ", examples=["100% cán bộ"], rejects=["đạt 100% "])
_GLUED = Cue(r"(?<=\p{Ll}{2})(?=\p{Lu})", examples=["xãĐồng Mai"], rejects=["xã Đồng", "TDP"])
_DASH = Cue(r" - ?|(?<=\S)- | -(?=\S)", examples=["Văn hóa- Xã hội", "Văn hóa -Xã hội"], rejects=["Văn-Xã"])
_COMMA = Cue(r" ?, ?", examples=["xã ,huyện"], rejects=["xã huyện"])


@lru_cache(maxsize=CACHED_NAMES)
def clean_name(spelling: str) -> str:
    """A name without persons, remarks in brackets, what it is in charge of, and marks around it."""
    text = _COMRADE.sub("đồng chí ", " ".join(fold_view(spelling).split()))
    text = _SCHOOL.sub("Trường ", normalize_spelling(text))
    text = _GLUED.sub(" ", _ALL.sub("", text))
    text = _COMMA.sub(", ", _DASH.sub(" - ", text)).strip(" -+*•.;:,")
    if any(len(word) > 2 and is_syllable(word) for word in split_name(text)):
        text = sentence_case(text)
    person = _PERSON_FIRST.match(text)
    if person and (person["called"] or not (kind_of(text) or find_office(split_name(text), "xã"))):
        text = person["rest"] or person["called"] or person["full"]
    inside = " ".join(_BRACKETS.findall(text))
    text = _BRACKETS.sub("", text)
    if inside and not find_mentions(text) and find_mentions(inside):
        text = f"{text} {inside}"
    elif last := _PERSON_LAST.search(text):
        text = text[: last.start()] or text
    if not _NO_CHARGE.match(text):
        text = _CHARGE.sub("", text) or text
    return text.strip(" -+*•.;:,)")
