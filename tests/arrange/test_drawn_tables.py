"""Tables drawn with bars, tabs or blanks."""

from __future__ import annotations

import pytest

from readers.checks import cells, check_lines, check_raw, texts
from vbparse.readers.markdown import read_markdown
from vbparse.readers.plain import read_plain

HEADER = ["TT", "Nội dung", "Đơn vị chủ trì", "Thời gian"]
ROWS = [["1", "Điều tra hộ nghèo", "Phòng Văn hóa", "Tháng 5/2024"], ["2", "Tổng kết", "UBND xã", "Quý IV"]]


@pytest.mark.parametrize("apart", [" | ", "|", "\t", "    "])
def test_rows_below_a_header(apart: str) -> None:
    raw = "III. TIẾN ĐỘ\n" + "\n".join(apart.join(row) for row in [HEADER, *ROWS]) + "\nIV. TỔ CHỨC\n"
    source = read_plain(raw, "a.txt")
    check_lines(source)
    check_raw(source, raw)
    assert cells(source) == [HEADER, *ROWS]
    assert [line.table for line in source.lines] == [None, 0, 0, 0, None]
    assert texts(source)[-1] == "IV. TỔ CHỨC"


def test_empty_cells_are_counted_by_tabs_and_bars() -> None:
    raw = "STT\tNội dung\tThời gian\n1\tHọp\tTháng 5\n\tRà soát\tTháng 6\n2\tTổng kết\n"
    assert cells(read_plain(raw, "a.txt")) == [
        ["STT", "Nội dung", "Thời gian"],
        ["1", "Họp", "Tháng 5"],
        ["", "Rà soát", "Tháng 6"],
        ["2", "Tổng kết", ""],
    ]
    raw = "Tháng | Nội dung | Người thực hiện |\n9/2022 | | Phó hiệu trưởng |\n10/2022 | Kiểm tra | Tổ Văn phòng |\n"
    assert cells(read_plain(raw, "a.txt")) == [
        ["Tháng", "Nội dung", "Người thực hiện"],
        ["9/2022", "", "Phó hiệu trưởng"],
        ["10/2022", "Kiểm tra", "Tổ Văn phòng"],
    ]


def test_the_end_below_a_table_is_no_row_of_it() -> None:
    raw = "STT\tNội dung\tThời gian\n1\tHọp\tTháng 5\nNơi nhận:\tCHỦ TỊCH\n- Lưu: VT.\tNguyễn Văn A\n"
    source = read_plain(raw, "a.txt")
    assert cells(source) == [["STT", "Nội dung", "Thời gian"], ["1", "Họp", "Tháng 5"]]
    assert [line.column for line in source.lines] == [None, None, 0, 0, 1, 1]


@pytest.mark.parametrize(
    "raw",
    [
        "A | B | C\n1 | 2 | 3\n",
        "TT | Nội dung\n1 | Họp\n",
        "STT\tNội dung\tThời gian\n",
        "Nội dung họp    Thời gian họp    và những việc khác\n\nHai\n",
    ],
)
def test_no_table_without_a_header_and_a_row(raw: str) -> None:
    assert read_plain(raw, "a.txt").tables == []


def test_in_markdown_the_marks_are_left_out() -> None:
    raw = "Stt | **Nội dung** | Thời gian\n1 | **Điều tra** | Tháng 5\n"
    assert cells(read_markdown(raw, "a.md")) == [["Stt", "Nội dung", "Thời gian"], ["1", "Điều tra", "Tháng 5"]]


@pytest.mark.parametrize("mark", [".", "", ")"])
def test_rows_opened_by_their_numbers_with_blank_lines_between(mark: str) -> None:
    raw = (
        f"STT\tTên nghề\tMã nghề\tGhi chú\n\n1{mark}\tHàn\t5520123\n\n2{mark}\tMay mặc\t5540205\n\n"
        "2. Hình thức tuyển sinh\n"
    )
    source = read_plain(raw, "a.txt")
    assert cells(source) == [
        ["STT", "Tên nghề", "Mã nghề", "Ghi chú"],
        [f"1{mark}", "Hàn", "5520123", ""],
        [f"2{mark}", "May mặc", "5540205", ""],
    ]
    assert texts(source)[-1] == "2. Hình thức tuyển sinh"


@pytest.mark.parametrize(
    ("raw", "lines"),
    [
        (
            "1. Trồng cây\n2. Tưới cây đủ nước.3. Làm cỏ\n4. Bón phân",
            ["1. Trồng cây", "2. Tưới cây đủ nước.", "3. Làm cỏ", "4. Bón phân"],
        ),
        ("a) Trồng cây ven đường;b) Tưới cây", ["a) Trồng cây ven đường;", "b) Tưới cây"]),
        (
            "1. Trồng cây\n2. Tưới cây theo trang.3. Các xã\n3. Bón phân",
            ["1. Trồng cây", "2. Tưới cây theo trang.3. Các xã", "3. Bón phân"],
        ),
        ("1. Trồng cây đủ nước.5. Làm cỏ", ["1. Trồng cây đủ nước.5. Làm cỏ"]),
    ],
)
def test_an_item_glued_to_the_line_above(raw: str, lines: list[str]) -> None:
    for read in (read_plain, read_markdown):
        source = read(raw, "a.txt")
        check_lines(source)
        check_raw(source, raw)
        assert texts(source) == lines
