"""One mention of a document, and what stands behind its number or name: date and issuer, in either order."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from vbparse import edtf
from vbparse.fields.issuer_names import ISSUER, LEVEL
from vbparse.fields.symbols import has_initials
from vbparse.fields.times.pieces import DAY, MONTH, YEAR
from vbparse.language.cues import build_cue
from vbparse.language.levels import rank_of_word
from vbparse.patterns import Cue
from vbparse.text import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention. `number` is the whole số/ký hiệu as read (blanks out; "/KH-UBND" where the số is left blank), `span`
    runs from the type to the symbol or the name; `date` is EDTF. `open` says that no ký hiệu is written ("Chỉ thị 11",
    "số 09/2019"); `titled` that it is named by issuer and title alone ("Kế hoạch của UBND huyện về …")."""

    span: Span
    doc_type: str | None
    number: str | None = None
    name: Span | None = None
    date: str | None = None
    issuer: Span | None = None
    open: bool = False
    titled: bool = False


_FIRST_SHORT_YEAR = 45
"""The State's papers begin in 1945: of two digits, these and later ones are of that century."""
REACH = 240
"""What stands behind a number: without an end, `regex` looks ahead as far as the text goes."""

_BLANK = r"[.…_\s]*+"
_D, _M, _Y = rf"(?P<d>{DAY})", rf"(?P<m>{MONTH})", rf"(?P<y>{YEAR})"
_TORN = r"(?P<y>20 \d\d)(?![\d/]|[.,-]\d)"
_FULL = rf"(?:ngày )?(?:{_D} ?[/.-] ?{_M} ?[/.-] ?(?:{_Y}|{_TORN})|{_D} tháng {_M} năm {_Y})"
_SHORT = rf"ngày {_D} ?(?P<join>[/.-]) ?{_M} ?(?P=join) ?(?P<y>\d\d)(?![\d/]|[.,-]\d)"
_MONTH = rf"tháng {_M}(?: năm |/){_Y}"
_LEFT_OPEN = rf"ngày{_BLANK}(?:tháng{_BLANK}{_M}?{_BLANK}năm|/{_BLANK}{_M}?{_BLANK}/) ?{_Y}"
_ISSUED = r"(?:(?:đã |được )?(?:ký ban hành|ban hành|ký) |cùng (?=ngày ))?"
_DATED = build_cue(
    rf"(?i) ?,? ?(?P<bracket>\( ?)?{_ISSUED}(?:{_FULL}|{_SHORT}|{_MONTH}|{_LEFT_OPEN})(?(bracket)(?: ?\))?)",
    examples=[" ngày 12/3/2024", ", ký ban hành ngày 05 tháng 6 năm 2023", " (ngày 1/2/2024)"],
    rejects=[" ngày làm việc", " năm 2024"],
    at="start",
)
_ASIDE = build_cue(
    r"(?i) ?\((?!ngày|sau đây|số|kèm|ban hành)[^()]{1,60}\)",
    examples=[" (GDĐT)", " (HIV/AIDS)"],
    rejects=[" (sau đây gọi là Kế hoạch)", " (ngày 1/2/2024)"],
    at="start",
)
"""Words in brackets between number, day and body: what the body or the document is called in short."""
_TITLE = build_cue(
    r"(?i) ?,? ?(?:v/v|về) (?P<words>(?:[^.;:()\n\d]|\d(?![\d./-]*/\p{L}))*)",
    examples=[" V/v tổ chức giao lưu, ngày 11/3/2026", " về việc tiêm phòng"],
    rejects=[" của Sở Y tế", " ban hành"],
    at="start",
)
"""A title behind a number, up to its end or the next number."""
_DAY_OR_BODY = build_cue(
    r"(?P<comma>,)? (?=(?:ban hành )?ngày \d|của \p{Lu})",
    examples=[", ngày 11", " ngày 5", " của Sở"],
    rejects=[" ngày làm việc"],
)
_BOTH = 2
"""Date and issuer."""
_OF_YEAR = build_cue(
    rf" năm (?P<y>{YEAR})(?= của )", examples=[" năm 2024 của UBND"], rejects=[" năm 2024 về"], at="start"
)
_BY = build_cue(
    r"(?i) ?,? ?(?P<by>của|cuả|do|được|giữa) (?:Hội nghị (?:lần thứ \p{L}+ )?(?=Ban Chấp hành ))?",
    examples=[" của ", ", do ", " giữa "],
    rejects=[" về "],
    at="start",
)
_BODY_ALONE = build_cue(r" (?=\p{Lu})", examples=[" Bộ Y tế"], rejects=[" của Bộ Y tế", ", Bộ Y tế"], at="start")
_SAYS_WHAT = build_cue(
    r" ?,? ?(?:về|V/v|v/v|hướng dẫn|quy định|phê duyệt|ban hành)(?!\w)",
    examples=[" về việc kiểm tra", " hướng dẫn"],
    rejects=[" chủ trì", " tổ chức"],
    at="start",
)
"""Behind a body that stands behind the day without a word: "ngày 14/4/2017 Bộ Y tế về việc …"."""
_JOINT = Cue(
    r"(?<=[\d/])\p{Lu}{1,3}L[TN]-",
    examples=["01/2026/NQLT-BYT-BNV", "04/KHLT-CAX", "12/2026/TTLT-BYT"],
    rejects=["12/KH-LTTP", "5/TT-BYT"],
)
"""The symbol of a document that several bodies issue."""
_AND_ALSO = build_cue(r",? (?:và|với) |, ", examples=[" và ", ", "], rejects=[" về "], at="start")
_ISSUES = build_cue(
    r"(?i) (?:ký )?ban hành(?!\w)", examples=[" ban hành", " ký ban hành"], rejects=[" ban hội thẩm"], at="start"
)

