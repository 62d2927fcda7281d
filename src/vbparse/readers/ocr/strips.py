"""Texts of a page cut out and read by themselves, all on one sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from vbparse.readers.ocr.readings import PageError
from vbparse.readers.ocr.tesseract import BLOCK, WHITE, Word, place_letter, read_words
from vbparse.readers.ocr.words import Piece

_ABOVE, _BELOW, _BESIDE = 1.15, 0.42, 0.5
"""Ems that a strip holds above and below the baseline, and at its ends."""
_GAP = 0.6
"""Ems between two strips on the sheet on which they are read."""
_RIM = 20
"""White pixels around a sheet: Tesseract misses what touches an edge."""


@dataclass(slots=True)
class _Strip:
    """A text cut out of the page, and where it is in the picture that holds all of them."""

    left: int
    top: int
    right: int
    bottom: int
    place: int

    def contains_word(self, word: Word) -> bool:
        """Whether a word of the sheet stands in the strip."""
        middle = (word[0].top + word[0].bottom) / 2 - _RIM // 2 - self.place
        return 0 <= middle < self.bottom - self.top

    def move_back(self, word: Word) -> Word:
        """A word of the sheet where it stands on the page."""
        return [place_letter(x, self.left - _RIM, self.top - self.place - _RIM // 2) for x in word]


def read_strips(pieces: Sequence[Piece], grey: Image.Image, dpi: int, *, at: int | None = None) -> list[list[Word]]:
    """The words of each of `pieces`, read apart from what stands beside them, from the left, in pixels of the page;
    none where nothing was read. `at` is the resolution at which they are read, if not that of the page, `dpi`."""
    strips, height = [], 0
    for piece in pieces:
        strip = _cut_strip(piece, height, grey)
        height += strip.bottom - strip.top + round(_GAP * piece.size)
        strips.append(strip)
    sheet = Image.new("L", (max(s.right - s.left for s in strips) + 2 * _RIM, height + _RIM), WHITE)
    for strip in strips:
        sheet.paste(grey.crop((strip.left, strip.top, strip.right, strip.bottom)), (_RIM, strip.place + _RIM // 2))
    scale = (at or dpi) / dpi
    if scale != 1:
        size = (round(sheet.width * scale), round(sheet.height * scale))
        sheet = sheet.resize(size, Image.Resampling.LANCZOS)
    try:
        lines = read_words(sheet, at or dpi, mode=BLOCK)
    except PageError:
        return [[] for _ in strips]
    words = [[place_letter(x, 0, 0, scale) for x in w] for line in lines for w in line]
    return [_words_in_strip(strip, words) for strip in strips]


def _words_in_strip(strip: _Strip, words: list[Word]) -> list[Word]:
    return sorted((strip.move_back(w) for w in words if strip.contains_word(w)), key=lambda w: w[0].left)


def _cut_strip(piece: Piece, height: int, grey: Image.Image) -> _Strip:
    letters, size = piece.letters, piece.size
    return _Strip(
        max(0, round(letters[0].left - _BESIDE * size)),
        max(0, round(piece.base - _ABOVE * size)),
        min(grey.width, round(max(x.right for x in letters) + _BESIDE * size)),
        min(grey.height, round(piece.base + _BELOW * size)),
        height,
    )
