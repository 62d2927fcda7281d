"""Roman numerals of labels, counted in the ink: Tesseract reads II as H, Il or ll, and III as HI, IIl or II.

A label is measured where it is, so what is written down is what is printed and no guess: strokes that no bar
joins are as many I as there are strokes, and an H has its bar.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby, pairwise

import numpy as np

from vbparse.patterns import Cue
from vbparse.readers.ocr.faces import crop_of
from vbparse.readers.ocr.tesseract import Letter, Word
from vbparse.readers.ocr.words import Piece

_LABEL = Cue(
    r"(?P<head>X{0,3}V?)(?P<strokes>[HIil1|!\]]{1,4})(?P<end>[.,:]?)",
    examples=["H.", "Il", "VIl.", "XXIII:", "1"],
    rejects=["IX.", "A.", "IIIII", "12."],
    at="whole",
)
"""A Roman numeral, as it may be read."""
_BEFORE = Cue(r"(?i)(?:phần|chương|mục|quý|phụ lục|khóa|kỳ)", examples=["PHỤ LỤC", "Quý"], rejects=["Điều", "Khoản"])
"""Words behind which a Roman numeral stands."""
_NARROW = 0.34
"""Ems that a stroke is wide at most, bold ones too."""
_HEIGHTS = (0.3, 0.4, 0.5, 0.6, 0.7)
"""Parts of a capital's height at which strokes are counted: clear of serifs, and one of them in the bar of an H."""
_CAPITAL = (0.56, 0.8)
"""Height of capitals in ems, between these."""


def count_strokes(pieces: Iterable[Piece], ink: np.ndarray) -> None:
    """Put right the Roman labels of a page: at the start of a line of capitals, or behind a word such as PHỤ LỤC."""
    for piece in pieces:
        for at, word in enumerate(piece.words):
            if not _may_be_label(piece, at):
                continue
            match = _LABEL.fullmatch("".join(x.text for x in word))
            if match and not match["strokes"].isdigit():
                start, end = match.span("strokes")
                count = _count_drawn(word[start:end], word[-1].right, piece.size, ink)
                if count and "I" * count != match["strokes"]:
                    piece.words[at] = [*word[:start], *_write_numeral(word[start:end], count), *word[end:]]


def _may_be_label(piece: Piece, at: int) -> bool:
    if at == 0:
        behind = "".join(x.text for word in piece.words[1:3] for x in word if x.text.isalpha())
        return behind.isupper()
    before = " ".join("".join(x.text for x in word) for word in piece.words[max(0, at - 2) : at])
    return bool(_BEFORE.search(before))


def _count_drawn(letters: Word, right: int, size: float, ink: np.ndarray) -> int | None:
    """The number of strokes up to the end of the word, whose full stop may have got a stroke's box; None where these
    are no strokes as high as capitals, or a bar joins them."""
    top, bottom = min(x.top for x in letters), max(x.bottom for x in letters)
    part = crop_of(ink, letters[0].left, top, max(right, letters[-1].right), bottom)
    if not part.size or not _CAPITAL[0] < (bottom - top) / size < _CAPITAL[1]:
        return None
    counts = set()
    for height in _HEIGHTS:
        runs = [len(list(run)) for dark, run in groupby(part[int(height * (len(part) - 1))]) if dark]
        if not runs or max(runs) > min(_NARROW * size, 2 * min(runs) + 2):
            return None
        counts.add(len(runs))
    return counts.pop() if len(counts) == 1 and max(counts) <= 3 else None


def _write_numeral(letters: Word, count: int) -> list[Letter]:
    """As many I as there are strokes, sharing the box of what was read in their stead."""
    left, right = letters[0].left, letters[-1].right
    edges = [left + (right - left) * i // count for i in range(count + 1)]
    return [replace(letters[0], text="I", left=a, right=b) for a, b in pairwise(edges)]
