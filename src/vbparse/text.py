"""Text with its origins: where each character stood in the source, kept while the text is built.

All offsets are code points into `Text.value`, half-open. The text is NFC. Rules match against `Text.view`, a string of
the same length in which presentation is folded and misreadings of OCR are repaired, so that an offset in one is an
offset in the other.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import regex

from vbparse.origins import Origin, Place, Raw, RawLetters, make_place, merge_places, slice_origin
from vbparse.patterns import Cue


class Span(NamedTuple):
    """A half-open stretch of the text, in code points."""

    start: int
    end: int

    def __bool__(self) -> bool:
        return self.end > self.start

    def cover(self, other: Span) -> Span:
        """The smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


class Cover:
    """A set of stretches that can be asked whether it holds an offset, in logarithmic time."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            elif span:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def __contains__(self, offset: int) -> bool:
        i = bisect_right(self._starts, offset) - 1
        return i >= 0 and offset < self._ends[i]


@dataclass(frozen=True, slots=True)
class Text:
    """The normalised text of a source, its match view, and the origin of each run.

    `value[i]` and `view[i]` are the same character, the latter with presentation folded (see `fold_view`); in text that
    a machine read from an image the view may hold what it took for something else, as it is meant.
    """

    value: str
    view: str
    starts: array[int] = field(repr=False)
    ends: array[int] = field(repr=False)
    origins: list[Origin] = field(repr=False)

    def __getitem__(self, span: Span | tuple[int, int]) -> str:
        return self.value[span[0] : span[1]]

    def words(self, span: Span | tuple[int, int]) -> str:
        """The wording of a span on one line: any run of white space is one blank."""
        return " ".join(self.value[span[0] : span[1]].split())

    def reading(self, span: Span | tuple[int, int]) -> str:
        """The words of a span as they are meant: the wording, but for what the view has repaired."""
        start, end = span
        if not self.repaired(span):
            return self.words(span)
        plain = self._folded(start, end)
        letters = (v if v != p else w for w, v, p in zip(self[span], self.view[start:end], plain, strict=True))
        return " ".join("".join(letters).split())

    def repaired(self, span: Span | tuple[int, int]) -> list[Span]:
        """The words of a span that the view reads otherwise than they stand."""
        spans: list[Span] = []
        view = self.view[span[0] : span[1]]
        if self[span] == view or (plain := self._folded(*span)) == view:
            return spans
        for word in _UNBROKEN.finditer(self.value, span[0], span[1]):
            start, end = word.span()
            if plain[start - span[0] : end - span[0]] != self.view[start:end]:
                spans.append(Span(start, end))
        return spans

    def _folded(self, start: int, end: int) -> str:
        """The wording with presentation folded. A tone is placed by the letters around it."""
        first = max(0, start - 3)
        return fold_view(self.value[first : end + 1])[start - first : end - first]

    def trim(self, span: Span | tuple[int, int]) -> Span:
        """The span less the white space at its ends."""
        start, end = span
        while start < end and self.value[start].isspace():
            start += 1
        while end > start and self.value[end - 1].isspace():
            end -= 1
        return Span(start, end)

    def places(self, span: Span | tuple[int, int]) -> list[Place]:
        """Where a span stands in the source, in reading order; neighbours in one place are joined.

        Drawn text gives one box a line of each page. A span of separators alone has no place.
        """
        start, end = span
        first = max(0, bisect_right(self.starts, start) - 1)
        places: list[Place] = []
        for i in range(first, len(self.starts)):
            if self.starts[i] >= end:
                break
            if self.ends[i] > start:
                run = self.starts[i]
                size = self.ends[i] - run
                place = make_place(self.origins[i], max(start, run) - run, min(end, self.ends[i]) - run, size)
                if place and not (places and merge_places(places[-1], place)):
                    places.append(place)
        return places

    def extract(self, spans: Sequence[Span]) -> Text:
        """The text of some stretches (in order, apart) as a text of its own, separated by line breaks; every character
        keeps its origin, and how the view reads it."""
        builder = TextBuilder()
        spans = [span for span in spans if span]
        for span in spans:
            if len(builder):
                builder.gap()
            self._copy_to(span, builder)
        return replace(builder.build(), view=" ".join(self.view[start:end] for start, end in spans))

    def _copy_to(self, span: Span, builder: TextBuilder) -> None:
        at, end = span
        for i in range(bisect_right(self.ends, at), len(self.starts)):
            start, stop = max(at, self.starts[i]), min(end, self.ends[i])
            if start >= end:
                break
            if start > at:
                builder.gap(self.value[at:start])
            run = self.starts[i]
            origin = slice_origin(self.origins[i], start - run, stop - run, self.ends[i] - run)
            builder.add_composed(self.value[start:stop], origin)
            at = stop
        if at < end:
            builder.gap(self.value[at:end])


class TextBuilder:
    """Builds a `Text` run by run, so that no origin is ever looked for afterwards."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._starts: array[int] = array("l")
        self._ends: array[int] = array("l")
        self._origins: list[Origin] = []

    def __len__(self) -> int:
        return self._length

    def add(self, run: str, origin: Origin) -> Span:
        """Append a run as it is in the source; it is composed. `Glyphs` wants a run that is so already."""
        start = self._length
        if isinstance(origin, Raw) and (_PILE.search(run) or not unicodedata.is_normalized("NFC", run)):
            at = origin.start
            for cluster in _clusters(run):
                self._append(compose(cluster), Raw(at, len(cluster)))
                at += len(cluster)
        elif run:
            value = compose(run)
            if isinstance(origin, RawLetters) and len(value) + 1 != len(origin.starts):
                origin = Raw(origin.starts[0], origin.starts[-1] - origin.starts[0])
            self._append(value, origin)
        return Span(start, self._length)

    def add_composed(self, run: str, origin: Origin) -> None:
        """Append a run that is NFC and stands in another `Text`, with its origin there."""
        self._append(run, origin)

    def gap(self, separator: str = "\n") -> None:
        """Append characters that stand nowhere in the source, such as the break between two lines."""
        self._parts.append(separator)
        self._length += len(separator)

    def build(self) -> Text:
        """The text so far."""
        value = "".join(self._parts)
        return Text(value, fold_view(value), self._starts, self._ends, self._origins)

    def _append(self, run: str, origin: Origin) -> None:
        self._parts.append(run)
        self._starts.append(self._length)
        self._length += len(run)
        self._ends.append(self._length)
        self._origins.append(origin)


