"""When a charge is due: from the prose of the charge, or from a column or line that holds nothing but time."""

from __future__ import annotations

import regex

from vbparse.fields.dates import Time
from vbparse.fields.limits import Limit, limits, stated
from vbparse.fields.times import Timeline
from vbparse.language.cues import build_cue
from vbparse.language.rules import Hit
from vbparse.patterns import Cue
from vbparse.schema import Due, span_of
from vbparse.text import Cover, Span, Text
from vbparse.vocabularies import Bound

_ONGOING = build_cue(
    r"[;,(] ?(?:thời gian )?(?:thực hiện|triển khai|tổ chức)?(?: ?:)? thường xuyên$",
    examples=["nhắc nhở; thực hiện thường xuyên"],
    rejects=["kiểm tra thường xuyên"],
)
_CLAUSE_ENDS = build_cue(
    r" ?(?:[.:;,(]|$|và |để |theo )", examples=[".", " và nộp", ""], rejects=[" của năm"], at="start"
)
_EXPLAINS = build_cue(r" ?\( ?(?:trước|vào|chậm nhất)? ?", examples=[" (trước ", "("], rejects=[" trước "], at="whole")
_CLAUSE = Cue(r";|\.\s", examples=["rà soát; nộp", "rà soát. Nộp"], rejects=["1.5", "rà soát, nộp"])
_NO_TIME = build_cue(
    r"\W*(?:Theo|theo|Sau|sau|Khi|khi|Kể từ|Ngay|ngay|Căn cứ|Tùy|tùy)(?!\w)",
    examples=["Sau khi có kết quả", "(theo kế hoạch)"],
    rejects=["Ngày 15/7"],
    at="start",
)
_OF_NOUN = build_cue(
    r"(?<!\w){noun with a rhythm}(?: (?:của|cho) [\p{L} ]{2,30})? ?$",
    examples=["mức trợ cấp ", "phụ cấp cho cán bộ thôn "],
    rejects=["báo cáo "],
    flags=regex.I,
)
_TERM = build_cue(r"{term of office}(?: ?(?:năm|:))* ?$", examples=["nhiệm kỳ ", "so với năm "], rejects=["dự kiến "])
_ROUND = r"(?<!\p{L})(?:[Đđ]ợt|[Gg]iai đoạn|[Bb]ước) (?P<number>\d{1,2}|[IVX]{1,4})(?!\w)"
_ROUNDS = build_cue(_ROUND, examples=["Đợt 1", "giai đoạn II"], rejects=["đợt đầu"])
_OF_ROUND = build_cue(_ROUND + r" ?[:(]? ?$", examples=["Đợt 1: ", "giai đoạn II ("], rejects=["Đợt 1 từ "])

_Deadline = tuple[Bound, int]
"""A bound, and where the words begin that set it."""
_LONGEST_OPENING = 16
"""Letters of a charge in which "Thường xuyên" opens it."""
_NOUN_REACH = 60
"""Letters before a rhythm in which the noun stands that it belongs to."""
_LIMIT_REACH = 90
"""Letters before a time in which words limit it."""


def find_deadline(text: Text, timeline: Timeline, span: Span, year: int | None, skip: Cover) -> Due | None:
    """The deadline in the words of a charge: a date behind a word of limit, else a rhythm of what is done; None where
    there is none.

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
            opens = hit.span.start - span.start < _LONGEST_OPENING and text.view[hit.span.start].isupper()
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
    return _OF_NOUN.search(view, max(span.start, hit.span.start - _NOUN_REACH), hit.span.start) is not None


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
        limit = (Bound.ON if best.value.kind == "date" else Bound.WITHIN, best.span.start)
    due = _make_due(text, best, year, limit)
    due.text, due.span = text.words(span), span_of(span)
    return due


_WEIGHT = {"date": 3, "month": 3, "quarter": 3, "range": 3, "rhythm": 2, "ongoing": 1, "year": 0}
"""Dates say more than rhythms, and these more than "thường xuyên" or a year."""


def _words_before(view: str, hit: Hit[Time], span: Span) -> tuple[str, int]:
    """The words before a time in its clause, and where they begin."""
    start = max(span.start, hit.span.start - _LIMIT_REACH)
    for match in _CLAUSE.finditer(view, start, hit.span.start):
        start = match.end()
    return view[start : hit.span.start], start


def _find_limit(view: str, hit: Hit[Time], span: Span) -> _Deadline | None:
    """The limit that the words before a time set; None where they set none."""
    if hit.value.kind in ("bad", "none", "ongoing"):
        return None
    if hit.match[0][: len("trước")].lower() == "trước":
        return Bound.BEFORE, hit.span.start
    words, start = _words_before(view, hit, span)
    limit = next(limits.scan(words), None)
    if limit is None or (hit.value.kind == "year" and limit.value != "before"):
        return None
    return _bound_of(limit.value, hit.value.kind), start + limit.span.start


def _bound_of(limit: Limit, kind: str) -> Bound:
    """What words of limit make of a time: "xong tháng 9" is within the month, "xong 15/9" by the day."""
    if limit == "done":
        return Bound.WITHIN if kind in ("month", "quarter", "range") else Bound.BY
    return Bound(limit)


def _find_stated_time(view: str, hit: Hit[Time], span: Span) -> _Deadline | None:
    """A time that is stated as that of the task: "dự kiến tháng 12 năm 2023", "… trong quý II.", "từ … đến …"."""
    kind = hit.value.kind
    if kind in ("bad", "none", "ongoing"):
        return None
    words, start = _words_before(view, hit, span)
    of_round = _OF_ROUND.search(words)
    if _TERM.search(words) or (of_round and _is_one_of_rounds(view, start + of_round.start(), span)):
        return None
    is_period = kind in ("month", "quarter")
    cue = next((rule.value for rule in stated.scan(words)), None)
    in_brackets = is_period and words.endswith("(") and view[hit.span.end : hit.span.end + 1] == ")"
    if in_brackets or (cue == "any" and kind != "year"):
        return Bound.ON if kind == "date" else Bound.WITHIN, hit.span.start
    closes = (kind == "range" or (is_period and cue is not None)) and _CLAUSE_ENDS.match(view, hit.span.end, span.end)
    return (Bound.WITHIN, hit.span.start) if closes else None


def _is_one_of_rounds(view: str, at: int, span: Span) -> bool:
    """ "… theo tiến độ: Đợt 1 từ … đến …; Đợt 2 từ …": the time of one round is not that of the task."""
    several = len({m["number"] for m in _ROUNDS.finditer(view, *span)}) > 1
    return at > span.start and (several or ":" in view[span.start : at])


def _make_due(text: Text, hit: Hit[Time], year: int | None, limit: _Deadline | None) -> Due:
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
