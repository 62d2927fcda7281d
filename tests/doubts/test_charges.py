"""Obligations: how task and name begin and end."""

from __future__ import annotations

import pytest

from raised import codes, doubt_again, duties, plan
from vbparse import Document


def with_task(task: str, *, rule: str | None = None) -> list[str]:
    """The doubts of an obligation below a heading whose task is another."""
    document = below_heading()
    obligation = document.obligations[0]
    obligation.task = task
    if rule:
        obligation.rule = rule  # type: ignore[assignment]
    return codes(doubt_again(document).obligations[0])


def below_heading(*items: str) -> Document:
    return duties("1. Công an xã", *(items or ("- Tổ chức tuần tra hằng tuần trên các tuyến đường.",)))


def test_usual_charges_are_sure() -> None:
    document = duties(
        "1. Công an xã",
        "- Tổ chức tuần tra hằng tuần trên các tuyến đường.",
        "2. Trạm Y tế xã phối hợp với Hội Phụ nữ xã tổng hợp kết quả trước ngày 15/6/2024.",
    )
    assert [codes(one) for one in document.obligations] == [[], []]


def test_a_task_without_a_verb() -> None:
    assert with_task("Kinh phí do ngân sách xã cấp hằng năm.") == ["weak-cue"]
    assert with_task("Kinh phí do ngân sách xã cấp hằng năm.", rule="table") == []


def test_items_of_which_there_are_very_many() -> None:
    for count, doubtful in ((30, False), (31, True)):
        items = below_heading(*["- Tổ chức tuần tra hằng tuần trên các tuyến đường."] * count).obligations
        assert len(items) == count
        assert all(("out-of-place" in codes(one)) == doubtful for one in items)


def test_an_item_that_goes_on_with_a_sentence() -> None:
    assert with_task("thực hiện việc tuần tra hằng tuần.") == ["out-of-place"]
    assert with_task("thực hiện việc tuần tra hằng tuần.", rule="subject") == []


@pytest.mark.parametrize("task", ["; tổ chức họp đột xuất khi có dịch.", "2. Tổ chức họp đột xuất khi có dịch."])
def test_a_task_that_begins_with_a_mark(task: str) -> None:
    assert "form" in with_task(task)


def test_a_name_that_ends_open() -> None:
    document = below_heading()
    document.obligations[0].assignee_text = "Công an xã và"
    assert codes(doubt_again(document).obligations[0]) == ["name-cut"]


def test_a_name_that_goes_on_in_small_letters_below() -> None:
    torn = duties("1. Công an", "xã tuần tra hằng tuần trên các tuyến đường.", "- Tổ chức cho các thôn ký cam kết.")
    assert all("name-cut" in codes(one) for one in torn.obligations if one.assignee_text == "Công an")
    parted = duties("1. Điện lực Sơn", "Hải Vân kiểm tra đường dây trong tuần này.", "- Tổ chức trực ban đêm.")
    assert all("name-cut" in codes(one) for one in parted.obligations if one.assignee_text == "Điện lực Sơn")
    above = duties("1. Trạm Y tế", "tổ chức tiêm phòng cho trẻ em trong xã.", "- Tổ chức cho các thôn ký cam kết.")
    assert not any("name-cut" in codes(one) for one in above.obligations)


@pytest.mark.parametrize(
    ("name", "doubts"),
    [
        ("Cơ quan, đơn vị được giao nhiệm vụ", ["name-cut"]),
        ("Hội đồng phân công 02 thành viên", ["name-cut"]),
        ("Cán bộ, công chức 2 năm liên tiếp", ["name-cut"]),
        ("Đoàn giám sát", []),
        ("Công an Phường 5", []),
    ],
)
def test_a_name_that_holds_a_verb(name: str, doubts: list[str]) -> None:
    document = duties("1. Công an xã tổ chức tuần tra hằng tuần trên các tuyến đường.")
    assert document.obligations[0].rule == "subject"
    document.obligations[0].assignee_text = name
    assert codes(doubt_again(document).obligations[0]) == doubts


def test_a_task_that_leads_to_a_list() -> None:
    assert with_task("Tổ chức tuần tra gồm các tổ sau:") == ["out-of-place"]


def test_a_task_of_two_words_or_of_very_many() -> None:
    assert with_task("Tham mưu") == ["length"]
    assert with_task("Tổ chức tuần tra " + "và tuần tra " * 140) == ["length"]


