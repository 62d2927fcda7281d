"""Boxes of letters are measured in the ink where those of Tesseract contradict one another."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from readers.scanned import converter
from vbparse.readers.ocr import tesseract
from vbparse.readers.ocr.tesseract import Letter
from vbparse.readers.ocr.words import letter_size, measure_words

LINE, FOOT = (40, 66), 66
"""Rows of the ink of capitals and digits, and of the baseline; small letters begin at row 48."""


def page() -> np.ndarray:
    """Ink of a line "n6n8", whose letters are 20 pixels apart, below a line whose ink ends in row 30."""
    ink = np.zeros((100, 100), bool)
    ink[10:30, 2:78] = True
    for at, top in ((0, 48), (20, 40), (40, 48), (60, 40)):
        ink[top:FOOT, at + 4 : at + 16] = True
    return ink


def letters(*tops: int) -> list[Letter]:
    return [
        Letter(char, at, top, at + 18, FOOT, 99.0, 99.0)
        for char, at, top in zip("n6n8", (0, 20, 40, 60), tops, strict=True)
    ]


def test_letters_whose_boxes_reach_into_the_line_above_are_measured() -> None:
    found = measure_words([letters(12, 12, 48, 40)], page())
    assert [(x.top, x.bottom) for x in found[0]] == [(48, FOOT), (40, FOOT), (48, FOOT), (40, FOOT)]
    assert letter_size(found[0]) == letter_size(letters(48, 40, 48, 40))


def test_letters_that_agree_are_left_as_they_are() -> None:
    word = letters(45, 38, 45, 38)
    assert measure_words([word], page()) == [word]


def test_a_mark_above_a_letter_stays_in_its_box() -> None:
    word = [Letter("á", 0, 36, 18, FOOT, 99.0, 99.0), *letters(12, 12, 48, 40)[1:]]
    assert measure_words([word], page())[0][0] == word[0]


def test_eth_is_the_letter_of_its_shape(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    boxes = "".join(f'<span title="x_bboxes {n} 1 {n + 1} 9; x_conf 90">{x}</span>' for n, x in enumerate("BGÐð"))
    answer = f'<p><span><span class="ocrx_word" title="x_wconf 90">{boxes}</span></span></p>'
    converter(tmp_path, f"cat >/dev/null; echo '{answer}'", monkeypatch)
    ((word,),) = tesseract.read_words(Image.new("L", (9, 9)), 300)
    assert "".join(x.text for x in word) == "BGĐđ"
