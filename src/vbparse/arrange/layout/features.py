"""What can be seen of each line by itself: its room, its letters, a mark at its front, whether it is centred."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vbparse.arrange.layout.reading_order import Row
from vbparse.arrange.layout.segments import BOLD, ITALIC, SYMBOL, TYPEWRITER, Box, Segment, shared_style
from vbparse.language.labels import bullet_end, parse_label
from vbparse.text import fold_view

_FEWEST_LINES = 5
"""Lines from which on the edges of a page's text can be determined."""
_SHARE_AT_EDGE = 12
"""One line in so many keeps to an edge of the text."""
_NARROWEST = 100
"""Points: a text that is narrower is a heap of short lines, and tells no edges."""
_SIGNS = frozenset("•▪■□◆❖❑➢➤►▸✓✔●○◦·☑☐→➔⇨")
_OPENERS = "“\"‘'([«"


@dataclass(slots=True)
class Features:
    """What is known of a row before its neighbours are looked at; distances in points.

    low, high    edges of the room that it may fill
    marked       a label, a bullet or the sign of a list stands at its front; `bullet` says that it is a sign
    label_only   nothing stands behind the label
    lower, caps  begins with a small letter; most letters are capitals
    first        width of its first word
    text_x       left edge of what stands behind the label or mark
    """

    row: Row
    low: float
    high: float
    centred: bool
    bold: bool
    bold_lead: int
    italic: bool
    marked: bool
    label_only: bool
    bullet: bool
    lower: bool
    caps: bool
    first_upper: bool
    first: float
    text_x: float
    starts: bool = True
    gap: bool = False

    @property
    def x0(self) -> float:
        return self.row.segment.x0

    @property
    def x1(self) -> float:
        return self.row.segment.x1

    @property
    def base(self) -> float:
        return self.row.segment.base

    @property
    def size(self) -> float:
        return self.row.segment.size

    @property
    def indent(self) -> float:
        return self.x0 - self.low


def find_text_area(spans: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """Left and right edge that the lines of a page keep to; None where there are too few to tell."""
    if len(spans) < _FEWEST_LINES:
        return None
    need = max(2, len(spans) // _SHARE_AT_EDGE)
    lefts, rights = sorted(a for a, _ in spans), sorted(b for _, b in spans)
    low = next((x for i, x in enumerate(lefts) if bisect_left(lefts, x + 2.5) - i >= need), lefts[0])
    mirrored = sorted(-x for x in rights)
    high = -next((x for i, x in enumerate(mirrored) if bisect_left(mirrored, x + 2.5) - i >= need), mirrored[0])
    return (low, high) if high - low > _NARROWEST else None


def read_features(
    rows: Sequence[Row], areas: Mapping[int, tuple[float, float]], pictures: Mapping[int, Sequence[Box]]
) -> list[Features]:
    """The rows of a document with what can be seen of each by itself."""
    indents = Counter((r.page, round(r.segment.x0 / 3)) for r in rows if r.column is None)
    blocks: dict[tuple[int, int, int | None], list[Row]] = defaultdict(list)
    for row in rows:
        if row.column is not None:
            blocks[row.page, row.block, row.column].append(row)
    return [
        _read_line(
            r,
            areas[r.page],
            pictures.get(r.page, ()),
            indents,
            blocks.get((r.page, r.block, r.column), ()) if r.column is not None else (),
        )
        for r in rows
    ]


def _read_line(
    row: Row,
    area: tuple[float, float],
    pictures: Sequence[Box],
    indents: Counter[tuple[int, int]],
    block: Sequence[Row],
) -> Features:
    segment = row.segment
    text, style = segment.text, segment.style
    view = fold_view(text)
    low, high = _room_beside(pictures, segment, row.room or area)
    letters = "".join(filter(str.isalpha, text))
    common, lead = shared_style(segment)
    label = parse_label(view, 0, len(view))
    bullet = bullet_end(view, 0, len(view))
    sign = _is_sign(text, style[0])
    body = label.span.end if label else bullet or (2 if sign else 0)
    space = text.find(" ")
    return Features(
        row,
        low,
        high,
        _is_centred(row, low, high, indents, block),
        bold=bool(letters and common & BOLD),
        bold_lead=lead,
        italic=bool(letters and common & ITALIC),
        marked=label is not None or bullet is not None or sign,
        label_only=label is not None and label.span.end >= len(text),
        bullet=sign,
        lower=text.lstrip(_OPENERS)[:1].islower(),
        caps=sum(map(str.isupper, letters)) > 0.7 * len(letters),
        first_upper=text[0].isupper(),
        first=segment.right[(space if space > 0 else len(text)) - 1] - segment.x0,
        text_x=segment.left[min(body, len(text) - 1)],
    )


def _room_beside(pictures: Sequence[Box], segment: Segment, room: tuple[float, float]) -> tuple[float, float]:
    """The room of a line less the pictures that stand beside it."""
    low, high = room
    for box in pictures:
        if box[1] < segment.base - 0.2 * segment.size and box[3] > segment.base - 0.8 * segment.size:
            if segment.x1 - 2 <= box[0] < high:
                high = box[0]
            elif low < box[2] <= segment.x0 + 2:
                low = box[2]
    return low, high


def _is_sign(text: str, style: int) -> bool:
    """Whether a line begins with the sign of a list, drawn as a symbol or as the letter o of a typewriter."""
    if text[0] in _SIGNS or (style & SYMBOL and not text[0].isalnum()):
        return True
    return text[:2] == "o " and bool(style & (SYMBOL | TYPEWRITER))


def _is_centred(row: Row, low: float, high: float, indents: Counter[tuple[int, int]], block: Sequence[Row]) -> bool:
    segment = row.segment
    if row.column is not None:
        if len(block) < 2:
            return True
        widest = max(block, key=lambda r: r.segment.x1 - r.segment.x0).segment
        flush = sum(abs(r.segment.x0 - segment.x0) < 2 for r in block)
        return abs(segment.centre - widest.centre) < 4 and (flush < 2 or flush < len(block) / 2)
    away = abs(segment.centre - (low + high) / 2)
    key = round(segment.x0 / 3)
    alike = sum(indents[row.page, k] for k in (key - 1, key, key + 1))
    if alike > 3 or (alike > 1 and segment.text[0] in "-+•") or away > max(4.0, 0.015 * (high - low)):
        return False
    least = (0.3 if away < 2 and alike < 3 else 1.2) * segment.size
    return segment.x0 - low >= least and high - segment.x1 >= least
