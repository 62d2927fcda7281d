"""The words right before a time that make it a deadline: rules over what stands before it in its clause.

To teach a new wording, add a rule here, or a row to the cues "limit by" and "limit within" of `language/data/cues.tsv`.
"""

from __future__ import annotations

from typing import Literal

from vbparse.language.cues import build_cue
from vbparse.language.rules import Match, RuleSet

Limit = Literal["before", "by", "done"]
"""before: the time is over when the task is due; by: it is the last; done: as "by" for a day, within it for a month."""
Stated = Literal["any", "period"]
"""Which times the words make those of the task: any, or only months and quarters."""

_WORD_BEGINS = r"(?<!\p{L})\p{L}"
_CLOCK = r"\d{1,2} ?(?:giờ|[hHgG:](?!\w*[^\W\d]))(?: ?\d{2})?(?: ?(?:phút|'))?"
_PART = r"(?:(?:cuối|đầu|giữa) )?(?:(?:giờ|buổi|ngày) )?(?:sáng|trưa|chiều|tối)"
_WEEKDAY = r"(?:[Tt]hứ (?:[2-7]|[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy)|[Cc]hủ [Nn]hật)"
POINT = rf"(?:{_CLOCK}|{_PART}|{_WEEKDAY})"
"""A point of a day or week: 17 giờ 00, sáng, thứ Hai."""
_UP_TO = (
    rf"(?:(?:\s|[,:(])+(?:là|vào|đến|trong|hết|khoảng|thời điểm|ngày|tháng|quý|đầu|giữa|cuối|năm|{POINT})(?!\w))*+"
    r"(?:\s|[,:(])*$"
)
_NOT = r"(?:không|chẳng|chớ|đừng)(?: (?:được|để|thể|nên|phép|kéo dài|nộp|gửi|báo cáo))*"
_LATE = r"(?:chậm|muộn|trễ)"
_NOT_LATER = rf"(?:{_NOT} (?:{_LATE}|quá|sau|vượt)(?: (?:hơn|quá|trễ|sau))*|{_LATE} nhất|lâu nhất)"
"""Negation and a word for late, or late in the superlative: không trễ hơn, không được quá, chậm nhất."""
LIMITED = (
    rf"(?:trước|vào|đến|trong|xong|hạn(?: chót| cuối)?|{_NOT_LATER})"
    rf"(?:(?: ?,)? (?:là|vào|trước|hết|đến|khoảng|{POINT}))*"
)
"""Words between a rhythm and its day that limit it."""
_LATEST = build_cue(
    r"(?i:nhất|hết|hạn|không|chẳng|chớ|đừng)",
    examples=["Chậm nhất là ", "đến hết ", "thời hạn ", "không quá "],
    rejects=["hoàn thành "],
)
_OF_THING = build_cue(
    r"(?i)(?<!\w)(?:có (?:giá trị|(?:thời )?hạn)|(?:có |hết |còn )?(?:hiệu lực|thời hiệu)|phát sinh|\d tuổi"
    r"|(?:công dân|người|trẻ|cháu|thanh niên|viên|nam|nữ|em)(?: \p{L}+){0,2} sinh)(?: (?:thi hành|sử dụng|ra|kể))*"
    r"(?: (?:từ|đến|trước|sau|vào|hết|là|tại|trong|ngày|tháng|quý|năm))* ?$"
    r"|(?<!\w)(?:số liệu|số dư|tính|chốt|thời điểm)(?: (?:tính|chốt|kể))*"
    r"(?: (?:từ|đến|hết|tại))+(?: (?:ngày|tháng))? ?$",
    examples=[
        "thẻ có giá trị ",
        "công dân sinh ",
        "vụ việc phát sinh trong ",
        "tính đến hết ngày ",
        "có thời hạn đến ",
    ],
    rejects=["thời hạn ", "gửi số liệu trước ngày ", "danh sách học sinh trước ngày ", "phát huy giá trị trước "],
)
"""What is true of a thing from or until a day: its validity, birth, age, the state of figures."""
_EXPIRES = build_cue(
    r"(?i)(?<!\w)(?:còn|hết|đến|đáo|quá) hạn(?: (?:sử dụng|thanh toán|hợp đồng))*(?: (?:từ|đến|vào|trong))* ?$",
    examples=["giấy phép hết hạn trong ", "hợp đồng đến hạn "],
    rejects=["thời hạn ", "hạn nộp "],
)
_RELATIVE = build_cue(
    r"(?i)(?<!\w)(?:các|những|số|toàn bộ|tất cả|danh sách|hồ sơ|người|đối tượng)(?!\w)[^,;:.()]{2,80}?"
    r" (?P<mark>mà|đã|bị|được)(?! (?:giao|phân công)(?!\w))(?: [\p{L}-]+){1,4} ?$",
    examples=["các công trình được bàn giao ", "những hộ đã đăng ký ", "số lao động bị mất việc "],
    rejects=[
        "hồ sơ ",
        "phải được gửi ",
        "các đơn vị được giao ",
        "các hộ có công ",
        "các hộ được chọn về xã và gửi danh sách cho ",
    ],
)
"""A clause that says which things are meant, right before a time: the time is that of the clause."""
_REPORTED = build_cue(
    r"(?i)(?<!\w)(?:số liệu|kết quả|tình hình|thống kê|tổng hợp|báo cáo)(?: \p{L}+){0,6} ?[:(]? ?$",
    examples=["báo cáo kết quả thực hiện ", "tổng hợp số liệu ("],
    rejects=["tổ chức tuyên truyền "],
)
"""What figures are of: "kết quả từ tháng 1 đến tháng 6" is no time of work."""
_SUBMIT = r"(?<!(?:công|chương|quy|quá|tiến|lộ|tờ|giáo) )trình"
_FINISHES = build_cue(
    rf"(?i)(?<!\w)(?:{{limit by}}|ban hành|{_SUBMIT}|gửi|nộp|báo cáo|công bố"
    r"|giải quyết|xử lý|khắc phục|thanh toán|giải ngân)(?!\w)",
    examples=["hoàn thành các chỉ tiêu", "gửi các biểu", "giải quyết dứt điểm các hồ sơ"],
    rejects=["rà soát các hồ sơ", "kiểm kê các công trình"],
)
"""A verb that has an end, so that a time behind its object is its own."""