_NAMED = build_cue(LEVEL, examples=["huyện Vĩnh Khê", "TP. Sơn Lĩnh"], rejects=["thành tích"])
_UNIT_ABOVE = build_cue(
    rf"(?: ?, ?| - | |(?P<bracket> ?\( ?)){LEVEL} ?"
    r"(?:\p{Lu}[\p{L}']*+|\d++)(?: (?:- )?(?!(?:{behind an issuer}|V/v|Về|Ban hành)(?!\w))\p{Lu}[\p{L}']*+){0,4}+"
    r"(?(bracket) ?\)|(?= ?(?:$|[.;:,()/\[\]\"-]"
    r"|(?:về|ngày|[Bb]an hành|năm|tháng|[Vv]/v|Về|và|kèm|quy định|hướng dẫn|phê duyệt|trong|tại|nhiệm kỳ|giai đoạn"
    r"|khóa|để|nhằm|theo|{behind an issuer})(?!\p{L}))))",
    examples=[", huyện Vĩnh Khê", " - tỉnh Sơn Lĩnh về"],
    rejects=[", huyện đảo"],
    at="start",
)
_DANGLING = build_cue(r"(?:(?: ?[-,&]| và| các) ?)+$", examples=["UBND huyện và", "Sở Y tế -"], rejects=["UBND huyện"])


def issuer_at(view: str, start: int) -> Span | None:
    """The issuer whose name begins at an offset, with the units above it that stand behind ("…, huyện Vĩnh Khê")."""
    match = ISSUER.match(view, start, start + REACH)
    if not match:
        return None
    dangling = _DANGLING.search(view, start, match.end())
    end = dangling.start() if dangling else match.end()
    return Span(start, _end_of_units_above(view, start, end))


def _end_of_units_above(view: str, start: int, end: int) -> int:
    """The end of the units behind a body, each with a name and above the one before; what is below begins a clause."""
    levels = [m["level"] for m in _NAMED.finditer(view, start, end)]
    if not levels:
        return end
    rank = _rank_of_level(levels[-1])
    while (match := _UNIT_ABOVE.match(view, end, end + REACH)) and _rank_of_level(match["level"]) > rank:
        rank, end = _rank_of_level(match["level"]), match.end()
    return end


