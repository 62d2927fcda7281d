"""Task tables: roles of columns, group rows, row numbers, obligations of rows."""

from __future__ import annotations

import pytest

from vbparse import Document, parse, read
from vbparse.fields import tasktables


def table(*rows: str) -> str:
    head, *rest = rows
    return "\n".join([head, "|" + "---|" * head.count("|", 1), *rest])


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
    source = read(table(head, "|" + " x |" * head.count("|", 1)).encode(), name="t.md")
    assert tasktables.columns(source.text, source.tables[0])[0] == roles


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