FINISHED_IN = build_cue(
    r"(?<!\w)(?:hoàn (?:thành|tất)|xong)(?: (?:ngay|trong|vào|cuối))* ?(?:năm ?)?$",
    examples=["phấn đấu hoàn thành trong ", "xong trong năm "],
    rejects=["hoàn thành chỉ tiêu ", "đến "],
)
IN_YEAR = build_cue(
    r"(?<!\w)vào (?:(?:cuối|đầu) )?(?:năm )?$", examples=["tổng kết vào ", "vào cuối năm "], rejects=["tổ chức trong "]
)
"""Behind a verb that may end: the year in which the task is done, and not whose figures are meant."""

_PART_OF_PERIOD = (
    r"(?:(?:nửa )?(?:đầu|giữa|cuối)|tuần (?:lễ )?(?:thứ )?\w+(?: tiên| cùng)?"
    r"|(?:mười|10|20|những) ngày (?:đầu|giữa|cuối))"
    r"(?: (?:của|trong))?"
)

_ENDS_ALONE = build_cue(
    rf"(?i)(?<!\w)(?:{{limit by}}|{_SUBMIT}|gửi|nộp|báo cáo)(?!\w)(?:(?!(?:các|những|số|toàn bộ)(?!\w))[^,;:.])*$",
    examples=["báo cáo kết quả ", "xong "],
    rejects=["thống kê các nhà xây dựng ", "hoàn thành hồ sơ các công trình bàn giao "],
)
"""A verb that has an end, with nothing before its time that could have one of its own."""

