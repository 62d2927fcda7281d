"""Names that end before a verb which no table of duties knows."""

from __future__ import annotations

import pytest

from plans import parse_duties


@pytest.mark.parametrize(
    ("body", "task"),
    [
        ("Thư viện trường", "trưng bày sách mới trong tuần lễ đọc sách."),
        ("Tổ trưởng chuyên môn", "lên kế hoạch dạy bù cho các lớp."),
        ("Chi nhánh Văn phòng Đăng ký đất đai Sơn Hà", "trích lục bản đồ địa chính các thửa thu hồi."),
        ("Tổng phụ trách Đội", "tập dượt cho đội trống và đội cờ."),
        ("Trường Tiểu học Ea Drông", "xây bể bơi lắp ghép trong hè."),
        ("Đội trồng rừng Suối Cạn", "phát dọn thực bì dọc đường băng."),
        ("Phòng Điều dưỡng", "phân lịch trực cho từng khoa."),
    ],
)
def test_an_unknown_verb_ends_a_whole_name(body: str, task: str) -> None:
    [duty] = parse_duties(f"- {body} {task}").obligations
    assert (duty.assignee_text, duty.task) == (body, task)


@pytest.mark.parametrize("name", ["Nhóm giữ trẻ Hoa Sen", "Tổ nấu ăn của trường", "Các hộ vay vốn"])
def test_an_act_that_tells_who_is_meant_belongs_to_the_name(name: str) -> None:
    [duty] = parse_duties(f"- {name} phải đăng ký với Ủy ban nhân dân xã.").obligations
    assert duty.assignee_text == name


def test_a_capital_verb_stays_in_the_name_of_an_office() -> None:
    [duty] = parse_duties("- Sở Xây dựng hướng dẫn các xã cắm mốc.").obligations
    assert duty.assignee_text == "Sở Xây dựng"
