"""Patterns that carry their own tests: what they must match, and what looks like it and is none.

`tests/test_house.py` runs the examples of all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, AnyStr, Generic, Literal

from regex import Match, Pattern

from vbparse.compiled import compile_pattern

At = Literal["anywhere", "start", "whole"]
_COMPILED = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


class Cue(Generic[AnyStr]):
    """A pattern with its tests: it matches in each of `examples` and in none of `rejects`; with `at` "start" at their
    start, with "whole" all of them.

    It is compiled when it is first used: a command that parses nothing does not wait for what parsing needs. A string
    is compiled as it is; a function gives the string, or what is compiled otherwise (`language.cues.build_cue`).
    """

    regex: Pattern[AnyStr]
    search: Callable[..., Match[AnyStr] | None]
    match: Callable[..., Match[AnyStr] | None]
    fullmatch: Callable[..., Match[AnyStr] | None]
    finditer: Callable[..., Iterator[Match[AnyStr]]]
    findall: Callable[..., list[Any]]
    sub: Callable[..., AnyStr]
    split: Callable[..., list[Any]]

    def __init__(
        self,
        pattern: AnyStr | Pattern[AnyStr] | Callable[[], AnyStr | Pattern[AnyStr]],
        *,
        examples: Sequence[AnyStr],
        rejects: Sequence[AnyStr] = (),
        at: At = "anywhere",
    ) -> None:
        self.examples: Sequence[AnyStr] = examples
        self.rejects: Sequence[AnyStr] = rejects
        self._pattern: Any = pattern
        self._at = at

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Called for what is not there yet: compiles the pattern, and keeps its methods."""
            if name != "regex" and name not in _COMPILED:
                raise AttributeError(name)
            pattern = self._pattern() if callable(self._pattern) else self._pattern
            self.regex = compile_pattern(pattern) if isinstance(pattern, str | bytes) else pattern
            for method in _COMPILED:
                setattr(self, method, getattr(self.regex, method))
            return getattr(self, name)

    def tested(self, text: AnyStr) -> Match[AnyStr] | None:
        """The match of the pattern in an example."""
        return {"anywhere": self.search, "start": self.match, "whole": self.fullmatch}[self._at](text)
