"""By how much a page lies askew."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image

from vbparse.readers.ocr.tesseract import WHITE

_MOST = 5.0
"""Degrees looked at to either side."""
_LEAST = 0.1
"""What is measured below this is not sure, and does no harm."""
_SIDE = 1200
"""Pixels of the longer side of the picture that is measured."""
_POINTS, _FEWEST = 40_000, 200
"""Lower edges of letters that are counted at most, and at least, for a tilt to be measured."""
_MARGIN = 50
"""One in so many columns at either side is the edge of the paper."""


def measure_tilt(grey: Image.Image, dark: int) -> float:
    """The angle in degrees by which the lines of a page fall towards the right; 0 where no angle stands out.

    At the right angle the lower edges of the letters lie on few rows, so the squares of the rows' counts are greatest.
    """
    small = grey.reduce(max(1, round(max(grey.size) / _SIDE)))
    ink = np.asarray(small) < (dark + WHITE) // 2
    feet = ink[:-1] & ~ink[1:]
    margin = max(2, small.width // _MARGIN)
    y, x = np.nonzero(feet[margin:-margin, margin:-margin])  # the edge of the paper is no line
    if len(x) < _FEWEST:
        return 0.0
    if len(x) > _POINTS:
        every = len(x) // _POINTS + 1
        y, x = y[::every], x[::every]
    x = x - small.width // 2
    angle = _best_angle(x, y, np.arange(-_MOST, _MOST + 0.01, 0.5))
    angle = _best_angle(x, y, angle + np.arange(-0.5, 0.51, 0.1))
    angle = _best_angle(x, y, angle + np.arange(-0.1, 0.11, 0.02))
    return float(angle) if _LEAST < abs(angle) < _MOST else 0.0


def _best_angle(x: np.ndarray, y: np.ndarray, angles: np.ndarray) -> float:
    return float(max(angles, key=lambda a: _sharpness(x, y, math.tan(math.radians(a)))))


def _sharpness(x: np.ndarray, y: np.ndarray, slope: float) -> float:
    rows = np.rint(y - x * slope).astype(np.int64)
    counts = np.bincount(rows - rows.min())
    return float(np.dot(counts, counts))
