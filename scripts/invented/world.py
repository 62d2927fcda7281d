"""What all invented documents share: words, units, and of each document the letterhead."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate, pairwise
from pathlib import Path
from random import Random
from typing import Any, Generic, TypeVar

import regex

from invented.tables import FORE, ISSUERS, LEVELS, MINISTRIES, REAR, TYPES

CORPUS = Path(__file__).resolve().parent.parent.parent / "corpus"
FIRST, DAYS = date(2015, 1, 1), 4018
T = TypeVar("T")
_SYLLABLE = regex.compile(r"\p{L}{2,7}")


class Popular(Generic[T]):
    """Things of which the n-th is drawn as often as 1 / (n + shift) ^ power."""

    def __init__(self, things: Sequence[T], power: float = 1.0, shift: float = 1.0) -> None:
        self.things = things
        self._weights = list(accumulate((n + shift) ** -power for n in range(len(things))))

    def draw(self, rng: Random) -> T:
        return self.things[bisect_left(self._weights, rng.random() * self._weights[-1])]


@dataclass(frozen=True, slots=True)
class Unit:
    kind: str
    name: str
    level: int
    parent: Unit | None

    @property
    def full_name(self) -> str:
        return f"{self.kind} {self.name}"

    @property
    def path(self) -> str:
        """Its name with the units above."""
        return self.full_name + (f", {self.parent.path}" if self.parent else "")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What is fixed of a document before it is written; `n` is the first one written of it."""

    n: int
    unit: Unit
    body: str
    short: str
    day: date
    doc_type: str
    number: str
    symbol: str
    title: str

    @property
    def issuer(self) -> str:
        return f"{self.body} {self.unit.full_name}"


@dataclass
class World:
    """`documents` documents to come, with all that they share. Equal for equal arguments, in any process."""

    documents: int
    seed: int = 7
    letterheads: list[Letterhead] = field(init=False)

    def __post_init__(self) -> None:
        rng = Random(self.seed)
        self.words = Popular(_make_pairs(rng), shift=2.7)
        self.phrases = Popular([self.draw_words(rng, 2, 5) for _ in range(8000)], 0.9, 3)
        self.titles = Popular([self.draw_words(rng, 4, 9) for _ in range(400)], 0.8)
        self.units = _make_units(rng)
        self.below: dict[str, list[Unit]] = {}
        for unit in self.units:
            self.below.setdefault(unit.parent.path if unit.parent else "", []).append(unit)
        self.laws = Popular(list(self._make_laws(rng)))
        self.letterheads = self._make_letterheads(rng)

    def draw_words(self, rng: Random, least: int, most: int) -> str:
        """Some pairs of syllables."""
        return " ".join(self.words.draw(rng) for _ in range(rng.randint(least, most)))

    def draw_sentence(self, rng: Random, least: int = 2, most: int = 7) -> str:
        """Stock phrases and free words."""
        parts = [
            self.phrases.draw(rng) if rng.random() < 0.4 else self.draw_words(rng, 1, 3)
            for _ in range(rng.randint(least, most))
        ]
        said = " ".join(parts)
        return said[0].upper() + said[1:]

    @cached_property
    def by_unit(self) -> dict[str, list[Letterhead]]:
        """The documents of each unit, oldest first."""
        found: dict[str, list[Letterhead]] = {}
        for head in sorted(self.letterheads, key=lambda head: (head.day, head.n)):
            found.setdefault(head.unit.path, []).append(head)
        return found

    def _make_laws(self, rng: Random) -> Any:
        """What everybody cites and nobody holds: (type, number, symbol, name, date, issuer)."""
        for n in range(400):
            day = (date(2003, 1, 1) + timedelta(rng.randrange(7300))).isoformat()
            ministry = rng.choice(MINISTRIES)
            if n % 5 == 0:
                yield "Luật", None, None, f"Luật {self.draw_words(rng, 1, 3)}", day, "Quốc hội"
            elif ministry in ("CP", "TTg"):
                doc_type, who = ("NĐ", "Chính phủ") if ministry == "CP" else ("QĐ", "Thủ tướng Chính phủ")
                yield doc_type, str(rng.randint(1, 180)), f"{day[:4]}/{doc_type}-{ministry}", None, day, who
            else:
                yield "TT", f"{rng.randint(1, 60):02d}", f"{day[:4]}/TT-{ministry}", None, day, None

    def _make_letterheads(self, rng: Random) -> list[Letterhead]:
        """In order of their days numbers are given; then they are shuffled, since nobody scans in order of days."""
        units, types = Popular(self.units, 0.8, 4), [*TYPES]
        numbers: Counter[tuple[str, ...]] = Counter()
        found = []
        for day in sorted(FIRST + timedelta(rng.randrange(DAYS)) for _ in range(self.documents)):
            unit, doc_type = units.draw(rng), rng.choices(types, [weight for _, weight in TYPES.values()])[0]
            body, short, _ = rng.choices(ISSUERS, [weight for *_, weight in ISSUERS])[0]
            series = (unit.path, short, doc_type, str(day.year))
            numbers[series] += rng.choice((1, 1, 1, 2, 5))
            law = short == "UBND" and doc_type == "QĐ" and unit.level < 2 and rng.random() < 0.08
            symbol = f"{day.year}/QĐ-UBND" if law else short if doc_type == "CV" else f"{doc_type}-{short}"
            title = self.titles.draw(rng) if rng.random() < 0.4 else self.draw_words(rng, 4, 10)
            title = title[0].upper() + title[1:]
            if rng.random() < 0.5:
                title += rng.choice((f" năm {day.year}", f" tháng {day.month} năm {day.year}"))
            head = (unit, body, short, day, doc_type, str(numbers[series]), symbol, title)
            found.append(head)
        rng.shuffle(found)
        heads = [Letterhead(n, *head) for n, head in enumerate(found)]
        return [rng.choice(heads) if rng.random() < 0.01 else head for head in heads]


def _make_pairs(rng: Random) -> list[str]:
    """Pairs of syllables: those of the corpus, the most frequent first, then others of the same syllables."""
    lines = [line.lower() for path in sorted(CORPUS.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    rows = [_SYLLABLE.findall(line) for line in lines]
    pairs = [" ".join(pair) for pair, _ in Counter(pair for row in rows for pair in pairwise(row)).most_common()]
    syllables = Popular([word for word, _ in Counter(word for row in rows for word in row).most_common()], 0.6)
    made = (f"{syllables.draw(rng)} {syllables.draw(rng)}" for _ in range(30_000))
    return list(dict.fromkeys([*pairs, *made]))


def _make_units(rng: Random) -> list[Unit]:
    """Some 3,000 units of three levels, in no order; names come back as they do on any map."""
    names = [f"{fore} {rear}" for fore in FORE for rear in REAR]
    rng.shuffle(names)
    tops = [Unit("tỉnh", name, 0, None) for name in names[:12]]
    middles = [Unit(rng.choice(LEVELS[1]), name, 1, rng.choice(tops)) for name in names[12:212]]
    common = Popular(names[212:], 0.5, 20)
    bottoms = [Unit(rng.choice(LEVELS[2]), common.draw(rng), 2, rng.choice(middles)) for _ in range(2800)]
    units = [*dict.fromkeys([*middles, *bottoms])]
    rng.shuffle(units)
    return [*tops, *units]
