"""Strokes that are swallowed are written down where the letters stand apart for them, and nowhere else."""

from __future__ import annotations

import pytest

from vbparse.readers.ocr.slashes import put_about_strokes, put_number_strokes
from vbparse.readers.ocr.tesseract import Letter
from vbparse.readers.ocr.words import Piece

SIZE = 100.0
WIDTHS = {"/": 28} | dict.fromkeys("0123456789", 50) | dict.fromkeys("KHQĐN", 72)


def line(text: str, printed: str) -> Piece:
    """A line of one word that shows `printed` and is read as `text`."""
    lefts, at = [], 0
    for char in printed:
        if char != "/":
            lefts.append(at)
        at += WIDTHS.get(char, 60)
    letters = [Letter(c, x, 0, x + 40, 67, 99.0, 99.0) for c, x in zip(text, lefts, strict=True)]
    return Piece([letters], 67.0, SIZE, 0)


@pytest.mark.parametrize(
    ("read", "printed", "meant"),
    [
        ("Số:4KH-UBND", "Số:4/KH-UBND", "Số:4/KH-UBND"),
        ("Số:25NQ-HĐND", "Số:25/NQ-HĐND", "Số:25/NQ-HĐND"),
        ("Số:25QĐ-HĐND", "Số:25QĐ-HĐND", "Số:25QĐ-HĐND"),  # no room for a stroke
        ("Số:25XX-HĐND", "Số:25/XX-HĐND", "Số:25XX-HĐND"),  # no type
        ("Số:77IKH-BTV", "Số:77IKH-BTV", "Số:77/KH-BTV"),
        ("Số:77lQĐ-BTV", "Số:77lQĐ-BTV", "Số:77/QĐ-BTV"),
        ("Số:77IXX-BTV", "Số:77IXX-BTV", "Số:77IXX-BTV"),
    ],
)
def test_the_stroke_behind_a_number(read: str, printed: str, meant: str) -> None:
    piece = line(read, printed)
    put_number_strokes([piece])
    assert piece.text == meant


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        (["VW", "xử"], "V/v xử"), (["VWw", "tổ"], "V/v tổ"), (["V/w", "đăng"], "V/v đăng"), (["V/v", "xử"], "V/v xử"),
        (["VW", "XỬ"], "VW XỬ"), (["V/", "tổ"], "V/ tổ"), (["VW"], "VW"),
    ],
)  # fmt: skip
def test_the_stroke_of_a_subject(read: list[str], meant: str) -> None:
    piece = line("", "")
    piece.words = [line(word, "x" * len(word)).words[0] for word in read]
    put_about_strokes([piece])
    assert piece.text == meant
    assert all(x.left < x.right for x in piece.words[0])


def test_the_stroke_stands_between_its_letters() -> None:
    piece = line("Số:4KH-UBND", "Số:4/KH-UBND")
    put_number_strokes([piece])
    digit, stroke, letter = piece.words[0][3:6]
    assert digit.left < stroke.left < stroke.right <= letter.left < letter.right
