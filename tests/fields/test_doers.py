"""Bodies within a sentence, in a bracket or behind a label; labels that name a matter; deadlines of several bodies."""

from __future__ import annotations

import pytest

from plans import parse_duties, parse_plan
from vbparse.vocabularies import DoubtCode


def _read(text: str) -> list[tuple[str, str]]:
    return [(duty.assignee_text, duty.task) for duty in parse_plan(text).obligations]


@pytest.mark.parametrize(
    ("item", "body", "task"),
    [
        (
            "1. Lắp 05 biển báo tại bến đò; việc cắm mốc do Phòng Kinh tế hướng dẫn các thôn làm xong trước 5/6.",
            "Phòng Kinh tế",
            "hướng dẫn các thôn làm xong trước 5/6.",
        ),
        (
            "1. Cấp thôn: từ ngày 02/9 đến 10/9/2024, do Chi hội Nông dân chọn địa điểm, báo Hội trước ngày 25/8/2024.",
            "Chi hội Nông dân",
            "chọn địa điểm, báo Hội trước ngày 25/8/2024.",
        ),
    ],
)
def test_who_sees_to_work_within_a_sentence(item: str, body: str, task: str) -> None:
    assert _read(f"II. NỘI DUNG\n{item}") == [(body, task)]


@pytest.mark.parametrize(
    "item",
    [
        "1. Đo vẽ, đối soát sơ đồ do các thôn cung cấp, lập phương án cấp nước trước ngày 5/6/2024.",
        "1. Sơ đồ do các thôn cung cấp, lập thành 02 bộ.",
        "1. Góp ý về người ứng cử, do Hội Nông dân xã giới thiệu tại hội nghị.",
        "1. Kênh bồi lắng, do các hộ lấn chiếm nên nước không thoát.",
    ],
)
def test_who_made_a_thing_is_not_charged(item: str) -> None:
    assert _read(f"II. NỘI DUNG\n{item}") == []


def test_below_a_body_a_thing_is_what_others_made() -> None:
    item = "- Đo vẽ, đối soát sơ đồ do các thôn cung cấp, lập phương án cấp nước trước ngày 5/6/2024."
    [duty] = parse_duties(f"1. Trạm Thủy nông:\n{item}").obligations
    assert (duty.assignee_text, duty.due and duty.due.date) == ("Trạm Thủy nông", "2024-06-05")


@pytest.mark.parametrize("label", ["Thôn thông minh", "Gia đình hạnh phúc", "Cộng đồng học tập", "Chợ không rác thải"])
@pytest.mark.parametrize("part", ["II. NỘI DUNG", "II. TỔ CHỨC THỰC HIỆN"])
def test_an_honour_is_no_body(part: str, label: str) -> None:
    assert _read(f"{part}\na) {label}: rà soát, bổ sung tiêu chí; treo biển tại cổng.") == []


@pytest.mark.parametrize("label", ["Các gia đình hạnh phúc", "Cộng đồng dân cư", "Hội Nông dân"])
def test_those_who_bear_an_honour_are_bodies(label: str) -> None:
    assert [name for name, _ in _read(f"II. NỘI DUNG\na) {label}: dọn vệ sinh đường thôn mỗi tuần.")] == [label]


@pytest.mark.parametrize("level", ["Cấp tổ dân phố", "Cấp xóm, bản"])
def test_a_settlement_is_a_level(level: str) -> None:
    assert _read(f"II. THỜI GIAN\n1. {level}: từ ngày 02/9 đến 10/9/2024 tại nhà văn hóa.") == []


@pytest.mark.parametrize(
    ("bracket", "task"),
    [
        ("(Phòng Kinh tế soạn thảo tài liệu, mời giảng viên)", "soạn thảo tài liệu, mời giảng viên"),
        ("(Trạm Y tế chuẩn bị thuốc, cử 02 người trực)", "chuẩn bị thuốc, cử 02 người trực"),
    ],
)
def test_a_bracket_says_what_a_body_does_beside_the_task(bracket: str, task: str) -> None:
    assert [task for _, task in _read(f"II. NỘI DUNG\n1. Mở lớp 02 ngày tại hội trường {bracket}.")] == [task]
    below = parse_duties(f"1. Hội Nông dân:\n- Mở lớp trồng nấm 02 ngày tại hội trường xã {bracket}.").obligations
    assert [duty.task for duty in below] == ["Mở lớp trồng nấm 02 ngày tại hội trường xã", task]


@pytest.mark.parametrize(
    "bracket",
    ["(Phòng Kinh tế đã soạn tài liệu)", "(Phòng Kinh tế hướng dẫn cách ghi sổ)", "(Nhà trường không chấm lại)"],
)
def test_a_bracket_that_only_remarks_charges_nobody(bracket: str) -> None:
    assert _read(f"II. NỘI DUNG\n1. Mở lớp 02 ngày tại hội trường {bracket}.") == []


