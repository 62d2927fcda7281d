"""Headings and lines that name bodies and charge none of them."""

from __future__ import annotations

import pytest

from plans import parse_plan
from vbparse.vocabularies import DoubtCode


def _read(text: str) -> list[tuple[str, str]]:
    return [(one.assignee_text, one.task) for one in parse_plan(text).obligations]


@pytest.mark.parametrize("people", ["bà con", "hội viên", "hộ nghèo", "cán bộ, công chức xã"])
def test_people_for_whom_others_do_something(people: str) -> None:
    text = f"II. NỘI DUNG\na) Đối với {people}: tổ chức 03 buổi truyền thông. Trạm Y tế xã lập danh sách, mở lớp."
    assert _read(text) == [("Trạm Y tế xã", "lập danh sách, mở lớp.")]


@pytest.mark.parametrize(
    "text",
    [
        "II. NỘI DUNG\na) Đối với hội viên: nộp hội phí đầy đủ, tham gia sinh hoạt đúng kỳ.",
        "II. TỔ CHỨC THỰC HIỆN\na) Đối với hội viên: nộp hội phí đầy đủ. Chi hội trưởng thu, nộp về Hội.",
        "II. NỘI DUNG\na) Đối với hội viên\n- Nộp hội phí đầy đủ, đúng kỳ.\n- Chi hội trưởng nhắc hội viên nộp phí.",
    ],
)
def test_people_who_do_something_themselves(text: str) -> None:
    assert _read(text)[0][0] == "hội viên"


def test_what_the_words_below_act_on_is_not_charged_with_them() -> None:
    text = (
        "II. NỘI DUNG\n4. Tổ bảo vệ rừng cộng đồng\nCủng cố Tổ bảo vệ rừng cộng đồng ở 12 bản. "
        "Các Tổ bảo vệ rừng cộng đồng có trách nhiệm tuần tra mỗi tuần hai lần.\n"
        "5. Tổ hòa giải\nTiếp nhận đơn của hộ dân, hòa giải tại bản."
    )
    assert _read(text) == [
        ("Các Tổ bảo vệ rừng cộng đồng", "tuần tra mỗi tuần hai lần."),
        ("Tổ hòa giải", "Tiếp nhận đơn của hộ dân, hòa giải tại bản."),
    ]


@pytest.mark.parametrize("level", ["Cấp huyện", "Ở cấp cơ sở", "Tuyến xã", "Cấp huyện, cấp xã:"])
def test_a_level_is_no_body(level: str) -> None:
    items = "1.1. Kiểm tra an toàn điện tại 05 chợ.\n1.2. Công an huyện mở đợt kiểm tra xe quá tải."
    assert _read(f"II. NỘI DUNG\n1. {level}\n{items}") == [("Công an huyện", "mở đợt kiểm tra xe quá tải.")]


@pytest.mark.parametrize(
    "heading", ["MỘT SỐ CHỈ TIÊU NĂM 2024", "CÁC MỤC TIÊU CỤ THỂ", "VỀ CHỈ TIÊU", "HỆ THỐNG TIÊU CHÍ"]
)
def test_words_before_a_quiet_one(heading: str) -> None:
    assert _read(f"II. {heading}\n- 100% các thôn triển khai mô hình phân loại rác.") == []


@pytest.mark.parametrize("heading", ["CÁC MỤC TIÊU, NHIỆM VỤ", "MỘT SỐ CHỈ TIÊU ĐƯỢC GIAO"])
def test_a_heading_of_aims_and_tasks_is_loud(heading: str) -> None:
    text = f"II. {heading}\n- Các thôn triển khai mô hình phân loại rác."
    assert [name for name, _ in _read(text)] == ["Các thôn"]


@pytest.mark.parametrize("says", ["Gồm:", "Bao gồm"])
def test_who_belongs_to_a_body_is_no_task(says: str) -> None:
    lines = f"{says} cô Lê Thị Mơ (tổ Văn), thầy Vũ An (tổ Toán).\n- Họp tổ, duyệt đề cương."
    assert _read(f"II. PHÂN CÔNG\n1. Tổ trưởng các tổ bộ môn\n{lines}") == [
        ("Tổ trưởng các tổ bộ môn", "Họp tổ, duyệt đề cương.")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Điều 1. Phạm vi\n2. Quy chế này áp dụng đối với:\na) {}",
        "Điều 1. Phạm vi\n2. Quy định này được áp dụng cho các đối tượng sau:\na) {}",
        "Điều 2. Đối tượng áp dụng\n1. {}",
        "Điều 1. Phạm vi điều chỉnh và đối tượng áp dụng\n1. {}",
    ],
)
def test_those_to_whom_rules_apply_are_not_charged(line: str) -> None:
    names = "Ban Quản lý bến xe, doanh nghiệp quản lý bãi đỗ xe tư nhân và các tổ chức, cá nhân có liên quan."
    assert _read(line.format(names)) == []


