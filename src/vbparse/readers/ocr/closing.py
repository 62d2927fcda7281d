"""The end of a document read a second time: Nơi nhận and, beside it, authority, post and name of who signs.

Of all parts of a page it is read worst, for seals, signatures and scribbles lie over it, and two texts of different
sizes stand side by side. By itself each half is read better: the list as a block, the signature as words scattered over
the paper. It is read again only where something is missing or doubtful; the surer reading of a line stays, and what
only the second one sees counts if it is a line of such an end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from PIL import Image

from vbparse.language.labels import bullet_end
from vbparse.language.landmarks.recipients import match_filing, match_recipients
from vbparse.readers.ocr.readings import PageError
from vbparse.readers.ocr.signers import (
    complete_signer,
    is_name,
    is_post,
    lacks_letters_of_surname,
    mend_line,
    read_coloured_name,
    restore_deputy,
)
from vbparse.readers.ocr.stamped_posts import read_stamped_posts
from vbparse.readers.ocr.tesseract import BLOCK, SPARSE, WHITE, Word, place_letter, read_words
from vbparse.readers.ocr.words import Piece, bounding_box, cut_pieces

_FULL = 0.5
"""Share of the page's width from which a line is one of the text."""
_RIGHT = 0.33
"""Share of the page's width from which on a signature stands."""
_SURE = 85
"""Confidence of a line below which it is read again."""
_SEEN = 75
"""Confidence from which a line counts that only the second reading sees."""
_BETTER = 3
"""By so much the second reading of a line must be surer to be taken."""
_BLURRED = 60
"""Confidence below which signs at the ends of a line are dirt."""
_BESIDE = 1.5
"""Ems of paper that are read on either side of the list."""
_SKIPPED = 1.7
"""Times the usual distance of lines, from which on one of the list is missing."""
_LARGER = 450
"""Dots an inch to which the list is scaled: its letters are small."""
_SAME = 0.5
"""Share of the height of a line that one of the other reading covers."""


@dataclass(slots=True)
class _Ending:
    """The lines below the last full line of text: those of the list, and the others."""

    top: int
    list_lines: list[Piece]
    others: list[Piece]


def read_closing(
    pieces: list[Piece], grey: Image.Image, ink: np.ndarray, dpi: int, stamped: Image.Image | None = None
) -> None:
    """Read the end of a document again, where one stands on the page, and put the better lines among `pieces`.
    `stamped` is the coloured ink that was taken off the page."""
    ending = _find_ending(pieces, grey.width)
    if ending is None:
        return
    if ending.list_lines and not _is_list_sure(ending.list_lines):
        box = _box_of_list(ending, grey)
        second = [*_read_part(grey, box, ink, dpi, BLOCK, _LARGER), *_read_part(grey, box, ink, dpi, SPARSE, dpi)]
        _take_better(pieces, second, _is_of_list)
    doubtful = not _is_signature_sure(ending.others)
    box = (round(_RIGHT * grey.width), ending.top, grey.width, grey.height)
    bare = _erase(grey, ending.list_lines)
    if doubtful:
        _take_better(pieces, _read_part(bare, box, ink, dpi, SPARSE, dpi), _is_of_signature)
    for piece in _lines_of_signature(pieces, ending):
        complete_signer(piece, grey, dpi)
    if doubtful:
        posts = _read_posts(pieces, ending, bare, dpi)
        pieces[:] = [p for p in pieces if not any(_overlap(p, post) for post in posts)] + posts
    restore_deputy(_lines_of_signature(pieces, ending))
    if stamped and not any(is_name(p) for p in pieces if p.base > ending.top):
        posts = [p for p in _lines_of_signature(pieces, ending) if is_post(p)]
        box = (round(_RIGHT * grey.width), round(max((p.base for p in posts), default=0)), grey.width, grey.height)
        name = read_coloured_name(stamped, box, dpi) if posts else None
        pieces += [name] if name else []


def _find_ending(pieces: Sequence[Piece], width: int) -> _Ending | None:
    """The end on a page; None where no line says that one is there."""
    heading = max((p for p in pieces if match_recipients(mend_line(p))), key=lambda p: p.base, default=None)
    full = [p for p in pieces if p.x1 - p.x0 > _FULL * width and (heading is None or p.base < heading.base)]
    body_line = max(full, key=lambda p: p.base, default=None)
    top = body_line.base + body_line.size / 2 if body_line else 0
    end_lines = [p for p in pieces if p.base > top]
    has_list = heading is not None or any(match_filing(mend_line(p)) for p in end_lines)
    if not (has_list or any(map(is_post, end_lines))):
        return None
    entries = [p for p in end_lines if has_list and (p is heading or _is_entry(p, width))]
    kept = set(map(id, entries))
    return _Ending(round(top), entries, [p for p in end_lines if id(p) not in kept])


def _lines_of_signature(pieces: Iterable[Piece], ending: _Ending) -> list[Piece]:
    """The lines of an end that are not of its list, as they are now."""
    listed = set(map(id, ending.list_lines))
    return [p for p in pieces if p.base > ending.top and id(p) not in listed]


