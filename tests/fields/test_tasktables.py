"""Task tables: roles of columns, group rows, row numbers, obligations of rows."""

from __future__ import annotations

import pytest

from plans import parse_plan
from vbparse import Document, parse, read
from vbparse.bodies.lexicon import find_terms
from vbparse.fields.actors import ActorParser
from vbparse.fields.columns import find_columns
from vbparse.fields.slots import SlotReader
from vbparse.fields.times import Timeline


def table(*rows: str) -> str:
    head, *rest = rows
    return "\n".join([head, "|" + "---|" * head.count("|", 1), *rest])


def column_roles(head: str) -> dict[str, int]:
    source = read(table(head, "|" + " x |" * head.count("|", 1)).encode(), name="t.md")
    view = source.text.view
    slots = SlotReader(source.text, ActorParser(view, find_terms(view)), Timeline(view))
    return find_columns(slots, source.tables[0])[0]


def planned(*rows: str) -> Document:
    return parse(f"# KẾ HOẠCH\n\nTrồng cây năm 2024\n\n## II. PHÂN CÔNG\n\n{table(*rows)}\n", name="plan.md")


FULL = (
    "| TT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian hoàn thành | Sản phẩm |",
    "| 1 | Đào hố | Công an xã | Trạm Y tế xã; các thôn | Trước ngày 20/6/2024 | Báo cáo |",
    "| 2 | Trồng cây | Các thôn | | Quý III/2024 | |",
)  # fmt: skip


@pytest.mark.parametrize(
    ("head", "roles"),
    [
        (FULL[0], {"number": 0, "task": 1, "lead": 2, "coop": 3, "due": 4, "product": 5}),
        ("| Thời gian | Cơ quan thực hiện | Nhiệm vụ | STT |", {"due": 0, "lead": 1, "task": 2, "number": 3}),
        ("| Thờihạn | Đơn vị thựchiện | Nhiệm vụ |", {"due": 0, "lead": 1, "task": 2}),
        ("| TT | Loại cây | Số lượng |", {}),
    ],
)  # fmt: skip
def test_columns_in_any_order(head: str, roles: dict[str, int]) -> None:
    assert column_roles(head) == roles


def test_a_row_is_an_obligation() -> None:
    one, two = planned(*FULL).obligations
    assert (one.assignee_text, one.task, one.product, one.section) == ("Công an xã", "Đào hố", "Báo cáo", "II")
    assert [b.text for b in one.cooperating] == ["Trạm Y tế xã", "các thôn"]
    assert one.due is not None
    assert (one.due.text, one.due.date, one.due.bound) == ("Trước ngày 20/6/2024", "2024-06-20", "before")
    assert (two.assignee_text, two.product, two.cooperating, two.section) == ("Các thôn", None, [], "II")
    assert two.due is not None
    assert two.due.date == "2024-35"


def test_group_rows_are_no_tasks() -> None:
    found = planned(FULL[0], "| I | CHUẨN BỊ | | | | |", FULL[1], "| II | TRỒNG CÂY | | | | |", FULL[2]).obligations
    assert [o.task for o in found] == ["Đào hố", "Trồng cây"]


def test_a_heading_row_may_stand_in_every_cell() -> None:
    head, *rest = FULL
    group = "| II | Chăm sóc rừng trồng | Chăm sóc rừng trồng | Chăm sóc rừng trồng | Chăm sóc rừng trồng | |"
    assert [o.task for o in planned(head, group, *rest).obligations] == ["Đào hố", "Trồng cây"]


def test_the_year_of_the_head_is_that_of_the_rows() -> None:
    (found,) = planned(
        "| TT | Nhiệm vụ | Đơn vị thực hiện | Thời gian (năm 2025) |", "| 1 | Đào hố | Công an xã | Tháng 3 |"
    ).obligations
    assert found.due is not None
    assert found.due.date == "2025-03"


def test_a_table_without_tasks_charges_nobody() -> None:
    assert planned("| TT | Thôn | Số cây |", "| 1 | Thôn An | 20 |").obligations == []


def test_a_cell_with_several_lines_names_several() -> None:
    (found,) = planned(FULL[0], "| 1 | Đào hố | Công an xã; Trạm Y tế xã | | Thường xuyên | |").obligations
    assert [b.text for b in found.assignees] == ["Công an xã", "Trạm Y tế xã"]
    assert found.due is not None
    assert (found.due.ongoing, found.due.date) == (True, None)


