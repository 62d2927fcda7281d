"""Which letters of a document's text are which of those drawn on its pages.

Both were made of one file, so most of it is the same in the same order: long stretches that occur once in each hold the
two together, and what stands between two of them is compared again. What the pages have besides (running heads, page
numbers, heads of tables again on each page) and what they lack stays alone. Blanks, case and presentation do not count,
so words may be hyphenated or broken anywhere. Stretches that stand elsewhere on the pages – notes, text boxes, cells of
rows that a page break cuts – are looked for last, among what is left.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from vbparse.patterns import Cue
from vbparse.text import fold_view

_SIZES = (32, 16, 8)
"""Letters of the stretches that hold both together, the longest first."""
_FEWEST = 8
"""Letters of a stretch that may stand anywhere: fewer may be another word."""
_LABEL, _ALONE_ENOUGH = 4, 24
"""Letters of a label, at most, and of a stretch of a paragraph that counts though others of it were not found."""
_PARAGRAPH = Cue(r"[^\n\t]+", examples=["Sở Nội vụ"], rejects=[""])
_UNSET = Cue(rb"\x00+", examples=[b"\x00\x00"], rejects=[b"\x01"])
_SHORTEST = 3
"""Letters of a rest that is looked for as a whole: page numbers and labels of lists are shorter."""
ALONE = -1
"""In place of an offset: a letter has no counterpart."""


class _Gap(NamedTuple):
    """A stretch of either side, half-open, with nothing matched in it yet."""

    a0: int
    a1: int
    b0: int
    b1: int


@dataclass(frozen=True, slots=True)
class _Letters:
    """What of a text counts: its letters folded, where each stood, and between which two a word ends."""

    value: str
    offsets: array[int]
    edges: bytearray

    @classmethod
    def of_text(cls, text: str) -> _Letters:
        view = fold_view(text)
        offsets = array("l", (i for i, letter in enumerate(view) if not letter.isspace()))
        folded = "".join(map(_lower, map(view.__getitem__, offsets)))
        edges = bytearray(b"\x01") * (len(offsets) + 1)
        for n, (i, j) in enumerate(pairwise(offsets), 1):
            edges[n] = j != i + 1 or not (view[i].isalnum() and view[j].isalnum())
        return cls(folded, offsets, edges)


def _lower(letter: str) -> str:
    lower = letter.lower()
    return lower if len(lower) == 1 else letter


def align(text: str, drawn: str) -> array[int]:
    """For each character of `text` the offset of the same letter in `drawn`; `ALONE` for those without one."""
    a, b = _Letters.of_text(text), _Letters.of_text(drawn)
    matched = _Matching(a, b).match()
    offsets = array("l", [ALONE]) * len(text)
    for i, j in enumerate(matched):
        if j != ALONE:
            offsets[a.offsets[i]] = b.offsets[j]
    for paragraph in _PARAGRAPH.finditer(text):
        _drop_strays(text, drawn, offsets, range(*paragraph.span()))
    return offsets


def _drop_strays(text: str, drawn: str, offsets: array[int], paragraph: range) -> None:
    """Undo what may be words of another paragraph or cell: few letters of one of which others were not found, save the
    label at its head, which the pages may count in another way."""
    letters = [i for i in paragraph if text[i].isalnum()]
    found = [i for i in letters if offsets[i] != ALONE]
    label = letters.index(found[0]) if found else 0
    if len(found) + label == len(letters) and label <= _LABEL:
        return
    stretches: list[list[int]] = []
    for i in found:
        if stretches and _is_next(drawn, offsets[stretches[-1][-1]], offsets[i]):
            stretches[-1].append(i)
        else:
            stretches.append([i])
    for stretch in stretches:
        if len(stretch) < _ALONE_ENOUGH:
            for i in range(stretch[0], stretch[-1] + 1):
                offsets[i] = ALONE


def _is_next(drawn: str, last: int, offset: int) -> bool:
    """Whether no letter is drawn between two."""
    return last < offset and not any(map(str.isalnum, drawn[last + 1 : offset]))


class _Matching:
    """The letters of `a` and their counterparts in `b`, as far as they are known."""

    def __init__(self, a: _Letters, b: _Letters) -> None:
        self._a, self._b = a, b
        self._to_b = array("l", [ALONE]) * len(a.value)
        self._used = bytearray(len(b.value))

    def match(self) -> array[int]:
        self._match_gap(_Gap(0, len(self._a.value), 0, len(self._b.value)))
        self._match_moved()
        return self._to_b

    def _match_gap(self, whole: _Gap) -> None:
        gaps = [whole]
        for size in _SIZES:
            gaps = [inner for gap in gaps for inner in self._split(gap, size)]
        for gap in gaps:
            a, b = self._a.value[gap.a0 : gap.a1], self._b.value[gap.b0 : gap.b1]
            if a == b:
                self._join(gap.a0, gap.b0, len(a))

    def _split(self, gap: _Gap, size: int) -> Iterator[_Gap]:
        """Match the stretches of so many letters that both sides of a gap have once and in the same order; gives the
        gaps between them."""
        a0, b0 = gap.a0, gap.b0
        for i, j in _chain(self._shared_pieces(gap, size)):
            if i < a0 or j < b0:
                continue  # inside of what the last one was widened to
            first, start = self._widen_left(i, j, a0, b0)
            last, end = self._widen_right(i + size, j + size, gap.a1, gap.b1)
            first, start, last, end = self._trim(first, start, last, end)
            self._join(first, start, last - first)
            yield from _nonempty(_Gap(a0, first, b0, start))
            a0, b0 = last, end
        yield from _nonempty(_Gap(a0, gap.a1, b0, gap.b1))

    def _shared_pieces(self, gap: _Gap, size: int) -> list[tuple[int, int]]:
        """Where stretches begin that either side has once, in the order of `a`."""
        in_a = _pieces_once(self._a.value, [(gap.a0, gap.a1)], size)
        in_b = _pieces_once(self._b.value, [(gap.b0, gap.b1)], size)
        return [(i, in_b[key][0]) for key, (i, _) in in_a.items() if key in in_b]

    def _widen_left(self, i: int, j: int, a0: int, b0: int) -> tuple[int, int]:
        a, b, n = self._a, self._b, 0
        best = 0
        while i - n > a0 and j - n > b0 and a.value[i - n - 1] == b.value[j - n - 1]:
            n += 1
            if a.edges[i - n] and b.edges[j - n]:
                best = n
        return i - best, j - best

    def _widen_right(self, i: int, j: int, a1: int, b1: int) -> tuple[int, int]:
        a, b, n = self._a, self._b, 0
        best = 0
        while i + n < a1 and j + n < b1 and a.value[i + n] == b.value[j + n]:
            n += 1
            if a.edges[i + n] and b.edges[j + n]:
                best = n
        return i + best, j + best

    def _trim(self, i: int, j: int, last: int, end: int) -> tuple[int, int, int, int]:
        """A stretch less the parts of two words at its ends that have other letters before or behind them."""
        a, b = self._a.edges, self._b.edges
        while i < last and not (a[i] or b[j]):
            i, j = i + 1, j + 1
        while i < last and not (a[last] or b[end]):
            last, end = last - 1, end - 1
        return i, j, last, end

    def _join(self, i: int, j: int, size: int) -> None:
        for n in range(size):
            self._to_b[i + n] = j + n
        self._used[j : j + size] = b"\x01" * size

    def _match_moved(self) -> None:
        """What stands elsewhere: stretches of what is left that either side has once."""
        found = True
        while found:
            a_left, b_left = _zeros(bytes(j != ALONE for j in self._to_b)), _zeros(self._used)
            a_grams, b_grams = (
                _pieces_once(self._a.value, a_left, _FEWEST),
                _pieces_once(self._b.value, b_left, _FEWEST),
            )
            pairs = {a_grams[key][1]: b_grams[key][1] for key in reversed(a_grams) if key in b_grams}
            taken: set[int] = set()
            for at, to in pairs.items():
                if to not in taken:
                    taken.add(to)
                    self._match_gap(_Gap(*a_left[at], *b_left[to]))
            found = bool(pairs)
        self._join_whole(a_left, b_left)

    def _join_whole(self, a_left: Sequence[tuple[int, int]], b_left: Sequence[tuple[int, int]]) -> None:
        """Short rests, as the last word of a cell that a page break cuts: the same letters and no more between what
        is matched on either side."""
        a_rests, b_rests = _stretches_once(self._a.value, a_left), _stretches_once(self._b.value, b_left)
        for rest, (start, end) in a_rests.items():
            if rest in b_rests and sum(map(str.isalpha, rest)) >= _SHORTEST:
                self._join(start, b_rests[rest][0], end - start)


def _pieces_once(value: str, stretches: Sequence[tuple[int, int]], size: int) -> dict[str, tuple[int, int]]:
    """The pieces of so many letters that occur once in some stretches of a text: where, and the number of the
    stretch."""
    places: dict[str, tuple[int, int]] = {}
    repeated: set[str] = set()
    for n, (start, end) in enumerate(stretches):
        for i in range(start, end - size + 1):
            piece = value[i : i + size]
            if piece in places:
                repeated.add(piece)
            else:
                places[piece] = (i, n)
    for piece in repeated:
        del places[piece]
    return places


def _stretches_once(value: str, stretches: Sequence[tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """The stretches that no other one has the letters of, by these."""
    counts = Counter(value[start:end] for start, end in stretches)
    return {value[start:end]: (start, end) for start, end in stretches if counts[value[start:end]] == 1}


def _chain(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest choice of pairs, which are in the order of their first number, that is in that of the second."""
    tops: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for n, (_, j) in enumerate(pairs):
        at = bisect_left(tops, j)
        previous.append(ends[at - 1] if at else ALONE)
        tops[at : at + 1], ends[at : at + 1] = [j], [n]
    chosen: list[tuple[int, int]] = []
    n = ends[-1] if ends else ALONE
    while n != ALONE:
        chosen.append(pairs[n])
        n = previous[n]
    return chosen[::-1]


def _zeros(flags: bytes | bytearray) -> list[tuple[int, int]]:
    """The stretches of flags that are not set."""
    return [match.span() for match in _UNSET.finditer(bytes(flags))]


def _nonempty(gap: _Gap) -> Iterator[_Gap]:
    if gap.a0 < gap.a1 and gap.b0 < gap.b1:
        yield gap
