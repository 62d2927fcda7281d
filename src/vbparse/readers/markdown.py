"""Markdown, and plain text with Markdown marks left in it: what is a mark is no text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from vbparse.arrange.budget import Room
from vbparse.arrange.drafts import Draft, Grid, GridCell, build_source, fill_grid
from vbparse.arrange.drawn import arrange_drawn
from vbparse.arrange.grids import arrange_grid
from vbparse.patterns import Cue
from vbparse.readers.html import html_items
from vbparse.readers.inline import parse_inline
from vbparse.readers.plain import split_lines
from vbparse.source import Source

_HEADING = Cue(
    r"(#{1,6})(?:\s+|(?=\*))(?P<text>.*?)(?:\s+#+)?\s*$",
    examples=["# KẾ HOẠCH", "##**I. MỤC ĐÍCH**", "### 1. Yêu cầu ###"],
    rejects=["#hashtag", "####### bảy"],
    at="start",
)
_RULE = Cue(
    r"(?:-\s*){3,}$|(?:\*\s*){3,}$|(?:_\s*){3,}$|=+$",
    examples=["---", "* * *", "_____", "======"],
    rejects=["--", "- - mục", "***đậm***"],
    at="start",
)
_FENCE = Cue(
    r"(?:```+|~~~+)\s*[\w-]*\s*$", examples=["```", "~~~ text"], rejects=["``mã``", "``` một dòng ```"], at="start"
)
_QUOTE = Cue(r"(?:>\s?)+(?!\s*\d)", examples=["> Nơi nhận:", ">> như trên"], rejects=["> 90% số hộ", "< 5"], at="start")
_ITEM = Cue(
    r"[-–+*•]\s|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zđ])[.)]\s|[IVXLC]+\.\s|\*\*\(?(?:\d|[IVX]+\.|[a-zđ][.)])",
    examples=["- Như trên;", "1.2. Yêu cầu", "(a) Cấp huyện", "đ) Cấp xã", "IV. TỔ CHỨC", "**1. Mục đích**"],
    rejects=["-Như trên", "2025 là năm", "UBND. Xã", "**Nơi nhận:**"],
    at="start",
)
_STAR_ITEM = Cue(r"\*\s+\S", examples=["* Lưu ý"], rejects=["*nghiêng*", "** Lưu ý"], at="start")
_EMPHASISED = Cue(
    r"(\*{1,3})[^*\s][^*\n]*\n[^*\n]*[^*\s]\1(?!\*)",
    examples=["**Điều\n5. Kinh phí**", "*tháng\n3. Công an xã*"],
    rejects=["**Điều 5.**\n1. Kinh phí", "* Lưu ý\n1. Kinh phí*", "**Điều\n5. Kinh phí*"],
    at="start",
)
"""Words in emphasis that runs over the end of a line."""
_NOTE = Cue(r"\[\^[^\s\[\]]+\]:\s*", examples=["[^1]: Theo Nghị định"], rejects=["[^1] Theo", "[1]: http"], at="start")
_DELIMITER = Cue(
    r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$|\|\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|\s*$",
    examples=["|---|:--:|", "--- | ---", "|-|-|"],
    rejects=["- | -", "| STT | Nội dung |", "|"],
    at="start",
)
_HTML_TABLE = Cue(r"(?i)<table\b[^>]*>", examples=["<table>", '<TABLE border="1">'], rejects=["<tables>"])
_TABLE_TAG = Cue(r"(?i)</?table\b", examples=["<table border", "</TABLE>"], rejects=["<td>", "<tables>"])
_BAR = Cue(r"(?<!\\)\|", examples=["a | b"], rejects=[r"a \| b"])
_MARKED = Cue(
    r"(?m)^ {0,3}#{1,6}\s+\S|^ {0,3}#{1,6}\*\*|(?<!\*)\*\*(?=[^\s*])[^*\n]*(?:\n[^*\n]+)?\*\*"
    r"|^\|(?:\s*:?-{2,}:?\s*\|)+\s*$|^ {0,3}\*[^\s*)][^*\n]*[^\s*(]\*\s*$|!\[[^\]\n]{0,300}\]\([^)\s]+\)|\]\(https?://|^```|^<table\b",
    examples=["# KẾ HOẠCH", "**Điều 1.** Phạm vi", "|---|---|", "*Hà Nội, ngày 1*", "![](a.png)", "[x](http://a.vn)"],
    rejects=["#1", "(*) Ghi chú", "2 ** 3", "* mục", "| a | b |"],
)
"""Marks that show a text to be Markdown, whatever its name."""
_LINE_CHARACTER = Cue(r"[^\r\n]", examples=["a", " "])


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the raw text less the white space at its ends."""

    start: int
    end: int
    text: str


