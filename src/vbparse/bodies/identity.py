"""Which body of which administrative unit a name means, as it is written in a document.

A name is read in this order: persons and what a body is in charge of are taken off, the unit is found (`units`), what
is left is looked up among the offices that have several names (`offices`); what is not known keeps its own words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from vbparse.bodies.cleaning import clean_name
from vbparse.bodies.names import is_quantified, kind_of
from vbparse.bodies.offices import (
    CACHED_NAMES,
    POST,
    Words,
    body_led_by,
    commune_offices,
    expand_name,
    expand_words,
    find_office,
    lowest_level,
    split_name,
)
from vbparse.bodies.units import (
    HOUSE,
    Home,
    Mention,
    find_mentions,
    find_unit_at_level,
    find_unit_by_word,
    fold_name,
    home_of,
    parent_of,
    place_of,
)
from vbparse.language.levels import is_above, level_of_unit, level_of_word, level_words, level_words_pattern
from vbparse.patterns import Cue

__all__ = ["BodyName", "Home", "body_led_by", "communes_of", "home_of", "read_body"]


@dataclass(frozen=True, slots=True)
class BodyName:
    """A body as a document of some home means it. `unit` and `parent` (the unit above) are keys, None where not known;
    `level` is tỉnh, huyện, xã or trung ương; `core` is the key of the body within its unit, the same for all its
    spellings; `name` is how to show it."""

    unit: str | None
    parent: str | None
    level: str | None
    core: str
    name: str


_AROUND = Cue(
    r"(?i)(?: (?:trên|ở) địa bàn| (?:trong )?(?:toàn|nội bộ)| (?:thuộc|của|tại|trong|ở|cho|-|,))+$",
    examples=["Công an trên địa bàn", "Trạm Y tế của", "Ban -"],
    rejects=["Sở Y tế"],
)
_HERE = Cue(
    rf"(?i) (?:trên|ở) địa bàn(?: (?:{level_words_pattern()}))?$",
    examples=["các trường trên địa bàn xã", "doanh nghiệp ở địa bàn"],
    rejects=["địa bàn xã"],
)
_LEAD = Cue(
    r"(?i)^(?:(?:giao|đề nghị|yêu cầu)(?: cho)? |(?:các|toàn thể) (?=thành viên)|(?:các )?đồng chí "
    r"|ban (?:tự quản|nhân dân|điều hành) (?=(?:các )?(?:thôn|ấp|bản|buôn|làng|xóm|khóm|khu|tổ|tiểu khu|KP|TDP|TK)\b)"
    r"|(?:ông|bà) (?=(?:phó )?(?:chủ tịch|trưởng|bí thư|giám đốc))|(?:người )?phụ trách |ban,? ngành "
    r"|(?:các )?(?:cán bộ|công chức|viên chức|chuyên viên|bộ phận|bp|cc|cb|cbcc)(?:,? (?:cán bộ|công chức|bộ phận))* )"
    r"(?=\p{L})",
    examples=["Giao Công an xã", "đồng chí Bí thư", "Công chức Văn phòng", "Bộ phận Một cửa"],
    rejects=["Công an xã"],
    at="start",
)
_WITH_ROOMS = ("sở", "cục", "bệnh viện")
_ROOM = Cue(
    r"(?i)(?:(?:phó |quyền )?(?:trưởng|chánh) )?(?:phòng|văn phòng|thanh tra)(?!\p{L})",
    examples=["Phòng Tổ chức", "Chánh Văn phòng", "Trưởng phòng Kế hoạch"],
    rejects=["Sở Y tế", "phòngs"],
    at="start",
)
_OTHERS = Cue(
    r"(?i)(?<!\p{L})(?:sở|cục|viện|ủy ban|ubnd|hội đồng|hđnd|đảng|đoàn|chống|họp|chính phủ|quốc hội|công an|cảnh sát"
    r"|csgt|điều phối|(?<=(?:phòng|thanh tra) )(?:bộ|chủ tịch|nhà nước|khám|tiêm|giao dịch|luật sư))(?!\p{L})",
    examples=["Văn phòng Sở", "Phòng chống thiên tai", "Thanh tra Bộ"],
    rejects=["Phòng Tổ chức"],
)
_PART_OF_A_KIND = Cue(r"(?i)(?:(?<!\p{L})(?:chi|tổng)|,) ?$", examples=["Chi ", "tổng", "Sở,"], rejects=["phó"])
_CHIEF = Cue(
    r"(?i)^(?:đồng chí )?(?:phó |p)?(?:chủ tịch|ct)(?= phụ trách )",
    examples=["Phó Chủ tịch phụ trách văn xã", "CT phụ trách chung"],
    rejects=["Chủ tịch UBND"],
    at="start",
)
_FIELD = Cue(
    r"^(phó chủ tịch .*phụ trách) (?:(?:khối|lĩnh vực|mảng|công tác) )?(.+)$",
    examples=["phó chủ tịch ủy ban nhân dân phụ trách khối văn xã"],
    rejects=["phó chủ tịch ủy ban nhân dân"],
    at="start",
)
_GENERIC = Cue(
    r"(?i)(?:chuyên môn|liên quan|có|được|của|là|không|và|trực|thuộc|cơ quan|các|làm|người|cán bộ|công chức|viên chức"
    r"|nhân viên|lao động|xã|phường|thị trấn|huyện|đảng viên|công nhân|lãnh đạo|tham mưu|giúp việc|ở|tại|trong|trên)"
    r"(?!\p{L})",
    examples=["chuyên môn", "xã", "liên quan"],
    rejects=["Văn phòng", "xãs"],
    at="start",
)
_CHAIR = Cue(
    r"(?i)(?:phó |p)?(?:chủ tịch|ct)", examples=["Phó Chủ tịch", "PCT"], rejects=["Chủ tịch Hội", "Chủ"], at="whole"
)
_OF_A_COMMUNE = ("school", "office", "company")
_LONGEST = 400  # a paragraph is no name
_OF_A_PROVINCE = "trường trung học phổ thông"
_COMMITTEE = ("ủy", "ban", "nhân", "dân")


@lru_cache(maxsize=CACHED_NAMES)
def read_body(spelling: str, home: Home) -> BodyName:
    """The body that a spelling means in a document of `home`."""
    if len(spelling) > _LONGEST:
        return BodyName(home.unit, home.parent, level_of_unit(home.unit), fold_name(spelling), spelling)
    text = clean_name(spelling)
    mention = next(iter(find_mentions(text, home)), None)
    own_name, shown_name = _without_unit(text, mention)
    at = _level_here(mention, home)
    if not mention:
        own_name = shown_name = _add_house(_CHIEF.sub(r"\g<0> UBND", _without_place(own_name, home)), home)
    elif mention.many and not is_quantified(text[: mention.start]):
        own_name = shown_name = f"{text[: mention.start]}các {text[mention.start :]}"
    elif _CHAIR.fullmatch(own_name):
        own_name = shown_name = f"{own_name} UBND"  # Chủ tịch xã
    typed = _without_committee(split_name(_strip_lead(own_name, at)), at)
    known = find_office(typed, at)
    unit, parent, at = _find_owner(" ".join(expand_words(split_name(known) if known else typed)), mention, home)
    core, name = _find_core(typed, at)
    if not name or (mention and mention.kin):
        name = _format_shown(shown_name) or spelling.strip()
    return BodyName(unit, parent, at, core or fold_name(spelling), name)


def communes_of(school: str, home: Home) -> tuple[str, ...]:
    """Keys of the communes of which one may be meant by the name of a school that a district or province names."""
    if level_of_unit(home.unit) not in ("huyện", "tỉnh"):
        return ()
    read = read_body(school, home)
    if read.unit != home.unit or kind_of(read.name) != "school" or read.core.startswith(_OF_A_PROVINCE):
        return ()
    parts = read.core.split()
    if len(parts[-1]) == 1 or parts[-1].isdigit():  # Tân Lập A, Tân Lập 2
        parts.pop()
    places = (" ".join(parts[-size:]) for size in range(1, min(4, len(parts) - 3) + 1))
    return tuple(f"{word} {place}" for place in places for word in level_words("xã"))


# --- the words of a name


def _without_unit(text: str, mention: Mention | None) -> tuple[str, str]:
    """A name without its unit, and how to show it. Huyện ủy is Đảng ủy of the unit, and shown as it is written."""
    if not mention or mention.many:
        text = _HERE.sub("", text)
        return text, text
    before, after = _AROUND.sub("", text[: mention.start].rstrip()), text[mention.end :]
    written = " ".join(text[mention.start :].split()[:2]) if mention.kin else ""
    own, shown = (
        " ".join(f"{before} {kin} {after}".split()).strip(" -,:") or text for kin in (mention.kin or "", written)
    )
    return own, shown


def _add_house(name: str, home: Home) -> str:
    """The name of a room with that of the house that speaks, whose it is: in a document of Sở Y tế, Văn phòng Sở and
    Văn phòng are Văn phòng Sở Y tế, but Phòng Nội vụ is a district's, and "các Sở" are others."""
    kind = HOUSE.match(home.house) if home.house else None
    if not kind or not home.house:
        return name
    if f" {name}".lower().endswith(f" {kind[0]}".lower()):
        before = name[: -len(kind[0])]
        return name if is_quantified(before) or _PART_OF_A_KIND.search(before) else before + home.house
    own = kind[0].lower() in _WITH_ROOMS and _ROOM.match(name)
    return (
        f"{name} {home.house}"
        if own and not _OTHERS.search(name) and not find_office(split_name(name), "huyện")
        else name
    )


