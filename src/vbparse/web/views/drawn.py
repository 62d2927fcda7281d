"""The words of a document's pages and where each stands in its text: what is marked, selected and found on a page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vbparse.origins import Glyphs, Place, make_place, merge_places
from vbparse.web.views.places import Box, Span


@dataclass(frozen=True, slots=True)
class DrawnWord:
    """A word of a page, or a piece of one. It stands in the document's text from `start` on, letter by letter; None
    where it is not known to stand there."""

    text: str
    glyphs: Glyphs
    start: int | None = None

    @property
    def end(self) -> int | None:
        """Where it ends in the text."""
        return None if self.start is None else self.start + len(self.text)

    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom in points."""
        glyphs = self.glyphs
        return min(glyphs.left), glyphs.top, max(glyphs.right), glyphs.bottom


class _Piece(NamedTuple):
    """What a word draws of a stretch: start and end in the text; the word's number among all that hold letters."""

    start: int
    end: int
    number: int
    word: DrawnWord

    def place(self) -> Place:
        first = self.word.start or 0
        return make_place(self.word.glyphs, self.start - first, self.end - first, len(self.word.text))


def count_letters(text: str) -> int:
    """Letters and digits of a text."""
    return sum(map(str.isalnum, text))


class DrawnText:
    """A text, and the words of the pages on which it is drawn."""

    def __init__(self, text: str, pages: Sequence[Sequence[DrawnWord]]) -> None:
        self.text, self.pages = text, pages
        numbered = enumerate(word for page in pages for word in page if count_letters(word.text))
        self._placed = sorted((word.start, n, word) for n, word in numbered if word.start is not None)

    @property
    def share(self) -> float:
        """How much of the text was found on the pages."""
        found = sum(count_letters(word.text) for _, _, word in self._placed)
        return found / max(1, count_letters(self.text))

    @property
    def first_and_last_page(self) -> tuple[int, int]:
        """The pages between which the text stands."""
        numbers = [word.glyphs.page for _, _, word in self._placed] or [1]
        return min(numbers), max(numbers)

    def boxes(self, span: Span) -> list[Box]:
        """The places of a stretch of the text, a box for each line; none unless every letter of it was found, and each
        beside the one before it: a wrong place is worse than none."""
        pieces = list(self._pieces(span))
        found = sum(count_letters(self.text[piece.start : piece.end]) for piece in pieces)
        if not found or found != count_letters(self.text[slice(*span)]):
            return []
        places: list[Place] = []
        last: _Piece | None = None
        for piece in pieces:
            parted = last is None or self._is_parted(last, piece)
            if last and not parted and piece.number != last.number + 1:
                return []
            if parted or not merge_places(places[-1], piece.place()):
                places.append(piece.place())
            last = piece
        return [Box(place["page"], *place["box"]) for place in places]  # type: ignore[arg-type, misc]

    def _pieces(self, span: Span) -> Iterator[_Piece]:
        for at in range(max(0, bisect_left(self._placed, (span[0] + 1,)) - 1), len(self._placed)):
            first, number, word = self._placed[at]
            if first >= span[1]:
                return
            start, end = max(span[0], first), min(span[1], first + len(word.text))
            if count_letters(self.text[start:end]):
                yield _Piece(start, end, number, word)

    def _is_parted(self, last: _Piece, piece: _Piece) -> bool:
        """Whether two words that follow each other in the text may stand apart: on a page and the next one, or in two
        paragraphs or cells."""
        between = self.text[last.end : piece.start]
        turned = piece.word.glyphs.page == last.word.glyphs.page + 1
        return turned or "\n" in between or "\t" in between
