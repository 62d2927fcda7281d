"""Words with boxes to segments: baselines, letter sizes and faces, which Tesseract does not report."""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import numpy as np

from vbparse.arrange.layout.segments import BOLD, ITALIC, UNSURE, WIDE, Box, Segment, opens_motto
from vbparse.readers.ocr import faces
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
_ALIKE = 0.07
"""Share by which measured sizes of one size differ."""
_SPECKS = frozenset("~¡¬¦`´°^")
UPPER_PART = 0.5
"""The part of a page, from its top, in which letterhead and arrival stamps stand."""
_FEW, _MANY = 4, 8
"""Number of letters below which a size cannot be measured; from which it is measured well."""
_LINES_AN_INCH = 6
"""A line without a measurable size is taken to be as high as one of a typewriter."""
_SURE = 65
"""Confidence of a word below which it may be misread: of cited numbers below it every third is wrong, of others one in
fifteen."""
UNCLEAR = 50
"""Confidence at most of a word that is made of several readings, or of what is missing."""
_ENDLESS = 1 << 30
"""More pixels than a page is wide."""
_BELOW = 1.8
"""Ems between the baselines of a line and the next."""
_UNEVEN = 1.6
"""Ratio of the sizes measured on letters of a line, from which on some of their boxes hold more than the letter. Texts
of two sizes on one line, as in a letterhead, stay below."""


@dataclass(slots=True)
class Piece:
    """Words on one line without a wide gap between them, in pixels of the upright page. `line` counts the lines that
    Tesseract saw."""

    words: list[Word]
    base: float
    size: float
    line: int

    @property
    def letters(self) -> list[Letter]:
        return [x for word in self.words for x in word]

    @property
    def text(self) -> str:
        return text_of_words(self.words)

    @property
    def x0(self) -> int:
        return self.words[0][0].left

    @property
    def x1(self) -> int:
        return self.words[-1][-1].right

    @property
    def confidence(self) -> float:
        """Mean confidence of the words, by their lengths."""
        return mean_confidence(self.words)


def text_of_words(words: Iterable[Word]) -> str:
    """The words with a blank between each two."""
    return " ".join("".join(x.text for x in word) for word in words)


def mean_confidence(words: Iterable[Word]) -> float:
    """Mean confidence of words, by their lengths."""
    letters = [x for w in words for x in w]
    return sum(x.word_confidence for x in letters) / len(letters)


def bounding_box(letters: Sequence[Letter]) -> Box:
    """Left, top, right and bottom of letters together, in pixels."""
    return (
        min(x.left for x in letters),
        min(x.top for x in letters),
        max(x.right for x in letters),
        max(x.bottom for x in letters),
    )


def cut_pieces(lines: Iterable[Sequence[Word]], ink: np.ndarray, dpi: float) -> list[Piece]:
    """The lines cut at wide gaps, each piece with its own baseline and letter size."""
    pieces: list[Piece] = []
    for number, line in enumerate(lines):
        words = measure_words(sorted(_without_specks(line), key=lambda w: w[0].left), ink)
        if not words:
            continue
        usual = letter_size([x for w in words for x in w]) or dpi / _LINES_AN_INCH
        start = 0
        for i, (a, b) in enumerate(pairwise(words), 1):
            if b[0].left - a[-1].right > WIDE * usual or opens_motto(text_of_words(words[i : i + 4])):
                pieces.append(_build_piece(words[start:i], usual, number))
                start = i
        pieces.append(_build_piece(words[start:], usual, number))
    _level_sizes(pieces)
    _size_short_ones(pieces)
    return pieces


def _without_specks(line: Sequence[Word]) -> list[Word]:
    """The words of a line less those that are specks before, between or behind them; as text they mean nothing."""
    return [word for word in line if any(x.text not in _SPECKS for x in word)]


def measure_words(words: list[Word], ink: np.ndarray) -> list[Word]:
    """The words of a line from the left, with boxes measured in the ink where those of Tesseract cannot be right."""
    return _even_words(_tighten_words(words, ink), ink)


def _tighten_words(words: list[Word], ink: np.ndarray) -> list[Word]:
    """Where Tesseract cannot part the letters of a word it gives each a share of the word's box, or one the boxes of
    the words behind it: such letters are measured again."""
    tightened = []
    for i, word in enumerate(words):
        end = words[i + 1][0].left if i + 1 < len(words) else _ENDLESS
        even = len(word) > 1 and len({(x.top, x.bottom) for x in word}) == 1
        tightened.append([_tighten_letter(x, min(x.right, end), ink) if even or x.right > end else x for x in word])
    return tightened


def _tighten_letter(letter: Letter, right: int, ink: np.ndarray) -> Letter:
    right = max(right, letter.left + 1)
    part = ink[letter.top : letter.bottom, letter.left : right]
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    if not len(rows):
        return replace(letter, right=right)
    top, right = letter.top + int(rows[0]), letter.left + int(columns[-1]) + 1
    return replace(letter, top=top, bottom=letter.top + int(rows[-1]) + 1, right=right)


def _even_words(words: list[Word], ink: np.ndarray) -> list[Word]:
    """Where lines stand close, Tesseract gives letters boxes that reach into the line above. Letters without a mark are
    one stretch of ink on the baseline: where their heights contradict one another, all of a line are measured again."""
    plain = [x for word in words for x in word if x.text in _HEIGHTS]
    sizes = [_measure_em(x) for x in plain]
    if not sizes or max(sizes) < _UNEVEN * min(sizes):
        return words
    base = median(x.bottom for x in plain)
    return [[_set_on_line(x, base, ink) if x.text in _HEIGHTS else x for x in word] for word in words]


