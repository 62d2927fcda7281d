"""Arrival stamps on a page: where their lines are.

Their number and date are not the document's, so they are no part of its text.
"""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image

from vbparse.arrange.layout.segments import Box
from vbparse.language.landmarks.arrival import is_arrival, is_arrival_entry, is_arrival_head
from vbparse.readers.ocr.colour import Stamp
from vbparse.readers.ocr.readings import PageError
from vbparse.readers.ocr.tesseract import BLOCK, WHITE, read_words
from vbparse.readers.ocr.words import UPPER_PART, Piece, bounding_box, text_of_words

_REACH = 5.0
"""Ems from one entry of a stamp to the next at most."""
_RIM = 20
"""White pixels around a stamp: Tesseract misses what touches an edge."""
_SEAL = (0.8, 1.25)
"""A coloured stamp as wide as high is a seal: nothing on it is read."""


def take_arrivals(pieces: list[Piece], height: int) -> list[Piece]:
    """Take the words of arrival stamps out of the pieces of a page; gives them back."""
    marked = [
        p for p in pieces if p.base < UPPER_PART * height and (is_arrival_head(p.text) or is_arrival_entry(p.text))
    ]
    in_stamps: set[int] = set()
    for group in _stack_pieces(marked):
        heads = sum(is_arrival_head(p.text) for p in group)
        if len(group) - heads < (2 if heads else 3):
            continue
        size = max(p.size for p in group)
        left, right = min(p.x0 for p in group), max(map(_right_edge, group))
        top, low = min(p.base for p in group) - size, max(p.base for p in group) + 0.3 * size
        for piece in pieces:
            middle = (piece.x0 + _right_edge(piece)) / 2
            if left - size <= middle <= right + size and top <= piece.base <= low:
                in_stamps.add(id(piece))
    arrivals = [p for p in pieces if id(p) in in_stamps]
    pieces[:] = [p for p in pieces if id(p) not in in_stamps]
    return arrivals


def _stack_pieces(marked: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces that stand one below the other."""
    stacks: list[list[Piece]] = []
    for piece in sorted(marked, key=lambda p: p.base):
        reach = _REACH * piece.size
        for stack in stacks:
            beside = piece.x0 < max(map(_right_edge, stack)) and _right_edge(piece) > min(p.x0 for p in stack)
            if beside and piece.base - stack[-1].base < reach:
                stack.append(piece)
                break
        else:
            stacks.append([piece])
    return stacks


def read_stamp(stamp: Stamp, dpi: int) -> list[tuple[str, Box]]:
    """The lines of a coloured stamp, in pixels of the page as displayed, where it is an arrival stamp; else nothing."""
    left, top, right, bottom = stamp.box
    if _SEAL[0] < (right - left) / (bottom - top) < _SEAL[1]:
        return []
    sheet = Image.new("L", (stamp.ink.width + 2 * _RIM, stamp.ink.height + 2 * _RIM), WHITE)
    sheet.paste(stamp.ink, (_RIM, _RIM))
    try:
        lines = read_words(sheet, dpi, mode=BLOCK)
    except PageError:
        return []
    across, down = stamp.box[0] - _RIM, stamp.box[1] - _RIM
    placed = []
    for line in lines:
        x0, y0, x1, y1 = bounding_box([x for w in line for x in w])
        placed.append((text_of_words(line), (x0 + across, y0 + down, x1 + across, y1 + down)))
    return placed if is_arrival([text for text, _ in placed]) else []


def _right_edge(piece: Piece) -> int:
    return max(w[-1].right for w in piece.words)
