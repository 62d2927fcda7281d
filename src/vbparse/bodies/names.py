"""Names of bodies: reading capitals as a name in ordinary letters, level and place of a unit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from vbparse.bodies.capitals import WRITTEN_OUT, sentence_case
from vbparse.language.abbreviations import abbreviated_bodies
from vbparse.language.levels import level_of_word, level_words, level_words_pattern
from vbparse.language.tables import rows
from vbparse.patterns import Cue
from vbparse.text import fold_view
from vbparse.vocabularies import BodyKind, Level

_UNIT = Cue(
    rf"(?i)\b(?P<level>{level_words_pattern()})(?:\s+(?P<place>[\p{{Lu}}\d][\p{{L}}\d'-]*(?:\s+(?:-\s+)?[\p{{Lu}}\d][\p{{L}}\d'-]*)*))?",
    examples=["xã Đồng Mai", "UBND huyện", "thành phố Hải Giang"],
    rejects=["hội nghị"],
)
_CACHED = 4096
"""Names remembered."""
_LONGEST_OPENING = 8
"""Words at the start of a name that may be a term of the lexicon."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A reading of a body's name. `complete` tells that the unit it belongs to is named, or that it needs none."""

    canonical: str
    kind: BodyKind | None
    level: Level | None
    place: str | None
    complete: bool


def read_issuer(name: str, text: str = "") -> Unit:
    """Level, place and kind of a body, and its name with UBND, HĐND … written out. UỶ BAN is Ủy ban: ways of writing a
    letter are one, as in `text`, a match view."""
    plain = sentence_case(fold_view(" ".join(name.split())), text)
    words = [WRITTEN_OUT.get(w, w) for w in plain.split()]
    canonical = " ".join(words)
    match = _last_unit(canonical)
    level = Level(_level_of_match(match)) if match else None
    place = " ".join(match[0].split()) if match and match["place"] else None
    kind = kind_of(canonical)
    needs = kind in (BodyKind.PEOPLES_COMMITTEE, BodyKind.PEOPLES_COUNCIL)
    return Unit(canonical, kind, level, place, bool(place) or not needs)


def _level_of_match(match: regex.Match[str]) -> str:
    """A city whose province is not asked for counts as one."""
    return level_of_word(" ".join(match["level"].lower().split())) or "tỉnh"


def name_unit_at(place: str, text: str) -> str:
    """A place of issue as the name of a unit: "Thị trấn Đồng Mai" → "thị trấn Đồng Mai"; a bare "Đồng Mai" takes the
    level that the text most often gives it."""
    if _UNIT.match(place):
        return place[0].lower() + place[1:]
    level = Counter(x.lower() for x in _level_pattern(place).findall(text)).most_common(1)
    return f"{level[0][0]} {place}" if level else place


@lru_cache(maxsize=_CACHED)
def _level_pattern(place: str) -> regex.Pattern[str]:
    """The level that stands before a place."""
    return regex.compile(rf"(?i:\b({level_words_pattern()}))\s+{regex.escape(place)}(?!\p{{L}})")


_BLANKS = Cue(r"([\s-]+)", examples=["Bà Rịa - Vũng Tàu"], rejects=["Huế"])


def format_unit_name(key: str) -> str:
    """A unit in small letters as a name: "thị trấn đồng mai" → "thị trấn Đồng Mai"."""
    level = next((level for level in level_words() if key.startswith(f"{level} ")), None)
    if level is None:  # a school, a company
        return sentence_case(key.upper())
    return level + "".join(part.capitalize() for part in _BLANKS.split(key[len(level) :]))


def _last_unit(name: str) -> regex.Match[str] | None:
    found = None
    for match in _UNIT.finditer(name):
        if match["place"] or found is None:
            found = match
    return found


@cache
def _kinds() -> dict[str, BodyKind]:
    """Words that open a name, in small letters of the match view → kind."""
    kinds = {
        fold_view(r["term"]).lower(): BodyKind(r["kind"])
        for r in reversed(rows("organisations"))
        if r["label"] in ("body", "post", "people")
    }
    written_out = {fold_view(a).lower(): fold_view(name).lower().split() for a, name in abbreviated_bodies().items()}
    return {short: kind for short, words in written_out.items() if (kind := _find_kind(words, kinds))} | kinds


@lru_cache(maxsize=_CACHED)
def kind_of(name: str) -> BodyKind | None:
    """Kind of a body by the words that open its name: people's committee, department, office, head … The longest
    opening that is known counts."""
    return _find_kind(fold_view(name).lower().split(), _kinds())


def _find_kind(words: list[str], kinds: dict[str, BodyKind]) -> BodyKind | None:
    openings = (" ".join(words[:count]) for count in range(min(len(words), _LONGEST_OPENING), 0, -1))
    return next((kinds[opening] for opening in openings if opening in kinds), None)


_MANY = Cue(
    r"(?i)(?:^|[ (])(?:các|những|mỗi|từng|mọi|cấp|liên|hai|ba|toàn bộ"
    r"|(?<!\b(?:thôn|ấp|bản|buôn|làng|xóm|khóm|khu|phố|khối|cụm|tổ|đội|số|đạo|bcđ|kp|tdp|tk) )\d+)$",
    examples=["các", "gồm 12", "UBND các"],
    rejects=["thôn 12", "UBND"],
)


def is_quantified(before: str) -> bool:
    """Whether what stands before a level word says that there are several: các, 12."""
    return bool(_MANY.search(before.rstrip()))
