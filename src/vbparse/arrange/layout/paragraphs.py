"""Where paragraphs begin, judged from the geometry of the lines and a little from their letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median_high

from vbparse.arrange.layout.features import Features
from vbparse.arrange.layout.reading_order import Row
from vbparse.arrange.layout.segments import BOLD
from vbparse.language.doctypes import codes_by_name
from vbparse.language.landmarks.attached import LONE_LABEL
from vbparse.text import fold_view

_SHORTEST_WRAPPED = 10
"""Ems: a shorter line of a column was not broken for want of room."""
_CLOSED = frozenset(".;:!?…")


def mark_starts(lines: Sequence[Features]) -> None:
    """Set `starts` and `gap` of each row. Page numbers and running heads must be out of the way already."""
    pitch = _line_pitches(lines)
    opening: Features | None = None  # first row of the paragraph so far
    follow: float | None = None  # indent of its continuation rows
    previous: Features | None = None
    for line in lines:
        drop = line.base - previous.base if previous and previous.row.page == line.row.page else None
        usual = pitch.get(round(line.size), 1.25 * line.size)
        line.gap = drop is not None and drop > 1.3 * usual
        if previous is None or opening is None or _is_other_block(line.row, previous.row):
            line.starts = True
        elif line.row.column is not None:
            line.starts = _starts_in_column(line, previous, drop)
        elif line.centred or previous.centred:
            line.starts = _starts_in_centre(line, previous, drop)
        else:
            line.starts = _starts_in_body(line, previous, opening, follow, drop, usual)
        if line.starts:
            opening, follow = line, None
        elif follow is None:
            follow = line.indent
        previous = line


def _is_other_block(row: Row, previous: Row) -> bool:
    """Whether a row stands in another block than the one before it, so that it cannot go on with it."""
    if row.fresh or row.column != previous.column:
        return True
    return row.column is not None and (row.page, row.block) != (previous.page, previous.block)


def mark_cell_starts(lines: Sequence[Features]) -> None:
    """Set `starts` of the lines of one table cell, whose room is the cell less its padding."""
    for previous, line in pairwise(lines):
        drop = line.base - previous.base if line.row.page == previous.row.page else None
        line.starts = _starts_in_cell(line, previous, drop)


def _starts_in_cell(line: Features, previous: Features, drop: float | None) -> bool:
    if line.marked or line.bold != previous.bold or (drop is not None and drop > 2 * line.size):
        return True
    if _is_open(previous) and not line.first_upper:
        return False
    width, room = previous.x1 - previous.x0, line.high - line.low
    if abs(previous.row.segment.centre - (line.low + line.high) / 2) > 3:
        width = previous.x1 - line.low
    return width + line.first + 0.25 * line.size < room - 0.1 * line.size


def _line_pitches(lines: Sequence[Features]) -> dict[int, float]:
    """Usual distance between lines of a paragraph, by letter size: of lines that clearly continue, else of all."""
    inner_drops: dict[int, list[float]] = defaultdict(list)
    all_drops: dict[int, list[float]] = defaultdict(list)
    for a, b in pairwise(lines):
        drop = b.base - a.base
        if (
            a.row.page == b.row.page
            and a.row.column is None
            and b.row.column is None
            and abs(a.size - b.size) < 0.5
            and 0.8 * b.size < drop < 2.5 * b.size
        ):
            all_drops[round(b.size)].append(drop)
            if b.lower and _is_full(a, b) and not b.marked:
                inner_drops[round(b.size)].append(drop)
    return {size: median_high(inner_drops.get(size) or drops) for size, drops in all_drops.items()}


def _is_full(a: Features, b: Features) -> bool:
    """Whether the first word of row b had no room at the end of row a."""
    return a.x1 + b.first + 0.2 * a.size > a.high - 0.2 * a.size


def _is_open(a: Features) -> bool:
    """Whether row a does not end as a paragraph ends."""
    return a.row.segment.text[-1] not in _CLOSED


def _starts_in_body(
    line: Features, previous: Features, opening: Features, follow: float | None, drop: float | None, usual: float
) -> bool:
    em = line.size
    filled, goes_on = _is_full(previous, line), line.lower and _is_open(previous) and not line.marked
    if abs(line.size - previous.size) > 1.2 and not (goes_on and filled):
        return True
    if line.marked:
        # "- " or "10. " at the margin of an indented paragraph whose line above is full: the sentence goes on
        return not (
            filled
            and _is_open(previous)
            and line.indent < 0.5 * em
            and opening.indent > 0.8 * em
            and (follow is None or abs(line.indent - follow) < 0.5 * em)
            and not _is_gap(drop, usual)
        )
    gap = _is_gap(drop, usual)
    if gap and drop is not None and drop > 1.9 * usual:
        return True
    text_indent = opening.text_x - opening.low
    hanging = filled and text_indent > opening.indent + 0.8 * em and abs(line.indent - text_indent) < 0.5 * em
    first_indent = opening.indent > 0.8 * em and abs(line.indent - opening.indent) < 0.5 * em
    if hanging or (goes_on and not (gap and first_indent) and (filled or line.indent < opening.indent + 0.8 * em)):
        return False
    if not filled or gap:
        return True
    if _bold_at_end(previous) != bool(line.row.segment.style[0] & BOLD) and (previous.bold or line.bold):
        return True
    return _is_displaced(line, opening, follow)


def _is_gap(drop: float | None, usual: float) -> bool:
    return drop is not None and drop > 1.25 * usual + 0.5


def _is_displaced(line: Features, opening: Features, follow: float | None) -> bool:
    """Whether a row stands where the paragraph's continuation rows do not."""
    em = line.size
    if follow is not None:
        return abs(line.indent - follow) > 0.8 * em
    if line.x0 > opening.x0 + 0.8 * em and line.row.page == opening.row.page:
        return abs(line.x0 - opening.text_x) > 0.6 * em
    if abs(line.indent - opening.indent) <= 0.5 * em:
        return opening.indent > 0.8 * em or opening.marked
    return False


