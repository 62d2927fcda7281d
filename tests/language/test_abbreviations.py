"""Abbreviations opened both ways."""

import pytest

from vbparse.language.abbreviations import opened


@pytest.mark.parametrize(
    ("typed", "others"),
    [
        ("UBND", "ủy ban nhân dân"),
        ("ubnd", "ủy ban nhân dân"),
        ("Ủy ban nhân dân", "ubnd"),
        ("uy ban nhan dan", "ubnd"),
        ("ủy bán nhân dân", None),  # other marks are other words
        ("VPTK", "văn phòng thống kê"),
        ("Văn phòng thống kê", "vptk"),
        ("MTTQ", "mặt trận tổ quốc"),  # less the note in brackets
        ("BTT", "ban thường trực; bản thỏa thuận"),
        ("CT", "chủ tịch; chỉ thị; chương trình"),
        ("chủ tịch", None),  # CT means other things too
        ("CA", "công an"),
        ("ca", None),  # a syllable
        ("công an", None),
        ("GDĐT", "giáo dục và đào tạo; gd đt"),
        ("giáo dục và đào tạo", "gd đt; gdđt"),
        ("văn thư", None),
        ("HDND", "hội đồng nhân dân"),
        ("xã", None),
    ],
)
def test_both_ways(typed: str, others: str | None) -> None:
    size = len(typed.split())
    found = dict(opened(typed.split())).get(size)
    assert found == (tuple(tuple(other.split()) for other in others.split("; ")) if others else None)


def test_longest_first() -> None:
    found = [(size, others) for size, others in opened(["Ủy", "ban", "nhân", "dân", "xã"])]
    assert found == [(4, (("ubnd",),)), (2, (("ub",),))]
