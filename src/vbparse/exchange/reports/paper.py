"""Pages of Word: paragraphs and tables as Nghị định 30/2020/NĐ-CP, phụ lục I, has them. Lengths are in millimetres,
letters in points."""

from __future__ import annotations

import io
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from vbparse.exchange.naming import drop_illegal_xml

TIMES, SIZE, IN_TABLES = "Times New Roman", 14, 12
SHORT, LONG = 210, 297
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15
"""Edges of A4 and its margins; 2–2,5 cm above and below, 3–3,5 cm left, 1,5–2 cm right."""
INDENT = 10
"""Of the first line of a paragraph."""
LONGEST_WHOLE = 1200
"""Letters of a text that a row which stays on one page may have; a longer one runs over."""
LEFT_ALIGNED, CENTRED, RIGHT_ALIGNED, JUSTIFIED = (
    WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, `width` in millimetres."""

    heading: str
    width: float
    is_centred: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """How letters of a paragraph look, and the points before and after it."""

    size: float = SIZE
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    before: float = 0
    after: float = 0
    align: Any = CENTRED
    indent: float = 0


BODY = Look(before=6, align=JUSTIFIED, indent=INDENT)
"""Of a paragraph: justified, 6 points before it, the first line indented."""
PAGE_NUMBER, GAP = Look(size=13), Look(size=6)


def new_paper(title: str, *, across: bool = False) -> Any:
    """An empty document on A4, with page numbers above all pages but the first."""
    document = Document()
    document.core_properties.title, document.core_properties.author = title, ""
    document.core_properties.language = "vi-VN"
    style = document.styles["Normal"]
    style.font.name, style.font.size = TIMES, Pt(SIZE)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
        fonts.set(qn(script), TIMES)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(x) for x in ((LONG, SHORT) if across else (SHORT, LONG)))
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = map(
        Mm, (TOP, BOTTOM, LEFT, RIGHT)
    )
    section.header_distance = Mm(TOP / 2)
    section.different_first_page_header_footer = True
    _add_page_number(section.header.paragraphs[0])
    return document


def usable_width(document: Any) -> float:
    """Millimetres between the margins."""
    section = document.sections[0]
    return float((section.page_width - section.left_margin - section.right_margin) / Mm(1))


def to_bytes(document: Any) -> bytes:
    """The document as a file."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def add_text(place: Any, text: str, look: Look = Look()) -> Any:
    """A paragraph at the end of a document or cell."""
    paragraph = place.add_paragraph()
    return set_text(paragraph, text, look)


def set_text(paragraph: Any, text: str, look: Look) -> Any:
    """Write into an empty paragraph."""
    run = paragraph.add_run(drop_illegal_xml(text))
    run.font.size, run.bold, run.italic, run.font.all_caps = Pt(look.size), look.bold, look.italic, look.capitals
    paragraph.alignment = look.align
    spacing = paragraph.paragraph_format
    spacing.space_before, spacing.space_after = Pt(look.before), Pt(look.after)
    if look.indent:
        spacing.first_line_indent = Mm(look.indent)
    return paragraph


def add_body(document: Any, text: str) -> Any:
    """A paragraph of the body."""
    return add_text(document, text, BODY)


def add_rule(place: Any, width: float, length: float) -> None:
    """A line of a length in the middle of a place that is so wide."""
    paragraph = add_text(place, "", Look(size=2))
    spacing = paragraph.paragraph_format
    spacing.left_indent = spacing.right_indent = Mm((width - length) / 2)
    spacing.line_spacing = Pt(3)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{key}"), value)
    borders.append(top)
    paragraph._element.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def add_columns(document: Any, widths: Sequence[float]) -> list[Any]:
    """Cells beside each other without lines, each with no paragraph yet: whoever fills one begins with `add_text`."""
    table = document.add_table(1, len(widths))
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    _drop_cell_margins(table)
    cells = list(table.rows[0].cells)
    for cell, width in zip(cells, widths, strict=True):
        cell.width = Mm(width)
        cell._element.remove(cell.paragraphs[0]._element)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    return cells


def add_gap(document: Any) -> None:
    """Half a line."""
    add_text(document, "", GAP)


class Grid:
    """A table with lines, whose first row stands on each page."""

    def __init__(self, document: Any, columns: Sequence[Column], size: float = IN_TABLES) -> None:
        """`columns` are made wider or narrower until they are as wide as the page."""
        scale = usable_width(document) / sum(column.width for column in columns)
        self._widths = [Mm(column.width * scale) for column in columns]
        self._table = document.add_table(1, len(columns), style="Table Grid")
        self._table.autofit, self._table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
        for column, width in zip(self._table.columns, self._widths, strict=True):
            column.width = width
        row = self._table.rows[0]
        for cell, column, width in zip(row.cells, columns, self._widths, strict=True):
            cell.width = width
            set_text(cell.paragraphs[0], column.heading, Look(size=size, bold=True, before=2, after=2))
        _flag_row(row._tr, "w:tblHeader")
        _flag_row(row._tr, "w:cantSplit")
        self._plain = self._pattern_row(columns, size, bold=False)
        self._bold = self._pattern_row(columns, size, bold=True)

    def add_row(self, texts: Sequence[str], *, bold: bool = False) -> None:
        """A row; it stays on one page unless it is very long."""
        row = deepcopy(self._bold if bold else self._plain)
        for place, text in zip(row.iter(qn("w:t")), texts, strict=True):
            place.text = drop_illegal_xml(" ".join(text.split()))
        if max(map(len, texts)) <= LONGEST_WHOLE:
            _flag_row(row, "w:cantSplit")
        self._table._tbl.append(row)

    def add_group(self, text: str) -> None:
        """A row of one cell, which stays on the page of the row behind it."""
        row = deepcopy(self._bold)
        first, *others = row.findall(qn("w:tc"))
        for cell in others:
            row.remove(cell)
        properties = first.get_or_add_tcPr()
        properties.width = sum(self._widths)
        properties.grid_span = len(self._widths)
        place = next(first.iter(qn("w:t")))
        place.text = drop_illegal_xml(text)
        paragraph = first.p_lst[0].get_or_add_pPr()
        paragraph.jc_val, paragraph.keepNext_val = LEFT_ALIGNED, True
        _flag_row(row, "w:cantSplit")
        self._table._tbl.append(row)

    def _pattern_row(self, columns: Sequence[Column], size: float, *, bold: bool) -> Any:
        """A row to be copied: to make one anew takes ten times as long."""
        row = self._table.add_row()
        for cell, column, width in zip(row.cells, columns, self._widths, strict=True):
            cell.width = width
            align = CENTRED if column.is_centred else LEFT_ALIGNED
            set_text(cell.paragraphs[0], "x", Look(size=size, bold=bold, align=align, before=2, after=2))
        self._table._tbl.remove(row._tr)
        return row._tr


def _drop_cell_margins(table: Any) -> None:
    """Have all of the width of cells for text."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margin = OxmlElement(side)
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _flag_row(row: Any, name: str) -> None:
    row.get_or_add_trPr().append(OxmlElement(name))


def _add_page_number(paragraph: Any) -> None:
    set_text(paragraph, "", PAGE_NUMBER)
    run = paragraph.runs[0]._element
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run.append(element)
