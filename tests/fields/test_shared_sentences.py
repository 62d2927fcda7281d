"""Sentences in which several bodies act, times that hold for all of them, and what only sounds like a task."""

from __future__ import annotations

import pytest

from plans import parse_duties, parse_plan


def _read(*items: str) -> list[tuple[str, str]]:
    return [(one.assignee_text, one.task.rstrip(" .;,")) for one in parse_duties(*items).obligations]


def _read_dues(*items: str) -> list[str | None]:
    return [one.due.date if one.due else None for one in parse_duties(*items).obligations]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            "1. Khi mưa to, Ban Quản lý đập theo dõi mực nước; các thôn kiểm tra cống rãnh.",
            [("Ban Quản lý đập", "theo dõi mực nước"), ("các thôn", "kiểm tra cống rãnh")],
        ),
        (
            "1. Các thôn thống kê số cây trồng; hằng tháng, Trưởng thôn báo cáo UBND xã.",
            [("Các thôn", "thống kê số cây trồng"), ("Trưởng thôn", "báo cáo UBND xã")],
        ),
        (
            "1. Hội Nông dân xã vận động hội viên góp cây giống, Đoàn xã tổ chức trồng và chăm sóc.",
            [("Hội Nông dân xã", "vận động hội viên góp cây giống"), ("Đoàn xã", "tổ chức trồng và chăm sóc")],
        ),
        (
            "1. Văn phòng gửi báo cáo của Công an xã, Đoàn xã tổng hợp.",
            [("Văn phòng", "gửi báo cáo của Công an xã, Đoàn xã tổng hợp")],
        ),
        (
            "1. Huyện đội chỉ đạo các Đội, Trạm Kiểm lâm tuần tra cùng dân quân.",
            [("Huyện đội", "chỉ đạo các Đội, Trạm Kiểm lâm tuần tra cùng dân quân")],
        ),
        (
            "1. Phòng Kinh tế kiểm tra hồ sơ do Trạm Y tế xã lập, Công an xã xác minh.",
            [("Phòng Kinh tế", "kiểm tra hồ sơ do Trạm Y tế xã lập, Công an xã xác minh")],
        ),
    ],
)
def test_each_body_of_a_sentence_has_its_own_task(item: str, expected: list[tuple[str, str]]) -> None:
    assert _read(item) == expected


def test_a_last_sentence_with_a_time_is_of_all_in_the_sentence_before() -> None:
    work = "Công an xã mời báo cáo viên; Đoàn xã thuê loa máy."
    assert _read_dues(f"1. {work} Hoàn thành trước ngày 20/6/2024.") == ["2024-06-20", "2024-06-20"]
    assert _read_dues(f"1. {work} Các thôn báo cáo trước ngày 20/6/2024.") == [None, None, "2024-06-20"]
    apart = "Công an xã mời báo cáo viên. Đoàn xã thuê loa máy. Xong trong tháng 6/2024."
    assert _read_dues(f"1. {apart}") == [None, "2024-06"]


@pytest.mark.parametrize(
    ("item", "date"),
    [
        ("Trạm Y tế xã lập hồ sơ sức khỏe, phấn đấu hoàn thành trong năm 2025.", "2025"),
        ("Phòng Nội vụ đề xuất việc tổng kết Đề án vào năm 2027.", "2027"),
        ("Trạm Y tế xã hoàn thành chỉ tiêu năm 2024.", None),
        ("Phòng Nội vụ rà soát các hộ thoát nghèo vào năm 2023.", None),
        ("Phòng Nội vụ phấn đấu đến năm 2026 không còn nhà tạm.", None),
    ],
)
def test_a_year_in_which_work_ends_is_a_deadline(item: str, date: str | None) -> None:
    assert _read_dues(f"1. {item}") == [date]


def test_a_bracket_says_who_does_it_and_since_when_it_is_open() -> None:
    plan = parse_plan("II. NỘI DUNG\n1. Bày bán cây giống (Hội Nông dân xã thực hiện, mở gian hàng từ ngày 20/5/2024).")
    [duty] = plan.obligations
    assert (duty.assignee_text, duty.task) == ("Hội Nông dân xã", "Bày bán cây giống")
    assert duty.due
    assert duty.due.date == "2024-05-20/.."
    assert not parse_plan("II. NỘI DUNG\n1. Thống kê (Phòng Kinh tế thực hiện, lấy số liệu từ các thôn).").obligations


_COMMITTEE = """II. NỘI DUNG
1. Thành lập Tổ chăm sóc cây của xã và các nhóm tại thôn
Tổ chăm sóc do Phó Chủ tịch UBND xã làm Tổ trưởng; mỗi thôn có 01 nhóm từ 3 đến 5 người.
- Đầu mối: Văn phòng UBND xã.
- Cùng tham gia: Phòng Kinh tế; Bưu điện xã (hỗ trợ loa máy).
2. Phân loại đất trồng
a) Nhóm 1: các lô đất đã có bản đồ, bảo đảm đủ nước thì trồng ngay.
- Đầu mối: Phòng Kinh tế."""


