"""The gate before an obligation: words that are no task are left out, whatever rule took them for one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from vbparse.bodies.lexicon import Term
from vbparse.bodies.names import read_issuer
from vbparse.fields.actor_lists import Actors
from vbparse.fields.actors import ActorParser
from vbparse.fields.clauses import Charge
from vbparse.fields.gate.names import has_letters
from vbparse.fields.statements import ANNOUNCES, DECIDES
from vbparse.language.cues import build_cue
from vbparse.language.tables import rows
from vbparse.patterns import Cue
from vbparse.text import Span, fold_view

_SPEAKING = ("BC", "TTr", "CV")
_DUTY = build_cue(
    r"(?<!\w)(?:phải|cần|sẽ|(?:có|chịu) trách nhiệm|có nhiệm vụ|cam kết)(?!\w)",
    examples=["có trách nhiệm", "sẽ"],
    rejects=["trách nhiệm chung"],
)
_VERB = 16
"""Letters of a task in which its first verb stands."""
_PERFORMS = build_cue(
    r"(?i)\W*{polite act}(?!\w)", examples=["Trân trọng cảm ơn", "kính mời"], rejects=["Mời các đại biểu"], at="start"
)
_DONE_BY_RULE = build_cue(
    r"\W*(?:(?:Việc|Chế độ|Chính sách|Mức|Hồ sơ|Trình tự|Thủ tục|Thời gian|Nội dung) (?:(?! do )[^.;]){4,150}?"
    r" (?:được )?(?:thực hiện|tiến hành|áp dụng|giải quyết) theo(?!\w)"
    r"|(?:Đối với [^.;:]{3,160})?thì (?:trình tự|thủ tục|các bước)[^.;:]{0,40} như sau ?:"
    r"|cụ thể (?:theo|quy định tại|nêu tại) (?:Điều|khoản|mục|phụ lục))",
    examples=["Việc đánh giá công chức thực hiện theo Mẫu số 2", "Đối với viên chức thì trình tự như sau:"],
    rejects=["Việc tiêu hủy do Phòng Nội vụ thực hiện", "Đối với viên chức thì đánh giá như sau:"],
    at="start",
)
_MEASURES = build_cue(
    r"\W*(?:[^.;:]{2,60}: ?)?(?:(?:tối (?:thiểu|đa)|ít nhất|nhiều nhất|không quá|khoảng|từ|là) ?)*"
    r"\d[\d.,]* ?[^\W\d]{0,8}[²%\d]?(?: ?\([^()]*\))?\W*$"
    r"|\W*(?:(?:[^.;:]{2,60}: ?){1,3}\d[\d.,]* ?(?:đồng|đ|điểm|%)(?:/[^\W\d]{1,8})?(?:; |\W*$))+$",
    examples=["tối thiểu 40m2;", "hỗ trợ: 2.000.000 đồng (đã có).", "Học nghề: lớp 1: 50 đồng/tháng; lớp 2: 60 đồng."],
    rejects=["tối thiểu 40 hộ đăng ký", "rà soát 40 hộ", "tiêm: 20 liều; uống: 40 liều"],
    at="start",
)
_STATES = build_cue(
    r"(?i)\W*(?:(?:kiêm|đây là|là(?! {standing office}))"
    r"|(?:phiên|cuộc) họp[^.;:]{0,60} (?:hợp lệ|có giá trị)|(?:\p{L}+ ){0,4}do [^.;:]{3,120}? làm (?:tổ|đội) trưởng"
    r"|(?!(?:phân công|cử|bố trí|chỉ định|kiện toàn|thành lập|trực tiếp) )[^.;:]{3,120}? làm "
    r"(?:(?:phó )?(?:chủ tịch|trưởng)|ủy viên|thư ký|thành viên)(?! \p{L}+ việc)"
    r"|[^.;:,]{3,80} là (?:nhiệm vụ|nội dung|yêu cầu|cơ sở|trách nhiệm)"
    r"(?: \p{L}+){0,2} (?:quan trọng|trọng tâm|thường xuyên|chung|cấp bách))(?!\w)",
    examples=[
        " kiêm Phó Trưởng ban",
        "là thành viên",
        "Phiên họp hợp lệ khi có",
        "Tổ do ông A làm Tổ trưởng",
        "Phát triển cụm công nghiệp là nhiệm vụ quan trọng",
    ],
    rejects=["là đầu mối", "làm"],
    at="start",
)
_GOES_ON = build_cue(
    r" (?:- ?(?=\p{Lu})|và (?=\p{Lu}\p{Ll})|thuộc |(?:có )?liên quan(?!\w| (?:đến|tới|về)(?!\w)))"
    r"|, (?=\p{Lu}\p{Ll}+(?: \p{Ll}+)?(?: và|,) )",
    examples=[" thuộc Sở", " và Văn thư", " có liên quan", ", Thể thao và Du lịch"],
    rejects=[" và báo cáo", " kế hoạch", " liên quan đến tài khoản"],
    at="start",
)
_OUT_OF_BRACKET = Cue(
    r"[^()]*(?<![\s(]\w)\)\W*$",
    examples=[" trật tự xã hội)."],
    rejects=[" trật tự (xã)", " trật tự xã hội."],
    at="start",
)
_WANTS_OBJECT = build_cue(
    r"(?<!Ban |Hạt )(?:Quản lý|Xử lý|Phát triển)$", examples=["Phó Trưởng phòng Quản lý"], rejects=["Ban Quản lý"]
)
_REMARK = Cue(
    r"\W*\([^()]*(?:\([^()]*\)[^()]*)*\)\W*$",
    examples=["(có danh sách kèm theo)", "(gồm (3) người)."],
    rejects=["Phòng Nội vụ (chủ trì)"],
    at="whole",
)
_PERSON = build_cue(
    r"\W*(?P<comrade>{comrade} ?)?\p{Lu}\p{Ll}*(?: \p{Lu}[\p{L}']*){1,5} ?[-,:(] ?",
    examples=["Ông Lê Văn Tâm - Trưởng ban", "Lê Văn Tâm, Trưởng thôn"],
    rejects=["Công an xã - đơn vị", "Tâm - Trưởng thôn"],
    at="start",
)
_IN_CHARGE = build_cue(
    r"(?<!\w)(?:{plain charge}|phụ trách|chỉ đạo|điều hành)(?!\w)",
    examples=["phụ trách chung", "chủ trì"],
    rejects=["Trưởng ban"],
)
_PAPER = build_cue(
    r"\W*(?:\d{1,2} )?(?:Biểu(?! (?:dương|diễn|quyết))|Mẫu|Đơn(?! vị)|Giấy|Phiếu|Chứng chỉ|[Ảả]nh(?= (?:thẻ|màu|\d))"
    r"|đĩa(?!\w)|Tờ khai|Hồ sơ|Lý lịch|(?:Các )?[Vv]ăn bản|Bản (?:sao|chính|gốc))(?!\w)"
    r"(?! (?:hóa|thư))",
    examples=["Biểu B7-1 đối với đề tài;", "Đơn đăng ký theo mẫu", "Bản sao căn cước công dân", "02 ảnh 4x6"],
    rejects=["Ảnh hưởng của bão", "Đơn vị thực hiện", "Lập hồ sơ", "Biểu dương các hộ gương mẫu"],
    at="start",
)
_HEAD_ROW = build_cue(
    r"\W*(?:S?TT|Số TT)(?: \|)? \p{Lu}[^.;:]{0,200} "
    r"(?:Ghi chú|Thành tiền|Số lượng|Đơn (?:vị tính|giá)|Tổng (?:cộng|số))\W*$",
    examples=["TT Học phí đào tạo nghề Học phí/tháng Ghi chú", "TT | Tên lớp | Ghi chú"],
    rejects=["TT Y tế huyện tổng hợp, ghi chú"],
    at="start",
)
"""The head of a table that is no table in the file: "TT" opens the name of a body elsewhere."""
_CAPTION = build_cue(
    r"\W*(?:{caption of a list}|(?i:(?:bao )?gồm)(?! cả))(?!\w)",
    examples=["Thành phần tham gia", "Danh sách đại biểu:", "Gồm: cô Hòa, thầy Tâm"],
    rejects=["Lập danh sách"],
    at="start",
)
_CLOCK = r"\d{1,2} ?(?:giờ(?: ?\d{2}(?: ?phút)?)?|[hHgG](?: ?\d{2})?|: ?\d{2})(?!\w)'?"
_HOUR = build_cue(
    rf"\W*(?:(?:Từ|từ|Lúc|lúc|Vào lúc) )?{_CLOCK}",
    examples=["8 giờ 30 phút", "Từ 7h30"],
    rejects=["8 ngày"],
    at="start",
)
_DAY = build_cue(
    r"ngày ?\d|(?<![\d/])\d{1,2} ?/ ?\d{1,2}(?!\d)|(?:h[àằ]ng|mỗi) (?:ngày|tuần|tháng)(?!\w)",
    examples=["ngày 12", "15/7", "16 giờ hằng ngày"],
    rejects=["12/2024/QĐ", "ngày hội"],
)
_IS_GIVEN = build_cue(
    r":\W*(?:khen thưởng|(?:truy )?tặng|kỷ luật|cảnh cáo|khiển trách|trợ cấp|bổ nhiệm|miễn nhiệm)(?!\w)",
    examples=[": khen thưởng 5 triệu", ": tặng Giấy khen"],
    rejects=[" khen thưởng", ": trao giấy khen"],
    at="start",
)
_TAKES_EFFECT = build_cue(
    r"\W*(?:Quyết định|Kế hoạch|Quy định|Quy chế|Chỉ thị|Hướng dẫn|Thông báo) này (?!của)",
    examples=["Quyết định này có hiệu lực kể từ ngày ký"],
    rejects=["Kế hoạch trồng cây", "Hướng dẫn các xã"],
    at="start",
)
_SPEAKS_FOR = build_cue(
    r"\W*thay mặt [^.;:]{3,160} (?:kết luận|phát biểu|chủ trì|ký)(?!\w)",
    examples=["thay mặt Thường trực HĐND, đồng chí Chủ tịch kết luận"],
    rejects=["thay mặt UBND xã trao quà"],
    at="start",
)
_DEMANDS = build_cue(
    r"\W*(?:(?:cũng|còn|đồng thời) )?(?:yêu cầu|đề nghị)(?: với)? (?=\p{L})",
    examples=[" yêu cầu các đồng chí có tên", "đề nghị mọi người"],
    rejects=["tiếp nhận yêu cầu"],
    at="start",
)
_ORGAN = build_cue(
    r"(?i:(?:Ban )?Thường trực|Ban (?:Thường vụ|Chấp hành)|(?:Tập thể )?[Ll]ãnh đạo) (?=\p{L})",
    examples=["Ban Thường vụ Đảng ủy", "Thường trực HĐND", "Lãnh đạo Sở Y tế"],
    rejects=["Ban Quản lý chợ"],
    at="start",
)
"""The part of a body by which it speaks."""
_FOLLOWS = build_cue(
    r"\W*(?:(?:các|những) )?(?:(?:nội dung|nhiệm vụ|công việc|việc) )?(?:như )?sau(?: đây)?\W*$",
    examples=["sau đây:", "các nhiệm vụ sau:", "như sau:"],
    rejects=["sau đây chấm dứt:"],
    at="start",
)
"""That something follows, and nothing else."""
_TIME = build_cue(
    r"\W*(?:chậm nhất|muộn nhất|trước|trong|vào|đến hết)(?: là)?(?: \d{1,2} giờ(?: \d{2})?)?,? (?:ngày|tháng|quý|năm) "
    r"(?:[\d/.IVX]+|tháng|năm|quý|\s)+\W*$",
    examples=["chậm nhất ngày 04/02/2026", "trước ngày 5 tháng 4 năm 2026."],
    rejects=["trước ngày 5/4 về xã", "chậm nhất"],
    at="start",
)
_NO_TASKS = (
    DECIDES, _TIME, _FOLLOWS, _SPEAKS_FOR, _TAKES_EFFECT, _PERFORMS, _STATES, ANNOUNCES, _MEASURES, _DONE_BY_RULE,
)  # fmt: skip
_NEAR = 80
"""Letters behind an hour in which its day stands."""
_ENDS = " .;:,/"


def is_task(view: str, parser: ActorParser, charge: Charge, *, inherited: bool) -> bool:
    """Whether the words of a charge can be what somebody is to do. They are none where they are a polite act of the
    sender ("trân trọng thông báo"), a definition, the rest of a name, or – below a heading that names a body
    (`inherited`) – only name bodies, persons with their posts, or what a list holds."""
    task = charge.task
    if not has_letters(view, task) or is_formula(view, task):
        return False
    if charge.actors.items[-1].person and _IS_GIVEN.match(view, charge.actors.span.end):
        return False
    if is_of_agenda(view, charge.scope or task) or _HEAD_ROW.match(view, *(charge.scope or task)):
        return False
    return not (_is_entry(view, parser, task) if inherited else _is_rest_of_name(view, parser, charge))


def is_formula(view: str, span: Span) -> bool:
    """Whether words are a time, a polite act, a definition, or how the document itself takes effect: nobody's task."""
    return any(cue.match(view, *span) for cue in _NO_TASKS)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who speaks in a document, by the reading of the issuer, and what kind of document it is (`doc_type`)."""

    doc_type: str | None
    issuer: str | None

    @property
    def is_report(self) -> bool:
        """Whether the document says what was done: a báo cáo."""
        return self.doc_type == "BC"

    def states(self, view: str, charge: Charge) -> bool:
        """Whether a charge is what the sender demands of others ("UBND xã yêu cầu …"), or what that of a report, a
        request or a letter says of itself ("Sở Y tế tổng hợp, báo cáo như sau"): nobody's obligation, unless a word of
        duty (phải, sẽ, có trách nhiệm) makes it one."""
        if not self.issuer or not charge.rule.startswith("subject") or len(charge.actors.items) > 1:
            return False
        if _DEMANDS.match(view, *charge.task):
            return self.is_named(view, charge.actors)
        if self.doc_type not in _SPEAKING or _DUTY.search(view, charge.actors.span.end, charge.task.start + _VERB):
            return False
        return self.is_named(view, charge.actors)

    def is_named(self, view: str, actors: Actors) -> bool:
        """Whether bodies are the sender itself, by its name or a short form."""
        organ = _ORGAN.match(view, *actors.span)
        words = view[organ.end() if organ else actors.span.start : actors.span.end]
        return bool(self.issuer) and _names_one_body(read_issuer(words).canonical, self.issuer or "")


def _names_one_body(name: str, issuer: str) -> bool:
    """Whether a name is that of the issuer, whole or without its unit: "Sở", "Sở Y tế", "UBND tỉnh"."""
    a, b = fold_view(name).lower().split(), fold_view(issuer).lower().split()
    return bool(a) and a[0] == b[0] and set(a) <= set(b)


def is_of_agenda(view: str, span: Span) -> bool:
    """Whether an item or a cell of times opens with an hour of no day: it says how a meeting goes."""
    hour = _HOUR.match(view, *span)
    return hour is not None and not _DAY.search(view, hour.end(), min(span.end, hour.end() + _NEAR))


def _is_entry(view: str, parser: ActorParser, item: Span) -> bool:
    """Whether an item of a list names who or what belongs to it, and says nothing that is to be done."""
    if _REMARK.fullmatch(view, *item) or _CAPTION.match(view, *item):
        return True
    if paper := _PAPER.match(view, *item):  # "Giấy mời: in xong trước ngày 5" says what is done with it
        colon = view.find(":", paper.end(), item.end)
        return colon < 0 or parser.action_at(parser.skip_blanks(colon + 1, item.end)) is None
    start = parser.skip_blanks(*item)
    if parser.action_at(start):
        return False
    if _is_person_with_post(view, parser, item) and not _IN_CHARGE.search(view, *item):
        return True
    actors = parser.read_actors(start, item.end)
    return actors is not None and not view[actors.span.end : item.end].strip(_ENDS)


def _is_person_with_post(view: str, parser: ActorParser, item: Span) -> bool:
    person = _PERSON.match(view, *item)
    if person is None:
        return False
    term = parser.terms.get(person.end())
    return bool(person["comrade"]) or (term is not None and term.label in ("post", "people"))


def _is_rest_of_name(view: str, parser: ActorParser, charge: Charge) -> bool:
    """Whether the verb that ended a name is a part of it: "Phòng Cải cách hành chính và Văn thư | lưu trữ thuộc Sở"."""
    task, last = charge.task, charge.actors.items[-1]
    if charge.rule == "subject:trailing":
        return False
    if _OUT_OF_BRACKET.match(view, *task) or (last.post and _WANTS_OBJECT.search(view, *last.span)):
        return True
    term = parser.action_at(parser.skip_blanks(*task))
    if term is None:
        return False
    if _GOES_ON.match(view, term.end, task.end):
        return True
    ends = charge.rule == "subject" and not view[term.end : task.end].strip(_ENDS + ")")
    return ends and (any(item.person for item in charge.actors.items) or _is_field(view, term))


def _is_field(view: str, term: Term) -> bool:
    return " ".join(view[term.start : term.end].lower().split()) in verbs_in_names()


@cache
def verbs_in_names() -> frozenset[str]:
    """Verbs of duty that names of bodies hold as well: quản lý, giám sát, lưu trữ …"""
    names = [fold_view(row["term"]).lower() for row in rows("organisations") if row["label"] in ("body", "field")]
    names += [fold_view(row[key]).lower() for row in rows("offices") for key in ("written", "name")]
    within = " | ".join(names)
    verbs = {fold_view(row["term"]).lower() for row in rows("actions")}
    return frozenset(v for v in verbs if regex.search(rf"(?<!\w){regex.escape(v)}(?!\w)", within))
