"""Documents as web pages and transcribers set them: a heading above the letterhead or in its place, typed stamps."""

from __future__ import annotations

import pytest

from vbparse import Document, parse
from vbparse.vocabularies import DoubtCode

CELLS = (
    "| **SỞ Y TẾ SƠN LĨNH** <br> Số: 91 /SYT-NVY <br> V/v phun thuốc diệt muỗi "
    "| **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM** <br> **Độc lập - Tự do - Hạnh phúc** <br> "
    "*Sơn Lĩnh, ngày 4 tháng 6 năm 2026* |\n| :--- | :--- |\n\n"
)
STAMP = "> **UBND XÃ BÌNH SƠN**  \n> **ĐẾN** Số: 33  \n> Ngày: 8/6/2026  \n> Chuyển: ........  \n\n"
LETTER = "**Kính gửi:**\n- Các trạm y tế;\n- Các phòng khám.\n\nSở Y tế đề nghị các trạm y tế phun thuốc.\n"
PLAN = "I. NỘI DUNG\n1. Các thôn trồng cây.\n2. Công an xã giữ trật tự.\n"


def title_of(document: Document) -> str:
    return document.title.text if document.title else ""


def issuer_of(document: Document) -> str:
    return document.issuer.name if document.issuer else ""


@pytest.mark.parametrize("heading", ["# CÔNG VĂN SỐ 91/SYT-NVY — PHUN THUỐC\n\n", "# Công văn 91 của Sở Y tế\n\n", ""])
@pytest.mark.parametrize("stamp", [STAMP, ""])
def test_a_letter_below_the_heading_of_its_transcriber(heading: str, stamp: str) -> None:
    found = parse(f"{heading}{CELLS}{stamp}{LETTER}")
    assert found.number is not None
    assert found.issued is not None
    assert (found.doc_type, found.number.canonical, found.issued.date) == ("CV", "91/SYT-NVY", "2026-06-04")
    assert (issuer_of(found), title_of(found)) == ("SỞ Y TẾ SƠN LĨNH", "phun thuốc diệt muỗi")
    assert [one.name for one in found.addressees] == ["Các trạm y tế", "Các phòng khám"]
    assert found.references == []


@pytest.mark.parametrize(
    "stamp",
    [
        "UBND XÃ BÌNH SƠN\nCÔNG VĂN ĐẾN\nSố: 33\nNgày: 8/6/2026\n\n",
        "UBND XÃ BÌNH SƠN\nĐẾN - Số: 33\nNgày: 8/6/2026\nChuyển: Văn phòng\n\n",
        "ĐẾN\nSố: 33\nNgày: 8/6/2026\n\n",
        "ĐẾN\nSố đến: 33 - Ngày đến: 8/6/2026\nLưu hồ sơ số: 4\n\n",
    ],
)
def test_a_stamp_is_no_part_of_the_letterhead(stamp: str) -> None:
    head = "SỞ Y TẾ SƠN LĨNH\nSố: 91/SYT-NVY\nV/v phun thuốc\nSơn Lĩnh, ngày 4 tháng 6 năm 2026\n\n"
    found = parse(f"{head}{stamp}Kính gửi: Các trạm y tế.\nĐề nghị các trạm phun thuốc.\n")
    assert issuer_of(found) == "SỞ Y TẾ SƠN LĨNH"
    assert [one.name for one in found.addressees] == ["Các trạm y tế"]
    assert found.received is not None
    assert (found.received.number, found.received.date) == ("33", "2026-06-08")
    assert found.received.office == ("UBND XÃ BÌNH SƠN" if stamp.startswith("UBND") else None)


@pytest.mark.parametrize("line", ["Đến ngày 5/3/2026, các trạm báo cáo.", "ĐẾN NGÀY 5/3/2026", "Văn bản đến"])
def test_what_only_has_the_word_is_no_stamp(line: str) -> None:
    head = "SỞ Y TẾ SƠN LĨNH\nSố: 91/SYT-NVY\nV/v phun thuốc\nSơn Lĩnh, ngày 4 tháng 6 năm 2026\n\n"
    found = parse(f"{head}Kính gửi: Các trạm y tế.\n\n{line}\n\nĐề nghị các trạm phun thuốc.\n")
    assert found.received is None


