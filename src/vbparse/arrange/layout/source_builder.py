"""From rows and tables in reading order to the text with its origins, the lines and the tables of a `Source`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from vbparse.arrange.layout.features import Features
from vbparse.arrange.layout.frames import Frame
from vbparse.arrange.layout.reading_order import Row
from vbparse.arrange.layout.ruled_tables import Grid, GridCell
from vbparse.arrange.layout.segments import BOLD, ITALIC, UNSURE, Box, Segment
from vbparse.origins import Glyphs
from vbparse.patterns import Cue
from vbparse.source import Line, Table, TableCell
from vbparse.text import Span, TextBuilder

_WORD = Cue(r"\s+|\S+", examples=["xã", " "], rejects=[""])
_UNBROKEN = Cue(r"\S+", examples=["xã", "12/KH-UBND"], rejects=[" "])
_PADDING = 5.4
"""Points: Word's usual space between a cell's border and its text."""
Turn = tuple[Frame, Frame]
"""The reading frame of a page and the frame in which it is displayed."""


class SourceBuilder:
    """Builds the text line by line. `turns` holds the pages that are read in another frame than they are shown in."""

    def __init__(self, turns: Mapping[int, Turn]) -> None:
        self.text = TextBuilder()
        self.lines: list[Line] = []
        self.tables: list[Table] = []
        self.unsure: list[Span] = []
        self._turns = turns

    def add_row(self, line: Features, note: bool = False) -> None:
        """Add a row that stands in no table."""
        segment, page = line.row.segment, line.row.page
        span = self._add_segment(segment, page)
        self.lines.append(
            Line(
                span,
                page=page,
                box=self.display_box(segment.box, page),
                starts=line.starts,
                gap=line.gap,
                bold=line.bold,
                bold_lead=line.bold_lead,
                italic=line.italic,
                centred=line.centred,
                column=line.row.column,
                bullet=line.bullet,
                note=note,
            )
        )
        self.text.gap()

    def add_table(self, grid: Grid, features: Mapping[int, Features]) -> None:
        """Add a table: rows separated by line breaks, cells by tabs. `features` are those of the cells' lines by
        `id`."""
        index, start = len(self.tables), len(self.text)
        rows: list[list[TableCell]] = []
        end = start
        for r, cells in enumerate(grid.cells):
            if r:
                self.text.gap("\n")
            row: list[TableCell] = []
            for c, cell in enumerate(cells):
                if cell.left and row:
                    row.append(TableCell(row[-1].span, above=row[-1].above, left=True))
                    continue
                if c:
                    self.text.gap("\t")
                if cell.above and rows:
                    row.append(TableCell(rows[-1][c].span, above=True, left=False))
                    continue
                span = self._add_cell(cell, grid.page, index, features)
                end = max(end, span.end)
                row.append(TableCell(span))
            rows.append(row)
        first = min((cell.span.start for row in rows for cell in row if cell.span), default=start)
        self.tables.append(Table(Span(first, max(first, end)), rows))
        self.text.gap()

    def _add_cell(self, cell: GridCell, page: int, index: int, features: Mapping[int, Features]) -> Span:
        start = len(self.text)
        breaks = sorted(cell.pages)
        for k, segment in enumerate(cell.lines):
            if k:
                self.text.gap()
            place = bisect_right(breaks, k) - 1
            on = cell.pages[breaks[place]] if place >= 0 else page
            span = self._add_segment(segment, on)
            line = features.get(id(segment))
            bold = all(segment.style[i] & BOLD for i, c in enumerate(segment.text) if c.isalpha())
            self.lines.append(
                Line(
                    span,
                    page=on,
                    box=self.display_box(segment.box, on),
                    starts=line.starts if line else k == 0,
                    bold=bold and any(map(str.isalpha, segment.text)),
                    bold_lead=line.bold_lead if line else 0,
                    italic=all(b & ITALIC for b in segment.style),
                    table=index,
                    bullet=bool(line and line.bullet),
                )
            )
        return Span(start, len(self.text))

    def display_box(self, box: Box, page: int) -> Box:
        """A box as the page is displayed."""
        if page in self._turns:
            reading, display = self._turns[page]
            box = reading.box_in(box, display)
        left, top, right, bottom = (round(x, 1) for x in box)
        return (left, top, right, bottom)

    def _add_segment(self, segment: Segment, page: int) -> Span:
        if any(bits & UNSURE for bits in segment.style):
            start = len(self.text)
            words = (word.span() for word in _UNBROKEN.finditer(segment.text))
            self.unsure += [Span(start + a, start + b) for a, b in words if segment.style[a] & UNSURE]
        if page not in self._turns:
            origin = Glyphs(page, segment.left, segment.right, segment.top, segment.bottom)
            return self.text.add(segment.text, origin)
        reading, display = self._turns[page]
        start = len(self.text)
        for word in _WORD.finditer(segment.text):  # letters one above the other: each has the box of its word
            first, stop = word.span()
            box = reading.box_in(
                (min(segment.left[first:stop]), segment.top, max(segment.right[first:stop]), segment.bottom), display
            )
            size = stop - first
            self.text.add(word[0], Glyphs(page, [box[0]] * size, [box[2]] * size, box[1], box[3]))
        return Span(start, len(self.text))


def read_cell_rows(grid: Grid) -> list[list[Row]]:
    """The lines of each cell as rows, so that paragraphs can be looked for within a cell."""
    rows_by_cell: list[list[Row]] = []
    for r, cells in enumerate(grid.cells):
        for c, cell in enumerate(cells):
            if cell.lines:
                right = c + 1
                while right < len(cells) and cells[right].left:
                    right += 1
                room = (grid.xs[c] + _PADDING, grid.xs[min(right, len(grid.xs) - 1)] - _PADDING)
                rows_by_cell.append([Row(s, r, None, room) for s in cell.lines])
    return rows_by_cell
