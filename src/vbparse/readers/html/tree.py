"""HTML as a tree whose texts know where they are in the raw text.

The standard library's parser is used because it gives that place. Tag soup is read as browsers read it where it matters
for the text: open paragraphs, list items, rows and cells.
"""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from html.parser import HTMLParser

from vbparse.origins import Raw
from vbparse.patterns import Cue

_BLOCK_TAGS = """
address article blockquote body caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4
h5 h6 header hr html li main ol p pre section table tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset(_BLOCK_TAGS.split())
"""Elements that begin a line of their own."""
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "wbr"]
)
_ROWS = frozenset(["tr", "tbody", "thead", "tfoot"])
_ENDS_P = BLOCKS - _ROWS - {"body", "html", "td", "th", "caption"}
_DEEPEST = 150
"""Elements that may stand inside one another; the walks over the tree are recursive."""
_LONG_REFERENCE = Cue(r"&#(?=\d{10})", examples=["&#1234567890;"], rejects=["&#7841;"])
"""A number that is no character's, maybe longer than Python reads: U+FFFD stands for it, and its digits are text."""


@dataclass(slots=True)
class Node:
    """An element. `place` is where its start tag stands in the raw text."""

    tag: str
    attrs: dict[str, str]
    place: Raw
    children: list[Node | TextNode] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TextNode:
    """Text as written, or the character that a reference stands for."""

    text: str
    place: Raw


def parse_tree(raw: str, base: int = 0) -> Node:
    """The tree under one root; `base` is where `raw` stands in a longer raw text."""
    raw = _LONG_REFERENCE.sub("\ufffd#", raw)
    builder = _Builder(raw, base)
    # What stands behind the last `>` holds no whole tag; the parser would look for one from each `<` on.
    tail = raw.find("<", raw.rfind(">") + 1)
    builder.feed(raw if tail < 0 else raw[:tail])
    builder.close()
    if tail >= 0:
        builder.root.children.append(TextNode(raw[tail:], Raw(base + tail, len(raw) - tail)))
    return builder.root


class _Builder(HTMLParser):
    def __init__(self, raw: str, base: int) -> None:
        super().__init__(convert_charrefs=False)
        self.root = Node("", {}, Raw(base, 0))
        self._raw = raw
        self._base = base
        self._line_starts = [0, *(at + 1 for at, char in enumerate(raw) if char == "\n")]
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._imply_ends(tag)
        place = Raw(self._offset(), len(self.get_starttag_text() or ""))
        node = Node(tag, {key: value or "" for key, value in attrs}, place)
        self._open[-1].children.append(node)
        if tag not in _VOID and len(self._open) < _DEEPEST:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Browsers ignore the slash, but Office writes empty elements so.
        self.handle_starttag(tag, attrs)
        if self._open[-1].tag == tag:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag == "br":
            self._open[-1].children.append(Node("br", {}, Raw(self._offset(), 0)))
            return
        fences = {"table"} if tag in _ROWS or tag in {"td", "th", "caption"} else {"td", "th", "caption"}
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag == tag:
                del self._open[at:]
                return
            if self._open[at].tag in fences and tag != "table":
                return

    def handle_data(self, data: str) -> None:
        self._add_text(data, len(data))

    def handle_entityref(self, name: str) -> None:
        self._add_reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._add_reference(f"&#{name}")

    def unknown_decl(self, data: str) -> None:
        """`<![if !supportLists]>` and the like, as Word writes them, are no text."""

    def _add_reference(self, source: str) -> None:
        at = self._offset() - self._base + len(source)
        if self._raw[at : at + 1] == ";":
            source += ";"
        self._add_text(html.unescape(source), len(source))

    def _add_text(self, text: str, size: int) -> None:
        if text:
            self._open[-1].children.append(TextNode(text, Raw(self._offset(), size)))

    def _imply_ends(self, tag: str) -> None:
        """Close what a start tag closes without saying so."""
        if tag in _ROWS:
            self._close_open({"td", "th", "caption", "tr"} | (_ROWS if tag != "tr" else set()), {"table"})
        elif tag in {"td", "th"}:
            self._close_open({"td", "th", "caption"}, {"table"})
        elif tag == "li":
            self._close_open({"li"}, {"ol", "ul", "menu", "td", "th", "table"})
        elif tag in {"dd", "dt"}:
            self._close_open({"dd", "dt"}, {"dl", "td", "th", "table"})
        if tag in _ENDS_P:
            self._close_open({"p"}, BLOCKS - {"p"})

    def _close_open(self, tags: set[str], fences: set[str] | frozenset[str]) -> None:
        """Close the outermost open element of these tags inside the innermost fence."""
        outermost = 0
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag in fences:
                break
            if self._open[at].tag in tags:
                outermost = at
        if outermost:
            del self._open[outermost:]

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._base + self._line_starts[min(line, len(self._line_starts)) - 1] + column
