"""When a charge is due: from the prose of the charge, or from a column or line that holds nothing but time."""

from __future__ import annotations

from vbparse.fields.dates import Time, Written
from vbparse.fields.limits import LIMITED, Limit, describes_thing, finishes_alone, limits, stated
from vbparse.fields.times import Timeline
from vbparse.fields.times.pieces import DAY
from vbparse.language.cues import build_cue
from vbparse.language.rules import Hit
from vbparse.patterns import Cue
from vbparse.rrule import parse_rule
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
    r"(?i)(?<!\w){noun with a rhythm}(?: (?:của|cho) [\p{L} ]{2,30})? ?$",
    examples=["mức trợ cấp ", "phụ cấp cho cán bộ thôn "],
    rejects=["báo cáo "],
)
_TERM = build_cue(r"{term of office}(?: ?(?:năm|:))* ?$", examples=["nhiệm kỳ ", "so với năm "], rejects=["dự kiến "])
_ROUND = r"(?<!\p{L})(?:[Đđ]ợt|[Gg]iai đoạn|[Bb]ước) (?P<number>\d{1,2}|[IVX]{1,4})(?!\w)"
_ROUNDS = build_cue(_ROUND, examples=["Đợt 1", "giai đoạn II"], rejects=["đợt đầu"])
_OF_ROUND = build_cue(_ROUND + r" ?[:(]? ?$", examples=["Đợt 1: ", "giai đoạn II ("], rejects=["Đợt 1 từ "])

_DAY = build_cue(
    rf"(?P<words>(?<!\w){LIMITED}(?: ngày)? )(?<=ngày )(?P<day>{DAY})"
    r"(?! ?[/.-] ?\d| tháng \d| ?(?:-|đến|tới|và|,) ?(?:ngày )?\d| làm)",
    examples=["trước ngày 25 về xã", "chậm nhất là ngày 05 của tháng sau"],
    rejects=["trước ngày 25/6", "trong 05 ngày", "trước ngày 20 tháng 6"],
)
_YEARS = build_cue(
    r"\W*(?:(?:[Tt]rong|[Gg]iai đoạn|[Cc]ác năm|[Nn]ăm) )*(?P<first>20\d\d)"
    r"(?: ?(?:-|đến|và|,) ?(?:hết )?(?:năm )?(?P<last>20\d\d))?\W*",
    examples=["Giai đoạn 2026 - 2030", "2026", "Năm 2026 và 2027"],
    rejects=["2026 xã", "Trước năm 2026", "Từ năm 2026"],
    at="whole",
)
_OPENS = build_cue(
    r"\W*(?:(?:[Tt]rong|[Vv]ào|[Dd]ự kiến|[Kk]hoảng|[Tt]rong khoảng) )?(?:ngày )?",
    examples=["- Trong ", "", "Dự kiến "],
    rejects=["Rà soát trong "],
    at="whole",
)
_INTRODUCES = build_cue(r" ?[:,]", examples=[": trình", ", trình"], rejects=[" trình"], at="start")

_Deadline = tuple[Bound, int]
"""A bound, and where the words begin that set it."""
_LONGEST_OPENING = 16
"""Letters of a charge in which "Thường xuyên" opens it."""
_NOUN_REACH = 60
"""Letters before a rhythm in which the noun stands that it belongs to."""
_LIMIT_REACH = 90
"""Letters before a time in which words limit it."""


def find_deadline(text: Text, timeline: Timeline, span: Span, written: Written, skip: Cover) -> Due | None:
    """The deadline in the words of a charge: a date behind a word of limit, else a rhythm of what is done; None where
    there is none.

    `skip` are stretches whose dates belong to cited documents.
    """
    rhythm: Due | None = None
    hits = [hit for hit in timeline.find_within(span) if hit.span.start not in skip]
    for i, hit in enumerate(hits):
        if hit.value.recurrence:
            if not _belongs_to_noun(text.view, hit, span) and (rhythm is None or _says_more(hit.value, rhythm)):
                rhythm = _make_due(text, hit, written.year, _find_limit(text.view, hit, span))
        elif hit.value.kind == "ongoing":
            opens = hit.span.start - span.start < _LONGEST_OPENING and text.view[hit.span.start].isupper()
            opens = opens or _ONGOING.search(text.view, span.start, hit.span.end) is not None
            rhythm = rhythm or (_make_due(text, hit, written.year, None) if opens else None)
        elif rhythm and _comes_first(text.view, rhythm, hit):
            continue
        elif limit := _find_own_limit(text.view, hit, span, is_over=written.is_over(hit.value)):
            due = _make_due(text, hit, written.year, limit)
            is_yearly = _opens_yearly(text, rhythm, span) or _is_day_of_each_year(text, hits[i : i + 2])
            return _make_yearly(due, hit.value) if is_yearly and _lacks_year(hit.value) else due
    return rhythm and (_join_day(text, rhythm, span) or rhythm)


