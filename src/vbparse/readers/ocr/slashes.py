"""Strokes that Tesseract swallows: in short forms of Nơi nhận t/h is read as th, p/h as ph; in a số hiệu 4/KH as 4KH.

They differ in their width: the letters stand apart by the stroke between them. One that was read as a letter
(4IKH) is recognised by the type behind it, that of a V/v (VW) by its place before a word in small letters.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from vbparse.language.misread.strokes import is_misread_about, match_read_as_letter, match_short_form, match_swallowed
from vbparse.readers.ocr.tesseract import Letter, Word
from vbparse.readers.ocr.words import Piece, text_of_words

_WIDTHS = {"th": 1.36, "ph": 1.68}
"""How often the height of h goes into both letters where a stroke parts them, at least: without one it is 1.14 and 1.46
times (Times), with one 0.4 more."""
_BARE = 1.36
"""Ems from the last digit to the second letter of a type where a stroke parts them, at least; without it 1.22."""


def put_strokes(pieces: Iterable[Piece]) -> None:
    """Write down the strokes of short forms that end a line in brackets: (t/h), (để t/hiện)."""
    for piece in pieces:
        if not piece.words:
            continue
        word = piece.words[-1]
        match = match_short_form(piece.text, text_of_words([word]))
        if match:
            at = match.start("form")
            first, second = word[at], word[at + 1]
            height = max(1, second.bottom - second.top)
            if (second.right - first.left) / height > _WIDTHS[match["form"]]:
                piece.words[-1] = _with_stroke(word, at, (1 / 4, 1 / 2))


def put_number_strokes(pieces: Iterable[Piece]) -> None:
    """Write down the stroke between number and type: 4/KH-UBND, which was read as 4KH or 4IKH."""
    for piece in pieces:
        if piece.text[:1] == "S":
            for i, word in enumerate(piece.words[:2]):
                piece.words[i] = _put_number_stroke(word, piece.size)


def _put_number_stroke(word: Word, size: float) -> Word:
    text = text_of_words([word])
    if match := match_swallowed(text):
        at = match.start("form")
        return _with_stroke(word, at, (1 / 3, 1 / 2)) if word[at + 2].left - word[at].left > _BARE * size else word
    if match := match_read_as_letter(text):
        at = match.start("stroke")
        return [*word[:at], replace(word[at], text="/"), *word[at + 1 :]]
    return word


def put_about_strokes(pieces: Iterable[Piece]) -> None:
    """Write down the V/v that begins the subject of a letter, which was read as VW."""
    for piece in pieces:
        about, _, behind = piece.text.partition(" ")
        if is_misread_about(about) and behind[:1].islower():
            first, last = piece.words[0][0], piece.words[0][-1]
            edges = [round(first.left + x * (last.right - first.left)) for x in (0, 0.42, 0.58, 1)]
            piece.words[0] = [
                replace(first, text=text, left=left, right=right)
                for text, left, right in zip("V/v", edges, edges[1:], strict=False)
            ]


def _with_stroke(word: Word, at: int, room: tuple[float, float]) -> list[Letter]:
    """A stroke between a letter and the next; `room` is the share of both that it begins and ends at."""
    first, second = word[at], word[at + 1]
    left, right = (round(first.left + x * (second.right - first.left)) for x in room)
    stroke = replace(first, text="/", left=left, right=right)
    return [*word[:at], replace(first, right=left), stroke, replace(second, left=right), *word[at + 2 :]]