def test_lines_fill_a_heading_above_its_members_and_things_that_are_sorted() -> None:
    first, second = parse_plan(_COMMITTEE).obligations
    assert first.assignee_text == "Văn phòng UBND xã"
    assert first.task.startswith("Thành lập Tổ chăm sóc cây")
    assert [one.name for one in first.cooperating] == ["Phòng Kinh tế", "Bưu điện xã"]
    assert second.assignee_text == "Phòng Kinh tế"
    assert second.task.startswith("Nhóm 1: các lô đất")


def test_a_numbered_group_that_does_something_is_charged() -> None:
    assert _read("- Nhóm 1: rà soát cây chết tại thôn Đông.") == [("Nhóm 1", "rà soát cây chết tại thôn Đông")]


@pytest.mark.parametrize(
    "praise",
    ["ghi nhận, biểu dương sự cố gắng của các thôn", "đánh giá cao tinh thần trách nhiệm của các đoàn thể"],
)
def test_praise_charges_nobody(praise: str) -> None:
    assert _read(f"1. UBND xã {praise}.", "2. Đoàn xã trồng cây.") == [("Đoàn xã", "trồng cây")]


def test_to_praise_others_is_a_task_below_a_heading() -> None:
    items = ("1. UBND các xã", "- Biểu dương, khen thưởng các hộ trồng nhiều cây theo thẩm quyền.")
    assert [name for name, _ in _read(*items)] == ["UBND các xã"]


_BRACKETS = """II. NHIỆM VỤ
1. Quản lý
- Kiện toàn tổ chăm sóc cây ở các thôn (Đoàn xã).
- Lồng ghép việc trồng cây vào hương ước (Phòng Tư pháp chủ trì, phối hợp với Hội Nông dân xã, các hội thực hiện).
- Ghi chỉ tiêu trồng cây vào nghị quyết hằng năm của các chi bộ (Văn phòng Đảng ủy).
- Kiểm tra việc trồng cây ít nhất hai lần một vụ.
2. Chăm sóc
- Nâng cao chất lượng rừng phòng hộ quanh hồ:
+ Bón phân, làm cỏ mỗi năm hai lần (Ban Quản lý rừng);
+ Tuần tra, nhắc nhở người chăn thả trâu bò (Công an xã chủ trì, Đoàn xã phối hợp);
+ Trồng bù cây chết (Hội Nông dân xã, hoàn thành việc thống kê số cây chết trong tháng 6/2024)."""


def test_brackets_name_who_acts_also_below_a_bullet_of_another_mark() -> None:
    duties = parse_plan(_BRACKETS).obligations
    assert [one.assignee_text for one in duties] == [
        "Đoàn xã",
        "Phòng Tư pháp",
        "Văn phòng Đảng ủy",
        "Ban Quản lý rừng",
        "Công an xã",
        "Hội Nông dân xã",
    ]
    assert duties[-1].due
    assert duties[-1].due.date == "2024-06"


@pytest.mark.parametrize(
    ("item", "names"),
    [
        ("Niêm yết danh sách tại nhà văn hóa; thời gian niêm yết 10 ngày (Văn phòng UBND xã).", ["Văn phòng UBND xã"]),
        ("Gửi báo cáo về Sở Y tế (Phòng Nghiệp vụ Y).", []),
        ("Nộp hồ sơ tại trụ sở (UBND xã).", []),
        ("Thăm hỏi, tặng quà các đơn vị (Trạm Y tế xã, Công an xã).", []),
    ],
)
def test_a_single_bracket_with_a_bare_name(item: str, names: list[str]) -> None:
    plan = parse_plan(f"II. NỘI DUNG\n1. Công khai\n- {item}\n- Rà soát số hộ trồng cây.\n- Đo lại đất trồng.")
    assert [one.assignee_text for one in plan.obligations] == names


@pytest.mark.parametrize(
    ("item", "recurrence"),
    [
        (
            "Các thôn định kỳ 6 tháng, năm báo cáo về UBND xã (trước ngày 10/6 và ngày 05/12).",
            "FREQ=MONTHLY;INTERVAL=6",
        ),
        ("Hằng quý, các thôn kiểm tra; gửi báo cáo trước ngày 10/6 và ngày 05/12.", None),
    ],
)
def test_two_days_without_a_year_explain_the_rhythm_before_them(item: str, recurrence: str | None) -> None:
    [duty] = parse_duties(f"1. {item}").obligations
    assert duty.due
    assert duty.due.recurrence == recurrence
