"""What stands before whoever is charged in parts that assign tasks: a day, an hour, a rhythm, the label of a field."""

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


@pytest.mark.parametrize(
    ("item", "assignee", "task"),
    [
        ("Kinh phí thực hiện: Phòng Tài chính tham mưu UBND xã bố trí.", "Phòng Tài chính", "tham mưu"),
        ("Kinh phí: giao Phòng Kinh tế cân đối từ nguồn chi thường xuyên.", "Phòng Kinh tế", "cân đối"),
        ("Kết quả: các đơn vị gửi về Văn phòng trước ngày 5/6/2026.", "các đơn vị", "gửi về"),
        ("Lưu ý: các thôn không tự ý thay đổi mẫu biểu.", "các thôn", "không tự ý"),
        ("Số lượng: mỗi thôn cử 02 người.", "mỗi thôn", "cử 02"),
    ],
)
def test_a_sentence_behind_the_label_of_a_field_charges(item: str, assignee: str, task: str) -> None:
    [duty] = parse_duties(f"- {item}").obligations
    assert duty.assignee_text == assignee
    assert duty.task.startswith(task)


@pytest.mark.parametrize(
    "item",
    [
        "Thành phần: Chủ tịch UBND xã chủ trì; các thôn cử đại biểu tham dự.",
        "Hình thức: các đội thi thực hiện bài thi trên máy.",
        "Kinh phí: ngân sách xã.",
    ],
)
def test_what_an_event_is_like_charges_nobody(item: str) -> None:
    assert parse_duties(f"- {item}").obligations == []
