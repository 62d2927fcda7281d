"""Counting: what was found, what was missed, what was claimed wrongly, for each field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from vbparse.evaluate.wording import is_collective, overlap

G = TypeVar("G")
P = TypeVar("P")


@dataclass(slots=True)
class Score:
    """Counts of one field and the figures made of them, each 0 where there is nothing to divide by."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, other: Score) -> None:
        """Take over other counts."""
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed

    @property
    def precision(self) -> float:
        """Share of what was claimed that is right."""
        return self.right / (self.right + self.wrong) if self.right else 0.0

    @property
    def recall(self) -> float:
        """Share of what is annotated that was found."""
        return self.right / (self.right + self.missed) if self.right else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return 2 * self.right / (2 * self.right + self.wrong + self.missed) if self.right else 0.0


@dataclass(slots=True)
class Trust:
    """How far values that carry no `doubts` can be relied on: their count, how many of them are right, and how many are
    right in all. Values that do not say whether there are doubts are not counted."""

    sure: int = 0
    sure_right: int = 0
    right: int = 0

    def add(self, other: Trust) -> None:
        """Take over the counts of other values."""
        self.sure += other.sure
        self.sure_right += other.sure_right
        self.right += other.right


@dataclass(frozen=True, slots=True)
class Miss:
    """A difference: what is annotated and what was found in its stead, either None. `about` says of which item."""

    document: str
    field: str
    gold: Any
    found: Any
    about: str = ""


@dataclass(slots=True)
class Tally:
    """Counts of one document or of many."""

    document: str = ""
    fields: dict[str, Score] = field(default_factory=dict)
    trust: dict[str, Trust] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
    evidence_held: int = 0
    evidence_claimed: int = 0

    def single(self, name: str, gold: Any, found: Any, *, right: bool, about: str = "") -> None:
        """Count a single value. A wrong value is a miss and a false claim; nothing where nothing is annotated is no
        merit."""
        score = self._score(name)
        if right:
            score.right += bool(gold)
            return
        score.missed += bool(gold)
        score.wrong += bool(found)
        if gold or found:
            self.misses.append(Miss(self.document, name, gold, found, about))

    def several(
        self,
        name: str,
        gold: Sequence[G],
        found: Sequence[P],
        likeness: Callable[[G, P], float],
        optional: Callable[[G], bool] = lambda _: False,
        about: str = "",
    ) -> dict[int, int]:
        """Pair two lists one to one, the most alike first, and count. `likeness` above 0 may pair. An optional item is
        neither demanded nor wrong. Returns the pairs, index in `gold` → index in `found`."""
        pairs = _pair(gold, found, likeness)
        score = self._score(name)
        for i, item in enumerate(gold):
            if optional(item):
                continue
            score.right += i in pairs
            if i not in pairs:
                score.missed += 1
                self.misses.append(Miss(self.document, name, item, None, about))
        taken = set(pairs.values())
        for j, other in enumerate(found):
            if j not in taken:
                score.wrong += 1
                self.misses.append(Miss(self.document, name, None, other, about))
        return pairs

    def bodies(self, name: str, gold: Sequence[str], found: Sequence[str], about: str = "") -> None:
        """Count a list of bodies. A collective phrase may be split or not; named bodies may not be run together."""
        if gold and found and overlap(", ".join(gold), ", ".join(found)) >= 0.85:
            named = sum(not is_collective(one) for one in gold)
            if len(found) >= min(len(gold), max(1, named)):
                self._score(name).right += len(gold)
                return
        self.several(name, gold, found, lambda one, other: cut_below(0.7, overlap(one, other)), about=about)

    def trust_one(self, group: str, value: object, *, right: bool) -> None:
        """Count a value that says whether there are doubts about it."""
        doubts = getattr(value, "doubts", None)
        if doubts is not None:
            self.trust.setdefault(group, Trust()).add(Trust(not doubts, right and not doubts, right))

    def trust_each(
        self,
        group: str,
        gold: Sequence[G],
        found: Sequence[P],
        pairs: dict[int, int],
        optional: Callable[[G], bool],
    ) -> None:
        """Count the values of a list that was paired; those that are optional are not judged."""
        owners = {j: gold[i] for i, j in pairs.items()}
        for j, value in enumerate(found):
            if j not in owners or not optional(owners[j]):
                self.trust_one(group, value, right=j in owners)

    def add(self, other: Tally) -> None:
        """Take over the counts of another document."""
        for group, trust in other.trust.items():
            self.trust.setdefault(group, Trust()).add(trust)
        for name, score in other.fields.items():
            self._score(name).add(score)
        self.misses += other.misses
        self.evidence_held += other.evidence_held
        self.evidence_claimed += other.evidence_claimed

    def _score(self, name: str) -> Score:
        return self.fields.setdefault(name, Score())


def cut_below(least: float, likeness: float) -> float:
    """The likeness, or 0 where it is below the least that counts."""
    return likeness if likeness >= least else 0.0


def _pair(gold: Sequence[G], found: Sequence[P], likeness: Callable[[G, P], float]) -> dict[int, int]:
    scored: Iterable[tuple[float, int, int]] = (
        (likeness(one, other), i, j) for i, one in enumerate(gold) for j, other in enumerate(found)
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted((x for x in scored if x[0] > 0), key=lambda x: -x[0]):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs
