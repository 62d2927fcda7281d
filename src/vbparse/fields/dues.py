"""When a charge is due: from the prose of the charge, or from a column or line that holds nothing but time."""

from __future__ import annotations

from typing import Literal

import regex

from vbparse.fields.dates import Time
from vbparse.fields.times import Timeline
from vbparse.language.cues import compile_cues as pattern
from vbparse.language.rules import Hit
from vbparse.schema import Due, span_of
from vbparse.text import Cover, Span, Text

_BEFORE = pattern(
    r"(?:trước|Trước)(?: \d{1,2} ?(?:giờ|[hHgG](?!\w*[^\W\d]))(?: ?\d{2})?(?: phút)?(?: (?:sáng|chiều|tối))? ?,?)?"
    r"(?: (?:ngày|tháng|quý|hết))? ?$"
)
_BY = pattern(
    r"(?:(?i:{limit by})|(?i:từ nay)(?: cho)? đến(?: hết)?)"
    r"(?: (?:là|vào|đến|trong|hết|ngày|tháng|quý|cuối|năm|:)| ?:)*"
    r"(?: ?\d{1,2} ?(?:giờ|[hHgG](?!\w*[^\W\d]))(?: ?\d{2})?(?: phút)?(?: ?,)?(?: ngày)?)? ?$"
)
_WITHIN = pattern(
    r"(?i:{limit within})[^.;]{0,60}?(?:trong|vào|dự kiến|:)(?: (?:các|ngày|tháng|quý|năm|khoảng))? ?$"
    r"|(?i:dự kiến|thời gian)(?: (?:vào|trong|thực hiện|hoàn thành|dự kiến|từ|là))* ?:? ?$"
)
_IN = pattern(
    r"(?:(?:trong|vào)(?: (?:các|dịp|khoảng))?(?: tuần (?:thứ )?\w+(?: của)?)?(?: (?:cuối|đầu|giữa))?"
    r"|(?:cuối|đầu|giữa)) ?$"
)
_ONGOING = pattern(r"[;,(] ?(?:thời gian )?(?:thực hiện|triển khai|tổ chức)?(?: ?:)? thường xuyên$")
_CLAUSE_ENDS = pattern(r" ?(?:[.:;,(]|$|và |để |theo )")
_LATEST = pattern(r"(?i:nhất|hết|hạn)")
_EXPLAINS = pattern(r" ?\( ?(?:trước|vào|chậm nhất)? ?")
_CLAUSE = regex.compile(r";|\.\s")
_NO_TIME = pattern(r"\W*(?:Theo|theo|Sau|sau|Khi|khi|Kể từ|Ngay|ngay|Căn cứ|Tùy|tùy)(?!\w)")
_OF_NOUN = pattern(r"(?<!\w){noun with a rhythm}(?: (?:của|cho) [\p{L} ]{2,30})? ?$", regex.I)
_TERM = pattern(r"{term of office}(?: ?(?:năm|:))* ?$")

_ROUND = r"(?<!\p{L})(?:[Đđ]ợt|[Gg]iai đoạn|[Bb]ước) (?P<number>\d{1,2}|[IVX]{1,4})(?!\w)"
_ROUNDS = pattern(_ROUND)
_OF_ROUND = pattern(_ROUND + r" ?[:(]? ?$")

_Bound = Literal["before", "by", "within", "on"]


def find_deadline(text: Text, timeline: Timeline, span: Span, year: int | None, skip: Cover) -> Due | None:
    """The deadline told in a charge: a date behind a word of limit, else a rhythm of what is done. None where there is
    none.

    `skip` are stretches whose dates belong to cited documents.
    """
    rhythm: Due | None = None
    for hit in timeline.find_within(span):
        if hit.span.start in skip:
            continue
        if hit.value.recurrence:
            if _belongs_to_noun(text.view, hit, span):
                continue
            if rhythm is None or (
                "BYMONTHDAY" in hit.value.recurrence and "BYMONTHDAY" not in (rhythm.recurrence or "")
            ):
                rhythm = _make_due(text, hit, year, _find_limit(text.view, hit, span))
        elif hit.value.kind == "ongoing":
            opens = hit.span.start - span.start < 16 and text.view[hit.span.start].isupper()
            opens = opens or _ONGOING.search(text.view, span.start, hit.span.end) is not None
            rhythm = rhythm or (_make_due(text, hit, year, None) if opens else None)
        elif rhythm and hit.value.year is None and _EXPLAINS.fullmatch(text.view, *_gap_behind(rhythm, hit)):
            continue
        elif limit := _find_limit(text.view, hit, span) or _find_stated_time(text.view, hit, span):
            return _make_due(text, hit, year, limit)
    return rhythm


