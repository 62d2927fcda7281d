"""Number and date in a letterhead, where pen meets print: what is not printed does not become a digit.

A digit is taken for print where it is as high as the printed letters beside it, stands on their line, is drawn with
strokes as thick, follows at the pitch of print, and was read without doubt. All else is left out of the text: it is
reported with its place, and a form is as blank as one that was never filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import numpy as np
import regex

from vbparse.arrange.layout.segments import Box
from vbparse.language.folding import fold
from vbparse.language.landmarks.blanks import DATE_SLOTS, match_slots, type_codes
from vbparse.patterns import Cue
from vbparse.readers.ocr import faces
from vbparse.readers.ocr.tesseract import Letter, Word
from vbparse.readers.ocr.words import UPPER_PART, Piece, bounding_box, letter_size, stands_on_baseline

_PARTS = 4
"""Pieces into which writing by hand may part a line."""
_DIGIT = 0.66
"""Height of a digit in ems."""
_NEIGHBOURS = 8
"""Letters nearest to a place from which the baseline there is taken."""
_COLOURED = 0.25
"""Share of a box that coloured ink covers where its text is written in colour."""
_SPECKS = 0.02
"""Square ems of ink in a gap that are no dirt."""
_NAMES = {"number": "Số văn bản", "day": "Ngày ban hành", "month": "Tháng ban hành", "year": "Năm ban hành"}


@dataclass(frozen=True, slots=True)
class _Bounds:
    """How far digits may be from print: ems that they are higher or lower than digits are, and stand off the line;
    their strokes beside those of the line; the ems from one to the next; and the least confidence."""

    height: float
    off: float
    thick: tuple[float, float]
    pitch: tuple[float, float]
    sure: float


_USUAL = _Bounds(0.11, 0.06, (0.55, 1.45), (0.38, 0.7), 95)
_CLOSE = _Bounds(0.06, 0.035, (0.75, 1.3), (0.41, 0.62), 85)
Coloured = Callable[[Box], float]


@dataclass(frozen=True, slots=True)
class Unread:
    """Ink in a slot that is not print: `what` the slot is for, and its box in pixels."""

    what: str
    box: Box


@dataclass(slots=True)
class _Form:
    """A line with slots: its letters with the words and pieces that they are in, and the slots by name."""

    pieces: list[Piece]
    letters: list[Letter]
    match: regex.Match[str]
    at: list[int]

    def slot(self, name: str) -> list[Letter]:
        """The letters in a slot."""
        start, end = self.match.span(name)
        return [x for x, at in zip(self.letters, self.at, strict=True) if start <= at < end]

    def gap(self, name: str) -> tuple[int, int] | None:
        """Where a slot begins and ends on the line, in pixels."""
        start, end = self.match.span(name)
        before = [x for x, at in zip(self.letters, self.at, strict=True) if at < start]
        behind = [x for x, at in zip(self.letters, self.at, strict=True) if at >= end]
        return (before[-1].right, behind[0].left) if before and behind else None


def take_handwriting(pieces: list[Piece], ink: np.ndarray, coloured: Coloured) -> list[Unread]:
    """Take what is not printed out of the slots of a page's letterhead; gives back where it is."""
    handwriting: list[Unread] = []
    for form in _find_forms([p for p in pieces if p.base < UPPER_PART * ink.shape[0]]):
        names = [k for k in form.match.groupdict() if form.match[k] is not None]
        written = [x for name in names for x in form.slot(name)]
        judge = _Judge([x for x in form.letters if not any(x is w for w in written)], ink, coloured)
        for name in names:
            unread = judge.find_unread(form, name)
            if unread:
                handwriting.append(Unread(_NAMES[name], unread))
                _remove_letters(form, form.slot(name))
        if len(form.pieces) > 1:  # what separated them is gone
            form.pieces[0].words += [w for p in form.pieces[1:] for w in p.words]
            for piece in form.pieces[1:]:
                piece.words = []
    pieces[:] = [p for p in pieces if p.words]
    return handwriting


