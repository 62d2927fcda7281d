"""From the tree of a page to its lines and tables, as a browser shows them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from vbparse.arrange.budget import Room
from vbparse.arrange.drafts import Draft, Grid, Run, build_source
from vbparse.arrange.grids import arrange_grid
from vbparse.arrange.notes import set_notes
from vbparse.errors import DamagedError, EmptyError
from vbparse.language.charsets.fonts import Legacy
from vbparse.language.charsets.lines import Settings
from vbparse.origins import Raw
from vbparse.patterns import Cue
from vbparse.readers.html.legacy_fonts import Fonts
from vbparse.readers.html.tables import build_grid, find_cells, find_rows
from vbparse.readers.html.tree import BLOCKS, Node, TextNode, parse_tree
from vbparse.readers.legacy import capitals_font, convert_runs, report_conversion
from vbparse.readers.numerals import format_number, parse_whole_number
from vbparse.source import Source

_NO_TEXT = """
aside audio button canvas footer head iframe map nav noscript object script select style svg template textarea
title video
"""
_DROPPED = frozenset(_NO_TEXT.split())
"""Elements that show no text of the page's document."""
MOST_TAGS = 1_000_000
"""Tags of a page, each of which takes half a kilobyte; Word writes a thousand a page of paper."""
_MAIN = Cue(
    r"(?i)(?:^|\s)(?:toanvancontent|divcontentdoc|content1|fulltext|the-document-body)(?:\s|$)",
    examples=["toanvancontent", "box fulltext", "divContentDoc"],
    rejects=["content10", "fulltext-link"],
)
"""Id or class of the element that holds the document on portals (vbpl.vn, thuvienphapluat.vn, luatvietnam.vn)."""
_SHORTEST_MAIN = 200
"""Characters that a document has at least; an element with fewer holds none."""
_SPACES = Cue(r"[ \t\n\r\f]+", examples=[" \n\t"], rejects=["a"])
_MARK = Cue(
    r"\s*(?:[-–+*•]|\(?\d+[.)]|[a-zđ]\))",
    examples=["- Như trên", " 1. Mục đích", "(2) Yêu cầu", "đ) Cấp xã"],
    rejects=["Mục 1.", "2025", "a. Cấp"],
    at="start",
)
_WEIGHT = Cue(r"(?i)font-weight\s*:\s*(\w+)", examples=["font-weight: bold", "FONT-WEIGHT:700"], rejects=["weight: 1"])
_ITALIC = Cue(r"(?i)font-style\s*:\s*(\w+)", examples=["font-style:italic"], rejects=["font: italic 13pt"])
_ALIGN = Cue(r"(?i)text-align\s*:\s*(\w+)", examples=["text-align: center"], rejects=["vertical-align:top"])
_CAPS = Cue(
    r"(?i)text-transform\s*:\s*uppercase",
    examples=["text-transform: uppercase"],
    rejects=["text-transform: capitalize"],
)
_HIDDEN = Cue(
    r"(?i)display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all",
    examples=["display:none", "visibility: hidden", "mso-hide:all"],
    rejects=["display:block", "overflow:hidden"],
)
_INTEGER = Cue(r"-?\d{1,6}", examples=["1", "-3"], rejects=["", "1a", "1234567"], at="whole")
_SEMIBOLD, _BLACKEST = 600, 1000
"""Font weights (CSS Fonts, 2.4): from the one on letters are bold; the other is the greatest."""
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


@dataclass(frozen=True, slots=True)
class _Face:
    """What an element hands on to what is in it."""

    bold: bool = False
    italic: bool = False
    centred: bool = False
    heading: int = 0
    caps: bool = False
    pre: bool = False
    legacy: Legacy | None = None