def has_marks(raw: str) -> bool:
    """Whether a text that does not say it is Markdown has Markdown marks."""
    return bool(_MARKED.search(raw.replace("\r\n", "\n")))


def read_markdown(raw: str, name: str) -> Source:
    """Lines and tables of Markdown, origins in `raw`: what is no mark is text. Raises DamagedError where its tables
    take no end."""
    items: list[Draft | Grid] = []
    room = Room(name)
    for item in _Blocks(_without_long_comments(raw), room).read_blocks():
        items += arrange_grid(item, run_on=True) if isinstance(item, Grid) else [item]
    return build_source(arrange_drawn(items, raw, room), room, media_type="text/markdown", text_origin="markup")


def _without_long_comments(raw: str) -> str:
    """Comments that run over lines, as blanks; no offset changes. Those within a line are left to `inline`."""
    parts: list[str] = []
    at = 0
    while (start := raw.find("<!--", at)) >= 0 and (end := raw.find("-->", start)) >= 0:
        comment = raw[start : end + 3]
        parts += [raw[at:start], _LINE_CHARACTER.sub(" ", comment) if "\n" in comment else comment]
        at = end + 3
    return "".join([*parts, raw[at:]])


def _raw_lines(raw: str) -> list[_Line]:
    lines, at = [], 0
    for line in split_lines(raw):
        text = line.strip()
        start = at + (line.index(text[0]) if text else 0)
        lines.append(_Line(start, start + len(text), text))
        at += len(line)
    return lines


class _Blocks:
    """Groups lines into paragraphs, headings and tables. `gap` is whether a blank line stands above the next line."""

    def __init__(self, raw: str, room: Room) -> None:
        self.items: list[Draft | Grid] = []
        self._raw, self._room = raw, room
        self._lines = _raw_lines(raw)
        self._group: list[_Line] = []
        self._gap = self._group_gap = False

    def read_blocks(self) -> list[Draft | Grid]:
        at = 0
        while at < len(self._lines):
            at = self._read_block(at)
        self._end_group()
        return self.items

    def _read_block(self, at: int) -> int:
        """Take the block or the line that begins at a line; the number of the line behind it."""
        line = _strip_quote(self._lines[at])
        if _HTML_TABLE.match(line.text):
            end, items = _html_table(self._raw, self._lines, at, self._room)
            self._add_items(items)
            return end
        if size := _table_size(self._lines, at):
            self._add_items([_read_table(self._raw, self._lines[at : at + size], self._room)])
            return at + size
        if not line.text or _FENCE.match(line.text) or _RULE.match(line.text):
            self._end_group(1 if line.text.startswith("==") and len(self._group) == 1 else 0)
            self._gap = True
            return at + 1
        heading = _HEADING.match(line.text)
        if heading or not self._group or (_ITEM.match(line.text) and not _is_emphasised(self._group[-1], line)):
            self._end_group()
            self._group_gap = self._gap
        self._gap = False
        if heading:
            start, end = heading.span("text")
            self._group.append(_Line(line.start + start, line.start + end, heading["text"]))
            self._end_group(len(heading[1]))
        else:
            self._group.append(line)
        return at + 1

    def _add_items(self, items: list[Draft | Grid]) -> None:
        self._end_group()
        self.items += items
        self._gap = False

    def _end_group(self, heading: int = 0) -> None:
        for draft in _read_paragraph(self._raw, self._group, heading):
            self.items.append(replace(draft, gap=self._group_gap and bool(self.items)))
            self._group_gap = False
        self._group.clear()


