"""The work grows with the length of a document: what is four times as long takes about four times as long."""

from __future__ import annotations

from itertools import islice

import pytest

from fuzzing.shapes import LAYOUTS, SNIPPETS, Shape, all_shapes

SIZE, STEEP = 12_000, 7.0
"""Characters of the shorter document, and the growth that is none of noise: what takes the square grows sixteenfold."""
ONCE_STEEP = [
    Shape("one paragraph", "\u0301\u0323"),
    Shape("one paragraph", "a\u0301\u0323"),
    Shape("HTML runs", "\u0301"),
    Shape("HTML runs", "Kính gửi: Ủy ban nhân dân xã {i}; "),
    Shape("lines", "Căn cứ Luật Số {i} về việc {i}; "),
    Shape("lines", "Căn cứ Kế hoạch số {i}/KH-UBND của Ủy ban nhân dân tỉnh; "),
    Shape("one paragraph", "Căn cứ Kế hoạch số {i}/KH-UBND của Ủy ban nhân dân tỉnh; "),
    Shape("lines alone", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM "),
    Shape("lines alone", "Độc lập - Tự do - Hạnh phúc "),
    Shape("one paragraph", "Phòng A lập báo cáo; "),
    Shape("one paragraph", "Chỉ thị 11 "),
    Shape("one paragraph", "Đợt {i}: từ ngày 1/3 đến 5/3; "),
    Shape("one paragraph", "()"),
    Shape("one paragraph", "."),
]
"""What took the square of its length once."""
SOME = [*islice(all_shapes(), 0, None, 167)]


@pytest.mark.parametrize("shape", [*ONCE_STEEP, *SOME], ids=lambda shape: f"{shape.layout}-{shape.snippet!r}")
def test_work_grows_with_length(shape: Shape) -> None:
    growth = shape.measure_growth(SIZE)
    for _ in range(3):
        if growth > STEEP:  # the machine may have been busy with others
            growth = min(growth, shape.measure_growth(SIZE, runs=3))
    assert growth <= STEEP


def test_a_shape_is_as_long_as_it_says() -> None:
    assert len(SOME) > 15
    assert {shape.layout for shape in SOME} > {"one paragraph", "HTML cell", "DOCX runs", "PDF"} - {"PDF"}
    for put in LAYOUTS.values():
        short, long = (len(put(["Phòng A lập báo cáo; "] * n)[1]) for n in (10, 1_000))
        assert long > short
    assert len({x for group in SNIPPETS.values() for x in group}) > 150