def _find_forms(pieces: Sequence[Piece]) -> Iterator[_Form]:
    """The lines with slots. Whoever takes one may empty its pieces before the next is asked for."""
    for piece in pieces:
        if not piece.words:
            continue
        pattern = match_slots(piece.text)
        if pattern is None:
            continue
        near = [p for p in pieces if p.words and abs(p.base - piece.base) < 0.6 * piece.size]
        near = [p for p in near if p.x0 > piece.x0]
        line = [piece, *sorted(near, key=lambda p: p.x0)]
        for count in range(1, min(_PARTS, len(line)) + 1):
            form = _match_form(line[:count], pattern)
            if form and (pattern is DATE_SLOTS or form.letters[_index_behind(form)].text.isupper()):
                if not _is_type(form):
                    yield form
                break


def _is_type(form: _Form) -> bool:
    """Whether what stands where the number would is a type, as in "Số: KH-UBND" that lost its stroke."""
    start, end = form.match.span("number") if "number" in form.match.groupdict() else (0, 0)
    return "".join(x.text for x, at in zip(form.letters, form.at, strict=True) if start <= at < end) in type_codes()


def _index_behind(form: _Form) -> int:
    """Index of the first letter behind the match."""
    return next(i for i, at in enumerate(form.at) if at >= form.match.end())


def _match_form(pieces: list[Piece], pattern: Cue[str]) -> _Form | None:
    letters: list[Letter] = []
    at: list[int] = []
    text = ""
    for word in (w for p in pieces for w in p.words):
        text += " " if text else ""
        for letter in word:
            letters.append(letter)
            at.append(len(text))
            text += letter.text
    match = pattern.match(fold(text))
    return _Form(pieces, letters, match, at) if match else None