@pytest.mark.parametrize(
    ("item", "task"),
    [
        ("- Thư mời, phù hiệu: Văn phòng in ấn, phát hành trước ngày 5/6/2024.", None),
        ("- Kịch bản điều hành: đ/c Hòa dự thảo xong trước ngày 5/6/2024.", None),
        ("- Bước 2: Phòng Tư pháp thẩm định, trình duyệt trước ngày 5/6/2024.", "thẩm định, trình"),
        ("- Công tác hậu cần: Văn phòng báo cáo trước ngày 5/6/2024.", "báo cáo"),
        ("- Quyết định khen thưởng: Văn phòng soạn thảo tờ trình trước ngày 5/6/2024.", "soạn thảo tờ trình"),
    ],
)
def test_the_object_before_a_colon_opens_the_task(item: str, task: str | None) -> None:
    [duty] = parse_plan(f"IV. CÔNG TÁC CHUẨN BỊ\n{item}").obligations
    assert duty.task.startswith(task or item[2:20])
    assert duty.due
    assert duty.due.date == "2024-06-05"


def test_a_paper_with_what_is_done_to_it_is_a_task() -> None:
    [duty] = parse_plan("IV. CHUẨN BỊ\n- Giấy khen: in ấn xong trước ngày 5/6/2024 (đ/c Hòa phụ trách).").obligations
    assert (duty.assignee_text, duty.task) == ("đ/c Hòa", "Giấy khen: in ấn xong trước ngày 5/6/2024")


def test_groups_that_no_table_knows() -> None:
    text = "1. Công an xã tuần tra ban đêm.\nĐề nghị các vị cao niên, trưởng tộc, thầy mo vận động con cháu đi học."
    duty = parse_duties(text).obligations[-1]
    assert [body.name for body in duty.assignees] == ["các vị cao niên", "trưởng tộc", "thầy mo"]
    assert DoubtCode.NAME_UNKNOWN in duty.doubts


@pytest.mark.parametrize("item", ["1. Đề nghị các ý kiến góp ý gửi về Văn phòng.", "1. Đề nghị các bên. Nộp hồ sơ."])
def test_things_are_no_groups(item: str) -> None:
    assert _read(f"II. TỔ CHỨC THỰC HIỆN\n{item}") == []


def test_many_act_behind_a_semicolon() -> None:
    text = "II. NỘI DUNG\n1. Cải tạo sân chơi, hàng rào; các trường học tổ chức ký cam kết với phụ huynh."
    assert _read(text) == [("các trường học", "tổ chức ký cam kết với phụ huynh.")]
    assert _read("III. KINH PHÍ\nHỗ trợ hộ nghèo 50% tiền giống; các hộ khác tự chi trả.") == []
    text = "1. Tổ Hóa: thống nhất đề cương; mỗi giáo viên chấm 02 bài."
    assert [name for name, _ in _read(f"II. PHÂN CÔNG\n{text}")] == ["Tổ Hóa"]


def test_those_of_a_profession_act_behind_a_label() -> None:
    [duty] = parse_plan("II. NỘI DUNG\n3. Khảo sát tại thôn: cộng tác viên đến từng hộ thu thập số liệu.").obligations
    assert (duty.assignee_text, duty.task) == ("cộng tác viên", "đến từng hộ thu thập số liệu.")


def test_what_is_handed_in_is_of_all_that_act() -> None:
    work = "Trạm Y tế lập danh sách trẻ em; Công an xã lập danh sách thanh niên."
    made = parse_duties(f"1. {work} Danh sách gửi về Văn phòng trước ngày 20/6/2024.").obligations
    assert [duty.due and duty.due.date for duty in made] == ["2024-06-20", "2024-06-20"]
    made = parse_duties(f"1. {work} Văn phòng gửi danh sách trước ngày 20/6/2024.").obligations
    assert [duty.due and duty.due.date for duty in made] == [None, None, "2024-06-20"]


def test_within_a_day() -> None:
    [duty] = parse_duties("1. Trạm Y tế cử 01 tổ trực trong ngày 20/6, kiểm tra nước uống.").obligations
    assert duty.due
    assert (duty.due.date, duty.due.bound) == ("2024-06-20", "on")


def test_a_stretch_before_a_deadline_is_doubtful() -> None:
    urged = "1. Các thôn vận động hộ dân treo cờ từ ngày 28/8 đến ngày 03/9/2024"
    [duty] = parse_duties(f"{urged}; báo cáo kết quả chậm nhất ngày 05/9/2024.").obligations
    assert duty.due
    assert duty.due.doubts == [DoubtCode.DISAGREES]
    [duty] = parse_duties(f"{urged}; báo cáo kết quả về Văn phòng.").obligations
    assert duty.due
    assert duty.due.doubts == []