@dataclass(slots=True)
class _Flow:
    """Lines as they come: of the page, or of a table cell. `starts` and `gap` are for the next line, `lead` is the mark
    of the list item that it opens, `fonts` what is known of legacy ones, `room` what is left for tables."""

    room: Room
    fonts: Fonts | None = None
    items: list[Draft | Grid] = field(default_factory=list)
    line: Draft | None = None
    starts: bool | None = True
    gap: bool = False
    lead: Run | None = None
    bullet: bool = False

    @property
    def settings(self) -> Settings | None:
        return self.fonts.settings if self.fonts else None

    def end_line(self) -> None:
        if self.line is not None:
            self.line.runs = convert_runs(self.line.runs, self.settings)
            self.items.append(self.line)
            self.line = None

    def end_block(self) -> None:
        self.end_line()
        self.starts, self.gap = True, False

    def line_break(self) -> None:
        """`<br>`: whether a new paragraph begins is left to the wording, unless a line is left blank."""
        blank = self.line is None and bool(self.items)
        self.end_line()
        if blank:
            self.starts, self.gap = True, True
        elif not self.gap:
            self.starts = None

    def add(self, text: str, origin: Raw, face: _Face) -> None:
        if self.line is None:
            if not text.strip():
                return
            self.line = Draft(starts=self.starts, gap=self.gap, heading=face.heading, centred=face.centred)
            self.starts, self.gap = True, False
            if self.lead is not None and not _MARK.match(text):
                self.line.runs.append(replace(self.lead, bold=face.bold, italic=face.italic))
                self.line.bullet = self.bullet
            self.lead, self.bullet = None, False
        legacy = capitals_font(face.legacy, self.settings) if face.caps else face.legacy
        if face.caps and not legacy and len(text.upper()) == len(text):
            text = text.upper()
        self.line.runs.append(Run(text, origin, face.bold, face.italic, legacy))

    def ends_blank(self) -> bool:
        return self.line is None or (bool(self.line.runs) and self.line.runs[-1].text[-1:] == " ")


def read_html(raw: str, name: str) -> Source:
    """Lines and tables of a page, origins in `raw`. Raises EmptyError where it shows no text, DamagedError where its
    tags or tables take no end.

    Where an element is known to hold the document on a portal's pages, only what is in it is read.
    """
    if raw.count("<") > MOST_TAGS:
        raise DamagedError("html.tags", name=name, most_tags=MOST_TAGS)
    root = parse_tree(raw)
    main = max(_main_nodes(root), key=_text_length, default=root)
    items: list[Draft | Grid] = []
    fonts, room = Fonts(root), Room(name)
    for item in _read_items(main if _text_length(main) > _SHORTEST_MAIN else root, room, fonts):
        items += arrange_grid(item) if isinstance(item, Grid) else [item]
    source = build_source(set_notes(items), room, media_type="text/html", text_origin="markup")
    if fonts.settings:
        report_conversion(source, fonts.settings.tally)
    if not source.lines:
        raise EmptyError("html.empty", name=name)
    return source


def html_items(raw: str, start: int, end: int, room: Room) -> list[Draft | Grid]:
    """What a stretch of HTML inside another text shows, layout tables not yet taken apart."""
    return _read_items(parse_tree(raw[start:end], start), room)


def _read_items(node: Node, room: Room, fonts: Fonts | None = None) -> list[Draft | Grid]:
    flow = _Flow(room, fonts)
    _walk_children(node, _Face(), flow)
    flow.end_block()
    return flow.items


def _main_nodes(node: Node) -> list[Node]:
    nodes = [node] if _MAIN.search(node.attrs.get("id", "")) or _MAIN.search(node.attrs.get("class", "")) else []
    for child in node.children:
        if isinstance(child, Node):
            nodes += _main_nodes(child)
    return nodes


def _text_length(node: Node) -> int:
    return sum(
        len(x.text) if isinstance(x, TextNode) else 0 if x.tag in _DROPPED else _text_length(x) for x in node.children
    )


