"""The names of bodies that issue documents, as a citation gives them: "của UBND tỉnh Sơn Lĩnh về …". What stands behind
a name is told from it by grammar, since no table holds every body."""

from __future__ import annotations

from vbparse.language.cues import cue_pattern, join_alternatives, widen_blanks
from vbparse.language.doctypes import type_names_pattern
from vbparse.language.levels import level_words_pattern
from vbparse.language.tables import rows
from vbparse.patterns import Cue
from vbparse.text import fold_view

LEVEL = rf"(?<!\p{{L}})(?P<level>(?i:{level_words_pattern()})(?!\p{{L}})|TP\b\.?)"
_CAPITAL_LEVELS = rf"(?:{level_words_pattern().upper()})".replace(" ", r"\s+")
_LEVELS = rf"(?i:{_CAPITAL_LEVELS})"
_ACT = r"(?:Quy\s+định|Phê\s+duyệt|Sửa\s+đổi|Bổ\s+sung|Bãi\s+bỏ|Thay\s+thế|Thông\s+qua)"
"""What a title begins with, also with a capital behind the issuer: "của Chính phủ Quy định chi tiết …"."""
_ANOTHER = (
    rf"(?:(?i:{type_names_pattern()})\s+(?-i:[\p{{Ll}}\d])"
    r"|(?i:nghị\s+(?:quyết|định)|chỉ\s+thị|kết\s+luận|quyết\s+định|thông\s+tư|công\s+điện)\s)"
)
"""Another document begins here. Types that no name of a body holds count before any word, others ("Kế hoạch và Đầu tư")
before small letters alone."""
_JOINED_ON = r"(?:\s++|(?<=\s))"


def _issuer_pattern() -> str:
    heads = {
        fold_view(r["term"]) for r in rows("organisations") if r["label"] in ("body", "post") and r["term"][0].isupper()
    }
    heads |= {
        h[0].lower() + h[1:] for h in heads if h[0] in "ĐTHG" and h.split()[0] in ("Đảng", "Tỉnh", "Huyện", "Giám")
    }
    heads |= {h.lower() for h in heads if h.lower() in ("ủy ban nhân dân", "hội đồng nhân dân")}
    fields = {fold_view(r["term"]) for r in rows("organisations") if r["label"] == "field"}
    field = f"(?i:{join_alternatives(fields)})"
    head = join_alternatives(heads)
    another = rf"(?!và\s+(?:{_ANOTHER}|(?:{head})(?!\w)))"  # "của Sở Y tế và Kế hoạch số 5"
    another += rf"(?!(?:{cue_pattern('behind an issuer')}|[Bb]an\s+hành|V/v|Về(?=\s+\p{{Ll}})|{_ACT})(?!\w))"
    named = rf"{cue_pattern('in an issuer')}|(?<=Quốc\s)gia|Ủy\s+ban(?=\s+\p{{Lu}})|{field}|\p{{Lu}}[\p{{L}}\d]*"
    words = rf"{_JOINED_ON}{another}(?:{named})"
    # What a committee is for are any words; whose it is ends them.
    ends = cue_pattern("not of a committee")
    purpose = rf"(?:(?:\s+|,\s+(?!\p{{Lu}}))(?!{ends}(?!\p{{L}}))[\p{{L}}\d]+|\s+-(?=\s)){{1,10}}?"
    committee = rf"(?:Ban\s+(?:[Cc]hỉ\s+đạo|[Qq]uản\s+lý)|BCĐ)(?:\s+các)?{purpose}(?=\s+{LEVEL})"
    plain = rf"(?:\s+phòng,?\s+chống)?(?:\s+(?!(?:{ends}|các|và)(?!\p{{L}}))\p{{Ll}}+){{1,10}}?"
    committee += rf"|Ban\s+(?:[Cc]hỉ\s+đạo|[Qq]uản\s+lý){plain}(?={_end_of_name()}|\s+(?:báo\s+cáo|đề\s+nghị|trình)\s)"
    committee += f"|{_large_committee_pattern()}"
    return (
        rf"{_capitals_pattern(heads, field)}|{_institution_pattern()}"
        rf"|(?!Hội\s+nghị)(?:{committee}|{head})(?!\w)(?!(?<=Hội)\s+đồng)"
        rf"(?:\s?-\s?(?:{field}|\p{{Lu}}\p{{L}}*)|{words}|\s*&\s*\p{{Lu}}\p{{L}}*"
        r"|,\s+(?=\p{Lu}\p{Ll}+\s+(?:và|thao|hóa|tin|thưởng)))*"
    )


def _large_committee_pattern() -> str:
    """A pattern for bodies named after what they are for, with commas and "và" ("Ủy ban Quốc gia Ứng phó sự cố, thiên
    tai và Tìm kiếm cứu nạn"). Only where the end is seen: a unit, the end of the clause, or what issuing is called."""
    acts = f"(?i:{cue_pattern('behind an issuer')})"
    stops = rf"(?:{cue_pattern('not of a committee')}|{acts}|và|cho|đến|từ|đối)(?!\p{{L}})"
    small = rf"\s+(?!{stops}|phòng,?\s+chống)\p{{Ll}}+"
    words = rf"\p{{Lu}}\p{{L}}*+(?:{small}){{0,3}}+"
    next_words = rf"(?:\s+|\s+và\s+|\s+-\s+|,\s+(?=[^.;:]{{3,40}}\svà\s))(?!{stops}){words}"
    by_commas = rf",(?:{small}){{1,4}}(?=\s+và\s)"
    heads = r"(?:(?:Phó\s+)?Chủ\s+tịch\s+)?(?:Ủy\s+ban|Hội\s+đồng)(?:\s+[Qq]uản\s+lý|\s+[Tt]rường)?"
    usual = r"(?!Nhân\s+dân|Mặt\s+trận|MTTQ|Thường\s+vụ|Kiểm\s+tra)"
    against = rf"(?:\s+[Pp]hòng,?\s+chống(?:{small}|\s+\p{{Lu}}\p{{L}}*){{1,4}}(?:,(?:{small}){{1,2}}){{0,4}})?"
    subject = rf"(?:\s+phòng,?\s+chống)?(?:{small}){{1,8}}(?:(?:,|\s+và)(?:{small}){{1,6}}){{0,5}}"
    central = (
        r"(?:Ban\s+[Cc]hỉ\s+đạo\s+(?:Trung\s+ương|Nhà\s+nước|[Qq]uốc\s+gia)|(?:Ủy\s+ban|Hội\s+đồng)\s+[Qq]uốc\s+gia)"
        rf"\s+(?:các|về(?!\s+{cue_pattern('no subject of a committee')}(?!\p{{L}}))){subject}"
    )
    return rf"(?:{central}|{heads}\s+{usual}{words}(?:{next_words}|{by_commas})*{against})(?=\s*{_end_of_name()})"


