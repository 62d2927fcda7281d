"""Where paragraphs begin, judged from the geometry of the lines and a little from their letters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from vbparse.arrange.layout.features import Look
from vbparse.arrange.layout.reading_order import Row
from vbparse.arrange.layout.segments import BOLD
from vbparse.language.doctypes import code_of_name
from vbparse.text import fold_view

_LONE = re.compile(r"(?:phụ lục|biểu mẫu|biểu|mẫu|mẫu số|danh sách)(?: số)?(?: [ivxlc\d]{1,5})?", re.I)
_CLOSED = frozenset(".;:!?…")


def mark_starts(looks: Sequence[Look]) -> None:
    """Set `starts` and `gap` of each row. Page numbers and running heads must be out of the way already."""
    pitch = _pitches(looks)
    opening: Look | None = None  # first row of the paragraph so far
    follow: float | None = None  # indent of its continuation rows
    previous: Look | None = None
    for look in looks:
        drop = look.base - previous.base if previous and previous.row.page == look.row.page else None
        usual = pitch.get(round(look.size), 1.25 * look.size)
        look.gap = drop is not None and drop > 1.3 * usual
        if previous is None or opening is None or _elsewhere(look.row, previous.row):
            look.starts = True
        elif look.row.column is not None:
            look.starts = _in_column(look, previous, drop)
        elif look.centred or previous.centred:
            look.starts = _in_centre(look, previous, drop)
        else:
            look.starts = _in_body(look, previous, opening, follow, drop, usual)
        if look.starts:
            opening, follow = look, None
        elif follow is None:
            follow = look.indent
        previous = look


def _elsewhere(row: Row, previous: Row) -> bool:
    """Whether a row stands in another block than the one before it, so that it cannot go on with it."""
    if row.fresh or row.column != previous.column:
        return True
    return row.column is not None and (row.page, row.block) != (previous.page, previous.block)


def mark_cell_starts(looks: Sequence[Look]) -> None:
    """Set `starts` of the lines of one table cell, whose room is the cell less its padding."""
    for previous, look in pairwise(looks):
        drop = look.base - previous.base if look.row.page == previous.row.page else None
        look.starts = _in_cell(look, previous, drop)


def _in_cell(look: Look, previous: Look, drop: float | None) -> bool:
    if look.marked or look.bold != previous.bold or (drop is not None and drop > 2 * look.size):
        return True
    if _open(previous) and not look.first_upper:
        return False
    width, room = previous.x1 - previous.x0, look.high - look.low
    if abs(previous.row.segment.centre - (look.low + look.high) / 2) > 3:
        width = previous.x1 - look.low
    return width + look.first + 0.25 * look.size < room - 0.1 * look.size


def _pitches(looks: Sequence[Look]) -> dict[int, float]:
    """Usual distance between lines of a paragraph, by letter size: of lines that plainly go on, else of all."""
    sure: dict[int, list[float]] = defaultdict(list)
    every: dict[int, list[float]] = defaultdict(list)
    for a, b in pairwise(looks):
        drop = b.base - a.base
        if (
            a.row.page == b.row.page
            and a.row.column is None
            and b.row.column is None
            and abs(a.size - b.size) < 0.5
            and 0.8 * b.size < drop < 2.5 * b.size
        ):
            every[round(b.size)].append(drop)
            if b.lower and _full(a, b) and not b.marked:
                sure[round(b.size)].append(drop)
    return {size: sorted(sure.get(size) or found)[len(sure.get(size) or found) // 2] for size, found in every.items()}


def _full(a: Look, b: Look) -> bool:
    """The first word of row b had no room left on row a."""
    return a.x1 + b.first + 0.2 * a.size > a.high - 0.2 * a.size


def _open(a: Look) -> bool:
    """Row a does not end as a paragraph ends."""
    return a.row.segment.text[-1] not in _CLOSED


def _in_body(look: Look, previous: Look, opening: Look, follow: float | None, drop: float | None, usual: float) -> bool:
    em = look.size
    full, goes_on = _full(previous, look), look.lower and _open(previous) and not look.marked
    if abs(look.size - previous.size) > 1.2 and not (goes_on and full):
        return True
    if look.marked:
        # "- " or "10. " at the margin of an indented paragraph whose line above is full: the sentence goes on
        return not (
            full
            and _open(previous)
            and look.indent < 0.5 * em
            and opening.indent > 0.8 * em
            and (follow is None or abs(look.indent - follow) < 0.5 * em)
            and not _apart(drop, usual)
        )
    apart = _apart(drop, usual)
    if apart and drop is not None and drop > 1.9 * usual:
        return True
    text_indent = opening.text_x - opening.low
    hanging = full and text_indent > opening.indent + 0.8 * em and abs(look.indent - text_indent) < 0.5 * em
    first_indent = opening.indent > 0.8 * em and abs(look.indent - opening.indent) < 0.5 * em
    if hanging or (goes_on and not (apart and first_indent) and (full or look.indent < opening.indent + 0.8 * em)):
        return False
    if not full or apart:
        return True
    if _bold_at_end(previous) != bool(look.row.segment.style[0] & BOLD) and (previous.bold or look.bold):
        return True
    return _displaced(look, opening, follow)


def _apart(drop: float | None, usual: float) -> bool:
    return drop is not None and drop > 1.25 * usual + 0.5


def _displaced(look: Look, opening: Look, follow: float | None) -> bool:
    """Whether a row stands where the paragraph's continuation rows do not."""
    em = look.size
    if follow is not None:
        return abs(look.indent - follow) > 0.8 * em
    if look.x0 > opening.x0 + 0.8 * em and look.row.page == opening.row.page:
        return abs(look.x0 - opening.text_x) > 0.6 * em
    if abs(look.indent - opening.indent) <= 0.5 * em:
        return opening.indent > 0.8 * em or opening.marked
    return False