def _walk_children(node: Node, face: _Face, flow: _Flow) -> None:
    number = _first_number(node)
    for child in node.children:
        if isinstance(child, TextNode):
            _add_text(child, face, flow)
        elif child.tag == "br":
            flow.line_break()
        elif child.tag in _DROPPED or _HIDDEN.search(child.attrs.get("style", "")) or "hidden" in child.attrs:
            continue
        elif child.tag == "table":
            flow.end_block()
            _add_table(child, _resolve_face(face, child, flow.fonts), flow)
            flow.end_block()
        else:
            if child.tag in BLOCKS:
                flow.end_block()
            if child.tag == "li":
                number = int(child.attrs["value"]) if _INTEGER.fullmatch(child.attrs.get("value", "")) else number + 1
                _set_lead(node, child, number, flow)
            _walk_children(child, _resolve_face(face, child, flow.fonts), flow)
            if child.tag in BLOCKS:
                flow.end_block()


def _add_text(node: TextNode, face: _Face, flow: _Flow) -> None:
    """Add text; white space is one blank, as long as it is not `pre`."""
    at, text = node.place.start, node.text
    if node.place.size != len(text):
        flow.add(text, node.place, face)
    elif face.pre:
        for i, part in enumerate(text.split("\n")):
            if i:
                flow.line_break()
            if part.strip():
                flow.add(part, Raw(at, len(part)), face)
            at += len(part) + 1
    else:
        start = 0
        for match in _SPACES.finditer(text):
            if match[0] == " " and match.start() > start:
                continue
            if match.start() > start:
                flow.add(text[start : match.start()], Raw(at + start, match.start() - start), face)
            if not flow.ends_blank():
                flow.add(" ", Raw(at + match.start(), 1), face)
            start = match.end()
        if start < len(text):
            flow.add(text[start:], Raw(at + start, len(text) - start), face)


def _add_table(table: Node, face: _Face, flow: _Flow) -> None:
    rows, others = find_rows(table)
    for other in others:
        _walk_children(Node("", {}, other.place, [other]), face, flow)
        flow.end_block()
    grid = []
    for row in rows:
        row_face = _resolve_face(face, row, flow.fonts)
        cells = []
        for cell in find_cells(row):
            inner = _Flow(flow.room, flow.fonts)
            _walk_children(cell, _resolve_face(row_face, cell, flow.fonts), inner)
            inner.end_block()
            cells.append((cell, inner.items))
        grid.append(cells)
    flow.items.append(build_grid(grid, flow.room))


def _resolve_face(face: _Face, node: Node, fonts: Fonts | None) -> _Face:
    """The face inside an element: what its tag, its attributes and its style say."""
    tag, style = node.tag, node.attrs.get("style", "")
    bold, italic = face.bold or tag in {"b", "strong"}, face.italic or tag in {"i", "em"}
    if weight := _WEIGHT.search(style):
        bold = weight[1].lower() in {"bold", "bolder"} or (parse_whole_number(weight[1], _BLACKEST) or 0) >= _SEMIBOLD
    if slant := _ITALIC.search(style):
        italic = slant[1].lower() in {"italic", "oblique"}
    align = _ALIGN.search(style)
    side = (align[1] if align else node.attrs.get("align", "")).lower()
    centred = side == "center" if side else face.centred or tag == "center"
    heading = _HEADINGS.get(tag, face.heading)
    caps = face.caps or bool(_CAPS.search(style))
    legacy = fonts.legacy_font(node, face.legacy) if fonts else None
    return _Face(bold, italic, centred, heading, caps, face.pre or tag == "pre", legacy)


def _first_number(node: Node) -> int:
    """The number before the first of an ordered list."""
    start = node.attrs.get("start", "")
    return int(start) - 1 if node.tag == "ol" and _INTEGER.fullmatch(start) else 0


def _set_lead(parent: Node, item: Node, number: int, flow: _Flow) -> None:
    """The mark that a browser sets before a list item; its place is the item's tag."""
    if parent.tag == "ol":
        label = format_number(number, _FORMS.get(parent.attrs.get("type", "1"), "decimal"))
        flow.lead, flow.bullet = Run(f"{label}. ", item.place), False
    else:
        flow.lead, flow.bullet = Run("- ", item.place), True
