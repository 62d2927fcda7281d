"""Words with boxes to segments: baselines, letter sizes and faces, which Tesseract does not tell."""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np

from vbparse.readers.layout.segments import BOLD, ITALIC, WIDE, Segment
from vbparse.readers.ocr.tesseract import Letter, Word

_HEIGHTS = (
    dict.fromkeys("aceimnorsuvwxz", 0.46)
    | dict.fromkeys("ABCDEFGHIKLMNOPRSTUVXYĐ", 0.67)
    | dict.fromkeys("bdhklđ", 0.69)
) | dict.fromkeys("0123456789", 0.67)
"""Height of letters without marks in ems (Times; other faces are near it)."""
_HANGING = frozenset("gjpqyQ,;()/|[]{}_$@")
_DOT_BELOW = "\u0323"
_FLOATING = frozenset("-–—\"“”'‘’*+=~^°<>«»…·•")
_BOLDER = 1.28
_SLANTED = 1.12
_SLANT = 0.27
"""Tangent of the angle of italics."""
_ALIKE = 0.07


@dataclass(slots=True)
class Piece:
    """Words on one line without a wide gap between them, in pixels of the upright page."""

    words: list[Word]
    base: float
    size: float

    @property
    def letters(self) -> list[Letter]:
        return [x for word in self.words for x in word]

    @property
    def text(self) -> str:
        return " ".join("".join(x.text for x in word) for word in self.words)

    @property
    def confidence(self) -> float:
        """Mean confidence of the letters."""
        letters = self.letters
        return sum(x.confidence for x in letters) / len(letters)


def pieces(lines: Iterable[Sequence[Word]], dpi: float) -> list[Piece]:
    """The lines cut at wide gaps, each piece with its own baseline and letter size."""
    found: list[Piece] = []
    for line in lines:
        words = sorted(line, key=lambda w: w[0].left)
        usual = size_of([x for w in words for x in w]) or dpi / 6
        start = 0
        for i, (a, b) in enumerate(pairwise(words), 1):
            if b[0].left - a[-1].right > WIDE * usual:
                found.append(_piece(words[start:i], usual))
                start = i
        found.append(_piece(words[start:], usual))
    _level_sizes(found)
    return found


def _piece(words: list[Word], usual: float) -> Piece:
    letters = [x for w in words for x in w]
    feet = [x.bottom for x in letters if _stands(x.text)]
    size = size_of(letters) or usual
    base = median(feet) if feet else median(x.bottom for x in letters)
    if not feet and all(x.text in _FLOATING for x in letters):
        base += 0.25 * size
    return Piece(words, float(base), size)


def size_of(letters: Iterable[Letter]) -> float | None:
    """The letter size (an em) that the heights of letters tell."""
    found = [(x.bottom - x.top) / _HEIGHTS[x.text] for x in letters if x.text in _HEIGHTS]
    return float(median(found)) if found else None


def _stands(char: str) -> bool:
    """Whether a character stands on the baseline with nothing below it."""
    parts = unicodedata.normalize("NFD", char)
    return parts[0] not in _HANGING and parts[0] not in _FLOATING and _DOT_BELOW not in parts


def _level_sizes(found: list[Piece]) -> None:
    """Sizes measured a little apart are one size: each becomes the most frequent one near it."""
    rest = list(found)
    while rest:
        weight = {id(p): sum(len(o.text) for o in rest if abs(o.size - p.size) <= _ALIKE * p.size) for p in rest}
        chief = max(rest, key=lambda p: weight[id(p)])
        near = [p for p in rest if abs(p.size - chief.size) <= _ALIKE * chief.size]
        size = median(p.size for p in near for _ in range(1 + len(p.text) // 8))
        for piece in near:
            piece.size = size
        gone = set(map(id, near))
        rest = [p for p in rest if id(p) not in gone]


def segments(found: Sequence[Piece], ink: np.ndarray, unit: float) -> list[Segment]:
    """Segments in points (`unit` is a pixel in points) with the faces that the ink of the page shows."""
    weights = [[_weight(word, p, ink) for word in p.words] for p in found]
    known = sorted(w for row in weights for w in row if w)
    regular = known[int(0.35 * len(known))] if known else 1.0
    return [_segment(p, row, regular, ink, unit) for p, row in zip(found, weights, strict=True)]


def _segment(piece: Piece, weights: list[float | None], regular: float, ink: np.ndarray, unit: float) -> Segment:
    text, left, right, style = "", array("f"), array("f"), bytearray()
    slant = ITALIC if _is_slanted(piece, ink) else 0
    faces = _faces([None if w is None else w > _BOLDER * regular for w in weights])
    for word, bold in zip(piece.words, faces, strict=True):
        bits = slant | (BOLD if bold else 0)
        if text:
            text += " "
            left.append(right[-1])
            right.append(max(right[-1], word[0].left * unit))
            style.append(style[-1] & bits)
        for x in word:
            text += x.text
            left.append(x.left * unit)
            right.append(x.right * unit)
            style.append(bits)
    letters = piece.letters
    top = min(min(x.top for x in letters), piece.base - 0.7 * piece.size)
    bottom = max(max(x.bottom for x in letters), piece.base)
    return Segment(text, left, right, style, piece.base * unit, piece.size * unit, top * unit, bottom * unit)


def _faces(bold: list[bool | None]) -> list[bool]:
    """A word too short to tell has the face of its neighbours."""
    found: list[bool] = []
    for i, one in enumerate(bold):
        behind = next((b for b in bold[i + 1 :] if b is not None), None)
        before = found[-1] if found else behind
        found.append(one if one is not None else bool(before and (behind is None or behind)))
    return found


def _weight(word: Word, piece: Piece, ink: np.ndarray) -> float | None:
    """Mean thickness of the upright strokes of a word in ems; None where it has too few."""
    if sum(x.text.isalnum() for x in word) < 2:
        return None
    crop = _crop(ink, word[0].left, piece.base - 0.42 * piece.size, word[-1].right, piece.base)
    if crop.size == 0:
        return None
    edges = np.diff(crop.astype(np.int8), axis=1, prepend=0, append=0)
    starts, ends = np.nonzero(edges == 1)[1], np.nonzero(edges == -1)[1]
    if len(starts) < 8:
        return None
    return float(np.median(ends - starts) + np.mean(np.minimum(ends - starts, 0.3 * piece.size))) / 2 / piece.size


def _is_slanted(piece: Piece, ink: np.ndarray) -> bool:
    """Whether the strokes of a piece line up better along slanted columns than along upright ones."""
    letters = piece.letters
    right = min(letters[-1].right, letters[0].left + 30 * piece.size)
    crop = _crop(ink, letters[0].left, piece.base - 0.66 * piece.size, right, piece.base)
    if crop.shape[0] < 8 or crop.shape[1] < crop.shape[0] * 2:
        return False
    y, x = np.nonzero(crop)
    height = crop.shape[0]

    def sharpness(slant: float) -> float:
        counts = np.bincount((x + y * slant).astype(np.int64), minlength=crop.shape[1] + height)
        return float(np.dot(counts, counts))

    return sharpness(_SLANT) > _SLANTED * sharpness(0.0)


def _crop(ink: np.ndarray, left: float, top: float, right: float, bottom: float) -> np.ndarray:
    return ink[max(0, round(top)) : max(0, round(bottom)), max(0, round(left)) : max(0, round(right))]