def _comes_first(view: str, rhythm: Due, hit: Hit[Time]) -> bool:
    """Whether a time behind a rhythm only explains it, or is that of a later clause where the rhythm is a deadline
    itself ("trước ngày 30 hằng tháng; …")."""
    gap = (rhythm.span[1] if rhythm.span else hit.span.start, hit.span.start)
    if hit.value.year is None and _EXPLAINS.fullmatch(view, *gap):
        return True
    rule = parse_rule(rhythm.recurrence)
    return rhythm.bound is not None and rule is not None and bool(rule.monthdays) and bool(_CLAUSE.search(view, *gap))


def _says_more(time: Time, rhythm: Due) -> bool:
    """Whether a rhythm names the day of one that names none: "hằng quý (trước ngày 15 của tháng cuối quý)"."""
    new, old = parse_rule(time.recurrence), parse_rule(rhythm.recurrence)
    if not new or not new.monthdays:
        return False
    return old is None or (not old.monthdays and new.name == old.name)


def _find_own_limit(view: str, hit: Hit[Time], span: Span, *, is_over: bool) -> _Deadline | None:
    """The limit that a time sets to the task; None where it sets none, or says which things are meant."""
    limit = _find_limit(view, hit, span) or _find_stated_time(view, hit, span)
    if limit is None:
        return None
    words, start = _words_before(view, hit, span)
    before = max(0, limit[1] - start)
    if is_over and not finishes_alone(words[:before]):
        return None
    return None if describes_thing(words, before, hit.value.kind) else limit


def _opens_with(text: Text, rhythm: Due | None, span: Span) -> bool:
    """Whether a charge opens with a rhythm: what follows is then of each time."""
    return bool(rhythm and rhythm.span and not text.view[span.start : rhythm.span[0]].strip(" -+•"))


def _opens_yearly(text: Text, rhythm: Due | None, span: Span) -> bool:
    """ "Hằng năm, các thôn gửi danh sách trước ngày 20/11": the day is that of each year."""
    return bool(rhythm and rhythm.recurrence == "FREQ=YEARLY" and _opens_with(text, rhythm, span))


def _is_day_of_each_year(text: Text, hits: list[Hit[Time]]) -> bool:
    """ "… trước ngày 15/6, … trước ngày 15/12 hằng năm": so is the first of both."""
    if len(hits) == 1 or not (hits[1].value.recurrence or "").startswith("FREQ=YEARLY;"):
        return False
    return not _CLAUSE.search(text.view, hits[0].span.end, hits[1].span.start)


def _lacks_year(time: Time) -> bool:
    return time.year is None and time.kind in ("date", "month")


def _make_yearly(due: Due, time: Time) -> Due:
    _, month, day = time.start
    due.date, due.recurrence = None, f"FREQ=YEARLY;BYMONTH={month}" + (f";BYMONTHDAY={day}" if day else "")
    return due


def _join_day(text: Text, rhythm: Due, span: Span) -> Due | None:
    """ "Hằng tháng, các thôn gửi báo cáo trước ngày 25": the day of each month or quarter."""
    rule = parse_rule(rhythm.recurrence)
    if not rule or rule.name not in ("monthly", "quarterly") or rule.monthdays or not _opens_with(text, rhythm, span):
        return None
    match = _DAY.search(text.view, rhythm.span[1] if rhythm.span else span.start, span.end)
    if not match:
        return None
    limit = next(limits.scan(match["words"]), None)
    return Due(
        text=text.words(Span(*match.span())),
        bound=_bound_of(limit.value, "date") if limit else None,
        recurrence=f"{rhythm.recurrence};BYMONTHDAY={int(match['day'])}",
        span=span_of(Span(*match.span())),
    )


