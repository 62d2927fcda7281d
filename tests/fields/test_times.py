"""Times beyond the examples of their rules: years carried over, bounds, impossible days."""

from __future__ import annotations

import pytest

from vbparse.fields.dates import Time
from vbparse.fields.times import times
from vbparse.text import fold_view


def read(text: str) -> Time:
    (hit,) = times.scan(fold_view(text))
    return hit.value


@pytest.mark.parametrize(
    ("text", "edtf", "bounds"),
    [
        ("trước ngày 20/9", "2024-09-20", ("2024-09-20", "2024-09-20")),
        ("trước ngày 20/9/2025", "2025-09-20", ("2025-09-20", "2025-09-20")),
        ("trong tháng 9", "2024-09", ("2024-09", "2024-09")),
        ("quý III", "2024-35", ("2024-07", "2024-09")),
        ("quý IV/2025", "2025-36", ("2025-10", "2025-12")),
        ("từ ngày 01/3 đến 30/4", "2024-03-01/2024-04-30", ("2024-03-01", "2024-04-30")),
        ("từ tháng 11 đến hết tháng 3/2025", "2024-11/2025-03", ("2024-11", "2025-03")),
        ("Từ 15/12/2023 đến 15/01/2024", "2023-12-15/2024-01-15", ("2023-12-15", "2024-01-15")),
        ("từ ngày 05 đến 20/6", "2024-06-05/2024-06-20", ("2024-06-05", "2024-06-20")),
        ("trong năm 2026", "2026", ("2026", "2026")),
    ],
)
def test_a_time_in_a_document_of_2024(text: str, edtf: str, bounds: tuple[str, str]) -> None:
    value = read(text).with_year(2024)
    assert (value.edtf(), value.bounds()) == (edtf, bounds)


@pytest.mark.parametrize("text", ["trước ngày 20/9", "trong tháng 9", "quý III", "từ ngày 01/3 đến 30/4"])
def test_without_a_year_there_is_no_date(text: str) -> None:
    value = read(text)
    assert (value.edtf(), value.year) == (None, None)


@pytest.mark.parametrize(
    ("text", "rrule"),
    [
        ("hằng ngày", "FREQ=DAILY"), ("mỗi tuần", "FREQ=WEEKLY"), ("hàng quý", "FREQ=MONTHLY;INTERVAL=3"),
        ("định kỳ hằng năm", "FREQ=YEARLY"), ("định kỳ 6 tháng", "FREQ=MONTHLY;INTERVAL=6"),
        ("2 tuần một lần", "FREQ=WEEKLY;INTERVAL=2"),
        ("trước ngày 25 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=25"),
        ("trước ngày 15/6 hằng năm", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15"),
    ],
)  # fmt: skip
def test_rhythms(text: str, rrule: str) -> None:
    value = read(text)
    assert (value.kind, value.recurrence, value.edtf()) == ("rhythm", rrule, None)


@pytest.mark.parametrize(
    "text",
    ["ngày 31/4/2024", "ngày 29/02/2023", "ngày 32/3/2024", "ngày 10 tháng 14 năm 2024", "từ ngày 01/6 đến 31/6/2024"],
)
def test_days_that_no_calendar_has(text: str) -> None:
    assert read(text).kind == "bad"


@pytest.mark.parametrize(
    "text",
    [
        "30/2020/NĐ-CP",
        "9 tháng đầu",
        "giai đoạn 2021-2025",
        "01 ngày công",
        "quý cơ quan",
        "đạt 15/20 chỉ tiêu",
        "tháng 18",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert [h.value for h in times.scan(fold_view(text)) if h.value.kind not in ("bad", "none")] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Trong quý II, 3 thôn còn lại rà soát, 3 tháng một lần báo cáo", ["2024-34", "FREQ=MONTHLY;INTERVAL=3"]),
        ("báo cáo quý I, quý II và năm (trước ngày 15/12)", ["2024-33", "2024-34", "2024-12-15"]),
        ("rà soát trong quý I, II, III/2024", ["2024-01/2024-09"]),
        ("rà soát trong quý II, III.", ["2024-04/2024-09"]),
        ("Quý III/2024, 4 xã", ["2024-35"]),
        ("báo cáo cả năm (trước ngày 05/12)", ["2024-12-05"]),
        ("báo cáo 6 tháng và tổng kết năm (trước ngày 05/12)", ["2024-12-05"]),
        (
            "định kỳ hằng quý (trước ngày 15 tháng cuối quý) và năm (trước ngày 05/12)",
            ["FREQ=MONTHLY;INTERVAL=3", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=5"],
        ),
        ("hằng tháng từ ngày 20 đến ngày 25 gửi báo cáo", ["FREQ=MONTHLY"]),
        ("hằng tháng, vào ngày 15 và ngày 30", ["FREQ=MONTHLY;BYMONTHDAY=15,30"]),
        ("hằng tháng, trước ngày 10 và 25 hộ tham gia", ["FREQ=MONTHLY"]),
    ],
)
def test_the_times_of_a_sentence_of_2024(text: str, found: list[str]) -> None:
    assert [str(hit.value.with_year(2024)) for hit in times.scan(fold_view(text))] == found