MOST_MARKS = 30
"""Combining marks on one letter that are read, as in Unicode's Stream-Safe Text Format (UAX #15): no writing has more,
and to put them in order takes the square of their number."""
_PILE = Cue(
    rf"(\p{{M}}{{{MOST_MARKS}}})\p{{M}}+",
    examples=["a" + 31 * "\u0301"],
    rejects=["a" + 30 * "\u0301"],
)


def compose(run: str) -> str:
    """Characters in NFC; of marks that are piled on one letter the first `MOST_MARKS`."""
    return unicodedata.normalize("NFC", run if run.isascii() else _PILE.sub(r"\1", run))


def _clusters(run: str) -> Iterator[str]:
    """Base letters, each with its combining marks."""
    start = 0
    for i, letter in enumerate(run):
        if i and unicodedata.combining(letter):
            continue
        if i:
            yield run[start:i]
        start = i
    if run:
        yield run[start:]


_UNBROKEN = Cue(r"\S+", examples=["xã", "12/KH-UBND"], rejects=[" "])
_TONES = {"oa": ("òóỏõọ", "àáảãạ"), "oe": ("òóỏõọ", "èéẻẽẹ"), "uy": ("ùúủũụ", "ỳýỷỹỵ")}
_PLACEMENT = {
    case(pair[0] + new): case(old + pair[1])
    for pair, (olds, news) in _TONES.items()
    for old, new in zip(olds, news, strict=True)
    for case in (str.lower, str.upper, str.capitalize)
}
_MISPLACED = Cue(
    r"(?:[oO][àáảãạèéẻẽẹ]|O[ÀÁẢÃẠÈÉẺẼẸ]|[uU][ỳýỷỹỵ]|U[ỲÝỶỸỴ])(?<![qQ]..)(?![^\W\d_])",
    examples=["hoà", "HOÀ BÌNH", "khoẻ", "thuý", "Uỷ ban"],
    rejects=["hòa", "hoàn", "quý", "QUÝ"],
)
"""A tone that stands on the second vowel of a final oa, oe, uy. The letters come first: ten times as fast."""
_SAME = (
    dict.fromkeys(
        "\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
        "\u2009\u200a\u2028\u2029\u202f\u205f\u3000",
        " ",
    )
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("“”„‟«»", '"')
    | dict.fromkeys("‘’‚‛`´ʹʻʼʽˈ′＇", "'")
    | {"Ð": "Đ", "ð": "đ", "∕": "/", "⁄": "/"}
)
_FOLDED = re.compile(f"[{re.escape(''.join(_SAME))}]")
"""Of `re`, which passes over letters that are not in a set in a tenth of the time of `regex`; `str.translate` takes
twice as long as that."""

_OTHER_DIGIT = Cue(r"[^\P{Nd}0-9]", examples=["٣", "４"], rejects=["4", "IV"])


def fold_view(value: str) -> str:
    """Fold presentation and keep the length: any white space is a blank, any dash `-`, any quote straight, Ð (Eth) is
    Đ, the tone mark of a final oa, oe, uy stands on the first vowel (hoà → hòa; hoàn and quý stay), wide digits are
    0 to 9, and those of other scripts are no digits (U+FFFD): no number is made of them."""
    folded = _FOLDED.sub(lambda match: _SAME[match[0]], value.replace("\n", " "))
    if _MISPLACED.search(folded):
        folded = _MISPLACED.sub(lambda match: _PLACEMENT[match[0]], folded)
    return _OTHER_DIGIT.sub(_plain_digit, folded) if _OTHER_DIGIT.search(folded) else folded


def _plain_digit(match: regex.Match[str]) -> str:
    digit = unicodedata.normalize("NFKC", match[0])
    return digit if digit in "0123456789" else "\ufffd"
