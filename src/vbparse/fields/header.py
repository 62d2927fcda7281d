"""Letterhead: số and ký hiệu, place and date of issue, issuer, marks.

Source: NĐ 30/2020/NĐ-CP, phụ lục I, ô số 2, 3, 4, 10.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Literal

import regex

from vbparse.blocks import Para
from vbparse.bodies import units
from vbparse.bodies.names import Unit, read_issuer, sentence_case, unit_named
from vbparse.edtf import format_date
from vbparse.fields.citations import NUMBER, SYMBOL, type_of_symbol
from vbparse.language.cues import compile_cues as pattern
from vbparse.language.doctypes import names_pattern
from vbparse.language.marks import is_mark, secrecy_mark, urgency_mark
from vbparse.language.syllables import is_syllable
from vbparse.schema import Issued, Issuer, Margin, Mark, Number, span_of
from vbparse.structure.frame import Frame
from vbparse.structure.tree import Node
from vbparse.text import Span, Text, fold_view

_YEAR = r"(?:19|20)\d\d"
_NUMBER = regex.compile(
    rf"(?<!\w)[Ss](?:ố|Ố)\s*:?\s*(?P<number>{NUMBER})?(?P<blank>[\s._…]*)(?P<join>[/-])\s*"
    rf"(?P<symbol>(?:{_YEAR}\s*/\s*)?{SYMBOL})"
)
_SET_UP_BY = pattern(rf"(?<!\w)theo (?:{names_pattern()}|QĐ) ?$", regex.I)
_PLACE = r"(?P<place>\p{Lu}[\p{L}\d.'\s-]{1,58}?) ?, ?"
_PLACE_DATE = pattern(
    _PLACE
    + r"(?:hồi \d{1,2} ?(?:giờ|h) ?(?:\d{2})?(?: ?phút)? ?,? )?"
    + r"(?:[Nn]gày ?(?P<d>[\d\s]{1,4}|[.…_\s]*) ?)?[Tt]háng ?(?P<m>\d{1,2}|[.…_\s]*) ?năm ?(?P<y>\d{4}|20[.…_\s]*)"
)
_SHORT_DATE = pattern(_PLACE + r"[Nn]gày ?(?P<d>\d{1,2}) ?[/.-] ?(?P<m>\d{1,2}) ?[/.-] ?(?P<y>\d{4})")
_DATE_BEGUN = pattern(_PLACE + r"(?:[Nn]gày ?[\d .…_]{0,6}(?:[Tt]háng ?[\d .…_]{0,6}(?:năm ?)?)?)?")
"""Place and date that go on in the line below: a narrow column wraps them."""
_MOTTO = pattern(
    r"\W*(?:CỘNG ?H[ÒOÀ]+[AÀ]? ?X[ÃA] ?HỘI|ĐẢNG CỘNG SẢN|Độc ?lập|ĐOÀN (?:TNCS|THANH NIÊN CỘNG SẢN) HỒ CHÍ MINH\W*$)",
    regex.I,
)
_STATE_BEGUN = pattern(r"\W*CỘNG ?H[ÒO]A ?XÃ ?HỘI(?: CHỦ(?: NGHĨA(?: VIỆT)?)?)?\W*")
_STATE_ENDS = pattern(r"(?:(?:(?:CHỦ )?NGHĨA )?VIỆT )?NAM\W*")
_ACTS = pattern(r" (?:đã )?{issuing act}\b")
_NO_AGENCY = pattern(r"\W*{no agency}", regex.I)
_HEAD = pattern(r"\W*{agency in capitals}(?!\p{L})")
_ORGAN = pattern(r"(?:BAN (?:THƯỜNG VỤ|CHẤP HÀNH|THƯỜNG TRỰC)|VĂN PHÒNG|THANH TRA) ?")  # of the body above it
_SUPERIOR = pattern(r"(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ) \p{Lu}[\p{Lu} '-]*")
_UNIT_ALONE = pattern(r"(?:XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU) \p{Lu}")
_UNIT_BEHIND = pattern(r"UBND (?:QUẬN|HUYỆN|THỊ XÃ|THÀNH PHỐ|TỈNH|TP\.?) \p{Lu}")
_SUBJECT = pattern(r"(?:Chủ tịch |Giám đốc )?{issuing body}(?!\p{L})[^.;:,\"]{0,100}?(?= (?:đã )?{issuing act})")
_WORD = regex.compile(r"\p{L}{2}")
_SENTENCE = regex.compile(r"(?<=[.;,])\s+(?=\p{Lu})")
_ON_BEHALF = pattern(r"\W*T ?/?M ?\.? ?(?P<body>\p{Lu}[\p{Lu}\s-]+)")


def number(text: Text, paras: list[Para]) -> Number | None:
    """Số, ký hiệu of the letterhead; a blank number is null."""
    for para in paras:
        match = _number_line(text.view, para)
        if match:
            symbol = regex.sub(r"\s+", "", match["symbol"])
            num = match["number"]
            canonical = f"{num}{match['join']}{symbol}" if num else None
            return Number(number=num, symbol=symbol, canonical=canonical, span=span_of(Span(*match.span())))
    return None


def number_blank(text: Text, paras: list[Para]) -> Span | None:
    """The line "Số: … /" whose number was left open."""
    for para in paras:
        match = _number_line(text.view, para)
        if match:
            return None if match["number"] else Span(*match.span())
    return None


def _number_line(view: str, para: Para) -> regex.Match[str] | None:
    """Số: … at the start of a line, or behind a capital or mark; "Quyết định số …" is a citation."""
    for line in para.lines:
        match = _NUMBER.search(view, *line.span)
        if match and is_part_of_name(view, match.start()):
            continue
        if match and (
            match.start() == line.span.start or not view[line.span.start : match.start()].rstrip()[-1:].islower()
        ):
            return match
    return None


def is_part_of_name(view: str, number: int) -> bool:
    """Whether the number that begins here goes on with the name of a body: "ĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH" / "SỐ
    15/QĐ-SCT"."""
    return _SET_UP_BY.search(view, max(0, number - 40), number) is not None


