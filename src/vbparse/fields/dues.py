"""When a charge is due: from the prose of the charge, or from a column or line that holds nothing but time."""

from __future__ import annotations

import regex

from vbparse.fields.rules import Hit
from vbparse.fields.times import Time, Timeline
from vbparse.language.cues import build as pattern
from vbparse.schema import Due, span_of
from vbparse.text import Cover, Span, Text

_BEFORE = pattern(r"(?:trước|Trước)(?: \d{1,2} (?:giờ|h)(?: ?\d{2})?(?: phút)?,?)?(?: (?:ngày|tháng|quý|hết))? ?$")
_BY = pattern(r"(?i:{limit by})(?: (?:là|vào|đến|trong|hết|ngày|tháng|quý|cuối|năm|:)| ?:)* ?$")
_WITHIN = pattern(
    r"(?i:{limit within})[^.;]{0,60}?(?:trong|vào|dự kiến|:)(?: (?:các|ngày|tháng|quý|năm|khoảng))? ?$"
    r"|(?i:dự kiến|thời gian)(?: (?:vào|trong|thực hiện|hoàn thành|dự kiến|từ|là))* ?:? ?$"
)
_IN = pattern(r"(?:trong|vào)(?: (?:các|dịp|cuối|đầu))? ?$")
_CLAUSE_ENDS = pattern(r" ?(?:[.;,(]|$|và |để |theo )")
_NO_TIME = pattern(r"\W*(?:Theo|theo|Sau|sau|Khi|khi|Kể từ|Ngay|ngay|Căn cứ|Tùy|tùy)(?!\w)")
_TERM = pattern(r"{term of office}(?: ?(?:năm|:))* ?$")


def in_prose(text: Text, timeline: Timeline, span: Span, year: int | None, skip: Cover) -> Due | None:
    """The deadline told in a charge: a date behind a word of limit, else a rhythm. None where there is none.

    `skip` are stretches whose dates belong to cited documents.
    """
    dated: Due | None = None
    rhythm: Due | None = None
    for hit in timeline.within(span):
        if hit.span.start in skip:
            continue
        if hit.value.kind == "rhythm":
            if rhythm is None or (
                "BYMONTHDAY" in (hit.value.recurrence or "") and "BYMONTHDAY" not in (rhythm.recurrence or "")
            ):
                rhythm = _due(text, hit, year, _bound(text.view, hit, span) or "within")
        elif hit.value.kind == "ongoing":
            if rhythm is None and hit.span.start - span.start < 16 and text.view[hit.span.start].isupper():
                rhythm = _due(text, hit, year, "within")
        elif dated is None and (bound := _bound(text.view, hit, span)):
            dated = _due(text, hit, year, bound)
    return dated or rhythm


def in_cell(text: Text, timeline: Timeline, span: Span, year: int | None, skip: Cover) -> Due | None:
    """The time that a cell or line "Thời gian: …" gives; a deadline relative to an event has no date."""
    if not span:
        return None
    if _NO_TIME.match(text.view, *span):
        return Due(text=text.words(span), span=span_of(span))
    best: Hit[Time] | None = None
    for hit in timeline.within(span):
        if hit.span.start in skip or hit.value.kind in ("bad", "none"):
            continue
        if best is None or _weight(hit) > _weight(best):
            best = hit
    if best is None:
        return Due(text=text.words(span), span=span_of(span))
    due = _due(text, best, year, _bound(text.view, best, span) or ("on" if best.value.kind == "date" else "within"))
    due.text, due.span = text.words(span), span_of(span)
    return due


def _weight(hit: Hit[Time]) -> int:
    """Dates tell more than rhythms, and these more than a year or "thường xuyên"."""
    return {"date": 3, "month": 3, "quarter": 3, "range": 3, "rhythm": 2, "ongoing": 1, "year": 0}.get(
        hit.value.kind, 0
    )


def _bound(view: str, hit: Hit[Time], span: Span) -> str | None:
    """What the words before a time say: before, by, within; None where it is no limit."""
    if hit.value.kind in ("bad", "none", "ongoing"):
        return None
    before = view[max(span.start, hit.span.start - 90) : hit.span.start]
    before = regex.split(r"[;]|\.\s", before)[-1]
    if hit.match[0][:5].lower() == "trước" or _BEFORE.search(before):
        return "before"
    if hit.value.kind == "year":
        return None
    if _BY.search(before):
        return (
            "within"
            if hit.value.kind in ("month", "quarter", "range") and not regex.search(r"(?i)nhất|hết|hạn", before[-20:])
            else "by"
        )
    if _TERM.search(before):
        return None
    if _WITHIN.search(before):
        return "within"
    spans_time = hit.value.kind == "range" or (hit.value.kind in ("month", "quarter") and _IN.search(before))
    return "within" if spans_time and _CLAUSE_ENDS.match(view, hit.span.end, span.end) else None


def _due(text: Text, hit: Hit[Time], year: int | None, bound: str) -> Due:
    value = hit.value.with_year(year)
    return Due(
        text=text.words(hit.span),
        date=None if value.recurrence or value.kind == "ongoing" else value.edtf(),
        bound=bound,  # type: ignore[arg-type]
        recurrence=value.recurrence,
        ongoing=value.kind == "ongoing",
        span=span_of(hit.span),
    )
