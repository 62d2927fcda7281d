"""Letterheads and ends that were typed in two columns, line by line: the left block comes whole before the right one.

A line is cut where wide blanks, a tab or a bar part it, and at one blank where the motto, the place and date or a
signature makes the cut certain. Which block a piece belongs to is decided by its words, else by its position.
"""

from __future__ import annotations

from functools import lru_cache

from vbparse.arrange.drafts import Draft, Grid
from vbparse.arrange.drawn.cells import belongs_right
from vbparse.arrange.drawn.ending import END_SIZE, read_ending
from vbparse.arrange.drawn.halves import (
    INDENTED,
    LONG,
    REACH,
    Stretch,
    is_heading,
    make_lines,
    opens_text,
    set_in_columns,
    split_at_bar,
    take_rows,
    words_of,
)
from vbparse.arrange.drawn.lines import Row, read_row
from vbparse.arrange.grids import RULE
from vbparse.arrange.torn import split_letterhead
from vbparse.language.landmarks.date_line import DATE_IN_ROW
from vbparse.language.landmarks.letter import match_about
from vbparse.language.landmarks.motto import find_motto, is_motto_line
from vbparse.language.landmarks.number_line import NUMBER_IN_ROW
from vbparse.language.landmarks.recipients import match_recipients
from vbparse.patterns import Cue
from vbparse.text import fold_view

_PIECE = Cue(r"(?:\s{2,}|\|\s*)(?=\S)", examples=["XÃ  Hoa Lư", "XÃ |Hoa Lư"], rejects=["XÃ Hoa Lư", "XÃ |"])
"""What parts two pieces of a line."""
_HEAD_SIZE, _LATEST = 14, 80
"""Lines of a letterhead at most, and lines among which one may begin: the front of a file may hold a menu."""
_NEVER = 1 << 30
"""A place that no line reaches."""
_LONGEST_LEFT = 80
"""Letters of a line of the left column at most: half a page."""
_LONGEST_FIRST_ABOUT, _LONGEST_ABOUT = 60, 45
"""Letters of the first line of a V/v below the date, and of the lines below it: a narrow column."""
_ROWS_KEPT = 256
"""Lines whose cut is remembered: each is asked for several times while its letterhead is read."""

Item = Draft | Grid


def set_columns(items: list[Item], raw: str) -> list[Item]:
    """The items, those of letterheads and ends typed in two columns in the order of the columns."""
    near = _find_candidates(items)
    rows = [
        read_row(x, raw) if i in near and isinstance(x, Draft) and x.column is None else None
        for i, x in enumerate(items)
    ]
    arranged: list[Item] = []
    at = 0
    while at < len(items):
        row = rows[at]
        block = None
        if row is not None and len(row.view) <= LONG:
            block = _read_letterhead(rows, at) or read_ending(rows, at)
        if block:
            size, lines = block
            arranged += lines
            at += size
        else:
            arranged.append(items[at])
            at += 1
    return arranged


def _find_candidates(items: list[Item]) -> set[int]:
    """The lines that a letterhead or an end in two columns can hold: those around the words that one must have."""
    candidates: set[int] = set()
    for i, item in enumerate(items):
        text = item.text if isinstance(item, Draft) and item.column is None else ""
        if match_recipients(text):
            candidates.update(range(i - REACH, i + END_SIZE))
        elif i < _LATEST and len(text) <= 2 * LONG and belongs_right(text) and _has_text_before(fold_view(text)):
            candidates.update(range(i - REACH, i + _HEAD_SIZE))
    return candidates


def _read_letterhead(rows: list[Row | None], at: int) -> tuple[int, list[Draft]] | None:
    """The letterhead that begins on a line: how many lines it has and what becomes of them."""
    group = take_rows(rows, at, _HEAD_SIZE)
    anchor = next((i for i, row in enumerate(group[:REACH]) if _has_text_before(row.view)), None)
    if anchor is None or not all(_may_stand_above(row) for row in group[:anchor]):
        return None
    edge = _find_edge(group)
    left_lines: list[Draft] = []
    right_lines: list[Draft] = []
    dated = in_about = False
    size = 0
    for i, row in enumerate(group):
        a, b = _split_row(row, edge)
        if i > anchor and not _is_of_letterhead(row, a, b, dated, in_about):
            break
        size = i + 1
        dated = dated or bool(b and DATE_IN_ROW.search(words_of(row, b)))
        in_about = bool(a and match_about(words_of(row, a))) or (in_about and bool(a))
        left_lines += [line for part in make_lines(row, a) for line in split_letterhead(part)]
        right_lines += [line for part in make_lines(row, b) for line in split_letterhead(part)]
    return (size, set_in_columns(left_lines, right_lines)) if left_lines and right_lines else None


