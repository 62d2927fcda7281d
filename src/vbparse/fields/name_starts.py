"""Where the name of a body, a post, a group or a person begins in a sentence: by the terms of the lexicon
(`bodies.lexicon`), and by the words before them (các, đồng chí, lãnh đạo)."""

from __future__ import annotations

import regex

from vbparse.bodies.lexicon import Term, Terms, find_misspelt_unit_end
from vbparse.language.cues import build_cue
from vbparse.language.landmarks.signer import NAME_IN_TWO, NAME_WORD
from vbparse.patterns import Cue

DETERMINER = build_cue(
    r"(?:{determiner} )+",
    examples=["các phòng", "Lãnh đạo các đơn vị", "đồng chí Lê Văn Tâm"],
    rejects=["cách làm"],
    at="start",
)
_TITLES = r"(?:(?:{title of a person}\.? ?|{rank} ))*"
_PERSON = build_cue(
    _TITLES + rf"(?:{NAME_WORD}(?: {NAME_WORD}(?:\p{{Lu}}\p{{Ll}}+)?){{1,4}}|{NAME_IN_TWO})(?!\w)"
    r"|\p{Lu}[\p{Ll}\p{M}]+(?= ?(?:[-:(.;+]|$)|, \p{L}| \p{Ll})",
    examples=[
        "Lê Văn Tâm",
        "Lê ThịHoa",
        "ThS. Trần Thị Hoa",
        "Hòa: họp",
        "Hùng phụ trách",
        "Lan (Kế toán)",
        "Y Bhăm",
        "Rơ Mah H'Rê",
    ],
    rejects=["phòng Nội vụ", "SỞ Y TẾ", "A"],
    at="start",
)
_RANKED = build_cue(
    r"(?:(?-i:{rank}) (?=[^-,:(;]{2,60}[-,:(;])|(?:{title of a person}\. ?)+)"
    rf"{NAME_WORD}(?: {NAME_WORD}){{1,4}}(?!\w)",
    examples=[
        "Thiếu tá Vũ Đình Khang - Trưởng Công an xã",
        "PGS.TS. Lê Văn Tám",
        "BS.CKI. Lê Mơ",
        "DS. Lê An",
        "NCS. Lê Bé",
    ],
    rejects=["Thiếu tá Vũ Đình Khang chủ trì", "Công an xã - đơn vị", "TS Tám"],
    at="start",
)
_COMRADE = build_cue(
    r"(?<!\w){comrade}(?: giáo)?\.? ",
    examples=["đồng chí ", "Ông. ", "Đ/c ", "ông ", "Cô giáo "],
    rejects=["các phòng "],
)
_MEN_AND_WOMEN = build_cue(
    r"(?<=(?i:ông|đồng chí|bà|\)) )(?=(?:có tên|được|nêu|liên quan|có liên quan|tham gia|thuộc)(?!\w))",
    examples=["các ông, bà có tên tại Điều 1", "ông (bà) được cử đi học"],
    rejects=["các ông, bà Lê Văn Tâm", "các phòng có tên"],
)
"""People who are known by where they are named."""
_PLURALS = ("các", "những", "mọi", "từng")
_REPORTS = Cue(
    r"Báo\s+(?!(?:và|đài|chí|điện)\b)\p{Ll}",
    examples=["Báo ngay Công an"],
    rejects=["Báo Nhân Dân", "Báo và Đài"],
    at="start",
)
"""A verb that begins a sentence, and no newspaper."""
_GUARD = build_cue(
    r"[Bb]ảo vệ (?:nhà trường|trường|cơ quan|trụ sở|chợ|bệnh viện|trung tâm|đơn vị|công ty|nhà máy)"
    r"(?: \p{Lu}[\p{L}\d]*)* (?=\p{Ll})",
    examples=["Bảo vệ trường mở cổng", "bảo vệ chợ Đông An thu vé"],
    rejects=["Bảo vệ trường, lớp", "Bảo vệ rừng trồng"],
    at="start",
)
"""Who guards a place, where a verb of duty stands behind it: "Bảo vệ trường | mở cổng", and not "Bảo vệ trường học"."""
_GROUP_NOUN = build_cue(
    r"tổ chức(?i:(?= ?{kind of organisation}))",
    examples=["tổ chức chính trị - xã hội", "tổ chức, cá nhân"],
    rejects=["tổ chức ra quân"],
    at="start",
)
_ANYONE = build_cue(
    r"Tổ chức, (?:cá nhân|cơ quan|đơn vị|hộ gia đình)(?!\w)(?=[^.;]{0,160} (?:(?:có|chịu) trách nhiệm|phải (?!được)))",
    examples=["Tổ chức, cá nhân trúng thầu có trách nhiệm"],
    rejects=["Tổ chức, thực hiện", "Tổ chức, cá nhân nộp hồ sơ tại bộ phận một cửa"],
    at="start",
)
"""A list of groups that begins a sentence with a duty, and no verb."""
_MANY_POSTS = Cue(
    r"(?i:trưởng các|lãnh đạo|đại diện|thành viên)", examples=["Thủ trưởng các ", "lãnh đạo "], rejects=["các phòng "]
)
_MEMBERS = Cue(
    r"(?<=[Cc]ác )thành viên(?= $)", examples=["Các thành viên "], rejects=["thành viên ", "các thành viên các "]
)
"""Those who are meant where a verb stands behind them: the members of the body that speaks."""
CHARGED = build_cue(r"{plain charge}(?!\w)", examples=["chủ trì", "có trách nhiệm"], rejects=["chủ tịch"], at="start")
_NAMED = build_cue(r"(?<!(?<!\w)cấp) \p{Lu}", examples=[" Tư pháp"], rejects=[" một cửa"], at="start")
"""A name behind a unit in small letters: "bộ phận | Tư pháp"; in "cấp | Giấy chứng nhận" a verb stands there."""
_BEARER = Cue(
    r"(?!(?i:công|tăng|sinh|thành|động|đảng|khai|mưu|phối|đối|ứng)\s)(?i:\p{L}\p{Ll}+(?:\s\p{Ll}+)?)"
    r"\s(?:viên(?!\schức)|sĩ|sỹ|trưởng|phó)(?:\strưởng)?(?=\s\p{Ll}|\s?[,:]|$)",
    examples=["Bác sĩ điều trị", "học viên", "Kỹ thuật viên trưởng lập", "Điều dưỡng trưởng", "Huấn luyện viên lập"],
    rejects=[
        "Công viên cây xanh",
        "Phân công viên chức trực",
        "Tăng trưởng kinh tế",
        "Ứng phó với",
        "Viên chức",
        "bác sĩ.",
    ],
    at="start",
)
"""Who bears a profession or a post, by the last syllable of its name, though no table knows it."""
_HOLDER = Cue(r"\sviên(?=\s\p{Ll}|\s?[,:]|$)", examples=[" viên lập"], rejects=[" viên."], at="start")
"""Behind a verb or a body it makes a profession: "huấn luyện viên", "thanh tra viên"."""
_AREA = Cue(
    r"(?i:khu|cụm|liên gia)\s\d{1,2}(?!\s?[\d/%.,]*\d|\w)",
    examples=["Khu 3, khu 4", "khu 5 vận động", "Cụm 2:"],
    rejects=["khu vực 3", "Khu 30/4", "khu dân cư số 4"],
    at="start",
)
"""A part of a settlement known by its number."""
_OWNER = Cue(
    r"[Cc]hủ\s(?!(?:trì|tịch|động|yếu|trương|nhiệm|đề|nhật|thể|ý|quyền|nghĩa|lực|chốt|đạo|điểm|biên|tọa|tài|mưu|khảo"
    r"|xướng|công|quan|khách|giảng|tâm|mưu)(?!\w))\p{Ll}+",
    examples=["chủ đò ký cam kết", "Chủ lò mổ", "chủ nhà trọ"],
    rejects=["Chủ trì", "chủ động", "Chủ tịch"],
    at="start",
)
"""Who owns or runs a thing, whatever it is."""
_FUND = Cue(
    r"[Qq]uỹ(?=\s(?!Bảo hiểm)\p{Lu}\p{Ll})",
    examples=["Quỹ Khuyến học xã trao"],
    rejects=["Quỹ lương", "Quỹ đất", "Quỹ Bảo hiểm y tế"],
    at="start",
)
"""A fund that has a name."""
_BRANCH = build_cue(
    r"(?:Thi hành án dân sự|Kiểm toán [Nn]hà nước|Thống kê|Thuế|Hải quan)"
    r"(?= (?:tỉnh|thành phố|TP\.?)(?: \p{Lu}| \p{Ll}|$)| (?:khu vực|cơ sở) (?:\d{1,2}|[IVX]+)(?!\w))",
    examples=["Thi hành án dân sự tỉnh rà soát", "Kiểm toán nhà nước khu vực XII", "Thống kê cơ sở 3"],
    rejects=["Thi hành án dân sự đạt kết quả", "Thống kê các hộ", "Thống kê khu vực ngập"],
    at="start",
)
"""A branch of a State service that is known by its work and its level or number."""
_HOW = build_cue(
    r"Thường trực (?=\p{Ll})", examples=["Thường trực tổng hợp số liệu"], rejects=["Thường trực HĐND"], at="start"
)
"""Before a verb it says how something is done, and no standing committee is named."""
_KIND = Cue(
    r"(?!chủ\s)\p{Ll}+(?:,?\s\p{Ll}+){2,}(?<!có\sthẩm\squyền)",
    examples=["cơ sở giáo dục", "trạm y tế"],
    rejects=["đơn vị", "chủ đầu tư", "cơ quan có thẩm quyền"],
    at="whole",
)
"""A common noun that tells a kind of body by itself."""
_BY_ITSELF = "tự "
"""Before a verb of duty: "tự nhận xét, đánh giá"."""
_GROUP = "tổ chức"
"""A verb of duty, and a noun where a kind of organisation stands behind it."""
_CHARGE_REACH = 16
"""Letters behind a verb of duty in which the words of a plain charge end ("có trách nhiệm")."""


