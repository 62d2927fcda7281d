"""Where patterns may match, by the words that they begin with: one pass for all of them finds these, and each pattern
is tried there alone instead of at every letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick
from regex import Match

from vbparse.language.folding import lower_case
from vbparse.patterns import Cue


class Anchors:
    """Words with which groups of patterns begin, by the name of the group. Of several words the first two are looked
    for; where more than a blank stands between these, the first alone."""

    def __init__(self, **openings: Iterable[str]) -> None:
        groups: dict[str, set[str]] = {}
        for group, phrases in openings.items():
            for phrase in phrases:
                first, *others = lower_case(phrase).split()[:2]
                for form in (f"{first} {others[0]}", f"{first}  ") if others else (first,):
                    groups.setdefault(form, set()).add(group)
        self._names = tuple(openings)
        self._groups = list(groups.values())
        self._automaton = AhoCorasick(list(groups))

    def find(self, view: str) -> dict[str, list[int]]:
        """The offsets at which each group may match, in order, whatever the case of the letters."""
        found: dict[str, set[int]] = {group: set() for group in self._names}
        for number, start, _ in self._automaton.find_matches_as_indexes(lower_case(view), overlapping=True):
            for group in self._groups[number]:
                found[group].add(start)
        return {group: sorted(starts) for group, starts in found.items()}


def match_at(cue: Cue[str], view: str, starts: Iterable[int]) -> Iterator[Match[str]]:
    """What `cue.finditer` gives where it can only match at `starts`, which are in order."""
    end = 0
    for start in starts:
        if start >= end and (match := cue.match(view, start)):
            end = match.end()
            yield match