def _has_text_before(view: str) -> bool:
    """Whether the motto, or the place and date, stands on the line behind something else."""
    cut = _find_right_column(view)
    return cut is not None and cut[0] > 0


@lru_cache(maxsize=_ROWS_KEPT)
def _find_right_column(view: str) -> tuple[int, int] | None:
    """Where the motto or the place and date of a letterhead begins: end of what stands before, and start."""
    if len(view) > LONG:
        return None
    motto = find_motto(view)
    number = NUMBER_IN_ROW.match(view)
    start = None
    if motto and _stands_beside(view[: motto.start()]):
        start = motto.start()
    elif number:
        dated = DATE_IN_ROW.search(view, number.end())
        start = dated.start() if dated else None
    elif dated := DATE_IN_ROW.match(view):
        start = dated.start()
    if start is None:
        for match in _PIECE.finditer(view):
            if DATE_IN_ROW.match(view, match.end()):
                start = match.end()
                break
    return None if start is None else (len(view[:start].rstrip(" |│┃¦-_")), start)


def _stands_beside(before: str) -> bool:
    """Whether what stands before the motto is the other block, and no sentence that names it."""
    wide = not before.strip() or before.endswith(("  ", "|", "| "))
    return wide or (before.isupper() and not before.rstrip().endswith("NƯỚC"))


def _may_stand_above(row: Row) -> bool:
    return len(row.pieces) == 1 and not opens_text(row) and (row.view.isupper() or bool(is_motto_line(row.view)))


def _find_edge(group: list[Row]) -> int:
    """From which place on a piece that stands alone on its line belongs to the right block."""
    lefts, rights = [], []
    for row in group:
        cut = _find_right_column(row.view)
        piece = cut and next((p for p in row.pieces if p.start == cut[1]), None)
        if piece and cut and cut[0] and piece is not row.pieces[0]:
            lefts.append(row.indent)
            rights.append(piece.left)
    return max((max(lefts) + min(rights)) // 2, INDENTED) if rights else _NEVER


def _split_row(row: Row, edge: int) -> tuple[Stretch, Stretch]:
    """The left and the right part of a line of a letterhead."""
    size = len(row.view)
    cut = _find_right_column(row.view)
    if cut:
        return ((0, cut[0]) if cut[0] else None), (cut[1], size)
    if not row.pieces:
        return None, None
    first = row.pieces[0]
    if row.bars:
        return split_at_bar(row)
    if len(row.pieces) > 1:
        number = NUMBER_IN_ROW.match(row.view)
        gaps = [
            (b.left - a.right, a.end, b.start)
            for a, b in zip(row.pieces, row.pieces[1:], strict=False)
            if not number or a.end >= number.end()
        ]
        width, end, start = max(gaps, default=(0, 0, 0))
        if width >= 3:
            return (0, end), (start, size)
    return (None, (0, size)) if first.left >= edge or (row.tabbed and edge < _NEVER) else ((0, size), None)


def _is_of_letterhead(row: Row, left: Stretch, right: Stretch, dated: bool, about: bool) -> bool:
    """Whether a line below the first one of two columns still belongs to the letterhead."""
    if opens_text(row) and not (left and right and find_motto(words_of(row, right))):
        return False
    if not row.pieces or RULE.match(row.view):
        return True
    words = words_of(row, left)
    if left and right:
        return bool(_find_right_column(row.view)) or ((about or not dated) and len(words) < _LONGEST_LEFT)
    if right:
        return not dated
    if NUMBER_IN_ROW.match(words) or match_about(words):
        return not row.draft.gap or not dated or bool(match_about(words) and len(words) < _LONGEST_FIRST_ABOUT)
    if about:
        return not row.draft.gap and len(words) <= _LONGEST_ABOUT and not is_heading(words)
    return not dated and not row.draft.gap and words.isupper()
