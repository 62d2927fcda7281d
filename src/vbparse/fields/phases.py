"""Phases: the periods in which a plan or a part of it runs. A phase stated twice is one phase."""

from __future__ import annotations

from collections.abc import Iterable

from vbparse.fields.dates import Time, Written
from vbparse.fields.month_headings import read_month_heading, read_month_line
from vbparse.fields.phase_names import WANT_LABEL, find_title, is_of_time, tells_of_what_was
from vbparse.fields.places import Places
from vbparse.fields.times import Timeline
from vbparse.language.cues import build_cue
from vbparse.language.rules import Hit
from vbparse.patterns import Cue
from vbparse.schema import Phase, span_of
from vbparse.text import Cover, Span, Text

_STAGE = r"(?:[Đđ]ợt|ĐỢT|[Gg]iai đoạn|GIAI ĐOẠN|[Bb]ước|BƯỚC|[Đđ]iểm|[Gg]ói|[Hh]ọc kỳ|HỌC KỲ|[Vv]òng|VÒNG|[Cc]hặng)"
_LABEL = build_cue(
    rf"(?<!\p{{L}})(?P<label>{_STAGE} (?:thứ )?(?P<number>\d{{1,2}}|[IVX]{{1,4}})(?![\w/-]))",
    examples=["Đợt 2", "giai đoạn II từ", "Bước 1:", "Học kỳ I: từ"],
    rejects=["Đợt 2/2024", "giai đoạn đầu", "học kỳ hè"],
)
_NAMED = build_cue(
    rf"(?P<label>{_STAGE}(?: [\p{{L}}-]+,?){{1,9}}?) ?[:(]",
    examples=["Giai đoạn chuẩn bị: đến", "Vòng chung kết, trao giải (tháng 9)"],
    rejects=["Giai đoạn này rà soát", "Đợt 1: từ", "Rà soát giai đoạn đầu: "],
    at="start",
)
"""A stage that opens a paragraph by its name."""
_STAGED = build_cue(_STAGE, examples=["Giai đoạn chuẩn bị"], rejects=["Thời gian học"], at="start")
_OPENS = Cue(r".*:\s*(?:\()?\s*(?i:vào\s+|trong\s+)?", examples=["Thời gian: "], rejects=["Cháy ", ""], at="whole")
_BETWEEN = build_cue(
    r"(?i)(?:[\s:,;(\-]|(?<!\w)(?:thực hiện|thời gian|tổ chức|triển khai|bắt đầu|dự kiến|kể|{count of days})(?!\w))*+",
    examples=[": (", " thực hiện ", " - thời gian: ", ": 03 tháng, kể "],
    rejects=[": rà soát ", " trước "],
    at="whole",
)
_AFTER_COLON = build_cue(
    r"(?i) ?[:(](?:[\s,:(\-]|(?<!\w)(?:thực hiện|bắt đầu|dự kiến|kết thúc|hoàn thành|xong|kể|từ nay|đến|hết|trước|trong"
    r"|vào|khoảng|là|ngày|chậm nhất|không quá|{count of days})(?!\w))*+",
    examples=[": ", ": đến hết ", " (xong trước "],
    rejects=[" trước ", ": rà soát trước "],
    at="whole",
)
_EACH_TIME = build_cue(
    r"(?i:định kỳ|thường)? ?(?i:vào|trong) ?", examples=["Định kỳ vào "], rejects=["Họp vào "], at="whole"
)
_WITHIN = build_cue(r" (?:vào|trong) ", examples=[" vào "], rejects=[" trước "], at="whole")
_LIST = build_cue(
    rf"(?:^|:) ?(?:{_STAGE} \w+ (?:vào|trong) [^:.;,]{{2,40}}[,;] ?(?:và )?)*$",
    examples=["Chia làm hai đợt: ", "2 đợt: đợt 1 trong tháng 6/2024; ", ""],
    rejects=["hai đợt mỗi năm; đợt 1 hoàn thành trong quý II, ", "Báo cáo "],
)
_LIST_GOES_ON = build_cue(
    rf" ?[,;] ?(?:và )?{_STAGE} |\.",
    examples=["; đợt 2 trong", ", đợt 3 vào", "."],
    rejects=[" đợt 2", ", lập danh sách"],
    at="start",
)
_DOING = Cue(
    r"\s*:[^.;:\d]*(?:trong|vào)\s+", examples=[": tiêm bổ sung trong "], rejects=[": tiêm 2 lần trong "], at="whole"
)
# "Đợt 1: Đã cấp gạo (tháng 1)", "Bước 1: Gửi văn bản ban hành (ngày 12/3)": a time that is over is no phase.
_DONE = build_cue(
    r"(?i):\s*đã(?!\w)|(?<!\w)đã(?!\w)[^,(]*\(|(?<!\w)(?:ban hành|ký) ?\(",
    examples=[": Đã cấp gạo", "Gửi văn bản ban hành (ngày"],
    rejects=[": cấp gạo ("],
)
_DOING_IN_BRACKET = Cue(
    r"(?i)[^.;()]{0,160}\(\s*(?:(?:thời\s+gian|thực\s+hiện|dự\s+kiến|xong|trước|:)\s*)*",
    examples=[": Rà soát nguồn (", ": rà soát (thời gian: "],
    rejects=[": rà soát "],
    at="whole",
)
# Years are a phase only where they open a paragraph or heading: elsewhere "giai đoạn 2021 - 2025" belongs to a name.
_YEARS = build_cue(
    r"(?P<label>(?P<stage>(?:Giai đoạn|GIAI ĐOẠN)(?: (?P<number>\d|[IVX]{1,4})(?!\w))?)"
    r"|(?i:{label of time})(?: \p{L}+){0,4}(?= ?:))"
    r"(?: ?[:,(-] ?| )(?:(?:[Tt]ừ|[Tt]rong|[Gg]iai đoạn) )*(?:năm )?(?P<first>20\d\d)"
    r" ?(?:-|đến)(?: hết)? ?(?:năm )?(?P<last>20\d\d)(?!\d) ?\)? ?(?:[:.;,]|$)",
    examples=["Giai đoạn 2 (2024 - 2025):", "Giai đoạn 2023 - 2025", "Thời gian thực hiện: giai đoạn 2026 - 2030."],
    rejects=["Giai đoạn 2021 - 2025 của tỉnh", "Thời gian 2021 - 2025"],
    at="start",
)
_NO_PHASE = build_cue(
    r"(?i:{no phase}(?: [\p{L}\d]+){0,3} ?[,:(]? ?$)", examples=["nhiệm kỳ ", "so với cùng kỳ "], rejects=["thực hiện "]
)
_DONE_IN = build_cue(
    r"(?i)(?<!\w)(?<!đã )(?:tổ chức|triển khai|thực hiện|phát động|tiến hành|ban hành)(?!\w)(?:(?!\. )[^;])*$",
    examples=["được triển khai trong ", "Xã tổ chức Tháng an toàn "],
    rejects=["nắng nóng kéo dài ", "Xã tổ chức trực. Mưa lớn "],
)
"""What is done in a time before the first part; others are times of what happened, as weather."""
_LIMIT = Cue(
    r"(?:trước|hết|chậm nhất|xong|hoàn thành|kết thúc|không quá)[^.;]{0,20}$|(?<!\w)(?i:đến)(?:\s+ngày)?\s*$",
    examples=["hoàn thành trong ", "trước ", ": đến ngày "],
    rejects=["từ "],
)
_CLOCK = Cue(r"(?:giờ|phút|\dh\d*|:\d\d)\s*,?\s*$", examples=["lúc 8 giờ ", "19h30, "], rejects=["ngày "])


