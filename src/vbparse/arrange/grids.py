"""Tables that only lay out the page: letterhead, and Nơi nhận beside the signature. They become lines with columns."""

from __future__ import annotations

from dataclasses import replace

from vbparse.arrange.drafts import Draft, Grid, GridCell
from vbparse.arrange.torn import repair_line, split_items
from vbparse.language.landmarks.date_line import DATE_IN_CELL
from vbparse.language.landmarks.letter import is_addressed_line
from vbparse.language.landmarks.motto import MOTTO_IN_CELL
from vbparse.language.landmarks.number_line import NUMBER_IN_CELL
from vbparse.language.landmarks.recipients import match_recipients
from vbparse.language.landmarks.signing import SIGNS
from vbparse.patterns import Cue
from vbparse.text import fold_view

_NUMBERS_HEAD = Cue(r"\W*(?:stt|tt|sốtt)$", examples=["stt", "(tt"], rejects=["ttyt"], at="start")
"""The head of the column of numbers, small and without blanks."""
RULE = Cue(r"[-–—_=*─━═~\s]{3,}$", examples=["-----", "* * *"], rejects=["--", "- Lưu"], at="start")
"""A drawn line."""
_LONG = 600
"""Letters of a cell that is no part of a letterhead, and of what may follow one in its table."""
_MOST_COLUMNS = 5
"""Columns of a layout table, with empty ones between."""
_MOST_HEAD_ROWS, _MOST_END_ROWS, _MOST_ADDRESSEES = 8, 15, 12
"""Rows of a letterhead, of an end, and of a list of addressees at most."""
_LINES_OF_DATA = 40
"""Lines of a cell of data at most: a cell with more holds a page."""
_LONGEST_DATED = 250
"""Letters of a row of number and date at most, without blanks."""
_MOST_SIGNATURES, _LONGEST_SIGNATURE = 6, 200
"""Cells of signatures in a table, and letters of each, at most."""


def arrange_grid(grid: Grid, run_on: bool = False) -> list[Draft | Grid]:
    """The table itself, or the lines and tables that a layout table stands for.

    The left column of a letterhead comes whole before the right one, rows in order. A table of one column is a frame
    round ordinary lines; Kính gửi beside its list is read row by row. With `run_on`, cells are taken for lines that a
    converter ran together.
    """
    rows = [row for row in grid.rows if any(cell.text.strip() for cell in row)]
    if not rows:
        return []
    used = [i for i in range(len(rows[0])) if any(row[i].text.strip() and not row[i].left for row in rows)]
    if _is_page(rows):
        return _arrange_cells(rows, run_on)
    if len(used) == 1 and not (_is_end(rows) or (len(rows) > 1 and len(rows[0]) > 1)):
        return _arrange_column(rows, used[0], run_on)
    head = _count_letterhead_rows(rows)
    if head:
        rest = Grid(rows[head:])
        return [*_read_columns(rows[:head], run_on), *(arrange_grid(rest, run_on) if rest.rows else [])]
    if _is_end(rows):
        return list(_read_columns(rows, run_on))
    if _is_addressed(rows[0][used[0]]) and len(used) <= 3 and len(rows) <= _MOST_ADDRESSEES:
        own = (cell for row in rows for cell in row if not cell.left and not cell.above)
        return [line for cell in own for line in _read_lines(cell, run_on)]
    return [grid]


def _is_page(rows: list[list[GridCell]]) -> bool:
    """A table that places the parts of a whole page: a cell of it holds tables or more lines than a cell of data."""
    return len(rows) <= 4 and any(
        len(cell.parts) > _LINES_OF_DATA
        or any(isinstance(x, Grid) and _count_letterhead_rows(x.rows) for x in cell.parts)
        for row in rows
        for cell in row
    )


def _arrange_cells(rows: list[list[GridCell]], run_on: bool) -> list[Draft | Grid]:
    found: list[Draft | Grid] = []
    for cell in (cell for row in rows for cell in row if not cell.above and not cell.left):
        for part in cell.parts:
            found += arrange_grid(part, run_on) if isinstance(part, Grid) else [part]
    return found


