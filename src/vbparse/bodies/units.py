"""Administrative units in names: which unit a name speaks of, and from which one a document speaks.

The key of a unit is its name in small letters of the match view, blanks squeezed, marks kept: "thị trấn đồng mai".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from vbparse.bodies.capitals import sentence_case
from vbparse.bodies.names import is_quantified, kind_of, name_unit_at
from vbparse.bodies.spelling import normalize_spelling
from vbparse.language.levels import is_above, level_of_unit, level_of_word, words_by_abbreviation
from vbparse.patterns import Cue
from vbparse.text import fold_view

_GLUED = {"thị": "thị xã", "thành": "thành phố"}  # Thị ủy, Thành đoàn
_KIN = {"ủy": "Đảng ủy", "đoàn": "Đoàn Thanh niên", "đội": "Ban Chỉ huy quân sự"}

_LEVEL = Cue(
    r"(?<![\p{L}\d])(?:"
    r"(?P<glued>(?i:tỉnh|huyện|quận|thị|thành|xã|phường)) (?P<kin>(?i:ủy|đoàn|đội))(?!\p{L})"
    r"|(?P<word>(?i:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|phường|đặc khu"
    r"|(?<!hợp tác |văn - |văn )xã(?! hội\b| viên\b)))(?!\p{L})"
    r"|(?<![-&,/]|[-&,] |\p{Lu}{2}\.|(?i:đài) )"
    r"(?P<short>(?:TP|TX|TT|tp|tx|tt|ĐK(?= \p{Lu})|[HQXP](?=\.))(?!\p{L}| ?[-&]| \p{Lu}{2}| (?i:hội đồng|đảng ủy)))\.?"
    r")",
    examples=["xã Đồng Mai", "Huyện ủy", "TP. Hải Giang", "P. 3"],
    rejects=["hợp tác xã", "Văn xã", "xã hội"],
)
_PLACE = Cue(
    r" ?(?P<place>(?:\p{Lu}[\p{L}']*|\d+)(?:(?: - | |-)(?:\p{Lu}[\p{L}']*|\d+))*)(?P<runs_on> \p{Ll})?",
    examples=[" Đồng Mai", " 7", " Bà Rịa - Vũng Tàu"],
    rejects=[" và"],
    at="start",
)
_SMALL_PLACE = Cue(
    r" (?P<place>\p{Ll}+(?: \p{Ll}+){0,3})(?=$|,)",
    examples=[" đồng mai", " tân lập, huyện"],
    rejects=[" Đồng Mai"],
    at="start",
)
_VOWEL = Cue(r"\d|[AEIOUYĂÂÊÔƠƯÀ-Ỵ]", examples=["ÂN", "7"], rejects=["TP"])
"""No acronym has one, or a digit."""
_NO_PLACE_WORDS = (
    r"(?i:về|và|phòng|phụ trách|các|trên|để|theo|phối hợp|thực hiện|chủ trì|xây dựng|chuyển đổi|cùng|khi|ra|trong)"
)
_NO_PLACE = Cue(
    rf"(?:^|.* ){_NO_PLACE_WORDS}(?: .*)?$", examples=["về", "thực hiện tốt"], rejects=["đồng mai"], at="start"
)
_ENDS = Cue(
    rf"$| ?[-,;:.()]| {_NO_PLACE_WORDS}(?!\p{{L}})", examples=["", ", huyện", " và xã"], rejects=[" Thượng"], at="start"
)
_AMONG = Cue(
    r"(?i)^(?:(?:,| -| và|/) ?(?:các )?)+$", examples=[", các ", " và ", "/"], rejects=["và", ", Sở"], at="start"
)
_UNDER = Cue(r"(?i)^(?: ?[,-])? ?(?:thuộc )?$", examples=[", ", "", " thuộc "], rejects=[" và "], at="start")
HOUSE = Cue(
    r"(?i)(?:sở|chi cục|cục|bệnh viện|trung tâm|ban quản lý)(?= \p{L})",
    examples=["Sở Y tế", "Bệnh viện Đa khoa"],
    rejects=["Sở", "UBND xã"],
    at="start",
)
"""What opens the name of a body that has rooms of its own."""
_CACHED = 4096
"""Units remembered."""
_BEHIND = 120
"""Characters behind a unit in which the one above it is named."""
_HAVE_UNITS = ("people's committee", "people's council", "party", "front", "police and military", "mass organisation")


@dataclass(frozen=True, slots=True)
class Home:
    """The administrative unit from which a document speaks. A school or company stands as the unit itself, under the
    unit it belongs to. `house` is the body that speaks, where it has rooms of its own: Sở Y tế."""

    unit: str | None
    parent: str | None
    house: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A level word in a name with what follows it: `text[start:end]`. `unit` is a key where a place is named, `parent`
    the unit that is named above it; `many` tells that several units of the level are meant; `kin` is the body that the
    level word is part of (Huyện ủy → Đảng ủy)."""

    start: int
    end: int
    word: str
    unit: str | None = None
    parent: str | None = None
    many: bool = False
    kin: str | None = None


