"""Where the end of a document stands, and what only looks like it."""

from __future__ import annotations

from itertools import product

import pytest

from vbparse import parse

AUTHORITIES = [
    "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HẢI GIANG",
    "CHỦ TỊCH\nỦY BAN NHÂN DÂN TỈNH HẢI GIANG",
    "GIÁM ĐỐC SỞ NỘI VỤ",
    "BỘ TRƯỞNG BỘ NỘI VỤ",
    "HIỆU TRƯỞNG TRƯỜNG CAO ĐẲNG HẢI GIANG",
    "TRƯỞNG PHÒNG NỘI VỤ HUYỆN SÔNG LAM",
    "TỔNG GIÁM ĐỐC TỔNG CÔNG TY SÔNG LAM",
]
ENDS = {
    "none": ("", []),
    "named": ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nTrần Văn Bình\n", ["Trần Văn Bình"]),
    "nameless": ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n", [None]),
    "recipients": ("Nơi nhận:\n- Như Điều 3;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nTrần Văn Bình\n", ["Trần Văn Bình"]),
}
TYPES = {
    "alone": "QUYẾT ĐỊNH\nVề việc phê duyệt Đề án chuyển đổi số",
    "with the title": "QUYẾT ĐỊNH Về việc phê duyệt Đề án chuyển đổi số",
    "with the title, no about": "QUYẾT ĐỊNH Phê duyệt Đề án chuyển đổi số",
    "on two lines": "QUYẾT\nĐỊNH\nVề việc phê duyệt Đề án chuyển đổi số",
    "missing": "Về việc phê duyệt Đề án chuyển đổi số",
}


def write_decision(type_line: str, authority: str, end: str) -> str:
    return (
        "SỞ NỘI VỤ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 91/QĐ-SNV\n"
        f"Hải Giang, ngày 12 tháng 5 năm 2021\n\n{type_line}\n\n{authority}\n\n"
        "Căn cứ Nghị định số 64/2007/NĐ-CP ngày 10 tháng 4 năm 2007 của Chính phủ;\n"
        "Theo đề nghị của Chánh Văn phòng tại Tờ trình số 44/TTr-VP ngày 02 tháng 5 năm 2021,\n\nQUYẾT ĐỊNH:\n\n"
        "Điều 1. Phê duyệt Đề án chuyển đổi số của Sở.\n"
        "Điều 2. Văn phòng Sở chủ trì triển khai thực hiện Đề án.\n"
        f"Điều 3. Các phòng chịu trách nhiệm thi hành Quyết định này./.\n\n{end}"
    )


@pytest.mark.parametrize(("authority", "end"), [*product(AUTHORITIES, ENDS)])
def test_who_issues_is_no_signature(authority: str, end: str) -> None:
    written, names = ENDS[end]
    document = parse(write_decision(TYPES["alone"], authority, written))
    assert [s.label for s in document.sections if s.label] == ["1", "2", "3"]
    assert [r.canonical for r in document.references] == ["64/2007/NĐ-CP", "44/TTr-VP"]
    assert [s.name for s in document.signatures] == names
    assert document.title is not None
    assert document.title.text == "Về việc phê duyệt Đề án chuyển đổi số"


@pytest.mark.parametrize(("kind", "end"), [*product(TYPES, ENDS)])
def test_the_preamble_is_read_however_the_type_stands(kind: str, end: str) -> None:
    written, names = ENDS[end]
    document = parse(write_decision(TYPES[kind], AUTHORITIES[2], written))
    assert document.doc_type == "QĐ"
    assert document.number is not None
    assert document.number.canonical == "91/QĐ-SNV"
    assert document.title is not None
    assert document.title.text.lower().removeprefix("về việc ") == "phê duyệt đề án chuyển đổi số"
    assert [(r.canonical, r.relation) for r in document.references] == [
        ("64/2007/NĐ-CP", "basis"), ("44/TTr-VP", "basis"),
    ]  # fmt: skip
    assert [s.label for s in document.sections if s.label] == ["1", "2", "3"]
    assert [s.name for s in document.signatures] == names


def test_without_type_and_title_nothing_of_the_body_is_lost() -> None:
    document = parse(write_decision("", AUTHORITIES[0], ENDS["named"][0]))
    assert [r.canonical for r in document.references] == ["64/2007/NĐ-CP", "44/TTr-VP"]
    assert [s.kind for s in document.sections] == ["preamble", "article", "article", "article"]
    assert document.title is None


def test_a_form_behind_a_decision_does_not_move_its_signature() -> None:
    form = "\nPHỤ LỤC\nMẪU BÁO CÁO\n\n1. Kết quả.\n\nGIÁM ĐỐC\n(ký, ghi rõ họ tên)\n"
    document = parse(write_decision(TYPES["alone"], AUTHORITIES[2], ENDS["named"][0] + form))
    assert [s.name for s in document.signatures] == ["Trần Văn Bình"]
    assert [a.label for a in document.attachments] == ["PHỤ LỤC"]
