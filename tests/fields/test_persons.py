"""Persons who are charged: full names and given names, with the post beside them."""

from __future__ import annotations

import pytest

from plans import parse_duties


@pytest.mark.parametrize(
    ("item", "assignee", "task"),
    [
        ("- Thầy Hùng phụ trách âm thanh, ánh sáng.", "Thầy Hùng", "phụ trách âm thanh, ánh sáng."),
        ("- Đ/c Tuấn lập danh sách hộ nghèo.", "Đ/c Tuấn", "lập danh sách hộ nghèo."),
        ("- Đ/c Hòa (Kế toán) lập dự toán trình Hiệu trưởng.", "Đ/c Hòa (Kế toán)", "lập dự toán trình Hiệu trưởng."),
        (
            "- Đồng chí Lan - Tổng phụ trách Đội - chịu trách nhiệm nội dung chương trình.",
            "Đồng chí Lan - Tổng phụ trách Đội",
            "chịu trách nhiệm nội dung chương trình.",
        ),
        (
            "- Ông Lê Văn Tám, Trưởng ban Mặt trận, vận động các hộ hiến đất.",
            "Ông Lê Văn Tám, Trưởng ban Mặt trận",
            "vận động các hộ hiến đất.",
        ),
        (
            "- Bà Trần Thị Hoa (Chủ tịch Công đoàn): tổ chức trò chơi dân gian.",
            "Bà Trần Thị Hoa (Chủ tịch Công đoàn)",
            "tổ chức trò chơi dân gian.",
        ),
    ],
)
def test_a_person_is_charged(item: str, assignee: str, task: str) -> None:
    [duty] = parse_duties(item).obligations
    assert (duty.assignee_text, duty.task) == (assignee, task)


def test_a_post_behind_a_title_is_no_given_name() -> None:
    [duty] = parse_duties("- Đồng chí Bí thư Đoàn xã tổ chức trồng cây.").obligations
    assert duty.assignee_text == "Đồng chí Bí thư Đoàn xã"
    assert duty.assignees[0].person is None


def test_what_a_person_is_in_a_committee_is_no_second_body() -> None:
    [duty] = parse_duties("1. Đồng chí Lê Văn An - Chủ tịch UBND xã, Trưởng ban", "Phụ trách chung.").obligations
    assert [body.text for body in duty.assignees] == ["Đồng chí Lê Văn An - Chủ tịch UBND xã, Trưởng ban"]
