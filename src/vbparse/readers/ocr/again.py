"""A second reading of texts that stand side by side.

Tesseract takes a letterhead, or recipients beside a signature, for one line each, with one baseline and one height: the
smaller text keeps its marks then, and the larger one loses them. Apart, each is read well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np
from PIL import Image

from vbparse.language.folding import count_marks, fold
from vbparse.readers.ocr.strips import read_strips
from vbparse.readers.ocr.tesseract import Word
from vbparse.readers.ocr.words import Piece, mean_confidence, measure_words, text_of_words

_APART = 0.06
"""Sizes or baselines of two texts that differ by this share are of two kinds."""
_DOUBT = 85
"""Confidence of a text below which it is read again, whatever stands beside it."""
_LOST = 50
"""Confidence above which a second reading with more marks is taken."""
_MOST = 30
"""Texts of a page that are read again."""


def read_again(pieces: Sequence[Piece], grey: Image.Image, ink: np.ndarray, dpi: int) -> None:
    """Read those of `pieces` a second time, each by itself, that the first reading may have confused with what stands
    beside them; the better reading stays."""
    doubtful = [p for line in _shared_lines(pieces) for p in line if _is_doubtful(p, line)][:_MOST]
    if not doubtful:
        return
    for piece, words in zip(doubtful, read_strips(doubtful, grey, dpi), strict=True):
        if words:
            piece.words = _choose_reading(piece.words, measure_words(words, ink))


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


def _choose_reading(first: list[Word], second: list[Word]) -> list[Word]:
    """The surer of two readings; of two that differ in their marks alone the one with more of them, for marks are lost
    and not made up where a line is cut too low. A stop that ends only the second is dirt."""
    if second[-1][-1].text in ".,-" and len(second[-1]) > 1 and first[-1][-1].text not in ".,-":
        second = [*second[:-1], second[-1][:-1]]
    before, after = text_of_words(first), text_of_words(second)
    if fold(before) == fold(after) and count_marks(before) != count_marks(after) and mean_confidence(second) > _LOST:
        return max(first, second, key=lambda words: count_marks("".join(x.text for w in words for x in w)))
    return max(first, second, key=mean_confidence)
