"""Verbs and lists inside the names of bodies: "Ban Quản lý bảo trì đường bộ tỉnh | sửa chữa …". A head that wants a
complement takes the first verb into the name where another verb of duty follows in the same clause, before any comma
and with no body between; otherwise the first verb is the charge ("Ban Chỉ đạo xây dựng kế hoạch")."""

from __future__ import annotations

from functools import cache

from vbparse.bodies.lexicon import Term
from vbparse.fields.name_starts import CHARGED
from vbparse.fields.name_units import BEHIND_UNIT, NAME_REACH, PART_OF_BODY, NameUnits
from vbparse.language.cues import build_cue
from vbparse.language.tables import column
from vbparse.patterns import Cue

MINDS = Cue(
    r"(?:(?:cần|phải|xin) )?(?:lưu|chú) ý(?!\w)", examples=["lưu ý", "cần chú ý"], rejects=["ý kiến"], at="start"
)
"""What a body is to keep in mind: never a part of its name."""
OWN_ACT = build_cue(
    r"(?:{verb that names no body}(?!\w)|\p{Ll}+(?: \p{Ll}+)? 0\d )",
    examples=["phân công 02 người", "họp thẩm định", "báo cáo kết quả", "thẩm định 03 dự án"],
    rejects=["báo cáo viên", "họp báo", "thẩm định giá", "xếp hạng di tích"],
    at="start",
)
"""What a body does and is never named after."""
_WANTS_COMPLEMENT = build_cue(
    r"(?<!\w){head that wants a complement} $",
    examples=["Ban Quản lý ", "Trưởng Ban Chỉ đạo ", "Chủ tịch Hội đồng "],
    rejects=["Văn phòng ", "Hội đồng trường "],
)
_CENTRE = Cue(r"(?<!\w)Trung tâm $", examples=["Trung tâm "], rejects=["Trung tâm Y tế ", "trung tâm "])
_TEAM = build_cue(
    r"(?<!\w)(?:[Đđ]oàn|[Tt]ổ|[Đđ]ội) "
    r"(?=(?:thẩm định|kiểm tra|giám sát|thanh tra|khảo sát|xác minh|đánh giá) (?P<duty>\p{L}))",
    examples=["Trưởng đoàn thẩm định phân công", "Tổ khảo sát báo cáo"],
    rejects=["Đoàn tổ chức kiểm tra", "Đội kiểm tra."],
)
"""A team that is named after what it is there for."""
_CONSIDERS = Cue(r"\p{L} Xét $", examples=["Hội đồng Xét "], rejects=["Hội đồng xét ", "Xét "])
"""A council that considers something: "Hội đồng Xét công nhận sáng kiến"."""
_DIRECTLY = build_cue(
    r"(?<!\w){trade} trực tiếp $",
    examples=["cơ quan quản lý trực tiếp "],
    rejects=["quản lý ", "Giám đốc trực tiếp "],
)
"""How a trade is done, if no other verb follows: "các cơ quan quản lý trực tiếp | bệnh viện | chỉ đạo"."""
_COORDINATION = Cue(r"(?<!\w)Văn phòng $", examples=["Văn phòng "], rejects=["Phòng "])  # "Văn phòng điều phối …"
_NOT_OF_NAME = build_cue(
    r"(?:{not in the complement of a head}|{determiner}|{condition}|\d)(?!\w)",
    examples=["kế hoạch kiểm tra", "cho các hộ", "việc chi trả", "để phục vụ"],
    rejects=["đường bộ", "trường học", "chung cư"],
    at="start",
)
_FIELD = build_cue(
    r"{verb that names a field}(?!\w)",
    examples=["xây dựng trường học", "bảo vệ rừng"],
    rejects=["kiểm tra", "tổng hợp"],
    at="start",
)
_PAIR = Cue(
    r"(?i)(?:phòng|khám)(?=,\s+(?:chống|ngừa|chữa)\s)",
    examples=["phòng, chống cháy rừng", "Khám, chữa bệnh"],
    rejects=["phòng, ban", "khám bệnh"],
    at="start",
)
"""The first of two verbs that share an object."""
_SHARED = Cue(r",\s+(?=(?:chống|ngừa|chữa)\s)", examples=[", chống thiên tai"], rejects=[", ban"], at="start")
_COMMITTEE = build_cue(
    r"(?<!\w){head that wants a complement} (?:(?i:phòng|khám), |[^,;.:()])*$",
    examples=["Ban Chỉ đạo phòng, chống tội phạm", "Hội đồng thi"],
    rejects=["Sở Y tế", "Ban Chỉ đạo"],
)
_OF_LEVEL = build_cue(
    r"(?:(?P<kind>tổng hợp|thường xuyên|đa khoa)|(?P<verb>{verb that names a field}|{trade})(?: \p{Ll}+){0,4}?)"
    r" (?i:{unit})(?! hội)(?= ?:| (?P<next>\p{Ll})|(?: \p{Lu}[\p{L}\d]*)* (?P<next>\p{Ll}))",
    examples=["tổng hợp xã thực hiện", "xây dựng Tỉnh lập", "xây dựng tỉnh :", "thường xuyên huyện Bình Sơn mở"],
    rejects=["hỗ trợ xã thực hiện", "xây dựng tỉnh", "rà soát xã hội hóa"],
    at="start",
)
"""A verb in a name that its level closes: "Trung tâm Dịch vụ | tổng hợp xã"."""
_OBJECT = Cue(
    r"(?P<verb>\p{Lu}\p{Ll}+\s\p{Ll}+)(?:,?\s\p{Ll}+)+$",
    examples=["Trung tâm Kiểm nghiệm thuốc", "Ban Quản lý chợ, bến xe"],
    rejects=["Sở Y tế", "Công an xã A"],
)
_MORE_OBJECTS = build_cue(
    r"(?:(?:,| và)?(?:^|(?<=[, ])| )(?!{determiner}(?!\w)|{condition}(?!\w)|{unit}(?! hội)(?!\w))\p{Ll}+){1,8}"
    r" (?:{unit})(?! hội)(?= ?:| (?P<next>\p{Ll}))",
    examples=["mỹ phẩm, thực phẩm tỉnh bố trí", "bến xe huyện:"],
    rejects=["mỹ phẩm, các xã lấy mẫu", "mỹ phẩm để tỉnh xử lý"],
    at="start",
)
_TRIES_OUT = Cue(
    r"(?:thí|làm) điểm(?!\w)", examples=["thí điểm báo cáo"], rejects=["thí nghiệm", "điểm danh"], at="start"
)
"""Before another verb it tells which of several are meant: "05 khoa thí điểm | báo cáo"."""
_LAST_WORDS = Cue(
    r"(?<!\w)(?P<words>\p{Lu}\p{Ll}+(?:\s\p{Ll}+)?)\s$",
    examples=["Viện Quy hoạch ", "Hội Bảo "],
    rejects=["các thôn ", "Bảo vệ người tiêu "],
)
_FIRST_OF_PAIR = ("phòng", " khám")
_HEAD_REACH = 40
"""Letters before a word in which a head that wants a complement stands."""
_VERB_REACH = 24
"""Letters before a comma in which a verb stands ("Kiểm soát,")."""
_COMPLEMENT_REACH = 130
"""Letters of the complement of a head."""
_IN_CHARGE = "phụ trách"
_OF_SOME = build_cue(r"phụ trách \d+ ", examples=["phụ trách 01 thôn"], rejects=["phụ trách văn xã"], at="start")
"""What somebody is to look after, and no part of a post."""
_BY_FIELD = build_cue(
    r"(?<!\w)(?i:chuyên viên|cán bộ|công chức|viên chức|nhân viên|giáo viên|bộ phận) $",
    examples=["Chuyên viên ", "các công chức "],
    rejects=["Đồng chí Hà ", "chuyên viên, "],
)
"""Those who are known by the field they are in charge of."""


