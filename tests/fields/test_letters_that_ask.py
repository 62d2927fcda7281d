"""What letters ask of whom they are sent to: "đơn vị" without a name, whose paper is to be sent, and lists of those for
whom something is done."""

from __future__ import annotations

import pytest

from kinds_of_wording import FRAME
from vbparse import Document, parse


def read(body: str) -> Document:
    return parse(FRAME.format(body.replace("\n", "\n\n")).encode(), name="plan.txt")


def charges(body: str) -> list[tuple[str, str]]:
    return [(o.assignee_text, o.task.rstrip(" .;:")) for o in read(body).obligations]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Đề nghị đơn vị lập danh sách cán bộ gửi về Sở.", ("đơn vị", "lập danh sách cán bộ gửi về Sở")),
        (
            "Trên cơ sở hồ sơ đã nhận, Sở Y tế đề nghị đơn vị tiến hành bình chọn.",
            ("đơn vị", "tiến hành bình chọn"),
        ),
        ("Đề nghị Quý đơn vị cử người dự họp.", ("Quý đơn vị", "cử người dự họp")),
        ("Đề nghị đơn vị vận hành hồ chứa lập phương án.", ("đơn vị vận hành hồ chứa", "lập phương án")),
    ],
)
def test_a_unit_that_is_asked_is_whoever_reads_the_letter(sentence: str, expected: tuple[str, str]) -> None:
    assert charges(f"I. NỘI DUNG\n{sentence}") == [expected]


def test_a_unit_without_a_name_is_doubtful_where_it_is_asked_and_nobody_elsewhere() -> None:
    (one,) = read("I. NỘI DUNG\nĐề nghị đơn vị rà soát hồ sơ.").obligations
    assert one.doubts
    assert charges("I. NỘI DUNG\nTheo đề nghị của đơn vị rà soát hồ sơ.") == []


@pytest.mark.parametrize(
    ("sentence", "name", "due"),
    [
        ("Phiếu đăng ký của các trường gửi về Phòng Văn hóa trước ngày 15/5/2026.", "các trường", "2026-05-15"),
        ("Số liệu của UBND các xã đề nghị gửi về Phòng Nội vụ.", "UBND các xã", None),
        ("Văn bản cử người của đơn vị xin gửi về Sở Y tế chậm nhất ngày 2/6/2026.", "đơn vị", "2026-06-02"),
    ],
)
def test_a_paper_that_is_to_be_sent_is_sent_by_whose_it_is(sentence: str, name: str, due: str | None) -> None:
    (one,) = read(f"I. NỘI DUNG\n{sentence}").obligations
    assert one.assignee_text == name
    assert one.task.startswith("gửi về")
    assert (one.due.date if one.due else None) == due


@pytest.mark.parametrize(
    "sentence",
    [
        "Hồ sơ của các trường gửi về Phòng Văn hóa còn chậm.",
        "Ý kiến của các xã đã gửi về Phòng Tư pháp trước ngày 15/5/2026.",
        "Phòng Văn hóa không nhận hồ sơ gửi sau thời hạn trên.",
        "Sở Y tế không xem xét các trường hợp nộp muộn.",
    ],
)
def test_what_was_sent_or_comes_too_late_charges_nobody(sentence: str) -> None:
    assert charges(f"I. NỘI DUNG\n{sentence}") == []


def test_those_for_whom_something_is_done_are_listed_behind_the_colon_of_the_task() -> None:
    body = (
        "Sở Nội vụ đề nghị Ủy ban nhân dân huyện xem xét cho các hội dùng nhà văn hóa; đồng thời, chỉ đạo Công an "
        "huyện hỗ trợ, cụ thể như sau:\n"
        "1. Hỗ trợ kinh phí cho 02 hội: Hội Nông dân huyện; Hội Người mù huyện tạm thời thuê trụ sở.\n"
        "2. Hỗ trợ kinh phí cho Hội Cựu chiến binh huyện thuê trụ sở."
    )
    assert [(name, task[:28]) for name, task in charges(body)] == [
        ("Ủy ban nhân dân huyện", "Hỗ trợ kinh phí cho 02 hội: "),
        ("Ủy ban nhân dân huyện", "Hỗ trợ kinh phí cho Hội Cựu "),
    ]


def test_a_body_that_acts_behind_the_colon_of_its_work_is_charged() -> None:
    body = "I. NHIỆM VỤ\n1. Hỗ trợ giống cho 03 thôn: Phòng Kinh tế lập danh sách."
    assert ("Phòng Kinh tế", "lập danh sách") in charges(body)


def test_a_numbered_time_is_that_of_its_siblings_whatever_is_said_behind_it() -> None:
    body = (
        "3. Tổ chức đăng ký\n3.1. Cách đăng ký\n- Sinh viên nộp phiếu về Khoa.\n"
        "3.2. Thời gian đăng ký: Từ ngày 5/6/2026 đến hết ngày 9/6/2026.\n"
        "Sau thời gian trên, Phòng Nội vụ lập danh sách."
    )
    first, second = read(body).obligations
    assert (first.assignee_text, first.due.date if first.due else None) == ("Sinh viên", "2026-06-05/2026-06-09")
    assert (second.assignee_text, second.section, second.due) == ("Phòng Nội vụ", "3.2", None)


def test_those_who_are_to_note_something_do_what_stands_below() -> None:
    body = (
        "1. Bảo vệ khóa luận\n- Sinh viên lưu ý:\nNộp 03 quyển báo cáo về Khoa.\nBản sao giấy khai sinh.\n"
        "Chứng chỉ ngoại ngữ.\n02 ảnh 3x4."
    )
    assert charges(body) == [("Sinh viên", "Nộp 03 quyển báo cáo về Khoa")]


@pytest.mark.parametrize("opening", ["Cùng các hội", "Cùng với các hội", "Phối hợp với các hội"])
def test_who_joins_in_at_the_head_of_an_item_helps(opening: str) -> None:
    (one,) = read(f"I. NHIỆM VỤ\n1. Phòng Kinh tế:\na) {opening} phát động trồng cây.").obligations
    assert [body.name for body in one.cooperating] == ["các hội"]


def test_specks_behind_a_heading_are_no_task() -> None:
    body = "I. NHIỆM VỤ\n1. Trạm Y tế xã. - :\n- Lập kế hoạch phòng dịch."
    assert charges(body) == [("Trạm Y tế xã", "Lập kế hoạch phòng dịch")]
