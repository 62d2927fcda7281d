"""What can be seen of each line by itself: its room, its letters, a mark at its front, whether it is centred."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vbparse.arrange.layout.reading_order import Row
from vbparse.arrange.layout.segments import BOLD, ITALIC, SYMBOL, TYPEWRITER, Box, shared_style
from vbparse.language.labels import bullet_end, parse_label
from vbparse.text import fold_view

_SIGNS = frozenset("•▪■□◆❖➢➤►▸✓✔●○◦·☑☐→")
_OPENERS = "“\"‘'([«"


@dataclass(slots=True)
class Features:
    """What is known of a row before its neighbours are asked. `low` and `high` are the edges of the room it fills."""

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
    if len(spans) < 5:
        return None
    need = max(2, len(spans) // 12)
    lefts, rights = sorted(a for a, _ in spans), sorted(b for _, b in spans)
    low = next((x for i, x in enumerate(lefts) if bisect_left(lefts, x + 2.5) - i >= need), lefts[0])
    mirrored = sorted(-x for x in rights)
    high = -next((x for i, x in enumerate(mirrored) if bisect_left(mirrored, x + 2.5) - i >= need), mirrored[0])
    return (low, high) if high - low > 100 else None


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
    low, high = row.room or area
    for box in pictures:
        if box[1] < segment.base - 0.2 * segment.size and box[3] > segment.base - 0.8 * segment.size:
            if segment.x1 - 2 <= box[0] < high:
                high = box[0]
            elif low < box[2] <= segment.x0 + 2:
                low = box[2]
    letters = "".join(filter(str.isalpha, text))
    common, lead = shared_style(segment)
    label = parse_label(view, 0, len(view))
    bullet = bullet_end(view, 0, len(view))
    sign = bool(style[0] & SYMBOL and not text[0].isalnum()) or text[0] in _SIGNS
    sign = sign or (text[:2] == "o " and bool(style[0] & (SYMBOL | TYPEWRITER)))
    behind = label.span.end if label else bullet or (2 if sign else 0)
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
        text_x=segment.left[min(behind, len(text) - 1)],
    )


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