def issued(text: Text, paras: list[Para]) -> Issued | None:
    """Place and date of issue; "2023-11" where the day is blank, no date where the month is."""
    for span in _placed_dates(text.view, paras):
        match = _PLACE_DATE.search(text.view, *span) or _SHORT_DATE.search(text.view, *span)
        if match and span.end - span.start < 160:
            place = text.reading(match.span("place"))
            day, month, year = (regex.sub("[^0-9]", "", match[k] or "") for k in "dmy")
            date = None
            if len(year) == 4 and month and 1 <= int(month) <= 12:
                date = format_date(int(year), int(month), int(day) if day and 1 <= int(day) <= 31 else None)
            elif len(year) == 4:
                date = year
            return Issued(place=place, date=date, span=span_of(Span(*match.span())))
    return None


def _placed_dates(view: str, paras: list[Para]) -> Iterator[Span]:
    """Where place and date may stand: the paragraphs, and what begins as they do with the line below."""
    for para, below in zip_longest(paras, paras[1:]):
        yield para.span
        if below and _DATE_BEGUN.fullmatch(view, *para.span):
            yield para.span.cover(below.span)


def marks(text: Text, frame: Frame, margins: list[Margin]) -> tuple[Mark | None, Mark | None]:
    """Urgency and secrecy where they stand as lines of their own above the body, or in a running head or foot."""
    urgency = secrecy = None
    for para in [*frame.marks, *frame.head]:
        for line in [para.span, *(line.span for line in para.lines)]:
            urgency = urgency or _mark(text, urgency_mark(text.view, line))
            secrecy = secrecy or _mark(text, secrecy_mark(text.view, line))
    return urgency, secrecy or next(filter(None, map(_in_margin, margins)), None)


def _mark(text: Text, span: Span | None) -> Mark | None:
    return Mark(text=text.words(span), span=span_of(span)) if span else None


def _in_margin(margin: Margin) -> Mark | None:
    """The mark of secrecy that is stamped on every page, which has a place and no span: margins are no text."""
    view = fold_view(margin.text)
    span = secrecy_mark(view, Span(0, len(view)))
    where = [{"page": margin.page, "box": margin.box}] if margin.page and margin.box else []
    return Mark(text=margin.text[span.start : span.end], span=None, origin=where) if span else None


def issuer(text: Text, frame: Frame, root: Node, place: str | None) -> Issuer | None:
    """The issuing body: from the letterhead, else from the opening sentence, else from the signature and the place."""
    return (
        _from_letterhead(text, frame.head)
        or _from_opening(text, frame, root, place)
        or _from_signature(text, frame, place)
    )


def _from_letterhead(text: Text, paras: list[Para]) -> Issuer | None:
    """Agency lines stand before the number and are neither Quốc hiệu nor Tiêu ngữ; the last body among them issues."""
    found = _units(text, list(_agency_lines(text, paras)))
    if not found:
        return None
    last = found[-1]
    if _MOTTO.search(text.view, *last):  # columns that were read across each other: the opening sentence tells
        return None
    name = text.reading(last)
    read = read_issuer(name, text.value)
    parent = text.reading(found[-2]) if len(found) > 1 else None
    if parent and not (read.complete or read.level) and _SUPERIOR.fullmatch(text.view, *found[-2]):
        read = read_issuer(f"{name} {parent}", text.value)
        parent = text.reading(found[-3]) if len(found) > 2 else None
    elif parent and _ORGAN.fullmatch(text.view, *last):
        read = read_issuer(f"{name} {parent}", text.value)
    elif parent and _UNIT_ALONE.match(text.view, *last):
        read = read_issuer(f"{parent.split()[0]} {name}", text.value)
    return _made(text.words(last), read, "letterhead", last, parent)