def fold_name(name: str) -> str:
    """A name in small letters of the match view, blanks squeezed."""
    return " ".join(fold_view(name).lower().split())


def place_of(unit: str) -> str:
    """The place of a unit without its level: "thị trấn đồng mai" → "đồng mai"."""
    return unit.split(" ", 2 if unit.startswith(("thị ", "thành ", "đặc ")) else 1)[-1]


def find_unit_at_level(home: Home, wanted: str) -> str | None:
    """The unit of a level among home and the one above it."""
    return next((unit for unit in (home.unit, home.parent) if level_of_unit(unit) == wanted), None)


def find_unit_by_word(home: Home, word: str) -> str | None:
    """The unit that a document means by a bare level word: "UBND huyện", "Công an thành phố"."""
    named = next((unit for unit in (home.unit, home.parent) if unit and unit.startswith(f"{word} ")), None)
    wanted = level_of_word(word)
    return named or (find_unit_at_level(home, wanted) if wanted else None)


def parent_of(unit: str, home: Home) -> str | None:
    """The unit above a unit that a document of this home names."""
    if unit == home.unit:
        return home.parent
    own_level, home_level = level_of_unit(unit), level_of_unit(home.unit)
    if own_level is None or own_level == "tỉnh" or unit == home.parent:
        return None
    nearest = "huyện" if own_level == "xã" else "tỉnh"
    if home_level == nearest:
        return home.unit
    if own_level == home_level or (home_level is None and level_of_unit(home.parent) == nearest):
        return home.parent
    return None


def find_mentions(text: str, home: Home = Home(None, None), *, first: bool = False) -> list[Mention]:
    """Level words in a name, in order. `text` is a match view on one line; `first` allows an abbreviation to open it
    (TP Hải Giang)."""
    found_mentions: list[Mention] = []
    for match in _LEVEL.finditer(text):
        if match["short"] and match.start() == 0 and not first:
            continue
        if found_mentions and match.start() < found_mentions[-1].end:
            continue
        glued = (match["glued"] or "").lower()
        word = (
            _GLUED.get(glued, glued) or (match["word"] or "").lower() or words_by_abbreviation()[match["short"].upper()]
        )
        end, place = _read_place(text, match, word, home)
        many = is_quantified(text[: match.start()]) and not place
        kin = _KIN[match["kin"].lower()] if glued else None
        found_mentions.append(
            Mention(match.start(), end, word, f"{word} {fold_name(place)}" if place else None, None, many, kin)
        )
    return _join_mentions(text, found_mentions)


def _read_place(text: str, match: regex.Match[str], word: str, home: Home) -> tuple[int, str | None]:
    """End of a mention and its place: what stands in capitals behind it; in small letters only what is known as the
    place of home or the unit above it, or stands behind a body that has a unit."""
    at = match.end()
    match_place = _PLACE.match(text, at)
    if match_place:
        name = _cut_place(match_place["place"])
        alone = " " not in name and match_place["runs_on"] and name == match_place["place"]
        acronym = name.isupper() and not text.isupper() and not _VOWEL.search(name)
        known = f"{word} {fold_name(name)}" in (home.unit, home.parent)
        if known or not (alone or acronym or _NO_PLACE.match(name.split()[0])):
            return match_place.start("place") + len(name), name
    for unit in (home.unit, home.parent):
        place = place_of(unit) if unit and unit.startswith(f"{word} ") else None
        if place and text[at:].lower().startswith(f" {place}") and _ENDS.match(text, at + 1 + len(place)):
            return at + 1 + len(place), place
    match_place = _SMALL_PLACE.match(text, at)
    before = text[: match.start()].strip()
    placeless = not match_place or _NO_PLACE.match(match_place["place"]) or _LEVEL.search(match_place["place"])
    if not match_place or placeless or (before and kind_of(before) not in _HAVE_UNITS):
        return at, None
    return match_place.end(), match_place["place"]


def _cut_place(place: str) -> str:
    """A place less what follows it: a further level word, a body behind a dash."""
    level_word = _LEVEL.search(place)
    if level_word and level_word.start():
        place = place[: level_word.start()].rstrip(" -")
    head, dash, rest = place.partition(" - ")
    return head if dash and kind_of(rest) else place