def _is_emphasised(above: _Line, line: _Line) -> bool:
    """Whether the emphasis that opens the line above ends on this one."""
    return _EMPHASISED.match(f"{above.text}\n{line.text}") is not None


def _html_table(raw: str, lines: list[_Line], at: int, room: Room) -> tuple[int, list[Draft | Grid]]:
    """The HTML table that begins on a line, and the number of the line behind it."""
    depth, start = 0, lines[at].start
    while at < len(lines):
        depth += sum(-1 if tag.startswith("</") else 1 for tag in _TABLE_TAG.findall(lines[at].text))
        at += 1
        if depth <= 0:
            break
    return at, html_items(raw, start, lines[at - 1].end, room)


def _strip_quote(line: _Line) -> _Line:
    match = _QUOTE.match(line.text)
    if not match:
        return line
    text = line.text[match.end() :]
    start = line.start + match.end() + len(text) - len(text.lstrip())
    return _Line(start, line.end, text.lstrip())


def _read_paragraph(raw: str, group: list[_Line], heading: int) -> list[Draft]:
    if not group:
        return []
    note = _NOTE.match(group[0].text)
    bullet = bool(_STAR_ITEM.match(group[0].text))
    segments = [(x.start, x.end - 1 if x.text.endswith("\\") else x.end) for x in group]
    if note:
        segments[0] = (segments[0][0] + note.end(), segments[0][1])
    drafts = [x for x in parse_inline(raw, segments) if x.text.strip()]
    for i, draft in enumerate(drafts):
        draft.note, draft.heading, draft.starts = bool(note), heading, True if heading else None
        draft.bullet = bullet and i == 0
    return drafts


def _table_size(lines: list[_Line], at: int) -> int:
    """Number of lines of the pipe table that begins here; 0 where none does, as at a bar alone between cells."""
    text = lines[at].text
    if "|" not in text or text == "|":
        return 0
    framed = text.startswith("|")
    closed = framed and text.endswith("|")
    ruled = at + 1 < len(lines) and "|" in lines[at + 1].text and bool(_DELIMITER.match(lines[at + 1].text))
    if not ruled and not closed:
        return 0
    size = 1
    for i in range(at + 1, len(lines)):
        line = lines[i]
        if "|" not in line.text or (framed and not line.text.startswith("|")):
            break
        if not ruled and not line.text.endswith("|"):
            break
        size += 1
    return size if ruled or size > 1 or len(_BAR.findall(text)) > 2 else 0


def _read_table(raw: str, lines: list[_Line], room: Room) -> Grid:
    rows = [
        [GridCell([*_read_cell(raw, a, b)]) for a, b in _cell_spans(x)]
        for i, x in enumerate(lines)
        if not (i < 2 and _DELIMITER.match(x.text))
    ]
    if len(rows) > 1 and not any(x.text.strip() for x in rows[0]):
        rows = rows[1:]
    return fill_grid(rows, room)


def _cell_spans(line: _Line) -> list[tuple[int, int]]:
    bars = [m.start() for m in _BAR.finditer(line.text)]
    edges = [-1, *bars, len(line.text)]
    if line.text.startswith("|"):
        edges = edges[1:]
    if len(edges) > 2 and line.text.endswith("|") and not line.text.endswith("\\|"):
        edges = edges[:-1]
    return [(line.start + a + 1, line.start + b) for a, b in pairwise(edges)]


def _read_cell(raw: str, start: int, end: int) -> list[Draft]:
    text = raw[start:end]
    start, end = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
    return [x for x in parse_inline(raw, [(start, max(start, end))]) if x.text.strip()]
