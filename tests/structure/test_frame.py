"""The parts of a document: letterhead, type and title, addressees, body, end, attachments."""

from __future__ import annotations

import pytest

from plans import END, HEAD
from vbparse import blocks, read
from vbparse.source import Source
from vbparse.structure import frame
from vbparse.structure.frame import Frame

BODY = "I. MỤC ĐÍCH\nGiữ đường làng xanh, sạch.\n"


def framed(text: str) -> tuple[Source, Frame]:
    source = read(text)
    return source, frame.build_frame(source.text.view, blocks.build_paragraphs(source))


def lines(source: Source, paras: list[blocks.Para]) -> list[str]:
    return [source.text.words(p.span) for p in paras]


def test_a_plan_has_all_its_parts() -> None:
    source, found = framed(f"{HEAD}\n{BODY}{END}")
    assert found.doc_type == "KH"
    assert found.type_span is not None
    assert source.text.words(found.type_span) == "KẾ HOẠCH"
    assert found.title is not None
    assert source.text.words(found.title) == "Trồng cây ven đường năm 2024"
    assert lines(source, found.head)[-1] == "Bình Sơn, ngày 15 tháng 5 năm 2024"
    assert lines(source, found.body) == ["I. MỤC ĐÍCH", "Giữ đường làng xanh, sạch."]
    assert lines(source, found.end) == [
        "Nơi nhận:", "- UBND huyện (để b/c);", "- Các thôn;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH",
        "Lê Thị Hạnh",
    ]  # fmt: skip
    assert (found.addressees, found.annexes, found.notes) == ([], [], [])


@pytest.mark.parametrize(
    ("lines_of_title", "title"),
    [
        ("KẾ HOẠCH\nTrồng cây\nnăm 2024", "Trồng cây năm 2024"),
        ("KẾ HOẠCH\nV/v trồng cây", "trồng cây"),
        ("QUYẾT ĐỊNH\nVề việc giao đất", "Về việc giao đất"),
        ("KẾ HOẠCH TRỒNG CÂY NĂM 2024", "TRỒNG CÂY NĂM 2024"),
        ("KẾ HOẠCH\nTrồng cây (Ban hành kèm theo Quyết định số 3/QĐ-UBND)", "Trồng cây"),
        ("KẾ HOẠCH\nTrồng cây\n-----------", "Trồng cây"),
        ("KẾ HOẠCH\nTrồng cây\nCăn cứ Luật Lâm nghiệp;", "Trồng cây"),
    ],
)
def test_the_title_ends_where_it_ends(lines_of_title: str, title: str) -> None:
    source, found = framed(f"Số: 3/KH-UBND\n{lines_of_title}\n\nI. NỘI DUNG\nTrồng cây.\n{END}")
    assert found.title is not None
    assert source.text.words(found.title) == title


def test_a_letter_has_no_type_but_addressees() -> None:
    source, found = framed(
        "UBND XÃ BÌNH SƠN\nSố: 5/UBND-VP\nV/v phun thuốc trừ muỗi\nBình Sơn, ngày 02 tháng 8 năm 2024\n\n"
        f"Kính gửi:\n- Trạm Y tế xã;\n- Các thôn.\n\nĐề nghị Trạm Y tế phun thuốc.\n{END}"
    )
    assert found.doc_type is None
    assert found.title is not None
    assert source.text.words(found.title) == "phun thuốc trừ muỗi"
    assert lines(source, found.addressees) == ["Kính gửi:", "- Trạm Y tế xã;", "- Các thôn."]
    assert lines(source, found.body) == ["Đề nghị Trạm Y tế phun thuốc."]


def test_what_a_letter_is_about_goes_on_up_to_the_date_and_those_addressed() -> None:
    source, found = framed(
        "UBND XÃ BÌNH SƠN\nSố: 5/UBND-VP\nV/v hướng dẫn thực hiện nhiệm vụ\n\nGiáo dục trung học năm 2024\n\n"
        "Bình Sơn, ngày 02 tháng 8 năm 2024\n\nKính gửi: Hiệu trưởng các trường\n\nCác trường lập kế hoạch.\n"
    )
    assert found.title is not None
    words = " ".join(source.text.words(found.title).split())
    assert words == "hướng dẫn thực hiện nhiệm vụ Giáo dục trung học năm 2024"


