"""Footnotes: small text below a short rule at the foot of a page, and the raised marks that point to it."""

from __future__ import annotations

from collections.abc import Sequence

from vbparse.arrange.layout.reading_order import Row
from vbparse.arrange.layout.segments import RAISED, Rule, Segment
from vbparse.patterns import Cue

_OPENING = Cue(
    r"\[?\(?(\d{1,3}|\*{1,3})\)?\]?(?=\s|\D)",
    examples=["1 Theo Quyết định số 12/QĐ-UBND", "(2)Số liệu năm 2023", "[3] Nguồn", "* Ghi chú"],
    rejects=["2023", "Ghi chú 1", "- 1"],
    at="start",
)
_SHORTEST, _LONGEST = 40, 240
"""Points: length of the rule above footnotes; Word draws 144."""
_ASIDE = 60
"""Points that the rule begins left or right of the note, at most."""


def split_notes(rows: list[Row], rules: Sequence[Rule], height: float, body: float) -> tuple[list[Row], list[Row]]:
    """The rows of a page less its footnotes, and these. `body` is the letter size of the document's text.

    The marks in the text are left out of it where a footnote of that number stands on the page: glued to a word they
    would change it ("2025" + "1"). In the footnote the number stays, separated by a blank.
    """
    start = _find_start(rows, rules, height, body)
    if start is None:
        return rows, []
    notes = rows[start:]
    numbers = set()
    for row in notes:
        match = _OPENING.match(row.segment.text)
        if match and (row.segment.style[0] & RAISED or match[1].isdigit()):
            numbers.add(match[1])
            row.segment = _insert_blank(row.segment, match.end())
    kept = rows[:start]
    for row in kept:
        row.segment = _remove_marks(row.segment, numbers)
    return kept, notes


def _find_start(rows: list[Row], rules: Sequence[Rule], height: float, body: float) -> int | None:
    small = len(rows)
    while small > 0 and rows[small - 1].column is None and rows[small - 1].segment.size <= 0.93 * body:
        small -= 1
    for i in range(small, len(rows)):
        segment = rows[i].segment
        if segment.base < 0.4 * height or not _OPENING.match(segment.text):
            continue
        above = rows[i - 1].segment.base if i else 0.0
        ruled = any(
            above - 2 < r.y0 < segment.base - 0.5 * segment.size
            and _SHORTEST < r.x1 - r.x0 < _LONGEST
            and abs(r.x0 - segment.x0) < _ASIDE
            for r in rules
        )
        if ruled or segment.style[0] & RAISED:
            return i
    return None


def _insert_blank(segment: Segment, at: int) -> Segment:
    if at >= len(segment.text) or segment.text[at] == " ":
        return segment
    edge = segment.right[at - 1]
    segment.text = f"{segment.text[:at]} {segment.text[at:]}"
    segment.left.insert(at, edge)
    segment.right.insert(at, edge)
    segment.style.insert(at, 0)
    return segment


def _remove_marks(segment: Segment, numbers: set[str]) -> Segment:
    """The segment less the raised numbers of footnotes. A mark ends a word: a letter behind it is separated by a
    blank."""
    text, style = segment.text, segment.style
    start = 0
    while start < len(text):
        stop = start
        while stop < len(text) and style[stop] & RAISED and text[stop] != " ":
            stop += 1
        if 0 < start < stop and text[start:stop].strip("[]()") in numbers:
            if stop < len(text) and text[stop].isalnum():
                segment = _replace_letters(segment, start, stop, " ")
            else:
                segment = _replace_letters(segment, start - (text[start - 1] == " "), stop, "")
            return _remove_marks(segment, numbers)
        start = stop + 1
    return segment


def _replace_letters(segment: Segment, start: int, stop: int, by: str) -> Segment:
    """A segment with a blank, or nothing, in the place of some of its letters."""
    lefts, rights, style = segment.left[:start], segment.right[:start], segment.style[:start]
    for _ in by:
        lefts.append(segment.right[start - 1])
        rights.append(segment.left[stop])
        style.append(0)
    return Segment(
        segment.text[:start] + by + segment.text[stop:],
        lefts + segment.left[stop:],
        rights + segment.right[stop:],
        style + segment.style[stop:],
        segment.base,
        segment.size,
        segment.top,
        segment.bottom,
    )
