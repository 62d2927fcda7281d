"""Where a unit or a proper name ends within the name of a body, so that the name may be whole there."""

from __future__ import annotations

from functools import cache

import regex

from vbparse.fields.name_starts import NameStarts
from vbparse.language.cues import build_cue
from vbparse.language.tables import rows
from vbparse.patterns import Cue
from vbparse.text import Span

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
_NEXT_NUMBER = build_cue(
    r"\d{1,3}(?=(?:,| và) \d| ?[:;]|,? (?:(?:có|chịu) trách nhiệm|phải|chủ trì|phối hợp|thực hiện)|$)",
    examples=["5, 7", "7:", "7 có trách nhiệm"],
    rejects=["5 người", "15/5"],
    at="start",
)
"""More numbers of bodies of one kind: "các tổ dân phố 4, 5, 7"."""
_PARTS = Cue(
    r"(?:mục|khoản|điểm|phần|[Đđ]iều|[Pp]hụ lục)\s(?:[\dIVX.]{1,6}(?:,\s?|\svà\s))*[\dIVX.]{1,6}$",
    examples=["nêu tại mục 1", "điểm 2, 3", "Điều 4 và 5"],
    rejects=["thôn 1", "mục "],
)
"""Parts of the document by whose numbers bodies are known: "các đơn vị nêu tại mục 1, 2 và 3"."""
_ONE_OF_KIND = Cue(
    r"(?<=\s)(?:khóa|khối|lớp|năm thứ)(?=\s[\dIVX]{1,3}$)", examples=["các lớp khóa 17"], rejects=["khối 6"]
)
"""A class by its number, before another of the kind: "các lớp khóa 17, khóa 18"."""
_LIST_REACH = 40
"""Letters before a comma in which a list of numbers stands."""
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
        start = self.reach_back(pos, NAME_REACH)
        if not any(word[0].isupper() for word in self.view[start:pos].rsplit(None, 2)[-2:]):
            return False
        match = _PROPER.search(self.view, start, pos)
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

    def lists_numbers(self, separator: Span, end: int) -> bool:
        """Whether a comma or "và" behind a digit stands among the numbers of bodies, of parts or of classes."""
        if _NEXT_NUMBER.match(self.view, separator.end, end):
            return True
        before = self.reach_back(separator.start, _LIST_REACH)
        one = _ONE_OF_KIND.search(self.view, before, separator.start)
        if one and self.view.startswith(one[0], separator.end):
            return True
        number = self.view[separator.end : separator.end + 1].isdigit()
        return number and _PARTS.search(self.view, before, separator.start) is not None
