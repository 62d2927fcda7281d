"""What was read with doubt is no text, but for the line that holds the number of a document."""

from __future__ import annotations

import pytest

from vbparse.readers.ocr.scan import is_noise
from vbparse.readers.ocr.tesseract import Letter
from vbparse.readers.ocr.words import Piece

DPI, HEAD = 300.0, 1000.0


def line(text: str, confidence: float, base: float) -> Piece:
    letters = [Letter(c, 30 * i, 0, 30 * i + 25, 40, confidence, confidence) for i, c in enumerate(text)]
    return Piece([letters], base, 50.0, 0)


@pytest.mark.parametrize(
    ("text", "confidence", "base", "noise"),
    [
        ("Số:/KH-UBND", 20.0, 500.0, False),
        ("Só:/UBND-KTTH", 20.0, 500.0, False),
        ("Số:/KH-UBND", 20.0, 2000.0, True),  # below the letterhead
        ("tjn//ắlr-kh", 20.0, 500.0, True),
        ("Số:/KH-UBND", 90.0, 2000.0, False),
    ],
)
def test_a_number_line_is_text_however_it_was_read(text: str, confidence: float, base: float, noise: bool) -> None:
    assert is_noise(line(text, confidence, base), DPI, HEAD, ruled=False) is noise
