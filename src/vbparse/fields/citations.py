"""Citations of documents as they stand in the text: type, số and ký hiệu, date, issuer. One hit is one mention.

Forms: NĐ 30/2020/NĐ-CP, phụ lục I (căn cứ: type, number and symbol, date, issuer, trích yếu); Party symbols
(HD 36-HD/VPTW 2018: 26-NQ/ĐU); Luật cited by name; numbers cut of their symbol (09/2019) are usage [K].
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import regex

from vbparse.fields import named
from vbparse.fields.before_citation import read_before, spread_issuers
from vbparse.fields.mention import REACH, Mention, date_at, read_date_and_issuer
from vbparse.fields.symbols import agrees_with_year, have_one_symbol, type_of_symbol
from vbparse.fields.times.pieces import YEAR
from vbparse.language.anchors import Anchors, match_at
from vbparse.language.cues import build_cue
from vbparse.language.doctypes import codes_by_name, type_names_pattern
from vbparse.language.landmarks.number_line import CITED_SYMBOL, GROUP, NUMBER
from vbparse.patterns import Cue
from vbparse.text import Span

_Reader = Callable[[str, regex.Match[str]], tuple[Mention, int] | None]

_NUMBER = rf"""(?:
    (?P<full>(?:{NUMBER}|[A-Z]{{2,5}}-[A-Z]*\d+)(?:\s?[/-]\s?|_(?=[A-ZĐ]{{2}}))(?:\d{{2,4}}\s?[/-]?\s?)?{CITED_SYMBOL})
  | (?P<cut>\d{{1,5}}[a-zA-Z]?(?:/{YEAR})?)(?![\w/%.]*\d|[_.]?\p{{L}})(?!\s?%)
  | (?<=[sS][ốỐ]\s{{0,9}}:?\s{{0,9}})[._…\s]*+(?P<blank>[/-]\s?{CITED_SYMBOL})
)"""
_KIND = (
    r"(?:\s+(?:phối\s+hợp|liên\s+tịch|liên\s+ngành|chuyên\s+đề|tổng\s+hợp|kết\s+luận|công\s+tác|làm\s+việc|chung)"
    r"(?=\s+số))?"
)
_CALLED = r"\s*+(?:số\s*+:?\s*+){0,2}"


def _typed_pattern() -> str:
    names = type_names_pattern(without=("hợp đồng", "lệnh"))
    return rf"(?x)(?<!\w)(?P<type>(?i:{names}))(?i:{_KIND}{_CALLED}){_NUMBER}"


_CITED = Cue(
    _typed_pattern,
    examples=["Kế hoạch số 12/KH-UBND", "Quyết định 15/2023/QĐ-UBND", "Chỉ thị 11", "Quy chế phối hợp số 2/QC-BQL"],
    rejects=["Kế hoạch này", "hợp đồng số 5/HĐ-UBND"],
)

_CITED_SHORT = Cue(
    rf"(?x)(?<![\w/-])(?P<short>CV|CTr|CT|CĐ|KH|KL|QĐ|NQ|NĐ|TB|TTr|TT|HD|BC|ĐA|PA)\b\.?(?i:{_CALLED}){_NUMBER}",
    examples=["CV số 15/UBND-VP", "QĐ 12/QĐ-UBND"],
    rejects=["TT Y tế", "NQ này"],
)


_NORMATIVE = rf"/{YEAR}/(?:NĐ|QĐ|TT|NQ|CT|TTLT|PL|UBTVQH|QH)[\p{{L}}\d]*(?:[-_]{GROUP})*"
_ADMINISTRATIVE = rf"[/-](?:NQ|QĐ|CT|KH|TB|KL|HD|CTr|CV|ĐA|PA|BC|TTr|CTHĐ|QyĐ)[/_-]{GROUP}(?:-{GROUP})*"
_BARE = Cue(
    rf"(?<![\w/.-])(?:[Ss]ố\s*+:?\s*+){{0,2}}(?P<full>\d{{1,5}}[a-zA-Z]?(?:{_NORMATIVE}|{_ADMINISTRATIVE}))",
    examples=["số 45/2023/NĐ-CP", "12/KH-UBND"],
    rejects=["12/UBND-VP", "30/4/2024"],
)
_COUNTED = build_cue(
    r" ?(?:năm|phút|giờ|tiết|bước|mục tiêu|tiêu chí|tháng(?! ?\d)|ngày(?! ?\d)|tuần|người|điểm|đợt|nhiệm vụ|nội dung"
    r"|phòng|lần|chỉ tiêu|km|ha|%)",
    examples=[" năm", " tiêu chí"],
    rejects=[" ngày 24", " tháng 3"],
    at="start",
)
_IS_CALLED = Cue(r"(?i)số\s*:?\s*$", examples=["Chỉ thị số ", "số: "], rejects=["Chỉ thị "])
_CALLED_NUMBER = Cue(r"(?i)(?<!\p{L})số\s*:?\s*\d", examples=["Chỉ thị số 1"], rejects=["Chỉ thị 1"])
_PLANNED = ("Kế", "Dự")
"""First words of types that count years and parts: "Kế hoạch 5 năm", "Dự án 1"."""
_DAY = build_cue(r" ngày \d", examples=[" ngày 24"], rejects=[" ngày làm việc"], at="start")
_NEXT = r"(?: ?[,;]| và|, và) (?:số ?:? ?)?"
_ROW = build_cue(
    rf"(?:\d{{1,5}}\p{{L}}?{_NEXT})+(?P<last>\d{{1,5}}\p{{L}}?)(?P<tail> ?[/-] ?(?P<year>{YEAR} ?/ ?)?{CITED_SYMBOL})",
    examples=["12, 13 và 14/QĐ-UBND", "58 và 60/2020/TT-BTC"],
    rejects=["12/QĐ-UBND", "12, 13 và 14"],
    at="start",
)
_SEVERAL = build_cue(r"(?i)các $", examples=["các "], rejects=["các Quyết định "])
_MEMBER = Cue(r"\d{1,5}\p{L}?", examples=["12", "15a"], rejects=["QĐ"])
_AND = Cue(r"\s(?:và|cùng)\s+(?:số\s+)?$", examples=[" và ", " cùng số "], rejects=[", "])
_BEFORE_NEXT = build_cue(rf"{_NEXT}$", examples=[" và số ", ", "], rejects=[" của "])
_JOINT = build_cue(_NEXT, examples=[", số ", " và "], rejects=[", Quyết định số "], at="whole")
_MEMBER_AT = build_cue(r"(?i)(?:số ?:? ?)?\d", examples=["số 12", "13"], rejects=["Quyết định"], at="start")
_GLUED = Cue(r"(?<=\p{Lu})ngày$", examples=["12/KH-UBNDngày"], rejects=["12/KH-UBND ngày"])
_LIST_OF = Cue(
    rf"(?x)(?:\s*[,;]\s*(?:và\s+)?|\s+và\s+)(?:số\s+)(?P<full>{NUMBER}\s?[/-]\s?(?:{YEAR}\s?/\s?)?{CITED_SYMBOL})",
    examples=["; số 657/QĐ-UBND", " và số 12/2023/QĐ-UBND"],
    rejects=["; Kế hoạch số 5/KH-UBND"],
    at="start",
)
_COUNT_REACH = 12
"""Letters behind a number in which a unit of count stands."""
_WORD_REACH = 5
"""Letters before a citation in which "tại" or "các" stands."""
_AND_REACH = 40
"""Letters between two citations that share the issuer behind the second."""


def find_mentions(view: str) -> list[Mention]:
    """All mentions in a match view, in order; none overlaps another."""
    citations: list[Mention] = []
    end = 0
    for match, reader in _find_candidates(view):
        if match.start() < end or (hit := reader(view, match)) is None:
            continue
        mention, end = hit
        if mention.open and (row := _match_row(view, match)):
            end = _read_row(view, mention, row, citations)
            continue
        if mention.open and _is_item(view, mention):
            continue
        citations.append(mention)
        if reader is _read_number and not mention.open:
            end = _read_list(view, mention, end, citations)
    return _share_issuers(view, spread_issuers(view, citations))


@cache
def _anchors() -> Anchors:
    return Anchors(types=codes_by_name(), laws=named.LAWS)


def _find_candidates(view: str) -> list[tuple[regex.Match[str], _Reader]]:
    starts = _anchors().find(view)
    candidates: list[tuple[regex.Match[str], _Reader]] = [
        (match, reader)
        for matches, reader in (
            (match_at(_CITED, view, starts["types"]), _read_number),
            (_CITED_SHORT.finditer(view), _read_number),
            (_BARE.finditer(view), _read_number),
            (match_at(named.LAW, view, starts["laws"]), named.read_law),
            (match_at(named.AMENDING_LAW, view, starts["laws"]), named.read_law),
            (match_at(named.RESOLUTION, view, starts["types"]), named.read_resolution),
            (match_at(named.TITLED, view, starts["types"]), named.read_titled),
        )
        for match in matches
    ]
    return sorted(candidates, key=lambda x: (x[0].start(), -x[0].end()))


def _read_number(view: str, match: regex.Match[str]) -> tuple[Mention, int] | None:
    groups = match.groupdict()
    cut_off, blank = groups.get("cut"), groups.get("blank")
    if cut_off and not _is_number(view, match):
        return None
    number, end = _strip_number(groups.get("full") or cut_off or blank or "", match.end())
    doc_type = _type_code(match)
    if doc_type is None or (doc_type == "CTHĐ" and "CTr" in number):
        doc_type = type_of_symbol(number)
    date, issuer, end_all = read_date_and_issuer(view, end, number)
    if (cut_off and "/" not in cut_off and not date and len(cut_off) > 3) or (blank and not (date or issuer)):
        return None
    if not issuer:
        day, issuer = read_before(view, match.start(), number)
        date = date or day
    mention = Mention(Span(match.start(), end), doc_type, number, None, date, issuer, open=bool(cut_off))
    return mention, max(end, end_all)


def _type_code(match: regex.Match[str]) -> str | None:
    groups = match.groupdict()
    written = groups.get("type")
    return codes_by_name().get(" ".join(written.lower().split())) if written else groups.get("short")


def _is_number(view: str, match: regex.Match[str]) -> bool:
    """A number without symbol is one where it is called số, bears a year, or stands behind a type that begins with a
    capital ("Chỉ thị 11"); "Kế hoạch 5 năm" and "Dự án 1" are none, "Kế hoạch 42 ngày 24/02/2023" is."""
    number, doc_type = match["cut"], match.groupdict().get("type") or ""
    if _COUNTED.match(view, match.end(), match.end() + _COUNT_REACH):
        return False
    if _IS_CALLED.search(view[match.start() : match.start("cut")]):
        return True
    if not number[-1].isdigit() or not doc_type:
        return False
    capital = doc_type[:1].isupper() and doc_type[-1].islower() and len(number) < 4
    return "/" in number or (capital and (doc_type.split()[0] not in _PLANNED or _is_dated(view, match.end())))


def _is_item(view: str, mention: Mention) -> bool:
    """ "Nghị quyết 2" is one of a list where nothing else is said of it."""
    alone = len(mention.number or "") == 1 and not mention.date and not mention.issuer
    return alone and not _CALLED_NUMBER.search(view, *mention.span)


def _is_dated(view: str, at: int) -> bool:
    return bool(_DAY.match(view, at, at + REACH) and date_at(view, at))


def _strip_number(number: str, end: int) -> tuple[str, int]:
    """Blanks out; the word ngày glued behind a symbol is cut off."""
    glued = _GLUED.search(number)
    if glued:
        end -= len(number) - glued.start()
        number = number[: glued.start()]
    return "".join(number.split()), end


def _read_list(view: str, first: Mention, at: int, found: list[Mention]) -> int:
    """Further numbers under one type word: "các Quyết định số 79/QĐ-UBND; số 657/QĐ-UBND"."""
    while match := _LIST_OF.match(view, at, at + REACH):
        number, end = _strip_number(match["full"], match.end())
        date, issuer, tail = read_date_and_issuer(view, end, number)
        found.append(
            Mention(
                Span(match.start("full"), end), type_of_symbol(number) or first.doc_type, number, None, date, issuer
            )
        )
        at = max(end, tail)
    return at


def _match_row(view: str, match: regex.Match[str]) -> regex.Match[str] | None:
    """A row of numbers that begins with a cut one. A year behind the last is that of all only behind "các" or "số":
    "Thông tư 58 và 60/2020/TT-BTC" may be of two years."""
    row = _ROW.match(view, match.start("cut"), match.start("cut") + REACH)
    if not row or not row["year"]:
        return row
    several = _SEVERAL.search(view, max(0, match.start() - _WORD_REACH), match.start())
    return row if several or _IS_CALLED.search(view[match.start() : match.start("cut")]) else None


def _read_row(view: str, first: Mention, row: regex.Match[str], found: list[Mention]) -> int:
    """Numbers that share the ký hiệu behind the last of them: "các Quyết định số 12, 13 và 14/QĐ-UBND"."""
    tail, end = _strip_number(row["tail"], row.end())
    date, issuer, at = read_date_and_issuer(view, end)
    doc_type = first.doc_type or type_of_symbol(row["last"] + tail)
    numbers = list(_MEMBER.finditer(view, row.start(), row.end("last")))
    for number in numbers:
        start = first.span.start if number is numbers[0] else number.start()
        stop = end if number is numbers[-1] else number.end()
        found.append(Mention(Span(start, stop), doc_type, number[0] + tail, None, date, issuer or first.issuer))
    return max(end, at)


def _share_issuers(view: str, found: list[Mention]) -> list[Mention]:
    """ "Công văn số 1 … và Công văn số 2 … của X": the issuer behind the last counts for its neighbour too, where their
    symbols are of one body; under one type word, so does the day ("số 1/QĐ-UBND, số 2/QĐ-UBND cùng ngày 03/4/2024").
    """
    out = list(found)
    for i in range(len(out) - 2, -1, -1):
        mention, following = out[i], out[i + 1]
        if mention.doc_type != following.doc_type or not have_one_symbol(mention.number, following.number):
            continue
        gap = view[mention.span.end : following.span.start]
        listed = bool(_MEMBER_AT.match(view, following.span.start)) and bool(_BEFORE_NEXT.search(gap))
        if len(gap) < _AND_REACH and not mention.issuer and (listed or _AND.search(gap)):
            mention = replace(mention, issuer=following.issuer)
        if listed and not mention.date and _JOINT.fullmatch(gap) and agrees_with_year(mention.number, following.date):
            mention = replace(mention, date=following.date)
        out[i] = mention
    return out
