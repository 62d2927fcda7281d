"""The words drawn on the pages of a PDF, each with the place of its letters: what is selected and found on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vbparse.arrange.layout.frames import Frame
from vbparse.arrange.layout.segments import LETTER_GAP, Segment
from vbparse.origins import Glyphs
from vbparse.patterns import Cue
from vbparse.readers.pictures import open_pdf, page_count

_WORD = Cue(r"\S+", examples=["xã", "29/KH-UBND"], rejects=[" "])
_OVERLAP = 0.3
"""Ems by which a piece of a word may begin before the last one ends."""


@dataclass(frozen=True, slots=True)
class PageWord:
    """A word without blanks; `glyphs` has an edge for each of its characters, in points of the page as displayed."""

    text: str
    glyphs: Glyphs


def read_words(data: bytes) -> list[list[PageWord]]:
    """The words of each page of a PDF, in the order in which they are drawn; those at an angle last. Raises SourceError
    where the file cannot be opened; a page that cannot be read, or holds more than any sheet of paper, has none."""
    from vbparse.readers.pdf.charsets import Charsets
    from vbparse.readers.pdf.pages import MOST_RUNS, display_frame, read_runs

    charsets = Charsets()
    pages: list[list[PageWord]] = []
    with open_pdf(data) as (document, forms):
        for number in range(1, page_count(document) + 1):
            pages.append([])
            with forms.page(number - 1) as page:
                if not page:
                    continue
                display = display_frame(page)
                drawn = read_runs(page, display)
                runs = [*drawn.runs, *drawn.aside, *drawn.skewed]
                if len(runs) <= MOST_RUNS:
                    charsets.convert_runs(runs)
                    pages[-1] += _make_words(runs, number, drawn.frame, display)
    return pages


def _make_words(runs: Iterable[Segment], number: int, reading: Frame, display: Frame) -> Iterator[PageWord]:
    for pieces in _join_pieces(runs):
        text = "".join(piece.text for piece in pieces)
        lefts = [x for piece in pieces for x in piece.left]
        rights = [x for piece in pieces for x in piece.right]
        top, bottom = min(piece.top for piece in pieces), max(piece.bottom for piece in pieces)
        if reading != display:  # letters one above the other: each has the box of its word
            box = reading.box_in((min(lefts), top, max(rights), bottom), display)
            lefts, rights, top, bottom = [box[0]] * len(text), [box[2]] * len(text), box[1], box[3]
        yield PageWord(text, Glyphs(number, lefts, rights, top, bottom))


def _join_pieces(runs: Iterable[Segment]) -> Iterator[list[Segment]]:
    """The pieces of each word: a run ends where the font or the size does, even within a word."""
    word: list[Segment] = []
    spaced = True
    for run in runs:
        for match in _WORD.finditer(run.text):
            piece = run.slice(*match.span())
            assert piece
            if word and (spaced or match.start() > 0 or not _continues(word[-1], piece)):
                yield word
                word = []
            word.append(piece)
            spaced = match.end() < len(run.text)
    if word:
        yield word


def _continues(last: Segment, piece: Segment) -> bool:
    size = max(last.size, piece.size)
    gap = piece.x0 - last.x1
    return abs(piece.base - last.base) < _OVERLAP * size and -_OVERLAP * size < gap <= LETTER_GAP * size
