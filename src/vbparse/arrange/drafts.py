"""What the readers of markup share: lines and tables as runs with origins, and how a `Source` is built of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from vbparse.arrange.budget import Room
from vbparse.language.charsets.fonts import Legacy
from vbparse.origins import Origin, Raw, RawLetters
from vbparse.patterns import Cue
from vbparse.source import Line, Source, Table, TableCell
from vbparse.text import MOST_MARKS, Span, TextBuilder, compose


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one origin and one face. `legacy` is what their font tells of the charset."""

    text: str
    origin: Origin
    bold: bool = False
    italic: bool = False
    legacy: Legacy | None = None

    def slice(self, start: int, end: int) -> Run:
        """A part of the run; its origin shrinks with it where the raw text is the text."""
        origin = self.origin
        if isinstance(origin, Raw) and origin.size == len(self.text):
            origin = Raw(origin.start + start, end - start)
        elif isinstance(origin, RawLetters):
            origin = RawLetters(origin.starts[start : end + 1])
        return replace(self, text=self.text[start:end], origin=origin)


@dataclass(slots=True)
class Draft:
    """A line to be: see `Line` for what the flags mean."""

    runs: list[Run] = field(default_factory=list)
    page: int | None = None
    starts: bool | None = None
    gap: bool = False
    heading: int = 0
    centred: bool = False
    column: int | None = None
    bullet: bool = False
    note: bool = False

    @property
    def text(self) -> str:
        return self.runs[0].text if len(self.runs) == 1 else "".join([run.text for run in self.runs])

    def slice(self, start: int, end: int) -> Draft:
        """The characters from `start` to `end` as a line of their own, with the same flags."""
        return self.split([(start, end)])[0]

    def split(self, stretches: Sequence[tuple[int, int]]) -> list[Draft]:
        """Stretches of the line, given in order and apart, as lines of their own; in one pass."""
        drafts: list[Draft] = []
        index, at = 0, 0
        for start, end in stretches:
            while index < len(self.runs) and at + len(self.runs[index].text) <= start:
                at += len(self.runs[index].text)
                index += 1
            runs, here, i = [], at, index
            while i < len(self.runs) and here < end:
                run = self.runs[i]
                a, b = max(start - here, 0), min(end - here, len(run.text))
                if a < b:
                    runs.append(run.slice(a, b))
                here += len(run.text)
                i += 1
            drafts.append(replace(self, runs=runs))
        return drafts

    def trim(self) -> Draft:
        """The line less the white space at its ends."""
        text = self.text
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        return self if (start, end) == (0, len(text)) else self.slice(start, max(start, end))


@dataclass(slots=True)
class GridCell:
    """A cell to be. Cells merged into the one above or to the left say so; they take that one's span."""

    parts: list[Draft | Grid] = field(default_factory=list)
    above: bool = False
    left: bool = False

    @property
    def lines(self) -> list[Draft]:
        """The lines of the cell and of the tables in it."""
        found: list[Draft] = []
        for part in self.parts:
            found += [part] if isinstance(part, Draft) else [x for row in part.rows for c in row for x in c.lines]
        return found

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


@dataclass(slots=True)
class Grid:
    """A table to be: rows of equally many cells."""

    rows: list[list[GridCell]]


def fill_grid(rows: list[list[GridCell]], room: Room) -> Grid:
    """Rows as a grid, short ones filled up."""
    width = max(map(len, rows), default=0)
    room.take_cells(len(rows) * width)
    return Grid([row + [GridCell() for _ in range(width - len(row))] for row in rows])


def build_source(
    items: Iterable[Draft | Grid],
    room: Room,
    *,
    media_type: str = "text/plain",
    text_origin: str = "plain",
) -> Source:
    """The text and lines of the items in their order; notes go behind all others. Raises DamagedError where there is no
    room for the tables."""
    builder = TextBuilder()
    lines: list[Line] = []
    tables: list[Table] = []
    notes: list[Draft] = []
    for item in items:
        if isinstance(item, Grid):
            _add_table(builder, item, lines, tables)
        elif item.note:
            notes.append(item)
        else:
            _add_line(builder, item, lines)
    for note in notes:
        _add_line(builder, note, lines)
    merged = (cell.span for table in tables for row in table.rows for cell in row if cell.left or cell.above)
    room.take_repeated(sum(span.end - span.start for span in merged))
    return Source(builder.build(), lines, tables, media_type, text_origin)