def test_a_task_that_says_only_with_whom() -> None:
    assert with_task("Chủ trì, phối hợp với Văn phòng UBND tỉnh;") == []
    assert with_task("chủ trì, phối hợp với Văn phòng UBND tỉnh;", rule="assigned:giao") == ["length"]


def test_a_common_noun_that_is_charged() -> None:
    document = duties("1. Giao cán bộ theo dõi việc trồng cây ở các thôn.")
    assert [codes(one) for one in document.obligations] == [["name-unknown"]]
    document = duties("1. Giao các thôn theo dõi việc trồng cây ở các tuyến đường.")
    assert [codes(one) for one in document.obligations] == [[]]


def test_a_list_of_members() -> None:
    document = below_heading(
        "- Tổ chức tuần tra hằng tuần trên các tuyến đường của xã.",
        "- Xây dựng kế hoạch tuần tra năm 2024 trên các tuyến đường.",
        "- Tổng hợp kết quả, báo cáo UBND xã vào cuối năm 2024.",
    )
    assert [codes(one) for one in document.obligations] == [[], [], []]
    for obligation in document.obligations[1:]:
        obligation.task = "Ông Lê Văn Tâm, Trưởng Công an xã, tổ trưởng tổ tuần tra của xã."
    found = [codes(one) for one in doubt_again(document).obligations]
    assert found == [["out-of-place"], ["weak-cue", "out-of-place"], ["weak-cue", "out-of-place"]]


def test_items_below_a_heading_that_was_not_seen() -> None:
    document = below_heading(
        "- Tổ chức tuần tra hằng tuần trên các tuyến đường.",
        "- Xây dựng kế hoạch tuần tra năm 2024 của xã.",
        "- Tổng hợp kết quả, báo cáo UBND xã.",
    )
    document.obligations[1].task = "$2. Trạm Y tế xã và Hội Phụ nữ xã"
    found = [codes(one) for one in doubt_again(document).obligations]
    assert found[0] == []
    assert found[2] == ["disagrees"]


@pytest.mark.parametrize(
    ("line", "doubts"),
    [
        ("1. Hai đơn vị bố trí người trực trong dịp nghỉ lễ, báo cáo Sở.", ["name-unknown"]),
        ("1. Hai đơn vị trực thuộc Sở bố trí người trực trong dịp nghỉ lễ.", []),
        ("1. UBND xã chủ trì tổ chức lễ ra quân, huy động lực lượng cùng tham gia.", []),
    ],
)
def test_who_acts_is_not_who_is_named(line: str, doubts: list[str]) -> None:
    assert codes(duties(line).obligations[0]) == doubts


@pytest.mark.parametrize(
    ("task", "doubts"),
    [
        ("Trước ngày 10/12 hằng năm, báo cáo kết quả gửi Phòng Nội vụ.", []),
        ("(cơ quan thường trực) theo dõi, tổng hợp tình hình trong xã.", []),
        ("Riêng Đội số 2 túc trực ở ngã ba đầu làng, kiểm soát xe tải.", ["weak-cue"]),
        ("Trước ngày 10/12 hằng năm, kinh phí do ngân sách xã cấp.", ["weak-cue"]),
    ],
)
def test_a_verb_behind_a_condition_or_a_bracket(task: str, doubts: list[str]) -> None:
    assert with_task(task, rule="subject") == doubts


def test_what_is_usual_where_it_stands_is_not_odd() -> None:
    assert with_task("- Tổ chức họp thôn vào cuối tháng, báo cáo xã.", rule="table") == []
    assert with_task("; tổ chức họp thôn vào cuối tháng, báo cáo xã.", rule="table") == ["form"]
    assert with_task("thi hành Quyết định này./.", rule="subject") == []
    named = duties("1. Đề nghị Công an xã:\ntổ chức tuần tra hằng tuần trên các tuyến đường.").obligations
    assert [codes(one) for one in named] == [[]]


def test_a_name_that_stands_elsewhere_as_a_whole_is_no_sentence() -> None:
    name = "Trung tâm Kiểm soát thanh toán vốn các công trình huyện"
    twice = plan(f"I. CHƯƠNG TRÌNH\n8h00\n{name}\n9h00\n{name}")
    assert [codes(one) for one in twice.obligations] == [["name-cut"], ["name-cut"]]
    once = plan("I. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế xã kiểm tra nguồn nước tại các thôn trước mùa mưa.")
    assert [codes(one) for one in once.obligations] == [[]]
