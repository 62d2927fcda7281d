"""Finds where the words of pages stand in a document's text, and keeps that."""

from __future__ import annotations

import json
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise, zip_longest

from vbparse.origins import Glyphs
from vbparse.patterns import Cue
from vbparse.readers.page_words import PageWord
from vbparse.web.views.alignment import ALONE, align
from vbparse.web.views.drawn import DrawnWord, count_letters
from vbparse.web.views.places import PlacedLine

Pages = list[list[DrawnWord]]

_WORD = Cue(r"\S+", examples=["xã", "29/KH-UBND"], rejects=[" "])
_WIDTHS = dict.fromkeys("iljItfr.,:;'!|()[]-/", 0.6) | dict.fromkeys("mwMW", 1.5) | {" ": 0.5}
"""How wide letters are on paper, a small letter being 1."""
_CAPITAL = 1.3
_PART = 10
"""Parts of a point to which places are kept."""


def place_words(text: str, pages: Sequence[Sequence[PageWord]], lines: Iterable[PlacedLine] = ()) -> Pages:
    """The words of each page with their places in a text that was read from the same file.

    `lines` are lines of the text whose places are known from reading. Where the pages have no words for them – a scan,
    or a text layer that is no text – words are made of them, as long as their letters let expect.
    """
    drawn_pages = _place_drawn(text, pages)
    is_placed = bytearray(len(text))
    for word in (word for page in drawn_pages for word in page if word.start is not None):
        is_placed[word.start : word.end] = b"\x01" * len(word.text)
    lines_by_page: dict[int, list[PlacedLine]] = {}
    for line in lines:
        lines_by_page.setdefault(line[1].page, []).append(line)
    numbers = range(1, max([len(drawn_pages), *lines_by_page]) + 1)
    return [
        _complete_page(text, page or [], lines_by_page.get(number, []), is_placed)
        for number, page in zip_longest(numbers, drawn_pages)
    ]


def _place_drawn(text: str, pages: Sequence[Sequence[PageWord]]) -> Pages:
    drawn = " ".join(word.text for page in pages for word in page)
    offsets = [ALONE] * len(drawn)
    for i, j in enumerate(align(text, drawn)):
        if j != ALONE:
            offsets[j] = i
    placed_pages: Pages = []
    at = 0
    for page in pages:
        placed_pages.append([])
        for word in page:
            placed_pages[-1] += _cut_word(word, offsets[at : at + len(word.text)])
            at += len(word.text) + 1
    return placed_pages


def _cut_word(word: PageWord, offsets: Sequence[int]) -> Iterator[DrawnWord]:
    """A word cut where its letters do not follow each other in the text."""
    cuts = [0, *(n for n, (i, j) in enumerate(pairwise(offsets), 1) if not _follows(i, j)), len(offsets)]
    for first, stop in pairwise(cuts):
        glyphs = replace(word.glyphs, left=word.glyphs.left[first:stop], right=word.glyphs.right[first:stop])
        yield DrawnWord(word.text[first:stop], glyphs, None if offsets[first] == ALONE else offsets[first])


def _follows(i: int, j: int) -> bool:
    return i == j == ALONE or (i != ALONE and j == i + 1)


def _complete_page(
    text: str, words: list[DrawnWord], lines: Sequence[PlacedLine], is_placed: bytearray
) -> list[DrawnWord]:
    """The words of a page, and those of lines that none of them stands for; where these are more, the page's own words
    are no text."""
    lacking = [line for line in lines if 2 * is_placed.count(1, *line[0]) < count_letters(text[slice(*line[0])])]
    if 2 * sum(end - start for (start, end), _ in lacking) > sum(end - start for (start, end), _ in lines):
        words, lacking = [], list(lines)
    return [*words, *(word for line in lacking for word in _make_words(text, line))]


def _make_words(text: str, line: PlacedLine) -> Iterator[DrawnWord]:
    """The words of a line, which takes the whole of its box."""
    (start, end), box = line
    edges = list(accumulate(map(_letter_width, text[start:end]), initial=0.0))
    scale = (box.right - box.left) / (edges[-1] or 1)
    for match in _WORD.finditer(text, start, end):
        a, b = match.start() - start, match.end() - start
        xs = [box.left + x * scale for x in edges[a : b + 1]]
        yield DrawnWord(match[0], Glyphs(box.page, xs[:-1], xs[1:], box.top, box.bottom), match.start())


def _letter_width(letter: str) -> float:
    base = unicodedata.normalize("NFD", letter)[0]
    return _WIDTHS.get(base, _CAPITAL if base.isupper() else 1.0)


def dump_pages(pages: Pages) -> bytes:
    """Words with their places, to be kept."""
    rows = [[_dump_word(word) for word in page] for page in pages]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def load_pages(data: bytes) -> Pages:
    """What `dump_pages` made."""
    return [[_load_word(number, *row) for row in rows] for number, rows in enumerate(json.loads(data), 1)]


def _dump_word(word: DrawnWord) -> list[object]:
    glyphs = word.glyphs
    edges = [[round(x * _PART) for x in side] for side in (glyphs.left, glyphs.right, (glyphs.top, glyphs.bottom))]
    return [word.text, word.start, *edges]


def _load_word(
    page: int, text: str, start: int | None, left: list[int], right: list[int], level: list[int]
) -> DrawnWord:
    left_edges, right_edges = (array("f", (x / _PART for x in side)) for side in (left, right))
    top, bottom = (x / _PART for x in level)
    return DrawnWord(text, Glyphs(page, left_edges, right_edges, top, bottom), start)