def test_beginning_and_end_side_by_side_are_one_period() -> None:
    (found,) = planned(
        "| TT | Hoạt động | Người chịu trách nhiệm | Bắt đầu | Kết thúc |",
        "| 1 | Đào hố | Trạm Y tế xã | 01/6/2024 | 30/6/2024 |",
    ).obligations
    assert found.due is not None
    assert (found.due.text, found.due.date, found.due.bound) == (
        "01/6/2024 30/6/2024", "2024-06-01/2024-06-30", "within",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("begins", "ends", "period"),
    [
        ("Tháng 3", "Tháng 4 năm 2026", "2026-03/2026-04"),
        ("Tháng 11", "Tháng 3/2026", "2025-11/2026-03"),
        ("Quý III", "Quý IV/2025", "2025-35/2025-36"),
    ],
)
def test_a_beginning_without_a_year_is_in_the_year_of_the_end(begins: str, ends: str, period: str) -> None:
    (found,) = planned(
        "| TT | Hoạt động | Người chịu trách nhiệm | Bắt đầu | Kết thúc |",
        f"| 1 | Đào hố | Trạm Y tế xã | {begins} | {ends} |",
    ).obligations
    assert found.due is not None
    assert found.due.date == period


def test_the_end_apart_from_the_beginning_is_the_deadline() -> None:
    (found,) = planned(
        "| Bắt đầu | Hoạt động | Người chịu trách nhiệm | Kết thúc |", "| 01/6/2024 | Đào hố | Công an xã | 30/6/2024 |"
    ).obligations
    assert found.due is not None
    assert found.due.date == "2024-06-30"


def test_beside_partners_other_heads_are_read_by_their_place() -> None:
    (found,) = planned(
        "| TT | Tên lớp | Số lớp | Đơn vị dạy nghề | Đơn vị phối hợp | Tiến độ |",
        "| 1 | Ghép cây | 02 | Trung tâm Khuyến nông | Các thôn | Quý I, II/2025 |",
    ).obligations
    assert (found.task, found.assignee_text) == ("Ghép cây", "Trung tâm Khuyến nông")
    assert [b.text for b in found.cooperating] == ["Các thôn"]
    assert found.due is not None
    assert found.due.date == "2025-01/2025-06"


def test_the_month_stands_once_for_the_rows_below_it() -> None:
    head = "| Thời gian | Nội dung | Người thực hiện |"
    first, second, third = planned(
        head, "| Tháng 6/2024 | Đào hố | Công an xã |", "| | Mua cây | Trạm Y tế xã |", "| Tháng 7 | Trồng | Các thôn |"
    ).obligations
    assert [o.due and o.due.date for o in (first, second, third)] == ["2024-06", "2024-06", "2024-07"]


def test_a_heading_row_gives_its_month_to_the_rows_below_it() -> None:
    found = planned(
        "| TT | Nội dung | Người thực hiện |", "| | Tháng 6/2024 | |", "| 1 | Đào hố | Công an xã |",
        "| | Tháng 7/2024 | |", "| 2 | Trồng cây | Các thôn |", "| II | Chăm sóc | |", "| 3 | Tưới | Các thôn |",
    ).obligations  # fmt: skip
    assert [o.due and o.due.date for o in found] == ["2024-06", "2024-07", None]


def test_a_head_of_two_rows_over_the_days_is_no_row() -> None:
    row = ("1", "Đào hố", "01/6/2024", "05/6/2024", "Công an xã")
    html = (
        "<table><tr><td rowspan=2>STT</td><td rowspan=2>Công việc</td><td colspan=2>Thời gian</td>"
        "<td rowspan=2>Đơn vị phụ trách</td></tr><tr><td>Từ ngày</td><td>Đến ngày</td></tr>"
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr></table>"
    )
    (found,) = parse(f"<h1>KẾ HOẠCH</h1><p>Trồng cây</p><h2>I. TIẾN ĐỘ</h2>{html}", name="plan.html").obligations
    assert (found.assignee_text, found.due and found.due.date) == ("Công an xã", "2024-06-01/2024-06-05")


@pytest.mark.parametrize(
    ("head", "lead"),
    [
        ("| TT | Tên lớp | Đơn vị dạy nghề | Đơn vị phối hợp | Thời gian |", 2),
        ("| TT | Nội dung | Cơ quan, đơn vị | Đơn vị phối hợp | Thời gian |", 2),
        ("| TT | Đơn vị được kiểm tra | Nội dung kiểm tra | Thời gian | Thành phần phối hợp |", None),
        ("| TT | Đơn vị | Nội dung kiểm tra | Thời gian | Thành phần phối hợp |", None),
        ("| TT | Tên văn bản | Cơ quan ban hành | Cơ quan phối hợp | Thời gian |", None),
    ],
)
def test_beside_partners_only_bodies_that_do_something_lead(head: str, lead: int | None) -> None:
    assert column_roles(head).get("lead") == lead


def test_a_row_of_its_own_number_does_not_take_the_day_above() -> None:
    found = planned(
        "| TT | Thời gian | Nội dung | Chủ trì |", "| 1 | 12/6/2024 | Họp dân | Công an xã |",
        "| 2 | | Phát tờ rơi | Các thôn |", "| 3 | Tháng 7 | Trồng cây | Các thôn |", "| 4 | | Tưới cây | Các thôn |",
        "| 5 | | Tuyên truyền thường xuyên | Các thôn |",
    ).obligations  # fmt: skip
    assert [o.due and o.due.date for o in found] == ["2024-06-12", None, "2024-07", "2024-07", None]


