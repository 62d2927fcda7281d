"""Tables of DOCX as full grids."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from vbparse.arrange.budget import Room
from vbparse.arrange.drafts import Draft, Grid, GridCell, fill_grid
from vbparse.readers.docx.package import Element, W
from vbparse.readers.docx.styles import read_val
from vbparse.readers.numerals import MOST_COLUMNS, parse_whole_number

CellReader = Callable[[Element, int, int], list[Draft | Grid]]
"""Reads a `w:tc`, given its row and grid column."""

_WRAPPERS = {f"{W}{x}" for x in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}


def read_table(table: Element, read_cell: CellReader, room: Room) -> Grid:
    """All rows with equally many cells; deleted rows are left out."""
    rows: list[list[GridCell]] = []
    for row in _find_children(table, f"{W}tr"):
        if row.find(f"{W}trPr/{W}del") is None:
            rows.append(_read_row(row, len(rows), rows[-1] if rows else [], read_cell))
    return fill_grid(rows, room)


def _read_row(row: Element, number: int, last: list[GridCell], read_cell: CellReader) -> list[GridCell]:
    cells = [GridCell() for _ in range(_read_count(row.find(f"{W}trPr/{W}gridBefore"), 0))]
    for cell in _find_children(row, f"{W}tc"):
        properties = cell.find(f"{W}tcPr")
        merge = properties.find(f"{W}vMerge") if properties is not None else None
        span = _read_count(properties.find(f"{W}gridSpan") if properties is not None else None, 1)
        at = len(cells)
        above = merge is not None and read_val(merge) != "restart" and at < len(last)
        parts = read_cell(cell, number, at)
        cells.append(GridCell([] if above else parts, above=above))
        cells += [GridCell(left=True, above=above) for _ in range(min(span, MOST_COLUMNS - at) - 1)]
    return cells


def _read_count(element: Element | None, default: int) -> int:
    number = parse_whole_number(read_val(element), MOST_COLUMNS)
    return default if number is None else number


def _find_children(parent: Element, tag: str) -> Iterator[Element]:
    """Children of a kind, also inside content controls and tracked insertions."""
    for child in parent.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _find_children(child, tag)
