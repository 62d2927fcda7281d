"""Coloured ink: seals, stamps and signatures, which are taken off the text that they cover."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageChops

from vbparse.arrange.layout.segments import Box
from vbparse.readers.ocr.tesseract import WHITE

_DPI = 75
"""Dots an inch at which colour is looked for."""
_PERCENTILES = (3, 50)
"""Of the brightness of a stamp: its black, and its colour."""
_COARSE = 1 / 18
"""Side in inches of the fields in which coloured ink is looked for."""
_STRONG = 45
"""Two channels of ink that differ by this much more than those of the paper are a colour."""
_SHARE = 0.06
"""Share of a field that ink covers at least where there is some."""
_GAP = 3
"""Fields of coloured ink that are separated by fewer than this are one stamp."""
_BLEACHED = [min(255, v * 3 // 2) for v in range(256)]
"""What is left of colour in the brightest channel is made paper."""
_LEAST, _WIDEST, _HIGHEST, _LONG = 0.4, 4.2, 3.2, 5
"""Inches that a stamp or signature measures both ways, and that it is wide and high at most; it is not wider than this
many times its height. What is lower, larger or longer is text in colour."""
_MOST = 0.85
"""Share of the inked fields of a page that are coloured, from which the page itself is printed in colour."""
_CONTRAST = 50
"""Coloured ink and black ink below it differ by this much in the brightest channel, where there is black below."""


@dataclass(slots=True)
class Stamp:
    """A stretch of the page with much coloured ink, in pixels; `ink` is that ink alone, dark on white."""

    box: Box
    ink: Image.Image


@dataclass(slots=True)
class Cleaned:
    """The page in grey without the stamps; where there is colour on it (None where there is none), one value for each
    `step` pixels."""

    grey: Image.Image
    stamps: list[Stamp]
    coloured: np.ndarray | None = None
    step: int = 1

    def draw_stamps(self) -> Image.Image | None:
        """The ink of the stamps alone, where they stand on the page; None where there are none."""
        if not self.stamps:
            return None
        sheet = Image.new("L", self.grey.size, WHITE)
        for stamp in self.stamps:
            sheet.paste(stamp.ink, (round(stamp.box[0]), round(stamp.box[1])))
        return sheet

    def share_coloured(self, box: Box) -> float:
        """The share of a box (in pixels) that coloured ink covers."""
        if self.coloured is None:
            return 0.0
        left, top, right, bottom = (round(x / self.step) for x in box)
        part = self.coloured[max(0, top) : bottom + 1, max(0, left) : right + 1]
        return float(part.mean()) if part.size else 0.0


def clean_colour(picture: Image.Image, dpi: float) -> Cleaned:
    """A page in grey, less the coloured ink of its stamps: in the brightest of the three channels colour is as light as
    paper, and black under it stays black."""
    if picture.mode != "RGB":
        return Cleaned(picture.convert("L"), [])
    step = max(1, round(dpi / _DPI))
    coloured = _find_colour(picture.reduce(step))
    grey = picture.convert("L")
    if not coloured.any():
        return Cleaned(grey, [])
    cleaned = Cleaned(grey, [], coloured, step)
    side = max(1, round(_COARSE * dpi / step))
    if _is_all(coloured, grey.reduce(step), side):
        return cleaned
    for left, top, right, bottom in group_fields(inked_fields(coloured, side, _SHARE)):
        box = tuple(
            min(x * side * step, most) for x, most in zip((left, top, right, bottom), grey.size * 2, strict=True)
        )
        if _is_stamp((box[2] - box[0]) / dpi, (box[3] - box[1]) / dpi):
            channels = picture.crop((box[0], box[1], box[2], box[3])).split()
            bright = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
            dim = ImageChops.darker(ImageChops.darker(channels[0], channels[1]), channels[2])
            stamp = ImageChops.invert(ImageChops.subtract(bright, dim))
            cleaned.stamps.append(Stamp((box[0], box[1], box[2], box[3]), stamp))
            grey.paste(_bleach(bright, dim), (box[0], box[1]))
    return cleaned


def _bleach(bright: Image.Image, dim: Image.Image) -> Image.Image:
    """A stamp's brightest channel with its colour as paper; what is darker, black seen through the ink, is black."""
    values, low = np.asarray(bright), np.asarray(dim)
    inked = values[(values.astype(np.int16) - low) > _STRONG]
    black, colour = (float(x) for x in np.percentile(inked, _PERCENTILES)) if inked.size else (0.0, 0.0)
    if colour - black < _CONTRAST:
        return bright.point(_BLEACHED)
    scale = WHITE / (0.92 * colour - black)
    return bright.point([round(min(float(WHITE), max(0.0, (v - black) * scale))) for v in range(WHITE + 1)])


def _is_all(coloured: np.ndarray, small: Image.Image, side: int) -> bool:
    """Whether nearly all ink of a page is coloured: it is printed so, and stamps cannot be distinguished from it."""
    values = np.asarray(small)
    inked = inked_fields(values < np.median(values) - _STRONG, side, _SHARE)
    return bool((inked & inked_fields(coloured, side, _SHARE)).sum() > _MOST * inked.sum())


def _is_stamp(wide: float, high: float) -> bool:
    return min(wide, high) >= _LEAST and wide <= _WIDEST and high <= _HIGHEST and wide <= _LONG * high


def _find_colour(small: Image.Image) -> np.ndarray:
    """Where a picture is coloured, apart from the tint of its paper."""
    red, green, blue = (np.asarray(c).astype(np.int16) for c in small.split())
    first, second = red - green, blue - green
    first -= np.int16(np.median(first[::4, ::4]))
    second -= np.int16(np.median(second[::4, ::4]))
    spread = np.maximum(np.maximum(first, second), 0) - np.minimum(np.minimum(first, second), 0)
    return np.asarray(spread > _STRONG)


def inked_fields(inked: np.ndarray, side: int, share: float) -> np.ndarray:
    """Which square fields of a page hold more than a share of ink."""
    high, wide = (-(-n // side) for n in inked.shape)
    padded = np.zeros((high * side, wide * side), bool)
    padded[: inked.shape[0], : inked.shape[1]] = inked
    return np.asarray(padded.reshape(high, side, wide, side).mean(axis=(1, 3)) > share)


def group_fields(full: np.ndarray) -> list[tuple[int, int, int, int]]:
    """Left, top, right, bottom of the groups of fields that lie near one another."""
    rest = {(int(y), int(x)) for y, x in zip(*np.nonzero(full), strict=True)}
    boxes = []
    while rest:
        group = [rest.pop()]
        for y, x in group:
            near = [(y + dy, x + dx) for dy in range(1 - _GAP, _GAP) for dx in range(1 - _GAP, _GAP)]
            fresh = [f for f in near if f in rest]
            group += fresh
            rest.difference_update(fresh)
        ys, xs = [y for y, _ in group], [x for _, x in group]
        boxes.append((min(xs), min(ys), max(xs) + 1, max(ys) + 1))
    return sorted(boxes, key=lambda b: (b[1], b[0]))
