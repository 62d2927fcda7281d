"""Tables copied cell after cell, with bars on lines of their own."""

from __future__ import annotations

import pytest

from readers.checks import cells, check_lines, check_raw, texts
from vbparse import parse
from vbparse.readers.markdown import read_markdown
from vbparse.readers.plain import read_plain

HEADER = ["STT", "Nội dung", "Đơn vị chủ trì", "Thời gian"]


def drawn(*rows: list[str]) -> str:
    return "".join("|\n" + "".join(f"{cell}\n|\n" if cell else "|\n" for cell in row) for row in rows)


@pytest.mark.parametrize("read", [read_plain, read_markdown])
def test_cells_between_bars(read) -> None:  # type: ignore[no-untyped-def]
    rows = [
        ["1", "Dọn vệ sinh\nđường làng", "Đoàn xã", "Tháng 5"],
        ["2", "Tổng kết", "", ""],
        ["3", "", "Trạm Y tế", ""],
    ]
    raw = f"I. PHÂN CÔNG\n{drawn(HEADER, *rows)}II. KINH PHÍ\nTừ ngân sách.\n"
    source = read(raw, "a.md")
    check_lines(source)
    check_raw(source, raw)
    assert cells(source) == [HEADER, *rows]
    assert texts(source)[0] == "I. PHÂN CÔNG"
    assert texts(source)[-2:] == ["II. KINH PHÍ", "Từ ngân sách."]


def test_rows_beside_cells_that_go_on_from_above() -> None:
    raw = drawn(
        HEADER,
        ["I. Việc chung"],
        ["1", "Họp", "Đoàn xã", "Tháng 5"],
        ["-", "Bàn việc", "Hội Nông dân"],
        ["2", "Báo cáo"],
    )
    assert cells(read_plain(raw + "II. KINH PHÍ\n", "a.txt")) == [
        HEADER,
        ["I. Việc chung"] * 4,
        ["1", "Họp", "Đoàn xã", "Tháng 5"],
        ["-", "Bàn việc", "Hội Nông dân", "Tháng 5"],
        ["2", "Báo cáo", "Hội Nông dân", "Tháng 5"],
    ]


def test_rows_of_such_a_table_charge() -> None:
    rows = [["1", "Trồng cây ven\nđường", "Đoàn xã", "Trước 20/5/2024"], ["2", "Tưới cây", "Hội Nông dân", "Hằng tuần"]]
    found = parse(f"KẾ HOẠCH\nTrồng cây\n\nI. PHÂN CÔNG\n{drawn(HEADER, *rows)}", name="a.md").obligations
    assert [(one.assignee_text, one.task.split()[0]) for one in found] == [
        ("Đoàn xã", "Trồng"),
        ("Hội Nông dân", "Tưới"),
    ]


@pytest.mark.parametrize(
    "raw",
    [
        drawn(["Bên A", "Bên B"], ["Đoàn xã", "Hội Nông dân"]),  # no heads of columns
        drawn(HEADER),
        "|\nSTT\n|\nNội dung họp\n|\nMột\n",
    ],
)
def test_bars_without_such_a_table(raw: str) -> None:
    assert read_plain(raw, "a.txt").tables == []


PAGE = f"""**QUYẾT ĐỊNH**
**Điều 1. **Phê
duyệt danh sách các điểm bán hàng của xã trong năm 2024,
gồm các điểm nêu dưới đây.
**Điều 2. **Đoàn
Thanh niên xã có trách nhiệm hướng dẫn các hộ bán hàng
dọn vệ sinh sau mỗi phiên chợ và báo cáo kết quả về Ủy
ban nhân dân xã trước ngày 20/5/2024.
**Điều 3. **Thủ
trưởng các đơn vị thuộc xã căn cứ Quyết định này thi
hành.
{drawn(["STT", "Nội dung", "Địa điểm"], *([str(i), "Điểm bán", f"Thôn {i}"] for i in range(1, 30)))}"""


def test_tables_do_not_count_among_the_lines_that_a_page_broke() -> None:
    document = parse(PAGE, name="a.md")
    assert [part.heading for part in document.sections if part.label] == [None, None, None]
    assert [one.assignees[0].name for one in document.obligations] == [
        "Đoàn Thanh niên xã",
        "Thủ trưởng các đơn vị thuộc xã",
    ]