def test_a_title_with_from_and_to_is_no_stamp() -> None:
    found = parse(f"UBND XÃ BÌNH SƠN\nSố: 3/KH-UBND\n\nKẾ HOẠCH\nTRỒNG CÂY TỪ NĂM 2024 ĐẾN\nNĂM 2026\n\n{PLAN}")
    assert title_of(found) == "TRỒNG CÂY TỪ NĂM 2024 ĐẾN NĂM 2026"


def test_a_plan_below_the_heading_of_its_page() -> None:
    head = "UBND XÃ BÌNH SƠN\nSố: 3/KH-UBND\nBình Sơn, ngày 4 tháng 6 năm 2026\n\nKẾ HOẠCH\nTrồng cây ven đường\n\n"
    found = parse(f"# KẾ HOẠCH 3/KH-UBND TRỒNG CÂY\n\n{head}{PLAN}")
    assert (found.doc_type, title_of(found), issuer_of(found)) == ("KH", "Trồng cây ven đường", "UBND XÃ BÌNH SƠN")


@pytest.mark.parametrize(
    ("top", "title"),
    [
        (
            "Kế hoạch trồng cây năm 2026\n\nTrường Cao đẳng Sơn Lĩnh ban hành Kế hoạch trồng cây như sau:\n",
            "trồng cây năm 2026",
        ),
        ("# KẾ HOẠCH: Trồng cây\n\nThực hiện Kế hoạch này, các khoa trồng cây.\n", "Trồng cây"),
    ],
)
def test_the_heading_of_a_page_names_type_and_title(top: str, title: str) -> None:
    found = parse(f"{top}\n{PLAN}")
    assert (found.doc_type, title_of(found)) == ("KH", title)
    assert found.title is not None
    assert DoubtCode.WEAK_CUE not in found.title.doubts


@pytest.mark.parametrize(
    ("heading", "sentence", "title"),
    [
        ("# Sống đẹp mỗi ngày", "ban hành Kế hoạch **“Sống đẹp mỗi ngày”** với các nội dung sau:", "Sống đẹp mỗi ngày"),
        ("Trang chủ", "xây dựng Kế hoạch trồng cây năm 2026 với các nội dung như sau:", "trồng cây năm 2026"),
        ("", "ban hành Kế hoạch “Sống đẹp mỗi ngày”, cụ thể như sau:", "Sống đẹp mỗi ngày"),
    ],
)
def test_a_type_in_the_sentence_that_issues_is_doubtful(heading: str, sentence: str, title: str) -> None:
    found = parse(f"{heading}\n\nThực hiện Chỉ thị số 5/CT-UBND của UBND tỉnh, Đại học Sơn Lĩnh {sentence}\n{PLAN}")
    assert (found.doc_type, title_of(found), issuer_of(found)) == ("KH", title, "Đại học Sơn Lĩnh")
    assert found.title is not None
    assert DoubtCode.WEAK_CUE in found.title.doubts
    assert DoubtCode.WEAK_CUE in found.doubts


@pytest.mark.parametrize(
    "top",
    [
        "Hướng dẫn trồng cây\n\nĐào hố sâu 40 cm.\n",
        "Kế hoạch số 5/KH-UBND\n\nUBND xã triển khai Kế hoạch như sau:\n",
        "Tin tức\n\nSở Y tế hướng dẫn các xã xây dựng Kế hoạch như sau:\n",
        "Kế hoạch trồng cây\n\nCác thôn trồng cây.\n",
    ],
)
def test_what_no_sentence_issues_has_no_type(top: str) -> None:
    found = parse(f"{top}\n{PLAN}")
    assert (found.doc_type, title_of(found)) == (None, "")