def _arrange_column(rows: list[list[GridCell]], column: int, run_on: bool) -> list[Draft | Grid]:
    found: list[Draft | Grid] = []
    for row in rows:
        if not row[column].above:
            for part in row[column].parts:
                found += arrange_grid(part, run_on) if isinstance(part, Grid) else [part]
    return found


def _count_letterhead_rows(rows: list[list[GridCell]]) -> int:
    """How many rows from the first on are the letterhead; 0 where there is none."""
    if not rows or len(rows[0]) > _MOST_COLUMNS:
        return 0
    count = 0
    for i, row in enumerate(rows[:_MOST_HEAD_ROWS]):
        cells = [_strip_cell(cell) for cell in row if not cell.left and not cell.above and len(cell.text) < _LONG]
        motto = any(MOTTO_IN_CELL.search(cell) for cell in cells)
        dated = any(DATE_IN_CELL.search(cell) for cell in cells) and any(NUMBER_IN_CELL.search(cell) for cell in cells)
        if motto or (dated and sum(map(len, cells)) < _LONGEST_DATED):
            count = i + 1
    if count and sum(len(cell.text) for row in rows[count:] for cell in row) < _LONG and len(rows) - count <= 2:
        return len(rows) if not _is_end(rows[count:]) else count
    return count


def _is_end(rows: list[list[GridCell]]) -> bool:
    """Nơi nhận, signatures, or both, and nothing else."""
    if not rows or len(rows[0]) > _MOST_COLUMNS or len(rows) > _MOST_END_ROWS:
        return False
    texts = [cell.text for row in rows for cell in row if not cell.left and not cell.above and cell.text.strip()]
    if any(match_recipients(line) for text in texts for line in _strip_blanks(text).split("\n")):
        return True
    signed = [text for text in texts if SIGNS.match(text.strip().strip("*_ "))]
    return (
        bool(signed)
        and len(texts) <= _MOST_SIGNATURES
        and all(len(x) < _LONGEST_SIGNATURE for x in texts)
        and not any(_NUMBERS_HEAD.match(_strip_blanks(text)) for text in texts)
    )


def _is_addressed(cell: GridCell) -> bool:
    """Whether a cell holds the words Kính gửi and nothing else."""
    bare = _strip_cell(cell).strip()
    return is_addressed_line(bare) and len(bare) <= len("kínhgửi:")


def _strip_cell(cell: GridCell) -> str:
    return _strip_blanks(cell.text)


def _strip_blanks(text: str) -> str:
    """Small letters, no blanks, line breaks kept: so that torn words are found too."""
    return "\n".join("".join(line.split()) for line in fold_view(text.replace("\n", "\x00")).lower().split("\x00"))


def _read_columns(rows: list[list[GridCell]], run_on: bool) -> list[Draft]:
    """Column by column; a row that spans all columns parts what is above from what is below."""
    drafts: list[Draft] = []
    group: list[list[GridCell]] = []
    for row in rows:
        if len(row) > 1 and all(cell.left for cell in row[1:]):
            drafts += set_side_by_side(group, run_on)
            group = []
            drafts += _read_lines(row[0], run_on)
        else:
            group.append(row)
    return drafts + set_side_by_side(group, run_on)


def set_side_by_side(rows: list[list[GridCell]], run_on: bool = False) -> list[Draft]:
    """The lines of each column in turn, numbered from 0; what is not in the first column is never 0."""
    drafts: list[Draft] = []
    number = 0
    for i in range(len(rows[0]) if rows else 0):
        lines = [x for row in rows if not row[i].left and not row[i].above for x in _read_lines(row[i], run_on)]
        if lines:
            column = max(number, 1) if i else 0
            drafts += [replace(line, column=column) for line in lines]
            number = column + 1
    return drafts


def _read_lines(cell: GridCell, run_on: bool) -> list[Draft]:
    found: list[Draft] = []
    for line in cell.lines:
        if line.text.strip() and not RULE.match(line.text):
            found += repair_line(line) if run_on else split_items(line)
    return [replace(line, starts=True) for line in found]
