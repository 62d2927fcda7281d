"""Witnesses of who is charged: names that may be cut, that no table knows, or that point to others."""

from __future__ import annotations

from functools import cache

from vbparse.doubts.witness import Reading, witness
from vbparse.fields.gate.charges import verbs_in_names
from vbparse.fields.parallels import BY_NUMBER
from vbparse.language.cues import build_cue
from vbparse.language.tables import column
from vbparse.patterns import Cue
from vbparse.schema import Obligation
from vbparse.text import fold_view
from vbparse.vocabularies import DoubtCode, Rule

LAID_OUT = (Rule.TABLE, Rule.FIELD_LINE, Rule.CORRECTED)
"""Rules whose task may be a noun: what a cell says, or what stands above a line."""
ENDS_OPEN = build_cue(
    r"(?:[,:(&]|(?<!\w)(?<!tiếp |kèm )(?:{never ends a name}|yêu cầu|đề nghị))\s*$",
    examples=["Thành phần gồm:", "phối hợp với", "Ủy ban nhân dân tỉnh yêu cầu"],
    rejects=["báo cáo kết quả."],
)
_BELOW = Cue(
    r"\s(?:\p{Ll}|(?P<name>\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}))",
    examples=["\ntrưởng các", "\nLương Hạ kiểm tra"],
    rejects=["\nKiểm tra", ": Kiểm tra"],
    at="start",
)
"""A line that goes on with the name above."""
_BELOW_REACH = 24
"""Letters behind a name in which the first words of the next line stand."""
_WHOLE_NAME = 3
"""Words of a heading that is the whole name of a body: "Trạm Y tế"."""
_COUNTED = Cue(
    r"(?<![\p{L}\p{N}/.-])\d+ \p{Ll}",
    examples=["Hội đồng cử 02 thành viên", "Cán bộ 2 năm liên tiếp"],
    rejects=["Công an phường 5", "Tổ công tác số 01", "UBND Phường 1"],
)
_LONGEST_NAME = 120
"""Letters of a name at most."""


@witness(DoubtCode.NAME_CUT, Obligation)
def body_ends_open(obligation: Obligation, reading: Reading) -> bool:
    """The name of the body ends where it must go on, or at the end of a line where the next goes on: in small letters
    behind a word or two, or with a proper name behind another."""
    if ENDS_OPEN.search(obligation.assignee_text):
        return True
    if obligation.rule != Rule.INHERITED or not obligation.span:
        return False
    end = obligation.span[1]
    below = _BELOW.match(reading.text.view, end, end + _BELOW_REACH)
    words = obligation.assignee_text.split()
    if below is None or "\n" not in reading.text.value[end : below.end()]:
        return False
    return bool(words[-1].istitle()) if below["name"] else len(words) < _WHOLE_NAME


_LONGEST_VERB = 6
"""Syllables of a verb of duty at most."""


@witness(DoubtCode.NAME_CUT, Obligation)
def holds_a_verb(obligation: Obligation, _reading: Reading) -> bool:
    """The name of a subject goes on over a verb of duty that no name of a body holds, or over a number of something."""
    if not obligation.rule.startswith(Rule.SUBJECT):
        return False
    name = fold_view(obligation.assignee_text)
    words = name.split(" ")
    runs = {" ".join(words[i : i + n]) for i in range(len(words)) for n in range(2, _LONGEST_VERB + 1)}
    return _COUNTED.search(name) is not None or not runs.isdisjoint(_verbs_of_sentences())


@witness(DoubtCode.NAME_CUT, Obligation)
def stands_elsewhere_as_a_whole(obligation: Obligation, reading: Reading) -> bool:
    """Name and task together stand more than once in the text, without a stop, as a name does that holds a verb:
    "Trung tâm Kiểm định | thẩm tra giá"."""
    if not obligation.rule.startswith(Rule.SUBJECT) or not (obligation.span and obligation.task_span):
        return False
    words = " ".join(reading.text.view[obligation.span[0] : obligation.task_span[1]].split())
    return len(words) < _LONGEST_NAME and words[-1:].isalnum() and reading.one_line.count(words) > 1


