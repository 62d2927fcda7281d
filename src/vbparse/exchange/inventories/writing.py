"""An inventory as CSV, as a workbook and as a DOCX, to be printed on A4 across."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from vbparse.exchange.inventories.inventory import Inventory
from vbparse.exchange.naming import drop_illegal_xml
from vbparse.exchange.tables import FORMULA, Column, Value, to_csv
from vbparse.exchange.xlsx import DATES, FIRST_YEAR, GRID, LINE, SIZE, TIMES, count_lines, set_font, set_up_printing

WIDTH, HEIGHT, MARGIN = Cm(29.7), Cm(21.0), Cm(2)
"""A4 across (Nghị định 30/2020/NĐ-CP, phụ lục I)."""
SHEET_NAME = 31
"""Characters of the name of a sheet."""
TITLE_SIZE = 14
"""Points of a title."""


def write_csv(inventory: Inventory[Any]) -> bytes:
    """The rows, with the keys of the columns as their head."""
    stream = io.StringIO(newline="")
    to_csv(inventory.rows, inventory.columns, stream)
    return stream.getvalue().encode()


def write_xlsx(inventory: Inventory[Any]) -> bytes:
    """A workbook of one sheet: the title, the heading, the table."""
    book = Workbook()
    set_font(book)
    sheet: Any = book.active
    sheet.title = inventory.title.capitalize()[:SHEET_NAME]
    columns, first = inventory.columns, len(inventory.heading) + 3
    set_up_printing(sheet, inventory.title.capitalize(), heading_row=first)
    for n, line in enumerate((inventory.title, *inventory.heading), 1):
        sheet.merge_cells(start_row=n, start_column=1, end_row=n, end_column=len(columns))
        cell = sheet.cell(n, 1, drop_illegal_xml(line))
        cell.data_type, cell.font = "s", Font(TIMES, TITLE_SIZE if n == 1 else SIZE, bold=n == 1)
        cell.alignment = Alignment(horizontal="center" if n == 1 else "left", vertical="center", wrap_text=True)
    for i, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(i)].width = column.width
        _fill(sheet.cell(first, i), column.heading, Font(TIMES, SIZE, bold=True))
    widths = [column.width for column in columns]
    sheet.row_dimensions[first].height = LINE * count_lines([column.heading for column in columns], widths)
    for n, row in enumerate(inventory.rows, first + 1):
        texts = [_show(column.read(row), column) for column in columns]
        for i, column in enumerate(columns, 1):
            _fill(sheet.cell(n, i), column.read(row) if _is_plain(column.read(row)) else texts[i - 1], None)
        sheet.row_dimensions[n].height = LINE * count_lines(texts, widths)
    sheet.freeze_panes = sheet.cell(first + 1, 1)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def write_docx(inventory: Inventory[Any]) -> bytes:
    """A document with the title, the heading and the table, whose head stands on each page."""
    document: Any = docx.Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, WIDTH, HEIGHT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    style = document.styles["Normal"]
    style.font.name, style.font.size = TIMES, Pt(SIZE)
    style.paragraph_format.space_after = Pt(0)
    _add_line(document, inventory.title, Pt(TITLE_SIZE), centred=True)
    for line in (*inventory.heading, ""):
        _add_line(document, line, Pt(SIZE))
    table = document.add_table(1, len(inventory.columns), style="Table Grid")
    table.autofit = False
    for place, width in zip(table.columns, _share_width(inventory.columns), strict=True):
        place.width = width  # LibreOffice looks at these, Word at those of the cells
    _fill_row(table.rows[0], [column.heading for column in inventory.columns], inventory.columns, bold=True)
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in inventory.rows:
        texts = [_show(column.read(row), column) for column in inventory.columns]
        _fill_row(table.add_row(), texts, inventory.columns)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


WRITERS = {
    "xlsx": write_xlsx,
    "csv": write_csv,
    "docx": write_docx,
}
"""By suffix, the formats of an inventory."""
MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def _is_plain(value: Value) -> bool:
    """Whether a cell holds it as it is: a number, or a day that Excel knows."""
    return isinstance(value, int) or (isinstance(value, date) and value.year >= FIRST_YEAR)


def _show(value: Value, column: Column[Any]) -> str:
    """A value as people read it."""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return drop_illegal_xml(column.words(str(value))) if value not in (None, "") else ""


def _fill(cell: Any, value: Value, font: Font | None) -> None:
    if isinstance(value, date):
        cell.value, cell.number_format = datetime.combine(value, time()), DATES
    else:
        cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl makes a formula of "=…"
        cell.quotePrefix = value.startswith(FORMULA)
    cell.font = font or Font(TIMES, SIZE)
    cell.border = GRID
    cell.alignment = Alignment(wrap_text=True, vertical="center" if font else "top")


def _add_line(document: Any, text: str, size: Any, *, centred: bool = False) -> None:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(drop_illegal_xml(text))
    run.bold, run.font.size = centred, size
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _share_width(columns: Sequence[Column[Any]]) -> list[int]:
    """The width of each column, by its share of the page."""
    room, whole = WIDTH - 2 * MARGIN, sum(column.width for column in columns)
    return [int(room * column.width / whole) for column in columns]


def _fill_row(row: Any, texts: Sequence[str], columns: Sequence[Column[Any]], *, bold: bool = False) -> None:
    """Write the cells of a row, which stays on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, text, width in zip(row.cells, texts, _share_width(columns), strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.add_run(text).bold = bold
        if bold:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
