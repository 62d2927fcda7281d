"""What a witness is: a function that looks at one value of a finished document and says whether its doubt holds.

To add one, write the function under `@witness` in the module of its values, and a test in tests/doubts. A witness must
make sense to a clerk, and is kept only if more of the values that it marks are wrong than of others.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any, TypeVar

from vbparse.language.folding import fold
from vbparse.patterns import Cue
from vbparse.schema import Document, Obligation, Reference
from vbparse.text import Span, Text
from vbparse.vocabularies import AnomalyCode, DoubtCode, Rule

_WORD = Cue(r"[^\W\d_]+", examples=["tuyển"], rejects=["12"])
Says = TypeVar("Says", bound=Callable[..., bool])


@dataclass(frozen=True)
class Reading:
    """A finished document, its text, and the words of it, in order, that were read from a picture and may be
    misread."""

    document: Document
    text: Text
    unsure: Sequence[Span] = ()

    @cached_property
    def lists(self) -> Mapping[tuple[int, int], Sequence[Obligation]]:
        """The charges that inherit their body, by the place where it is named."""
        lists: dict[tuple[int, int], list[Obligation]] = defaultdict(list)
        for obligation in self.document.obligations:
            if obligation.rule == Rule.INHERITED and obligation.span:
                lists[obligation.span].append(obligation)
        return lists

    @cached_property
    def citations(self) -> Mapping[str | None, Sequence[Reference]]:
        """The references by their number; None holds those by name."""
        citations: dict[str | None, list[Reference]] = defaultdict(list)
        for reference in self.document.references:
            citations[reference.number].append(reference)
        return citations

    @cached_property
    def one_line(self) -> str:
        """The text on one line, as rules match it."""
        return " ".join(self.text.view.split())

    @cached_property
    def letters(self) -> str:
        """The same in small letters without marks, letter by letter."""
        return fold(self.one_line)

    @cached_property
    def words(self) -> Counter[str]:
        """The words of the text in small letters, as rules match them, and how often each stands there."""
        return Counter(match[0].lower() for match in _WORD.finditer(self.text.view))

    @cached_property
    def spellings(self) -> Mapping[str, Sequence[str]]:
        """The words by their letters without marks."""
        spellings: dict[str, list[str]] = defaultdict(list)
        for word in self.words:
            spellings[fold(word)].append(word)
        return spellings

    @property
    def is_recognised(self) -> bool:
        """Whether any word was read from a picture and may be misread."""
        return bool(self.unsure)

    def is_unsure(self, span: tuple[int, int]) -> bool:
        """Whether a word within a span may be misread."""
        at = bisect_left(self.unsure, span[0], key=lambda word: word.end - 1)
        return at < len(self.unsure) and self.unsure[at].start < span[1]

    @cached_property
    def _anomalies(self) -> Mapping[AnomalyCode, tuple[Sequence[int], Sequence[int]]]:
        """Of the anomalies of each code: where they begin, in order, and the last end of all up to there."""
        spans: dict[AnomalyCode, list[tuple[int, int]]] = defaultdict(list)
        for one in self.document.anomalies:
            spans[one.code].append(one.span or (-1, -1))
        ordered = {code: sorted(places) for code, places in spans.items()}
        return {
            code: ([a for a, _ in places], [*accumulate((b for _, b in places), max)])
            for code, places in ordered.items()
        }

    def has_anomaly(self, *codes: AnomalyCode, within: tuple[int, int] | None = None) -> bool:
        """Whether the document shows an anomaly of these codes, at all or within a span."""
        for code in codes:
            starts, ends = self._anomalies.get(code, ((), ()))
            before = bisect_left(starts, within[1]) if within else len(starts)
            if before and (within is None or ends[before - 1] > within[0]):
                return True
        return False


@dataclass(frozen=True, slots=True)
class Witness:
    """A function of a value and its `Reading`, the code that it raises, and the models whose values it looks at."""

    code: DoubtCode
    kinds: tuple[type[Any], ...]
    says: Callable[[Any, Reading], bool]


WITNESSES: list[Witness] = []
"""All of them, in the order of their modules."""


def witness(code: DoubtCode, *kinds: type[Any]) -> Callable[[Says], Says]:
    """Registers a function that says whether a value of one of these models is doubtful for the reason of `code`."""

    def register(says: Says) -> Says:
        WITNESSES.append(Witness(code, kinds, says))
        return says

    return register
