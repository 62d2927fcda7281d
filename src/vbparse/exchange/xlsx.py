"""The archive as an Excel workbook: obligations, documents and references, a sheet each."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from textwrap import wrap
from typing import IO, TYPE_CHECKING, Any, TypeVar

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from vbparse.archive.answers import Citation, Head, Owed
from vbparse.exchange.formats import Content
from vbparse.exchange.naming import drop_illegal_xml
from vbparse.exchange.tables import DOCUMENTS, FORMULA, OBLIGATIONS, REFERENCES, Column, Value

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from vbparse.exchange.selection import Selection

T = TypeVar("T")

DATES = "dd/mm/yyyy"
TIMES, SIZE = "Times New Roman", 12
_THIN = Side("thin", "B4BCC6")
GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
LINE, MOST_LINES = 16, 25
"""Points of a line of text, and how many lines a row shows at most (Excel: 409 points)."""
A4 = "9"
"""ISO/IEC 29500-1, 18.3.1.63."""
MARGIN, FOOT = 0.4, 0.6
"""Inches around what is printed: a centimetre, and room for the page number."""
LETTERS = 1.1
"""Letters of a text in the width of a digit, by which columns are measured."""
FIRST_YEAR = 1900
"""Excel knows no day before it."""


def write_workbook(
    target: Path | str | IO[bytes],
    obligations: Iterable[Owed],
    documents: Iterable[Head],
    references: Iterable[Citation],
) -> None:
    """Write the sheets Nhiệm vụ, Văn bản and Viện dẫn, row by row, so that memory does not grow with their number.

    A day is a real date; a month or a quarter stays text. Text is text, however it begins, and is cut at 32,767
    characters, the most that Excel takes.
    """
    book = Workbook(write_only=True)
    set_font(book)
    _sheet(book, "Nhiệm vụ", obligations, OBLIGATIONS)
    _sheet(book, "Văn bản", documents, DOCUMENTS)
    _sheet(book, "Viện dẫn", references, REFERENCES)
    book.save(target)


def write_xlsx(selection: Selection, _: Content) -> Iterator[bytes]:
    """The workbook of an archive, with all three sheets whatever is asked for."""
    stream = io.BytesIO()
    write_workbook(stream, selection.obligations(), selection.documents(), selection.references())
    yield stream.getvalue()


def write_sheet(title: str, rows: Iterable[T], columns: Sequence[Column[T]]) -> bytes:
    """A workbook of one table."""
    book, stream = Workbook(write_only=True), io.BytesIO()
    set_font(book)
    _sheet(book, title, rows, columns)
    book.save(stream)
    return stream.getvalue()


def _sheet(book: Workbook, title: str, rows: Iterable[T], columns: Sequence[Column[T]]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    set_up_printing(sheet, title, heading_row=1)
    for i, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(i)].width = column.width
    printed = columns[: next((i for i, column in enumerate(columns, 1) if column.printed_last), None)]
    widths = [column.width for column in printed]
    _append(sheet, 1, [_heading(sheet, column.heading) for column in columns], widths)
    cells, row_number = [(_Cells(sheet), column) for column in columns], 1
    for row in rows:
        row_number += 1
        _append(sheet, row_number, [cell.fill(column.read(row), column) for cell, column in cells], widths)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{row_number}"
    sheet.print_area = f"A1:{get_column_letter(len(printed))}{row_number}"


def _append(sheet: Any, number: int, row: Sequence[Cell], widths: Sequence[int]) -> None:
    """Write a row as high as what is printed of it needs, these columns being so wide."""
    # A height that is not written is left to the program that opens the file, and some leave one line.
    sheet.row_dimensions[number].height = LINE * count_lines([str(cell.value or "") for cell in row], widths)
    sheet.append(row)
    del sheet.row_dimensions[number]


def count_lines(texts: Sequence[str], widths: Sequence[int]) -> int:
    """Lines that the longest of these texts takes in its column, broken between words, as many as a row can show at
    most; an id, which is one word, may be cut off."""
    long = (
        sum(max(1, len(wrap(line, max(1, int(width * LETTERS))))) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=False)
        if " " in text or "-" in text
    )
    return min(max(long, default=1), MOST_LINES)


def set_font(book: Any) -> None:
    """Have all cells in Times New Roman, by the digits of which the widths of columns are then counted."""
    font = Font(TIMES, SIZE)
    book._fonts = IndexedList([font])
    book._named_styles["Normal"].font = font


def set_up_printing(sheet: Any, title: str, *, heading_row: int) -> None:
    """Have a sheet printed on A4 across, all of its width on one page, with the row of headings on each page, and title
    and page number below. The sheet may be one that only writes, of which the types of openpyxl do not know all; its
    first row must not be written yet, since the settings are written with it."""
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0  # as many pages high as it takes
    sheet.print_title_rows = f"{heading_row}:{heading_row}"
    sheet.page_margins = PageMargins(
        left=MARGIN, right=MARGIN, top=MARGIN, bottom=FOOT, header=FOOT / 2, footer=FOOT / 2
    )
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = title, "Trang &P/&N"


def _heading(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    cell: Cell = WriteOnlyCell(sheet, text)
    cell.font, cell.border, cell.fill = Font(TIMES, SIZE, bold=True), GRID, PatternFill("solid", fgColor="DDE6F0")
    cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
    return cell


class _Cells:
    """The cells of a column. A row is written out before the next one is made, so that one cell for each look serves
    all rows: to style a new cell takes longer than to write it."""

    def __init__(self, sheet: WriteOnlyWorksheet) -> None:
        self._text, self._guarded, self._day, self._number = (WriteOnlyCell(sheet) for _ in range(4))
        self._empty = WriteOnlyCell(sheet)
        for cell in (self._text, self._guarded, self._day, self._number, self._empty):
            is_text = cell in (self._text, self._guarded)
            cell.border = GRID
            cell.alignment = Alignment(wrap_text=is_text, horizontal=None if is_text else "center", vertical="top")
        self._day.number_format = DATES
        self._guarded.quotePrefix = True  # else Excel makes a formula of it once somebody edits the cell

    def fill(self, value: Value, column: Column[T]) -> Cell:
        """The cell that shows a value of the column; valid until the next row."""
        if isinstance(value, date) and value.year >= FIRST_YEAR:
            self._day.value = datetime.combine(value, time())
            return self._day
        if isinstance(value, int):
            self._number.value = value
            return self._number
        text = drop_illegal_xml(column.words(str(value))) if value else ""
        if not text:
            return self._empty
        cell: Cell = self._guarded if text.startswith(FORMULA) else self._text
        cell.value = text
        cell.data_type = "s"  # openpyxl makes a formula of "=…" and an error of "#N/A"
        return cell
