"""Heads that are no name by themselves and take the verb behind them into it: "Tổ rà soát", "Đội quản lý trật tự đô
thị", and those who are known by their trade: "Các đơn vị quản lý, bảo trì đường bộ"."""

from __future__ import annotations

from vbparse.bodies.lexicon import Term
from vbparse.fields.name_starts import CHARGED
from vbparse.fields.name_units import NAME_REACH
from vbparse.fields.name_verbs import MINDS, OWN_ACT, NameVerbs
from vbparse.language.cues import build_cue
from vbparse.patterns import Cue

_CARRIES_OUT = Cue(
    r"(?:tiến hành|triển khai|bắt đầu|gồm)(?!\w)",
    examples=["tiến hành kiểm tra", "bắt đầu tuần tra", "gồm các thành viên"],
    rejects=["kiểm tra", "triển lãm"],
    at="start",
)
"""Before another verb these say that it is done: no body is named after them."""
_WANTS_NAME = build_cue(
    r"{head that wants a name}", examples=["Tổ", "Lực lượng"], rejects=["Tổ công tác", "Sở"], at="whole"
)
OF_TRADE = build_cue(
    r"(?i:đơn vị|nhân viên|cán bộ|công nhân|doanh nghiệp|công ty|hợp tác xã|cơ sở|tổ chức|chủ đầu tư|hộ|hộ gia đình)"
    r"(?: {trade}(?!\w)(?:(?: ?, ?| và | - | ){trade}(?!\w))*)",
    examples=[
        "Đơn vị thi công bố trí",
        "đơn vị tư vấn giám sát",
        "Nhân viên bảo vệ mở cổng",
        "công nhân vệ sinh",
        "đơn vị quản lý, bảo trì đường bộ",
    ],
    rejects=["Đơn vị báo cáo", "Các đơn vị", "Nhân viên tổ chức", "Cơ quan quản lý"],
    at="start",
)
"""A contractor, an enterprise or a member of staff known by the trade, where another verb or a colon follows: "Đơn vị
thi công | bố trí nhân lực", "Các đơn vị quản lý, bảo trì đường bộ:"."""
_COLON_BEHIND = build_cue(
    r"(?: (?!{not in the complement of a head}(?!\w)|{determiner}(?!\w)|{condition}(?!\w))[^\s,.;:()]+){0,7}(?= ?:)",
    examples=[" đường bộ:", ":", " công trình thủy lợi :"],
    rejects=[" chặt chẽ các nội dung sau:", ", thông xe:", " theo quy định:"],
    at="start",
)
"""What a trade is about, up to a colon."""
_SERVES = build_cue(
    r"(?:phục vụ|bảo đảm|đảm bảo|đáp ứng|nâng cao|góp phần|phòng|chống|{trade})(?!\w)",
    examples=["phục vụ sản xuất", "bảo đảm an toàn", "quản lý"],
    rejects=["báo cáo", "kiểm tra"],
    at="start",
)
"""A verb that says what for the verb before it is done, and no duty of its own."""
_SEVERAL_OF = build_cue(
    r"(?:,|(?<!\w)(?:và|{determiner}|các|những|mọi|từng|mỗi|Quý|quý)) $",
    examples=["các ", "các cơ quan, ", "phòng và ", "Quý "],
    rejects=["với ", "với chủ đầu tư và của "],
)
"""Before "đơn vị" where it is one of several or addressed, and no contractor: "các cơ quan, đơn vị | quán triệt"."""
_OWN_OBJECT = build_cue(
    r"(?: \p{Ll}+){0,3}? (?:{determiner}|kế hoạch|phương án|danh sách|nội dung|hồ sơ|báo cáo|việc|công tác)(?!\w)",
    examples=[" chi tiết các trường dữ liệu", " kế hoạch"],
    rejects=[" dự án", ", các xã"],
    at="start",
)
"""What one of several does it to: "các Ban | xây dựng chi tiết các trường dữ liệu", not "các Ban quản lý dự án"."""
_ASKED = build_cue(
    r"(?i)(?<!\w)(?:đề nghị|yêu cầu) $", examples=["Sở Y tế đề nghị "], rejects=["theo đề nghị của ", "phối hợp với "]
)
"""Before "đơn vị" where it is whoever the letter is sent to: "đề nghị đơn vị | lập danh sách"."""
_NO_OBJECT = build_cue(
    r" ?(?:[,;:.]|$| (?:{condition}|trong|cùng cấp|làm)(?!\w))",
    examples=[" trong quá trình", ", lập hồ sơ", ""],
    rejects=[" pháp luật"],
    at="start",
)
"""Behind a verb that names an agency: "cơ quan điều tra | trong tố tụng", not "cơ quan | tuyên truyền pháp luật"."""
_SCHOOL = build_cue(
    r"{head of a name} (?:đào tạo|nghiên cứu)",
    examples=["Viện đào tạo", "Trường đào tạo"],
    rejects=["Viện Đào tạo", "Sở rà soát"],
    at="whole",
)
"""A kind of school by its work, where that has no object."""
_FIELD_OF_POST = build_cue(
    r"phụ trách (?:lĩnh vực|mảng|công tác) (?:(?:\p{Ll}+ ){1,6}?và )?$",
    examples=["phụ trách lĩnh vực ", "phụ trách mảng giám sát và "],
    rejects=["phụ trách xã ", "lĩnh vực "],
)
_HAS_IN_CHARGE = build_cue(
    r"(?<=(?i:cơ quan|đơn vị|tổ chức) (?:trực tiếp )?)(?:trực tiếp )?(?:quản lý|sử dụng) người"
    r"(?: \p{Ll}+){1,3}?(?= (?:(?:có trách nhiệm|phải|(?:hoặc|và) (?:các|cơ quan|đơn vị))(?!\w)|(?:hoặc|và) \p{Lu}))",
    examples=["đơn vị trực tiếp quản lý người đó hoặc Trạm Y tế", "cơ quan quản lý người học có trách nhiệm"],
    rejects=["các xã quản lý người đó hoặc Trạm Y tế", "đơn vị quản lý người lao động, lập sổ"],
)
"""In whose charge people are: "đơn vị | trực tiếp quản lý người đó hoặc UBND xã"."""
_NAMES_FIELD = build_cue(
    r"(?:{verb that names a field}|{trade})", examples=["giám sát", "xây dựng"], rejects=["tham mưu"], at="whole"
)
_REST_OF_FIELD = build_cue(
    r"(?: (?:và|(?!{not in the complement of a head}(?!\w)|{determiner}(?!\w)|{condition}(?!\w))\p{Ll}+)){0,9}[ :.]*",
    examples=["", " và phản biện xã hội:"],
    rejects=[" các trường", " kế hoạch"],
    at="whole",
)
"""What goes on up to the end, and so is no duty."""
_OF_THOSE = build_cue(
    r" có (?:người|cán bộ|công chức|viên chức|nhân viên|đoàn viên|hội viên|thành viên|học sinh|sinh viên|lao động|con"
    r"|hộ|trẻ em|vận động viên)(?: \p{Ll}+){0,2}? (?:(?:được|bị|đang|đã|sẽ) "
    r"|(?=(?:dự thi|dự|tham gia|tham dự|đăng ký|vi phạm)(?!\w)))",
    examples=[" có người được ", " có hội viên đang "],
    rejects=[" có trách nhiệm được ", " có người "],
)
"""Before a verb that says of whose people a name speaks: "Đơn vị có người được | giới thiệu | nộp hồ sơ"."""
_SEVERAL_REACH, _ASKED_REACH = 8, 12
"""Letters before "đơn vị" in which the word before it stands, and in which it is asked."""


