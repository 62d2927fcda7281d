"""Months that are the headings of a plan month by month: each is a phase."""

from __future__ import annotations

from vbparse.fields.dates import Time
from vbparse.fields.places import Places
from vbparse.fields.times import Timeline
from vbparse.patterns import Cue
from vbparse.schema import Phase, span_of
from vbparse.structure.tree import Node
from vbparse.text import Span, Text

_MONTH = Cue(
    r"(?i)tháng\s+\d", examples=["Tháng 9/2025", "THÁNG 10"], rejects=["Trong tháng 9", "Tháng hành động"], at="start"
)
_JOINS = Cue(r"\s*(?:,|và|-)\s*", examples=[" và ", ", "], rejects=[" đến ", ": "], at="whole")
_ENDS = Cue(r"\s*(?:[-:.(;]|$)", examples=["", " - Chủ điểm", ": Ra quân"], rejects=[" rà soát", "/2025"], at="start")
_LEAST_SIBLINGS = 2
"""Headings side by side that are months, from which on they divide a plan."""


def read_month_heading(text: Text, timeline: Timeline, stretch: Span, places: Places) -> Phase | None:
    """The phase of a heading that is a month with its year, or two of them ("4. Tháng 12/2025 và tháng 01/2026 - …"),
    where headings beside it are months too; None for any other stretch."""
    if not _MONTH.match(text.view, *stretch):
        return None
    part = places.part(stretch.start)
    parent = part[1].parent if part and part[1].heading == stretch else None
    if parent is None or sum(_is_month(text.view, node) for node in parent.children) < _LEAST_SIBLINGS:
        return None
    end = stretch.start
    times: list[Time] = []
    for hit in timeline.find_within(stretch):
        between = not times or _JOINS.fullmatch(text.view, end, hit.span.start)
        if hit.value.kind not in ("month", "range") or not between or (not times and hit.span.start != end):
            break
        end = hit.span.end
        times.append(hit.value)
    if not times or times[-1].year is None or not _ENDS.match(text.view, end, stretch.end):
        return None
    start, end_month = times[0].with_year(times[-1].year).bounds()[0], times[-1].bounds()[1]
    if not start or not end_month or start > end_month:
        return None
    span = Span(stretch.start, end)
    return Phase(
        label=text.reading(span),
        start=start,
        end=end_month,
        section=places.section(span.start),
        span=span_of(span),
    )


def _is_month(view: str, node: Node) -> bool:
    return node.heading is not None and _MONTH.match(view, *node.heading) is not None