def _add_line(builder: TextBuilder, draft: Draft, lines: list[Line]) -> None:
    draft = draft.trim()
    if not draft.runs:
        return
    if len(builder):
        builder.gap()
    span, bold, lead, italic = _add_runs(builder, draft.runs)
    lines.append(
        Line(
            span,
            draft.page,
            None,
            draft.starts,
            draft.gap,
            draft.heading,
            bold,
            lead,
            italic,
            draft.centred,
            draft.column,
            None,
            draft.bullet,
            draft.note,
        )
    )


def _add_runs(builder: TextBuilder, runs: list[Run]) -> tuple[Span, bool, int, bool]:
    """Append runs; also whether all is bold, the number of leading bold characters, and whether all is italic."""
    start = lead = len(builder)
    leading = all_bold = all_italic = True
    for run in _compose_runs(_style_list_marks(runs)):
        span = builder.add(run.text, run.origin)
        if not run.text.isspace():
            leading = leading and run.bold
            all_bold = all_bold and run.bold
            all_italic = all_italic and run.italic
            if leading:
                lead = span.end
    return Span(start, len(builder)), all_bold, lead - start, all_italic


_MARK = Cue(
    r"\s*(?:[-–+*•]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zđ]|[IVXLC]{1,7})(?:[.)/]|(?=\s)))\s*$",
    examples=["1. ", "- ", "II.", "(a)", "2.1. "],
    rejects=["Điều 1. ", "12", "năm "],
    at="start",
)
"""A list mark or label and nothing else."""


def _style_list_marks(runs: list[Run]) -> list[Run]:
    """A list mark or label at the start of a line counts with what it stands before: `1. **Mục đích**` is bold."""
    lead = ""
    for i, run in enumerate(runs):
        if run.bold and not run.text.isspace():
            if i and _MARK.match(lead):
                return [replace(x, bold=True, italic=x.italic or run.italic) for x in runs[:i]] + runs[i:]
            break
        lead += run.text
    return runs


def _compose_runs(runs: list[Run]) -> list[Run]:
    """Combining marks that open a run go to the letter that ends the one before, so that the text is NFC."""
    composed: list[Run] = []
    for run in runs:
        if composed and run.text and unicodedata.combining(run.text[0]):
            size = next((i for i, c in enumerate(run.text) if not unicodedata.combining(c)), len(run.text))
            previous = composed.pop()
            at = max(0, len(previous.text) - 1)
            while at and unicodedata.combining(previous.text[at]):
                at -= 1
            if at:
                composed.append(previous.slice(0, at))
            composed.append(_join_marks(previous.slice(at, len(previous.text)), run.slice(0, size)))
            run = run.slice(size, len(run.text))
        if run.text:
            composed.append(run)
    return composed


def _join_marks(letter: Run, marks: Run) -> Run:
    a, b = letter.origin, marks.origin
    whole = letter.text + marks.text
    if isinstance(a, Raw) and isinstance(b, Raw):
        size = b.start + b.size - a.start
        plain = size == a.size + b.size == len(whole) <= MOST_MARKS
        return replace(letter, text=whole if plain else compose(whole), origin=Raw(a.start, size))
    return replace(letter, text=compose(whole))


def _add_table(builder: TextBuilder, grid: Grid, lines: list[Line], tables: list[Table]) -> None:
    """Rows are separated by a line break, cells by a tab, the lines of a cell by a line break."""
    if not any(cell.text.strip() for row in grid.rows for cell in row):
        return
    if len(builder):
        builder.gap()
    rows: list[list[TableCell]] = []
    for row in grid.rows:
        if rows:
            builder.gap()
        start = len(builder)
        cells = _add_row(builder, row, rows[-1] if rows else [])
        own = [cell.span for cell in cells if cell.span and cell.span.start >= start]
        if own:
            lines.append(Line(Span(own[0].start, own[-1].end), starts=True, table=len(tables)))
        rows.append(cells)
    used = [cell.span for row in rows for cell in row if cell.span]
    tables.append(Table(Span(min(s.start for s in used), max(s.end for s in used)), rows))


def _add_row(builder: TextBuilder, row: list[GridCell], last: list[TableCell]) -> list[TableCell]:
    cells: list[TableCell] = []
    for i, cell in enumerate(row):
        if cell.left and cells:
            cells.append(TableCell(cells[-1].span, cells[-1].above, True))
        elif cell.above and i < len(last):
            cells.append(TableCell(last[i].span, True))
        else:
            if i:
                builder.gap("\t")
            cells.append(TableCell(_add_cell(builder, cell)))
    return cells


def _add_cell(builder: TextBuilder, cell: GridCell) -> Span:
    start = len(builder)
    for line in (x.trim() for x in cell.lines):
        if line.runs:
            if len(builder) > start:
                builder.gap()
            _add_runs(builder, line.runs)
    return Span(start, len(builder))
