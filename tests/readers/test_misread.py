"""Text that another program recognised from a picture is known by its misreadings, typed text with slips is not."""

from __future__ import annotations

from functools import reduce
from pathlib import Path

import pytest

from vbparse import parse, read
from vbparse.readers.misread import find_misread_words

CORPUS = Path(__file__).parents[2] / "corpus"
RECOGNISED = """\
ỦY BẠN NHÂN DÂN            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ BÌNH LẠC                        Độc lập - Tự do - Hạnh phúc
Số: 31/KH-UBND               Bình Lạc, ngày 14 tháng 4 năm 2025

KẺ HOẠCH
Nạo vét kênh mương nội đồng trước mùa mưa năm 2025

Căn cứ Quyết định số 77/QĐ-UBND ngày 03 tháng 3 năm 2025 của Ủy ban nhân dân huyện về tô chức
nạo vét kênh mương; Ủy ban nhân dân xã xây dựng kê hoạch như sau:
I. MỤC ĐÍCH, YÊU CÀU
1. Bảo đảm nước tưới; huy động nhân dân, đoàn thê cùng tham gia.
II. NỘI DUNG
1. Nạo vét 12 tuyến kênh, phôi hợp với hợp tác xã.
HI. TỎ CHỨC THỰC HIỆN
_ 1. Phòng Kinh tế chủ trì, triên khai thực hiện; báo cáo kêt quả trước ngày 25/6/2025.
2. Công an xã giữ gìn trật tự trong thời gian thi công.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Phan Quốc Dưỡng
"""


def test_recognised_text_is_read_as_it_is_meant() -> None:
    document = parse(RECOGNISED.encode(), name="a.txt")
    assert document.title
    assert document.title.text == "Nạo vét kênh mương nội đồng trước mùa mưa năm 2025"
    assert [section.label for section in document.sections if section.label] == ["I", "II", "III"]
    assert [o.assignee_text for o in document.obligations] == ["Phòng Kinh tế", "Công an xã"]
    assert "text-misread" in {anomaly.code for anomaly in document.anomalies}
    assert document.issuer
    assert "ocr-uncertain" in document.issuer.doubts
    assert not document.number or "ocr-uncertain" not in document.number.doubts


def test_the_text_stays_as_it_was() -> None:
    source = read(RECOGNISED.encode(), name="a.txt")
    assert "KẺ HOẠCH" in source.text.value
    assert "KẾ HOẠCH" in source.text.view
    assert [source.text[word] for word in source.unsure][:3] == ["BẠN", "KẺ", "tô"]


def test_a_few_slips_make_no_recognised_text() -> None:
    slips = {
        "KẺ": "KẾ",
        "BẠN": "BAN",
        "CÀU": "CẦU",
        "TỎ": "TỔ",
        "tô chức": "tổ chức",
        "kê": "kế",
        "HI.": "III.",
        "_": "",
    }
    typed = reduce(lambda text, slip: text.replace(*slip), slips.items(), RECOGNISED)
    assert find_misread_words(typed) == []
    assert read(typed.encode(), name="a.txt").unsure == []


def test_one_slip_that_repeats_makes_no_recognised_text() -> None:
    slip = "Các tiêu khu tổ chức vệ sinh đường làng, ngõ xóm vào sáng thứ bảy.\n"
    assert find_misread_words(slip * 20) == []


@pytest.mark.parametrize("path", sorted(p for p in CORPUS.rglob("*") if p.suffix in {".txt", ".md", ".html", ".docx"}))
def test_no_typed_document_is_taken_for_a_recognised_one(path: Path) -> None:
    assert find_misread_words(read(path).text.value) == []
