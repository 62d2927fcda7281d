"""Levels of the State, and the words by which units of each are known (`data/levels.tsv`).

A level is xã, huyện, tỉnh or trung ương. A thành phố is a tỉnh where the law makes it one, else a huyện.
"""

from __future__ import annotations

from functools import cache, lru_cache

from vbparse.language.tables import column, rows

_CACHED = 4096
"""Units whose levels are kept."""
LEVELS = ("xã", "huyện", "tỉnh", "trung ương")
"""From the lowest to the highest."""
CENTRAL_CITIES = ("hà nội", "hồ chí minh", "hải phòng", "đà nẵng", "cần thơ", "huế")
"""Cities of the rank of a province (NQ 175/2024/QH15 for Huế)."""


def level_words(level: str | None = None) -> tuple[str, ...]:
    """The words of units, or of those of a level, as they are in the table."""
    return column("levels", "word") if level is None else column("levels", "word", level=level)


@cache
def level_words_pattern() -> str:
    """An alternation of the words of units, longest first."""
    return "|".join(sorted(level_words(), key=len, reverse=True))


@cache
def words_by_abbreviation() -> dict[str, str]:
    """TP → thành phố, in capitals."""
    return {row["short"]: row["word"] for row in rows("levels") if row["short"]}


@cache
def _levels_by_word() -> dict[str, str]:
    return {row["word"]: row["level"] for row in rows("levels") if row["level"]}


def level_of_word(word: str) -> str | None:
    """The level that the word of a unit (in small letters) tells alone; None for thành phố and for other words."""
    return _levels_by_word().get(word)


@lru_cache(maxsize=_CACHED)
def level_of_unit(unit: str | None) -> str | None:
    """The level of a unit by its name in small letters; None where it begins with no word of a unit."""
    if not unit:
        return None
    word = next((word for word in level_words() if unit.startswith(f"{word} ")), None)
    if word == "thành phố":
        return "tỉnh" if unit.removeprefix("thành phố ") in CENTRAL_CITIES else "huyện"
    return level_of_word(word) if word else None


def rank_of_word(word: str) -> int:
    """0 for the words of communes, 1 of districts, 2 for a city, which is a district or a province, 3 for a province.
    Raises KeyError for other words."""
    word = words_by_abbreviation().get(word.upper().rstrip("."), word)
    return {"xã": 0, "huyện": 1, None: 2, "tỉnh": 3}[level_of_word(word)]


def is_above(one: str | None, other: str | None) -> bool:
    """Whether a level is higher than another; False where one is not known."""
    return one is not None and other is not None and LEVELS.index(one) > LEVELS.index(other)
