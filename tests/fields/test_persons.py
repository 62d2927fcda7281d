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


@pytest.mark.parametrize(
    ("items", "who", "person", "post"),
    [
        (
            ["1. Hiệu trưởng (đ/c Lê Văn Tám)", "Duyệt kế hoạch của các tổ."],
            "Hiệu trưởng (đ/c Lê Văn Tám)",
            "Lê Văn Tám",
            "Hiệu trưởng",
        ),
        (["1. Kế toán (bà Vi Thị Hoa): Dự trù kinh phí."], "Kế toán (bà Vi Thị Hoa)", "Vi Thị Hoa", "Kế toán"),
        (
            ["1. Trưởng thôn (đồng chí Lê An) tổng hợp ngày công."],
            "Trưởng thôn (đồng chí Lê An)",
            "Lê An",
            "Trưởng thôn",
        ),
        (["1. Trưởng thôn (cơ quan thường trực) tổng hợp số liệu."], "Trưởng thôn", None, "Trưởng thôn"),
        (["1. Phòng Kinh tế (đồng chí Lê An - Trưởng phòng) tổng hợp số liệu."], "Phòng Kinh tế", None, None),
    ],
)
def test_who_holds_a_post_stands_behind_it(items: list[str], who: str, person: str | None, post: str | None) -> None:
    [duty] = parse_duties(*items).obligations
    assert duty.assignee_text == who
    assert (duty.assignees[0].person, duty.assignees[0].post) == (person, post)


def test_each_sentence_charges_its_person() -> None:
    sentences = (
        "Đ/c Tuấn - TPT Đội phụ trách phong trào nuôi heo đất, mỗi chi đội nuôi một con. "
        "Đ/c Mai - thư viện chuẩn bị sách. Bảo vệ trường mở cổng trước 6 giờ."
    )
    assert [(duty.assignee_text, duty.task.split()[0]) for duty in parse_duties(f"1. {sentences}").obligations] == [
        ("Đ/c Tuấn - TPT Đội", "phụ"),
        ("Đ/c Mai - thư viện", "chuẩn"),
        ("Bảo vệ trường", "mở"),
    ]


@pytest.mark.parametrize(
    "item", ["1. Bảo vệ trường học, công viên khỏi bị vẽ bậy.", "1. Bảo vệ chợ, bến xe, trồng hoa."]
)
def test_to_guard_a_place_is_no_guard(item: str) -> None:
    assert parse_duties(item).obligations == []