def _bold_at_end(line: Features) -> bool:
    return bool(line.row.segment.style[-1] & BOLD)


def _starts_in_centre(line: Features, previous: Features, drop: float | None) -> bool:
    """Centred rows go on where they look alike: a title over two lines, but not a type line and its title."""
    if not (line.centred and previous.centred):
        if not (_is_open(previous) and _is_full(previous, line)) or (drop is not None and drop > 1.9 * line.size):
            return True
        # a centred text whose first line fills the whole width is seen as centred in its last line alone
        same_face = line.bold == previous.bold and line.italic == previous.italic and not line.marked
        return not (line.lower or (line.centred and same_face and abs(previous.indent) < line.size))
    same_look = (
        abs(line.size - previous.size) < 0.7
        and line.bold == previous.bold
        and line.italic == previous.italic
        and line.caps == previous.caps
    )
    if not same_look and not (line.lower and _is_open(previous) and abs(line.size - previous.size) < 0.7):
        return True
    if drop is None or drop > 1.6 * line.size + 1:
        return True
    return line.marked or previous.label_only or _is_lone_title(previous) or line.row.segment.text[0] == "("


def _is_lone_title(line: Features) -> bool:
    words = " ".join(fold_view(line.row.segment.text).lower().strip(" :.*-").split())
    return words in codes_by_name() or bool(LONE_LABEL.fullmatch(words))


def _starts_in_column(line: Features, previous: Features, drop: float | None) -> bool:
    """In a letterhead, among recipients or in a signature every row stands for itself unless it clearly continues."""
    em = line.size
    if line.marked or abs(line.size - previous.size) > 0.8 or drop is None or drop > 1.9 * em:
        return True
    if _bold_at_end(previous) != bool(line.row.segment.style[0] & BOLD) or line.italic != previous.italic:
        return True
    if line.lower and _is_open(previous):
        return False
    if line.centred and (previous.centred or line.caps):
        return True
    text = previous.row.segment.text
    if text[-1] in ";.:" or not previous.x1 - previous.x0 > _SHORTEST_WRAPPED * em:
        return True
    in_line = min(abs(line.x0 - previous.x0), abs(line.x0 - previous.text_x)) < 0.6 * em
    return not (in_line and previous.x1 + line.first > previous.high - 2.5 * em)
