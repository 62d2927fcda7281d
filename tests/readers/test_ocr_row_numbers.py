"""Numbers of rows that Tesseract leaves out, or reads as letters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from readers.pdfs import FONTS
from readers.scanned import needs_ocr
from vbparse.readers.ocr import row_numbers
from vbparse.readers.ocr.row_numbers import read_row_numbers
from vbparse.readers.ocr.ruling import erase_rules, find_rules
from vbparse.readers.ocr.tesseract import Letter, Word
from vbparse.readers.ocr.words import Piece

DPI, DARK = 200, 128
LEFT, MIDDLE, RIGHT, TOP, ROW = 200, 320, 1300, 200, 90


def draw_table(numbers: Sequence[str]) -> Image.Image:
    """A table whose first column holds these texts, and whose second is wide."""
    page = Image.new("L", (1500, 2 * TOP + ROW * len(numbers)), 255)
    draw, font = ImageDraw.Draw(page), ImageFont.truetype(str(FONTS / "DejaVuSerif.ttf"), 34)
    bottom = TOP + ROW * len(numbers)
    for x in (LEFT, MIDDLE, RIGHT):
        draw.line((x, TOP, x, bottom), fill=0, width=3)
    for i in range(len(numbers) + 1):
        draw.line((LEFT, TOP + i * ROW, RIGHT, TOP + i * ROW), fill=0, width=3)
    for i, number in enumerate(numbers):
        draw.text((MIDDLE - 80, TOP + i * ROW + 24), number, font=font, fill=0)
    return page


def make_word(text: str, left: int, top: int, bottom: int) -> Word:
    return [Letter(c, left + 20 * i, top, left + 20 * i + 16, bottom, 90, 90) for i, c in enumerate(text)]


def read_table(printed: Sequence[str], seen: Sequence[str]) -> list[str]:
    """The pieces of a table after its first column was read again; `seen` is what the first reading saw there."""
    page = draw_table(printed)
    level, upright = find_rules(page, DARK, DPI)
    erase_rules(page, level + upright, DPI)
    pieces = []
    for i, text in enumerate(seen):
        base = TOP + i * ROW + 60
        if text:
            pieces.append(Piece([make_word(text, MIDDLE - 80, base - 26, base)], float(base), 38.0, line=i))
    read_row_numbers(pieces, page, np.asarray(page) < DARK, DPI, (level, upright))
    return [p.text for p in sorted(pieces, key=lambda p: p.base)]


def see_digits(readings: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Put these texts in place of the second reading of the cells, from the top; an empty one is a cell not read."""

    def read(sheet: Image.Image, dpi: int, **_: object) -> list[list[Word]]:
        filled = (np.asarray(sheet) < DARK).any(axis=1)
        edges = np.flatnonzero(np.diff(filled, prepend=False, append=False)).reshape(-1, 2)
        return [[make_word(t, 20, int(a), int(b))] for t, (a, b) in zip(readings, edges, strict=True) if t]

    monkeypatch.setattr(row_numbers, "read_words", read)


ROWS = ["TT", "1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize(
    ("seen", "again", "expected"),
    [
        (["TT", "1", "2", "", "", "", ""], ["", "3", "4", "5", "6"], ROWS),  # left out
        (["TT", "1", "2", "A", "4", "5", "6"], ["", "3"], ROWS),  # a letter
        (["TT", "l", "2", "3", "4", "5", "6"], ["", "4"], ROWS),  # a narrow one, above 2
        (["TT", "1", "2", "", "", "5", "6"], ["", "", "8"], ROWS),  # read by neither, between two
        (["TT", "", "", "", "", "", ""], ["7", "1", "2", "3", "4", "5", "6"], ROWS),  # not TT
        (["TT", "1", "2", "", "4", "9", "6"], ["", "8"], ["TT", "1", "2", "3", "4", "9", "6"]),  # a number stays
        (["TT", "A", "B", "C", "D", "E", "F"], ["", "", "7", "", "", "2", ""], ["TT", "A", "B", "C", "D", "E", "F"]),
        (["TT", "1", "2", "3", "4", "5", ""], ["", "1"], ["TT", "1", "2", "3", "4", "5"]),  # out of order, at the end
    ],
)
def test_numbers_in_order(
    seen: list[str], again: list[str], expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    see_digits(again, monkeypatch)
    assert read_table(ROWS, seen) == expected


def test_a_number_that_follows_from_others_is_doubtful(monkeypatch: pytest.MonkeyPatch) -> None:
    see_digits(["", ""], monkeypatch)
    page = draw_table(ROWS)
    level, upright = find_rules(page, DARK, DPI)
    erase_rules(page, level + upright, DPI)
    bases = {n: float(TOP + n * ROW + 60) for n in (1, 2, 4, 5, 6)}
    pieces = [Piece([make_word(str(n), 240, int(b) - 26, int(b))], b, 38.0, line=n) for n, b in bases.items()]
    read_row_numbers(pieces, page, np.asarray(page) < DARK, DPI, (level, upright))
    assert [(p.text, p.confidence < 65) for p in pieces if p.line < 0] == [("3", True)]


def test_words_are_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(row_numbers, "read_words", fail)
    rows = ["1", "2", "3", "4"]
    assert read_table(rows, rows) == rows


@needs_ocr
def test_numbers_of_a_whole_column_are_read() -> None:
    rows = [str(n) for n in range(4, 13)]
    assert read_table(rows, [""] * len(rows)) == rows
