"""When a charge is due: from the prose of the charge, or from a column or line that holds nothing but time."""

from __future__ import annotations

from itertools import pairwise

from vbparse.edtf import quarter_months
from vbparse.fields.dates import Time, Written
from vbparse.fields.limits import FINISHED_IN, IN_YEAR, LIMITED, Limit, describes_thing, finishes_alone, limits, stated
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
_IN_BRACKET = build_cue(
    r"\((?:(?:[^()]{1,30}, )?(?:trong|vào|dự kiến) )?$",
    examples=["tập huấn (", "tập huấn (02 lớp, trong ", "(dự kiến "],
    rejects=["(số hộ nghèo trong ", "(31 hộ, ", "tập huấn, trong "],
)
_CLAUSE = Cue(r";|\.\s", examples=["rà soát; nộp", "rà soát. Nộp"], rejects=["1.5", "rà soát, nộp"])
_ASIDE = build_cue(r"(?: ?\([^()]{1,30}\))? ?", examples=[" (báo cáo năm) ", " "], rejects=[", "], at="whole")
"""Between a day and "hằng năm"."""
_TWO_DAYS = build_cue(
    r"\d/\d{1,2}(?: và|[,;])(?: \p{L}+)* ?\d{1,2}/\d", examples=["ngày 10/6 và ngày 05/12"], rejects=["1/6 đến 5/6"]
)
_OTHER_REPORT = build_cue(
    r"(?:,|;| và)(?: (?:báo cáo|tổng kết|sơ kết))+ (?:(?:cả|cuối) )?(?:năm|6 tháng)(?!\w)",
    examples=[", báo cáo năm", " và báo cáo tổng kết cả năm"],
    rejects=[", báo cáo kết quả"],
)
"""Behind the time of one report: the report of a longer period."""
_OF_NOUN = build_cue(
    r"(?i)(?<!\w){noun with a rhythm}(?: (?:của|cho) [\p{L} ]{2,30})? ?$",
    examples=["mức trợ cấp ", "phụ cấp cho cán bộ thôn "],
    rejects=["báo cáo "],
)
_TERM = build_cue(r"{term of office}(?: ?(?:năm|:))* ?$", examples=["nhiệm kỳ ", "so với năm "], rejects=["dự kiến "])
_DAYS_MEANT = build_cue(
    r"(?<!\w)(?:trong|dịp|đợt|suốt)(?!\w)[^,;:.()]{3,60} ?\($",
    examples=["tuần tra trong các ngày nghỉ Tết ("],
    rejects=["tổ chức Hội chợ (", "trong ngày, báo cáo ("],
)
"""Days that a bracket names: "trong các ngày nghỉ Tết (từ … đến …)"."""
_ROUND = r"(?<!\p{L})(?:[Đđ]ợt|[Gg]iai đoạn|[Bb]ước) (?P<number>\d{1,2}|[IVX]{1,4})(?!\w)"
_ROUNDS = build_cue(_ROUND, examples=["Đợt 1", "giai đoạn II"], rejects=["đợt đầu"])
_OF_ROUND = build_cue(_ROUND + r" ?[:(]? ?$", examples=["Đợt 1: ", "giai đoạn II ("], rejects=["Đợt 1 từ "])