def _read_posts(pieces: Sequence[Piece], ending: _Ending, bare: Image.Image, dpi: int) -> list[Piece]:
    """The posts above a name that stands below none, which are stamped one over the other."""
    signing = [p for p in pieces if p.base > ending.top and p.x0 > _RIGHT * bare.width]
    names = [p for p in signing if is_name(p)]
    if len(names) != 1 or any(is_post(p) and p.confidence >= _BLURRED for p in signing):
        return []
    bottom = round(names[0].base - names[0].size)
    return read_stamped_posts(bare, (round(_RIGHT * bare.width), ending.top, bare.width, bottom), dpi)


def _is_entry(piece: Piece, width: int) -> bool:
    """Whether a line of the left half opens with a mark."""
    return piece.x0 < _FULL * width and bullet_end(mend_line(piece), 0, len(piece.text)) is not None


def _is_of_signature(piece: Piece) -> bool:
    return is_post(piece) or is_name(piece) or lacks_letters_of_surname(piece)


def _is_of_list(piece: Piece) -> bool:
    text = mend_line(piece)
    entry = bullet_end(text, 0, len(text))
    return bool(match_recipients(text) or match_filing(text) or (entry and not text[entry].islower()))


def _is_list_sure(lines: Sequence[Piece]) -> bool:
    """Whether heading and filing line were found, with no line missing between, and all are clear."""
    steps = [b - a for a, b in pairwise(sorted(p.base for p in lines))]
    whole = any(match_recipients(mend_line(p)) for p in lines) and any(match_filing(mend_line(p)) for p in lines)
    return whole and min(p.confidence for p in lines) >= _SURE and max(steps) < _SKIPPED * float(np.median(steps))


def _is_signature_sure(lines: Sequence[Piece]) -> bool:
    """Whether post and name were found, and are clear."""
    found = [any(p.confidence >= _SURE for p in lines if is_part(p)) for is_part in (is_post, is_name)]
    return all(found)


def _box_of_list(ending: _Ending, grey: Image.Image) -> tuple[int, int, int, int]:
    left, _, right, _ = bounding_box([x for p in ending.list_lines for x in p.letters])
    room = round(_BESIDE * max(p.size for p in ending.list_lines))
    return (max(0, round(left) - room), ending.top, min(grey.width, round(right) + room), grey.height)


def _erase(grey: Image.Image, pieces: Iterable[Piece]) -> Image.Image:
    """The page without these lines."""
    bare = grey.copy()
    for piece in pieces:
        left, top, right, bottom = (round(x) for x in bounding_box(piece.letters))
        bare.paste(WHITE, (left, top, right, bottom))
    return bare


def _read_part(
    grey: Image.Image, box: tuple[int, int, int, int], ink: np.ndarray, dpi: int, mode: int, at_dpi: int
) -> list[Piece]:
    """The lines in a part of the page, read at another resolution."""
    part = grey.crop(box)
    scale = max(1.0, at_dpi / dpi)
    if scale > 1:
        part = part.resize((round(part.width * scale), round(part.height * scale)), Image.Resampling.BICUBIC)
    try:
        lines = read_words(part, round(dpi * scale), mode=mode)
    except PageError:
        return []
    placed = [
        [[place_letter(x, box[0], box[1], scale) for x in word] for word in _without_dirt(line)] for line in lines
    ]
    return cut_pieces([line for line in placed if line], ink, dpi)


def _without_dirt(line: Sequence[Word]) -> list[Word]:
    """The words of a line less unclear signs at its ends."""
    words = list(line)
    while words and _is_dirt(words[-1]):
        words.pop()
    while words and _is_dirt(words[0]):
        words.pop(0)
    return words


def _is_dirt(word: Word) -> bool:
    return word[0].word_confidence < _BLURRED and sum(x.text.isalnum() for x in word) <= 1


def _take_better(pieces: list[Piece], second: Sequence[Piece], belongs: Callable[[Piece], bool]) -> None:
    """Put those of `second` that are surer in the place of the same lines among `pieces`, and add those that only they
    show."""
    for piece in sorted(second, key=lambda p: -p.confidence):
        overlaid = [p for p in pieces if _overlap(p, piece)]
        if not overlaid:
            if belongs(piece) and (piece.confidence >= _SEEN or lacks_letters_of_surname(piece)):
                pieces.append(piece)
        elif all(_is_better(piece, p, belongs) for p in overlaid) and (
            len(overlaid) == 1 or not any(map(belongs, overlaid))
        ):
            overlaid[0].words = piece.words
            pieces[:] = [p for p in pieces if not any(p is one for one in overlaid[1:])]


def _is_better(second: Piece, first: Piece, belongs: Callable[[Piece], bool]) -> bool:
    """Whether the second reading of a line is surer, and no part of it alone; what belongs to such an end goes before
    what does not."""
    if belongs(second) != belongs(first):
        return belongs(second) and second.confidence >= _SEEN
    letters = [sum(x.text.isalnum() for x in p.letters) for p in (first, second)]
    return letters[1] + 1 >= letters[0] and second.confidence >= first.confidence + _BETTER


def _overlap(one: Piece, other: Piece) -> bool:
    """Whether two pieces are the same line of the page."""
    beside = min(one.x1, other.x1) > max(one.x0, other.x0)
    return beside and abs(one.base - other.base) < _SAME * max(one.size, other.size)
