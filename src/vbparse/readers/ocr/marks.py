"""Marks of secrecy and urgency that are stamped askew in colour: a slanted frame keeps Tesseract from seeing what is in
it, and so each stamp is set upright, taken out of its frame, and read by itself."""

from __future__ import annotations

import numpy as np
from PIL import Image

from vbparse.arrange.layout.segments import Box
from vbparse.language.marks import is_mark
from vbparse.readers.ocr.colour import Stamp
from vbparse.readers.ocr.readings import PageError
from vbparse.readers.ocr.tesseract import LINE, WHITE, read_words
from vbparse.readers.ocr.words import text_of_words
from vbparse.text import Span, fold_view

_HIGHEST, _WIDEST = 1.2, 4.0
"""Inches that the frame of a mark measures at most."""
_TURNS = np.arange(-12, 12.5, 0.5)
"""Degrees by which a stamp may be askew."""
_DARK = 170
"""Grey value below which a pixel is ink."""
_RIM, _FULL = 0.3, 0.75
"""The frame runs within this share of the stamp's height from its edges, over more than that share of them."""
_ROWS = 60
"""Rows of a stamp that its tilt is measured on."""
_MARGIN = 20
"""White pixels around a mark: Tesseract misses what touches an edge."""


def read_mark(stamp: Stamp, dpi: int) -> list[tuple[str, Box]]:
    """What stands on a coloured stamp and its box in pixels of the page as displayed, where it is a mark; else
    nothing."""
    left, top, right, bottom = stamp.box
    wide, high = (right - left) / dpi, (bottom - top) / dpi
    if not (high < wide <= _WIDEST and high <= _HIGHEST):
        return []
    try:
        words = read_words(_cut_frame_off(_set_upright(stamp.ink)), dpi, mode=LINE)
    except PageError:
        return []
    text = text_of_words(word for line in words for word in line)
    return [(text, stamp.box)] if is_mark(fold_view(text), Span(0, len(text))) else []


def _set_upright(ink: Image.Image) -> Image.Image:
    """The stamp turned so that its rows of ink are as sharp as they get."""
    small = ink.reduce(max(1, ink.height // _ROWS))

    def sharpness(turn: float) -> float:
        rows = np.asarray(small.rotate(turn, expand=True, fillcolor=WHITE)) < _DARK
        return float((np.diff(rows.sum(axis=1).astype(float)) ** 2).sum())

    best = max(_TURNS, key=lambda turn: (sharpness(float(turn)), -abs(turn)))
    return ink.rotate(float(best), Image.Resampling.BICUBIC, expand=True, fillcolor=WHITE)


def _cut_frame_off(ink: Image.Image) -> Image.Image:
    """The stamp less its frame, with white around it."""
    dark = np.asarray(ink) < _DARK
    rows, columns = np.nonzero(dark.any(axis=1))[0], np.nonzero(dark.any(axis=0))[0]
    if not len(rows):
        return ink
    top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    dark = dark[top:bottom, left:right]
    rim = round(_RIM * dark.shape[0])
    y = _inner_range(dark.mean(axis=1), rim)
    x = _inner_range(dark[y[0] : y[1]].mean(axis=0), rim)
    part = ink.crop((int(left + x[0]), int(top + y[0]), int(left + x[1]), int(top + y[1])))
    sheet = Image.new("L", (part.width + 2 * _MARGIN, part.height + 2 * _MARGIN), WHITE)
    sheet.paste(part, (_MARGIN, _MARGIN))
    return sheet


def _inner_range(shares: np.ndarray, rim: int) -> tuple[int, int]:
    """Where the last full line of the frame at the one side ends, and the first at the other begins."""
    size = len(shares)
    first = [i for i in range(min(rim, size)) if shares[i] > _FULL]
    last = [i for i in range(max(0, size - rim), size) if shares[i] > _FULL]
    start, end = first[-1] + 2 if first else 0, last[0] - 1 if last else size
    return (start, end) if start < end else (0, size)
