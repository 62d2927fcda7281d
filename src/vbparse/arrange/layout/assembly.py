"""Pages put together: sheets of one file in, text and lines in reading order out."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median
from typing import Literal

from vbparse.arrange.layout.features import Features, find_text_area, read_features
from vbparse.arrange.layout.footnotes import split_notes
from vbparse.arrange.layout.frames import Frame
from vbparse.arrange.layout.furniture import take_furniture
from vbparse.arrange.layout.joined_tables import is_bordered_letterhead, join_tables, read_bordered_rows
from vbparse.arrange.layout.paragraphs import mark_cell_starts, mark_starts
from vbparse.arrange.layout.reading_order import Row, group_bands, read_rows
from vbparse.arrange.layout.ruled_tables import Grid, fill_grids, find_grids
from vbparse.arrange.layout.segments import Segment, Sheet
from vbparse.arrange.layout.source_builder import SourceBuilder, read_cell_rows
from vbparse.arrange.repair import repair
from vbparse.schema import DigitalSignature, Margin
from vbparse.source import Source


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
    margins: list[Margin] = []

    def margin(page: int, segment: Segment) -> None:
        margins.append(Margin(text=segment.text, page=page, box=list(builder.display_box(segment.box, page))))

    grids = {p.sheet.number: _take_tables(p.sheet) for p in pages}
    for number, gone in take_furniture([p.sheet for p in pages]).items():
        for segment in sorted(gone, key=lambda s: (s.base, s.x0)):
            margin(number, segment)
    for page in pages:
        for segment in page.aside:
            margin(page.sheet.number, segment)
    areas = _find_text_areas([p.sheet for p in pages])
    body = _body_size([p.sheet for p in pages])
    flow: list[Row | Grid] = []
    notes: list[Row] = []
    for page in pages:
        flow += _read_sheet(page.sheet, grids[page.sheet.number], areas[page.sheet.number], body, notes)
    flow, heads = join_tables(flow)
    for number, row in heads:
        left, top, right, bottom = zip(*(s.box for s in row), strict=True)
        box = builder.display_box((min(left), min(top), max(right), max(bottom)), number)
        margins.append(Margin(text=" ".join(s.text for s in row), page=number, box=list(box)))
    pictures = {p.sheet.number: p.sheet.pictures for p in pages}
    _write_flow(builder, flow, read_features([r for r in flow if isinstance(r, Row)], areas, pictures))
    looks = read_features(notes, areas, pictures)
    mark_starts(looks)
    for look in looks:
        builder.add_row(look, note=True)
    margins.sort(key=lambda m: m.page or 0)
    source = Source(
        builder.text.build(),
        builder.lines,
        builder.tables,
        media_type=media_type,
        text_origin=text_origin,
        margins=margins,
    )
    recognised = {p.sheet.number for p in pages if p.recognised}
    return repair(source, recognised) if recognised else source


def _take_tables(sheet: Sheet) -> list[Grid]:
    grids = find_grids(sheet.number, sheet.level, sheet.upright)
    sheet.segments = fill_grids(grids, sheet.segments)
    return grids


def _find_text_areas(sheets: list[Sheet]) -> dict[int, tuple[float, float]]:
    """Edges of the text of each page; a page with too few lines takes those of the other pages of its width."""
    own: dict[int, tuple[float, float]] = {}
    for sheet in sheets:
        spans = [(s.x0, s.x1) for band in group_bands(sheet.segments) if len(band) == 1 for s in band]
        area = find_text_area(spans)
        if area:
            own[sheet.number] = area
    found = {}
    usual: dict[float, tuple[float, float] | None] = {}
    for sheet in sheets:
        if sheet.number not in own and sheet.width not in usual:
            like = [own[s.number] for s in sheets if s.number in own and abs(s.width - sheet.width) < 5]
            usual[sheet.width] = (median(a for a, _ in like), median(b for _, b in like)) if like else None
        if area := own.get(sheet.number) or usual[sheet.width]:
            found[sheet.number] = area
        else:
            low = min((s.x0 for s in sheet.segments), default=0.12 * sheet.width)
            found[sheet.number] = (
                min(low, 0.2 * sheet.width),
                max([0.9 * sheet.width, *(s.x1 for s in sheet.segments)]),
            )
    return found


def _body_size(sheets: list[Sheet]) -> float:
    """The letter size of most of the text."""
    weight: dict[float, int] = {}
    for sheet in sheets:
        for segment in sheet.segments:
            size = round(segment.size * 2) / 2
            weight[size] = weight.get(size, 0) + len(segment.text)
    return max(weight, key=lambda s: weight[s]) if weight else 12.0


def _read_sheet(
    sheet: Sheet, grids: list[Grid], area: tuple[float, float], body: float, notes: list[Row]
) -> list[Row | Grid]:
    """Rows and tables of a page in reading order; its footnotes go to `notes`."""
    flow: list[Row | Grid] = []
    rest = sheet.segments
    for k, grid in enumerate([*grids, None]):
        above = rest if grid is None else [s for s in rest if s.base < grid.box[1] + 1]
        taken = set(map(id, above))
        rest = [s for s in rest if id(s) not in taken]
        rows = read_rows(above, sheet.number, area)
        if grid is None:
            rows, found = split_notes(rows, sheet.level, sheet.height, body)
            notes += found
        for row in rows:
            row.block += 1000 * k
        if rows and k:
            rows[0].fresh = True
        flow += rows
        if grid is not None:
            flow += read_bordered_rows(grid, 1000 * k + 999) if is_bordered_letterhead(grid) else [grid]
    return flow


def _write_flow(builder: SourceBuilder, flow: list[Row | Grid], looks: list[Features]) -> None:
    mark_starts(looks)
    rows = iter(looks)
    for item in flow:
        if isinstance(item, Row):
            builder.add_row(next(rows))
            continue
        inner: dict[int, Features] = {}
        for cell in read_cell_rows(item):
            found = read_features(cell, {r.page: r.room for r in cell if r.room}, {})
            mark_cell_starts(found)
            inner.update((id(look.row.segment), look) for look in found)
        builder.add_table(item, inner)
