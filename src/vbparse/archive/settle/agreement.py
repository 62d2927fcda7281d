"""How a document of the archive agrees with a citation, part by part: number, day, issuer, title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz

from vbparse.archive.index.keys import add_year, has_year, requires_year
from vbparse.archive.settle.versions import TITLES_ALIKE
from vbparse.bodies.identity import BodyName, Home, body_led_by, read_body
from vbparse.bodies.units import place_of
from vbparse.language.levels import level_of_unit as level_of
from vbparse.patterns import Cue
from vbparse.text import fold_view

_CACHED = 65536
"""Readings kept: a step compares the same names and titles many times."""
_BRACKETS = Cue(
    r"\s*\(([^()]*)\)", examples=["UBND xã Tân Lập (huyện Sơn Lĩnh)"], rejects=["UBND xã Tân Lập, huyện Sơn Lĩnh"]
)
"""A unit above that stands in brackets behind the name of a body."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that could be the cited one. `date` is its date of issue as EDTF."""

    work: str
    doc_type: str | None
    number_key: str | None
    title_key: str | None
    date: str | None
    core: str | None
    unit: str | None
    parent: str | None

    @property
    def year(self) -> str | None:
        return self.date[:4] if self.date else None


@dataclass(frozen=True, slots=True)
class CitationParts:
    """What a reference says, and who says it: the citing document with its home, and the units above that, lowest
    first."""

    by: Candidate
    home: Home
    above: tuple[str, ...]
    doc_type: str | None
    number_key: str | None
    title_key: str | None
    date: str | None
    issuer: str | None

    def body(self) -> BodyName | None:
        """The issuer that is named, as the citing document means it: "UBND tỉnh" is that of its own province."""
        return _read_named_body(self.issuer, self.home, self.above) if self.issuer else None


