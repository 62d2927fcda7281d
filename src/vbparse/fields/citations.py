"""Citations of documents as they stand in the text: type, số and ký hiệu, date, issuer. One hit is one mention.

Forms: NĐ 30/2020/NĐ-CP, phụ lục I (căn cứ: type, number and symbol, date, issuer, trích yếu); Party symbols
(HD 36-HD/VPTW 2018: 26-NQ/ĐU); Luật cited by name; numbers cut of their symbol (09/2019) are usage [K].
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from vbparse.fields.dates import valid
from vbparse.fields.times import D, M, Y
from vbparse.language.cues import build as pattern
from vbparse.language.cues import cue
from vbparse.language.doctypes import code_of_name, names_pattern
from vbparse.language.tables import rows
from vbparse.text import Span, fold_view


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention. `number` is the whole số/ký hiệu as read (blanks out), `span` runs from the type to the symbol or
    the name; `date` is EDTF. `open` tells that no ký hiệu is written ("Chỉ thị 11", "số 09/2019")."""

    span: Span
    doc_type: str | None
    number: str | None = None
    name: Span | None = None
    date: str | None = None
    issuer: Span | None = None
    open: bool = False


_GROUP = r"[A-ZĐƯÂĂÊÔƠÀ-Ỹ&][\p{L}\d&]*"
_JOIN = r"(?:\s?-\s?|\s?/\s?|[&+]|\.(?=[A-ZĐ]{2}))"
SYMBOL = rf"{_GROUP}(?:{_JOIN}{_GROUP})*(?:\([A-ZĐ]{{2,8}}\))?"
_NUMBER = rf"""(?:
    (?P<full>(?:\d[\d.]*[a-z]?|[A-Z]{{2,5}}-[A-Z]*\d+)\s?[/-]\s?(?:\d{{2,4}}\s?[/-]?\s?)?{SYMBOL})
  | (?P<cut>\d{{1,5}}[a-z]?(?:/{Y})?)(?![\w/%.]*\d)(?!\s?%)
)"""
_TYPES = r"(?P<type>{names})"
_DATE = (
    rf"(?:ngày\s+)?(?:(?P<d>{D})\s?[/.-]\s?(?P<m>{M})\s?[/.-]\s?(?P<y>{Y})"
    rf"|(?P<d>{D})\s+tháng\s+(?P<m>{M})\s+năm\s+(?P<y>{Y}))"
)
_MONTH = rf"tháng\s+(?P<m>{M})(?:\s+năm\s+|/)(?P<y>{Y})"


@cache
def _cited() -> regex.Pattern[str]:
    names = names_pattern().replace("|hợp\\s+đồng", "").replace("|lệnh", "")
    return regex.compile(rf"(?<!\w)(?:(?i:{_TYPES.format(names=names)})\s*(?:số\s*:?\s*){{0,2}}){_NUMBER}", regex.X)


