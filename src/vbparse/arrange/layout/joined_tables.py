"""Tables as a whole: joined over page breaks, or recognised as letterheads drawn with borders."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container
from itertools import pairwise

from vbparse.arrange.layout.reading_order import Row
from vbparse.arrange.layout.ruled_tables import Grid, GridCell
from vbparse.arrange.layout.segments import Segment
from vbparse.language.folding import keep_digits
from vbparse.language.landmarks.motto import find_motto, is_motto_line
from vbparse.language.landmarks.recipients import match_recipients
from vbparse.text import fold_view

_FULL_STOP = frozenset(".;:!?")
_NEAR = 6.0
"""Points by which borders of one column differ on two pages, at most."""
_SHIFT = 12
"""Points by which a table may stand aside of its first part: margins of left and right pages differ."""
_MOST_ROWS, _MOST_BORDERS = 5, 4
"""A letterhead in a bordered table has no more rows, nor more than three columns."""
_SAME, _MISREAD = 100, 90
"""Per cent of the letters that a repeated header row has in common with the first, as written and as recognised."""
_MOST_HEAD_ROWS = 3
"""Header rows that are repeated on a new page, at most."""


def is_bordered_letterhead(grid: Grid) -> bool:
    """A letterhead or a signature set in a bordered table: its cells are blocks side by side, no data."""
    if len(grid.cells) > _MOST_ROWS or len(grid.xs) > _MOST_BORDERS:
        return False
    views = [fold_view(line.text) for row in grid.cells for cell in row for line in cell.lines]
    return any(find_motto(view) or is_motto_line(view) or match_recipients(view) for view in views)


def read_bordered_rows(grid: Grid, block: int) -> list[Row]:
    """The rows of a bordered letterhead or signature: column after column."""
    rows: list[Row] = []
    for c in range(len(grid.xs) - 1):
        for row in grid.cells:
            rows += [Row(line, grid.page, c, (grid.xs[c], grid.xs[c + 1]), block) for line in row[c].lines]
    return rows


def join_tables(
    flow: list[Row | Grid], recognised: Container[int] = ()
) -> tuple[list[Row | Grid], list[tuple[int, list[Segment]]]]:
    """Make one table of the parts that page breaks cut it into.

    Parts are one table where nothing stands between them and their columns agree. A header row repeated on the new
    page is taken out (given back with its page); on pages that were `recognised` a few of its letters may be misread. A
    row cut in two is put together where its second part has no number and goes on in the middle of a sentence.
    """
    result: list[Row | Grid] = []
    heads: list[tuple[int, list[Segment]]] = []
    reach = 0
    for item in flow:
        above = result[-1] if result else None
        if isinstance(item, Grid) and isinstance(above, Grid) and item.page == reach + 1:
            common = _common_columns(above, item)
            if common:
                alike = _MISREAD if item.page in recognised else _SAME
                heads += [(item.page, row) for row in _append_grid(above, item, common, alike)]
                reach = item.page
                continue
        result.append(item)
        reach = item.page
    return result, heads


def _common_columns(a: Grid, b: Grid) -> list[float] | None:
    """The column borders of the finer grid, where those of the other are among them; None where they disagree."""
    shift = a.xs[0] - b.xs[0]
    if abs(shift) > _SHIFT or abs(a.xs[-1] - b.xs[-1] - shift) > _NEAR:
        return None
    fine, coarse = (a, b) if len(a.xs) >= len(b.xs) else (b, a)
    move = shift if fine is b else 0.0
    borders = [x + move for x in fine.xs]
    other = [x + (shift if coarse is b else 0.0) for x in coarse.xs]
    if all(any(abs(x - y) < _NEAR for y in borders) for x in other):
        return borders
    return None


def _refine_columns(grid: Grid, borders: list[float], shift: float) -> None:
    if len(grid.xs) == len(borders):
        return
    xs = [x + shift for x in grid.xs]
    sources = [min(max(bisect_right(xs, (a + b) / 2) - 1, 0), len(xs) - 2) for a, b in pairwise(borders)]
    rows = []
    for row in grid.cells:
        new = []
        for k, source in enumerate(sources):
            cell = row[source]
            repeat = k > 0 and sources[k - 1] == source
            new.append(GridCell([] if repeat else cell.lines, cell.above, cell.left or repeat))
        rows.append(new)
    grid.cells, grid.xs = rows, [x - shift for x in borders]


def _append_grid(a: Grid, b: Grid, borders: list[float], alike: float) -> list[list[Segment]]:
    shift = a.xs[0] - b.xs[0]
    _refine_columns(a, borders, 0.0)
    _refine_columns(b, borders, shift)
    heads: list[list[Segment]] = []
    rows = b.cells
    repeated = 0
    while repeated < min(_MOST_HEAD_ROWS, len(rows) - 1, len(a.cells)) and _is_same_row(
        a.cells[repeated], rows[repeated], alike
    ):
        repeated += 1
    heads += [[line for cell in row for line in cell.lines] for row in rows[:repeated]]
    rows = rows[repeated:]
    if rows and _is_cut_row(a, rows[0]):
        for cell, more in zip(a.cells[-1], rows[0], strict=True):
            if more.lines:
                cell.pages = {**cell.pages, len(cell.lines): b.page}
                cell.lines = cell.lines + more.lines
        rows = rows[1:]
    elif rows and _has_first_cells(a):
        for cell in rows[0]:  # no number: the cells to the left of the first text go on from the page before
            if cell.lines:
                break
            cell.above = True
    for row in rows:
        for cell in row:
            cell.pages = {0: b.page}
    a.cells += rows
    return heads


def _cell_words(cell: GridCell) -> str:
    return " ".join(" ".join(line.text for line in cell.lines).split()).casefold()


def _is_same_row(a: list[GridCell], b: list[GridCell], alike: float) -> bool:
    """Whether a row says what another one says, by at least so many per cent of its letters and all of its digits."""
    first, second = ("\t".join(_cell_words(c) for c in row) for row in (a, b))
    if not any(c.isalpha() for c in first) or keep_digits(first) != keep_digits(second):
        return False
    if alike == _SAME:
        return first == second
    from rapidfuzz.fuzz import ratio  # of scans alone

    return ratio(first, second) >= alike


def _has_first_cells(grid: Grid) -> bool:
    """Whether the rows of a table have a first cell each, so that an empty one means that the row goes on."""
    first = [r[0] for r in grid.cells[1:] if not r[0].above]
    return bool(first) and sum(bool(c.lines) for c in first) >= 0.8 * len(first)


def _is_cut_row(grid: Grid, row: list[GridCell]) -> bool:
    """Whether a row that opens a page is the second half of the row before the break."""
    upper = grid.cells[-1]
    if (
        row[0].lines
        or row[0].left
        or any(c.lines and not b.lines and not b.above for c, b in zip(row, upper, strict=True))
    ):
        return False
    if not _has_first_cells(grid):
        return False
    pairs = [(b.lines[-1].text, c.lines[0].text) for c, b in zip(row, upper, strict=True) if c.lines and b.lines]
    if not pairs:
        return False
    lower = any(new[0].islower() for _, new in pairs)
    partial = any(b.lines and not c.lines for c, b in zip(row[1:], upper[1:], strict=True))
    return lower or (partial and any(old[-1] not in _FULL_STOP for old, _ in pairs))
