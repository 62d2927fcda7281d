"""A workbook, written and read back."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.workbook import Workbook

from vbparse.archive.answers import Owed
from vbparse.exchange.tables import DOCUMENTS, OBLIGATIONS, REFERENCES
from vbparse.exchange.xlsx import write_workbook

from .answers import CITED, DEADLINE, PLAN, QUARTER, REVIEW, TRAPS, UNCLEAR


@pytest.fixture(scope="module")
def book() -> Workbook:
    return written([DEADLINE, QUARTER])


def written(obligations: list[Owed]) -> Workbook:
    stream = io.BytesIO()
    write_workbook(stream, obligations, [PLAN, REVIEW], [CITED, UNCLEAR])
    return load_workbook(stream)


def rows(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    heading, *found = book[sheet].iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in found]


def test_three_sheets_with_filters_and_a_frozen_header(book: Workbook) -> None:
    assert book.sheetnames == ["Nhiệm vụ", "Văn bản", "Viện dẫn"]
    for sheet, columns, area in zip(
        book, (OBLIGATIONS, DOCUMENTS, REFERENCES), ("A1:Y3", "A1:N3", "A1:P3"), strict=True
    ):
        assert [cell.value for cell in sheet[1]] == [column.heading for column in columns]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == area
        assert sheet["A1"].font.bold
        widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]]
        assert widths == [column.width for column in columns]


def test_each_sheet_is_printed_on_a4_across_on_one_page_wide(book: Workbook) -> None:
    for sheet, area in zip(book, ("$A$1:$K$3", "$A$1:$H$3", "$A$1:$J$3"), strict=True):
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert (sheet.print_title_rows, sheet.print_area) == ("$1:$1", f"'{sheet.title}'!{area}")
        assert (sheet.oddFooter.left.text, sheet.oddFooter.right.text) == (sheet.title, "Trang &P/&N")


def test_what_is_printed_is_large_enough_to_read(book: Workbook) -> None:
    """The text is of 12 points; the width of A4 across less its margins is 10.9 inches, a digit 8 pixels of 96."""
    for sheet in book:
        last = range_boundaries(sheet.print_area.rpartition("!")[2])[2]
        width = sum(sheet.column_dimensions[get_column_letter(i)].width * 8 + 5 for i in range(1, last + 1))
        assert 12 * min(1, 10.9 * 96 / width) > 7.5


def test_a_row_is_as_high_as_its_text(book: Workbook) -> None:
    sheet = written([replace(DEADLINE, task="việc " * 50), DEADLINE])["Nhiệm vụ"]
    assert sheet.row_dimensions[2].height == 16 * 6
    assert sheet.row_dimensions[3].height == 16 * 2, "two bodies that help"


@pytest.mark.slow
def test_pages_of_paper_hold_the_headings_and_all_columns(tmp_path: Path, office: Callable[[Path, str], Path]) -> None:
    write_workbook(tmp_path / "kho.xlsx", [replace(DEADLINE, obligation=f"o-{i}") for i in range(60)], [PLAN], [CITED])
    with pdfplumber.open(office(tmp_path / "kho.xlsx", "pdf")) as pages:
        assert [(round(page.width), round(page.height)) for page in pages.pages] == [(842, 595)] * len(pages.pages)
        texts = [page.extract_text() for page in pages.pages]
    assert [text.count("Trang ") for text in texts] == [1] * len(texts)
    tasks = [text for text in texts if "Nhiệm vụ" in text.splitlines()[-1]]
    assert len(tasks) > 1
    assert len(texts) == len(tasks) + 2
    for text in tasks:
        assert "Người chịu trách nhiệm" in text.splitlines()[0]
        assert "Minh chứng" in text.splitlines()[0]


def test_days_are_dates_and_a_quarter_is_text_with_its_last_day(book: Workbook) -> None:
    deadline, quarter = rows(book, "Nhiệm vụ")
    assert (deadline["Thời gian"], deadline["Hạn"]) == ("trước ngày 18/9/2023", datetime(2023, 9, 17))
    assert (quarter["Thời gian"], quarter["Hạn"]) == ("trong quý III/2023", datetime(2023, 9, 30))
    assert (deadline["Ngày văn bản"], quarter["Ngày văn bản"]) == (datetime(2023, 3, 10), "09/2023")
    cell = book["Nhiệm vụ"]["E2"]
    assert (cell.is_date, cell.number_format) == (True, "dd/mm/yyyy")


def test_codes_are_told_in_vietnamese(book: Workbook) -> None:
    deadline, quarter = rows(book, "Nhiệm vụ")
    assert [(x["Vai trò"], x["Tình trạng"]) for x in (deadline, quarter)] == [
        ("chủ trì", "đã xong"), ("phối hợp", "quá hạn"),
    ]  # fmt: skip
    assert quarter["Hiệu lực văn bản"] == "đã bị thay thế"
    old = replace(QUARTER, status="old", old=True, falls="running", person="Lan")
    (row,) = rows(written([old]), "Nhiệm vụ")
    assert (row["Tình trạng"], row["Trong thời gian hỏi"], row["Người phụ trách"]) == (
        "hạn cũ", "đang trong thời gian thực hiện", "Lan",
    )  # fmt: skip
    plan, review = rows(book, "Văn bản")
    assert (plan["Loại"], plan["Số trang"], plan["Hiệu đính"]) == ("Kế hoạch", 4, None)
    assert review["Hiệu đính"] == "đã hiệu đính"
    cited, unclear = rows(book, "Viện dẫn")
    assert (cited["Quan hệ"], cited["Tình trạng"]) == ("căn cứ", "có trong kho")
    assert cited["Khác văn bản trong kho ở"] == "cơ quan"
    assert (unclear["Quan hệ"], unclear["Ngày"]) == ("thực hiện", "02/2023")
    recurring = {"text": "hằng quý", "recurrence": "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20"}
    (row,) = rows(written([replace(DEADLINE, due=recurring)]), "Nhiệm vụ")
    assert row["Định kỳ"] == "hằng quý, ngày 20"


def test_text_wraps_and_labels_stay_text(book: Workbook) -> None:
    sheet = book["Nhiệm vụ"]
    assert sheet["C2"].alignment.wrap_text
    assert (sheet["N3"].value, sheet["N3"].data_type) == ("2.1", "s")


@pytest.mark.parametrize("trap", TRAPS)
def test_a_workbook_holds_no_formula(trap: str) -> None:
    book = written([replace(DEADLINE, task=trap), QUARTER])
    cell = book["Nhiệm vụ"]["C2"]
    assert (cell.value, cell.data_type) == (trap, "s")
    assert bool(cell.quotePrefix) == (trap != "#N/A")
    assert not book["Nhiệm vụ"]["C3"].quotePrefix
    assert all(cell.data_type not in "fe" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_the_file_itself_holds_no_formula() -> None:
    stream = io.BytesIO()
    write_workbook(stream, [replace(DEADLINE, task=trap) for trap in TRAPS], [], [])
    with zipfile.ZipFile(stream) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("=1+1") == 3
    assert "<f>" not in sheet
    assert 't="e"' not in sheet


def test_characters_that_no_workbook_takes_are_left_out() -> None:
    task = "Lập\x00 danh\x0b sách\ud800\uffff\x1f"
    sheet = written([replace(DEADLINE, task=task, product="\x01")])["Nhiệm vụ"]
    assert (sheet["C2"].value, sheet["F2"].value) == ("Lập danh sách", None)


def test_text_too_long_for_a_cell_is_cut() -> None:
    assert len(written([replace(DEADLINE, task="việc " * 10_000)])["Nhiệm vụ"]["C2"].value) == 32_767


def test_a_day_before_excel_knows_days_is_text() -> None:
    (row,) = rows(written([replace(DEADLINE, last_day="1887-10-17")]), "Nhiệm vụ")
    assert row["Hạn"] == "1887-10-17"


def test_sheets_without_rows_are_whole() -> None:
    stream = io.BytesIO()
    write_workbook(stream, [], [], [])
    book = load_workbook(stream)
    assert [(sheet.max_row, sheet.auto_filter.ref) for sheet in book] == [(1, "A1:Y1"), (1, "A1:N1"), (1, "A1:P1")]


@pytest.mark.slow
def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    def owed(count: int) -> Iterator[Owed]:
        return (replace(DEADLINE, obligation=f"o-{i}", task=f"Việc thứ {i}") for i in range(count))

    peaks = []
    for count in (200, 2000):
        tracemalloc.start()
        write_workbook(tmp_path / "many.xlsx", owed(count), [], [])
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.5