@lru_cache(maxsize=_CACHED)
def _read_named_body(issuer: str, home: Home, above: tuple[str, ...]) -> BodyName:
    body = read_body(_BRACKETS.sub(r", \1", issuer), home)
    own = next((unit for unit in above if level_of(unit) == body.level), None)
    return body if body.unit or not own else replace(body, unit=own)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a stored document agrees with a citation, part by part: 2 where both say it and it is the same, 1 where
    nothing speaks against it, 0 where one of them does not say it, -1 where they disagree."""

    candidate: Candidate
    symbol: int
    date: int
    issuer: int
    title: int = 0
    later: bool = False
    """It was issued after the citing document."""

    @property
    def agrees(self) -> bool:
        return min(self.symbol, self.date, self.issuer) >= 0 and not self.later


def can_matter(cited: CitationParts, held: Candidate) -> bool:
    """Whether a document may be the one that is cited, or near it: one of another number or year is not."""
    other_year = cited.date and held.date and cited.date[:4] != held.date[:4]
    return not other_year and _compare_symbols(cited, held) >= 0


def compare(cited: CitationParts, body: BodyName | None, held: Candidate) -> Agreement:
    """How a stored document agrees with a citation of a document that `body` issued (`cited.body()`)."""
    issuer = _compare_issuers(body, held) if body else 0
    if body and _is_school(held):
        issuer = 2 if _is_same_school(cited, body, held) else -1
    if body and _is_unnamed_city(cited, body) and not (held.unit or "thành phố").startswith("thành phố"):
        issuer = -1
    later = bool(held.date and cited.by.date) and is_later(held.date or "", cited.by.date or "")
    title = _compare_titles(cited.title_key, held.title_key)
    return Agreement(held, _compare_symbols(cited, held), _compare_dates(cited.date, held.date), issuer, title, later)


def _is_unnamed_city(cited: CitationParts, body: BodyName) -> bool:
    """ "UBND thành phố", of a city that nobody names: it may be a province or a district, but is no other unit."""
    return not body.unit and not body.level and "thành phố" in fold_view(cited.issuer or "").lower()


def is_later(date: str, other: str) -> bool:
    """Whether a date is after another; a month is not after its days."""
    return date > other and not date.startswith(other) and not other.startswith(date)


def _compare_symbols(cited: CitationParts, held: Candidate) -> int:
    if not cited.number_key or not held.number_key:
        return 0
    if cited.number_key == held.number_key:
        return 2
    same_type = not cited.doc_type or not held.doc_type or cited.doc_type == held.doc_type
    keys = [cited.number_key]
    if cited.date and requires_year(held.number_key) and not has_year(cited.number_key):
        keys.append(add_year(cited.number_key, cited.date[:4]))
    return 1 if same_type and held.number_key.startswith(tuple(keys)) else -1


def _compare_dates(cited: str | None, held: str | None) -> int:
    if not cited or not held:
        return 0
    if cited == held:
        return 2
    return 1 if cited.startswith(held) or held.startswith(cited) else -1


@lru_cache(maxsize=_CACHED)
def _compare_titles(cited: str | None, held: str | None) -> int:
    """How the titles agree: 2 where they are the same as far as both go, figures and all; 1 where the citation breaks
    off early; -1 where they have little in common, or name different years."""
    if not cited or not held:
        return 0
    a, b = (key.partition("|")[2].split() for key in (cited, held))
    short = min(len(a), len(b))
    if (
        short >= TELLING_WORDS
        and a[:short] == b[:short]
        and (_words_with_digits(a) == _words_with_digits(b) or len(a) == short)
    ):
        return 2 if _words_with_digits(a) == _words_with_digits(b) else 1
    years = [{word for word in words if len(word) == 4 and word.isdigit()} for words in (a, b)]
    if all(years) and not years[0] & years[1]:
        return -1
    return 0 if fuzz.token_set_ratio(" ".join(a), " ".join(b)) >= TITLES_ALIKE else -1


TELLING_WORDS = 4
"""Words of a title that are enough to distinguish one document from others."""


def _words_with_digits(words: Sequence[str]) -> set[str]:
    return {word for word in words if word[0].isdigit()}


def _compare_issuers(body: BodyName, held: Candidate) -> int:
    """How the issuer agrees; whoever leads or signs for a body stands for it."""
    if not held.core:
        return 1
    place = f" {place_of(held.unit)}" if held.unit else ""
    core = body.core.removesuffix(place) or held.core  # "Sở Nội vụ Vân Giang" is that of tỉnh Vân Giang
    if _is_joint(core, held) or (core == held.core and core != body.core):
        return 2
    short = core in _GENERIC and held.core.startswith(f"{core} ")
    if core != body.unit and not short and _signed_body(core) != _signed_body(held.core):
        return -1  # a unit alone ("của thị trấn Đồng Mai") may be any of its bodies
    if body.unit and held.unit:
        if body.unit != held.unit or units_contradict(body.parent, held.parent):
            return -1
        return 2
    level = level_of(held.unit) if held.unit else None
    if body.level and level and body.level != level:
        return -1
    return 2 if body.level == "trung ương" else 1


def _is_school(held: Candidate) -> bool:
    """A school is a unit of its own, called by its place."""
    return (held.core or "").startswith("trường ") and not level_of(held.unit)


def _is_same_school(cited: CitationParts, body: BodyName, held: Candidate) -> bool:
    """Whether a school of that name is meant: one of the citing document's own units, since the letterhead of a school
    does not say whose it is, and another district has one of that name too."""
    core = _signed_body(body.core)
    if held.core == f"{core} {place_of(body.unit or '')}":
        return True
    return held.core == core and body.unit in (None, cited.home.unit, cited.home.parent, *cited.above)


def _is_joint(core: str, held: Candidate) -> bool:
    """Whether a body is one of those that issue a document together."""
    return held.doc_type in ("TTLT", "NQLT") and f" {core} " in f" {held.core} "


def units_contradict(one: str | None, other: str | None) -> bool:
    """Whether two units above contradict each other; a district and its province do not."""
    return bool(one and other) and one != other and level_of(one) == level_of(other)


_GENERIC = ("ban chỉ đạo", "hội đồng", "ban tổ chức", "ban quản lý")
"""What is often cited without saying of what."""


def _signed_body(core: str) -> str:
    """The body in whose name its head, a deputy or its standing committee signs."""
    body = _strip_owner(body_led_by(_DEPUTY.sub("", core)))
    return next((body.removeprefix(lead) for lead in _STANDING if body.startswith(lead)), body)


@lru_cache(maxsize=_CACHED)
def _strip_owner(core: str) -> str:
    """A body without the words that only say whose it is, or that are often left out."""
    return _OF_COUNCIL.sub("", _OF_PARTY.sub(r"\1", core)).replace(" và ", " ")


_DEPUTY = Cue(
    r"^(?:phó|quyền) (?=(?:chủ tịch|bí thư|giám đốc|chánh|chủ nhiệm|cục trưởng|viện trưởng|hiệu trưởng|trưởng) )",
    examples=["phó chủ tịch ủy ban nhân dân", "quyền cục trưởng cục thuế", "phó trưởng ban chỉ đạo"],
    rejects=["phó thủ tướng chính phủ", "phòng nội vụ", "quyền sở hữu trí tuệ"],
    at="start",
)
_OF_PARTY = Cue(
    r"^(ban chấp hành|ban bí thư|bộ chính trị)(?: trung ương)?(?: đảng)?(?: cộng sản việt nam)?$",
    examples=["ban chấp hành trung ương đảng", "bộ chính trị", "ban bí thư trung ương đảng cộng sản việt nam"],
    rejects=["ban chấp hành đảng bộ huyện", "văn phòng trung ương đảng"],
    at="whole",
)
_OF_COUNCIL = Cue(
    r"(?<=^ban (?!công tác|thường).*) hội đồng nhân dân$",
    examples=["ban pháp chế hội đồng nhân dân", "ban kinh tế - xã hội hội đồng nhân dân"],
    rejects=["thường trực hội đồng nhân dân", "ban thường trực hội đồng nhân dân", "hội đồng nhân dân"],
)
_STANDING = ("ban thường vụ ", "ban thường trực ", "thường trực ")