@pytest.mark.parametrize(
    "head",
    [
        "| Stt | Phần việc | Ai làm | Bao giờ xong |",
        "| Stt | Phần việc | Khối | Mốc |",
        "| (1) | (2) | (3) | (4) |",
    ],
)
def test_cells_say_what_a_column_holds(head: str) -> None:
    found = planned(
        head,
        "| 1 | Rà soát các hộ nghèo | Trạm Y tế xã | Trước 20/6/2024 |",
        "| 2 | Lập danh sách | Công an xã | Quý III |",
    ).obligations
    assert [(o.assignee_text, o.due and o.due.date) for o in found] == [
        ("Trạm Y tế xã", "2024-06-20"), ("Công an xã", "2024-35"),
    ]  # fmt: skip


def test_a_column_of_both_kinds_of_bodies_assigns() -> None:
    (found,) = planned(
        "| TT | Nội dung | Đơn vị chủ trì/phối hợp | Thời gian |",
        "| 1 | Rà soát | Công an xã, Trạm Y tế xã | Tháng 6 |",
    ).obligations
    assert [body.name for body in found.assignees] == ["Công an xã", "Trạm Y tế xã"]


def test_what_is_inspected_is_charged_with_nothing() -> None:
    rows = ("| 1 | Kiểm tra hồ sơ | Trạm Y tế xã | 20/6/2024 |", "| 2 | Kiểm tra kho | Công an xã | 21/6/2024 |")
    assert not [
        o for o in planned("| TT | Nội dung kiểm tra | Đơn vị | Thời gian |", *rows).obligations if o.assignee_text
    ]


def test_a_ditto_mark_repeats_the_cell_above_and_quarters_make_one_period() -> None:
    rows = (
        "| TT | Nội dung | Chủ trì | Phối hợp | Thời gian |\n|---|---|---|---|---|\n"
        "| 1 | Rà soát | Trạm Y tế | Công an xã | Quý III, IV |\n| 2 | Tổng kết | Văn phòng | nt | 15/12/2024 |"
    )
    first, second = parse_plan(f"II. NHIỆM VỤ\n{rows}").obligations
    assert first.due is not None
    assert first.due.date == "2024-07/2024-12"
    assert [one.name for one in second.cooperating] == ["Công an xã"]


def test_two_persons_share_a_cell() -> None:
    rows = "| Thời gian | Nội dung | Người phụ trách |\n|---|---|---|\n| Tháng 9 | Khai giảng | Cô Hoa, thầy Nam |"
    [duty] = parse_plan(f"II. NHIỆM VỤ\n{rows}").obligations
    assert [one.text for one in duty.assignees] == ["Cô Hoa", "thầy Nam"]


SCHOOL = (
    "TRƯỜNG THCS BÌNH SƠN\n\nSố: 27/KH-THCS\n\nBình Sơn, ngày 19 tháng 9 năm 2024\n\nKẾ HOẠCH\nNăm học 2024 - 2025\n"
)


@pytest.mark.parametrize(
    ("week", "remark", "due"),
    [
        ("Tuần 4 (30/9 - 05/10)", "", "2024-09-30/2024-10-05"),
        ("Tuần 5 (07 – 12/10)", "", "2024-10-07/2024-10-12"),
        ("Tuần 6 (từ 14 đến hết 19/10)", "", "2024-10-14/2024-10-19"),
        ("Tuần 7 - 8: 21/10 - 02/11", "", "2024-10-21/2024-11-02"),
        ("30/9 - 05/10", "", "2024-09-30/2024-10-05"),
        ("Tuần 17 (30/12 - 04/01)", "", "2024-12-30/2025-01-04"),
        ("Tuần 20 (13 - 18/01)", "", "2025-01-13/2025-01-18"),
        ("Tuần 5 (07 - 12/10)", "15h30 thứ Sáu 11/10", "2024-10-11"),
        ("Tuần 5 (07 - 12/10)", "Xong trước 10/10", "2024-10-10"),
        ("Tuần 5 (07 - 12/10)", "Nộp ảnh 18/10", "2024-10-07/2024-10-12"),
        ("Tuần 5 (07 - 12/10)", "Báo cáo trước 18/10", "2024-10-07/2024-10-12"),
    ],
)
def test_a_week_of_a_school_year_is_a_period(week: str, remark: str, due: str) -> None:
    rows = (
        "| Tuần | Nội dung công việc | Người phụ trách | Ghi chú |",
        "| Tuần 1 (03/9 - 07/9) | Ổn định nền nếp | Đội Cờ đỏ | |",
        f"| {week} | Họp cha mẹ học sinh | Đ/c Hòa - PHT; GVCN | {remark} |",
    )
    duty = parse_plan(f"I. LỊCH CÔNG VIỆC\n{table(*rows)}", head=SCHOOL).obligations[-1]
    assert [one.name for one in duty.assignees] == ["Đ/c Hòa - PHT", "GVCN"]
    assert duty.due is not None
    assert duty.due.date == due