def _set_on_line(letter: Letter, base: float, ink: np.ndarray) -> Letter:
    """The letter with top and bottom of the ink in its box that stands on the baseline."""
    rows = np.zeros(max(0, letter.bottom - letter.top) + 2, bool)  # no ink above and below
    inside = np.asarray(ink[letter.top : letter.bottom, letter.left : letter.right].any(axis=1))
    rows[1 : len(inside) + 1] = inside
    edges = np.flatnonzero(rows[1:] != rows[:-1]) + letter.top
    if not len(edges):
        return letter
    top, bottom = min(edges.reshape(-1, 2), key=lambda stretch: abs(stretch[1] - base))
    return replace(letter, top=int(top), bottom=int(bottom))


def _build_piece(words: list[Word], usual: float, line: int) -> Piece:
    letters = [x for w in words for x in w]
    feet = [x.bottom for x in letters if stands_on_baseline(x.text)]
    size = letter_size(letters) or usual
    base = median(feet) if feet else median(x.bottom for x in letters)
    if not feet and all(x.text in _FLOATING for x in letters):
        base += 0.25 * size
    return Piece(words, float(base), size, line)


def letter_size(letters: Iterable[Letter]) -> float | None:
    """The letter size (an em) computed from the heights of letters."""
    ems = [_measure_em(x) for x in letters if x.text in _HEIGHTS]
    return float(median(ems)) if ems else None


def _measure_em(letter: Letter) -> float:
    return (letter.bottom - letter.top) / _HEIGHTS[letter.text]


def stands_on_baseline(char: str) -> bool:
    """Whether a character stands on the baseline with nothing below it."""
    parts = unicodedata.normalize("NFD", char)
    return parts[0] not in _HANGING and parts[0] not in _FLOATING and _DOT_BELOW not in parts


def _level_sizes(pieces: list[Piece]) -> None:
    """Sizes measured a little apart are one size: each becomes the most frequent one near it."""
    rest = list(pieces)
    length = {id(p): len(p.letters) for p in pieces}
    while rest:
        sizes, counts = np.array([p.size for p in rest]), np.array([length[id(p)] for p in rest])
        chief = sizes[int(np.argmax((np.abs(sizes[:, None] - sizes) <= _ALIKE * sizes[:, None]) @ counts))]
        near = [p for p in rest if abs(p.size - chief) <= _ALIKE * chief]
        size = median(p.size for p in near for _ in range(1 + length[id(p)] // _MANY))
        for piece in near:
            piece.size = size
        gone = set(map(id, near))
        rest = [p for p in rest if id(p) not in gone]


def _size_short_ones(pieces: Sequence[Piece]) -> None:
    """The end of a wrapped line ("cáo);") has too few letters to be measured: it is as large as the line that it stands
    below."""
    for piece in pieces:
        if _count_measured(piece) < _FEW:
            above = [p for p in pieces if 0 < piece.base - p.base < _BELOW * p.size and _count_measured(p) >= _MANY]
            above = [p for p in above if p.x0 - p.size < piece.x0 < p.x1]
            if above:
                piece.size = max(above, key=lambda p: p.base).size


def _count_measured(piece: Piece) -> int:
    return sum(x.text in _HEIGHTS for x in piece.letters)


def build_segments(pieces: Sequence[Piece], ink: np.ndarray, unit: float) -> list[Segment]:
    """Segments in points (`unit` is a pixel in points) with the faces that the ink of the page shows."""
    weights = [[faces.stroke_weight(word, p.base, p.size, ink) for word in p.words] for p in pieces]
    bold = faces.BOLDER * faces.regular_weight(weights)
    return [_build_segment(p, row, bold, ink, unit) for p, row in zip(pieces, weights, strict=True)]


def _build_segment(piece: Piece, weights: list[float | None], bold: float, ink: np.ndarray, unit: float) -> Segment:
    text, lefts, rights, style = "", array("f"), array("f"), bytearray()
    letters = piece.letters
    slant = ITALIC if faces.is_slanted(letters, piece.base, piece.size, ink) else 0
    thick = faces.end_at_stops(faces.fill_faces(faces.smooth_weights(weights), bold), piece.words)
    for word, is_thick in zip(piece.words, thick, strict=True):
        bits = slant | (BOLD if is_thick else 0) | (UNSURE if mean_confidence([word]) < _SURE else 0)
        if text:
            text += " "
            lefts.append(rights[-1])
            rights.append(max(rights[-1], word[0].left * unit))
            style.append(style[-1] & bits)
        for x in word:
            text += x.text
            lefts.append(x.left * unit)
            rights.append(x.right * unit)
            style.append(bits)
    top = min(min(x.top for x in letters), piece.base - 0.7 * piece.size)
    bottom = max(max(x.bottom for x in letters), piece.base)
    return Segment(text, lefts, rights, style, piece.base * unit, piece.size * unit, top * unit, bottom * unit)


def write_word(word: Word, text: str, sure: float | None = None) -> Word:
    """A word in the place of one, spread evenly over its box; as sure as that was, but never clear."""
    left, top, right, bottom = (round(x) for x in bounding_box(word))
    edges = np.linspace(left, right, len(text) + 1).round().astype(int).tolist()
    sure = min(word[0].word_confidence, UNCLEAR) if sure is None else sure
    return [Letter(x, a, top, b, bottom, sure, sure) for x, a, b in zip(text, edges, edges[1:], strict=False)]
