"""What office scanners do to pages, measured on scans: `scripts/degrade --measure`. The ranges from which
degraded/copier.py draws were measured with it, so what it says of a damaged page can be held against them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from degraded.sheets import Sheet, read_sheets
from vbparse.readers.ocr.colour import clean_colour, group_fields
from vbparse.readers.ocr.tilt import measure_tilt

WHITE = 255
MIL = 1000
"""Of an inch."""
CELL = 1 / 75
"""Inches of the side of the fields in which specks and blank paper are looked for."""
_SPECK = 2
"""Fields that a speck is wide and high at most; a full stop is as large, but stands near letters."""
_CLEAR = 3
"""Fields around ink that do not count as blank paper: blur and JPEG reach as far."""
_RIM = 0.3
"""Inches at the edges of a page that are left out: holes, shadows of the lid, edges of other sheets."""
_REACH = 3
"""Pixels in which an edge rises from ink to paper."""
_THICKEST = 0.025
"""Inches of the widest stroke of a letter."""
_PART = 0.4
"""Share of the inked height of a page at its top, and at its bottom, on which skew is measured."""
_GAUSS = 2.507
"""√(2π): the height of an edge over its steepest slope, in units of the blur's radius."""
_DEEP = 99
"""Percentile of how far blank paper is darker than most of it: what shows through from the back."""


@dataclass(frozen=True)
class Seal:
    """Coloured ink on a page: its middle as shares of width and height, how wide and high it is in points, its colour,
    and the share of the light of the paper that it lets through."""

    x: float
    y: float
    wide: float
    high: float
    colour: tuple[int, int, int]
    through: float


@dataclass(frozen=True)
class Figures:
    """Of one page: grey values of `paper` and `ink` (of 255) with the standard deviation of either, how far blank paper
    is darker in places (`ghost`), radius of `blur` and width of `stroke` in mil, the share of the edges of strokes that
    is `ragged`, `specks` a page and their side in mil, skew in degrees at the top and at the bottom, positive where
    lines fall towards the right."""

    dpi: float
    quality: int | None
    bilevel: bool
    paper: float
    grain: float
    ghost: float
    ink: float
    ink_spread: float
    blur: float
    stroke: float
    ragged: float
    specks: float
    speck_side: float
    skew: tuple[float, float]
    seals: tuple[Seal, ...]


def measure_file(path: Path) -> Iterator[Figures]:
    """The figures of each page of a PDF or of an image file."""
    return map(measure_page, read_sheets(path))


def measure_page(sheet: Sheet) -> Figures:
    """The figures of a page."""
    grey = np.asarray(sheet.image.convert("L"))
    rim = round(_RIM * sheet.dpi)
    grey = grey[rim:-rim, rim:-rim]
    level = _split(grey)
    inked = grey < level
    blank, specks, side = _find_specks(inked, sheet.dpi)
    step = round(CELL * sheet.dpi)
    clear = np.kron(blank, np.ones((step, step), bool))
    clear, whole = (x[: clear.shape[0], : clear.shape[1]] for x in (clear, grey))
    paper = whole[clear] if clear.any() else grey[~inked]
    core = _core(inked)
    coarse = whole.reshape(blank.shape[0], step, blank.shape[1], step).mean(axis=(1, 3))[blank]
    light = float(np.median(paper))
    ink = grey[core] if core.any() else grey[inked]
    return Figures(
        dpi=sheet.dpi,
        quality=sheet.quality,
        bilevel=len(np.unique(grey)) <= 2,
        paper=light,
        grain=float(paper.std()),
        ghost=light - float(np.percentile(coarse, 100 - _DEEP)) if coarse.size else 0.0,
        ink=float(np.median(ink)),
        ink_spread=float(ink.std()),
        blur=_measure_blur(grey, light - float(np.median(ink))) / sheet.dpi * MIL,
        stroke=_measure_stroke(inked, sheet.dpi),
        ragged=_measure_raggedness(inked),
        specks=specks,
        speck_side=side,
        skew=measure_skew(sheet.image.convert("L")),
        seals=tuple(find_seals(sheet.image, sheet.dpi)),
    )


