"""Every way to sign is read in every layout: signature, recipients and filing."""

from __future__ import annotations

import pytest

from signing import LAYOUTS, POSTS, Ending, endings, wrong_layouts
from vbparse.language.landmarks.signing import is_signing_line
from vbparse.text import Span

ENDINGS = endings()
EACH = {"DOCX table": 11, "HTML table": 5, "PDF": 23}
"""Of how many ways one is tried, of those layouts that take long to make and read; the first differs by layout."""


@pytest.mark.slow
@pytest.mark.parametrize("post", POSTS)
def test_every_way_to_sign_is_read(post: str) -> None:
    wrong = {
        (ending, layout): read
        for n, ending in enumerate(ENDINGS)
        if post in ((ending.position or "").removeprefix("PHÓ "), ending.position)
        for layout in LAYOUTS
        if n % EACH.get(layout, 3) == len(layout) % EACH.get(layout, 3)
        for read in wrong_layouts(ending, [layout]).values()
    }
    assert not wrong


def test_there_are_ways_enough() -> None:
    assert len(POSTS) >= 60
    assert {ending.name for ending in ENDINGS} >= {None, "Lò Thị Nhạn"}


@pytest.mark.parametrize(
    "line",
    [
        "TĂNG TRƯỞNG KINH TẾ", "ỨNG PHÓ", "KTXH NĂM 2026", "MÔI TRƯỜNG", "TMĐT VÀ KINH TẾ SỐ", "QUYẾT ĐỊNH",
        "NHIỆM VỤ CỦA HIỆU TRƯỞNG", "TLĐLĐ VIỆT NAM", "Q1 NĂM 2026",
    ],
)  # fmt: skip
def test_headings_sign_nothing(line: str) -> None:
    assert not is_signing_line(line, Span(0, len(line)))


def test_an_ending_has_its_lines_in_order() -> None:
    assert Ending("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", None).lines == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
