"""Abbreviations opened both ways."""

import pytest

from vbparse.language.abbreviations import expand_abbreviations
from vbparse.language.folding import split_words


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
        ("KT-XH", "kinh tế xã hội; ktxh"),
        ("QP-AN", "quốc phòng an ninh; qpan"),
        ("QPAN", "quốc phòng an ninh; qp an"),
        ("NSNN", "ngân sách nhà nước"),
        ("SXKD", "sản xuất kinh doanh"),
        ("TNXH", "tệ nạn xã hội"),
        ("TTATXH", "trật tự an toàn xã hội"),
        ("ĐTVM", "đô thị văn minh"),
        ("VB", "văn bản"),
        ("LT", "lưu trữ"),
        ("TP.HCM", "thành phố hồ chí minh"),
    ],
)
def test_both_ways(typed: str, others: str | None) -> None:
    typed_words = split_words(typed)
    found = dict(expand_abbreviations(typed_words)).get(len(typed_words))
    assert found == (tuple(tuple(other.split()) for other in others.split("; ")) if others else None)


def test_longest_first() -> None:
    found = [(size, others) for size, others in expand_abbreviations(["Ủy", "ban", "nhân", "dân", "xã"])]
    assert found == [(4, (("ubnd",),)), (2, (("ub",),))]
