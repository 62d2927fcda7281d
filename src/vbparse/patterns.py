"""Patterns that carry their own tests: what they must match, and what looks like it and is none.

`tests/test_house.py` runs the examples of all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, AnyStr, Generic, Literal

import regex


class Cue(Generic[AnyStr]):
    """A pattern with its tests: it matches in each of `examples` and in none of `rejects`; with `at` "start" at their
    start, with "whole" all of them. A string is compiled as it stands; one with cues and wide blanks is built first
    (`language.cues.compile_cues`)."""

    def __init__(
        self,
        pattern: AnyStr | regex.Pattern[AnyStr],
        *,
        examples: Sequence[AnyStr],
        rejects: Sequence[AnyStr] = (),
        at: Literal["anywhere", "start", "whole"] = "anywhere",
        flags: int = 0,
    ) -> None:
        compiled = pattern if isinstance(pattern, regex.Pattern) else regex.compile(pattern, flags)
        self.regex: regex.Pattern[AnyStr] = compiled
        self.examples: Sequence[AnyStr] = examples
        self.rejects: Sequence[AnyStr] = rejects
        self.search: Callable[..., regex.Match[AnyStr] | None] = compiled.search
        self.match: Callable[..., regex.Match[AnyStr] | None] = compiled.match
        self.fullmatch: Callable[..., regex.Match[AnyStr] | None] = compiled.fullmatch
        self.finditer: Callable[..., Iterator[regex.Match[AnyStr]]] = compiled.finditer
        self.findall: Callable[..., list[Any]] = compiled.findall
        self.sub: Callable[..., AnyStr] = compiled.sub
        self.split: Callable[..., list[Any]] = compiled.split
        tests = {"anywhere": self.search, "start": self.match, "whole": self.fullmatch}
        self.tested: Callable[[AnyStr], regex.Match[AnyStr] | None] = tests[at]
