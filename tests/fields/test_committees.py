"""Committees and teams: who leads them is no task, and below their heading they act by a short name."""

from __future__ import annotations

import pytest

from plans import parse_plan

PART = "II. BAN TỔ CHỨC VÀ CÁC TIỂU BAN\n"


def read(part: str) -> list[tuple[str, str]]:
    return [(one.assignee_text, one.task.rstrip(".;")) for one in parse_plan(PART + part).obligations]


@pytest.mark.parametrize(
    "leader",
    [
        "Trưởng Tiểu ban: đồng chí Lê Văn Tâm, Phó Trưởng phòng.",
        "- Trưởng Tiểu ban: Chủ tịch Hội Nông dân xã;\n- Thành viên: ông Lê Nam, bà Trần Thị Hoa (Kế toán).",
        "Trưởng Tiểu ban: bà Trần Thị Hoa; Phó Trưởng Tiểu ban: ông Lê Nam - Công chức Tài chính.",
        "Do ông Lê Văn Tâm làm Trưởng Tiểu ban.",
        "Gồm 05 người, do bà Trần Thị Hoa phụ trách.",
        "Trưởng Tiểu ban\nÔng Lê Văn Tâm - Trưởng thôn.\nPhó Trưởng Tiểu ban\nBà Trần Thị Hoa - Chi hội trưởng.",
        "Các thành viên gồm: đại diện các phòng, Công an xã.",
    ],
)
def test_who_leads_a_body_is_no_task(leader: str) -> None:
    body = f"1. Tiểu ban Lễ tân\n{leader}\n"
    assert read(body + "- Gửi giấy mời, đón tiếp đại biểu.") == [("Tiểu ban Lễ tân", "Gửi giấy mời, đón tiếp đại biểu")]


@pytest.mark.parametrize(
    ("part", "who", "task"),
    [
        (
            "1. Tiểu ban An ninh, Y tế\nTrưởng Tiểu ban: đồng chí Trưởng Công an xã. Tiểu ban lập phương án cấp cứu.",
            "Tiểu ban An ninh, Y tế",
            "lập phương án cấp cứu",
        ),
        ("1. Tổ Hậu cần\nTổ phó: ông Lê Nam.\nTổ chuẩn bị nước uống cho buổi lễ.", "Tổ Hậu cần", "chuẩn bị"),
        ("1. Đoàn kiểm tra số 1\nĐoàn có trách nhiệm kiểm tra các thôn ven sông.", "Đoàn kiểm tra số 1", "kiểm tra"),
        ("1. Ban Giám khảo\nBan Giám khảo chấm điểm công tâm, khách quan.", "Ban Giám khảo", "chấm điểm"),
        ("1. Tổ Thư ký\n- Tổ trưởng: ông Lê Nam.\n- Nhiệm vụ: ghi biên bản Hội thi.", "Tổ Thư ký", "ghi biên bản"),
        ("1. Tổ Thư ký do bà Lê Thị Hoa làm Tổ trưởng. Tổ tổng hợp điểm Hội thi.", "Tổ Thư ký", "tổng hợp"),
        (
            "1. Tiểu ban Kỹ thuật: 05 người, do ông Lê Nam phụ trách. Tiểu ban lắp đặt âm thanh.",
            "Tiểu ban Kỹ thuật",
            "lắp đặt",
        ),
        (
            "1. Tiểu ban Báo chí: Trưởng Tiểu ban là bà Lê Thị Hoa; có nhiệm vụ đưa tin Hội thi.",
            "Tiểu ban Báo chí",
            "đưa tin",
        ),
        ("1. Tổ bầu cử số 3\nTổ có trách nhiệm:\na) Niêm yết danh sách cử tri.", "Tổ bầu cử số 3", "Niêm yết"),
        ("1. Đoàn công tác số 2\nNhiệm vụ của Đoàn:\n- Thăm 12 gia đình.", "Đoàn công tác số 2", "Thăm"),
        ("1. Tổ Loa đài\n- Nhiệm vụ:\n+ Lắp loa tại 03 điểm.", "Tổ Loa đài", "Lắp loa"),
        ("1. Tiểu ban Báo chí (Trưởng Tiểu ban: bà Lê Hoa)\n- Đưa tin Hội thi.", "Tiểu ban Báo chí", "Đưa tin"),
    ],
)
def test_a_body_acts_by_a_short_name_below_its_heading(part: str, who: str, task: str) -> None:
    [(assignee, done)] = read(part)
    assert assignee == who
    assert done.startswith(task)


