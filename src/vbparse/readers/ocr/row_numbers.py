"""The numbers of a table's rows: Tesseract leaves out short texts that stand alone in a column, or reads letters.

Cells of a first column in which no number was seen are read once more, all on one sheet and for digits alone. As digits
are then read of marks and dirt too, a number counts only in order with another one. What stands between two numbers, or
above 2, can be one number only; it is put there with a doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from PIL import Image

from vbparse.arrange.layout.ruled_tables import Grid, find_grids
from vbparse.arrange.layout.segments import Rule
from vbparse.patterns import Cue
from vbparse.readers.ocr.readings import PageError
from vbparse.readers.ocr.tesseract import BLOCK, WHITE, Letter, Word, place_letter, read_words
from vbparse.readers.ocr.words import Piece, text_of_words

_NUMBER = Cue(r"^(\d{1,3})[.)]?$", examples=["7", "12.", "3)"], rejects=["2-5", "STT", "2024", "1.2"])
_CHARACTERS = "0123456789."
_POINTS = 72
"""Points of an inch."""
_HIGH, _WIDE = (0.06, 0.2), 0.45
"""Inches that a line of digits is high, and that a number is wide at most."""
_INSIDE = 0.03
"""Inches from the border of a cell, where a rest of its line may stand, to what is read."""
_DIGIT = 0.67
"""Height of a digit in ems."""
_ABOVE = 0.25
"""Ems from the baseline of a line up to where it is taken to stand."""
_NARROW = 0.65
"""Width of 1 beside its height, with its stop."""
_RIM, _BETWEEN = 20, 24
"""White pixels around the sheet that is read, and between two numbers on it."""
_MOST = 120
"""Cells of a page that are read again."""
_REACH = 2
"""Cells above and below in which a number must be in order with another one."""
_INFERRED = 50.0
"""Confidence of a number that follows from those beside it: such words are reported as doubtful."""
_PixelBox = tuple[int, int, int, int]


@dataclass(slots=True)
class _Cell:
    """A cell of a first column with ink in it: the words seen there, the ink, whether that can be a number, the number
    that was seen, and what stands for it in the second reading."""

    words: list[Word]
    ink: _PixelBox
    fits: bool
    number: int | None
    second: Word | None = None

    @property
    def second_number(self) -> int | None:
        return _number_in([self.second]) if self.second else None


def read_row_numbers(
    pieces: list[Piece], grey: Image.Image, ink: np.ndarray, dpi: int, rules: tuple[Sequence[Rule], Sequence[Rule]]
) -> None:
    """Put the numbers of rows that are missing among `pieces`, or that were read as no numbers. `rules` are the level
    and the upright lines of the page, from whose picture they are erased."""
    unit = _POINTS / dpi
    level, upright = ([Rule(r.x0 * unit, r.y0 * unit, r.x1 * unit, r.y1 * unit) for r in part] for part in rules)
    columns = [list(_first_cells(grid, pieces, ink, dpi)) for grid in find_grids(0, level, upright)]
    missing = [cell for column in columns for cell in column if cell.fits and cell.number is None][:_MOST]
    if not missing:
        return
    _read_digits(missing, grey, dpi)
    for column in columns:
        _take_in_order(column)
        _fill_gaps(column)
    for cell in missing:
        if cell.number is not None and cell.second:
            _replace_words(pieces, cell.words, cell.second)


def _first_cells(grid: Grid, pieces: Sequence[Piece], ink: np.ndarray, dpi: int) -> Iterator[_Cell]:
    """The cells of the first column of a table, from the top, that have ink and reach over no other column."""
    scale, edge = dpi / _POINTS, round(_INSIDE * dpi)
    x0, x1 = (round(x * scale) for x in grid.xs[:2])
    starts = [r for r, row in enumerate(grid.cells) if not row[0].above]
    for row, end in pairwise([*starts, len(grid.cells)]):
        top, bottom = (round(grid.ys[r] * scale) for r in (row, end))
        inner = ink[top + edge : bottom - edge, x0 + edge : x1 - edge]
        rows, columns = np.flatnonzero(inner.any(axis=1)), np.flatnonzero(inner.any(axis=0))
        if grid.cells[row][1].left or not len(rows):
            continue
        x, y = x0 + edge, top + edge
        box = (x + int(columns[0]), y + int(rows[0]), x + int(columns[-1]) + 1, y + int(rows[-1]) + 1)
        fits = _HIGH[0] * dpi < box[3] - box[1] < _HIGH[1] * dpi and box[2] - box[0] < _WIDE * dpi
        words = _words_in(pieces, (x0, top, x1, bottom))
        yield _Cell(words, box, fits, _number_in(words))


def _words_in(pieces: Sequence[Piece], box: _PixelBox) -> list[Word]:
    left, top, right, bottom = box
    inside = [p for p in pieces if top < p.base - _ABOVE * p.size < bottom]
    return [w for p in inside for w in p.words if left < (w[0].left + w[-1].right) / 2 < right]


def _number_in(words: Sequence[Word]) -> int | None:
    number = _NUMBER.search(text_of_words(words))
    return int(number[1]) if number else None


def _read_digits(cells: Sequence[_Cell], grey: Image.Image, dpi: int) -> None:
    """Read the ink of cells for digits."""
    places, height = [], _RIM
    for cell in cells:
        places.append(height)
        height += cell.ink[3] - cell.ink[1] + _BETWEEN
    sheet = Image.new("L", (max(c.ink[2] - c.ink[0] for c in cells) + 2 * _RIM, height + _RIM), WHITE)
    for cell, place in zip(cells, places, strict=True):
        sheet.paste(grey.crop(cell.ink), (_RIM, place))
    try:
        lines = read_words(sheet, dpi, mode=BLOCK, characters=_CHARACTERS)
    except PageError:
        return
    for word in (w for line in lines for w in line):
        middle = (word[0].top + word[0].bottom) / 2
        for cell, place in zip(cells, places, strict=True):
            if place <= middle < place + cell.ink[3] - cell.ink[1]:
                moved = [place_letter(x, cell.ink[0] - _RIM, cell.ink[1] - place) for x in word]
                cell.second = [*(cell.second or []), *moved]


def _take_in_order(column: Sequence[_Cell]) -> None:
    """Take the second readings that are as far from a number above or below as their cells are."""
    numbers = [cell.second_number if cell.number is None else cell.number for cell in column]
    for i, (cell, number) in enumerate(zip(column, numbers, strict=True)):
        near = range(max(0, i - _REACH), min(len(column), i + _REACH + 1))
        if number is not None and any(numbers[j] == number + j - i for j in near if j != i):
            cell.number = number


def _fill_gaps(column: Sequence[_Cell]) -> None:
    """Number the cells that stand between two numbers as far apart as they are, and the one above 2 if it is narrow."""
    numbered = [i for i, cell in enumerate(column) if cell.number is not None]
    for i, j in pairwise(numbered):
        first, last = column[i].number or 0, column[j].number or 0
        between = column[i + 1 : j]
        if last - first == j - i and all(cell.fits for cell in between):
            for number, cell in enumerate(between, first + 1):
                _infer_number(cell, number)
    start = numbered[0] - 1 if numbered else -1
    if start >= 0 and column[start + 1].number == 2 and column[start].fits and _is_narrow(column[start].ink):
        _infer_number(column[start], 1)


def _is_narrow(box: _PixelBox) -> bool:
    return box[2] - box[0] < _NARROW * (box[3] - box[1])


def _infer_number(cell: _Cell, number: int) -> None:
    left, top, right, bottom = cell.ink
    text = str(number)
    step = (right - left) / len(text)
    edges = [round(left + i * step) for i in range(len(text) + 1)]
    cell.number = number
    cell.second = [
        Letter(c, a, top, max(b, a + 1), bottom, _INFERRED, _INFERRED)
        for c, (a, b) in zip(text, pairwise(edges), strict=True)
    ]


def _replace_words(pieces: list[Piece], words: Sequence[Word], number: Word) -> None:
    """Put a number in place of the words of its cell."""
    gone = set(map(id, words))
    for piece in pieces:
        piece.words = [w for w in piece.words if id(w) not in gone]
    bottom = max(x.bottom for x in number)
    size = (bottom - min(x.top for x in number)) / _DIGIT
    pieces[:] = [*(p for p in pieces if p.words), Piece([number], float(bottom), size, line=-1)]
