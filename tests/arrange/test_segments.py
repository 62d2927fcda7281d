"""Runs on a baseline become segments."""

from __future__ import annotations

from array import array

import pytest

from vbparse.arrange.layout.segments import Segment, join_runs

SIZE = 13.0


def run(text: str, left: float) -> Segment:
    lefts = array("f", (left + 6 * i for i in range(len(text))))
    rights = array("f", (left + 6 * i + 6 for i in range(len(text))))
    return Segment(text, lefts, rights, bytearray(len(text)), 100.0, SIZE, 90.0, 103.0)


@pytest.mark.parametrize(
    ("second", "parts"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 2),
        ("Độc lập - Tự do - Hạnh phúc", 2),
        ("Công hòa xã hội", 2),  # marks may be misread
        ("XÃ BÌNH SƠN", 1),
        ("Độc lập về tài chính", 1),
    ],
)
def test_quoc_hieu_and_tieu_ngu_stand_by_themselves(second: str, parts: int) -> None:
    first = run("ỦY BAN NHÂN DÂN", 50)
    assert len(join_runs([first, run(second, first.right[-1] + 0.5 * SIZE)])) == parts