def _bold_at_end(look: Look) -> bool:
    return bool(look.row.segment.style[-1] & BOLD)


def _in_centre(look: Look, previous: Look, drop: float | None) -> bool:
    """Centred rows go on where they look alike: a title over two lines, but not a type line and its title."""
    if not (look.centred and previous.centred):
        if not (_open(previous) and _full(previous, look)) or (drop is not None and drop > 1.9 * look.size):
            return True
        # a centred text whose first line fills the whole width is seen as centred in its last line alone
        alike = look.bold == previous.bold and look.italic == previous.italic and not look.marked
        return not (look.lower or (look.centred and alike and abs(previous.indent) < look.size))
    alike = (
        abs(look.size - previous.size) < 0.7
        and look.bold == previous.bold
        and look.italic == previous.italic
        and look.caps == previous.caps
    )
    if not alike and not (look.lower and _open(previous) and abs(look.size - previous.size) < 0.7):
        return True
    if drop is None or drop > 1.6 * look.size + 1:
        return True
    return look.marked or previous.label_only or _lone(previous) or look.row.segment.text[0] == "("


def _lone(look: Look) -> bool:
    words = " ".join(fold_view(look.row.segment.text).lower().strip(" :.*-").split())
    return words in code_of_name() or bool(_LONE.fullmatch(words))


def _in_column(look: Look, previous: Look, drop: float | None) -> bool:
    """In a letterhead, among recipients or in a signature every row stands for itself unless it plainly goes on."""
    em = look.size
    if look.marked or abs(look.size - previous.size) > 0.8 or drop is None or drop > 1.9 * em:
        return True
    if _bold_at_end(previous) != bool(look.row.segment.style[0] & BOLD) or look.italic != previous.italic:
        return True
    if look.lower and _open(previous):
        return False
    if look.centred and (previous.centred or look.caps):
        return True
    text = previous.row.segment.text
    if text[-1] in ";.:" or not previous.x1 - previous.x0 > 10 * em:
        return True
    in_line = min(abs(look.x0 - previous.x0), abs(look.x0 - previous.text_x)) < 0.6 * em
    return not (in_line and previous.x1 + look.first > previous.high - 2.5 * em)