def _without_place(name: str, home: Home) -> str:
    """A name less the place of home behind it ("Công an Đồng Mai"), unless the unit above has it too. Above a commune
    only an office's: there are several schools of a district."""
    place = place_of(home.unit) if home.unit else ""
    if not place or not name.lower().endswith(f" {place}") or (home.parent and place_of(home.parent) == place):
        return name
    rest, here = name[: -len(place)].rstrip(), level_of_unit(home.unit)
    return rest if find_office(split_name(rest), here) or (here == "xã" and kind_of(name) in _OF_A_COMMUNE) else name


def _strip_lead(name: str, at: str | None) -> str:
    """A name without Công chức, Bộ phận … before it."""
    while not find_office(split_name(name), at):
        match = _LEAD.match(name)
        if not match or _GENERIC.match(name, match.end()):
            break
        name = name[match.end() :]
    return name


def _without_committee(typed: Words, at: str | None) -> Words:
    """Words of an office without the Ủy ban nhân dân behind them whose it is."""
    if find_office(typed, at) or expand_words(typed)[-4:] != _COMMITTEE:
        return typed
    tail = next(
        n for n in range(1, len(_COMMITTEE) + 1) if expand_words(typed[-n:]) == _COMMITTEE or n == len(_COMMITTEE)
    )
    rest = typed[:-tail]
    rest = rest[:-1] if rest[-1:] == ("thuộc",) else rest
    return (
        rest
        if find_office(rest, at) in commune_offices() or expand_words(rest[:1]) in (("phòng",), ("trạm",))
        else typed
    )


