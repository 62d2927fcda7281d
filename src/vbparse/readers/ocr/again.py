"""A second reading of texts that stand side by side.

Tesseract takes a letterhead, or recipients beside a signature, for one line each, with one baseline and one height: the
smaller text keeps its marks then, and the larger one loses them. Apart, each is read well.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from PIL import Image

from vbparse.language.folding import fold
from vbparse.readers.ocr.tesseract import BLOCK, WHITE, Letter, PageError, Word, read_words
from vbparse.readers.ocr.words import Piece, mean_confidence, measure_words, text_of_words

_ABOVE, _BELOW, _BESIDE = 1.15, 0.42, 0.5
"""Ems that a strip holds above and below the baseline, and at its ends."""
_APART = 0.06
"""Sizes or baselines of two texts that differ by this share are of two kinds."""
_DOUBT = 85
"""Confidence of a text below which it is read again, whatever stands beside it."""
_LOST = 50
"""Confidence above which a second reading with more marks is taken."""
_MOST = 30
"""Texts of a page that are read again."""
_GAP = 0.6
"""Ems between two strips on the sheet on which they are read."""
_RIM = 20
"""White pixels around a sheet: Tesseract misses what touches an edge."""


@dataclass(slots=True)
class _Strip:
    """A text cut out of the page, and where it is in the picture that holds all of them."""

    piece: Piece
    left: int
    top: int
    right: int
    bottom: int
    place: int

    @property
    def drop(self) -> int:
        return self.top - self.place


def read_again(pieces: Sequence[Piece], grey: Image.Image, ink: np.ndarray, dpi: int) -> None:
    """Read those of `pieces` a second time, each by itself, that the first reading may have confused with what stands
    beside them; the better reading stays."""
    doubtful = [p for line in _shared_lines(pieces) for p in line if _is_doubtful(p, line)][:_MOST]
    if not doubtful:
        return
    strips, height = [], 0
    for piece in doubtful:
        strip = _cut_strip(piece, height, grey)
        height += strip.bottom - strip.top + round(_GAP * piece.size)
        strips.append(strip)
    sheet = Image.new("L", (max(s.right - s.left for s in strips) + 2 * _RIM, height + _RIM), WHITE)
    for strip in strips:
        sheet.paste(grey.crop((strip.left, strip.top, strip.right, strip.bottom)), (_RIM, strip.place + _RIM // 2))
    try:
        words = [w for line in read_words(sheet, dpi, mode=BLOCK) for w in line]
    except PageError:
        return
    for strip in strips:
        in_strip = sorted((w for w in words if _is_in(w, strip)), key=lambda w: w[0].left)
        second = [[_move_letter(x, strip.left - _RIM, strip.drop - _RIM // 2) for x in w] for w in in_strip]
        if second:
            strip.piece.words = _choose_reading(strip.piece.words, measure_words(second, ink))


def _shared_lines(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces that were one line to Tesseract."""
    for _, line in groupby(pieces, key=lambda p: p.line):
        line_pieces = list(line)
        if len(line_pieces) > 1:
            yield line_pieces


def _is_doubtful(piece: Piece, line: Sequence[Piece]) -> bool:
    letters = sum(x.text.isalpha() for x in piece.letters)
    if letters < 4:
        return False
    others = [p for p in line if p is not piece]
    apart = any(
        abs(p.size - piece.size) > _APART * piece.size or abs(p.base - piece.base) > _APART * piece.size for p in others
    )
    return apart or piece.confidence < _DOUBT


def _cut_strip(piece: Piece, height: int, grey: Image.Image) -> _Strip:
    letters, size = piece.letters, piece.size
    return _Strip(
        piece,
        max(0, round(letters[0].left - _BESIDE * size)),
        max(0, round(piece.base - _ABOVE * size)),
        min(grey.width, round(max(x.right for x in letters) + _BESIDE * size)),
        min(grey.height, round(piece.base + _BELOW * size)),
        height,
    )


def _is_in(word: Word, strip: _Strip) -> bool:
    middle = (word[0].top + word[0].bottom) / 2 - _RIM // 2 - strip.place
    return 0 <= middle < strip.bottom - strip.top


def _move_letter(letter: Letter, x: int, y: int) -> Letter:
    return replace(letter, left=letter.left + x, right=letter.right + x, top=letter.top + y, bottom=letter.bottom + y)


def _choose_reading(first: list[Word], second: list[Word]) -> list[Word]:
    """The surer of two readings; of two that differ in their marks alone the one with more of them, for marks are lost
    and not made up where a line is cut too low. A stop that ends only the second is dirt."""
    if second[-1][-1].text in ".,-" and len(second[-1]) > 1 and first[-1][-1].text not in ".,-":
        second = [*second[:-1], second[-1][:-1]]
    before, after = text_of_words(first), text_of_words(second)
    if fold(before) == fold(after) and _count_marks(before) != _count_marks(after) and mean_confidence(second) > _LOST:
        return max(first, second, key=lambda words: _count_marks("".join(x.text for w in words for x in w)))
    return max(first, second, key=mean_confidence)


def _count_marks(text: str) -> int:
    return len(unicodedata.normalize("NFD", text))
