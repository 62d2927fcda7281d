"""Lines as they were typed: where on the line each piece stands that wide blanks, a tab or a bar set apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vbparse.arrange.drafts import Draft
from vbparse.origins import Raw
from vbparse.patterns import Cue
from vbparse.text import fold_view

_APART = Cue(
    r"[^\S\n]*[|│┃¦][^\S\n|│┃¦]*|[^\S\n\t]*\t[^\S\n]*|[^\S\n]{2,}",
    examples=["a | b", "a\tb", "a  b"],
    rejects=["a b", "a\nb"],
)
_BARS = "|│┃¦"
_LINE_ENDS = "\n\r\f\v\x85\u2028\u2029"
TAB = 8
"""Places to which a tab goes on."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start` to `end` of a line; `left` and `right` are their places on a page of equally wide letters,
    `cell` is the number of bars before them."""

    start: int
    end: int
    left: int
    right: int
    cell: int


@dataclass(frozen=True, slots=True)
class Row:
    """A line, its match view and its pieces. `bars` is the number of bars in it, `tabbed` whether a tab stands
    before it."""

    draft: Draft
    view: str
    pieces: list[Piece]
    bars: int
    tabbed: bool = False

    @property
    def indent(self) -> int:
        return self.pieces[0].left if self.pieces else 0

    def words(self, piece: Piece) -> str:
        return self.view[piece.start : piece.end]


def read_row(draft: Draft, raw: str) -> Row:
    """The pieces of a line whose runs stand in `raw`."""
    text = draft.text
    edges, cells, bars = [(0, 0)], [0], 0
    for match in _APART.finditer(text):
        bars += sum(match[0].count(bar) for bar in _BARS)
        edges.append(match.span())
        cells.append(bars)
    edges.append((len(text), len(text)))
    indent = indentation(draft, raw)
    place = _find_places(indent + text)
    shift = len(place) - len(text) - 1
    pieces = [
        Piece(start, end, place[shift + start], place[shift + end], cell)
        for (_, start), (end, _), cell in zip(edges, edges[1:], cells, strict=False)
        if start < end
    ]
    return Row(draft, fold_view(text), pieces, bars, "\t" in indent)


def indentation(draft: Draft, raw: str) -> str:
    """The blanks before a line; list and emphasis marks that the reader took off do not count."""
    origin = draft.runs[0].origin if draft.runs else None
    if not isinstance(origin, Raw):
        return ""
    end = origin.start
    while end and raw[end - 1] in "*_#>":
        end -= 1
    start = end
    while start and raw[start - 1].isspace() and raw[start - 1] not in _LINE_ENDS:
        start -= 1
    return raw[start:end]


def _find_places(text: str) -> Sequence[int]:
    """The place of each character, tabs reaching to the next multiple of eight; one more for the end."""
    if "\t" not in text:
        return range(len(text) + 1)
    found, at = [], 0
    for letter in text:
        found.append(at)
        at = (at // TAB + 1) * TAB if letter == "\t" else at + 1
    return [*found, at]