@witness(DoubtCode.NAME_UNKNOWN, Obligation)
def charges_a_common_noun(obligation: Obligation, _reading: Reading) -> bool:
    """A body in the sentence itself whose name begins in small letters and has no plural before it."""
    if obligation.inherited or obligation.rule in LAID_OUT:
        return False
    return obligation.assignee_text[:1].islower() and not _PLURAL.match(obligation.assignee_text)


@witness(DoubtCode.NAME_UNKNOWN, Obligation)
def charges_an_unknown_kind(obligation: Obligation, _reading: Reading) -> bool:
    """A body in a sentence, a heading or behind a colon, of a kind that no table knows."""
    if obligation.rule in LAID_OUT and obligation.rule != Rule.FIELD_LINE:
        return False
    plain = obligation.inherited or obligation.rule == Rule.FIELD_LINE
    return any(body.kind is None and not (plain and body.person) for body in obligation.assignees)


_BARE_GROUP = build_cue(
    r"(?:Cơ quan|Đơn vị|Tổ chức|Cá nhân)(?:(?:,| và| hoặc) (?:cơ quan|đơn vị|tổ chức|cá nhân))*",
    examples=["Cơ quan, đơn vị", "Tổ chức hoặc cá nhân"],
    rejects=["Các cơ quan", "Cơ quan, đơn vị liên quan"],
    at="whole",
)


@witness(DoubtCode.NAME_CUT, Obligation)
def charges_a_bare_group(obligation: Obligation, _reading: Reading) -> bool:
    """ "Cơ quan, đơn vị | lấy ý kiến gửi …": without "các", what is behind it may tell which of them are meant."""
    subject = obligation.rule.startswith(Rule.SUBJECT)
    return subject and _BARE_GROUP.fullmatch(fold_view(obligation.assignee_text)) is not None


_EACH_OF_A_KIND = build_cue(
    r"(?i:mỗi|từng) (?P<noun>phòng|khối|lớp|bàn|điểm|tổ|môn|nhóm|khu vực|trường|khoa|đội)(?! \p{L})",
    examples=["Mỗi phòng", "mỗi khối"],
    rejects=["mỗi thôn", "Mỗi phòng ban"],
    at="whole",
)
"""One of many of a kind that may be things as well as bodies: "Mỗi phòng bố trí 02 giám thị"."""


@witness(DoubtCode.NAME_UNKNOWN, Obligation)
def charges_each_thing(obligation: Obligation, reading: Reading) -> bool:
    """ "Mỗi phòng" in a sentence, where no other charge names bodies of that kind."""
    each = _EACH_OF_A_KIND.fullmatch(fold_view(obligation.assignee_text))
    if each is None or obligation.rule in LAID_OUT:
        return False
    others = (one.assignee_text.lower().split() for one in reading.document.obligations if one is not obligation)
    return not any(set(each["noun"].split()) <= set(words) and words[0] not in ("mỗi", "từng") for words in others)


_PLURAL = build_cue(
    r"(?:các|những|mọi|từng|toàn thể|{determiner}) ", examples=["các phòng"], rejects=["cán bộ"], at="start"
)


_POINTS_BACK = build_cue(
    r"(?i:(?:cả )?(?:hai|ba|02|03) (?:đơn vị|cơ quan|ngành|bên|phòng|trường|trung tâm|ban)(?: trên| này)?|tiểu ban)",
    examples=["Hai đơn vị", "cả ba phòng", "Tiểu ban"],
    rejects=["Hai đơn vị trực thuộc", "Tiểu ban Hậu cần", "Các đơn vị"],
    at="whole",
)


@witness(DoubtCode.NAME_UNKNOWN, Obligation)
def points_back(obligation: Obligation, _reading: Reading) -> bool:
    """A name that only counts or points to bodies that are named before: "Hai đơn vị bố trí người trực"."""
    name = fold_view(obligation.assignee_text)
    return _POINTS_BACK.fullmatch(name) is not None or BY_NUMBER.fullmatch(name) is not None


@cache
def duty_verbs() -> frozenset[str]:
    """Verbs of duty, in small letters of the match view."""
    return frozenset(fold_view(term).lower() for term in column("actions", "term"))


@cache
def _verbs_of_sentences() -> frozenset[str]:
    """Verbs of duty of two syllables, less those that names of bodies hold as well (giám sát)."""
    return frozenset(verb for verb in duty_verbs() - verbs_in_names() if " " in verb)