def _join_mentions(text: str, found: list[Mention]) -> list[Mention]:
    """Mentions with units that are named one under another put together, and lists of levels as several units."""
    out: list[Mention] = []
    for mention in found:
        previous = out[-1] if out else None
        gap = text[previous.end : mention.start] if previous else ""
        if (
            previous
            and not previous.kin
            and not mention.kin
            and not previous.unit
            and not mention.unit
            and _AMONG.match(gap)
        ):
            out[-1] = Mention(previous.start, mention.end, previous.word, many=True)
        elif previous and mention.unit and _UNDER.match(gap) and _is_higher(mention, previous):
            out[-1] = Mention(
                previous.start,
                mention.end,
                previous.word,
                previous.unit,
                previous.parent or mention.unit,
                previous.many,
                previous.kin,
            )
        else:
            out.append(mention)
    return out


def _is_higher(one: Mention, other: Mention) -> bool:
    upper, lower = level_of_unit(one.unit), level_of_unit(other.unit) or level_of_word(other.word)
    return is_above(upper, lower) or (one.word == "thành phố" and lower == "huyện" and other.word != "thành phố")


def home_of(issuer: str | None, *, place: str | None = None, parent: str | None = None, text: str = "") -> Home:
    """Home of a document by its issuer (canonical name), địa danh, cơ quan chủ quản as written, and text, in which a
    unit may be named with the one above it."""
    line = _normalize_name(issuer)
    issuer_mention = _first_mention(line)
    parent_mention = _first_mention(_normalize_name(parent))
    place_mention = _first_mention(_normalize_name(place and name_unit_at(place, text)), first=True)
    unit = issuer_mention.unit if issuer_mention else None
    if not unit and issuer_mention and place:
        unit = _unit_at(issuer_mention.word, place, place_mention)
    elif not unit and not issuer_mention and line and _shares_unit(line) and parent_mention and parent_mention.unit:
        unit = parent_mention.unit
    elif not unit and not issuer_mention:
        unit = place_mention.unit if place_mention else None
    if line and kind_of(line) in ("school", "company"):
        return Home(fold_name(line), parent_mention.unit if parent_mention else unit)
    candidates = [m.unit for m in (parent_mention, place_mention) if m and m.unit]
    candidates += [m.parent for m in (issuer_mention, place_mention, parent_mention) if m and m.parent]
    higher = next((c for c in candidates if is_above(level_of_unit(c), level_of_unit(unit))), None)
    return Home(unit, higher or (_find_parent_in_text(unit, text) if unit else None), house_of(issuer))


def house_of(issuer: str | None) -> str | None:
    """The issuer of a document, less its unit, where it is a body with rooms of its own."""
    line = _normalize_name(issuer)
    named = _first_mention(line)
    own = (line[: named.start] if named and not named.kin else line).strip(" -,")
    return own if HOUSE.match(own) else None


def _normalize_name(name: str | None) -> str:
    return normalize_spelling(fold_view(sentence_case(" ".join((name or "").split()))))


def _first_mention(name: str, *, first: bool = False) -> Mention | None:
    found = [m for m in find_mentions(name, first=first) if not m.many]
    return next((m for m in found if m.unit), found[0] if found else None)


def _unit_at(word: str, place: str, stands: Mention | None) -> str | None:
    """The unit of a level at a place of issue: "thị trấn" at "Đồng Mai"."""
    if stands and stands.unit:
        return stands.unit if stands.word == word or level_of_unit(stands.unit) == level_of_word(word) else None
    return f"{word} {fold_name(place.partition(',')[0])}"


def _shares_unit(line: str) -> bool:
    """Whether a body stands under the one in the line above it as part of the same unit."""
    return kind_of(line) not in ("people's committee", "people's council")


def _find_parent_in_text(unit: str, text: str) -> str | None:
    """The unit above one, where a text names it directly behind, always the same. Lines in capitals do not tell where
    a place ends."""
    parents = set()
    named = _unit_pattern(unit)
    for line in fold_view(text.replace("\n", "\0")).replace(",\0", ", ").split("\0"):
        for match in named.finditer(line):
            behind = " ".join(line[match.end() : match.end() + _BEHIND].split()).lstrip(",- ").removeprefix("thuộc ")
            if match[0].isupper() or not _LEVEL.match(behind):
                continue
            name = " ".join(line[match.start() : match.end() + _BEHIND].split())
            chain = find_mentions(name, Home(unit, None), first=True)
            if chain and chain[0].unit == unit and chain[0].parent:
                parents.add(chain[0].parent)
    return parents.pop() if len(parents) == 1 else None


@lru_cache(maxsize=_CACHED)
def _unit_pattern(unit: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?i){regex.escape(unit, literal_spaces=True).replace(' ', ' +')}(?!\p{{L}})")