def test_what_a_letter_is_about_goes_on_below_in_small_letters() -> None:
    source, found = framed(
        "UBND XÃ BÌNH SƠN\nSố: 5/UBND-VP\nBình Sơn, ngày 02 tháng 8 năm 2024\n\nV/v phun thuốc trừ muỗi\n\n"
        f"và vệ sinh nhà ở\n\nKính gửi: Các thôn.\n\nĐề nghị các thôn phun thuốc.\n{END}"
    )
    assert found.title is not None
    assert " ".join(source.text.words(found.title).split()) == "phun thuốc trừ muỗi và vệ sinh nhà ở"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("GIẤY MỜI HỌP\nVề tình hình tiêm phòng", "Về tình hình tiêm phòng"),
        ("BÁO CÁO NHANH\nVề thiệt hại do mưa đá", "Về thiệt hại do mưa đá"),
        ("CHƯƠNG TRÌNH CÔNG TÁC\nQuý IV năm 2025 của UBND xã", "Quý IV năm 2025 của UBND xã"),
        ("KẾ HOẠCH TUYÊN TRUYỀN\nVỀ AN TOÀN GIAO THÔNG", "TUYÊN TRUYỀN VỀ AN TOÀN GIAO THÔNG"),
    ],
)
def test_a_word_that_qualifies_the_type_is_no_title(head: str, title: str) -> None:
    source, found = framed(f"UBND XÃ BÌNH SƠN\nSố: 5/GM-UBND\nBình Sơn, ngày 02/8/2024\n\n{head}\n\n{BODY}{END}")
    assert found.title is not None
    assert " ".join(source.text.words(found.title).split()) == title


def test_the_end_may_have_no_recipients() -> None:
    source, found = framed(f"{HEAD}\n{BODY}\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nTrần Văn Bình\n")
    assert lines(source, found.end) == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Văn Bình"]


@pytest.mark.parametrize(
    ("heading", "label", "doc_type", "title"),
    [
        ("PHỤ LỤC I\nDANH SÁCH CÁC THÔN", "PHỤ LỤC I", None, "DANH SÁCH CÁC THÔN"),
        ("Phụ lục 2: Dự toán kinh phí", "Phụ lục 2", None, "Dự toán kinh phí"),
        ("PHỤ LỤC\nBIỂU MẪU\n(Kèm theo Kế hoạch số 27/KH-UBND)", "PHỤ LỤC", None, "BIỂU MẪU"),
        ("Phụ lục\nDANH SÁCH HỘ\n(Kèm theo Kế hoạch số 27/KH-UBND)", "Phụ lục", None, "DANH SÁCH HỘ"),
        ("Phụ lục: DANH SÁCH HỘ\n(Kèm theo Kế hoạch số 27/KH-UBND)", "Phụ lục", None, "DANH SÁCH HỘ"),
        ("QUY CHẾ\nQUẢN LÝ CÂY XANH\n(Ban hành kèm theo Quyết định số 3/QĐ-UBND)", None, "QC", "QUẢN LÝ CÂY XANH"),
    ],
)
def test_an_attachment_stands_behind_the_end(heading: str, label: str | None, doc_type: str | None, title: str) -> None:
    source, found = framed(f"{HEAD}\n{BODY}{END}\n{heading}\n\n1. Nội dung thứ nhất.\n")
    (annex,) = found.annexes
    assert annex.title is not None
    assert (annex.label, annex.doc_type, source.text.words(annex.title)) == (label, doc_type, title)
    assert lines(source, annex.body) == ["1. Nội dung thứ nhất."]
    assert lines(source, found.end)[-1] == "Lê Thị Hạnh"