_Dates = tuple[str | None, str | None, str | None]
_DOINGS = 400
"""Characters of what is done in a phase, between its label and its time, at most."""
_CONTEXT = 80
"""Letters before a time in which words say what it is."""
_LABEL_REACH = 60
"""Letters before a time in which its label stands."""


def find_phases(
    text: Text, timeline: Timeline, stretches: Iterable[Span], written: Written, places: Places, skip: Cover
) -> list[Phase]:
    """All phases in the given stretches of the body, in order, less the times in `skip`. A heading "Đợt 1" labels
    the range below it."""
    phases: list[Phase] = []
    by_dates: dict[_Dates, dict[str | None, Phase]] = {}
    for stretch in stretches:
        paragraph = _with_heading(text, stretch, places)
        years = _read_years(text, paragraph, written.year, places)
        if years and not _is_repeated(by_dates, years):
            phases.append(years)
        month = read_month_heading(text, timeline, stretch, places)
        month = month or read_month_line(text, stretch, written.year, places)
        if month and not _is_repeated(by_dates, month):
            phases.append(month)
        for hit in timeline.find_within(stretch):
            if hit.span.start in skip:
                continue
            phase = _read_phase(text, hit, paragraph, written.year_of(hit.value), places)
            if phase and not _is_repeated(by_dates, phase):
                phases.append(phase)
    return phases


def _with_heading(text: Text, stretch: Span, places: Places) -> Span:
    """A paragraph with the heading that runs into it: "a) Giai đoạn chuẩn bị: đến hết …"."""
    part = places.part(stretch.start)
    heading = part[1].heading if part else None
    if heading is None or heading.end > stretch.start:
        return stretch
    between = text.view[heading.end - 1 : stretch.start]
    return Span(heading.start, stretch.end) if ":" in between and not between.strip(" :") else stretch