def _belongs_to_noun(view: str, hit: Hit[Time], span: Span) -> bool:
    """Whether a rhythm says how a thing is reckoned ("mức trợ cấp hàng tháng") and not when the task is done, as one
    with a day does."""
    if "BYMONTHDAY" in (hit.value.recurrence or ""):
        return False
    return _OF_NOUN.search(view, max(span.start, hit.span.start - _NOUN_REACH), hit.span.start) is not None


def read_time_cell(text: Text, timeline: Timeline, span: Span, year: int | None, skip: Cover) -> Due | None:
    """The time that a cell or line "Thời gian: …" gives; a deadline relative to an event has no date."""
    if not span:
        return None
    hits = [h for h in _scan_alone(text.view, timeline, span) if h.span.start not in skip and h.value.kind in _WEIGHT]
    cell = Due(text=text.words(span), span=span_of(span))
    if years := _YEARS.fullmatch(text.view, *span):
        cell.date, cell.bound = "/".join(year for year in years.group("first", "last") if year), Bound.WITHIN
    if years or not hits or _NO_TIME.match(text.view, *span):
        return cell
    best = max(hits, key=lambda h: _WEIGHT[h.value.kind])
    limit = _find_limit(text.view, best, span)
    if limit is None and not best.value.recurrence and best.value.kind != "ongoing":
        limit = (Bound.ON if best.value.kind == "date" else Bound.WITHIN, best.span.start)
    due = _make_due(text, best, year, limit)
    if hits[0].value.recurrence == "FREQ=YEARLY" and _lacks_year(best.value):
        _make_yearly(due, best.value)
    due.text, due.span = cell.text, cell.span
    return due


def _scan_alone(view: str, timeline: Timeline, span: Span) -> list[Hit[Time]]:
    """The times of a stretch; a list of quarters without a year is one period where it is all that stands there."""
    hits = timeline.find_within(span)
    if not any(hit.value.kind == "quarter" for hit in hits):
        return hits
    alone = Timeline(view[slice(*span)]).hits
    return [Hit(Span(*(span.start + at for at in hit.span)), hit.value, hit.rule, hit.match) for hit in alone]


_WEIGHT = {
    **dict.fromkeys(("date", "month", "quarter", "range"), 3),
    **dict.fromkeys(("rhythm", "since", "onwards", "years"), 2),
    "ongoing": 1,
    "year": 0,
}
"""Dates say more than rhythms, and these more than "thường xuyên" or a year."""


def _words_before(view: str, hit: Hit[Time], span: Span) -> tuple[str, int]:
    """The words before a time in its clause, and where they begin."""
    start = max(span.start, hit.span.start - _LIMIT_REACH)
    for match in _CLAUSE.finditer(view, start, hit.span.start):
        start = match.end()
    return view[start : hit.span.start], start


_UNLIMITED = ("bad", "none", "ongoing", "since", "onwards", "years")
"""Kinds of time that no word of limit makes a deadline."""


def _find_limit(view: str, hit: Hit[Time], span: Span) -> _Deadline | None:
    """The limit that the words before a time set; None where they set none."""
    if hit.value.kind in _UNLIMITED:
        return None
    if hit.match[0][: len("trước")].lower() == "trước":
        return Bound.BEFORE, hit.span.start
    if hit.value.recurrence and hit.match.groupdict().get("d1"):
        inner = next(limits.scan(view[hit.span.start : hit.match.start("d1")]), None)
        if inner:
            return _bound_of(inner.value, "date"), hit.span.start
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
    if (kind in ("date", "range") or is_period) and start == span.start and _opens_charge(view, words, hit, span):
        return Bound.ON if kind == "date" else Bound.WITHIN, hit.span.start
    in_brackets = is_period and words.endswith("(") and view[hit.span.end : hit.span.end + 1] == ")"
    if in_brackets or (cue == "any" and kind != "year"):
        return Bound.ON if kind == "date" else Bound.WITHIN, hit.span.start
    closes = (kind in ("range", "onwards") or (is_period and cue is not None)) and _CLAUSE_ENDS.match(
        view, hit.span.end, span.end
    )
    return (Bound.WITHIN, hit.span.start) if closes else None


def _opens_charge(view: str, words: str, hit: Hit[Time], span: Span) -> bool:
    """ "Trong tháng 5/2026: trình thiết kế", "Quý II/2026, rà soát …"."""
    return bool(_OPENS.fullmatch(words) and _INTRODUCES.match(view, hit.span.end, span.end))


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
        ongoing=value.kind in ("ongoing", "onwards"),
        span=span_of(span),
    )