_NORMATIVE = rf"/{Y}/(?:NĐ|QĐ|TT|NQ|CT|TTLT|UBTVQH|QH)[\p{{L}}\d]*(?:-{_GROUP})*"
_ADMINISTRATIVE = rf"[/-](?:NQ|QĐ|CT|KH|TB|KL|HD|CTr|CV|ĐA|PA|BC|TTr|CTHĐ|QyĐ)[/-]{_GROUP}(?:-{_GROUP})*"
_BARE = regex.compile(
    rf"(?<![\w/.-])(?:[Ss]ố\s*:?\s*){{0,2}}(?P<full>\d{{1,5}}[a-z]?(?:{_NORMATIVE}|{_ADMINISTRATIVE}))"
)
_FOLLOWING = regex.compile(rf"\s*,?\s*(?:\(?{_DATE}|{_MONTH})", regex.X)
_COUNTED = pattern(
    r" ?(?:năm|phút|giờ|tiết|bước|mục tiêu|tiêu chí|tháng(?! ?\d)|ngày(?! ?\d)|tuần|người|điểm|đợt|nhiệm vụ|nội dung"
    r"|phòng|lần|chỉ tiêu|km|ha|%)"
)
_CALLED = regex.compile(r"số\s*:?\s*$")
_OF_ASSEMBLY = regex.compile(r"/\d{4}/QH\d")
_JOINED = regex.compile(r"[/-]")
_LETTER = regex.compile(r"/[A-ZĐ]+\p{L}*-")
_AND = regex.compile(r"\s(?:và|cùng)\s+(?:số\s+)?$")
_GLUED = regex.compile(r"(?<=\p{Lu})ngày$")
_OF = regex.compile(r"\s*,?\s*của\s+")
_LIST_OF = regex.compile(
    rf"(?:\s*[,;]\s*(?:và\s+)?|\s+và\s+)(?:số\s+)(?P<full>\d[\d.]*[a-z]?\s?[/-]\s?(?:{Y}\s?/\s?)?{SYMBOL})", regex.X
)
_LAW = pattern(
    r"(?<!\w)(?P<type>Bộ [Ll]uật|Luật|Pháp lệnh|Hiến pháp|(?<=\bcủa\s)luật) (?!{no law}(?!\w))(?P<name>\p{L}.{2,160}?)"
    r"(?= ?(?:$|[.;:)(]|\s(?:số )?\d{1,3}/|\s(?:ngày|năm) \d|\s(?:và )?các (?:văn bản|quy định|luật)"
    r"|, ?{beside a law}(?!\w)|\s(?:và|,) (?:Luật|Bộ luật|Pháp lệnh|Nghị định|Thông tư|Quyết định)|\s{behind a law}\s))"
)
_AMENDING_LAW = pattern(
    r"(?<!\w)(?P<type>Luật) (?P<name>[Ss]ửa đổi,? bổ sung(?: một số điều của)? .{4,220}?)"
    r"(?= ?(?:$|[.;:)(]|\s(?:số )?\d{1,3}/|,? ngày \d|\s(?:năm )?(?:19|20)\d\d\b|\s(?:liên quan|về)\s))"
)
_LAW_NUMBER = regex.compile(rf"\s*,?\s*(?:số\s*:?\s*){{0,2}}(?P<full>\d{{1,3}}/{Y}/[A-Z]{{2}}[A-Z]*\d*)")
_TERM_OF_CONGRESS = r"nhiệm kỳ \d{4} ?- ?\d{4}"
_CONGRESS = (
    r"(?:của )?Đại hội(?: đại biểu)?(?: (?!nhiệm|về|các|đã|và\s)[\p{L}]+| [IVX]+|, (?=nhiệm)){1,12}?"
    rf"(?: lần thứ [IVX\d]+(?:,? {_TERM_OF_CONGRESS})?|,? {_TERM_OF_CONGRESS}|(?=[;.,]))"
)
_PLENUM = (
    r"(?:Hội nghị )?(?:lần thứ \p{L}+ )?(?:Ban Chấp hành )?Trung ương (?:\d{1,2}|\([^)]*\))"
    r"(?: ?\([^)]{2,40}\)|,? khóa [IVX]+)?"
)
_COUNCIL = r"của (?:Hội đồng [Nn]hân dân|HĐND)(?: {unit}(?: \p{Lu}\p{L}*){0,4})? về [^;.]{10,200}"
_RESOLUTION = pattern(rf"(?<!\w)(?P<name>Nghị quyết (?:{_CONGRESS}|{_PLENUM}|{_COUNCIL}))")
_ISSUER_WORDS = (
    r"(?:\s+(?:{fields}|\p{Lu}[\p{L}\d]*|"
    + cue("in an issuer")
    + r")|\s*&\s*\p{Lu}\p{L}*|,\s+(?=\p{Lu}\p{Ll}+\s+(?:và|thao|hóa|tin)))*"
)


