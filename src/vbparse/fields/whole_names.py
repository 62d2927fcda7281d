"""Where a name is whole, so that the word behind it is a verb, known or not: behind a unit, a field of an office, a
post or many of a kind, and before verbs that no name holds."""

from __future__ import annotations

from vbparse.fields.bare_heads import BareHeads
from vbparse.fields.name_units import BEHIND_UNIT, NAME_REACH, PART_OF_BODY
from vbparse.language.cues import build_cue, join_alternatives, widen_blanks
from vbparse.language.tables import column
from vbparse.patterns import Cue
from vbparse.text import fold_view

_LEADS = build_cue(
    r"lãnh đạo (?={people that are led})",
    examples=["lãnh đạo cán bộ", "lãnh đạo nhân dân"],
    rejects=["lãnh đạo xã", "lãnh đạo thực hiện"],
    at="start",
)  # "các địa phương lãnh đạo cán bộ …": a verb, as nothing parts it from the name before it
_NUMBERED = build_cue(
    r"(?:số|khu vực|vùng|chi nhánh) (?:\d{1,3}|[IVX]{1,4}) $",
    examples=["dự án số 1 ", "Kiểm lâm vùng II "],
    rejects=["số hộ ", "vùng cao "],
)
_FIELDS = join_alternatives(map(fold_view, column("organisations", "term", label="field")))
FIELD_OF_OFFICE = build_cue(
    rf"(?:{_FIELDS})(?:(?:,| và| -)? (?:{_FIELDS}))*",
    examples=["Xây dựng", "Giáo dục và Đào tạo", "Giao thông Vận tải"],
    rejects=["Xây dựng kế hoạch", "Xây dựng và ban hành"],
    at="whole",
)
"""What follows the kind in the name of an office."""
_GROUPS = "|".join(widen_blanks(term.capitalize()) for term in column("organisations", "term", label="people"))
PLAIN_VERB = build_cue(
    r"(?:{plain verb}|{verb in no name})(?!\w)",
    examples=["xây bể bơi", "trao học bổng", "cấp giấy"],
    rejects=["cấp xã", "trực thuộc Sở", "xây dựng"],
    at="start",
)
"""Common verbs that names hold as well: a charge only behind a name that is whole."""
_VERB_IN_NO_NAME = build_cue(
    r"{verb in no name}(?= (?:\p{Ll}|\d))",
    examples=["trưng bày", "lên kế hoạch", "cắt cỏ"],
    rejects=["lên", "giữ trẻ"],
    at="start",
)
"""Verbs by their first syllable, which no name of a body holds in small letters: they end any name before them."""
_WHO_DOES = build_cue(
    r"(?<!\w){head that is known by its act} $",
    examples=["người ", "hộ ", "tổ "],
    rejects=["Thư viện trường ", "các thôn "],
)
"""Common nouns behind which a verb says who is meant: "người gửi", "hộ vay vốn"."""
_WHOLE = build_cue(
    rf"(?:(?i:{_FIELDS}|{{post without a name}}|(?<!\w)(?:các|mỗi|từng) \p{{L}}+(?: \p{{L}}+)?)"
    rf"|\b(?:{_GROUPS})|(?<!\w)\p{{Lu}}{{3,}}) $",
    examples=["chất lượng giáo dục ", "hiệu trưởng ", "Các chi hội ", "Sinh viên ", "Khoa KSNK "],
    rejects=["Trường Tiểu học ", "Phòng Trưng ", "đối với cán bộ "],
)
_BARE_HEAD = build_cue(
    r"(?<!\w)(?<!phụ trách )(?:{head that wants a name}|{head that wants a complement}|{head of a name}) $",
    examples=["Trạm ", "Trung tâm "],
    rejects=["Trạm Y tế "],
)
_OF_OFFICE = Cue(
    r"(?<!\p{L})(?:Tỉnh|Thành|Huyện|Quận|Thị)\s[Ủủ]y\s$"
    r"|(?<!\p{L})(?:Giám đốc|Lãnh đạo|lãnh đạo|Thanh tra|Văn phòng|Công đoàn|Thủ trưởng|Bộ trưởng) "
    r"(?:Sở|Bộ|Cục|Chi cục) $",
    examples=["Chánh Thanh tra Sở ", "Văn phòng Bộ ", "Ban Tuyên giáo Tỉnh ủy "],
    rejects=["Sở ", "các Sở ", "Giám đốc Sở Y tế "],
)
"""A post or a part of the office that speaks or of a party committee, which is named by its kind alone: the name is
whole."""
_BEHIND_FIELD = Cue(
    rf"\s(?:và|-)\s(?:{_FIELDS})\s+$", examples=["Phòng Kinh tế và Hạ tầng "], rejects=["Phòng Kinh tế "]
)
"""The name of an office's field ends here ("Phòng Kinh tế và Hạ tầng cắm biển báo …")."""
_MUST_NOT = build_cue(
    r"(?:tuyệt đối )?không (?!(?:bắt buộc|nhất thiết)(?!\w))(?:(?:được|tự ý|để) (?=\p{Ll})|(?=\p{Ll}))"
    r"(?![^.;:]{0,160} (?:phải|sẽ|thì|bị|quá \d+)(?!\w))",
    examples=["không được tổ chức ăn uống", "tuyệt đối không tự ý tháo dỡ", "không đốt rác"],
    rejects=["không nộp thì bị xử lý", "không hoàn thành phải kiểm điểm", "không hướng dẫn quá 08 đồ án"],
    at="start",
)
"""What a body is not to do."""
_NUMBERED_UNIT = build_cue(
    r"(?<!\w){head with a number}(?: \p{Lu}\p{Ll}+(?: \p{Ll}+)?)? [1-9]\d{0,3} $",
    examples=["Lữ đoàn Công binh 414 ", "Chi hội 4 "],
    rejects=["Sở Y tế 2 ", "Chi hội 04 "],
)
_COUNTED = Cue(
    r"(?:người|thành viên|hộ|em|học sinh|cán bộ|đồng chí|giáo viên|ngày|tháng|năm|tổ|nhóm|đội|%)(?!\w)",
    examples=["người", "hộ nghèo"],
    rejects=["rà phá", "hộc bàn"],
    at="start",
)
_LISTED_IN_ANNEX = build_cue(
    r"(?:(?<=(?:được|bị) (?:giao|phân công)(?: nhiệm vụ)?)| được (?:giao|phân công))(?!\w)[^.;:]{0,120}? tại "
    r"(?:Phụ lục|Biểu|Danh mục)(?: (?:số )?[IVX\d]{1,5})?(?: (?:ban hành )?kèm theo [^.,;:]{2,40}? này)?(?= \p{Ll})"
    r"|(?:(?<=được)| được) [^.,;:()]{3,60}(?= \((?:có |theo )?(?:danh sách|phụ lục|biểu|lịch)[^()]{0,60}\) \p{Ll})"
    r"|(?: có tên)? (?:trong|tại|theo) (?:danh sách|phụ lục|danh mục|biểu)(?: (?:kèm theo|đính kèm|gửi kèm))?"
    r"(?= \p{Ll})"
    r"|(?: được)? (?:nêu|ghi|kể|có tên) (?:trên|(?:tại|ở|trong) (?:các )?(?i:mục|khoản|điểm|phần|điều) "
    r"(?:(?:[\dIVX.]{1,6}|[a-zđ])(?:, ?| và | )?)+(?:(?i:khoản|mục|phần|điều) [\dIVX.]{1,6})?)(?<=\S)(?= \p{Ll}{2})",
    examples=[
        " nêu tại mục 1, 2, 3 gửi",
        " được nêu tại điểm a khoản 2 báo cáo",
        " nêu trên rà soát",
        " có tên trong danh sách kèm theo nộp hồ sơ",
        " được giao việc tại Phụ lục I lập dự toán",
        " được chọn làm điểm (danh sách gửi kèm) bố trí",
        " được phân công tại Danh mục kèm theo Kế hoạch này gửi báo cáo",
    ],
    rejects=[" được giao tại cuộc họp", " được giao nhiệm vụ tại Phụ lục."],
    at="start",
)
"""Bodies that are known by what an annex gives them to do."""
_CHOSEN = build_cue(
    r"(?:(?<= được)| được) (?:lựa )?chọn (?:(?:làm|đặt|tham gia|dự|tổ chức|thí điểm) )*",
    examples=[" được chọn đặt Điểm thi", " được lựa chọn thí điểm "],
    rejects=[" được giao nhiệm vụ"],
    at="start",
)
"""Which of many are meant: "các trường | được chọn đặt Điểm thi | rà soát phòng thi"."""
_CHOSEN_WORD = Cue(
    r"(?P<word>\w+)(?:\s\([^()]*\))?\s", examples=["Điểm thi ", "thi (danh sách kèm theo) "], rejects=["Điểm, "]
)
_CHOSEN_REACH = 100
"""Letters of what they are chosen for, with a bracket behind it."""
_ASSIGNED = build_cue(
    r"(?:(?<=\w)| )được (?:phân công|giao)(?= (?P<duty>{plain charge})(?!\w))",
    examples=[" được phân công chủ trì", " được giao thực hiện"],
    rejects=[" được phân công nhiệm vụ", " được giao lập sổ"],
    at="start",
)
"""Which of many of a kind are meant, before what they do: "Giáo viên được phân công | chủ trì"."""
_ASSIGNED_WHAT = build_cue(
    r"(?:(?<=\w)| )được (?:phân công|giao|cử|chỉ định) (?!(?:có|chịu) trách nhiệm)[^,.;:()]{4,110}?"
    r"(?= (?:có|chịu) trách nhiệm(?!\w))",
    examples=[" được giao chủ trì soạn thảo tờ trình có trách nhiệm"],
    rejects=[" được giao có trách nhiệm", " được giao chủ trì, có trách nhiệm"],
    at="start",
)
"""What they were given to do, before the duty that they have by it."""
_UNIT_REACH = 60
"""Letters of a unit with its name ("thị trấn …")."""
_FIELD_REACH = 28
"""Letters of an office's field with the "và" before it ("và Hạ tầng")."""
_WORD_REACH = 12
"""Letters before a word in which the word before it stands."""


