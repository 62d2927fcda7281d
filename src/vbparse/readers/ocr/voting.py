"""Two readings of doubtful lines, and word by word the better one.

Tesseract misreads other words of a page at another resolution. Lines that hold a doubtful word are read once more, a
fine scan made coarser, a coarse one finer. Whole pages read twice cost more time and give hardly more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PIL import Image

from vbparse.language.folding import keep_digits
from vbparse.language.misread.plausible import rate_words
from vbparse.readers.ocr.strips import read_strips
from vbparse.readers.ocr.tesseract import Word
from vbparse.readers.ocr.words import Piece, mean_confidence, measure_words, text_of_words

_FINE = 290
"""Dots an inch from which a page is read a second time at `_COARSER`; others are read at `_FINER`."""
_COARSER, _FINER = 200, 360
_DOUBT = 80
"""Confidence below which a word makes its line doubtful."""
_UNLIKELY = 20.0
"""What `rate_words` takes from a word that makes its line doubtful, at least."""
_MARGIN, _MARGIN_DIGITS = 3.0, 15.0
"""By how much the second reading of a word must be the surer one, and of a word with other digits: no syllable tells
which of them are right, and the first reading saw the page as it was scanned."""
_TOGETHER = 0.4
"""Share of the shorter of two words that stands where the other one does, if they are two readings of one."""
_LEAST = 4
"""Letters of a line below which it is not read again: it has no words to compare."""
_MOST = 150
"""Lines of a page that are read twice; a page of text has fewer, and one of dirt may have thousands."""
_CONTRADICTED = 60.0
"""The confidence that is left to digits where the readings disagree: such words are reported as doubtful."""
Group = tuple[list[Word], list[Word]]
"""Words of the first and of the second reading that stand in one place."""


def vote_words(pieces: Sequence[Piece], grey: Image.Image, ink: np.ndarray, dpi: int) -> None:
    """Read the doubtful ones of `pieces` a second time and put the surer reading of each word in place."""
    doubtful = [p for p in pieces if _is_doubtful(p)][:_MOST]
    if not doubtful:
        return
    second = read_strips(doubtful, grey, dpi, at=_COARSER if dpi >= _FINE else _FINER)
    for piece, words in zip(doubtful, second, strict=True):
        if words:
            piece.words = [
                w for group in pair_words(piece.words, measure_words(words, ink)) for w in choose_words(group)
            ]


def _is_doubtful(piece: Piece) -> bool:
    if sum(x.text.isalnum() for x in piece.letters) < _LEAST:
        return False
    return any(
        mean_confidence([word]) < _DOUBT or rate_words(text_of_words([word])) > _UNLIKELY for word in piece.words
    )


def pair_words(first: list[Word], second: list[Word]) -> list[Group]:
    """The words of two readings of a line, from the left, in the smallest groups that cover each other."""
    groups: list[Group] = []
    rest = list(second)
    for word in first:
        standing = [w for w in rest if _stand_together(word, w)]
        rest = [w for w in rest if not any(w is s for s in standing)]
        shared = groups and any(_stand_together(word, w) for w in groups[-1][1])
        if shared:
            groups[-1][0].append(word)
            groups[-1][1].extend(standing)
        else:
            groups.append(([word], standing))
    return groups


def _stand_together(a: Word, b: Word) -> bool:
    shared = min(a[-1].right, b[-1].right) - max(a[0].left, b[0].left)
    return shared > _TOGETHER * min(a[-1].right - a[0].left, b[-1].right - b[0].left)


def choose_words(group: Group) -> list[Word]:
    """The surer of two readings of the same words; the first where the second has none."""
    first, second = group
    before, after = text_of_words(first), text_of_words(second)
    if not second or before == after:
        return first
    contradicted = keep_digits(before) != keep_digits(after)
    better = second if _rate(second) > _rate(first) + (_MARGIN_DIGITS if contradicted else _MARGIN) else first
    if contradicted:
        return [[replace(x, word_confidence=min(x.word_confidence, _CONTRADICTED)) for x in w] for w in better]
    return better


def _rate(words: list[Word]) -> float:
    return mean_confidence(words) - rate_words(text_of_words(words))
