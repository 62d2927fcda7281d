"""Pages put together: sheets of one file in, text and lines in reading order out."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field, replace
from statistics import median
from typing import Literal

from vbparse.arrange.layout.features import Features, find_text_area, read_features
from vbparse.arrange.layout.footnotes import split_notes
from vbparse.arrange.layout.frames import Frame
from vbparse.arrange.layout.furniture import take_furniture
from vbparse.arrange.layout.joined_tables import is_bordered_letterhead, join_tables, read_bordered_rows
from vbparse.arrange.layout.paragraphs import mark_cell_starts, mark_starts
from vbparse.arrange.layout.reading_order import Row, read_rows
from vbparse.arrange.layout.ruled_tables import Grid, fill_grids, find_grids
from vbparse.arrange.layout.segments import Segment, Sheet, group_bands
from vbparse.arrange.layout.source_builder import SourceBuilder, read_cell_rows
from vbparse.language.misread import repair_view
from vbparse.schema import DigitalSignature, Margin
from vbparse.source import Source
from vbparse.text import Span

_SAME_WIDTH = 5
"""Points by which pages of one paper differ, at most."""
_USUAL_SIZE = 12.0
"""Points: the letter size of a page without text, which nothing depends on."""
_BLOCKS = 1000
"""Numbers for the side-by-side blocks above each table of a page; the last is for the table."""
Area = tuple[float, float]
"""Left and right edge of the text of a page."""


@dataclass(slots=True)
class Page:
    """A page as read: what its sheet holds, in the reading frame, and what stands aside of the text. `recognised`
    tells that its letters were read from a picture, and may be misread."""

    sheet: Sheet
    frame: Frame
    display: Frame
    signatures: list[DigitalSignature] = field(default_factory=list)
    aside: list[Segment] = field(default_factory=list)
    recognised: bool = False

    @property
    def words(self) -> str:
        """All that stands on the page, in no order."""
        return " ".join(s.text for s in self.sheet.segments)


def assemble_pages(pages: list[Page], media_type: str, text_origin: Literal["text-layer", "ocr"]) -> Source:
    """The text of a file's pages with its lines, tables and margins."""
    builder = SourceBuilder({p.sheet.number: (p.frame, p.display) for p in pages if p.frame != p.display})
    sheets = [p.sheet for p in pages]
    grids = {s.number: _take_tables(s) for s in sheets}
    margins: list[tuple[int, list[Segment]]] = []
    for number, furniture in take_furniture(sheets).items():
        margins += [(number, [s]) for s in sorted(furniture, key=lambda s: (s.base, s.x0))]
    margins += [(p.sheet.number, [s]) for p in pages for s in p.aside]
    areas = _find_text_areas(sheets)
    body = _body_size(sheets)
    flow: list[Row | Grid] = []
    notes: list[Row] = []
    for sheet in sheets:
        flow += _read_sheet(sheet, grids[sheet.number], areas[sheet.number], body, notes)
    recognised = {p.sheet.number for p in pages if p.recognised}
    flow, heads = join_tables(flow, recognised)
    pictures = {s.number: s.pictures for s in sheets}
    _write_flow(builder, flow, read_features([r for r in flow if isinstance(r, Row)], areas, pictures))
    note_lines = read_features(notes, areas, pictures)
    mark_starts(note_lines)
    for line in note_lines:
        builder.add_row(line, note=True)
    source = Source(
        builder.text.build(),
        builder.lines,
        builder.tables,
        media_type=media_type,
        text_origin=text_origin,
        margins=[_make_margin(builder, *margin) for margin in sorted([*margins, *heads], key=lambda m: m[0])],
        unsure=builder.unsure,
    )
    return repair_pages(source, recognised) if recognised else source


def _make_margin(builder: SourceBuilder, page: int, row: list[Segment]) -> Margin:
    left, top, right, bottom = zip(*(s.box for s in row), strict=True)
    box = builder.display_box((min(left), min(top), max(right), max(bottom)), page)
    return Margin(text=" ".join(s.text for s in row), page=page, box=list(box))


