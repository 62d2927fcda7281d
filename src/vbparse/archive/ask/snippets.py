"""Passages of a text around what was searched for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from vbparse.archive.answers import Snippet
from vbparse.archive.index.places import locate
from vbparse.language.abbreviations import Words
from vbparse.language.folding import fold, fold_case

WIDTH = 160
"""Characters of a snippet, about."""
MOST = 3
"""Snippets of a document."""
_LOOKED_AT = 300
"""Hits of a document that are weighed."""

_BLANKS = {code: " " for code in range(0x3001) if chr(code).isspace()}

_CACHED = 64
"""Patterns kept: one query is looked for in all texts of a page."""

Ways = frozenset[tuple[Words, bool]]
"""What is a hit: words in a row as typed, and whether the last is the beginning of one."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Hits side by side; `words` are the different ones among them."""

    start: int
    end: int
    words: frozenset[str]


def find_snippets(text: str, ways: Ways, places: Sequence[Any], *, as_typed: bool = False) -> list[Snippet]:
    """The best passages in the order of the text: many of the words, side by side, and others than shown already.
    `as_typed` where hits with the marks that were typed go before those that are alike without marks."""
    folded = fold(text)
    hits = [m.span() for m in islice(_compile_ways(ways, False).finditer(folded), _LOOKED_AT)] if ways else []
    if as_typed:
        meant = _compile_ways(ways, True)
        as_meant = {word for word in {text[a:b] for a, b in hits} if meant.fullmatch(fold_case(word))}
        hits = [(a, b) for a, b in hits if text[a:b] in as_meant] or hits
    stretches = _join_hits(folded, hits)
    windows: list[tuple[int, int]] = []
    shown_words: set[str] = set()
    most = max((len(stretch.words) for stretch in stretches), default=0)
    while stretches and len(windows) < MOST:
        best = max(stretches, key=lambda s: (_weigh_stretch(s, shown_words), -s.start))
        if best.words <= shown_words and 2 * len(best.words) <= most:
            break  # a word or two of many, which were shown together
        window = _window_around(text, best)
        windows.append(window)
        inside = [s for s in stretches if s.start >= window[0] and s.end <= window[1]] or [best]
        shown_words.update(word for s in inside for word in s.words)
        stretches = [s for s in stretches if s.end <= window[0] or s.start >= window[1]]
    return [_build_snippet(text, window, hits, places) for window in _separate_windows(text, windows)]


def contains_any(text: str, ways: Ways, *, as_typed: bool = False) -> bool:
    """Whether one of the ways stands in a text."""
    folded, meant = fold(text), _compile_ways(ways, True)
    hits = _compile_ways(ways, False).finditer(folded)
    return any(not as_typed or meant.fullmatch(fold_case(text[hit.start() : hit.end()])) for hit in hits)


@lru_cache(maxsize=_CACHED)
def _compile_ways(ways: Ways, with_marks: bool) -> re.Pattern[str]:
    form = fold_case if with_marks else fold
    written = sorted({(tuple(map(form, way)), prefix) for way, prefix in ways}, key=lambda way: (-len(way[0]), way))
    return re.compile(rf"(?:{'|'.join(_compile_way(*way) for way in written)})(?![^\W_])")


def _compile_way(way: Words, prefix: bool) -> str:
    """Words that begin where a word does. The first letter stands before what asks for that: three times as fast."""
    first, rest = re.escape(way[0][0]), re.escape(way[0][1:])
    words = [rf"{first}(?<![^\W_]{first}){rest}", *map(re.escape, way[1:])]
    return r"[\W_]{1,4}".join(words) + (r"[^\W_]*" if prefix else "")


def _join_hits(folded: str, hits: Sequence[tuple[int, int]]) -> list[_Stretch]:
    """Hits with nothing but blanks and the like between them are one stretch."""
    stretches: list[_Stretch] = []
    for start, end in hits:
        words = frozenset(folded[start:end].split())
        last = stretches[-1] if stretches else None
        if last and end - last.start <= WIDTH and not any(map(str.isalnum, folded[last.end : start])):
            stretches[-1] = _Stretch(last.start, end, last.words | words)
        else:
            stretches.append(_Stretch(start, end, words))
    return stretches


def _weigh_stretch(stretch: _Stretch, shown: set[str]) -> int:
    """Words in a row count by their square, those that were not shown yet more."""
    return len(stretch.words) ** 2 + 4 * len(stretch.words - shown)


def _window_around(text: str, stretch: _Stretch) -> tuple[int, int]:
    """The stretch with as much around it as a snippet holds, cut between words."""
    room = max(0, WIDTH - (stretch.end - stretch.start))
    start = max(0, stretch.start - room // 2)
    end = min(len(text), max(stretch.end, start + WIDTH))
    while 0 < start < stretch.start and not text[start - 1].isspace():
        start += 1
    while stretch.end < end < len(text) and not text[end].isspace():
        end -= 1
    while start < stretch.start and text[start].isspace():
        start += 1
    while end > stretch.end and text[end - 1].isspace():
        end -= 1
    return start, end


def _separate_windows(text: str, windows: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Windows less what another one shows already."""
    parts: list[tuple[int, int]] = []
    for start, end in sorted(windows):
        start = max(start, parts[-1][1]) if parts else start
        start += len(text[start:end]) - len(text[start:end].lstrip())
        if end > start:
            parts.append((start, end))
    return parts


def _build_snippet(
    text: str, window: tuple[int, int], hits: Sequence[tuple[int, int]], places: Sequence[Any]
) -> Snippet:
    start, end = window
    shown = [(a - start, b - start) for a, b in hits if a >= start and b <= end]
    section, page = locate(places, start + shown[0][0] if shown else start)
    return Snippet(text[start:end].translate(_BLANKS), shown, window, section, page)