class NameStarts:
    """Finds where names begin in one text.

    `names_only` is for stretches that hold nothing but names, such as those before a colon: there "bảo vệ" or "đầu tư"
    is part of a name, and only a plain charge (chủ trì, có trách nhiệm …) ends it.
    """

    def __init__(self, view: str, terms: Terms, *, names_only: bool = False) -> None:
        self.view = view
        self.terms = terms.at
        self.names_only = names_only
        self.first = 0

    def reach_back(self, pos: int, letters: int) -> int:
        """So many letters before `pos`, but not before `first`, where the names that are read begin: what stands in
        the cell before is no part of them."""
        return max(self.first, pos - letters)

    def action_at(self, pos: int) -> Term | None:
        """A verb of duty that begins here."""
        term = self.terms.get(pos)
        if term and term.label == "name":
            return None
        if term is None and self.view.startswith(_BY_ITSELF, pos):
            term = self.terms.get(pos + len(_BY_ITSELF))
        if term is None or term.label != "action":
            return None
        return None if self.names_only and not CHARGED.match(self.view, pos, term.end + _CHARGE_REACH) else term

    def ends_with_verb(self, pos: int, end: int) -> bool:
        """Whether nothing but a verb of duty stands between two offsets."""
        verb = self.action_at(self.skip_blanks(pos, end))
        return verb is not None and verb.end == end

    def skip_blanks(self, pos: int, end: int) -> int:
        """Past blanks."""
        while pos < end and self.view[pos] == " ":
            pos += 1
        return pos

    def match_opening(self, pos: int, end: int, *, listed: bool) -> tuple[Term, int] | None:
        """The term that opens a name here, and the offset behind determiner and term; None where no name begins."""
        match = DETERMINER.match(self.view, pos, end)
        ranked = None if match else _RANKED.match(self.view, pos, end)
        if ranked:
            return Term(pos, ranked.end(), "person", "person"), ranked.end()
        comrade = None if match else _COMRADE.match(self.view, pos, end)
        if comrade:
            return self._match_person(comrade.end(), end)
        at = match.end() if match else pos
        term = self.terms.get(at)
        plain = term is None or (term.label in ("action", "body", "name") and _HOLDER.match(self.view, term.end))
        may_open = match or listed or self.view[at : at + 1].isupper()
        if plain and may_open and (one := _BEARER.match(self.view, at, end)):
            return Term(at, one.end(), "people", ""), one.end()
        if may_open and (branch := _BRANCH.match(self.view, at, end)):
            return Term(at, branch.end(), "body", "department"), branch.end()
        if term is None and may_open and (kind := self._match_kind(at, end)):
            return kind, kind.end
        if match and (term is None or term.label in ("name", "none")):
            return self._match_determined(match, at, end)
        if term is None or term.label in ("none", "name") or _REPORTS.match(self.view, at, end):
            return None
        if not match and (how := _HOW.match(self.view, at, end)) and self.action_at(how.end()):
            return None
        if term.label == "action":
            if (guard := _GUARD.match(self.view, at, end)) and self.action_at(guard.end()):
                return Term(at, guard.end() - 1, "people", "civil servant"), guard.end() - 1
            if _ANYONE.match(self.view, at, end):
                return Term(at, at + len(_GROUP), "unit", "collective"), at + len(_GROUP)
            if match and (members := _MEMBERS.search(match[0])):
                return Term(pos + members.start(), pos + members.end(), "people", "member"), pos + members.end()
            is_plural = match is not None and match[0].lower().split()[-1] in _PLURALS
            return self._match_group(at, end, is_plural=is_plural, listed=listed or match is not None)
        if term.label == "unit" and not (
            may_open or _NAMED.match(self.view, term.end, end) or _KIND.fullmatch(self.view, at, term.end)
        ):
            return None
        return term, term.end

    def _match_kind(self, at: int, end: int) -> Term | None:
        """Who is named by a kind of name: an owner, or a part of a settlement by its number."""
        if owner := _OWNER.match(self.view, at, end):
            return Term(at, owner.end(), "people", "residents")
        if fund := _FUND.match(self.view, at, end):
            return Term(at, fund.end(), "body", "office")
        area = _AREA.match(self.view, at, end)
        return Term(at, area.end(), "unit", "collective") if area else None

    def _match_person(self, at: int, end: int) -> tuple[Term, int] | None:
        person = _PERSON.match(self.view, at, end)
        term = self.terms.get(at)
        if term and term.label in ("post", "people", "body") and self.view[at : term.end].count(" "):
            return term, term.end
        return (Term(at, person.end(), "person", "person"), person.end()) if person else None

    def opens_with_people(self, at: int) -> bool:
        """Whether a common noun of people stands at `at`: "người lao động"."""
        term = self.terms.get(at)
        return term is not None and term.label == "people"

    def _match_group(self, at: int, end: int, *, is_plural: bool, listed: bool) -> tuple[Term, int] | None:
        """ "các tổ chức", or "tổ chức chính trị - xã hội" in a list: no verb of duty."""
        of_kind = listed and _GROUP_NOUN.match(self.view, at, end)
        if not (of_kind or (is_plural and self.view.startswith(_GROUP, at))):
            return None
        behind = at + len(_GROUP)
        return Term(at, behind, "unit", "collective"), behind

    def _match_determined(self, match: regex.Match[str], at: int, end: int) -> tuple[Term, int] | None:
        slip = find_misspelt_unit_end(self.view, at, end)
        if slip:
            return Term(at, slip, "unit", "collective"), slip
        person = self._match_person(at, end) if _COMRADE.search(match[0]) else None
        if person:
            return person
        if _MEN_AND_WOMEN.match(self.view, at, end):
            return Term(at, at, "people", "collective"), at
        posts = _MANY_POSTS.search(match[0])
        return (Term(at, at, "post", "head"), at) if posts and self.view[at : at + 1].isalpha() else None
