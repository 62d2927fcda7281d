"""Lines of a letterhead below a seal."""

from __future__ import annotations

import numpy as np
import pytest

from vbparse.readers.ocr.covered import take_covered
from vbparse.readers.ocr.tesseract import Letter
from vbparse.readers.ocr.words import Piece


def line(text: str, base: int, *sure: float) -> Piece:
    words, x = [], 200
    for part, confidence in zip(text.split(), sure, strict=True):
        words.append([Letter(c, x + 9 * n, base - 14, x + 9 * n + 8, base, 90, confidence) for n, c in enumerate(part)])
        x += 9 * len(part) + 9
    return Piece(words, base, 20, base)


@pytest.mark.parametrize(
    ("below", "left"),
    [("(Kèm theo 2084", ["PHỤ LỤC"]), ("ỦY BAN NHÂN", [])],
    ids=["sentence", "name"],
)
def test_what_goes_with_a_hidden_line(below: str, left: list[str]) -> None:
    pieces = [line("PHỤ LỤC", 100, 95, 95), line(below, 130, 95, 95, 30)]
    take_covered(pieces, np.zeros((1000, 800), bool), 100, lambda _box: 0.5)
    assert [p.text for p in pieces] == left


def test_a_full_line_of_text_is_no_part_of_a_letterhead() -> None:
    pieces = [line("các đơn vị có liên quan chịu trách nhiệm thi hành quyết định này.", 100, *[95] * 13, 30)]
    take_covered(pieces, np.zeros((1000, 800), bool), 100, lambda _box: 0.5)
    assert len(pieces) == 1