class WholeNames(BareHeads):
    """Tells where names in one text are whole."""

    def may_end_before(self, pos: int, end: int) -> bool:
        """Whether a name can end before a common verb: behind a field, a post or many of a kind, or where no name holds
        that verb."""
        reach = self.reach_back(pos, _UNIT_REACH), pos
        if _BARE_HEAD.search(self.view, *reach):
            return False
        if self.is_behind_proper(pos) and not self._ends_word(pos):
            return True
        if _VERB_IN_NO_NAME.match(self.view, pos, end) and not _WHO_DOES.search(self.view, *reach):
            return True
        return _WHOLE.search(self.view, *reach) is not None

    def _ends_word(self, pos: int) -> bool:
        """Whether a verb that begins with a capital goes on here: "Ban Nghiên | cứu phát triển"."""
        term = self.terms.get(self.view.rfind(" ", 0, pos - 1) + 1)
        return term is not None and term.end > pos

    def name_is_whole(self, pos: int) -> bool:
        """Behind "thị trấn Đồng Mai" or "Kinh tế và Hạ tầng" a word in small letters is a verb, known or not."""
        before = self.reach_back(pos, _UNIT_REACH)
        if BEHIND_UNIT.search(self.view, before, pos) or self.is_behind_number(pos):
            return True
        if _NUMBERED.search(self.view, self.reach_back(pos, _WORD_REACH), pos) or _LEADS.match(self.view, pos):
            return True
        if _OF_OFFICE.search(self.view, before, pos) or (
            self.is_behind_proper(pos, within=True) and not self._ends_word(pos)
        ):
            return True
        return _BEHIND_FIELD.search(self.view, self.reach_back(pos, _FIELD_REACH), pos) is not None

    def find_listed_end(self, pos: int, end: int) -> int | None:
        """Where the words behind a name end that say where those who are meant are listed."""
        listed = _LISTED_IN_ANNEX.match(self.view, pos, end)
        return listed.end() if listed else None

    def find_chosen_end(self, pos: int, end: int) -> int | None:
        """Where the words behind many of a kind end that say which of them are meant, before the verb of duty."""
        if given := _ASSIGNED_WHAT.match(self.view, pos, end):
            return given.end()
        assigned = _ASSIGNED.match(self.view, pos, end)
        if assigned and self.find_duty(assigned.end("duty"), end) is None:
            return assigned.end()
        chosen = _CHOSEN.match(self.view, pos, end)
        limit = min(end, chosen.end() + _CHOSEN_REACH) if chosen else pos
        for word in _CHOSEN_WORD.finditer(self.view, chosen.end() if chosen else pos, limit):
            if self.action_at(word.end()):
                return word.end("word")
        return None

    def must_not(self, pos: int, end: int) -> bool:
        """ "các thôn | không tổ chức ăn uống": a verb stands behind "không"."""
        match = None if self.names_only else _MUST_NOT.match(self.view, pos, end)
        return match is not None and (
            match[0].count(" ") > 1
            or self.action_at(match.end()) is not None
            or PLAIN_VERB.match(self.view, match.end(), end) is not None
        )

    def is_behind_number(self, pos: int) -> bool:
        """Whether a body with a number for its name ends before `pos` ("Chi hội 4 | trồng hoa")."""
        if _COUNTED.match(self.view, pos) or PART_OF_BODY.match(self.view, pos):
            return False
        return _NUMBERED_UNIT.search(self.view, self.reach_back(pos, NAME_REACH), pos) is not None