@cache
def _verbs() -> frozenset[str]:
    return frozenset(column("actions", "term"))


@cache
def _fields() -> frozenset[str]:
    return frozenset(term.lower() for term in column("organisations", "term", label="field"))


class NameVerbs(NameUnits):
    """Tells which verbs and commas belong to a name."""

    def takes_verb(self, pos: int, end: int) -> int | None:
        """Where the verb at `pos` ends if it stands in the name of a body, else None."""
        view = self.view
        if (level := _OF_LEVEL.match(view, pos, end)) and level["kind"]:
            return level.end("kind")
        pair = _PAIR.match(view, pos, end)
        verb = self.action_at(pos)
        verb_end = pair.end() if pair else verb.end if verb else None
        if verb_end is None or self.names_only or CHARGED.match(view, pos, end) or OWN_ACT.match(view, pos, end):
            return None
        if _TRIES_OUT.match(view, pos, end) and self.action_at(self.skip_blanks(verb_end, end)):
            return verb_end
        if self._names_centre(pos, verb_end, end) or self._names_purpose(pos, end):
            return verb_end
        if self._says_how(pos, verb_end, end) or self._is_closed_by_level(pos, end):
            return verb_end
        if not self._wants_complement(pos):
            return None
        duty = self.find_duty(verb_end + 1 if pair else verb_end, end)
        shared = view[pos - 2] == ","
        if duty is None or not (pair or shared or _FIELD.match(view, pos, end) or self.is_behind_unit(duty)):
            return None
        return verb_end

    def _names_centre(self, pos: int, verb_end: int, end: int) -> bool:
        """ "Trung tâm xúc tiến Đầu tư": a field with a capital behind a centre that has no other name."""
        if not _FIELD.match(self.view, pos, end) or not self.view[verb_end + 1 : verb_end + 2].isupper():
            return False
        return _CENTRE.search(self.view, self.reach_back(pos, _HEAD_REACH), pos) is not None

    def names_charge(self, pos: int, end: int) -> bool:
        """Whether the word at `pos` says by what a post is known: "phụ trách" ("Phó Chủ tịch | phụ trách văn xã"), or
        the verb behind it that is a field ("Chuyên viên phụ trách | tổng hợp | tham mưu")."""
        if self.view.startswith(_IN_CHARGE, pos):
            return not _OF_SOME.match(self.view, pos, end) and not self._is_in_charge(pos, end)
        before = pos - len(_IN_CHARGE) - 1
        return self.view.startswith(_IN_CHARGE, max(0, before)) and not self._is_in_charge(before, end)

    def _is_in_charge(self, pos: int, end: int) -> bool:
        """Whether "phụ trách" is a verb of duty with another behind it ("Ông Hòa | phụ trách tổng hợp số liệu"), and no
        field stands between those who are known by one and what they do."""
        field = self.action_at(self.skip_blanks(pos + len(_IN_CHARGE), end))
        if field is None or not _BY_FIELD.search(self.view, max(0, pos - _VERB_REACH), pos):
            return field is not None
        return self.action_at(self.skip_blanks(field.end, end)) is None

    def _says_how(self, pos: int, verb_end: int, end: int) -> bool:
        """Whether the verb at `pos` says how the trade before it is done, and the object of that trade follows."""
        within = self.reach_back(pos, _HEAD_REACH), min(verb_end + 1, end)
        return _DIRECTLY.search(self.view, *within) is not None and not self.action_at(self.skip_blanks(verb_end, end))

    def _is_closed_by_level(self, pos: int, end: int) -> bool:
        """Whether the level of the body stands between the verb at `pos` and its duty, and no people and no other body:
        "Viện Quy hoạch | xây dựng tỉnh lập …"."""
        match = _OF_LEVEL.match(self.view, pos, end)
        if match is None or not self._opens_compound(pos):
            return False
        return not match["next"] or self.find_duty(match.end("verb"), end) == match.start("next")

    def _opens_compound(self, pos: int) -> bool:
        """Whether the words before `pos` want more: they hold a capital, and are no body, field or unit by
        themselves."""
        match = _LAST_WORDS.search(self.view, self.reach_back(pos, _HEAD_REACH), pos)
        if match is None or self.is_behind_unit(pos) or match["words"].lower() in _fields():
            return False
        ends = (self.terms.get(at) for at in range(self.reach_back(pos, _HEAD_REACH), pos))
        return not any(term and term.label == "body" and term.end == pos - 1 for term in ends)

    def _names_purpose(self, pos: int, end: int) -> bool:
        """ "Trưởng đoàn thẩm định | phân công": what a team is for."""
        before = self.reach_back(pos, _HEAD_REACH)
        team = next((m for m in _TEAM.finditer(self.view, before, end) if m.end() == pos), None)
        return self.is_considered(pos) or bool(team and self.action_at(team.start("duty")))

    def is_considered(self, pos: int) -> bool:
        """Whether the word at `pos` says what a council considers: "Hội đồng Xét công nhận sáng kiến"."""
        return _CONSIDERS.search(self.view, self.reach_back(pos, _HEAD_REACH), pos) is not None

    def _wants_complement(self, pos: int) -> bool:
        before = self.reach_back(pos, _HEAD_REACH)
        if _WANTS_COMPLEMENT.search(self.view, before, pos):
            return True
        if self.view.startswith("điều phối ", pos) and _COORDINATION.search(self.view, before, pos):
            return True
        verb_end = pos - 1 - self.view.startswith(", ", pos - 2)
        return self.view[pos - 1 : pos] == " " and self._capital_verb_before(verb_end) is not None

    def _capital_verb_before(self, pos: int) -> Term | None:
        """A verb with a capital that ends at `pos`: "Quản lý", "Đầu tư"."""
        for at in range(self.reach_back(pos, _VERB_REACH), pos):
            term = self.terms.get(at)
            if (
                term
                and (term.label == "action" or self.view[at : term.end].lower() in _verbs())
                and term.end == pos
                and self.view[at].isupper()
                and at
                and (self.view[at - 1] == " " and self.view[max(0, at - 2)].isalpha())
            ):
                return term
        return None

    def find_duty(self, pos: int, end: int) -> int | None:
        """The verb of duty behind the complement that begins at `pos`; None where a comma, a body or a word that no
        name holds comes first, or where the complement is empty."""
        view, limit = self.view, min(end, pos + _COMPLEMENT_REACH)
        at = first = self.skip_blanks(pos, limit)
        while at < limit:
            if at > first and view[at].islower() and self.action_at(at):
                return at
            pair = _PAIR.match(view, at, limit)
            shared = _SHARED.match(view, at, limit)
            if shared and view[max(0, at - len("phòng")) : at].lower() in _FIRST_OF_PAIR:
                at = shared.end()
                continue
            if not pair and (not view[at].isalpha() or self._breaks_name(at, limit)):
                return None
            term = self.terms.get(at)
            step = pair.end() + 1 if pair else term.end if term and term.label in ("name", "body") else at
            while step < limit and (view[step].isalnum() or view[step] == "-"):
                step += 1
            at = self.skip_blanks(step, limit)
        return None

    def _breaks_name(self, at: int, end: int) -> bool:
        if _NOT_OF_NAME.match(self.view, at, end):
            return True
        opened = self.match_opening(at, end, listed=True)
        return opened is not None and opened[0].label != "unit" and not self.view.startswith("Quỹ ", at)

    def takes_comma(self, pos: int, following: int, end: int) -> bool:
        """Whether the comma at `pos` stands inside a name: between verbs that share an object ("Quản lý, giám sát bảo
        hiểm | cảnh báo"), or in what a committee fights ("tội phạm, tệ nạn xã hội huyện | giao ban")."""
        view = self.view
        if self.names_only or not view[following].islower():
            return False
        if self._capital_verb_before(pos) or (
            _SHARED.match(view, pos, end) and view.startswith("hòng", pos - len("hòng"))
        ):
            verb = self.action_at(following)
            return self.find_duty(verb.end if verb else following, end) is not None
        if self._acts_on_list(pos, following, end):
            return True
        duty = None if self.action_at(following) else self.find_duty(following, end)
        if (
            duty is None
            or not self.is_behind_unit(duty)
            or BEHIND_UNIT.search(f"{view[self.reach_back(pos, NAME_REACH) : pos]} ")
        ):
            return False
        return _COMMITTEE.search(view, self.reach_back(pos, NAME_REACH), pos) is not None

    def _acts_on_list(self, pos: int, following: int, end: int) -> bool:
        """Whether the comma at `pos` stands among what the verb in a name acts on, up to the level of the body: "Trung
        tâm Kiểm nghiệm thuốc|, mỹ phẩm|, thực phẩm tỉnh bố trí"."""
        before = _OBJECT.search(self.view, self.reach_back(pos, NAME_REACH), pos)
        if before is None or self._capital_verb_before(before.end("verb")) is None:
            return False
        rest = _MORE_OBJECTS.match(self.view, following, end)
        if rest is None or not rest["next"]:
            return rest is not None
        return self.action_at(rest.start("next")) is not None or not PART_OF_BODY.match(self.view, rest.start("next"))
