"""Ruled lines in the picture of a page."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

from vbparse.arrange.layout.segments import Box, Rule
from vbparse.readers.ocr.tesseract import WHITE

_LEVEL, _UPRIGHT = 0.5, 0.22
"""Inches that a line is long at least; letters have no strokes of that length."""
_THICK = 0.05
"""Inches that a line is thick at most: what is thicker is a bar or a picture."""
_SLANT = 0.02
"""By how much of its length a line may lean: feeders turn a page while they draw it in, so that the lines of a table
need not lie as its text does."""
_HOLES = 0.06
"""Share of a line that may be missing in a scan."""
_HALF = 0.014
"""Half the width in inches that is painted over where a line is erased."""
_MOST = 4000
"""Stretches of ink on a page that are joined; a page with more is a picture."""
_DPI = 100
"""Dots an inch at which lines are looked for."""


def find_rules(grey: Image.Image, dark: int, dpi: float) -> tuple[list[Rule], list[Rule]]:
    """Level and upright lines of an upright page, in its pixels; `dark` parts ink from paper."""
    step = max(1, round(dpi / _DPI))
    ink = np.asarray(grey.reduce(step)) < (dark + WHITE) // 2  # a hair line is pale where it is made smaller
    level, upright = (_find_lines(i, dpi / step, inches) for i, inches in ((ink, _LEVEL), (ink.T.copy(), _UPRIGHT)))
    return (
        [Rule(x0 * step, (y0 + y1) / 2 * step, x1 * step, (y0 + y1) / 2 * step) for x0, y0, x1, y1 in level],
        [Rule((x0 + x1) / 2 * step, y0 * step, (x0 + x1) / 2 * step, y1 * step) for y0, x0, y1, x1 in upright],
    )


def erase_rules(grey: Image.Image, rules: Sequence[Rule], dpi: float) -> None:
    """Paint the lines of tables over: Tesseract leaves out short cells between them, such as those of row numbers."""
    draw, half = ImageDraw.Draw(grey), _HALF * dpi
    for rule in rules:
        draw.rectangle((rule.x0 - half, rule.y0 - half, rule.x1 + half, rule.y1 + half), fill=WHITE)


def _find_lines(ink: np.ndarray, dpi: float, inches: float) -> list[Box]:
    """Left, top, right, bottom of the stretches of ink along the rows that are long, joined over neighbouring rows."""
    size = round(inches * dpi)
    if ink.shape[1] <= size:
        return []
    sums = np.zeros((ink.shape[0], ink.shape[1] + 1), np.int32)
    np.cumsum(ink, axis=1, out=sums[:, 1:])
    full = (sums[:, size:] - sums[:, :-size]) >= (1 - _HOLES) * size
    edges = np.diff(full.astype(np.int8), axis=1, prepend=0, append=0)
    rows, starts = np.nonzero(edges == 1)
    _, ends = np.nonzero(edges == -1)
    if len(rows) > _MOST:
        return []
    strokes = _join_runs(list(zip(rows, starts, ends + size - 1, strict=True)))
    return [box for box, area in strokes if _is_line(box, area, _THICK * dpi)]


def _is_line(box: Box, area: float, thick: float) -> bool:
    """Whether a stroke is thin, however it leans."""
    left, top, right, bottom = box
    return area < thick * (right - left) and bottom - top < thick + _SLANT * (right - left)


def _join_runs(runs: list[tuple[int, int, int]]) -> list[tuple[Box, float]]:
    """Boxes of the runs (row, start, end) that touch one another, and the length of the runs in each together."""
    open_boxes: list[list[float]] = []
    closed: list[list[float]] = []
    for row, start, end in runs:
        waiting: list[list[float]] = []
        for box in open_boxes:
            (closed if box[3] < row - 2 else waiting).append(box)
        open_boxes = waiting
        near = [b for b in open_boxes if b[0] <= end + 2 and b[2] >= start - 2]
        if not near:
            open_boxes.append([start, row, end, row + 1, end - start])
            continue
        first = near[0]
        for other in near[1:]:
            open_boxes.remove(other)
            low, high = min(first[0], other[0]), max(first[2], other[2])
            first[:] = low, min(first[1], other[1]), high, first[3], first[4] + other[4]
        first[:] = min(first[0], start), first[1], max(first[2], end), row + 1, first[4] + end - start
    return [((float(a), float(b), float(c), float(d)), float(area)) for a, b, c, d, area in closed + open_boxes]
