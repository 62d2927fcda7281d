"""Lists of bodies as a sentence names them: one body, the list, what in it is one collective, and whether two lists
name the same."""

from __future__ import annotations

from dataclasses import dataclass

from vbparse.fields.bare_heads import OF_TRADE
from vbparse.language.cues import build_cue
from vbparse.patterns import Cue
from vbparse.text import Span

PLURAL = Cue(
    r"(?i)(?:các|những|mọi|từng|toàn thể)\s", examples=["các thôn", "Toàn thể cán bộ"], rejects=["cách làm"], at="start"
)
SEVERAL = Cue(
    r"(?i)\b(?:các|những|từng|mọi|cơ quan|đơn vị)(?:\s+\p{Ll}|,|$)",
    examples=["Thủ trưởng các phòng", "cơ quan chuyên môn", "Cơ quan"],
    rejects=["Sở Y tế"],
)
_THE_SAME = Cue(r"\snày$", examples=["Phòng này", "các đơn vị này"], rejects=["xã này chủ trì"])
"""A name that points back to the body named before it."""
AND_OTHERS = Cue(
    r"(?i)\s(?:và|cùng)\s(?:các|những)\s",
    examples=["TỔ GIÚP VIỆC VÀ CÁC ĐƠN VỊ LIÊN QUAN"],
    rejects=["Phòng Kinh tế và Hạ tầng", "các đơn vị"],
)
"""A name in a heading that is those of one body and of more."""
_FIXED = build_cue(r"{within a collective}(?!\w)", examples=["phường", "đoàn thể"], rejects=["công an xã"], at="start")
_HEAD_ALONE = Cue(
    r"(?:[Cc]ác )?\p{Lu}\p{Ll}+(?:/\p{Lu}\p{Ll}+)*",
    examples=["Trường", "các Sở/Ban"],
    rejects=["Phòng Nội vụ", "UBND"],
    at="whole",
)
"""Before a slash: one of two kinds, "Trường/Viện đào tạo"."""
_UNIT_BY_NAME = build_cue(
    r"(?<!\w){unit}(?: \p{Lu}[\p{L}\d'-]*)+$",
    examples=["UBND xã Bình Sơn", "phường Đông Hà"],
    rejects=["các xã", "xã hội"],
)
_UNIT_ALONE = build_cue(r"(?<!\w){unit}$", examples=["UBND xã", "phường"], rejects=["xã Bình Sơn", "các thôn"])
"""A kind of unit that names none: "Chủ tịch UBND xã, phường" are those of all of both kinds."""
_OFFICES = Cue(
    r"(?:cơ quan|địa phương|tổ chức|ngành)$", examples=["Các cơ quan", "các sở, ngành"], rejects=["chủ đầu tư"]
)
"""Offices of any kind, before the units that go with them: "các cơ quan, đơn vị sử dụng ngân sách"."""
_WORD = Cue(r"\w+", examples=["các thôn"], rejects=["- "])
_PLURAL_WORDS = {"các", "mỗi", "những", "mọi", "từng", "toàn", "thể", "tất", "cả", "100", "và"}


@dataclass(frozen=True, slots=True)
class Actor:
    """One body of a list. `label` is that of the term that opens its name; `name` is its reading where the wording
    leaves a part out ("Giám đốc các Sở: A, B")."""

    span: Span
    label: str
    kind: str
    person: Span | None = None
    post: Span | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Actors:
    """A list of bodies. `stop` says what ended it: action, colon, stop (a condition), comma, end or other."""

    span: Span
    items: list[Actor]
    stop: str

    def extend_to(self, end: int) -> Actors:
        """The same list, its last name ending at `end`."""
        last = self.items[-1]
        longer = Actor(Span(last.span.start, end), last.label, last.kind, last.person, last.post)
        return Actors(Span(self.span.start, end), [*self.items[:-1], longer], self.stop)


def is_same_body(view: str, one: Actors, other: Actors) -> bool:
    """Whether both name one body, also as "các tiểu khu" and "100% các tiểu khu". One of several is not all of
    them: a name with more words than "Các Ban Quản lý chợ" is one of these, and who has a post in a body is not it."""
    if len(one.items) != len(other.items) or (one.items[0].person and not other.items[0].person):
        return False
    if (one.items[0].label == "unit") != (other.items[0].label == "unit"):
        return False
    if AND_OTHERS.search(view, *other.span) and not AND_OTHERS.search(view, *one.span):
        return False
    if _THE_SAME.search(view, *one.span):
        return True
    a, b = (set(_WORD.findall(view[x.span.start : x.span.end].lower())) - _PLURAL_WORDS for x in (one, other))
    one_of_them = a > b and PLURAL.match(view, *other.span) and not PLURAL.match(view, *one.span)
    if a > b and one.items[0].label == "post" and other.items[0].label != "post":
        return False
    return bool(a and b) and (a <= b or b <= a) and not one_of_them


def join_collectives(view: str, items: list[Actor]) -> list[Actor]:
    """Join what is one collective: "các sở" + "ban" + "ngành", "UBND các xã" + "phường" + "đặc khu"."""
    out: list[Actor] = []
    for item in items:
        if out and _belongs_to(view, out[-1], item):
            last = out[-1]
            out[-1] = Actor(Span(last.span.start, item.span.end), last.label, last.kind, last.person, last.post)
        else:
            out.append(item)
    return out


def _belongs_to(view: str, last: Actor, item: Actor) -> bool:
    """Whether an item is the rest of the collective before it. Who is known by a trade is another ("chủ đầu tư" +
    "đơn vị thi công"), as are a unit with its name and what stands behind a semicolon."""
    if view[last.span.end : item.span.start].strip() == "/" and _HEAD_ALONE.fullmatch(view, *last.span):
        return True
    if not view[item.span.start].islower() or not _FIXED.match(view, item.span.start):
        return False
    if _UNIT_ALONE.fullmatch(view, *item.span) and _UNIT_ALONE.search(view, *last.span):
        return True
    if view[last.span.end : item.span.start].lstrip().startswith(";") and view.count(" ", *item.span):
        return False
    named = _UNIT_BY_NAME.search(view, *item.span) and _UNIT_BY_NAME.search(view, *last.span)
    if named and not SEVERAL.search(view, *last.span):
        return False
    if PLURAL.match(view, *item.span) or not _is_collective(view, last):
        return False
    return not OF_TRADE.match(view, *item.span) or _OFFICES.search(view, *last.span) is not None


def _is_collective(view: str, actor: Actor) -> bool:
    return actor.label == "unit" or bool(SEVERAL.search(view, *actor.span))
