"""What lies over a letterhead: a seal below which letters could not be made out, a blot. It is told, not guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from vbparse.arrange.layout.segments import Box
from vbparse.language.folding import fold
from vbparse.language.marks import is_mark
from vbparse.readers.ocr.colour import group_fields, inked_fields
from vbparse.readers.ocr.slots import Coloured, Unread
from vbparse.readers.ocr.tesseract import Word
from vbparse.readers.ocr.words import Piece
from vbparse.text import Span, fold_view

_LETTERHEAD, _AGENCY = 0.25, 0.55
"""The parts of a page, down and across, in which the letterhead and the agency's lines stand."""
_DOUBT = 60
"""Confidence of a word below which colour over it is taken to have hidden letters."""
_TOUCHED = 0.04
_LINES = 2.4
"""Ems from one line of a name to the next."""
_FIELD, _FULL, _LEAST = 1 / 18, 0.85, 4
"""Side in inches of the fields in which a blot is looked for, the ink that fills one, and the fields it covers both
ways."""
_WHAT = "Dòng chữ ở đầu trang"


def take_covered(
    found: list[Piece], ink: np.ndarray, dpi: float, coloured: Coloured
) -> tuple[list[Piece], list[Unread]]:
    """Take the lines of a letterhead out that coloured ink has made doubtful; a mark of secrecy is itself in colour.
    Gives them back, and where they and blots are."""
    end = min([_LETTERHEAD * ink.shape[0], *(p.base - p.size / 2 for p in found if _is_address(p))])
    head = [p for p in found if p.base < end and not _is_mark(p)]
    taken = [p for p in head if any(_is_hidden(w, coloured) for w in p.words)]
    taken += [p for p in head if p not in taken and any(_goes_with(p, t, coloured) for t in taken)]
    gone = set(map(id, taken))
    found[:] = [p for p in found if id(p) not in gone]
    hidden = [_box(p.words) for p in taken]
    return taken, [Unread(_WHAT, box) for box in (*hidden, *_find_blots(found, ink, dpi))]


def _is_address(piece: Piece) -> bool:
    """Whether the letterhead is over: "Kính gửi:"."""
    return fold(piece.text).startswith("kinh gui")


def _is_mark(piece: Piece) -> bool:
    return is_mark(fold_view(piece.text), Span(0, len(piece.text)))


def _is_hidden(word: Word, coloured: Coloured) -> bool:
    return word[0].word_confidence < _DOUBT and len(word) > 1 and coloured(_box([word])) > _TOUCHED


def _goes_with(piece: Piece, hidden: Piece, coloured: Coloured) -> bool:
    """Lines of one name lie below one colour: half a name is none."""
    near = abs(piece.base - hidden.base) < _LINES * max(piece.size, hidden.size)
    return near and piece.text.isupper() and coloured(_box(piece.words)) > _TOUCHED


def _find_blots(found: Sequence[Piece], ink: np.ndarray, dpi: float) -> Iterator[Box]:
    """Blots where the agency's lines are missing; an emblem stands beside them."""
    side = max(1, round(_FIELD * dpi))
    high, wide = round(_LETTERHEAD * ink.shape[0]), round(_AGENCY * ink.shape[1])
    for left, top, right, bottom in group_fields(inked_fields(ink[:high, :wide], side, _FULL)):
        if min(right - left, bottom - top) < _LEAST:
            continue
        beside = [
            p for p in found if p.base < bottom * side and p.letters[0].left + p.letters[-1].right < 2 * right * side
        ]
        if not any(sum(x.text.isalpha() for x in p.letters) > 3 for p in beside):
            yield (left * side, top * side, right * side, bottom * side)


def _box(words: Sequence[Word]) -> Box:
    letters = [x for w in words for x in w]
    return (
        min(x.left for x in letters),
        min(x.top for x in letters),
        max(x.right for x in letters),
        max(x.bottom for x in letters),
    )
