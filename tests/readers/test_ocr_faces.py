"""Bold words of a picture: what is a heading, and what only looks thick."""

from __future__ import annotations

import pytest

from vbparse.readers.ocr.faces import end_at_stops
from vbparse.readers.ocr.tesseract import Letter


@pytest.mark.parametrize(
    ("line", "bold", "kept"),
    [
        ("Điều 1. Phê duyệt nội dung", 3, 2),
        ("1. Mục đích: nâng cao chất lượng", 3, 3),
        ("b) Theo dõi giá cả", 3, 1),
        ("Theo dõi giá cả", 2, 0),
        ("II. NỘI DUNG", 3, 3),
        ("Giá cả ổn định", 0, 0),
    ],
)
def test_a_bold_heading_ends_at_a_stop_or_with_its_line(line: str, bold: int, kept: int) -> None:
    words = [[Letter(c, 0, 0, 1, 1, 90.0, 90.0) for c in word] for word in line.split()]
    faces = [i < bold for i in range(len(words))]
    assert end_at_stops(faces, words) == [i < kept for i in range(len(words))]