def _take_tables(sheet: Sheet) -> list[Grid]:
    grids = find_grids(sheet.number, sheet.level, sheet.upright)
    sheet.segments = fill_grids(grids, sheet.segments)
    return grids


def _find_text_areas(sheets: list[Sheet]) -> dict[int, Area]:
    """Edges of the text of each page; a page with too few lines takes those of the other pages of its width."""
    areas: dict[int, Area] = {}
    for sheet in sheets:
        spans = [(s.x0, s.x1) for band in group_bands(sheet.segments) if len(band) == 1 for s in band]
        if area := find_text_area(spans):
            areas[sheet.number] = area
    measured = [(sheet.width, areas[sheet.number]) for sheet in sheets if sheet.number in areas]
    usual: dict[float, Area | None] = {}
    for sheet in sheets:
        if sheet.number in areas:
            continue
        if sheet.width not in usual:
            similar = [area for width, area in measured if abs(width - sheet.width) < _SAME_WIDTH]
            usual[sheet.width] = (median(a for a, _ in similar), median(b for _, b in similar)) if similar else None
        areas[sheet.number] = usual[sheet.width] or _area_of_lines(sheet)
    return areas


def _area_of_lines(sheet: Sheet) -> Area:
    """The usual margins of a page, less where text stands beyond them."""
    low = min((s.x0 for s in sheet.segments), default=0.12 * sheet.width)
    return min(low, 0.2 * sheet.width), max([0.9 * sheet.width, *(s.x1 for s in sheet.segments)])


def _body_size(sheets: list[Sheet]) -> float:
    """The letter size of most of the text."""
    weight: dict[float, int] = {}
    for sheet in sheets:
        for segment in sheet.segments:
            size = round(segment.size * 2) / 2
            weight[size] = weight.get(size, 0) + len(segment.text)
    return max(weight, key=lambda s: weight[s]) if weight else _USUAL_SIZE


def _read_sheet(sheet: Sheet, grids: list[Grid], area: Area, body: float, notes: list[Row]) -> list[Row | Grid]:
    """Rows and tables of a page in reading order; its footnotes go to `notes`."""
    flow: list[Row | Grid] = []
    rest = sheet.segments
    for k, grid in enumerate([*grids, None]):
        above = rest if grid is None else [s for s in rest if s.base < grid.box[1] + 1]
        ids = set(map(id, above))
        rest = [s for s in rest if id(s) not in ids]
        rows = read_rows(above, sheet.number, area)
        if grid is None:
            rows, page_notes = split_notes(rows, sheet.level, sheet.height, body)
            notes += page_notes
        for row in rows:
            row.block += _BLOCKS * k
        if rows and k:
            rows[0].fresh = True
        flow += rows
        if grid is not None:
            flow += read_bordered_rows(grid, _BLOCKS * (k + 1) - 1) if is_bordered_letterhead(grid) else [grid]
    return flow


def _write_flow(builder: SourceBuilder, flow: list[Row | Grid], lines: list[Features]) -> None:
    mark_starts(lines)
    rows = iter(lines)
    for item in flow:
        if isinstance(item, Row):
            builder.add_row(next(rows))
            continue
        in_cells: dict[int, Features] = {}
        for cell in read_cell_rows(item):
            cell_lines = read_features(cell, {r.page: r.room for r in cell if r.room}, {})
            mark_cell_starts(cell_lines)
            in_cells.update((id(line.row.segment), line) for line in cell_lines)
        builder.add_table(item, in_cells)


def repair_pages(source: Source, pages: Container[int | None]) -> Source:
    """The source with misreadings repaired in its match view, in the lines of the given pages; the text stays as read.
    Lines begin behind specks that were wiped."""
    view, repaired = list(source.text.view), repair_view(source.text.value)
    lines = list(source.lines)
    for i, line in enumerate(lines):
        if line.page in pages:
            start, end = line.span
            view[start:end] = repaired[start:end]
            while start < end and view[start].isspace():
                start += 1
            lines[i] = replace(line, span=Span(start, end))
    return replace(source, text=replace(source.text, view="".join(view)), lines=lines)