@cache
def _issuer() -> regex.Pattern[str]:
    heads = {
        fold_view(r["term"]) for r in rows("organisations") if r["label"] in ("body", "post") and r["term"][0].isupper()
    }
    heads |= {
        h[0].lower() + h[1:] for h in heads if h[0] in "ĐTHG" and h.split()[0] in ("Đảng", "Tỉnh", "Huyện", "Giám")
    }
    fields = sorted(
        (fold_view(r["term"]) for r in rows("organisations") if r["label"] == "field"), key=len, reverse=True
    )
    named = "|".join(f"(?i:{regex.escape(f)})".replace(r"\ ", r"\s+") for f in fields)
    listed = "|".join(regex.escape(h).replace(r"\ ", r"\s+") for h in sorted(heads, key=len, reverse=True))
    return regex.compile(rf"(?:{listed})(?!\w)" + _ISSUER_WORDS.replace("{fields}", named))


_REACH = 240
"""What stands behind a number: without an end, `regex` looks ahead as far as the text goes."""
_AT_BEFORE = regex.compile(
    r"(?:^|[;:,.]\s*|đề\s+nghị\s+của\s+(?:[^;:]{0,30}gồm:\s*)?)(?P<who>\p{Lu}[^;:.]{3,90}?)\s+tại\s+(?:các\s+)?$"
)


def mentions(view: str) -> list[Mention]:
    """All mentions in a match view, in order; none overlaps another."""
    found: list[Mention] = []
    taken = 0
    for match, law in _candidates(view):
        if match.start() < taken:
            continue
        hit = _law(view, match) if law else _numbered(view, match)
        if hit is None:
            continue
        found.append(hit[0])
        taken = hit[1]
        if not law and hit[0].number and not hit[0].open:
            taken = _listed(view, hit[0], taken, found)
    return _share_issuer(view, found)


def _candidates(view: str) -> list[tuple[regex.Match[str], bool]]:
    found: list[tuple[regex.Match[str], bool]] = [(m, False) for m in _cited().finditer(view)]
    found += [(m, False) for m in _BARE.finditer(view)]
    found += [(m, True) for m in _LAW.finditer(view)]
    found += [(m, True) for m in _AMENDING_LAW.finditer(view)]
    found += [(m, True) for m in _RESOLUTION.finditer(view)]
    return sorted(found, key=lambda x: (x[0].start(), -x[0].end()))


def _numbered(view: str, match: regex.Match[str]) -> tuple[Mention, int] | None:
    groups = match.groupdict()
    written = groups.get("type")
    doc_type = code_of_name().get(" ".join(written.lower().split())) if written else None
    full, cut = groups.get("full"), groups.get("cut")
    if cut and not _is_number(view, match, written or ""):
        return None
    number, end = _clean(full or cut or "", match.end())
    if doc_type is None or (doc_type == "CTHĐ" and "CTr" in number):
        doc_type = type_of_symbol(number)
    date, issuer, end_all = _tail(view, end)
    if cut and "/" not in cut and not date and len(cut) > 3:
        return None
    issuer = issuer or _issuer_before(view, match.start())
    mention = Mention(Span(match.start(), end), doc_type, number, None, date, issuer, open=bool(cut))
    return mention, max(end, end_all)


def _is_number(view: str, match: regex.Match[str], written: str) -> bool:
    """A number without symbol is one where it is called số, bears a year, or stands behind a type that begins with a
    capital ("Chỉ thị 11"); "kế hoạch 5 năm" is none."""
    after = view[match.end() : match.end() + 12]
    if _COUNTED.match(after):
        return False
    called = _CALLED.search(view[match.start() : match.start("cut")]) is not None
    return (
        called
        or "/" in match["cut"]
        or (written[:1].isupper() and written.split()[0] != "Kế" and written[-1].islower() and len(match["cut"]) < 4)
    )


def _clean(number: str, end: int) -> tuple[str, int]:
    """Blanks out; the word ngày glued behind a symbol is cut off."""
    glued = _GLUED.search(number)
    if glued:
        end -= len(number) - glued.start()
        number = number[: glued.start()]
    return "".join(number.split()), end