limits: RuleSet[Limit] = RuleSet(trigger=_WORD_BEGINS)
stated: RuleSet[Stated] = RuleSet(trigger=_WORD_BEGINS)


def describes_thing(words: str, limit: int, kind: str) -> bool:
    """Whether a time of a kind behind these words says which things are meant, and not when the task is due: "kiểm kê
    các công trình được bàn giao trước ngày …", "in thẻ có giá trị đến hết ngày …", "báo cáo kết quả từ … đến …".
    `limit` is where the words begin that limit it.
    """
    if _OF_THING.search(words) or (kind == "range" and _REPORTED.search(words)):
        return True
    clause = _EXPIRES.search(words, 0, limit) or _RELATIVE.search(words, 0, limit)
    if clause is None or (kind != "date" and clause.groupdict().get("mark") == "đã"):
        return False
    return not _FINISHES.search(words, 0, clause.start())


def finishes_alone(words: str) -> bool:
    """Whether a time behind these words can be that of the task alone: its deadline, also if it is over or mistyped."""
    return _ENDS_ALONE.search(words) is not None


@limits.rule(
    rf"[Tt]rước(?:(?:\s|[,:(])+(?:ngày|tháng|quý|hết|thời điểm|khoảng|{POINT})(?!\w))*+(?:\s|[,:(])*$",
    examples={
        "nộp trước ": "before",
        "xong trước 17 giờ ngày ": "before",
        "gửi trước 16 giờ, thứ Hai, ngày ": "before",
    },
    rejects=["trước mắt tập trung "],
)
def earlier_than(_match: Match) -> Limit:
    """Trước ngày …."""
    return "before"


@limits.rule(
    rf"(?i:{{limit by}}|{_NOT_LATER})" + _UP_TO,
    examples={
        "nộp chậm nhất là ngày ": "by",
        "hoàn thành trong tháng ": "done",
        "Thời hạn: ": "by",
        "không trễ hơn ": "by",
        "không được để quá ": "by",
        "không gửi muộn hơn 17 giờ 00, ngày ": "by",
        "đừng chậm quá ": "by",
        "lâu nhất là ": "by",
    },
    rejects=["hoàn thành báo cáo của ", "không quá 05 người trong "],
)
def no_later_than(match: Match) -> Limit:
    """Chậm nhất ngày …, không muộn hơn ngày …, xong trong tháng …."""
    return _limit_of(match[0])


@limits.rule(
    r"(?<!(?:quyền|giới|vô|hữu) )(?<!\p{L})(?:[Tt]hời hạn|[Hh]ạn)(?! (?:hán|mức|chế|điền|sử dụng|hợp đồng)(?!\w))"
    r"(?: \p{L}+){1,8}? ?(?::|là)(?: (?:ngày|tháng))? ?$",
    examples={"hạn chót bàn giao vào kho lưu trữ: ": "by", "hạn bàn giao là ngày ": "by"},
    rejects=["thời hạn sử dụng là ", "hạn hán kéo dài: "],
)
def term_of_something(_match: Match) -> Limit:
    """Hạn bàn giao …: …"""
    return "by"


@limits.rule(
    r"(?i:từ nay)(?: cho)? đến(?: hết)?" + _UP_TO,
    examples={"Từ nay đến hết ": "by", "từ nay cho đến ": "done"},
    rejects=["từ nay trở đi "],
)
def from_now_until(match: Match) -> Limit:
    """Từ nay đến hết ngày …."""
    return _limit_of(match[0])


@limits.rule(
    r"(?:[Đđ]ến|[Cc]ho đến)(?: hết)?(?: (?:ngày|tháng))? ?$",
    examples={"Đến ": "done", "- Đến ngày ": "done"},
    rejects=["vận động đến "],
)
def opens_until(match: Match) -> Limit | None:
    """ "Đến ngày …: …" opens a clause."""
    return None if match.string[: match.start()].strip(" -+•*\t\n") else "done"


