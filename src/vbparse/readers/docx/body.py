"""The document in order: paragraphs, tables, text boxes; then notes; headers and footers beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vbparse.arrange.budget import Room
from vbparse.arrange.drafts import Draft, Grid, GridCell, Run, build_source
from vbparse.arrange.grids import arrange_grid
from vbparse.errors import EmptyError
from vbparse.language.charsets.fonts import charset_of_font
from vbparse.language.landmarks.motto import find_motto
from vbparse.origins import Spot
from vbparse.readers.docx.legacy_fonts import Fonts
from vbparse.readers.docx.numbering import Label, Numbering
from vbparse.readers.docx.package import MC, Element, Package, W, open_package
from vbparse.readers.docx.runs import Content, ParagraphReader, alignment, mark_is_deleted
from vbparse.readers.docx.styles import Properties, Styles, read_properties, style_of
from vbparse.readers.docx.tables import read_table
from vbparse.readers.legacy import convert_runs, report_conversion
from vbparse.schema import Margin
from vbparse.source import Source
from vbparse.text import fold_view

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PARAGRAPH, _BLOCKS, _BRANCHES = f"{W}p", frozenset((f"{W}p", f"{W}tbl")), f"{MC}AlternateContent"
_DROPPED = frozenset(f"{W}{tag}" for tag in ("del", "moveFrom", "sectPr", "sdtPr", "sdtEndPr", "tcPr"))


_LONGEST_TITLE = 80
"""Characters of a line of capitals that is a title: what comes behind it is a line of its own."""


def read_docx(data: bytes, name: str) -> Source:
    """The text as the page shows it, list numbers included.

    Origins are `paragraph` (body paragraphs outside tables, from 0) or `table, row, cell`. Raises DamagedError,
    EncryptedError or EmptyError.
    """
    package = open_package(data, name)
    styles, room = Styles(package.styles), Room(name)
    fonts = Fonts(package, styles)
    body = _Body(package, styles, fonts, room)
    items = _letterhead(package, styles, fonts, room)
    for item in body.read_blocks(package.document.find(f"{W}body")):
        items += arrange_grid(item) if isinstance(item, Grid) else [item]
    source = build_source(items + list(body.read_notes()), room, media_type=MEDIA_TYPE, text_origin="markup")
    if not source.lines:
        raise EmptyError("docx.empty", name=name)
    source.margins = _margins(_Body(package, styles, fonts, room), package.margins)
    if fonts.settings:
        report_conversion(source, fonts.settings.tally)
    return source


def _letterhead(package: Package, styles: Styles, fonts: Fonts, room: Room) -> list[Draft | Grid]:
    """The lines of a header that holds Quốc hiệu: it is no running head then, and its part is taken out of the package.

    Their place is the first paragraph of the body, above which they stand.
    """
    spot = Spot((("paragraph", 0),))
    for root in package.margins:
        if find_motto(fold_view(fonts.convert("".join(root.itertext())))):
            package.margins.remove(root)
            items: list[Draft | Grid] = []
            for item in _Body(package, styles, fonts, room).read_blocks(root):
                items += arrange_grid(item) if isinstance(item, Grid) else [item]
            lines = [x for x in items if isinstance(x, Draft)]
            for line in lines:
                line.runs = [replace(run, origin=spot) for run in line.runs]
            return [*lines]
    return []


class _Body:
    """Walks the body once: list numbers and fields depend on what came before."""

    def __init__(self, package: Package, styles: Styles, fonts: Fonts, room: Room) -> None:
        self._styles = styles
        self._room = room
        self._fonts = fonts
        self._numbering = Numbering(package.numbering, self._styles)
        self._paragraphs = ParagraphReader(self._styles, fonts)
        self._notes = {"footnote": _by_id(package.footnotes), "endnote": _by_id(package.endnotes)}
        self._referred: list[tuple[tuple[str, str], Spot]] = []
        self._count = 0
        self._tables = 0
        self._carried: list[Run] = []

    def read_blocks(self, parent: Element) -> list[Draft | Grid]:
        items: list[Draft | Grid] = []
        gap = False
        for block in _blocks(parent):
            if block.tag == _PARAGRAPH:
                spot = Spot((("paragraph", self._count),))
                self._count += 1
                lines, boxes = self._read_paragraph(block, spot)
                if lines:
                    lines[0].gap = gap and bool(items)
                gap = not lines
                items += lines + boxes
            else:
                items.append(self._read_table(block))
                gap = False
        return items

    def _read_paragraph(self, paragraph: Element, spot: Spot, in_cell: bool = False) -> tuple[list[Draft], list[Draft]]:
        """The lines of a paragraph, and those of the text boxes that hang on it."""
        properties = read_properties(paragraph.find(f"{W}pPr"))
        content = self._paragraphs.read_paragraph(paragraph, properties, spot)
        self._referred += [(note, spot) for note in content.notes]
        empty = not any(run.text.strip() for line in content.lines for run in line)
        if mark_is_deleted(properties):
            self._carried += [run for line in content.lines for run in line]
            return [], self._read_boxes(content, spot)
        if self._carried:
            content.lines[0][:0] = self._carried
            self._carried, empty = [], False
        label = self._numbering.next_label(properties)
        if empty and (label is None or not in_cell):
            return [], self._read_boxes(content, spot)
        if label:
            first = next((run for run in content.lines[0] if run.text.strip()), None)
            bold, italic = (first.bold, first.italic) if first else (False, False)
            _strip_left(content.lines[0])
            content.lines[0][:0] = self._label_runs(label, properties, Run(label.text, spot, bold, italic))
        drafts = _drafts(content, alignment(self._styles, properties), self._styles.heading_depth(properties))
        if drafts and label:
            drafts[0].bullet = label.bullet
        return drafts, self._read_boxes(content, spot)

    def _label_runs(self, label: Label, properties: Properties, run: Run) -> list[Run]:
        """A list number in Unicode: the list may name the font, else it is that of the paragraph's mark."""
        mark, style = properties.get(f"{W}rPr"), style_of(properties)
        legacy = charset_of_font(label.font) if label.font else self._fonts.legacy_font(mark, style)
        return convert_runs([replace(run, legacy=legacy)], self._fonts.settings)

    def _read_boxes(self, content: Content, spot: Spot) -> list[Draft]:
        return [line for box in content.boxes for line in self.read_flat(box, spot)]

    def read_flat(self, parent: Element, spot: Spot) -> list[Draft]:
        """All lines of a text box or a note, tables in it too, at one place."""
        drafts: list[Draft] = []
        for block in _blocks(parent):
            if block.tag == _PARAGRAPH:
                lines, boxes = self._read_paragraph(block, spot)
                drafts += lines + boxes
            else:
                inner = read_table(block, lambda cell, row, column: [*self.read_flat(cell, spot)], self._room)
                drafts += GridCell([inner]).lines
        return drafts

    def _read_table(self, table: Element) -> Grid:
        number = self._tables
        self._tables += 1
        return read_table(table, lambda cell, row, at: self._read_cell(cell, _cell_spot(number, row, at)), self._room)

    def _read_cell(self, cell: Element, spot: Spot) -> list[Draft | Grid]:
        """The parts of a cell. Its text boxes come last, so that they do not part lines that belong together."""
        parts: list[Draft | Grid] = []
        boxes: list[Draft] = []
        for block in _blocks(cell):
            if block.tag == _PARAGRAPH:
                lines, inner = self._read_paragraph(block, spot, in_cell=True)
                parts += lines
                boxes += inner
            else:
                parts.append(read_table(block, lambda inner, row, column: self._read_cell(inner, spot), self._room))
        return parts + boxes

    def read_notes(self) -> Iterator[Draft]:
        """The notes that were referred to, in the order of their marks."""
        for (kind, key), spot in self._referred.copy():
            note = self._notes[kind].pop(key, None)
            if note is not None:
                for line in self.read_flat(note, spot):
                    line.note = True
                    yield line