def _agency_lines(text: Text, paras: list[Para]) -> Iterator[Span]:
    """Lines that may name the issuer. The Quốc hiệu may have been wrapped by a narrow column."""
    begun = False
    for span in (text.trim(line.span) for para in paras for line in para.lines):
        national = _MOTTO.match(text.view, *span) or (begun and _STATE_ENDS.fullmatch(text.view, *span))
        begun = bool(_STATE_BEGUN.fullmatch(text.view, *span))
        numbered = _NUMBER.search(text.view, *span)
        if numbered and is_part_of_name(text.view, numbered.start()):
            yield span
            continue
        if national or numbered or _PLACE_DATE.search(text.view, *span):
            continue
        if _WORD.search(text.view, *span) and _is_agency_line(text.view, span) and not is_mark(text.view, span):
            yield span


def _is_agency_line(view: str, span: Span) -> bool:
    letters = [c for c in view[span.start : span.end] if c.isalpha()]
    capitals = sum(c.isupper() for c in letters) >= 0.7 * len(letters)
    return capitals and len(letters) < 120 and not _NO_AGENCY.match(view, *span)


def _units(text: Text, lines: list[Span]) -> list[Span]:
    """Lines joined to bodies, the superior first: a line that opens with none goes on with the last ("ỦY BAN NHÂN DÂN"
    / "TỈNH …"), but a unit stands for itself above a body, and below one of a lower unit that is named."""
    found: list[Span] = []
    headed, under = False, 0  # whether a body is among them; how many of those above it stood below it
    heads = [bool(_HEAD.match(text.view, *span)) for span in lines]
    for i, span in enumerate(lines):
        # no body is named by one syllable: "SỞ TÀI NGUYÊN VÀ MÔI" / "TRƯỜNG"
        alone = is_syllable(text.view[span.start : span.end].strip()) and (i + 1 == len(lines) or heads[i + 1])
        opens = (heads[i] and not (found and alone)) or _is_commune_below(text.view, span, found)
        unit = _SUPERIOR.fullmatch(text.view, *span)
        if opens or (unit and not headed):
            found.append(span)
            headed, under = headed or opens, 0
        elif unit and _is_above(text, span, found[-1 - under]):
            found.insert(len(found) - 1 - under, span)
            under += 1
        elif headed:
            found[-1] = found[-1].cover(span)
    return found if headed else []


def _is_commune_below(view: str, line: Span, found: list[Span]) -> bool:
    """ "UBND QUẬN HẢI BÌNH" / "PHƯỜNG TRẦN CAO VÂN"."""
    return bool(found and _UNIT_ALONE.match(view, *line) and _UNIT_BEHIND.match(view, *found[-1]))


def _is_above(text: Text, line: Span, body: Span) -> bool:
    """Whether a line names a unit above the one that a body names."""
    return any(m.parent for m in units.mentions(fold_view(f"{text.reading(body)}, {text.reading(line)}")))


_Evidence = Literal["letterhead", "opening", "signature", "place"]


def _made(name: str, unit: Unit, evidence: _Evidence, span: Span, parent: str | None) -> Issuer:
    return Issuer(
        name=name,
        canonical=unit.canonical,
        kind=unit.kind,
        level=unit.level,
        place=unit.place,
        parent=parent,
        evidence=evidence,
        span=span_of(span),
    )


def _from_opening(text: Text, frame: Frame, root: Node, place: str | None) -> Issuer | None:
    """ "UBND thị trấn … xây dựng kế hoạch … như sau": the subject of the opening sentence."""
    paras = [p for n in root.children if n.kind in ("opening", "preamble") for p in n.paras] or root.paras
    for para in reversed(paras):
        for start in _sentence_starts(text.view, para.span):
            match = _SUBJECT.match(text.view, start, para.span.end)
            if match and _ACTS.match(text.view, match.end(), para.span.end):
                name = text.words(match.span())
                unit = read_issuer(text.reading(match.span()), text.value)
                if unit.complete or not place:
                    return _made(name, unit, "opening", Span(*match.span()), None)
                signed = _from_signature(text, frame, place)
                return signed or _made(name, unit, "opening", Span(*match.span()), None)
    return None


def _sentence_starts(view: str, span: Span) -> list[int]:
    starts = [span.start]
    for match in _SENTENCE.finditer(view, *span):
        starts.append(match.end())
    return starts


def _from_signature(text: Text, frame: Frame, place: str | None) -> Issuer | None:
    """TM. ỦY BAN NHÂN DÂN and the place of issue together name the body."""
    for para in frame.end:
        match = _ON_BEHALF.match(text.view, *para.span)
        if match:
            span = text.trim(Span(*match.span("body")))
            where = text.trim(Span(span.start, min(span.end, _line_end(text, para, span.start))))
            name = text.words(where)
            plain = sentence_case(text.reading(where), text.value)
            full = f"{plain} {unit_named(place, text.view)}" if place else plain
            return _made(name, read_issuer(full, text.value), "signature", where, None)
    return None


def _line_end(text: Text, para: Para, start: int) -> int:
    return next((x.span.end for x in para.lines if x.span.start <= start < x.span.end), para.span.end)


def doc_type(frame: Frame, num: Number | None) -> str | None:
    """From the type line, else from the ký hiệu; a letter with V/v and no type is a công văn."""
    if frame.doc_type:
        return frame.doc_type
    if num and num.symbol:
        return type_of_symbol(f"1/{num.symbol}") or "CV"
    return "CV" if frame.addressees and frame.title else None
