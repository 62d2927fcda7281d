"""Phases, deadlines, recipients, signatures, attachments."""

from __future__ import annotations

import pytest

from raised import END, codes, doubt_again, duties, plan
from vbparse.schema import Attachment, Phase


def test_a_usual_end_is_sure() -> None:
    document = plan()
    assert [codes(one) for one in [*document.recipients, *document.signatures]] == [[], [], []]


def test_phases_that_contradict_one_another() -> None:
    document = plan(
        "I. NỘI DUNG\n- Đợt 1: từ ngày 01/6/2024 đến ngày 10/6/2024.\nII. TIẾN ĐỘ\n"
        "- Đợt 1: từ ngày 02/6/2024 đến ngày 12/6/2024."
    )
    assert [codes(one) for one in document.phases] == [[], ["disagrees"]]


def test_a_deadline_before_the_day_of_issue() -> None:
    document = duties("1. Công an xã báo cáo kết quả trước ngày 20/6/2021.")
    assert codes(document.obligations[0].due) == ["disagrees"]
    document = duties("1. Công an xã báo cáo kết quả trước ngày 20/6/2024.")
    assert codes(document.obligations[0].due) == []


def test_a_phase_that_ends_before_it_begins() -> None:
    document = plan()
    document.phases = [
        Phase(label="Đợt 1", start="2024-06-10", end="2024-06-01"),
        Phase(label="Đợt 2", start="2024-06-10", end="2024-06"),
        Phase(label="Đợt 3", start="2024-06-10", end="2024-07-01"),
    ]
    assert [codes(one) for one in doubt_again(document).phases] == [["disagrees"], [], []]


@pytest.mark.parametrize("name", ["- 2", "các thôn " * 21])
def test_a_recipient_that_is_no_name(name: str) -> None:
    document = plan()
    document.recipients[0].name = name
    assert codes(doubt_again(document).recipients[0]) == ["length"]


def test_a_recipient_that_is_a_paragraph_of_the_body() -> None:
    document = plan()
    document.recipients[0].name = "Trên đây là Kế hoạch trồng cây"
    assert codes(doubt_again(document).recipients[0]) == ["out-of-place"]


@pytest.mark.parametrize("name", ["Văn phòng Sở (bố trí kinh phí, phương", "tiện phục vụ Đoàn"])
def test_half_a_recipient(name: str) -> None:
    document = plan()
    document.recipients[0].name = name
    assert codes(doubt_again(document).recipients[0]) == ["name-cut"]


def test_a_recipient_that_holds_its_purpose() -> None:
    document = plan()
    document.recipients[0].name = "Bộ Công an (Cục A03 - để b/c)"
    assert codes(doubt_again(document).recipients[0]) == ["form"]


@pytest.mark.parametrize(
    ("text", "date", "doubts"),
    [
        ("Từ năm 2024 đến năm 2026", "2024", ["form"]),
        ("Từ tháng 6/2024 trở đi", "2024-06", ["form"]),
        ("Từ năm 2024 đến năm 2026", "2024/2026", []),
        ("trước ngày 20/6", "2024-06-20", []),
    ],
)
def test_a_time_that_says_more_than_was_read(text: str, date: str, doubts: list[str]) -> None:
    document = duties("1. Công an xã báo cáo kết quả trước ngày 20/6/2024.")
    due = document.obligations[0].due
    assert due
    due.text, due.date = text, date
    assert codes(doubt_again(document).obligations[0].due) == doubts


def test_a_signature_without_a_name() -> None:
    document = plan(end=END.replace("Lê Thị Hạnh\n", ""))
    assert [codes(one) for one in document.signatures] == [["missing"]]


def test_an_attachment_that_says_not_what_it_is() -> None:
    document = plan()
    document.attachments = [Attachment(), Attachment(label="Phụ lục I")]
    assert [codes(one) for one in doubt_again(document).attachments] == [["missing"], []]


def test_an_attachment_whose_label_ran_into_its_title() -> None:
    document = plan()
    document.attachments = [Attachment(title="Phụ lục: DANH SÁCH CÁC ĐƠN VỊ"), Attachment(title="Danh sách đơn vị")]
    assert [codes(one) for one in doubt_again(document).attachments] == [["form"], []]


def test_a_deputy_who_signs_without_saying_for_whom() -> None:
    end = "\nNơi nhận:\n- Các thôn;\n- Lưu: VT.\n\n{}GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nLê Thị Hạnh\n"
    assert [codes(plan(end=end.format(prefix)).signatures[0]) for prefix in ("KT. ", "")] == [[], ["form"]]