def _blocks(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables in order, also inside content controls, tracked insertions and alternate content."""
    for child in parent:
        tag = child.tag
        if tag in _BLOCKS:
            yield child
        elif tag == _BRANCHES:
            branch = child.find(f"{MC}Choice")
            if branch is not None:
                yield from _blocks(branch)
        elif isinstance(tag, str) and tag.startswith(W) and tag not in _DROPPED:
            yield from _blocks(child)


def _drafts(content: Content, align: str, heading: int) -> list[Draft]:
    """Lines of a paragraph. Behind a line break a new one starts only where lines are set as lines: centred or right,
    below capitals, or below a blank line."""
    drafts: list[Draft] = []
    blank = False
    for runs in content.lines:
        draft = Draft(runs).trim()
        if not draft.runs:
            blank = True
            continue
        above = drafts[-1].text if drafts else ""
        begins = (
            not drafts
            or blank
            or align in {"center", "right", "end"}
            or (above.isupper() and len(above) < _LONGEST_TITLE)
        )
        draft.starts, draft.gap = begins, bool(drafts) and blank
        draft.centred, draft.heading = align == "center", heading
        drafts.append(draft)
        blank = False
    return drafts


def _strip_left(runs: list[Run]) -> None:
    while runs and not runs[0].text.strip():
        runs.pop(0)
    if runs:
        runs[0] = Run(runs[0].text.lstrip(), runs[0].origin, runs[0].bold, runs[0].italic)


def _cell_spot(table: int, row: int, column: int) -> Spot:
    return Spot((("table", table), ("row", row), ("cell", column)))


def _by_id(root: Element | None) -> dict[str, Element]:
    if root is None:
        return {}
    return {x.get(f"{W}id") or "": x for x in root.iterchildren() if isinstance(x.tag, str)}


def _margins(body: _Body, roots: list[Element]) -> list[Margin]:
    """Texts of headers and footers, each once."""
    texts: dict[str, None] = {}
    spot = Spot(())
    for root in roots:
        for line in body.read_flat(root, spot):
            texts.setdefault(" ".join(line.text.split()))
    return [Margin(text=text) for text in texts if text]