@pytest.mark.parametrize(
    ("part", "who", "task"),
    [
        ("1. Tổ Coi thi\nTổ trưởng: thầy Lê Văn Tâm phân công giám thị.", "thầy Lê Văn Tâm", "phân công giám thị"),
        ("1. Tổ Coi thi\n- Tổ trưởng phân công giám thị.", "Tổ trưởng", "phân công giám thị"),
        ("1. Tổ Văn nghệ\n- Tổ chức hội diễn tại nhà văn hóa.", "Tổ Văn nghệ", "Tổ chức hội diễn tại nhà văn hóa"),
        (
            "1. Trưởng ban: đồng chí Lê Văn Tâm, Chủ tịch UBND xã - chỉ đạo chung mọi hoạt động.",
            "đồng chí Lê Văn Tâm, Chủ tịch UBND xã",
            "chỉ đạo chung mọi hoạt động",
        ),
    ],
)
def test_what_a_leader_does_stays_a_task(part: str, who: str, task: str) -> None:
    [(assignee, done)] = read(part)
    assert (assignee, done.lstrip("- ")) == (who, task)


def test_a_longer_name_is_not_cut() -> None:
    part = "1. Ban Thanh tra\nBan Thanh tra nhân dân giám sát việc thu chi của Hội thi."
    [(_, task)] = read(part)
    assert task.startswith("Ban Thanh tra nhân dân giám sát")


def test_others_below_a_heading_of_the_rest_have_their_own_tasks() -> None:
    part = "1. Các đơn vị khác\n- Thư viện tỉnh: cấp thẻ đọc cho học sinh; viết bài.\n- Trạm Y tế bố trí cấp cứu."
    assert read(part) == [
        ("Thư viện tỉnh", "cấp thẻ đọc cho học sinh; viết bài"),
        ("Trạm Y tế", "bố trí cấp cứu"),
    ]


def test_a_part_behind_a_dash_is_no_charge() -> None:
    body = (
        "I. HỘI ĐỒNG\n1. Bà Lê Thị Hoa, Trưởng khoa Nội - Chủ tịch Hội đồng;\n"
        "2. BS. Lý An, Phó trưởng khoa Ngoại - Thành viên;\n3. CN. Trần Bé, kế toán - Tổ viên.\n"
        "Phòng Y tế thông tin để Sở Nội vụ biết, tổng hợp."
    )
    assert parse_plan(body).obligations == []


@pytest.mark.parametrize(
    "lead",
    [
        "1. Tiểu ban Hậu cần: đồng chí Vi Văn Tám, Trưởng phòng Kinh tế làm Trưởng Tiểu ban, có nhiệm vụ:",
        "1. Tiểu ban Hậu cần, do đồng chí Vi Văn Tám, Trưởng phòng Kinh tế làm Trưởng Tiểu ban, có nhiệm vụ:",
        "1. Tiểu ban Hậu cần: do bà Lê Thị Hoa phụ trách chung; chịu trách nhiệm các việc sau:",
        "1. Tiểu ban Hậu cần\nĐồng chí Vi Văn Tám là Trưởng Tiểu ban, thực hiện các nhiệm vụ:",
    ],
)
def test_the_tasks_below_a_leader_are_those_of_the_body(lead: str) -> None:
    assert read(f"{lead}\n+ Chuẩn bị nước uống cho đại biểu.\n+ Trang trí hội trường lớn.") == [
        ("Tiểu ban Hậu cần", "Chuẩn bị nước uống cho đại biểu"),
        ("Tiểu ban Hậu cần", "Trang trí hội trường lớn"),
    ]
