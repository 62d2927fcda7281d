"""Months that are the headings of a plan month by month, or the lines of a time table of the year: each is a phase."""

from __future__ import annotations

from itertools import pairwise

from regex import Match

from vbparse.edtf import format_date
from vbparse.fields.dates import Time
from vbparse.fields.phase_names import is_of_time
from vbparse.fields.places import Places
from vbparse.fields.times import Timeline
from vbparse.patterns import Cue
from vbparse.schema import Phase, span_of
from vbparse.structure.tree import Node
from vbparse.text import Span, Text

_MONTH = Cue(
    r"(?i)tháng\s+\d", examples=["Tháng 9/2025", "THÁNG 10"], rejects=["Trong tháng 9", "Tháng hành động"], at="start"
)
_MONTHS = Cue(
    r"(?i)tháng\s+(?P<months>\d{1,2}(?:\s*(?:[+,-]|và|đến)\s*\d{1,2})*)\s*(?:/\s*(?P<year>20\d\d)\s*)?:",
    examples=["Tháng 1+2+3: Ra quân", "THÁNG 9, 10:", "tháng 7-8/2025:"],
    rejects=["Tháng 5/2025 rà soát", "Tháng hành động:", "Trong tháng 9: rà soát"],
    at="start",
)
"""Months that open a line of a time table."""
_NUMBER = Cue(r"\d+", examples=["7"], rejects=["+"])
_JOINS = Cue(r"\s*(?:,|và|-)\s*", examples=[" và ", ", "], rejects=[" đến ", ": "], at="whole")
_ENDS = Cue(r"\s*(?:[-:.(;]|$)", examples=["", " - Chủ điểm", ": Ra quân"], rejects=[" rà soát", "/2025"], at="start")
_LAST_MONTH = 12
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


def read_month_line(text: Text, stretch: Span, year: int | None, places: Places) -> Phase | None:
    """The phase of a line of a time table of the year ("Tháng 7+8: …"), whose lines are months, of which some stand
    together; None for any other stretch."""
    match = _MONTHS.match(text.view, *stretch)
    part = places.part(stretch.start) if match and is_of_time(places.heading(stretch.start)) else None
    stated = int(match["year"]) if match and match["year"] else year
    months = _read_months(match) if match else None
    if match is None or part is None or months is None or stated is None:
        return None
    lines = [line for p in part[1].paras if (line := _MONTHS.match(text.view, *p.body))]
    if len(lines) < _LEAST_SIBLINGS or not any((pair := _read_months(line)) and pair[0] < pair[1] for line in lines):
        return None
    first, last = months
    span = Span(match.start(), match.end("months"))
    return Phase(
        label=text.reading(span),
        start=format_date(stated, first),
        end=format_date(stated, last),
        section=places.section(span.start),
        span=span_of(span),
    )


def _read_months(match: Match[str]) -> tuple[int, int] | None:
    """The first and the last of the months that a line names, which must follow each other."""
    numbers = [int(number) for number in _NUMBER.findall(match["months"])]
    rising = all(a < b for a, b in pairwise(numbers))
    return (numbers[0], numbers[-1]) if rising and numbers[0] and numbers[-1] <= _LAST_MONTH else None


def _is_month(view: str, node: Node) -> bool:
    return node.heading is not None and _MONTH.match(view, *node.heading) is not None
