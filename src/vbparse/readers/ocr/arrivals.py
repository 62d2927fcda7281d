"""Arrival stamps (dấu "Đến", NĐ 30/2020/NĐ-CP, phụ lục IV, mẫu 3): what the office that received a document put on it.

Their number and date are not the document's, so they are no part of its text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from PIL import Image

from vbparse.language.folding import fold
from vbparse.readers.layout.segments import Box
from vbparse.readers.ocr.colour import Stamp
from vbparse.readers.ocr.tesseract import PageError, read_words
from vbparse.readers.ocr.words import Piece

_HEAD = re.compile(r"\W*(?:cong van |van ban )?[dp]en\W*$")
_ENTRY = re.compile(
    r"\W*(?:(?:so|s0|s6)\W*[:.](?!.*[/-]\s*[a-z]{2})|ngay\W*[:.](?!.*thang)|chuyen\b|so va ky hieu|luu ho so)"
)
_CAPITAL = re.compile(r"ĐẾN|DẾN|ĐÉN|ĐEN|Đến")
_UPPER = 0.5
_REACH = 9.0
"""Ems below its head, and to its sides, over which a stamp goes on."""
_BLOCK = 6
_SEAL = (0.8, 1.25)
"""A coloured stamp as wide as high is a seal: nothing on it is read."""


def take_arrivals(found: list[Piece], height: int) -> list[Piece]:
    """Take the words of arrival stamps out of the pieces of a page; gives them back."""
    taken: list[Piece] = []
    for head in [p for p in found if p.base < _UPPER * height and _is_head(p)]:
        size = max(head.size, 1.0)
        near = [p for p in found if p is head or _is_below(p, head, _REACH * size)]
        entries = [p for p in near if _ENTRY.match(fold(p.text))]
        if len(entries) < 2:
            continue
        left, right = min(_left(p) for p in [head, *entries]), max(_right(p) for p in [head, *entries])
        low = max(p.base for p in entries) + 0.3 * size
        taken += [p for p in near if p.base <= low and left - size <= (_left(p) + _right(p)) / 2 <= right + size]
    gone = set(map(id, taken))
    found[:] = [p for p in found if id(p) not in gone]
    return taken


def read_stamp(stamp: Stamp, dpi: int) -> list[tuple[str, Box]]:
    """The lines of a coloured stamp, in pixels of the page as displayed, where it is an arrival stamp; else nothing."""
    left, top, right, bottom = stamp.box
    if _SEAL[0] < (right - left) / (bottom - top) < _SEAL[1]:
        return []
    sheet = Image.new("L", (stamp.ink.width + 40, stamp.ink.height + 40), 255)
    sheet.paste(stamp.ink, (20, 20))
    try:
        lines = read_words(sheet, dpi, mode=_BLOCK)
    except PageError:
        return []
    told = []
    for line in lines:
        letters = [x for w in line for x in w]
        text = " ".join("".join(x.text for x in w) for w in line)
        box = (
            min(x.left for x in letters) - 20 + left,
            min(x.top for x in letters) - 20 + top,
            max(x.right for x in letters) - 20 + left,
            max(x.bottom for x in letters) - 20 + top,
        )
        told.append((text, box))
    return told if is_arrival([text for text, _ in told]) else []


def is_arrival(lines: Sequence[str]) -> bool:
    """Whether the lines of a stamp are those of an arrival stamp."""
    entries = sum(bool(_ENTRY.match(fold(line))) for line in lines)
    return entries + 2 * any(_CAPITAL.search(line) for line in lines) >= 2


def _is_head(piece: Piece) -> bool:
    return bool(_HEAD.match(fold(piece.text))) and piece.text.strip(" -–.:|").isupper()


def _is_below(piece: Piece, head: Piece, reach: float) -> bool:
    return (
        0 < piece.base - head.base < reach
        and _left(piece) < _right(head) + reach
        and _right(piece) > _left(head) - reach
    )


def _left(piece: Piece) -> int:
    return min(w[0].left for w in piece.words)


def _right(piece: Piece) -> int:
    return max(w[-1].right for w in piece.words)