_DAY = build_cue(
    rf"(?P<words>(?<!\w){LIMITED}(?: ngày)? )(?<=ngày )(?P<day>{DAY})"
    r"(?! ?[/.-] ?\d| tháng \d| ?(?:-|đến|tới|và|,) ?(?:ngày )?\d| làm)",
    examples=["trước ngày 25 về xã", "chậm nhất là ngày 05 của tháng sau"],
    rejects=["trước ngày 25/6", "trong 05 ngày", "trước ngày 20 tháng 6"],
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
                rhythm = make_due(text, hit, written.year_of(hit.value), find_limit(text.view, hit, span))
        elif hit.value.kind == "ongoing":
            opens = hit.span.start - span.start < _LONGEST_OPENING and text.view[hit.span.start].isupper()
            opens = opens or _ONGOING.search(text.view, span.start, hit.span.end) is not None
            rhythm = rhythm or (make_due(text, hit, written.year_of(hit.value), None) if opens else None)
        elif rhythm and (_comes_first(text.view, rhythm, hit) or _names_its_days(text.view, rhythm, hit)):
            continue
        elif limit := _find_own_limit(text.view, hit, span, is_over=written.is_over(hit.value)):
            due = make_due(text, hit, written.year_of(hit.value), limit)
            is_yearly = _opens_yearly(text, rhythm, span) or _is_day_of_each_year(text, hits[i:])
            return make_yearly(due, hit.value) if is_yearly and lacks_year(hit.value) else due
    return rhythm and (_join_day(text, rhythm, span) or rhythm)


def _comes_first(view: str, rhythm: Due, hit: Hit[Time]) -> bool:
    """Whether a time behind a rhythm only explains it, or comes second where the rhythm is a deadline itself ("trước
    ngày 30 hằng tháng và báo cáo tổng kết trước ngày …")."""
    gap = (rhythm.span[1] if rhythm.span else hit.span.start, hit.span.start)
    if hit.value.year is None and _EXPLAINS.fullmatch(view, *gap):
        return True
    rule = parse_rule(rhythm.recurrence)
    if rule is None or not (rule.monthdays or rule.weekdays):
        return False
    if rhythm.bound is None and rule.weekdays and _CLAUSE.search(view, *gap):
        return True  # the rhythm is that of a task before another: "thứ Sáu hằng tuần gửi tin; tổng kết trước ngày …"
    return rhythm.bound is not None or _OTHER_REPORT.search(view, *gap) is not None


def _says_more(time: Time, rhythm: Due) -> bool:
    """Whether a rhythm names the day of one that names none: "hằng quý (trước ngày 15 của tháng cuối quý)"."""
    new, old = parse_rule(time.recurrence), parse_rule(rhythm.recurrence)
    if not new or not new.monthdays:
        return False
    return old is None or (not old.monthdays and new.name == old.name)


def _find_own_limit(view: str, hit: Hit[Time], span: Span, *, is_over: bool) -> _Deadline | None:
    """The limit that a time sets to the task; None where it sets none, or says which things are meant."""
    limit = find_limit(view, hit, span) or _find_stated_time(view, hit, span)
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


def _names_its_days(view: str, rhythm: Due, hit: Hit[Time]) -> bool:
    """ "Định kỳ 6 tháng, các xã báo cáo (trước ngày 10/6 và 05/12)": days of each year, for which the rhythm stands."""
    behind = rhythm.span is not None and not _CLAUSE.search(view, rhythm.span[1], hit.span.start)
    return behind and lacks_year(hit.value) and _TWO_DAYS.search(view, *hit.span) is not None


def _opens_yearly(text: Text, rhythm: Due | None, span: Span) -> bool:
    """ "Hằng năm, các thôn gửi danh sách trước ngày 20/11": the day is that of each year."""
    return bool(rhythm and rhythm.recurrence == "FREQ=YEARLY" and _opens_with(text, rhythm, span))


def _is_day_of_each_year(text: Text, hits: list[Hit[Time]]) -> bool:
    """ "… trước ngày 15/6, … trước ngày 15/12 hằng năm", "15/6 (6 tháng), 15/12 (năm) hằng năm": so is the first."""
    for one, following in pairwise(hits):
        recurrence, gap = following.value.recurrence or "", (one.span.end, following.span.start)
        if _CLAUSE.search(text.view, *gap):
            return False
        if recurrence:
            is_joined = recurrence != "FREQ=YEARLY" or _ASIDE.fullmatch(text.view, *gap)
            return recurrence.startswith("FREQ=YEARLY") and bool(is_joined)
    return False


def lacks_year(time: Time) -> bool:
    """Whether a day, month, quarter or stretch of them stands without its year."""
    return time.year is None and time.kind in ("date", "month", "quarter", "range")


def make_yearly(due: Due, time: Time) -> Due:
    """The same deadline, of each year: of more than a month the last, or the first where it is due before."""
    ends = quarter_months(time.quarter)[due.bound is not Bound.BEFORE] if time.quarter else None
    _, month, day = time.start if due.bound is Bound.BEFORE or not time.end else time.end
    month = ends or month
    due.date, due.recurrence = None, f"FREQ=YEARLY;BYMONTH={month}" + (f";BYMONTHDAY={day}" if day else "")
    return due


def _join_day(text: Text, rhythm: Due, span: Span) -> Due | None:
    """ "Hằng tháng, các thôn gửi báo cáo trước ngày 25": the day of each month or quarter."""
    rule = parse_rule(rhythm.recurrence)
    if not rule or rule.name not in ("monthly", "quarterly") or rule.monthdays:
        return None
    behind = rhythm.span[1] if rhythm.span else span.start
    match = _DAY.search(text.view, behind, span.end)
    if not match or not (_opens_with(text, rhythm, span) or not _CLAUSE.search(text.view, behind, match.start())):
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
    with a day or month does."""
    if "BYMONTH" in (hit.value.recurrence or ""):
        return False
    return _OF_NOUN.search(view, max(span.start, hit.span.start - _NOUN_REACH), hit.span.start) is not None


def _words_before(view: str, hit: Hit[Time], span: Span) -> tuple[str, int]:
    """The words before a time in its clause, and where they begin."""
    start = max(span.start, hit.span.start - _LIMIT_REACH)
    for match in _CLAUSE.finditer(view, start, hit.span.start):
        start = match.end()
    return view[start : hit.span.start], start


_UNLIMITED = ("bad", "none", "ongoing", "since", "onwards", "years")
"""Kinds of time that no word of limit makes a deadline."""


def find_limit(view: str, hit: Hit[Time], span: Span) -> _Deadline | None:
    """The limit that the words before a time set; None where they set none."""
    if hit.value.kind in _UNLIMITED:
        return None
    if hit.match[0][: len("trước")].lower() == "trước":
        return Bound.BEFORE, hit.span.start
    groups = hit.match.groupdict() if hit.value.recurrence else {}
    if named := next((name for name in ("d1", "q", "m1") if groups.get(name)), None):
        inner = next(limits.scan(view[hit.span.start : hit.match.starts(named)[0]]), None)
        if inner:
            return _bound_of(inner.value, "date"), hit.span.start
    words, start = _words_before(view, hit, span)
    limit = next(limits.scan(words), None)
    if limit is None or (hit.value.kind == "year" and limit.value != "before" and not FINISHED_IN.search(words)):
        return None
    return _bound_of(limit.value, hit.value.kind), start + limit.span.start


def _bound_of(limit: Limit, kind: str) -> Bound:
    """What words of limit make of a time: "xong tháng 9" is within the month, "xong 15/9" by the day."""
    if limit == "done":
        return Bound.WITHIN if kind in ("month", "quarter", "range", "year") else Bound.BY
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
    on_day = f"{words}ngày " if view.startswith("ngày ", hit.span.start) else words
    cues = [rule.value for said in (words, on_day) for rule in stated.scan(said)]
    in_first = not _CLAUSE.search(view, span.start, hit.span.start)
    cue = "any" if in_first and "any" in cues else next(iter(cues), None)
    if (kind in ("date", "range") or is_period) and start == span.start and _opens_charge(view, words, hit, span):
        return Bound.ON if kind == "date" else Bound.WITHIN, hit.span.start
    explains = is_period or (kind == "range" and in_first and _DAYS_MEANT.search(words) is not None)
    in_brackets = explains and _IN_BRACKET.search(words) is not None and view[hit.span.end : hit.span.end + 1] == ")"
    if in_brackets or (cue == "any" and kind != "year"):
        return Bound.ON if kind == "date" else Bound.WITHIN, hit.span.start
    ends = _CLAUSE_ENDS.match(view, hit.span.end, span.end) is not None
    closes = ends and (kind in ("range", "onwards") or (is_period and cue is not None))
    closes = closes or (kind == "range" and words.endswith(", "))
    closes = closes or (kind == "year" and ends and IN_YEAR.search(words) is not None)
    return (Bound.WITHIN, hit.span.start) if closes else None


def _opens_charge(view: str, words: str, hit: Hit[Time], span: Span) -> bool:
    """ "Trong tháng 5/2026: trình thiết kế", "Quý II/2026, rà soát …"."""
    return bool(_OPENS.fullmatch(words) and _INTRODUCES.match(view, hit.span.end, span.end))


def _is_one_of_rounds(view: str, at: int, span: Span) -> bool:
    """ "… theo tiến độ: Đợt 1 từ … đến …; Đợt 2 từ …": the time of one round is not that of the task."""
    several = len({m["number"] for m in _ROUNDS.finditer(view, *span)}) > 1
    return at > span.start and (several or ":" in view[span.start : at])


def make_due(text: Text, hit: Hit[Time], year: int | None, limit: _Deadline | None) -> Due:
    """A time as a deadline of the schema, in `year` where it names none."""
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
