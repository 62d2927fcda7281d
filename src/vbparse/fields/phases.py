"""Phases: the periods in which a plan or a part of it runs. A phase stated twice is one phase."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from vbparse.fields.dates import Time
from vbparse.fields.places import Places
from vbparse.fields.times import Timeline
from vbparse.language.cues import build_cue
from vbparse.language.rules import Hit
from vbparse.patterns import Cue
from vbparse.schema import Phase, span_of
from vbparse.text import Cover, Span, Text

_LABEL = build_cue(
    r"(?<!\p{L})(?P<label>(?:[Đđ]ợt|ĐỢT|[Gg]iai đoạn|GIAI ĐOẠN|[Bb]ước|BƯỚC|[Đđ]iểm|[Gg]ói)"
    r" (?P<number>\d{1,2}|[IVX]{1,4})(?![\w/-]))",
    examples=["Đợt 2", "giai đoạn II từ", "Bước 1:"],
    rejects=["Đợt 2/2024", "giai đoạn đầu"],
)
_BETWEEN = Cue(
    r"[\s:,;(\-]*(?:thực\s+hiện\s*|thời\s+gian\s*|tổ\s+chức\s*|triển\s+khai\s*|bắt\s+đầu\s*|dự\s+kiến\s*|[:,(\s-])*$",
    examples=[": (", " thực hiện ", " - thời gian: "],
    rejects=[": rà soát "],
    at="whole",
    flags=regex.I,
)
_DOING = Cue(
    r"\s*:[^.;:\d]*(?:trong|vào)\s+", examples=[": tiêm bổ sung trong "], rejects=[": tiêm 2 lần trong "], at="whole"
)
# "Đợt 1: Đã cấp gạo (tháng 1)", "Bước 1: Gửi văn bản ban hành (ngày 12/3)": a time that is over is no phase.
_DONE = build_cue(
    r":\s*đã(?!\w)|(?<!\w)đã(?!\w)[^,(]*\(|(?<!\w)(?:ban hành|ký) ?\(",
    examples=[": Đã cấp gạo", "Gửi văn bản ban hành (ngày"],
    rejects=[": cấp gạo ("],
    flags=regex.I,
)
_DOING_IN_BRACKET = Cue(
    r"[^.;()]{0,160}\(\s*(?:(?:thời\s+gian|thực\s+hiện|dự\s+kiến|xong|trước|:)\s*)*",
    examples=[": Rà soát nguồn (", ": rà soát (thời gian: "],
    rejects=[": rà soát "],
    at="whole",
    flags=regex.I,
)
# Years are a phase only where they open a paragraph or heading: elsewhere "giai đoạn 2021 - 2025" belongs to a name.
_YEARS = build_cue(
    r"(?P<label>(?:Giai đoạn|GIAI ĐOẠN)(?: (?:\d|[IVX]{1,4})(?!\w))?)(?: ?[:,(-] ?| )(?:từ )?(?:năm )?(?P<first>20\d\d)"
    r" ?(?:-|đến)(?: hết)? ?(?:năm )?(?P<last>20\d\d)(?!\d) ?\)? ?(?:[:.;,]|$)",
    examples=["Giai đoạn 2 (2024 - 2025):", "Giai đoạn 2023 - 2025"],
    rejects=["Giai đoạn 2021 - 2025 của tỉnh"],
    at="start",
)
_NO_PHASE = build_cue(
    r"(?i:{no phase}(?: [\p{L}]+){0,3} ?[,:(]? ?$)", examples=["nhiệm kỳ ", "so với cùng kỳ "], rejects=["thực hiện "]
)
_LIMIT = Cue(
    r"(?:trước|hết|chậm nhất|xong|hoàn thành)[^.;]{0,20}$", examples=["hoàn thành trong ", "trước "], rejects=["từ "]
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
    text: Text, timeline: Timeline, stretches: Iterable[Span], year: int | None, places: Places, skip: Cover
) -> list[Phase]:
    """All phases in the given stretches of the body, in order, less the times in `skip`; `year` is the document's. A
    heading "Đợt 1" labels the range below it."""
    phases: list[Phase] = []
    by_dates: dict[_Dates, dict[str | None, Phase]] = {}
    for stretch in stretches:
        years = _read_years(text, stretch, year, places)
        if years and not _is_repeated(by_dates, years):
            phases.append(years)
        for hit in timeline.find_within(stretch):
            if hit.span.start in skip:
                continue
            phase = _read_phase(text, hit, stretch, year, places)
            if phase and not _is_repeated(by_dates, phase):
                phases.append(phase)
    return phases


def _read_phase(text: Text, hit: Hit[Time], stretch: Span, year: int | None, places: Places) -> Phase | None:
    value = hit.value.with_year(year)
    lead_in = text.view[max(stretch.start, hit.span.start - _CONTEXT) : hit.span.start]
    label = _find_label(text, hit, stretch)
    if (
        value.kind == "rhythm"
        and hit.rule == "month_of_each_year"
        and (not lead_in.strip(" -+•:") or lead_in.rstrip()[-1:] in ":.")
    ):
        return Phase(
            label=text.reading(hit.span),
            recurrence=value.recurrence,
            section=places.section(hit.span.start),
            span=span_of(hit.span),
        )
    if value.kind == "range" and (label or not _NO_PHASE.search(lead_in)) and not _CLOCK.search(lead_in):
        start, end = value.bounds()
    elif label and value.kind in ("month", "quarter", "date"):
        start, end = value.bounds()
        if _LIMIT.search(lead_in):
            start = None
    else:
        return None
    if not (start or end):
        return None
    span = hit.span if label is None else Span(min(label.start, hit.span.start), hit.span.end)
    name = text.reading(label) if label else _label_of_heading(places.heading(hit.span.start))
    return Phase(label=name, start=start, end=end, section=places.section(hit.span.start), span=span_of(span))


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
    if text.view[label.end - 1].isalpha() and text.view[label.end - 1] not in "IVX":
        label = Span(label.start, match.end("last"))
    span = Span(label.start, match.end("last"))
    start, end = match["first"], match["last"]
    return Phase(
        label=text.reading(label), start=start, end=end, section=places.section(span.start), span=span_of(span)
    )


def _find_label(text: Text, hit: Hit[Time], stretch: Span) -> Span | None:
    """The label that stands right before a time: "Đợt 2: (từ …", "giai đoạn 1 từ …"; or that opens the paragraph, with
    what is done in that time between: "Đợt 2: tiêm bổ sung trong tháng 9", "Bước 1: Rà soát nguồn (từ …"."""
    last = None
    for match in _LABEL.finditer(text.view, max(stretch.start, hit.span.start - _LABEL_REACH), hit.span.start):
        last = match
    if last and _BETWEEN.fullmatch(text.view, last.end(), hit.span.start):
        return Span(*last.span("label"))
    near = hit.span.start - stretch.start < _DOINGS
    first = _LABEL.match(text.view, stretch.start, hit.span.start) if near else None
    doing = () if first is None or _DONE.search(text.view, first.end(), hit.span.start) else (_DOING, _DOING_IN_BRACKET)
    if first and any(p.fullmatch(text.view, first.end(), hit.span.start) for p in doing):
        return Span(*first.span("label"))
    return None


def _label_of_heading(heading: str | None) -> str | None:
    match = _LABEL.search(heading) if heading else None
    return " ".join(match["label"].split()) if match else None


def _is_repeated(by_dates: dict[_Dates, dict[str | None, Phase]], new: Phase) -> bool:
    """Is there one of the same dates (and no other label), or of the same label and dates? Else it is added. Of one
    time there is a phase without a label, or there are some by the numbers of theirs."""
    by_number = by_dates.setdefault((new.start, new.end, new.recurrence), {})
    number = new.label.split()[-1].lower() if new.label else None
    if number in by_number or (number is None and by_number):
        return True
    if unnamed := by_number.pop(None, None):
        unnamed.label = new.label
    by_number[number] = unnamed or new
    return unnamed is not None