def _limit_of(words: str) -> Limit:
    return "by" if _LATEST.search(words) else "done"


@stated.rule(
    r"(?i:{limit within})[^.;]{0,60}?(?:trong|vào|dự kiến|:)(?: (?:các|ngày|tháng|quý|năm|khoảng))?"
    rf"(?: {_PART_OF_PERIOD})? ?$",
    examples={"Tổ chức ra quân vào ": "any", "hoàn thành việc rà soát trong ": "any"},
    rejects=["hoàn thành. Trong "],
)
def done_within(_match: Match) -> Stated:
    """Tổ chức vào ngày …, hoàn thành … trong tháng …."""
    return "any"


@stated.rule(
    rf"(?i:dự kiến|thời gian)(?: (?:vào|trong|thực hiện|hoàn thành|dự kiến|từ|là|{POINT}(?: ngày)?))* ?:? ?$",
    examples={"(dự kiến ": "any", "Thời gian thực hiện: ": "any", "Thời gian từ 7h00 ngày ": "any"},
    rejects=["thời gian qua "],
)
def expected_time(_match: Match) -> Stated:
    """Dự kiến tháng …; thời gian: …."""
    return "any"


@stated.rule(
    rf"(?:trong|vào)(?: (?:các|dịp|khoảng))?(?: {_PART_OF_PERIOD})? ?$|(?:cuối|đầu|giữa) ?$",
    examples={
        "nộp trong ": "period",
        "vào tuần thứ hai của ": "period",
        "vào khoảng 10 ngày đầu ": "period",
        "nộp cuối ": "period",
    },
    rejects=["trong đó "],
)
def in_a_period(_match: Match) -> Stated:
    """Trong quý …, cuối tháng …."""
    return "period"


@stated.rule(
    rf"(?:vào|lúc|(?:ngay )?trong|(?:nhân )?dịp)(?:(?: lúc)? {POINT} ?,?)*(?: {_WEEKDAY} ?,?)?(?: ngày)? ?$",
    examples={
        "kiểm kê kho quỹ vào 17 giờ ngày ": "any",
        "báo cáo ngay trong ngày ": "any",
        "họp lúc 8 giờ ngày ": "any",
    },
    rejects=["có hiệu lực từ ngày ", "trong đó "],
)
def on_a_day(_match: Match) -> Stated:
    """Vào 17 giờ ngày …, ngay trong ngày …."""
    return "any"


@stated.rule(
    r"(?<!\w)(?i:gửi|nộp|báo cáo)(?: (?!các|những|số|của|từ|tính|kèm|theo|họp|xảy|diễn|phát sinh)[\p{L}-]+){0,12}"
    r" ngày ?$",
    examples={"gửi Phòng Kế toán Nhà nước ngày ": "any", "báo cáo kết quả tại giao ban ngày ": "any"},
    rejects=["gửi kèm Công văn của Sở ngày ", "rà soát ngày ", "báo cáo sự cố xảy ra ngày "],
)
def handed_in_on(_match: Match) -> Stated:
    """Gửi Sở Y tế ngày …."""
    return "any"


@stated.rule(
    r"(?:tổ chức|họp|khai mạc|ra quân|sơ duyệt|tổng duyệt)"
    rf"(?: (?!các|những|của|từ|kỷ|mừng|nhân|theo|kèm|cho)[\p{{L}}-]+){{0,6}}(?: {POINT},?)* ngày ?$",
    examples={"tổ chức sơ duyệt ngày ": "any", "- họp Ban Tổ chức chiều ngày ": "any"},
    rejects=["tổ chức kỷ niệm ngày ", "tài liệu phục vụ Hội nghị tổ chức ngày "],
)
def held_on(match: Match) -> Stated | None:
    """Tổ chức sơ duyệt ngày …, where it opens the clause."""
    return None if match.string[: match.start()].strip(" -+•*\t\n") else "any"