@pytest.mark.parametrize("verb", ["lãnh đạo", "chỉ đạo", "tập trung lãnh đạo, chỉ đạo"])
def test_a_line_that_directs_others_leads_to_the_items_below(verb: str) -> None:
    text = f"II. NỘI DUNG\nĐảng ủy xã {verb} UBND xã:\na) Nâng cấp đường thôn Đông.\nb) Hỗ trợ hợp tác xã bán chè."
    assert [name for name, _ in _read(text)] == ["Đảng ủy xã", "Đảng ủy xã"]


def test_what_the_sender_asks_below_its_own_name_is_asked_of_others() -> None:
    text = (
        "II. NHIỆM VỤ\nTừ nay đến cuối năm, UBND xã tập trung chỉ đạo:\n1. Phòng Kinh tế\n- Rà soát lúa bị đổ."
        "\n2. Đề nghị Hội Nông dân xã tiếp tục vận động hội viên.\n3. Công an xã\n- Đề nghị Phòng Kinh tế cấp áo phao."
    )
    assert _read(text) == [
        ("Phòng Kinh tế", "Rà soát lúa bị đổ."),
        ("Hội Nông dân xã", "tiếp tục vận động hội viên."),
        ("Công an xã", "Đề nghị Phòng Kinh tế cấp áo phao."),
    ]


def test_who_asks_another_body_below_a_heading_is_doubtful() -> None:
    items = "- Đề nghị Phòng Kinh tế cấp áo phao cho các tổ canh đê.\n- Đề nghị giải thể tổ canh đê ở bốn thôn."
    first, second = parse_plan(f"II. TỔ CHỨC THỰC HIỆN\n1. Công an xã\n{items}").obligations
    assert (DoubtCode.DISAGREES in first.doubts, DoubtCode.DISAGREES in second.doubts) == (True, False)


def test_others_are_asked_behind_a_semicolon_in_a_sentence_that_assigns() -> None:
    text = (
        "II. NỘI DUNG\n1. Giao Công an xã tuần tra đêm; yêu cầu các thôn cử người trực; đề nghị Hội Nông dân trồng tre."
    )
    assert _read(text) == [
        ("Công an xã", "tuần tra đêm"),
        ("các thôn", "cử người trực"),
        ("Hội Nông dân", "trồng tre."),
    ]
    own = "II. NỘI DUNG\n1. Công an xã tuần tra đêm; đề nghị Phòng Kinh tế cấp đèn pin."
    assert [name for name, _ in _read(own)] == ["Công an xã"]


def test_places_below_a_task_are_no_tasks() -> None:
    items = "- Tuần 1: đường Lê Lợi và cổng chợ;\n- Tuần 2: đường ra bến xe."
    [(name, task)] = _read(f"II. NỘI DUNG\n1. Tổ công tác số 2 kiểm tra, nhắc nhở các hộ lấn chiếm:\n{items}")
    assert (name, task[:8]) == ("Tổ công tác số 2", "kiểm tra")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1. Đối với nhà kho, lán tạm, công chức Địa chính lập hồ sơ xử lý.",
            [("công chức Địa chính", "lập hồ sơ xử lý.")],
        ),
        (
            "1. Các xã có kênh chính chảy qua phát quang hai bờ.",
            [("Các xã có kênh chính chảy qua", "phát quang hai bờ.")],
        ),
        ("1. Mỗi môn, mỗi khối xây dựng 02 đề.", []),
        ("1. Mỗi tháng, mỗi khối xây dựng 02 đề.", [("mỗi khối", "xây dựng 02 đề.")]),
    ],
)
def test_subjects_and_circumstances(text: str, expected: list[tuple[str, str]]) -> None:
    assert _read(f"II. NỘI DUNG\n{text}") == expected


def test_standing_by_is_no_body() -> None:
    text = "II. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế\n- Thường trực tổng hợp số liệu của các thôn."
    assert _read(text) == [("Phòng Kinh tế", "Thường trực tổng hợp số liệu của các thôn.")]


def test_a_condition_ends_before_the_semicolon() -> None:
    task = (
        "Căn cứ khả năng ngân sách, lo đủ kinh phí cho các lớp dạy nghề ở năm thôn; hướng dẫn các thôn thanh, "
        "quyết toán đúng kỳ."
    )
    assert _read(f"II. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế\n- {task}") == [("Phòng Kinh tế", task)]
