"""How far the name of a body goes in a sentence: up to a verb of duty, a word that opens a condition (theo, để, khi …),
or punctuation behind which no further body stands. Commas and "và" inside a name ("Sở Văn hóa, Thể thao và Du lịch")
are known from those between names by what follows them."""

from __future__ import annotations

import regex

from vbparse.fields.name_verbs import MINDS
from vbparse.fields.whole_names import PLAIN_VERB, WholeNames
from vbparse.language.cues import build_cue
from vbparse.patterns import Cue
from vbparse.text import Span

_MORE_OF_NAME = Cue(
    r",\s+(?=\p{Lu}\p{Ll}+(?:\s\p{Ll}+)?(?:\s+và|,)\s)",
    examples=[", Thương mại và Du lịch"],
    rejects=[", Công an", ", rà soát và báo cáo"],
    at="start",
)  # behind a verb: "Trung tâm Xúc tiến đầu tư, Thương mại và Du lịch"
_STOP = build_cue(
    r"{condition}(?!\w)", examples=["theo chức năng", "để thực hiện"], rejects=["chủ trì thực hiện"], at="start"
)
_WORKS_AT = build_cue(
    r"(?:đang )?(?:làm việc|công tác|sinh sống|cư trú|sinh hoạt|học tập) (?:tại|ở) ",
    examples=["làm việc tại bộ phận một cửa", "đang sinh sống ở thôn"],
    rejects=["làm việc với các thôn", "công tác tuyên truyền"],
    at="start",
)  # "Cán bộ làm việc tại bộ phận một cửa": where the bearers of a name are found
_OF_CRIME = build_cue(
    r"tội phạm $", examples=["điều tra tội phạm "], rejects=["tội phạm về "]
)  # "Đội Cảnh sát điều tra tội phạm về trật tự xã hội"
_OF_GROUP = build_cue(r"(?:các|những|của|thuộc) $", examples=["của các ", "thuộc "], rejects=["các phòng "])
_MORE_OF_UNIT = build_cue(
    r"{behind a unit}(?!\w)|[^\p{Ll}]",
    examples=["trên địa bàn", "thuộc tỉnh", "12 hộ"],
    rejects=["cắm biển báo"],
    at="start",
)
_EXPLAINS = build_cue(
    r"\( ?(?:{explanation}(?!\w)|(?:\p{Lu}\p{L}{0,3}\. ?)+\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)+ ?\))",
    examples=["(cơ quan thường trực)", "(qua Phòng Nội vụ)", "(phối hợp với Đoàn xã)", "(ThS.BS. Lê Văn Tám)"],
    rejects=["(Phòng Nội vụ)"],
    at="start",
)
_SUBUNITS = Cue(
    r"\(\s*\p{Lu}[^()]*[,;]\s*\p{Lu}[^()]*$",
    examples=["(Phòng Tham mưu, Đội Tổng hợp"],
    rejects=["(Phòng Tham mưu", "(phòng, ban"],
    at="start",
)  # "(Phòng A, Đội B)" behind what they belong to
_HEADCOUNT = build_cue(
    r"0?\d{1,2} ?(?:đ/c|đồng chí|người|chiến sĩ|chiến sỹ|đoàn viên|hội viên)(?= ?[,:;(-]| và | \p{Ll})(?! (?:tham|dự))",
    examples=["03 đ/c, dân quân", "04 đ/c kiểm soát", "02 người: trực"],
    rejects=["03 đ/c tham gia", "05 máy bơm", "2 người."],
    at="start",
)
"""How many of a body are on duty, behind its name: "Công an xã 03 đ/c, dân quân 04 đ/c | kiểm soát"."""
_MEMBER = build_cue(r"(?i:ủy viên|thành viên) $", examples=["Ủy viên "], rejects=["Ủy viên, "])
_MEMBER_IS = build_cue(
    r"là (?=\p{Lu}|lãnh đạo|đại diện)", examples=["là Trưởng phòng", "là lãnh đạo"], rejects=["là đầu mối"], at="start"
)
"""A member who is known by the post: "Ủy viên là Trưởng phòng Tài chính"."""
_WITH_BODY = build_cue(
    r"cùng(?: với)? (?!cấp(?!\w))",
    examples=["cùng với Trạm Y tế", "cùng Đoàn xã"],
    rejects=["cùng cấp rà soát"],
    at="start",
)
"""Before a body that helps the one whose name ends here."""
_HAS_OTHERS = build_cue(
    r"(?:giao(?! thông)|cho)(?: cho)? (?=\p{L})",
    examples=["giao nhân viên Y tế", "cho học sinh đăng ký"],
    rejects=["giao, nhận", "giao thông"],
    at="start",
)
"""Before those who do it for the one whose name ends here."""
_WITHIN = build_cue(
    r"trong (?!{within a name}(?!\w)"
    r"|(?<=(?i:thành viên|ủy viên)(?: khác)? trong )(?i:tiểu ban|tổ|ban|đoàn|đội|hội đồng)(?!\w))",
    examples=["trong tháng 9"],
    rejects=["trong toàn tỉnh", "trong xã"],
    at="start",
)
_CHARGE = Cue(
    r"(?:Chủ\s+trì|Phối\s+hợp|Có\s+trách|Chịu\s+trách|Chủ\s+động)(?!\w)",
    examples=["Chủ trì", "Có trách nhiệm"],
    rejects=["Chủ tịch"],
    at="start",
)
_SMALL_LIST = Cue(
    r"[\p{Ll}\s]{2,24}(?:,| và | -)",
    examples=["y tế, giáo dục", "văn hóa và thể thao"],
    rejects=["Y tế, giáo dục", "y tế; giáo dục"],
    at="start",
)
_WHOLE_TERM = Cue(
    r"Phòng,\s+chống|\p{L}\p{Ll}*(?:\s\p{Ll}+)+",
    examples=["Phòng, chống", "chủ đầu tư"],
    rejects=["xã", "Phòng"],
    at="whole",
)
"""A term of several words that is one within a name, whatever verb it holds."""
_WORD = Cue(r"[\w%&/.]*\w|\S", examples=["Sở", "100%", "Đ/c", ":"], rejects=[" "], at="start")
SEPARATOR = Cue(
    r"\s*(?:[,;]\s*(?:và\s+|cùng\s+|đề\s+nghị\s+(?=\p{Lu}))?|\s(?:và|hoặc|\&)\s+|/\s*(?=\p{Lu})|\s\+\s(?=\p{L}))",
    examples=[", ", "; cùng ", " và ", "/ Phòng", " + Đoàn", "; đề nghị "],
    rejects=[" với ", "/2024"],
    at="start",
)
_LONGEST_NAME = 260
"""Letters of a name, with what its bearer is responsible for."""
_LONGEST_BRACKET = 120
"""Letters of a bracket inside a name."""
_WORD_REACH = 12
"""Letters before a word in which the word before it stands."""
_LIST_REACH = 40
"""Letters behind a comma in which a list in small letters goes on."""


