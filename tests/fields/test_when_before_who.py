"""A day, an hour or a rhythm that stands before whoever is charged, in parts that assign tasks."""

from __future__ import annotations

import pytest

from plans import parse_duties


@pytest.mark.parametrize(
    ("item", "assignee", "date", "recurrence"),
    [
        ("Hạn chót: 20/5/2026, các đơn vị gửi báo cáo về Văn phòng.", "các đơn vị", "2026-05-20", None),
        ("Hạn cuối gửi báo cáo: 30/6/2026. Các đơn vị nộp về Phòng Kinh tế.", "Các đơn vị", "2026-06-30", None),
        ("Thứ Năm hằng tuần, Công an xã tuần tra các tuyến đường.", "Công an xã", None, "FREQ=WEEKLY;BYDAY=TH"),
        ("16 giờ hằng ngày, các thôn báo cáo Công an xã.", "các thôn", None, "FREQ=DAILY"),
        (
            "Vào ngày cuối cùng hằng tháng, các thôn gửi báo cáo.",
            "các thôn",
            None,
            "FREQ=MONTHLY;BYMONTHDAY=-1",
        ),
        ("Ngày làm việc cuối cùng của tháng, các thôn gửi báo cáo.", "các thôn", None, "FREQ=MONTHLY"),
    ],
)
def test_when_stands_before_who(item: str, assignee: str, date: str | None, recurrence: str | None) -> None:
    [duty] = parse_duties(f"- {item}").obligations
    assert duty.assignee_text == assignee
    assert duty.due
    assert (duty.due.date, duty.due.recurrence) == (date, recurrence)


def test_a_labelled_deadline_alone_fills_the_item_above() -> None:
    [duty] = parse_duties("- Công an xã rà soát các hộ kinh doanh.", "- Hạn chót: 20/5/2026.").obligations
    assert duty.due
    assert duty.due.date == "2026-05-20"


def test_a_row_of_an_agenda_charges_nobody() -> None:
    assert parse_duties("- 7 giờ 30: Đoàn xã tổ chức đón đại biểu.").obligations == []


@pytest.mark.parametrize("who", ["Các nhà trường", "Hiệu trưởng"])
def test_who_lets_pupils_stay_at_home(who: str) -> None:
    [duty] = parse_duties(f"- {who} cho học sinh nghỉ học khi nhiệt độ dưới 10 độ.").obligations
    assert (duty.assignee_text, duty.task[:12]) == (who, "cho học sinh")