@pytest.mark.parametrize("number", ["", "Số: /KH-UBND\n"])
def test_an_attached_plan_may_have_a_letterhead_of_its_own(number: str) -> None:
    head = f"ỦY BAN NHÂN DÂN\nXÃ BÌNH SƠN\n-------\n{number}CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do\n"
    told = "(Ban hành kèm theo Quyết định số 27/QĐ-UBND ngày 15/5/2024 của UBND xã)"
    plan = f"{head}KẾ HOẠCH\nTrồng cây\ngiai đoạn 2024 - 2025\n{told}\nI. MỤC TIÊU\nTrồng 500 cây.\n"
    source, found = framed(f"{HEAD}\n{BODY}{END}\n{plan}")
    (annex,) = found.annexes
    assert annex.doc_type == "KH"
    assert annex.title is not None
    assert source.text.words(annex.title) == "Trồng cây giai đoạn 2024 - 2025"
    assert lines(source, annex.body) == ["I. MỤC TIÊU", "Trồng 500 cây."]
    assert lines(source, found.end)[-1] == "Lê Thị Hạnh"


@pytest.mark.parametrize(("day", "annexes"), [("ngày ... tháng ... năm 2024", 1), ("ngày 3 tháng 5 năm 2024", 0)])
def test_a_form_with_a_letterhead_left_open_is_attached(day: str, annexes: int) -> None:
    form = (
        "Số:\nCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        f"..., {day}\nBÁO CÁO\nKết quả trồng cây năm 2024\n\n"
        "Kết quả như sau:\n\nNơi nhận:\n- UBND xã;\n- Lưu: VT.\n"
    )
    source, found = framed(f"{HEAD}\n{BODY}{END}\n{form}")
    assert len(found.annexes) == annexes
    for annex in found.annexes:
        assert annex.title is not None
        assert (annex.doc_type, source.text.words(annex.title)) == ("BC", "Kết quả trồng cây năm 2024")
        assert "- Lưu: VT." not in lines(source, found.end)[lines(source, found.end).index("Lê Thị Hạnh") :]


def test_attachments_follow_each_other() -> None:
    annexes = "PHỤ LỤC I\nDANH SÁCH\n\n1. Thôn An.\n\nPHỤ LỤC II\nKINH PHÍ\n\n1. Cây giống.\n"
    _, found = framed(f"{HEAD}\n{BODY}{END}\n{annexes}")
    assert [a.label for a in found.annexes] == ["PHỤ LỤC I", "PHỤ LỤC II"]


def test_a_word_of_an_attachment_in_a_sentence_begins_none() -> None:
    source, found = framed(f"{HEAD}\n{BODY}Chi tiết tại\nPhụ lục 1 kèm theo kế hoạch này.\n{END}")
    assert found.annexes == []
    assert "Phụ lục 1 kèm theo kế hoạch này." in lines(source, found.body)


def test_all_paragraphs_are_in_one_part() -> None:
    source = read(f"{HEAD}\nKính gửi: Các thôn.\n{BODY}{END}\nPHỤ LỤC\nBIỂU MẪU\n1. Biểu.\n")
    paras = blocks.build_paragraphs(source)
    found = frame.build_frame(source.text.view, paras)
    inside = [
        *found.head,
        *found.addressees,
        *found.body,
        *found.end,
        *(p for a in found.annexes for p in [*a.head, *a.body]),
    ]
    type_and_title = [p for p in paras if p not in inside]
    assert lines(source, type_and_title) == ["KẾ HOẠCH", "Trồng cây ven đường năm 2024"]


def test_a_letter_of_the_party_has_its_trich_yeu_under_the_number_without_v_v() -> None:
    head = "ĐẢNG BỘ TỈNH LÂM SƠN\nĐẢNG ỦY XÃ HÒA HẢI\n*\nSố 12-CV/ĐU\n{}ĐẢNG CỘNG SẢN VIỆT NAM\n\n"
    body = "Hòa Hải, ngày 5 tháng 6 năm 2026\n\nKính gửi: Các chi bộ\nĐảng ủy đề nghị các chi bộ họp dân.\n"
    about = "Tổ chức họp dân\nvề Kế hoạch số 8-KH/TU\n"
    source, titled = framed(head.format(about) + body)
    assert titled.title is not None
    assert source.text.words(titled.title) == "Tổ chức họp dân về Kế hoạch số 8-KH/TU"
    assert framed(head.format("") + body)[1].title is None
