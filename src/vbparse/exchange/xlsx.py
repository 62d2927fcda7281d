"""The archive as an Excel workbook: obligations, documents and references, a sheet each."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeVar

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

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
LINE, MOST_LINES = 15, 27
"""Points of a line of text, and how many lines a row shows at most (Excel: 409 points)."""
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
    _sheet(book, "Nhiệm vụ", obligations, OBLIGATIONS)
    _sheet(book, "Văn bản", documents, DOCUMENTS)
    _sheet(book, "Viện dẫn", references, REFERENCES)
    book.save(target)


def write_xlsx(selection: Selection, _: Content) -> Iterator[bytes]:
    """The workbook of an archive, with all three sheets whatever is asked for."""
    stream = io.BytesIO()
    write_workbook(stream, selection.obligations(), selection.documents(), selection.references())
    yield stream.getvalue()


def _sheet(book: Workbook, title: str, rows: Iterable[T], columns: Sequence[Column[T]]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for i, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(i)].width = column.width
    sheet.append([_heading(sheet, column.heading) for column in columns])
    cells, row_number = [(_Cells(sheet), column) for column in columns], 1
    for row in rows:
        row_number += 1
        made = [cell.fill(column.read(row), column) for cell, column in cells]
        # A height that is not written is left to the program that opens the file, and some leave one line.
        sheet.row_dimensions[row_number].height = LINE * _lines(made, columns)
        sheet.append(made)
        del sheet.row_dimensions[row_number]
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{row_number}"


def _lines(row: Sequence[Cell | None], columns: Sequence[Column[T]]) -> int:
    """Lines that the longest text of a row takes in its column; an id may be cut off."""
    texts = [(str(cell.value), column.width) for cell, column in zip(row, columns, strict=True) if cell]
    long = (sum(1 + len(line) // width for line in text.split("\n")) for text, width in texts if " " in text)
    return min(max(long, default=1), MOST_LINES)


def _heading(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    cell: Cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="DDE6F0")
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    return cell


class _Cells:
    """The cells of a column. A row is written out before the next one is made, so that one cell for each look serves
    all rows: to style a new cell takes longer than to write it."""

    def __init__(self, sheet: WriteOnlyWorksheet) -> None:
        self._text, self._guarded, self._day, self._number = (WriteOnlyCell(sheet) for _ in range(4))
        for cell in (self._text, self._guarded):
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        for cell in (self._day, self._number):
            cell.alignment = Alignment(vertical="top")
        self._day.number_format = DATES
        self._guarded.quotePrefix = True  # else Excel makes a formula of it once somebody edits the cell

    def fill(self, value: Value, column: Column[T]) -> Cell | None:
        """The cell that shows a value of the column; valid until the next row."""
        if isinstance(value, date) and value.year >= FIRST_YEAR:
            self._day.value = datetime.combine(value, time())
            return self._day
        if isinstance(value, int):
            self._number.value = value
            return self._number
        text = drop_illegal_xml(column.words(str(value))) if value else ""
        if not text:
            return None
        cell: Cell = self._guarded if text.startswith(FORMULA) else self._text
        cell.value = text
        cell.data_type = "s"  # openpyxl makes a formula of "=…" and an error of "#N/A"
        return cell