class BareHeads(NameVerbs):
    """Tells how far the name of a bare head goes."""

    def takes_verb(self, pos: int, end: int) -> int | None:
        """Also where the verb says what a post is for, or of whose people a name speaks."""
        taken = super().takes_verb(pos, end)
        verb = None if taken or self.names_only or CHARGED.match(self.view, pos, end) else self.action_at(pos)
        if verb is None:
            return taken
        if _HAS_IN_CHARGE.match(self.view, pos, end):
            return verb.end
        return verb.end if self.names_field(verb, end) or self._says_of_whom(verb, end) else None

    def pass_bare_head(self, term: Term, at: int, end: int, *, partner: bool) -> int:
        """ "Tổ rà soát", "Đội quản lý trật tự đô thị", "đơn vị vận hành": a head that is no name by itself takes the
        verb behind it into the name."""
        if trade := self._find_trade_end(term, end):
            return trade
        verb = self.action_at(self.skip_blanks(at, end))
        if verb and (MINDS.match(self.view, verb.start, end) or OWN_ACT.match(self.view, verb.start, end)):
            return at
        follows = self.skip_blanks(verb.end, end) if verb and _CARRIES_OUT.match(self.view, verb.start, end) else None
        if follows and (self.action_at(follows) or self.match_opening(follows, end, listed=True)):
            return at
        if not verb or not self.view[verb.start].islower() or CHARGED.match(self.view, verb.start, end):
            return at
        return verb.end if self._is_named_by(term, verb, end, partner=partner) else at

    def names_field(self, verb: Term, end: int) -> bool:
        """ "Cán bộ phụ trách lĩnh vực | giám sát và phản biện xã hội:": no duty, where another follows or nothing."""
        if not _FIELD_OF_POST.search(self.view, self.reach_back(verb.start, NAME_REACH), verb.start):
            return False
        if _NAMES_FIELD.fullmatch(self.view, verb.start, verb.end) and self.action_at(self.skip_blanks(verb.end, end)):
            return True
        ends = _REST_OF_FIELD.fullmatch(self.view, verb.end, end) is not None
        return ends or self.find_duty(verb.end, end) is not None

    def _says_of_whom(self, verb: Term, end: int) -> bool:
        """Whether a verb is that of the people who are named, and the duty follows it."""
        before = self.reach_back(verb.start, NAME_REACH)
        if all(match.end() != verb.start for match in _OF_THOSE.finditer(self.view, before, end)):
            return False
        follows = self.skip_blanks(verb.end, end)
        return self.action_at(follows) is not None or self.find_duty(verb.end, end) is not None

    def _is_named_by(self, term: Term, verb: Term, end: int, *, partner: bool) -> bool:
        """Whether a head is no name without the verb behind it."""
        next_verb = self.action_at(self.skip_blanks(verb.end, end))
        several = _SEVERAL_OF.search(self.view, self.reach_back(term.start, _SEVERAL_REACH), term.start)
        if _WANTS_NAME.fullmatch(self.view, term.start, term.end):
            acts = several and not next_verb and _OWN_OBJECT.match(self.view, verb.end, end)
            return not acts or self.find_duty(verb.end, end) is not None
        no_object = next_verb or _NO_OBJECT.match(self.view, verb.end, end)
        if _SCHOOL.fullmatch(self.view, term.start, verb.end):
            return no_object is not None and not self._goes_on_with_verb(verb.end, end)
        if not partner or several:
            return False
        asked = _ASKED.search(self.view, max(0, term.start - _ASKED_REACH), term.start)
        if asked and not _NAMES_FIELD.fullmatch(self.view, verb.start, verb.end):
            return False
        return self.view.startswith("đơn vị", term.start) or (
            self.view.startswith("cơ quan", term.start) and no_object is not None
        )

    def _goes_on_with_verb(self, at: int, end: int) -> bool:
        """Whether another verb shares the object of the one that ends here: "đào tạo, bồi dưỡng cán bộ"."""
        following = self.skip_blanks(at + 1, end)
        shares = self.view.startswith(", ", at) and self.action_at(following)
        return bool(shares) and self.match_opening(following, end, listed=True) is None

    def _find_trade_end(self, term: Term, end: int) -> int | None:
        """Where the name of one who is known by the trade ends, with what the trade is about."""
        trade = OF_TRADE.match(self.view, term.start, end)
        if trade is None:
            return None
        if self.action_at(self.skip_blanks(trade.end(), end)):
            return trade.end()
        if colon := _COLON_BEHIND.match(self.view, trade.end(), end):
            return colon.end()
        duty = self.find_duty(trade.end(), end)
        return duty - 1 if duty and not _SERVES.match(self.view, duty, end) else None
