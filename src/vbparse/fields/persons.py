"""How far the name of a person goes in a sentence, with the post beside it: "đồng chí Lê Văn Tâm - Trưởng thôn"."""

from __future__ import annotations

from vbparse.fields.name_ends import NameEnds
from vbparse.fields.whole_names import PLAIN_VERB
from vbparse.language.cues import build_cue
from vbparse.patterns import Cue
from vbparse.text import Span

_POST = Cue(
    r"\s*[-,(]\s*(?=\p{Lu})", examples=[" - Trưởng phòng", "(Chủ tịch)"], rejects=[" - trưởng phòng"], at="start"
)
_DOES = build_cue(
    r" (?!(?:và|hoặc|là|của|với|cùng|theo|tại|ở|để|khi|sau|trước|đã|được|bị|có|không|nguyên|kiêm|thuộc|trong)(?!\w))"
    r"\p{Ll}",
    examples=[" trông xe", " đun nước uống"],
    rejects=[" và bà Lê", ", Trưởng ban"],
    at="start",
)
"""Behind the name of a person a word in small letters says what the person does."""
_DESCRIBED = Cue(
    r"\s?[-,]\s(?!(?:sinh|trú|ngụ|quê|nguyên)(?!\w))(?P<post>\p{Ll}[^:;.]{2,110}):(?:\s|$)",
    examples=[", kế toán Văn phòng: ", " - cán bộ hưu trí, Thành viên: "],
    rejects=[" kế toán: ", ", Trưởng thôn: ", ", sinh năm 1980: "],
    at="start",
)
"""What a person is, in words that no table knows, before a colon."""
_APPOSED = Cue(
    r"\s?(?:\((?P<post>\p{L}[^()]{1,80})\)|- (?P<post>\p{Lu}[^-,:;.()]{2,80}?) -|, (?P<post>\p{Lu}[^-,:;.()]{2,80}?),)",
    examples=[" (Kế toán)", " - Tổng phụ trách Đội -", ", Trưởng ban Mặt trận,"],
    rejects=[" - Trưởng thôn", ", sinh năm 1980,", " (1980)"],
    at="start",
)
"""What a person is, between two marks: "Đ/c Lan - Tổng phụ trách Đội - chịu trách nhiệm …"."""


_SECOND_POST = build_cue(
    r" ?[,-] (?:(?:Phó )?(?:Trưởng (?:[Bb]an|[Đđ]oàn|[Tt]iểu ban)|Tổ trưởng|Chủ nhiệm)"
    r"|Tổ phó|Ủy viên|Thành viên|Thư ký)(?: (?:thường trực|Ban Chỉ đạo|Ban Tổ chức))?(?!\w| \p{L})",
    examples=[", Trưởng ban", " - Phó Trưởng ban", ", Ủy viên thường trực"],
    rejects=[", Trưởng phòng Nội vụ", ", Ủy viên Ban Chấp hành"],
    at="start",
)
"""What a person with a post is in a committee, who is no second body."""


_IN_CHARGE = build_cue(
    r" ?[-–] (?=(?:chỉ đạo|điều hành|phụ trách|theo dõi|chịu trách nhiệm)(?!\w))",
    examples=[" - chỉ đạo chung"],
    rejects=[" - Trưởng ban"],
)
"""Behind a post what its holder is in charge of."""


class PersonNames(NameEnds):
    """Reads the names of persons in one text."""

    def read_person(self, at: int, end: int) -> tuple[int, str, Span | None] | None:
        """Where a person's name that ended at `at` ends with its post, what ends it, and where the post stands; None
        where the name goes on as that of a body does."""
        if apposed := self._read_apposed(at, end):
            return apposed
        dash = _POST.match(self.view, at, end)
        follows = self.terms.get(dash.end()) if dash else None
        if dash and follows and follows.label in ("post", "body", "people"):
            at, stop = self.find_name_end(follows.end, end)
            if second := _SECOND_POST.match(self.view, at, end):
                at, stop = self.find_name_end(second.end(), end)
            field = self.view.find(" phụ trách ", follows.end, at)
            if field > 0 and not self.names_only and stop != "colon":
                at, stop = field, "stop"
            elif not self.names_only and (does := _IN_CHARGE.search(self.view, follows.end, at)):
                at, stop = does.start(), "action"
            elif self.view.startswith(", ", at) and PLAIN_VERB.match(self.view, at + len(", "), end):
                stop = "action"
            return at, stop, Span(dash.end(), at)
        described = _DESCRIBED.match(self.view, at, end)
        if described and (described.end() == end or self.action_at(described.end())):
            post = Span(*described.span("post"))
            return post.end, "colon", post
        return (at, "action", None) if _DOES.match(self.view, at, end) else None

    def _read_apposed(self, at: int, end: int) -> tuple[int, str, Span] | None:
        match = _APPOSED.match(self.view, at, end)
        behind = self.skip_blanks(match.end(), end) if match else end
        is_label = self.view.startswith(":", behind)
        if match is None or not (is_label or self.action_at(behind)):
            return None
        post = Span(*match.span("post"))
        return match.end(), "colon" if is_label else "action", post
