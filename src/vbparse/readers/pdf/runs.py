"""Runs: the stream of a page's characters cut where a line, a size or a word's font ends."""

from __future__ import annotations

import unicodedata
from array import array
from dataclasses import dataclass, field

from vbparse.arrange.layout.frames import Frame
from vbparse.arrange.layout.segments import LETTER_GAP, SYMBOL, Box, Segment
from vbparse.language.charsets.letters import map_private_letters
from vbparse.language.charsets.symbols import PRIVATE, symbol_sign
from vbparse.readers.pdf.charsets import is_legacy

_DROP = frozenset("\u200b\u200c\u200d\u200e\u200f\ufeff\x00")
_BLANK = frozenset(" \t\r\n\x0b\x0c\xa0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000")
_REPLACE = {"\x02": "-", "\ufffe": "-", "\xad": "-", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
JUMP = 0.5
"""A run ends before a gap of this many ems: letters of another font may be drawn into it later."""
SKEWED = -1
"""Turn of text that stands at no quarter."""
_NOWHERE = -1e9
"""A baseline on which no character stands."""


@dataclass(slots=True)
class Style:
    """What all characters of one text object share. `turn` counts quarters, `clip` is in the page's own space. `uneven`
    marks a size that was measured on the object's first letter."""

    bits: int
    size: float
    turn: int
    hidden: bool
    clip: Box | None
    font: str
    uneven: bool = False


@dataclass(slots=True)
class PageText:
    """The runs of a page in its reading frame; `aside` is text at other quarter turns, `skewed` at any other angle."""

    frame: Frame
    runs: list[Segment] = field(default_factory=list)
    aside: list[Segment] = field(default_factory=list)
    skewed: list[Segment] = field(default_factory=list)


@dataclass(slots=True)
class Cells:
    """Position of each character in the reading frame."""

    left: list[float]
    right: list[float]
    base: list[float]
    top: list[float]
    bottom: list[float]


@dataclass(slots=True)
class Stream:
    """The characters of a page in the order of its content, the object that draws each, and the objects' styles."""

    text: str
    objects: list[int | None]
    styles: dict[int, Style]


class Gatherer:
    """Cuts the characters written at one turn into runs: one baseline, one size, no wide gap, forward."""

    def __init__(self, stream: Stream, cells: Cells, page_text: PageText) -> None:
        self._text, self._objects, self._cells, self._found = stream.text, stream.objects, cells, page_text
        turn = page_text.frame.turn
        self._styles = {o: s for o, s in stream.styles.items() if s.turn == turn and not s.hidden}
        self._odd = {
            c
            for c in set(stream.text)
            if c in _DROP or c in _REPLACE or unicodedata.combining(c) or "\ue000" <= c <= "\uf8ff"
        }
        self._run = _Run()
        self._strays: list[tuple[str, float, float]] = []
        self._spaced, self._blank = False, (0.0, 0.0, 0.0)  # a drawn blank that waits; its left, right and baseline

    def gather(self) -> None:
        """Go through the stream; the runs go to `found`."""
        cells, text, styles, run, odd = self._cells, self._text, self._styles, self._run, self._odd
        lefts, rights, bases = cells.left, cells.right, cells.base
        previous: int | None = None
        style: Style | None = None
        size, bits, clip = 0.0, 0, None
        for i, obj in enumerate(self._objects):
            char, x0, x1, base = text[i], lefts[i], rights[i], bases[i]
            if char in _BLANK:
                if x1 - x0 > 0.01:  # the blanks that pdfium guesses have no width
                    self._note_blank(x0, x1, base)
                continue
            if obj != previous and obj:
                previous, style = obj, styles.get(obj)
                if style:
                    size, bits, clip = style.size, style.bits, style.clip
            if style is None or (clip and self._is_clipped(i, clip)):
                continue
            if char in odd or bits & SYMBOL:
                char = self._take_letter(char, style, i)
                if not char:
                    continue
            if (
                x0 - run.right > (JUMP if self._spaced else LETTER_GAP) * size
                or x0 < run.left - 0.3 * size
                or (base != run.base and abs(base - run.base) > 0.1 * size + 0.2)
                or (size != run.size and abs(size - run.size) > 0.1 * size)
            ):
                run = self._begin_run(i, style, x0, base)
            elif self._spaced:
                run.add_blank(x0)
            self._spaced = False
            run.texts.append(char)
            run.lefts.append(x0)
            run.rights.append(x1)
            run.style.append(bits)
            run.left, run.right, run.last = x0, x1, i
        self._end_run()
        self._attach_strays()

    def _note_blank(self, left: float, right: float, base: float) -> None:
        together = self._spaced and abs(left - self._blank[1]) < 0.5
        self._blank = (self._blank[0] if together else left, right, base)
        self._spaced = True

    def _begin_run(self, i: int, style: Style, left: float, base: float) -> _Run:
        """End the run and begin another at character `i`; a blank drawn between them stays at the one it touches."""
        run, size = self._run, style.size
        start, end, at = self._blank
        if self._spaced and run.texts and abs(start - run.right) < 0.15 * size and abs(at - run.base) < 1:
            run.add_blank(run.right)
        self._end_run()
        self._run = run = _Run(base, size, i)
        if self._spaced and abs(end - left) < 0.15 * size and abs(at - base) < 1:
            run.add_leading_blank(left, style.bits)
        return run

    def _is_clipped(self, i: int, clip: Box) -> bool:
        left, top, right, bottom = self._found.frame.box(*clip)
        cells = self._cells
        return (
            cells.right[i] < left - 1
            or cells.left[i] > right + 1
            or cells.base[i] < top - 1
            or cells.top[i] > bottom + 1
        )

    def _take_letter(self, char: str, style: Style, i: int) -> str:
        """What an odd character stands for; nothing for one without a shape, and for a mark put on its letter."""
        if char in _DROP:
            return ""
        if unicodedata.combining(char):
            self._attach_mark(char, i, style.size)
            return ""
        letter = _resolve_letter(char, style)
        if len(letter) > 1:
            self._run.composed = True
        return letter

    def _attach_mark(self, char: str, i: int, size: float) -> None:
        """A combining mark belongs to the letter before it in the stream where it is over it."""
        run, x0, x1 = self._run, self._cells.left[i], self._cells.right[i]
        if run.texts and run.texts[-1] != " " and x0 < run.right + 0.1 * size and x1 > run.left - 0.3 * size:
            run.texts[-1] += char
            run.rights[-1] = run.right = max(run.right, x1)
            run.composed = True
        else:
            self._strays.append((char, (x0 + x1) / 2, self._cells.base[i]))

    def _end_run(self) -> None:
        """End the run; what stands off the visible page is not displayed and is left out."""
        run, cells, frame = self._run, self._cells, self._found.frame
        if run.texts and -2 < run.base < frame.height + run.size and run.right > -2 and run.lefts[0] < frame.width + 2:
            self._found.runs.append(
                run.build_segment(min(cells.top[run.first : run.last + 1]), max(cells.bottom[run.first : run.last + 1]))
            )

    def _attach_strays(self) -> None:
        """Marks drawn apart from their letters go to the letter under which or over which they stand."""
        for char, x, base in self._strays:
            for run in self._found.runs:
                if abs(run.base - base) < 0.5 * run.size and run.x0 <= x <= run.x1:
                    at = next((k for k, right in enumerate(run.right) if right >= x), len(run.right) - 1)
                    whole = unicodedata.normalize("NFC", run.text[at] + char)
                    if len(whole) == 1:
                        run.text = run.text[:at] + whole + run.text[at + 1 :]
                    break


def gather_aside(stream: Stream, cells: Cells, page_text: PageText) -> None:
    """Text that is not written the way of the page, object by object: distances along the line mean nothing for it."""
    for members in _aside_groups(stream, page_text.frame.turn):
        run = _Run()
        turn = SKEWED
        for i in members:
            style = stream.styles.get(stream.objects[i] or 0)
            if stream.text[i] in _BLANK or style is None:
                if run.texts and run.texts[-1] != " ":
                    run.add(" ", cells.left[i], cells.right[i], 0)
                continue
            turn, run.size = style.turn, style.size
            run.add(_resolve_letter(stream.text[i], style), cells.left[i], cells.right[i], style.bits)
        if "".join(run.texts).strip():
            top, bottom = min(cells.top[i] for i in members), max(cells.bottom[i] for i in members)
            run.base, run.composed = bottom, True
            segment = run.build_segment(top, bottom)
            whole = segment.slice(0, len(segment.text))
            if whole and 0 < bottom < page_text.frame.height + 2 and -2 < whole.x0 < page_text.frame.width:
                (page_text.skewed if turn == SKEWED else page_text.aside).append(whole)


def _aside_groups(stream: Stream, skip: int) -> list[list[int]]:
    """Indices of the characters not written at turn `skip`, line by line."""
    groups: list[list[int]] = [[]]
    last: Style | None = None
    for i, obj in enumerate(stream.objects):
        last = stream.styles.get(obj) if obj else last
        if last is None or last.turn == skip or last.hidden:
            continue
        if stream.text[i] in "\r\n":
            groups.append([])
        elif stream.text[i] not in _DROP:
            groups[-1].append(i)
    return [g for g in groups if g]


def _resolve_letter(char: str, style: Style) -> str:
    if is_legacy(style.bits) and "\uf020" <= char <= "\uf0ff":
        return map_private_letters(char)
    if style.bits & SYMBOL or ord(char) in PRIVATE:
        sign = symbol_sign(ord(char), style.font if style.bits & SYMBOL else "")
        return sign or ("•" if ord(char) in PRIVATE else char)
    return _REPLACE.get(char, char)


class _Run:
    """A run while it grows."""

    __slots__ = ("base", "composed", "first", "last", "left", "lefts", "right", "rights", "size", "style", "texts")

    def __init__(self, base: float = _NOWHERE, size: float = 0.0, first: int = 0) -> None:
        self.texts: list[str] = []
        self.lefts: list[float] = []
        self.rights: list[float] = []
        self.style = bytearray()
        self.base, self.size, self.first, self.last = base, size, first, first
        self.left = self.right = 0.0
        self.composed = False

    def add(self, char: str, left: float, right: float, style: int) -> None:
        self.texts.append(char)
        self.lefts.append(left)
        self.rights.append(right)
        self.style.append(style)
        self.left, self.right = left, right

    def add_blank(self, until: float) -> None:
        self.texts.append(" ")
        self.lefts.append(self.right)
        self.rights.append(max(until, self.right))
        self.style.append(self.style[-1])

    def add_leading_blank(self, left: float, style: int) -> None:
        """Note that a blank was drawn before the run; it takes no room."""
        self.texts.append(" ")
        self.lefts.append(left)
        self.rights.append(left)
        self.style.append(style)

    def build_segment(self, top: float, bottom: float) -> Segment:
        if self.composed:
            self._compose()
        return Segment(
            "".join(self.texts),
            array("f", self.lefts),
            array("f", self.rights),
            self.style,
            self.base,
            self.size,
            top,
            bottom,
        )

    def _compose(self) -> None:
        """One entry a code point of the NFC form; what stays several code points shares the box of its letter."""
        texts = [unicodedata.normalize("NFC", t) for t in self.texts]
        sizes = [len(t) for t in texts]
        self.texts = texts
        self.lefts = [x for x, n in zip(self.lefts, sizes, strict=True) for _ in range(n)]
        self.rights = [x for x, n in zip(self.rights, sizes, strict=True) for _ in range(n)]
        self.style = bytearray(x for x, n in zip(self.style, sizes, strict=True) for _ in range(n))
