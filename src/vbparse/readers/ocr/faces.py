"""Bold and slanted letters, recognised by their ink: Tesseract does not report them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vbparse.readers.ocr.tesseract import Letter, Word

BOLDER = 1.25
"""Strokes of bold letters are thicker than those of regular ones by this at least."""
FEWEST_STROKES = 8
"""Stretches of ink from which the thickness of strokes is computed; fewer are too few."""
_LOOKED_AT, _LOWEST = 30, 8
"""Ems of a line whose slant is measured, and rows of ink that this takes at least."""
_SLANTED = 1.12
"""Sharpness of slanted columns by that of upright ones, above which letters are slanted."""
_SLANT = 0.27
"""Tangent of the angle of italics."""


def regular_weight(weights: Sequence[Sequence[float | None]]) -> float:
    """The thickness of the strokes of a page's regular letters, from those of its words."""
    known = sorted(w for row in weights for w in row if w)
    return known[int(0.35 * len(known))] if known else 1.0


def smooth_weights(weights: Sequence[float | None]) -> list[float | None]:
    """The thickness of each word of a line evened out with that of its neighbours: a face is rarely one word's."""
    measured = [w for w in weights if w is not None]
    even = [
        (a + 2 * b + c) / 4
        for a, b, c in zip(measured[:1] + measured, measured, measured[1:] + measured[-1:], strict=False)
    ]
    rest = iter(even)
    return [None if w is None else next(rest) for w in weights]


def fill_faces(weights: Sequence[float | None], least: float) -> list[bool]:
    """Which words are bold; one too short to be measured has the face of its neighbours."""
    bold = [None if w is None else w > least for w in weights]
    faces: list[bool] = []
    for i, one in enumerate(bold):
        behind = next((b for b in bold[i + 1 :] if b is not None), None)
        before = faces[-1] if faces else behind
        faces.append(one if one is not None else bool(before and (behind is None or behind)))
    return faces


_ENDS = frozenset(".:;)")
"""What the last word of a heading ends with, where text follows it in its line."""


def end_at_stops(faces: Sequence[bool], words: Sequence[Word]) -> list[bool]:
    """The faces of the words of a line, less the bold words behind the last stop: on a picture thick words stand beside
    thin ones by chance, and a heading that goes over into text ends at a mark."""
    first = next((i for i, is_bold in enumerate(faces) if not is_bold), len(faces))
    if first == len(faces):
        return list(faces)
    kept = next((i for i in range(first, 0, -1) if words[i - 1][-1].text in _ENDS), 0)
    return [*faces[:kept], *[False] * (first - kept), *faces[first:]]


def stroke_weight(word: Word, base: float, size: float, ink: np.ndarray) -> float | None:
    """Mean thickness of the upright strokes of a word in ems; None where it has too few."""
    if sum(x.text.isalnum() for x in word) < 2:
        return None
    crop = crop_of(ink, word[0].left, base - 0.42 * size, word[-1].right, base)
    if crop.size == 0:
        return None
    runs = stroke_lengths(crop)
    if len(runs) < FEWEST_STROKES:
        return None
    return float(np.median(runs) + np.mean(np.minimum(runs, 0.3 * size))) / 2 / size


def stroke_lengths(crop: np.ndarray) -> np.ndarray:
    """The lengths of the stretches of ink along the rows of a part of a page."""
    rows = np.zeros((crop.shape[0], crop.shape[1] + 1), bool)  # no stretch goes on into the next row
    rows[:, 1:] = crop
    flat = rows.ravel()
    edges = np.flatnonzero(flat[1:] != flat[:-1]) + 1
    if len(edges) % 2:
        edges = np.append(edges, len(flat))
    return np.asarray(edges[1::2] - edges[::2])


def is_slanted(letters: Sequence[Letter], base: float, size: float, ink: np.ndarray) -> bool:
    """Whether the strokes of letters line up better along slanted columns than along upright ones."""
    right = min(letters[-1].right, letters[0].left + _LOOKED_AT * size)
    crop = crop_of(ink, letters[0].left, base - 0.66 * size, right, base)
    if crop.shape[0] < _LOWEST or crop.shape[1] < crop.shape[0] * 2:
        return False
    y, x = np.nonzero(crop)
    height = crop.shape[0]

    def sharpness(slant: float) -> float:
        counts = np.bincount((x + y * slant).astype(np.int64), minlength=crop.shape[1] + height)
        return float(np.dot(counts, counts))

    return sharpness(_SLANT) > _SLANTED * sharpness(0.0)


def crop_of(ink: np.ndarray, left: float, top: float, right: float, bottom: float) -> np.ndarray:
    """The part of a page's ink in a box."""
    return ink[max(0, round(top)) : max(0, round(bottom)), max(0, round(left)) : max(0, round(right))]