def type_of_symbol(number: str | None) -> str | None:
    """The type that a ký hiệu names: QĐ of 12/QĐ-UBND, Luật of 64/2025/QH15, CV of 2888/UBND-NV."""
    if not number:
        return None
    if _OF_ASSEMBLY.search(number):
        return "Luật"
    known = set(code_of_name().values())
    for group in _JOINED.split(number)[1:]:
        if group in known and group not in ("VB",):
            return group
        if not group.isdigit():
            break
    return "CV" if "/" in number and _LETTER.search(number) else None


def _tail(view: str, end: int) -> tuple[str | None, Span | None, int]:
    """Date and issuer behind a number, in either order."""
    date, issuer, at = None, None, end
    for _ in range(2):
        match = _FOLLOWING.match(view, at, at + _REACH) if date is None else None
        if match:
            date, at = _edtf(match), match.end()
            continue
        of = _OF.match(view, at, at + _REACH) if issuer is None else None
        who = _issuer().match(view, of.end(), of.end() + _REACH) if of else None
        if who:
            issuer, at = Span(*who.span()), who.end()
        else:
            break
    return date, issuer, at


def _edtf(match: regex.Match[str]) -> str | None:
    day = match.groupdict().get("d")
    if day and not valid((int(match["y"]), int(match["m"]), int(day))):
        return None
    return f"{match['y']}-{int(match['m']):02d}" + (f"-{int(day):02d}" if day else "")


def _issuer_before(view: str, start: int) -> Span | None:
    """Sở Xây dựng tại Công văn số …"""
    if view[max(0, start - 5) : start].strip() not in ("tại", "các"):
        return None
    left = max(0, start - 160)
    match = _AT_BEFORE.search(view[left:start])
    if not match:
        return None
    who = _issuer().search(match["who"])
    base = left + match.start("who")
    return Span(base + who.start(), base + len(match["who"])) if who else Span(base, base + len(match["who"]))


def _listed(view: str, first: Mention, at: int, found: list[Mention]) -> int:
    """Further numbers under one type word: "các Quyết định số 79/QĐ-UBND; số 657/QĐ-UBND"."""
    while match := _LIST_OF.match(view, at, at + _REACH):
        number, end = _clean(match["full"], match.end())
        date, issuer, tail = _tail(view, end)
        found.append(
            Mention(
                Span(match.start("full"), end), type_of_symbol(number) or first.doc_type, number, None, date, issuer
            )
        )
        at = max(end, tail)
    return at


def _law(view: str, match: regex.Match[str]) -> tuple[Mention, int] | None:
    groups = match.groupdict()
    if "type" not in groups:
        return Mention(Span(*match.span("name")), "NQ", None, Span(*match.span("name"))), match.end()
    doc_type = {"pháp lệnh": "PL", "hiến pháp": "HP"}.get(" ".join(match["type"].lower().split()), "Luật")
    name = Span(match.start("type"), match.end("name"))
    numbered = _LAW_NUMBER.match(view, name.end, name.end + _REACH)
    end = numbered.end() if numbered else name.end
    date, _, tail = _tail(view, end)
    return Mention(Span(name.start, end), doc_type, numbered["full"] if numbered else None, name, date, None), max(
        end, tail
    )


def _share_issuer(view: str, found: list[Mention]) -> list[Mention]:
    """ "Công văn số 1 … và Công văn số 2 … của X": the issuer behind the last counts for its neighbour too."""
    out = list(found)
    for i in range(len(out) - 2, -1, -1):
        here, after = out[i], out[i + 1]
        if here.issuer or not after.issuer or here.doc_type != after.doc_type or not here.number or not after.number:
            continue
        between = view[here.span.end : after.span.start]
        if len(between) < 40 and _AND.search(between):
            out[i] = Mention(here.span, here.doc_type, here.number, here.name, here.date, after.issuer, here.open)
    return out