def _split(grey: np.ndarray) -> int:
    """The grey value that parts ink and paper best (Otsu 1979)."""
    counts = np.bincount(grey.ravel(), minlength=WHITE + 1).astype(float)
    below, total = np.cumsum(counts), np.cumsum(counts * np.arange(WHITE + 1))
    above = below[-1] - below
    with np.errstate(invalid="ignore", divide="ignore"):
        between = below * above * (total / below - (total[-1] - total) / above) ** 2
    return int(np.nanargmax(between)) + 1


def _core(inked: np.ndarray) -> np.ndarray:
    """Ink that has ink on all four sides."""
    core = inked.copy()
    core[1:] &= inked[:-1]
    core[:-1] &= inked[1:]
    core[:, 1:] &= inked[:, :-1]
    core[:, :-1] &= inked[:, 1:]
    return core


def _find_specks(inked: np.ndarray, dpi: float) -> tuple[np.ndarray, float, float]:
    """Blank fields of a page; specks, as many as there were if they lay as thick among the letters as they do on blank
    paper; their mean side in mil."""
    step = round(CELL * dpi)
    high, wide = (n // step for n in inked.shape)
    fields = inked[: high * step, : wide * step].reshape(high, step, wide, step).sum(axis=(1, 3))
    near, areas = np.zeros((high, wide), bool), []
    for left, top, right, bottom in group_fields(fields > 0):
        if right - left <= _SPECK and bottom - top <= _SPECK:
            areas.append(int(fields[top:bottom, left:right].sum()))
            near[top:bottom, left:right] = True
        else:
            near[max(0, top - _CLEAR) : bottom + _CLEAR, max(0, left - _CLEAR) : right + _CLEAR] |= _spread(
                fields[max(0, top - _CLEAR) : bottom + _CLEAR, max(0, left - _CLEAR) : right + _CLEAR] > 0
            )
    blank = ~near
    side = float(np.sqrt(np.mean(areas))) / dpi * MIL if areas else 0.0
    return blank, len(areas) / max(blank.mean(), 1 / MIL), side


def _spread(fields: np.ndarray) -> np.ndarray:
    """Fields that lie near one that is set."""
    for axis in (0, 1):
        padded = np.pad(fields, [(_CLEAR, _CLEAR) if axis == a else (0, 0) for a in (0, 1)])
        size = fields.shape[axis]
        fields = np.logical_or.reduce([np.take(padded, range(k, k + size), axis) for k in range(2 * _CLEAR + 1)])
    return fields


def _measure_blur(grey: np.ndarray, contrast: float) -> float:
    """The radius in pixels of the blur of upright edges that reach from ink to paper."""
    values = grey.astype(np.int16)
    slope = np.abs(np.diff(values, axis=1))
    width = slope.shape[1] - 2 * _REACH
    near = np.stack([slope[:, k : k + width] for k in range(2 * _REACH + 1)])
    around = np.stack([values[:, k : k + width] for k in range(2 * _REACH + 2)])
    rise, middle = around.max(axis=0) - around.min(axis=0), slope[:, _REACH : _REACH + width]
    edges = (rise > 0.85 * contrast) & (middle == near.max(axis=0)) & (middle > 0)
    return float(np.median(rise[edges] / middle[edges])) / _GAUSS if edges.any() else 0.0


def _measure_stroke(inked: np.ndarray, dpi: float) -> float:
    """The mean width in mil of upright strokes."""
    edges = np.diff(inked.astype(np.int8), axis=1, prepend=0, append=0)
    lengths = np.nonzero(edges == -1)[1] - np.nonzero(edges == 1)[1]
    lengths = lengths[lengths <= _THICKEST * dpi]
    return float(lengths.mean()) / dpi * MIL if lengths.size else 0.0


def _measure_raggedness(inked: np.ndarray) -> float:
    """Pixels that are not as most of the nine around them, per pixel of the edges of ink: thin, broken, frayed strokes.
    Comparable at one resolution."""
    high, wide = inked.shape
    padded = np.pad(inked, 1).astype(np.int8)
    around = sum(padded[y : y + high, x : x + wide] for y in range(3) for x in range(3))
    edges = (inked[:, 1:] != inked[:, :-1]).sum()
    return float(((around >= 5) != inked).sum() / max(1, edges))


def measure_skew(grey: Image.Image) -> tuple[float, float]:
    """By how many degrees the lines of a page fall towards the right at its top, and at its bottom; 0 where there are
    too few of them, or less than 0.1° (`vbparse.readers.ocr.tilt`)."""
    values = np.asarray(grey)
    level = _split(values)
    rim = values.shape[1] // 20
    rows = np.nonzero((values[rim:-rim, rim:-rim] < level).mean(axis=1) > 1 / MIL)[0] + rim
    if not rows.size:
        return 0.0, 0.0
    first, end = int(rows[0]), int(rows[-1])
    part = round(_PART * (end - first))
    if not part:
        return 0.0, 0.0
    dark = 2 * level - WHITE  # measure_tilt parts ink and paper half way between this and white
    boxes = ((0, first, grey.width, first + part), (0, end - part, grey.width, end))
    top, bottom = (measure_tilt(grey.crop(box), dark) for box in boxes)
    return top, bottom


def find_seals(image: Image.Image, dpi: float) -> Iterator[Seal]:
    """The stamps and seals in colour."""
    paper = np.median(np.asarray(image.reduce(8)).reshape(-1, 3), axis=0)
    for stamp in clean_colour(image, dpi).stamps:
        left, top, right, bottom = stamp.box
        pixels = np.asarray(image.crop((left, top, right, bottom))).reshape(-1, 3).astype(int)
        strong = pixels[pixels.max(axis=1) - pixels.min(axis=1) > 60]
        if not len(strong):
            continue
        colour = np.median(strong, axis=0)
        yield Seal(
            (left + right) / 2 / image.width,
            (top + bottom) / 2 / image.height,
            (right - left) / dpi * 72,
            (bottom - top) / dpi * 72,
            tuple(int(c) for c in colour),
            float(colour.min() / paper.min()),
        )


Table = tuple[list[str], list[list[object]]]
"""Names of columns, and rows."""


def describe_pages(measured: dict[str, list[Figures]]) -> Table:
    """The figures of all pages, a row each."""
    header = ["file", "page", "dpi", "JPEG", *_READ]
    rows = [
        [name, number, round(page.dpi), _packing(page), *(read(page) for read in _READ.values())]
        for name, pages in measured.items()
        for number, page in enumerate(pages, 1)
    ]
    return header, rows


def describe_seals(measured: dict[str, list[Figures]]) -> Table:
    """The seals of all pages, a row each: places as shares of the page, sizes in points."""
    header = ["file", "page", "x", "y", "wide", "high", "red, green, blue", "light let through"]
    rows: list[list[object]] = [
        [name, number, s.x, s.y, round(s.wide), round(s.high), ", ".join(map(str, s.colour)), s.through]
        for name, pages in measured.items()
        for number, page in enumerate(pages, 1)
        for s in page.seals
    ]
    return header, rows


def describe_ranges(pages: list[Figures]) -> Table:
    """What 5, 50 and 95 % of the pages, or of their seals, do not exceed."""
    reads = _READ | {"change of skew": lambda p: p.skew[1] - p.skew[0] if all(p.skew) else None}
    values: dict[str, list[float]] = {
        name: [v for p in pages if (v := read(p)) is not None] for name, read in reads.items()
    }
    values["JPEG"] = [p.quality for p in pages if p.quality is not None]
    values["seal, light let through"] = [s.through for p in pages for s in p.seals]
    values["seal, points high"] = [s.high for p in pages for s in p.seals]
    shares = (5, 50, 95)
    rows: list[list[object]] = [[n, *(float(x) for x in np.percentile(v, shares))] for n, v in values.items() if v]
    return ["figure", *(f"{share} %" for share in shares)], rows


def _packing(page: Figures) -> str:
    return "1 bit" if page.bilevel else str(page.quality or "")


_READ: dict[str, Callable[[Figures], float | None]] = {
    "paper": lambda p: p.paper,
    "grain": lambda p: p.grain,
    "ghost": lambda p: p.ghost,
    "ink": lambda p: p.ink,
    "ink, spread": lambda p: p.ink_spread,
    "blur, mil": lambda p: p.blur,
    "stroke, mil": lambda p: p.stroke,
    "ragged": lambda p: p.ragged,
    "specks": lambda p: round(p.specks),
    "speck, mil": lambda p: p.speck_side,
    "skew, top": lambda p: p.skew[0],
    "skew, bottom": lambda p: p.skew[1],
}
"""The columns of figures."""