class _Judge:
    """Tells print by the printed letters of the line."""

    def __init__(self, printed: Sequence[Letter], ink: np.ndarray, coloured: Coloured) -> None:
        self._ink, self._is_coloured = ink, coloured
        self._size = letter_size(printed) or 1.0
        self._feet = [x for x in printed if stands_on_baseline(x.text)] or list(printed)
        self._base = float(median(x.bottom for x in self._feet))
        self._thick = self._thickness(printed)
        self._coloured = median(coloured(bounding_box([x])) for x in printed) > _COLOURED

    def find_unread(self, form: _Form, name: str) -> Box | None:
        """The box of what stands in a slot and is not printed; None for print, and for a slot left open."""
        letters = form.slot(name)
        if letters:
            if all(x.text in "._…-–—," for x in letters) or self._is_print(letters) or self._is_even(form, name):
                return None
            return bounding_box(letters)
        gap = form.gap(name)
        return self._ink_in(*gap) if gap else None

    def _is_print(self, letters: Sequence[Letter]) -> bool:
        digits = [x for x in letters if x.text.isdigit()]
        if not digits or any(not (x.text.isdigit() or x.text in "abcdđABCDĐ.") for x in letters):
            return False
        if not self._coloured and self._is_coloured(bounding_box(digits)) > _COLOURED:
            return False
        return self._is_within(digits, _USUAL) or self._is_within(digits, _CLOSE)

    def _is_within(self, digits: Sequence[Letter], bounds: _Bounds) -> bool:
        size, thick = self._size, self._thickness(digits)
        steps = [b.left - a.left for a, b in pairwise(digits)]
        return (
            all(abs((x.bottom - x.top) / size - _DIGIT) < bounds.height for x in digits)
            and all(abs(x.bottom - self._base_at(x)) < bounds.off * size + 1 for x in digits)
            and all(bounds.pitch[0] * size < step < bounds.pitch[1] * size for step in steps)
            and (not thick or not self._thick or bounds.thick[0] < thick / self._thick < bounds.thick[1])
            and min(x.confidence for x in digits) >= bounds.sure
        )

    def _is_even(self, form: _Form, name: str) -> bool:
        """Whether the ink of a slot as a whole is as high and wide as so many printed digits: Tesseract may be sure of
        them and give them boxes that fit none."""
        letters = form.slot(name)
        if not all(x.text.isdigit() and x.confidence >= _USUAL.sure for x in letters):
            return False
        size, base = form.pieces[0].size, form.pieces[0].base
        start, end = form.gap(name) or (letters[0].left, letters[-1].right + 1)
        # the digits' own boxes, where those of the letters beside them reach into the slot
        first = min(round(start + 0.08 * size), letters[0].left)
        last = max(end - 0.08 * size, letters[-1].right + 1)
        top = max(0, round(base - 1.1 * size))
        part = faces.crop_of(self._ink, first, top, last, base + 0.3 * size)
        rows = _ink_range(part.sum(axis=1) > 1, round(base - top - _DIGIT * size / 2))
        columns = np.flatnonzero(part[rows[0] : rows[1]].any(axis=0))
        if not len(columns):
            return False
        x0 = first + int(columns[0])
        x1 = x0 + int(columns[-1] - columns[0]) + 1
        outline = replace(letters[0], left=x0, top=top + rows[0], right=x1, bottom=top + rows[1])
        thick = self._thickness([outline])
        return (
            abs((rows[1] - rows[0]) / size - _DIGIT) < _USUAL.height
            and abs(top + rows[1] - base) < _USUAL.off * size + 1
            and 0.2 < (x1 - x0) / size / len(letters) < _USUAL.pitch[1]
            and (not thick or not self._thick or _USUAL.thick[0] < thick / self._thick < _USUAL.thick[1])
            and (self._coloured or self._is_coloured(bounding_box([outline])) <= _COLOURED)
        )

    def _base_at(self, letter: Letter) -> float:
        """Where the line stands beside a letter: it may still fall a little."""
        near = sorted(self._feet, key=lambda x: abs(x.left - letter.left))[:_NEIGHBOURS]
        return float(median(x.bottom for x in near))

    def _thickness(self, letters: Sequence[Letter]) -> float | None:
        """Thickness of the strokes, read along the rows: a mean without the bars, for the median is a whole number of
        pixels, and off by half of a thin stroke."""
        crops = [faces.crop_of(self._ink, x.left, x.top, x.right, x.bottom) for x in letters]
        runs = np.concatenate([faces.stroke_lengths(crop) for crop in crops])
        return float(runs[runs <= 2 * np.median(runs)].mean()) if len(runs) > faces.FEWEST_STROKES else None

    def _ink_in(self, left: int, right: int) -> Box | None:
        """The box of the ink between two letters, where it is more than dirt and dots."""
        size = self._size
        top = max(0, round(self._base - 1.1 * size))
        first, last = round(left + 0.08 * size), round(right - 0.08 * size)
        part = faces.crop_of(self._ink, first, top, last, self._base + 0.3 * size)
        tall = part[: round(0.85 * size)]
        if tall.sum() < _SPECKS * size * size:
            return None
        rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
        return (
            first + float(columns[0]),
            top + float(rows[0]),
            first + float(columns[-1]) + 1,
            top + float(rows[-1]) + 1,
        )


def _ink_range(rows: np.ndarray, at: int) -> tuple[int, int]:
    """Where the run of rows with ink that holds a row begins and ends; specks above and below are no part of it."""
    if not 0 <= at < len(rows) or not rows[at]:
        return at, at
    empty = np.flatnonzero(~rows)
    return int(max([-1, *empty[empty < at]])) + 1, int(min([len(rows), *empty[empty > at]]))


def _remove_letters(form: _Form, letters: Sequence[Letter]) -> None:
    gone = set(map(id, letters))
    for piece in form.pieces:
        words: list[Word] = [[x for x in w if id(x) not in gone] for w in piece.words]
        piece.words = [w for w in words if w]
