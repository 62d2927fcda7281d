"""Where patterns may match, by the words that they begin with: one pass for all of them finds these, and each pattern
is tried there alone instead of at every letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick, MatchKind
from regex import Match

from vbparse.language.folding import lower_case
from vbparse.patterns import Cue


class Anchors:
    """First words of patterns. Where one is the beginning of another, the longer is found."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted({lower_case(word) for word in words})
        self._automaton = AhoCorasick(self._words, matchkind=MatchKind.LeftmostLongest)

    def find(self, view: str) -> list[tuple[int, str]]:
        """Offset and word (in small letters) of each place where one stands in any case, in order."""
        found = self._automaton.find_matches_as_indexes(lower_case(view))
        return [(start, self._words[number]) for number, start, _ in found]


def match_at(cue: Cue[str], view: str, starts: Iterable[int]) -> Iterator[Match[str]]:
    """What `cue.finditer` gives where it can only match at `starts`, which are in order."""
    end = 0
    for start in starts:
        if start >= end and (match := cue.match(view, start)):
            end = match.end()
            yield match
