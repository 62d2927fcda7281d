"""The time that a cell, or a line that holds nothing but time, gives."""

from __future__ import annotations

from vbparse.fields.dates import Time, Written
from vbparse.fields.dues import find_limit, lacks_year, make_due, make_yearly
from vbparse.fields.limits import limits
from vbparse.fields.times import Timeline
from vbparse.language.cues import build_cue
from vbparse.language.rules import Hit
from vbparse.patterns import Cue
from vbparse.schema import Due, span_of
from vbparse.text import Cover, Span, Text
from vbparse.vocabularies import Bound

_NO_TIME = build_cue(
    r"\W*(?:Theo|theo|Sau|sau|Khi|khi|Kể từ|Ngay|ngay|Căn cứ|Tùy|tùy)(?!\w)",
    examples=["Sau khi có kết quả", "(theo kế hoạch)"],
    rejects=["Ngày 15/7"],
    at="start",
)
_YEARS = build_cue(
    r"\W*(?:(?:[Tt]rong|[Gg]iai đoạn|[Cc]ác năm|[Nn]ăm) )*(?P<first>20\d\d)"
    r"(?: ?(?:-|đến|và|,) ?(?:hết )?(?:năm )?(?P<last>20\d\d))?\W*",
    examples=["Giai đoạn 2026 - 2030", "2026", "Năm 2026 và 2027"],
    rejects=["2026 xã", "Trước năm 2026", "Từ năm 2026"],
    at="whole",
)
_LABEL = Cue(
    r"(?<=^|[\n.;(+•–-]\s*)\p{L}[^\n.;:()]*:\s*$",
    examples=["- Xong trước: ", "Chậm nhất ngày: "],
    rejects=["Xong trước ", "Chủ trì: Công an xã "],
)
"""What stands before a value on its line."""
_STRETCH = Cue(r"(?i)(?<!\w)thời", examples=["Thời hạn: ", "Thời gian hoàn thành: "], rejects=["Hạn cuối: "])
"""What a label calls a time in which something is done: "Thời hạn: quý III/2025"."""
_LABEL_REACH = 60
"""Letters of a label, with what stands before and behind it."""


def read_time_cell(
    text: Text, timeline: Timeline, span: Span, written: Written, skip: Cover, head: str = ""
) -> Due | None:
    """The time that a cell below a head or a line "Thời gian: …" gives; a deadline relative to an event has no date."""
    if not span:
        return None
    hits = [h for h in _scan_alone(text.view, timeline, span) if h.span.start not in skip and h.value.kind in _WEIGHT]
    cell = Due(text=text.words(span), span=span_of(span))
    if years := _YEARS.fullmatch(text.view, *span):
        cell.date, cell.bound = "/".join(year for year in years.group("first", "last") if year), Bound.WITHIN
    if years or not hits or _NO_TIME.match(text.view, *span):
        return cell
    best = max(hits, key=lambda h: _WEIGHT[h.value.kind])
    limit = find_limit(text.view, best, span)
    if limit is None and not best.value.recurrence and best.value.kind != "ongoing":
        label = _LABEL.search(text.view, max(0, span.start - _LABEL_REACH), span.start)
        bound = _bound_by_label(f"{head}: " if head else label[0] if label else "", best.value.kind)
        limit = (bound, best.span.start)
    due = make_due(text, best, written.year_of(best.value), limit)
    if hits[0].value.recurrence == "FREQ=YEARLY" and lacks_year(best.value):
        make_yearly(due, best.value)
    due.text, due.span = cell.text, cell.span
    return due


def _bound_by_label(label: str, kind: str) -> Bound:
    """What a label makes of the time behind it: "Xong trước: …", "Chậm nhất: …"; others say when it is done."""
    limit = next(limits.scan(label), None) if kind in ("date", "month", "quarter") else None
    stretch = kind != "date" and _STRETCH.search(label)
    if limit and limit.value != "done" and not stretch:
        return Bound(limit.value)
    return Bound.ON if kind == "date" else Bound.WITHIN


def _scan_alone(view: str, timeline: Timeline, span: Span) -> list[Hit[Time]]:
    """The times of a stretch; quarters or two days without a year are one period where they are all that stands
    there."""
    hits = timeline.find_within(span)
    if not any(hit.value.kind == "quarter" or (hit.value.kind == "date" and lacks_year(hit.value)) for hit in hits):
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