def _institution_pattern() -> str:
    """A pattern for schools, hospitals, companies and the like, whose names are capital words with small syllables
    behind each ("Trường Cao đẳng Kỹ thuật", "Tổng công ty Điện lực miền Trung"). Only where the end is seen."""
    acts = f"(?i:{cue_pattern('behind an issuer')})"
    verbs = "báo cáo|đề nghị|(?<!công )trình|thông qua|thông báo|giao|công nhận"
    no_words = (
        f"{acts}|{verbs}|và|của|tại|trong|đã|để|nhằm|theo|kèm|do|được|các|những|cùng|với|gồm|là|cho|đến|từ|đối|có"
    )
    small = rf"(?: (?!(?:{no_words}|yêu cầu|cử|họp)(?!\w))\p{{Ll}}+)"
    word = rf"(?!{_ACT}(?!\w))\p{{Lu}}[\p{{L}}\d]*{small}{{0,6}}?"
    words = (
        rf"(?:(?:(?: -)? |-| và (?!{_ANOTHER})){word}){{0,10}}?(?: và{small}{{1,5}})?(?:, Đại học(?: {word}){{1,6}}?)?"
    )
    ends = rf"[.,;:)(]|$| V/v| (?:{acts}|{verbs}|của|tại|đã|và(?= (?:các|{_ANOTHER})))(?!\p{{L}})"
    named = rf"(?={small}{{0,4}} \p{{Lu}}|(?<=Đảng) ){small}{{0,4}}?{words}(?= ?(?:{ends}))"
    return widen_blanks(rf"(?:{cue_pattern('post before an institution')} )?{cue_pattern('institution')}(?!\w){named}")


def _end_of_name() -> str:
    acts = f"(?i:{cue_pattern('behind an issuer')})"
    return rf"(?:[.;:)(]|$|,?\s+(?:V/v|(?:{acts}|của|tại|đã)(?!\p{{L}})|{LEVEL}))"


def _capitals_pattern(heads: set[str], field: str) -> str:
    """A pattern for names in capitals, in which nothing divides the words of a name from those that follow: beyond what
    is known as part of one, only the place behind a level counts, and only where it is seen to end."""
    head = join_alternatives({h.upper() for h in heads if " " in h and not h.isupper()})
    abbreviated = join_alternatives({h for h in heads if h.isupper()})
    beyond = rf"(?:{cue_pattern('behind an issuer')}|VÀ|{_LEVELS})(?!\p{{L}})"
    ends = rf"(?=[^\S\n]*(?:$|[^\p{{L}}\d \t])|\s+(?:{beyond}|\p{{Ll}}))"
    place = rf"(?:\s+(?!{beyond})(?:\p{{Lu}}[\p{{L}}']*|\d+)(?:\s+-(?=\s))?){{1,4}}{ends}"
    work = rf"\s+{field}(?:(?:\s+VÀ|\s+-|,)?\s+{field})*{ends}"
    return (
        rf"(?:(?:{head})|(?:{abbreviated})(?=\s+{_CAPITAL_LEVELS}(?!\p{{L}})))(?!\w)"
        rf"(?:\s+(?:{head}|ĐẢNG|CỘNG\s+SẢN|VIỆT\s+NAM)(?!\w))*(?:{work})?(?:(?<=ỦY|ĐOÀN){place})?"
        rf"(?:\s+{_LEVELS}(?!\p{{L}})(?:{place})?)*"
    )


ISSUER = Cue(
    _issuer_pattern,
    examples=[
        "Sở Y tế",
        "UBND tỉnh Sơn Lĩnh",
        "Ban Chỉ đạo phòng, chống thiên tai xã",
        "ỦY BAN NHÂN DÂN TỈNH",
        "Hiệu trưởng Trường Cao đẳng Kỹ thuật, Đại học Sơn Lĩnh",
        "Tổng công ty Cấp nước miền Trung",
        "Nhà máy nước Sơn Đông",
        "Chi nhánh Ngân hàng Chính sách xã hội",
        "Hội đồng thành viên Tập đoàn Cao su Sơn Lĩnh",
        "Đảng ủy các cơ quan Đảng tỉnh",
        "Ban Giám hiệu Học viện Nông nghiệp",
        "Ban Thường vụ Đảng ủy Xí nghiệp Cơ khí",
        "Quỹ Bảo vệ và phát triển rừng",
        "Viện Vệ sinh dịch tễ",
        "Nhà xuất bản Sơn Lĩnh",
        "Viện kiểm sát nhân dân tối cao",
    ],
    rejects=["Hội nghị", "các thôn"],
    at="start",
)
"""The name of a body that issues documents, as far as it goes; matched at its first word."""
