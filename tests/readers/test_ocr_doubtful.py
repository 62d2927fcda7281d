"""How much of a recognised page may be misread."""

from __future__ import annotations

from array import array

import pytest

from vbparse.arrange.layout.assembly import Page
from vbparse.arrange.layout.frames import Frame
from vbparse.arrange.layout.segments import UNSURE, Segment, Sheet
from vbparse.readers.ocr.queue import share_unsure


def line(words: list[str], unsure: int) -> Segment:
    """A line of which the first words may be misread."""
    text = " ".join(words)
    left = array("f", range(len(text)))
    doubtful = len(" ".join(words[:unsure]))
    style = bytearray([UNSURE] * doubtful + [0] * (len(text) - doubtful))
    return Segment(text, left, left, style, 100.0, 12.0, 90.0, 102.0)


@pytest.mark.parametrize(
    ("lines", "unsure", "share"), [(4, 3, 0.3), (4, 0, 0.0), (4, 10, 1.0), (3, 1, 0.1), (2, 5, 0.0)]
)
def test_the_share_of_words_that_may_be_misread(lines: int, unsure: int, share: float) -> None:
    """A page of 20 words is not judged."""
    words = ["Công", "chức", "Địa", "chính", "tổng", "hợp", "kết", "quả", "18/9/2025.", "—"]
    frame = Frame(0, 0, 595, 842)
    sheet = Sheet(1, frame.width, frame.height, [line(words, unsure) for _ in range(lines)])
    assert share_unsure(Page(sheet, frame, frame, recognised=True)) == pytest.approx(share)