class NameEnds(WholeNames):
    """Finds how far names go in one text."""

    def find_name_end(self, pos: int, end: int) -> tuple[int, str]:
        """How far a name goes from `pos` on, and what ends it."""
        at, limit = pos, min(end, pos + _LONGEST_NAME)
        while at < limit:
            start = self.skip_blanks(at, limit)
            if start >= limit:
                break
            separator = SEPARATOR.match(self.view, at, limit)
            if count := _HEADCOUNT.match(self.view, start, limit):
                return at, self._classify_behind_bracket(count.end(), end)
            if separator:
                stop = self._classify_separator(separator, start, limit)
                following = separator.end()
            elif not self.view[start].isalnum():
                following, stop = self._pass_mark(start, limit, end)
            else:
                following, stop = self._pass_word(start, limit), self._classify_word(start, limit)
            if stop:
                return (at if following >= at else following), stop
            at = following
        return min(at, end), "end" if at >= limit else "other"

    def _pass_mark(self, pos: int, limit: int, end: int) -> tuple[int, str | None]:
        """Past a mark inside a name, or what it ends the name with."""
        view, char = self.view, self.view[pos]
        if char == "(":
            close = view.find(")", pos, min(limit, pos + _LONGEST_BRACKET))
            acts = close > 0 and self.action_at(self.skip_blanks(close + 1, end)) is not None
            if close < 0 or _EXPLAINS.match(view, pos, limit) or (not acts and _SUBUNITS.match(view, pos, close)):
                return pos, "stop" if close < 0 else self._classify_behind_bracket(close + 1, end)
            return close + 1, None
        if view.startswith(("...", "…"), pos):
            return pos + (3 if char == "." else 1), None
        if char == "-":
            following = self._pass_hyphen(pos, limit)
            return following, "stop" if following == pos else None
        if char in ":.\"'?!=)":
            return pos, "colon" if char == ":" else "end"
        return self._pass_word(pos, limit), None

    def _pass_word(self, pos: int, limit: int) -> int:
        """Past a word or a term of the lexicon inside a name."""
        term = self.terms.get(pos)
        if term and (term.label in ("body", "name", "people", "post") or term.end == self.takes_verb(pos, limit)):
            return term.end
        if term and _WHOLE_TERM.fullmatch(self.view, term.start, term.end) and term.label in ("unit", "none"):
            return term.end
        word = _WORD.match(self.view, pos, limit)
        at = word.end() if word else pos + 1
        while self.view[at - 1] in "./" and at > pos + 1:
            at -= 1
        return at

    def pass_explanation(self, pos: int, end: int) -> int:
        """Past a bracket or a number of persons that only explains the name before it."""
        at = self.skip_blanks(pos, end)
        if count := _HEADCOUNT.match(self.view, at, end):
            return count.end()
        close = self.view.find(")", at, end) if self.view[at : at + 1] == "(" else -1
        return close + 1 if close > 0 else pos

    def _classify_behind_bracket(self, pos: int, end: int) -> str:
        """What goes on behind a bracket that only explains ("Sở Y tế (cơ quan thường trực) chủ trì …")."""
        following = self.skip_blanks(pos, end)
        if following >= end or self.view[following] in ".;":
            return "end"
        if self.view[following] == ":":
            return "colon"
        separator = SEPARATOR.match(self.view, pos, end)
        if separator and self._classify_separator(separator, following, end) == "list":
            return "list"
        return "action" if self.action_at(following) else "stop"

    def _classify_word(self, pos: int, end: int) -> str | None:
        """What the word at `pos` is that ends a name: a verb of duty ("action") or the opening of a condition; None."""
        view = self.view
        if view[pos].isupper():
            return "action" if _CHARGE.match(view, pos, end) else None
        if view.startswith("tổ chức", pos) and _OF_GROUP.search(view, max(0, pos - _WORD_REACH), pos):
            return None
        if _WORKS_AT.match(view, pos, end) or self.names_charge(pos, end):
            return None
        if _MEMBER_IS.match(view, pos, end) and _MEMBER.search(view, max(0, pos - _WORD_REACH), pos):
            return None
        if MINDS.match(view, pos, end) or self._has_others_do(pos, end) or self.must_not(pos, end):
            return "action"
        if joined := _WITH_BODY.match(view, pos, end):
            return "action" if self.match_opening(joined.end(), end, listed=True) else None
        verb = self.action_at(pos)
        if self.takes_verb(pos, end) or self.is_considered(pos):
            return None
        if verb and _MORE_OF_NAME.match(view, verb.end, end):
            return None
        if verb or (not self.names_only and self.name_is_whole(pos) and not _MORE_OF_UNIT.match(view, pos, end)):
            return "action"
        if not self.names_only and PLAIN_VERB.match(view, pos, end) and self.may_end_before(pos, end):
            return "action"
        if view.startswith("về ", pos) and _OF_CRIME.search(view, max(0, pos - _WORD_REACH), pos):
            return None
        if _STOP.match(view, pos, end) or self._is_within(pos, end):
            return "stop"
        return None

    def _is_within(self, pos: int, end: int) -> bool:
        """Whether "trong" opens a time or a case, and not the body that those who are named belong to: "Các khoa trong
        Học viện"."""
        match = _WITHIN.match(self.view, pos, end)
        within = self.terms.get(match.end()) if match else None
        return match is not None and (within is None or within.label != "body")

    def _has_others_do(self, pos: int, end: int) -> bool:
        """ "Hiệu trưởng | giao nhân viên Y tế rà soát", "GVCN | cho học sinh đăng ký": a person or group, and a verb
        behind it."""
        match = None if self.names_only else _HAS_OTHERS.match(self.view, pos, end)
        opened = self.match_opening(match.end(), end, listed=True) if match else None
        if match is None or opened is None or (opened[0].label != "people" and match[0].startswith("cho")):
            return False
        return self.find_name_end(opened[1], end)[1] == "action"

    def _pass_hyphen(self, pos: int, end: int) -> int:
        """Past a hyphen inside a name ("Văn phòng - Thống kê"); `pos` itself where it is a dash before other text."""
        following = self.skip_blanks(pos + 1, end)
        if following >= end or self.view[following] == "-":
            return pos
        term, word = self.terms.get(following), _WORD.match(self.view, following, end)
        return term.end if term and term.label == "name" else word.end() if word else pos

    def _classify_separator(self, separator: regex.Match[str], pos: int, end: int) -> str | None:
        """What a comma, semicolon or "và" means: "list" (another body follows), an end, or None (inside the name)."""
        following = separator.end()
        if self.view[separator.start() - 1].isdigit() and self.lists_numbers(Span(*separator.span()), end):
            return None
        mark = self.view[pos]
        if following >= end:
            return "end"
        term = self.terms.get(following)
        opened = self.match_opening(following, end, listed=True)
        if opened and not (term and term.label == "action" and opened[0].label != "unit"):
            return "list"
        if mark == "," and self.takes_comma(pos, following, end):
            return None
        if self.view[following].islower() and (verb := self.action_at(following)):
            return None if mark != "," and self.names_field(verb, end) else "action"
        if mark == ";":
            return "comma"
        if mark == "," and (_STOP.match(self.view, following, end) or self._is_within(following, end)):
            return "stop"
        if self.view[following].isupper() or separator[0].strip() in ("và", "cùng"):
            return None
        if mark == "," and not self.names_only:
            small_list = _SMALL_LIST.match(self.view, following, min(end, following + _LIST_REACH))
            return None if small_list else "comma"
        return None
