"""Where a unit or a proper name ends within the name of a body, so that the name may be whole there."""

from __future__ import annotations

from functools import cache

import regex

from vbparse.fields.name_starts import NameStarts
from vbparse.language.cues import build_cue
from vbparse.language.tables import rows
from vbparse.patterns import Cue

BEHIND_UNIT = build_cue(
    r"(?<=[\s(])(?:(?<![Hh]ợp\stác\s){unit}(?: [\p{Lu}\d][\p{L}\d]*(?: -)?)*"
    r"|{settlement}(?:\x20\p{Lu}\p{L}*|\x20\d{1,3})+) $",
    examples=["của xã Tân Phú ", "(phường 5 ", " thôn Thượng ", " xóm 3 "],
    rejects=["hợp tác xã Tân Phú ", "của xã hội ", " thôn ", " bản đồ "],
)
"""A unit with its name, or without one: a name of a body may end here."""
_PROPER = Cue(
    r"(?P<before>\p{L}*(?:\p{Ll}|\p{Lu}{2}))\s(?P<name>\p{Lu}\p{Ll}*(?:\s\p{Lu}\p{Ll}*)+)(?:\s\d{1,2})?\s$",
    examples=["Trường Tiểu học Ea Drông ", "chung cư Phú Lợi ", "Trường Tiểu học Đồi Chè 2 "],
    rejects=["Hội Phụ nữ ", "xã Lãnh "],
)
_JOINS = ("và", "hoặc", "cùng", "với", "giao", "nghị", "cầu")
"""Words behind which a new name begins."""
PART_OF_BODY = build_cue(
    r"(?:{behind a unit}|{determiner}|chi nhánh|phân hiệu|điểm|cơ sở|khối|lớp|khu|khoa|tổ|phòng|thôn|cấp {unit})(?!\w)"
    r"|[^\p{Ll}]",
    examples=["tỉnh", "chi nhánh miền Trung", "cấp xã", "12 hộ"],
    rejects=["xây bể bơi"],
    at="start",
)
NAME_REACH = 80
"""Letters before a word in which a unit or a proper name stands."""


@cache
def _common_words() -> frozenset[str]:
    return frozenset(row["term"].lower() for table in ("actions", "organisations") for row in rows(table))


class NameUnits(NameStarts):
    """Tells where units and proper names end in one text."""

    def is_behind_unit(self, pos: int) -> bool:
        """Whether a unit or a proper name ends before `pos`."""
        return BEHIND_UNIT.search(
            self.view, self.reach_back(pos, NAME_REACH), pos
        ) is not None or self.is_behind_proper(pos)

    def is_behind_proper(self, pos: int, *, within: bool = False) -> bool:
        """Whether a proper name of two or more capitals, none of them a word of the lexicon, ends before `pos`, and
        what follows is no part of the same body; `within` the name of a body that begins before it."""
        match = _PROPER.search(self.view, self.reach_back(pos, NAME_REACH), pos)
        if not match or PART_OF_BODY.match(self.view, pos):
            return False
        if within and (self.first >= match.start("name") or match["before"] in _JOINS or self._is_head(match, pos)):
            return False
        words = match["name"].lower().split()
        pairs = {" ".join(words[i : i + 2]) for i in range(len(words) - 1)}
        return not pairs & _common_words()

    def _is_head(self, match: regex.Match[str], pos: int) -> bool:
        """Whether the first of two capitals is the head of another name ("Trạm Chăn | nuôi")."""
        term = self.terms.get(match.start("name"))
        return term is not None and term.label != "action" and " " not in self.view[term.end + 1 : pos].strip()