def _rank_of_level(level: str) -> int:
    return rank_of_word(" ".join(level.lower().split()))


def date_at(view: str, start: int) -> tuple[str | None, int] | None:
    """The date at an offset as EDTF, and its end; None where there is none, (None, end) where no calendar has it."""
    match = _DATED.match(view, start, start + REACH)
    return (_format_date(match), match.end()) if match else None


def read_date_and_issuer(view: str, end: int, number: str | None = None) -> tuple[str | None, Span | None, int]:
    """Date and issuer behind a number or name, and where they end. A title may stand before them, and words in
    brackets between them."""
    year = _OF_YEAR.match(view, end, end + REACH)
    date: str | None = year["y"] if year else None
    issuer: Span | None = None
    at = year.end() if year else end
    for _ in range(_BOTH):
        aside = _ASIDE.match(view, at, at + REACH)
        for place in (at, aside.end()) if aside else (at,):
            dated = date_at(view, place) if date is None else None
            body = _read_issuer(view, place, number) if issuer is None and not dated else None
            if date and issuer is None and not (dated or body):
                body = _read_body_alone(view, place)
            if dated:
                date, at = dated
            elif body:
                issuer, at = body, body.end
            if dated or body:
                break
        else:
            break
    if date is None and issuer is None:
        return _read_behind_title(view, at, number) or (None, None, at)
    return date, issuer, at


def _read_behind_title(view: str, at: int, number: str | None) -> tuple[str | None, Span | None, int] | None:
    """ "Công văn số 188/PGDĐT-TH V/v …, ngày 11/3/2026 của Phòng Giáo dục và Đào tạo". The day may be one in the title
    unless a comma parts them, or the symbol has the initials of the body."""
    title = _TITLE.match(view, at, at + REACH)
    for match in _DAY_OR_BODY.finditer(view, *title.span("words")) if title else ():
        date = issuer = None
        end = match.start()
        for _ in range(_BOTH):
            dated, body = date_at(view, end), _read_issuer(view, end, number)
            date, end = dated or (date, end)
            issuer, end = (body, body.end) if body else (issuer, end)
        sure = issuer and (match["comma"] or has_initials(number, view[issuer.start : issuer.end]))
        if date and sure:
            return date, issuer, end
    return None


def _read_issuer(view: str, at: int, number: str | None) -> Span | None:
    """ "của UBND huyện"; "do UBND huyện ban hành"; of a joint document "giữa Sở Y tế và Sở Nội vụ"."""
    by = _BY.match(view, at, at + REACH)
    body = issuer_at(view, by.end()) if by else None
    if not by or not body:
        return None
    word = by["by"].lower()
    if word == "giữa" or (number and _JOINT.search(number)):
        whole = _join_issuers(view, body)
        return None if word == "giữa" and whole == body else whole
    return None if word in ("do", "được") and not _ISSUES.match(view, body.end, body.end + REACH) else body


def _read_body_alone(view: str, at: int) -> Span | None:
    """ "ngày 14/4/2017 Bộ Y tế về việc …": the issuer behind the day, where "của" was forgotten."""
    blank = _BODY_ALONE.match(view, at, at + REACH)
    body = issuer_at(view, blank.end()) if blank else None
    return body if body and _SAYS_WHAT.match(view, body.end, body.end + REACH) else None


def _join_issuers(view: str, body: Span) -> Span:
    """A body with those that issue a document together with it."""
    while (also := _AND_ALSO.match(view, body.end, body.end + REACH)) and (other := issuer_at(view, also.end())):
        body = body.cover(other)
    return body


def _format_date(match: regex.Match[str]) -> str | None:
    day, month, year = match.groupdict().get("d"), match["m"], "".join(match["y"].split())
    if len(year) == 2:
        year = f"{'19' if int(year) >= _FIRST_SHORT_YEAR else '20'}{year}"
    written = int(year), int(month or 0), int(day or 0)
    return edtf.format_date(*written) if not day or edtf.is_valid_day(*written) else None
