"""Letterhead: type, số and ký hiệu, place and date of issue, marks. Who issues is in `issuer`.

Source: NĐ 30/2020/NĐ-CP, phụ lục I, ô số 3, 4, 5a, 10.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, pairwise, zip_longest

import regex

from vbparse.blocks import Para
from vbparse.edtf import format_date
from vbparse.fields.symbols import type_of_symbol
from vbparse.language.doctypes import names_by_code
from vbparse.language.folding import fold
from vbparse.language.landmarks.date_line import PLACE_AND_DAY, find_date, is_torn_date
from vbparse.language.landmarks.motto import MOTTO_WHOLE
from vbparse.language.landmarks.number_line import NUMBER_LINE, NUMBER_WORD, find_number_line
from vbparse.language.marks import secrecy_mark, urgency_mark
from vbparse.schema import Issued, Margin, Mark, Number, span_of
from vbparse.structure.frame import Frame
from vbparse.text import Span, Text, fold_view

_LONGEST_DATE_LINE = 160
"""Letters of a line of place and date at most, with what may stand beside it."""
_MONTHS, _DAYS, _YEAR_DIGITS = 12, 31, 4


def find_number(text: Text, paras: list[Para]) -> Number | None:
    """Số, ký hiệu of the letterhead; a blank number is null."""
    match = match_number(text.view, paras)
    if match is None:
        return None
    symbol = regex.sub(r"\s+", "", _keep_tones(text, Span(*match.span("symbol"))))
    canonical = f"{match['number']}{match['join']}{symbol}" if match["number"] else None
    return Number(number=match["number"], symbol=symbol, canonical=canonical, span=span_of(Span(*match.span())))


def _keep_tones(text: Text, span: Span) -> str:
    """A ký hiệu as the view has it, with the tones of small letters where the text has them: the view moves them."""
    pairs = zip(text.value[span.start : span.end], text.view[span.start : span.end], strict=True)
    return "".join(own if own.islower() and fold(own) == fold(seen) else seen for own, seen in pairs)


def find_blank_number(text: Text, paras: list[Para]) -> Span | None:
    """The line "Số: … /" whose number was left open."""
    match = match_number(text.view, paras)
    return Span(*match.span()) if match and not match["number"] else None


def match_number(view: str, paras: list[Para]) -> regex.Match[str] | None:
    """The first line of số and ký hiệu; the word Số may stand on the line above the rest."""
    lines = [line.span for para in paras for line in para.lines]
    torn = (above.cover(line) for above, line in pairwise(lines) if NUMBER_WORD.fullmatch(view, *above))
    return next(filter(None, (find_number_line(view, line) for line in chain(lines, torn))), None)


def find_issued(text: Text, paras: list[Para]) -> Issued | None:
    """Place and date of issue; "2023-11" where the day is blank, no date where the month is."""
    match = match_date(text.view, paras)
    if match is None:
        return None
    day, month, year = (regex.sub("[^0-9]", "", match[k] or "") for k in "dmy")
    date = None
    if len(year) == _YEAR_DIGITS and month and 1 <= int(month) <= _MONTHS:
        date = format_date(int(year), int(month), int(day) if day and 1 <= int(day) <= _DAYS else None)
    elif len(year) == _YEAR_DIGITS:
        date = year
    return Issued(place=text.reading(match.span("place")), date=date, span=span_of(Span(*match.span())))


def match_date(view: str, paras: list[Para]) -> regex.Match[str] | None:
    """The first line of place and date, else of place and day; a motto or the number may stand before the date on the
    same line."""
    for span in _date_lines(view, paras):
        others = [*MOTTO_WHOLE.finditer(view, *span), *NUMBER_LINE.finditer(view, *span)]
        starts = [span.start, *sorted(match.end() for match in others)]
        match = next(filter(None, (find_date(view, Span(at, span.end)) for at in reversed(starts))), None)
        if match and span.end - span.start < _LONGEST_DATE_LINE:
            return match
    return next(filter(None, (PLACE_AND_DAY.search(view, *para.span) for para in paras)), None)


def _date_lines(view: str, paras: list[Para]) -> Iterator[Span]:
    """Where place and date may stand: the paragraphs, and what begins as they do with the line below."""
    for para, below in zip_longest(paras, paras[1:]):
        yield para.span
        if below and para.column == below.column and is_torn_date(view, para.span, below.span):
            yield para.span.cover(below.span)


def find_marks(text: Text, frame: Frame, margins: list[Margin]) -> tuple[Mark | None, Mark | None]:
    """Urgency and secrecy where they stand as lines of their own above the body, or in a running head or foot."""
    urgency = secrecy = None
    for para in [*frame.marks, *frame.head]:
        for line in [para.span, *(line.span for line in para.lines)]:
            urgency = urgency or _make_mark(text, urgency_mark(text.view, line))
            secrecy = secrecy or _make_mark(text, secrecy_mark(text.view, line))
    return urgency, secrecy or next(filter(None, map(_find_in_margin, margins)), None)


def _make_mark(text: Text, span: Span | None) -> Mark | None:
    return Mark(text=text.words(span), span=span_of(span)) if span else None


def _find_in_margin(margin: Margin) -> Mark | None:
    """The mark of secrecy that is stamped on every page, which has a place and no span: margins are no text."""
    view = fold_view(margin.text)
    span = secrecy_mark(view, Span(0, len(view)))
    where = [{"page": margin.page, "box": margin.box}] if margin.page and margin.box else []
    return Mark(text=margin.text[span.start : span.end], span=None, origin=where) if span else None


_WITH_TYPE_LINE = ("NQ", "QĐ", "CT", "QC", "HD", "CTr", "KH", "PA", "ĐA", "BC", "TTr", "TB", "KL", "CĐ", "GM")
"""Types whose line may be lost; in a letter other codes are rather the first letters of its body (415/PB-DT)."""


def find_doc_type(frame: Frame, number: Number | None) -> str | None:
    """From the type line, else from the ký hiệu; a letter with V/v and no type is a công văn. Of a type with a longer
    name ("Chương trình hành động") the ký hiệu says whether it is one of its own."""
    if frame.doc_type:
        short = type_of_symbol(f"1/{number.symbol}") if number and number.symbol else None
        names = names_by_code()
        is_part = short in names and names.get(frame.doc_type, "").startswith(f"{names[short or '']} ")
        return short if is_part else frame.doc_type
    if number and number.symbol:
        code = type_of_symbol(f"1/{number.symbol}")
        is_letter = code not in _WITH_TYPE_LINE and frame.addressees and frame.title
        return "CV" if is_letter or not code else code
    return "CV" if frame.addressees and frame.title else None
