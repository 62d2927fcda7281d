"""What covers a letterhead: a seal below which letters could not be read, a blot. It is reported, not guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from vbparse.arrange.layout.segments import Box
from vbparse.language.landmarks.letter import is_addressed_line
from vbparse.language.marks import is_mark
from vbparse.readers.ocr.colour import group_fields, inked_fields
from vbparse.readers.ocr.slots import Coloured, Unread
from vbparse.readers.ocr.tesseract import Word
from vbparse.readers.ocr.words import Piece, bounding_box
from vbparse.text import Span, fold_view

_LETTERHEAD, _AGENCY = 0.25, 0.55
"""The parts of a page, down and across, in which the letterhead and the agency's lines stand."""
_DOUBT = 60
"""Confidence of a word below which colour over it is taken to have hidden letters."""
_TOUCHED = 0.04
"""Share of a word that is coloured where colour lies over it."""
_LINES = 2.4
"""Ems from one line of a name to the next."""
_FIELD, _FULL, _LEAST = 1 / 18, 0.85, 4
"""Side in inches of the fields in which a blot is looked for, the ink that fills one, and the fields it covers both
ways."""
_WHAT = "Dòng chữ ở đầu trang"


def take_covered(
    pieces: list[Piece], ink: np.ndarray, dpi: float, coloured: Coloured
) -> tuple[list[Piece], list[Unread]]:
    """Take the lines of a letterhead out that coloured ink has made doubtful; a mark of secrecy is itself in colour.
    Gives them back, and where they and blots are."""
    below = [p.base - p.size / 2 for p in pieces if _ends_letterhead(p, ink.shape[1])]
    end = min([_LETTERHEAD * ink.shape[0], *below])
    head = [p for p in pieces if p.base < end and not is_mark(fold_view(p.text), Span(0, len(p.text)))]
    covered = [p for p in head if any(_is_hidden(w, coloured) for w in p.words)]
    covered += [p for p in head if p not in covered and any(_goes_with(p, t, coloured) for t in covered)]
    gone = set(map(id, covered))
    pieces[:] = [p for p in pieces if id(p) not in gone]
    hidden = [bounding_box(p.letters) for p in covered]
    return covered, [Unread(_WHAT, box) for box in (*hidden, *_find_blots(pieces, ink, dpi))]


def _ends_letterhead(piece: Piece, width: int) -> bool:
    """Whether a line stands below the letterhead: Kính gửi, or a line of text, which is wider than any half of it."""
    full = piece.x1 - piece.x0 > _AGENCY * width and not piece.text.isupper()
    return full or is_addressed_line(fold_view(piece.text))


def _is_hidden(word: Word, coloured: Coloured) -> bool:
    return word[0].word_confidence < _DOUBT and len(word) > 1 and coloured(bounding_box(word)) > _TOUCHED


def _goes_with(piece: Piece, hidden: Piece, coloured: Coloured) -> bool:
    """Lines of one name lie below one colour: half a name is none."""
    near = abs(piece.base - hidden.base) < _LINES * max(piece.size, hidden.size)
    return near and piece.text.isupper() and hidden.text.isupper() and coloured(bounding_box(piece.letters)) > _TOUCHED


def _find_blots(pieces: Sequence[Piece], ink: np.ndarray, dpi: float) -> Iterator[Box]:
    """Blots where the agency's lines are missing; an emblem stands beside them."""
    side = max(1, round(_FIELD * dpi))
    high, wide = round(_LETTERHEAD * ink.shape[0]), round(_AGENCY * ink.shape[1])
    for x0, y0, x1, y1 in group_fields(inked_fields(ink[:high, :wide], side, _FULL)):
        if min(x1 - x0, y1 - y0) < _LEAST:
            continue
        beside = [p for p in pieces if p.base < y1 * side and p.letters[0].left + p.letters[-1].right < 2 * x1 * side]
        if not any(sum(x.text.isalpha() for x in p.letters) > 3 for p in beside):
            yield (x0 * side, y0 * side, x1 * side, y1 * side)
