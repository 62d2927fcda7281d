"""Strokes that Tesseract swallows in short forms of Nơi nhận: t/h is read as th, p/h as ph.

What tells them apart is their width: the letters stand apart by the stroke between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from vbparse.readers.ocr.tesseract import Letter, Word
from vbparse.readers.ocr.words import Piece

_SHORT = re.compile(r"\(?(?P<form>[tp]h)(?:iện|i[eê]n|ợp)?\W*")
_WIDTHS = {"th": 1.36, "ph": 1.68}
"""How often the height of h goes into both letters where a stroke parts them, at least: without one it is 1.14 and 1.46
times (Times), with one 0.4 more."""
_LAST = re.compile(r"\)[;.,:\s]*")


def put_strokes(found: Iterable[Piece]) -> None:
    """Write down the strokes of short forms that end a line in brackets: (t/h), (để t/hiện)."""
    for piece in found:
        if piece.words and "(" in piece.text and _LAST.search(piece.text[-3:]):
            word = piece.words[-1]
            match = _SHORT.fullmatch("".join(x.text for x in word))
            if match:
                at = match.start("form")
                first, second = word[at], word[at + 1]
                height = max(1, second.bottom - second.top)
                if (second.right - first.left) / height > _WIDTHS[match["form"]]:
                    piece.words[-1] = _with_stroke(word, at)


def _with_stroke(word: Word, at: int) -> list[Letter]:
    """A stroke in the room between a letter and the next."""
    first, second = word[at], word[at + 1]
    room = (second.right - first.left) / 4
    left, right = round(first.left + room), round(first.left + 2 * room)
    stroke = replace(first, text="/", left=left, right=right)
    return [*word[:at], replace(first, right=left), stroke, replace(second, left=right), *word[at + 2 :]]
