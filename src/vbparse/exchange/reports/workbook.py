"""Bảng theo dõi nhiệm vụ, as a workbook in which deadlines are dates."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from vbparse.archive.answers import Owed
from vbparse.exchange.naming import drop_illegal_xml
from vbparse.exchange.reports.office import BLANK, Office, spell_issue, write_day
from vbparse.exchange.reports.tracking import COLUMNS, TITLE, list_cells, list_groups
from vbparse.exchange.tables import FORMULA
from vbparse.exchange.xlsx import DATES, FIRST_YEAR, GRID, LINE, SIZE, TIMES, count_lines, set_font, set_up_printing

HEADING_ROW = 7
"""The row of the headings; above it stand letterhead and title."""
_DUE = 4
"""Which of the columns is the deadline."""
_DIGIT = 1.75
"""Millimetres of a digit, by which columns are measured."""
_TALL = 18
_LEFT, _RIGHT = (1, 4), (5, 9)
"""The columns under the office and under the motto."""
_SIGNATURE = 5
"""Rows in which a signature and a seal find room."""


def render_xlsx(owed: Sequence[Owed], office: Office, today: date, *, by_unit: bool = False) -> bytes:
    """The table with letterhead and end on A4 across, one page wide, the headings on each page."""
    book = Workbook()
    set_font(book)
    sheet: Any = book.active
    sheet.title = TITLE
    set_up_printing(sheet, TITLE, heading_row=HEADING_ROW)
    widths = [round(column.width / _DIGIT) for column in COLUMNS]
    for i, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(i)].width = width
    _write_head(sheet, office, today)
    _write_row(sheet, HEADING_ROW, [column.heading for column in COLUMNS], widths, is_heading=True)
    sheet.freeze_panes = f"A{HEADING_ROW + 1}"
    number = HEADING_ROW
    for heading, tasks in list_groups(owed, by_unit=by_unit):
        if heading:
            number += 1
            _write_merged(sheet, number, (1, len(COLUMNS)), heading, bold=True, align="left")
        for position, task in enumerate(tasks, 1):
            number += 1
            cells: list[Any] = [position, *list_cells(task)]
            cells[_DUE] = task.last_day or task.deadline
            _write_row(sheet, number, cells, widths)
    sheet.auto_filter.ref = f"A{HEADING_ROW}:{get_column_letter(len(COLUMNS))}{number}"
    _write_end(sheet, number + 2, office)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_head(sheet: Any, office: Office, today: date) -> None:
    names = [name for name in (office.parent, office.name or BLANK) if name]
    for row, name in enumerate(names, 1):
        _write_merged(sheet, row, _LEFT, name.upper(), bold=row == len(names))
    _write_merged(sheet, 1, _RIGHT, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True)
    _write_merged(sheet, 2, _RIGHT, "Độc lập - Tự do - Hạnh phúc", bold=True, underline="single")
    _write_merged(sheet, 3, _RIGHT, f"{office.place or BLANK}, {spell_issue(office, today)}", italic=True)
    all_columns = (1, len(COLUMNS))
    _write_merged(sheet, 4, all_columns, TITLE.upper(), bold=True)
    _write_merged(sheet, HEADING_ROW - 2, all_columns, f"(Tính đến ngày {write_day(today)})", italic=True)


def _write_end(sheet: Any, row: int, office: Office) -> None:
    for line in filter(None, (office.authority, *(office.post or BLANK).split("\n"))):
        _write_merged(sheet, row, _RIGHT, line.upper(), bold=True)
        row += 1
    _write_merged(sheet, row + _SIGNATURE, _RIGHT, office.signer or BLANK, bold=True)


def _write_merged(
    sheet: Any, row: int, columns: tuple[int, int], text: str, *, align: str = "center", **font: Any
) -> None:
    """A text over several columns of a row; under the headings it has lines around it."""
    sheet.merge_cells(start_row=row, end_row=row, start_column=columns[0], end_column=columns[1])
    cell = sheet.cell(row, columns[0])
    _set_text(cell, text)
    cell.font, cell.alignment = Font(TIMES, SIZE, **font), Alignment(horizontal=align, vertical="center")
    if align == "left":
        for i in range(columns[0], columns[1] + 1):
            sheet.cell(row, i).border = GRID
    sheet.row_dimensions[row].height = _TALL


def _write_row(sheet: Any, row: int, values: Sequence[Any], widths: Sequence[int], *, is_heading: bool = False) -> None:
    for i, (value, column) in enumerate(zip(values, COLUMNS, strict=True), 1):
        cell = sheet.cell(row, i)
        if isinstance(value, date) and value.year < FIRST_YEAR:
            value = write_day(value)
        if isinstance(value, str):
            _set_text(cell, " ".join(value.split()))
        else:
            cell.value = value
        if isinstance(value, date):
            cell.number_format = DATES
        centred = is_heading or column.is_centred
        cell.alignment = Alignment(
            wrap_text=True, horizontal="center" if centred else None, vertical="center" if is_heading else "top"
        )
        cell.font, cell.border = Font(TIMES, SIZE, bold=is_heading), GRID
        if is_heading:
            cell.fill = PatternFill("solid", fgColor="DDE6F0")
    sheet.row_dimensions[row].height = LINE * count_lines([str(value or "") for value in values], widths)


def _set_text(cell: Any, text: str) -> None:
    """Text that stays text, however it begins."""
    cell.value = drop_illegal_xml(text)
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(FORMULA)
