"""The rule engine: a rule is a pattern on the match view, a small function that reads the match, and its examples.

A blank in a pattern matches any run of white space. Rules match `Text.view`, so that patterns are written with plain
hyphens, straight quotes and ordinary blanks. File order is priority, the longest match at a place wins, and a rule
that returns None says "not this". `examples` (text → what the reading must give) and `rejects` are the rule's tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import regex

from vbparse.language.anchors import Anchors
from vbparse.language.cues import compile_cues
from vbparse.text import Span

T = TypeVar("T")
Match = regex.Match[str]
Reader = Callable[[Match], T | None]


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """One rule. `examples` maps a text to the reading that its first match must give, written as a string."""

    name: str
    pattern: regex.Pattern[str]
    read: Reader[T]
    examples: Mapping[str, str]
    rejects: Sequence[str]


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """What a rule found, and where."""

    span: Span
    value: T
    rule: str
    match: Match = field(repr=False, compare=False)


_REACH = 200
"""The longest match. Without an end, `regex` looks for the letters that a pattern must have as far as the text goes."""

_OPENING = 6
"""Letters by which most rules are ruled out."""
_REMEMBERED = 4096
"""Openings whose rules are remembered."""


@dataclass(slots=True)
class RuleSet(Generic[T]):
    """Rules that look for one kind of thing. `trigger` is a cheap pattern: only places where it matches are tried, and
    every rule must be able to begin there. `words` are the first words of what it matches, if they are few."""

    trigger: str
    words: tuple[str, ...] = ()
    show: Callable[[T], str] = str
    rules: list[Rule[T]] = field(default_factory=list)
    _trigger: regex.Pattern[str] | None = None
    _anchors: Anchors | None = None
    _by_opening: dict[str, list[Rule[T]]] = field(default_factory=dict)

    def rule(
        self, pattern: str, *, examples: Mapping[str, str], rejects: Sequence[str] = ()
    ) -> Callable[[Reader[T]], Reader[T]]:
        """Register the function below as the reader of `pattern`."""

        def register(read: Reader[T]) -> Reader[T]:
            name = getattr(read, "__name__", "rule")
            self.rules.append(Rule(name, compile_cues(pattern), read, examples, rejects))
            return read

        return register

    def at(self, view: str, start: int, end: int) -> Hit[T] | None:
        """The best match that begins at `start`."""
        best: Hit[T] | None = None
        end = min(end, start + _REACH)
        for rule in self._beginning_with(view[start : min(end, start + _OPENING)]):
            match = rule.pattern.match(view, start, end)
            if match and (best is None or match.end() > best.span.end):
                value = rule.read(match)
                if value is not None:
                    best = Hit(Span(*match.span()), value, rule.name, match)
        return best

    def _beginning_with(self, opening: str) -> list[Rule[T]]:
        """The rules that can match where a text begins so, in their order."""
        rules = self._by_opening.get(opening)
        if rules is None:
            if len(self._by_opening) > _REMEMBERED:
                self._by_opening.clear()
            rules = [rule for rule in self.rules if rule.pattern.match(opening, partial=True)]
            self._by_opening[opening] = rules
        return rules

    def scan(self, view: str, start: int = 0, end: int | None = None) -> Iterator[Hit[T]]:
        """All matches from left to right; what one has taken is not tried again."""
        stop = len(view) if end is None else end
        at = start
        for place in self._find_triggers(view, start, stop):
            if place >= at and (hit := self.at(view, place, stop)):
                yield hit
                at = hit.span.end

    def _find_triggers(self, view: str, start: int, stop: int) -> Iterator[int]:
        if self._trigger is None:
            self._trigger = compile_cues(self.trigger)
            self._anchors = Anchors(trigger=self.words) if self.words else None
        if self._anchors is None:
            return (match.start() for match in self._trigger.finditer(view, start, stop, overlapped=True))
        places = (start + at for at in self._anchors.find(view[start:stop])["trigger"])
        return (place for place in places if self._trigger.match(view, place, stop))

    def first(self, view: str) -> Any:
        """The first match in a text, as `show` writes it; None for none. What tests of examples compare."""
        hit = next(self.scan(view), None)
        return None if hit is None else self.show(hit.value)