def _read_phase(text: Text, hit: Hit[Time], stretch: Span, year: int | None, places: Places) -> Phase | None:
    value = hit.value.with_year(year)
    before = Span(stretch.start, hit.span.start)
    lead_in = text.view[max(before.start, before.end - _CONTEXT) : before.end]
    stage = _find_label(text, hit, stretch)
    label = stage or find_title(text, before)
    is_told = label is not None or is_of_time(places.heading(hit.span.start))
    recurrence = None
    if hit.rule == "month_of_each_year" and (
        is_told or not lead_in.strip(" -+•:") or lead_in.rstrip()[-1:] in ":." or _EACH_TIME.fullmatch(lead_in)
    ):
        start, end, recurrence = None, None, value.recurrence
    elif value.kind == "range" and (label or not _NO_PHASE.search(lead_in)) and not _CLOCK.search(lead_in):
        if label is None and tells_of_what_was(text.view, hit, lead_in):
            return None
        done = hit.rule not in WANT_LABEL and not (places.opens(hit.span.start) and not _DONE_IN.search(lead_in))
        is_told = is_told or done or _OPENS.fullmatch(lead_in) is not None
        start, end = value.bounds() if is_told else (None, None)
    elif value.kind == "years" and label and is_of_time(text.reading(label)):
        start, end = value.bounds()
    elif stage and value.kind in ("month", "quarter", "date", "year", "since", "onwards"):
        start, end = value.bounds()
        if _LIMIT.search(lead_in):
            start = None
    else:
        return None
    if not (start or end or recurrence):
        return None
    span = hit.span if stage is None else Span(min(stage.start, hit.span.start), hit.span.end)
    name = text.reading(label) if label else _label_of_heading(places.heading(hit.span.start))
    if recurrence and (name is None or is_of_time(name)):
        name = text.reading(hit.span)
    section = places.section(hit.span.start)
    return Phase(label=name, start=start, end=end, recurrence=recurrence, section=section, span=span_of(span))


def _read_years(text: Text, stretch: Span, year: int | None, places: Places) -> Phase | None:
    """ "Giai đoạn 2 (2024 - 2025): …", "Giai đoạn 2023 - 2025: …"; years that are over when it is written are none."""
    match = _YEARS.match(text.view, *stretch)
    if (
        not match
        or int(match["first"]) >= int(match["last"])
        or (year and int(match["first"]) < year >= int(match["last"]))
    ):
        return None
    label = Span(*match.span("label"))
    if match["stage"] and not match["number"]:
        label = Span(label.start, match.end("last"))
    span = Span(label.start, match.end("last"))
    start, end = match["first"], match["last"]
    return Phase(
        label=text.reading(label), start=start, end=end, section=places.section(span.start), span=span_of(span)
    )


def _find_label(text: Text, hit: Hit[Time], stretch: Span) -> Span | None:
    """The label that stands right before a time: "Đợt 2: (từ …", "giai đoạn 1 từ …"; or that opens the paragraph, with
    what is done in that time between: "Đợt 2: tiêm bổ sung trong tháng 9", "Bước 1: Rà soát nguồn (từ …"."""
    nearest = None
    for match in _LABEL.finditer(text.view, max(stretch.start, hit.span.start - _LABEL_REACH), hit.span.start):
        nearest = match
    if nearest and _BETWEEN.fullmatch(text.view, nearest.end(), hit.span.start):
        return Span(*nearest.span("label"))
    if (
        nearest
        and _WITHIN.fullmatch(text.view, nearest.end(), hit.span.start)
        and _is_listed(text.view, stretch, nearest.start(), hit.span.end)
    ):
        return Span(*nearest.span("label"))
    named = _LABEL.match(text.view, stretch.start, hit.span.start) or _NAMED.match(
        text.view, stretch.start, hit.span.start
    )
    if named and _AFTER_COLON.fullmatch(text.view, named.end("label"), hit.span.start):
        return Span(*named.span("label"))
    near = hit.span.start - stretch.start < _DOINGS
    first = _LABEL.match(text.view, stretch.start, hit.span.start) if near else None
    doing = () if first is None or _DONE.search(text.view, first.end(), hit.span.start) else (_DOING, _DOING_IN_BRACKET)
    if first and any(p.fullmatch(text.view, first.end(), hit.span.start) for p in doing):
        return Span(*first.span("label"))
    return None


def _is_listed(view: str, stretch: Span, label: int, time: int) -> bool:
    """Whether a stage and its time are one of a list: "…: đợt 1 trong tháng 6; đợt 2 trong tháng 9"."""
    start = max(stretch.start, label - _DOINGS)
    return _LIST.search(view, start, label) is not None and _LIST_GOES_ON.match(view, time) is not None


def _label_of_heading(heading: str | None) -> str | None:
    match = _LABEL.search(heading) if heading else None
    return " ".join(match["label"].split()) if match else None


def _is_repeated(by_dates: dict[_Dates, dict[str | None, Phase]], new: Phase) -> bool:
    """Whether there is one of the same dates (and no other label), or of the same label and dates. Else it is added. Of
    one time there is a phase without a label, or there are some by the numbers of theirs."""
    by_number = by_dates.setdefault((new.start, new.end, new.recurrence), {})
    number = _number_of(new.label)
    if number in by_number or (number is None and by_number):
        return True
    if unnamed := by_number.pop(None, None):
        unnamed.label = new.label
    by_number[number] = unnamed or new
    return unnamed is not None


def _number_of(label: str | None) -> str | None:
    """What makes stages differ: the number of one, or its name; labels of other kinds do not."""
    if label is None:
        return None
    numbered = _LABEL.search(label)
    return numbered["number"].lower() if numbered else label.lower() if _STAGED.match(label) else None
