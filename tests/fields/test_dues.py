"""Deadlines: in the prose of a charge, and in cells and lines that hold nothing but time."""

from __future__ import annotations

import pytest

from plans import HEAD, parse_duties, parse_plan
from vbparse import parse
from vbparse.schema import Due

Values = tuple[str | None, str | None, str | None, bool]


def values(due: Due) -> Values:
    return due.date, due.bound, due.recurrence, due.ongoing


def in_prose(task: str) -> Due | None:
    """The deadline of a charge in a plan of May 2024."""
    (found,) = parse_duties("1. Công an xã", f"- {task}").obligations
    return found.due


def in_cell(cell: str) -> Due | None:
    table = f"| TT | Nhiệm vụ | Đơn vị chủ trì | Thời gian |\n|---|---|---|---|\n| 1 | Tưới cây | Công an xã | {cell} |"
    (found,) = parse(f"{HEAD}\n## I. PHÂN CÔNG\n\n{table}\n", name="x.md").obligations
    return found.due


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        ("Báo cáo kết quả trước ngày 20/6/2024.", ("2024-06-20", "before", None, False)),
        ("Báo cáo trước ngày 20/6.", ("2024-06-20", "before", None, False)),
        ("Báo cáo trước 17 giờ 00 ngày 20/6/2024.", ("2024-06-20", "before", None, False)),
        ("Báo cáo chậm nhất ngày 20/6/2024.", ("2024-06-20", "by", None, False)),
        ("Báo cáo chậm nhất đến hết ngày 20/6/2024.", ("2024-06-20", "by", None, False)),
        ("Gửi báo cáo, hạn chót: 17h00 ngày 20/6/2024.", ("2024-06-20", "by", None, False)),
        ("Gửi danh sách chậm nhất là 17 giờ 00, ngày 20/6/2024.", ("2024-06-20", "by", None, False)),
        (
            "Báo cáo định kỳ hằng quý (trước ngày 15 của tháng cuối quý) và năm (trước ngày 05/12).",
            (None, "before", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15", False),
        ),
        ("Kiểm kê cây xanh trong quý IV hằng năm.", (None, None, "FREQ=YEARLY;BYMONTH=12", False)),
        ("Tỉa cây vào quý I, quý III hàng năm.", (None, None, "FREQ=YEARLY;BYMONTH=3,9", False)),
        ("Hằng năm, vào quý II, nạo vét kênh.", (None, None, "FREQ=YEARLY;BYMONTH=6", False)),
        ("Hằng năm, nạo vét kênh trước quý II.", (None, "before", "FREQ=YEARLY;BYMONTH=4", False)),
        ("Vớt bèo từ tháng 5 đến tháng 8 hằng năm.", (None, None, "FREQ=YEARLY;BYMONTH=8", False)),
        (
            "Lập dự toán cây giống, trình xã trước ngày 15 tháng 12 của năm trước.",
            (None, "before", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15", False),
        ),
        (
            "Gửi danh sách trước ngày 10/6 (lần 1) và 10/11 (lần 2) hằng năm.",
            (None, "before", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=10", False),
        ),
        (
            "Gửi số liệu trước ngày 12 hằng tháng và báo cáo sơ kết mùa khô xong trước ngày 30/9/2024.",
            (None, "before", "FREQ=MONTHLY;BYMONTHDAY=12", False),
        ),
        (
            "Gửi số liệu trước 9 giờ thứ Tư hằng tuần, tổng kết trước ngày 30/9/2024.",
            (None, "before", "FREQ=WEEKLY;BYDAY=WE", False),
        ),
        ("Nộp hồ sơ trước 16h30' ngày 20/6/2024.", ("2024-06-20", "before", None, False)),
        ("Hoàn thành trong tháng 9/2024.", ("2024-09", "within", None, False)),
        ("Hoàn thành trong quý III/2024.", ("2024-35", "within", None, False)),
        ("Ra quân từ ngày 01/6/2024 đến ngày 10/6/2024.", ("2024-06-01/2024-06-10", "within", None, False)),
        ("Triển khai đợt 2 từ ngày 01/6/2024 đến ngày 10/6/2024.", ("2024-06-01/2024-06-10", "within", None, False)),
        ("Báo cáo trước ngày 25 hằng tháng.", (None, "before", "FREQ=MONTHLY;BYMONTHDAY=25", False)),
        ("Hằng tháng rà soát, hoàn thành trước ngày 20/6/2024.", ("2024-06-20", "before", None, False)),
        ("Gửi báo cáo không muộn hơn ngày 20/6/2024.", ("2024-06-20", "by", None, False)),
        ("Nộp hồ sơ, không được để quá 17 giờ 00 ngày 20/6/2024.", ("2024-06-20", "by", None, False)),
        ("Nộp hồ sơ trước 11h30 thứ Sáu, ngày 21/6/2024.", ("2024-06-21", "before", None, False)),
        ("Trong tháng 6/2024: rà soát hồ sơ.", ("2024-06", "within", None, False)),
        ("Đến 31/12/2024: giải ngân 100% vốn.", ("2024-12-31", "by", None, False)),
        ("Tổ chức hội nghị vào trung tuần tháng 9/2024.", ("2024-09", "within", None, False)),
        (
            "Hằng năm, trước ngày 20/11, gửi bản tự đánh giá.",
            (None, "before", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=20", False),
        ),
        (
            "Hằng năm, rà soát và gửi danh sách trước ngày 15/11.",
            (None, "before", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15", False),
        ),
        ("Hằng tháng, gửi báo cáo trước ngày 25.", (None, "before", "FREQ=MONTHLY;BYMONTHDAY=25", False)),
        ("Định kỳ hằng tháng (trước ngày 22), gửi bảng kê.", (None, "before", "FREQ=MONTHLY;BYMONTHDAY=22", False)),
        (
            "Báo cáo 6 tháng trước ngày 15/6, báo cáo năm trước ngày 15/12 hằng năm.",
            (None, "before", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15", False),
        ),
        (
            "Định kỳ 6 tháng (trước ngày 15/6) và 01 năm (trước ngày 15/12) báo cáo.",
            (None, None, "FREQ=MONTHLY;INTERVAL=6", False),
        ),
        ("Tiếp nhận hồ sơ trực tuyến từ ngày 01/7/2024 trở đi.", ("2024-07-01/..", "within", None, True)),
        (
            "Kiểm tra các công trình xây dựng trước năm 1994, báo cáo trước ngày 20/6/2024.",
            ("2024-06-20", "before", None, False),
        ),
        ("Hoàn thành các chỉ tiêu được duyệt trước ngày 01/8/2024.", ("2024-08-01", "before", None, False)),
        ("Thăm các gia đình có công trước ngày 27/7/2024.", ("2024-07-27", "before", None, False)),
        ("Nộp ngày 20/6/2024; bổ sung sau.", ("2024-06-20", "on", None, False)),
        ("Duyệt danh sách; tổ chức tổng duyệt ngày 20/6/2024.", ("2024-06-20", "on", None, False)),
        ("Rước nước. Thời gian thực hiện từ 7h00 ngày 20/6/2024.", ("2024-06-20", "on", None, False)),
        ("Tập huấn trưởng thôn (02 lớp, trong tháng 6/2024).", ("2024-06", "within", None, False)),
        (
            "Chiều thứ Năm hằng tuần gửi tin, bài; tổng kết trước ngày 20/6/2024.",
            (None, None, "FREQ=WEEKLY;BYDAY=TH", False),
        ),
        ("Gửi danh sách học sinh trước ngày 20/6/2024.", ("2024-06-20", "before", None, False)),
        (
            "Theo Quyết định số 8/QĐ-UBND ngày 01/3/2024, xong trước ngày 20/6/2024.",
            ("2024-06-20", "before", None, False),
        ),
    ],
)
def test_a_deadline_in_prose(task: str, expected: Values) -> None:
    found = in_prose(task)
    assert found is not None
    assert values(found) == expected
    assert found.text in task


@pytest.mark.parametrize(
    "task",
    [
        "Trồng cây ven đường.", "Rà soát kết quả của năm 2023.", "Kỷ niệm Ngày thành lập (11/6/1948 - 11/6/2024).",
        "Báo cáo kết quả 9 tháng đầu năm 2024.", "Báo cáo trước ngày 31/4/2024.",
        "Tưới đợt 1 từ ngày 01/6 đến ngày 05/6/2024, đợt 2 từ ngày 10/6 đến ngày 15/6/2024.",
        "Tưới cây cho thường xuyên được xanh tốt.",
        "Thực hiện Quyết định số 8/QĐ-UBND ngày 01/3/2024.",
        "Kiểm kê các công trình được bàn giao trước ngày 01/8/2024.",
        "Kiểm kê các công trình bàn giao trước ngày 01/7/2023.",
        "Lập danh sách công dân sinh từ ngày 01/01/2006 đến ngày 31/12/2006.",
        "In thẻ có giá trị đến hết ngày 31/12/2025.",
        "Thống kê số hộ nghèo tính đến hết ngày 31/12/2024.",
        "Thu hồi giấy phép hết hạn trước ngày 30/6/2024.",
        "Báo cáo kết quả từ ngày 15/5/2024 đến ngày 14/6/2024.",
        "Từ ngày 01/7/2024, tiếp nhận hồ sơ trực tuyến.",
        "Tổ chức các hoạt động kỷ niệm ngày 27/7.", "In tài liệu phục vụ Hội nghị tổ chức ngày 20/6/2024.",
        "Báo cáo sự cố xảy ra ngày 20/6/2024.", "Rà soát hộ nghèo (31 hộ, tháng 6/2024).",
    ],
)  # fmt: skip
def test_no_deadline(task: str) -> None:
    assert in_prose(task) is None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Trước ngày 20/6", ("2024-06-20", "before", None, False)),
        ("20/6/2024", ("2024-06-20", "on", None, False)),
        ("Tháng 9", ("2024-09", "within", None, False)),
        ("Quý III/2025", ("2025-35", "within", None, False)),
        ("Thường xuyên, trước ngày 20/6", ("2024-06-20", "before", None, False)),
        ("Từ năm 2025", ("2025/..", "within", None, False)),
        ("Từ tháng 11/2024 trở đi", ("2024-11/..", "within", None, True)),
        ("Giai đoạn 2024 - 2026", ("2024/2026", "within", None, False)),
        ("Năm 2025", ("2025", "within", None, False)),
        ("Chậm nhất ngày 31/12 năm trước liền kề", (None, "by", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", False)),
        ("Hằng năm; xong trước 20/11", (None, "before", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=20", False)),
        ("Theo tiến độ của huyện", (None, None, None, False)),
        ("Sau khi có ý kiến của huyện", (None, None, None, False)),
    ],
)
def test_a_cell_of_time(cell: str, expected: Values) -> None:
    found = in_cell(cell)
    assert found is not None
    assert (found.text, values(found)) == (cell, expected)


@pytest.mark.parametrize(
    ("cell", "recurrence", "ongoing"),
    [
        ("Hằng tháng", "FREQ=MONTHLY", False),
        ("ba tháng một lần", "FREQ=MONTHLY;INTERVAL=3", False),
        ("6 tháng, hằng năm", "FREQ=MONTHLY;INTERVAL=6", False),
        ("Thường xuyên", None, True),
    ],
)
def test_a_cell_of_rhythm(cell: str, recurrence: str | None, ongoing: bool) -> None:
    found = in_cell(cell)
    assert found is not None
    assert (found.date, found.recurrence, found.ongoing) == (None, recurrence, ongoing)


@pytest.mark.parametrize(
    ("label", "time", "bound"),
    [
        ("Xong trước", "ngày 20/6/2024", "before"),
        ("Trước ngày", "20/6/2024", "before"),
        ("Chậm nhất", "20/6/2024", "by"),
        ("Không muộn hơn", "ngày 20/6/2024", "by"),
        ("Hạn cuối", "tháng 6/2024", "by"),
        ("Xong trước", "từ 10/6 đến 20/6/2024", "within"),
        ("Thời gian", "20/6/2024", "on"),
        ("Thời hạn", "tháng 6/2024", "within"),
        ("Chậm nhất", "trước 20/6/2024", "before"),
    ],
)
def test_a_label_holds_the_bound_of_the_time_behind_it(label: str, time: str, bound: str) -> None:
    task = "1. Rà soát cây đã trồng.\n- Chủ trì: Công an xã.\n"
    table = f"| TT | Nhiệm vụ | Đơn vị chủ trì | {label} |\n|---|---|---|---|\n| 1 | Tưới cây | Công an xã | {time} |\n"
    for below in (f"{task}- {label}: {time}", table):
        (found,) = parse(f"{HEAD}\nI. TỔ CHỨC THỰC HIỆN\n\n{below}\n", name="x.md").obligations
        assert found.due is not None
        assert (found.due.text, found.due.bound) == (time, bound)


def test_an_empty_cell_is_no_deadline() -> None:
    assert in_cell("") is None


def test_without_a_year_there_is_no_date() -> None:
    head = "\n".join(line for line in HEAD.split("\n") if "tháng" not in line).replace(" năm 2024", "")
    (found,) = parse_plan("I. TỔ CHỨC THỰC HIỆN\n1. Công an xã\n- Báo cáo trước ngày 20/6.", head=head).obligations
    assert found.due is not None
    assert (found.due.date, found.due.bound) == (None, "before")


@pytest.mark.parametrize(
    ("cell", "recurrence"),
    [
        ("Quý I hằng năm", "FREQ=YEARLY;BYMONTH=3"),
        ("Quý II và quý IV hàng năm", "FREQ=YEARLY;BYMONTH=6,12"),
        ("6 tháng cuối năm hằng năm", "FREQ=YEARLY;BYMONTH=12"),
        ("Hằng năm, tháng 4 - tháng 6", "FREQ=YEARLY;BYMONTH=6"),
        ("Các tháng 2, 5, 8 và 11 hằng năm", "FREQ=YEARLY;BYMONTH=2,5,8,11"),
        ("12/5 và 12/10 hằng năm", "FREQ=YEARLY;BYMONTH=5,10;BYMONTHDAY=12"),
        ("02 lần/năm (12/5 và 12/10)", "FREQ=YEARLY;BYMONTH=5,10;BYMONTHDAY=12"),
        ("Ngày 5, 15, 25 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=5,15,25"),
        ("Quý, 6 tháng, năm", "FREQ=MONTHLY;INTERVAL=3"),
        ("Đầu năm học hằng năm", "FREQ=YEARLY"),
    ],
)
def test_a_cell_of_every_year_names_no_year(cell: str, recurrence: str) -> None:
    due = in_cell(cell)
    assert due
    assert (due.date, due.recurrence) == (None, recurrence)


@pytest.mark.parametrize("cell", ["Quý IV năm trước", "31/12 của năm trước", "Cuối quý", "Học kỳ I", "Trước Tết"])
def test_what_cannot_be_dated_stays_open(cell: str) -> None:
    due = in_cell(cell)
    assert due is None or (due.date, due.recurrence) == (None, None)


@pytest.mark.parametrize(
    "task",
    [
        "Chốt số dư đến ngày 31/12 năm trước.",
        "Tưới cây 02 lượt một buổi; phát loa trong mùa hanh khô (từ ngày 01/11/2024 đến ngày 31/12/2024).",
        "Nghiệm thu trước khi kết thúc học kỳ II.",
        "Trả kết quả trong 03 ngày kể từ ngày nhận hồ sơ.",
    ],
)
def test_times_that_are_no_deadline_of_the_task(task: str) -> None:
    assert in_prose(task) is None