def _belongs_to_noun(view: str, hit: Hit[Time], span: Span) -> bool:
    """Whether a rhythm says how a thing is reckoned ("mức trợ cấp hàng tháng") and not when the task is done, as one
    with a day does."""
    if "BYMONTHDAY" in (hit.value.recurrence or ""):
        return False
    return _OF_NOUN.search(view, max(span.start, hit.span.start - 60), hit.span.start) is not None


def _gap_behind(rhythm: Due, hit: Hit[Time]) -> tuple[int, int]:
    return (rhythm.span[1] if rhythm.span else hit.span.start, hit.span.start)


def read_time_cell(text: Text, timeline: Timeline, span: Span, year: int | None, skip: Cover) -> Due | None:
    """The time that a cell or line "Thời gian: …" gives; a deadline relative to an event has no date."""
    if not span:
        return None
    hits = [h for h in timeline.find_within(span) if h.span.start not in skip and h.value.kind in _WEIGHT]
    if not hits or _NO_TIME.match(text.view, *span):
        return Due(text=text.words(span), span=span_of(span))
    best = max(hits, key=lambda h: _WEIGHT[h.value.kind])
    limit = _find_limit(text.view, best, span)
    if limit is None and not best.value.recurrence and best.value.kind != "ongoing":
        limit = ("on" if best.value.kind == "date" else "within", best.span.start)
    due = _make_due(text, best, year, limit)
    due.text, due.span = text.words(span), span_of(span)
    return due


_WEIGHT = {"date": 3, "month": 3, "quarter": 3, "range": 3, "rhythm": 2, "ongoing": 1, "year": 0}
"""Dates tell more than rhythms, and these more than "thường xuyên" or a year."""


def _words_before(view: str, hit: Hit[Time], span: Span) -> tuple[str, int]:
    """The words before a time in its clause, and where they begin."""
    start = max(span.start, hit.span.start - 90)
    for match in _CLAUSE.finditer(view, start, hit.span.start):
        start = match.end()
    return view[start : hit.span.start], start


def _find_limit(view: str, hit: Hit[Time], span: Span) -> tuple[_Bound, int] | None:
    """The limit that the words before a time set, and where these words begin; None where they set none."""
    if hit.value.kind in ("bad", "none", "ongoing"):
        return None
    before, start = _words_before(view, hit, span)
    if hit.match[0][:5].lower() == "trước":
        return "before", hit.span.start
    if match := _BEFORE.search(before):
        return "before", start + match.start()
    if hit.value.kind == "year" or not (match := _BY.search(before)):
        return None
    loose = hit.value.kind in ("month", "quarter", "range") and not _LATEST.search(before[-20:])
    return "within" if loose else "by", start + match.start()


def _find_stated_time(view: str, hit: Hit[Time], span: Span) -> tuple[_Bound, int] | None:
    """A time that is told as that of the task: "dự kiến tháng 12 năm 2023", "… trong quý II.", "từ … đến …"."""
    if hit.value.kind in ("bad", "none", "ongoing"):
        return None
    before, start = _words_before(view, hit, span)
    of_round = _OF_ROUND.search(before)
    if _TERM.search(before) or (of_round and _is_one_of_rounds(view, start + of_round.start(), span)):
        return None
    told = hit.value.kind != "year" and _WITHIN.search(before) is not None
    alone = hit.value.kind == "range" or (hit.value.kind in ("month", "quarter") and bool(_IN.search(before)))
    if hit.value.kind in ("month", "quarter") and before.endswith("(") and view[hit.span.end : hit.span.end + 1] == ")":
        told = True
    if told or (alone and _CLAUSE_ENDS.match(view, hit.span.end, span.end)):
        return "on" if hit.value.kind == "date" else "within", hit.span.start
    return None


def _is_one_of_rounds(view: str, at: int, span: Span) -> bool:
    """ "… theo tiến độ: Đợt 1 từ … đến …; Đợt 2 từ …": the time of one round is not that of the task."""
    several = len({m["number"] for m in _ROUNDS.finditer(view, *span)}) > 1
    return at > span.start and (several or ":" in view[span.start : at])


def _make_due(text: Text, hit: Hit[Time], year: int | None, limit: tuple[_Bound, int] | None) -> Due:
    value = hit.value.with_year(year)
    span = Span(limit[1] if limit else hit.span.start, hit.span.end)
    return Due(
        text=text.words(span),
        date=None if value.recurrence or value.kind == "ongoing" else value.edtf(),
        bound=limit[0] if limit else None,
        recurrence=value.recurrence,
        ongoing=value.kind == "ongoing",
        span=span_of(span),
    )