def _find_core(typed: Words, at: str | None) -> tuple[str, str | None]:
    """Key of a body, and its name where it is a known one."""
    name = find_office(typed, at)
    if name:
        return fold_name(name), name
    full_name = " ".join(expand_words(typed)).replace("có liên quan", "liên quan")
    if charged := _FIELD.match(full_name):
        return (
            f"{charged[1]} {fold_name(find_office(split_name(charged[2]), 'xã') or charged[2]).replace(' - ', ' ')}",
            None,
        )
    post = POST.match(full_name)
    led = find_office(tuple(post[2].split()), at) if post else None
    return (f"{post[1]} {fold_name(led)}", f"{post[1].capitalize()} {led}") if post and led else (full_name, None)


def _format_shown(name: str) -> str:
    full = expand_name(name)
    return full[:1].upper() + full[1:]


# --- whose body it is


def _level_here(mention: Mention | None, home: Home) -> str | None:
    if mention and not mention.many:
        return (
            level_of_unit(mention.unit)
            or level_of_word(mention.word)
            or level_of_unit(find_unit_by_word(home, mention.word))
        )
    return level_of_unit(home.unit)


def _find_owner(name: str, mention: Mention | None, home: Home) -> tuple[str | None, str | None, str | None]:
    """Unit, unit above it, and level of a body."""
    if not mention:
        return _find_unnamed_owner(name, home)
    home_level, own_level = level_of_unit(home.unit), level_of_word(mention.word)
    if mention.many:  # all those of a level belong to the unit above them
        unit = home.parent if own_level == home_level and home.parent else home.unit
        return unit, parent_of(unit, home) if unit else None, level_of_unit(unit)
    unit = mention.unit or find_unit_by_word(home, mention.word)
    if unit:
        return unit, mention.parent or parent_of(unit, home), level_of_unit(unit)
    over = next((one for one in (home.unit, home.parent) if one and is_above(level_of_unit(one), own_level)), None)
    return None, mention.parent or over, own_level


def _find_unnamed_owner(name: str, home: Home) -> tuple[str | None, str | None, str | None]:
    """Whose a body without a unit in its name is: home's, unless only higher levels have such bodies."""
    post, home_level = POST.match(name), level_of_unit(home.unit)
    own_level = (lowest_level(post[2]) if post else None) or lowest_level(name)
    if own_level == "trung ương":
        return None, None, own_level
    if not own_level or (home_level and not is_above(own_level, home_level)):
        return home.unit, home.parent, home_level
    unit = find_unit_at_level(home, own_level)
    if not unit and (home_level, own_level, level_of_unit(home.parent)) == ("xã", "huyện", "tỉnh"):
        unit = home.unit  # since 1 July 2025 there is no level between
    return unit, parent_of(unit, home) if unit else None, level_of_unit(unit) or own_level
