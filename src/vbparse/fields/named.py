"""Documents cited by name: laws, resolutions of congresses and councils, and in a căn cứ what names its issuer."""

from __future__ import annotations

import regex

from vbparse.fields.mention import REACH, Mention, date_at, issuer_at, read_date_and_issuer
from vbparse.fields.times.pieces import YEAR
from vbparse.language.cues import build_cue, join_alternatives
from vbparse.language.doctypes import codes_by_name
from vbparse.language.tables import column
from vbparse.patterns import Cue
from vbparse.text import Span, fold_view

_VERBS = join_alternatives(map(fold_view, column("actions", "term")))
_IN_LAWS = (
    r"(?:sử dụng|chăm sóc|bảo vệ|vệ sinh|khen thưởng|cứu (?:nạn|hộ)|chữa (?:cháy|bệnh)|chống|bổ sung|phát triển|lấy"
    r"|ghép|quản lý|nhập cảnh|xuất cảnh|trưng dụng)(?!\w)"
)
"""Verbs that stand behind a comma in the names of laws."""
_ACTS = rf"(?!{_IN_LAWS})(?:{_VERBS}|{{plain verb}}|{{verb in no name}}|không|chưa|xong|trước|chậm nhất|hạn)(?!\w)"
"""Other verbs open a clause."""
_AND_ACTS = rf" và (?!{_IN_LAWS}|(?:đầu tư|đổi mới|hiến|thi hành|kinh doanh|sản xuất|hỗ trợ|hòa giải)(?!\w)){_ACTS}"
"""A task behind a law; what the names of laws join by "và" is no task."""
_HEADS = r"(?:{head of a name}|Phòng|Ban|Ủy ban|UBND|Công an|Văn phòng|Trạm) \p{Lu}"
LAWS = ("bộ luật", "luật", "pháp lệnh", "hiến pháp")
"""What `LAW` and `AMENDING_LAW` begin with."""
LAW = build_cue(
    r"(?<!\w)(?P<type>Bộ [Ll]uật|Luật|Pháp lệnh|Hiến pháp|(?<=\bcủa\s)luật) (?!{no law}(?!\w))(?P<name>\p{L}.{2,160}?)"
    r"(?= ?(?:$|[.;:)(]|\s(?:số )?\d{1,3}/|\s(?:ngày|năm) \d|\s(?:và )?các (?:văn bản|quy định|luật)"
    rf"|, ?(?:{{beside a law}}(?!\w)|{_ACTS}|{_HEADS})"
    rf"|{_AND_ACTS}|, (?!{_IN_LAWS}|"
    r"(?:(?!(?:có|không|phải|được|là|cho|thì|do) )\p{L}+ ?){1,7}"
    r"(?:$|[;.:)(,]|(?<= )(?:số|ngày|năm|và|của|quy định)(?!\w)))|\s(?:và|,) (?:điểm|khoản|Điều) [\da-zđ]"
    r"|\s(?:và|,) (?:Luật|Bộ luật|Pháp lệnh|Nghị định|Thông tư|Quyết định|Nghị quyết|Kết luận|Kế hoạch|Chỉ thị"
    r"|(?:\p{Lu}\p{Ll}+ \p{Ll}+ )(?:số )?\d+/)"
    r"|(?<!tác hại|nhập cảnh|cư trú|Hoạt động giám sát)\s{behind a law}\s"
    r"|(?<! và)\s(?:là|đúng|đã|vẫn|cũng|hiệu quả|nghiêm|kịp thời|đầy đủ|góp phần)(?!\w)))",
    examples=[
        "Luật Bảo vệ môi trường năm 2020",
        "Bộ luật Lao động;",
        "Luật Đất đai đúng quy định",
        "Luật Lâm nghiệp, chủ rừng có",
        "Luật Lâm nghiệp và Công điện số 31/CĐ-TTg",
        "Luật Lâm nghiệp, trình phương án",
        "Luật Lâm nghiệp sau sửa đổi",
        "Luật Lâm nghiệp và lập phương án",
    ],
    rejects=["Luật này", "luật sư"],
)
AMENDING_LAW = build_cue(
    r"(?<!\w)(?P<type>Luật) (?P<name>[Ss]ửa đổi,? bổ sung(?: một số điều của)? .{4,220}?)"
    r"(?= ?(?:$|[.;:)(]|\s(?:số )?\d{1,3}/|,? ngày \d|\s(?:năm )?(?:19|20)\d\d\b|\s(?:liên quan|về)\s))",
    examples=["Luật sửa đổi, bổ sung một số điều của Luật Lâm nghiệp ngày 5/6/2023"],
    rejects=["Luật Lâm nghiệp"],
)
_NO_NAME = build_cue(
    r"sửa đổi(?:,? bổ sung)?(?: một số điều)?",
    examples=["sửa đổi, bổ sung", "sửa đổi"],
    rejects=["sửa đổi, bổ sung một số điều của Luật Lâm nghiệp"],
    at="whole",
)
_IN_BRACKETS = build_cue(
    r" ?\([^()\d]{2,40}\)(?= (?:số|năm|ngày) ?:? ?\d)",
    examples=[" (HIV/AIDS) số 64/2006/QH11"],
    rejects=[" (HIV/AIDS);", " (sửa đổi năm 2020)"],
    at="start",
)
"""A short form that is part of the name of a law: its number or its year stands behind it."""
_OF_YEAR = build_cue(rf" năm (?P<y>{YEAR})", examples=[" năm 2020"], rejects=[" năm thứ hai"], at="start")
_LAW_NUMBER = Cue(
    rf"\s*,?\s*(?:số\s*:?\s*){{0,2}}(?P<full>\d{{1,3}}/{YEAR}/[A-Z]{{2}}[A-Z]*(?:-[A-Z]{{2,8}})?\d*)",
    examples=[" số 64/2025/QH15", " số 38/2001/PL-UBTVQH10"],
    rejects=[" số 64/QĐ-UBND"],
    at="start",
)
_TERM_OF_CONGRESS = r"nhiệm kỳ \d{4} ?- ?\d{4}"
_CONGRESS = (
    r"(?:của )?Đại hội(?: đại biểu)?(?: (?!nhiệm|về|các|đã|và\s)[\p{L}]+| [IVX]+|, (?=nhiệm)){1,12}?"
    rf"(?: lần thứ [IVX\d]+(?:,? {_TERM_OF_CONGRESS})?|,? {_TERM_OF_CONGRESS}|(?=[;.,])|(?<= Việt Nam)(?=\s\p{{Ll}}))"
)
_PLENUM = (
    r"(?:Hội nghị )?(?:lần thứ \p{L}+ )?(?:Ban Chấp hành )?Trung ương (?:\d{1,2}|\([^)]*\))"
    r"(?: ?\([^)]{2,40}\)|,? khóa [IVX]+)?"
)
_COUNCIL = r"(?P<of>của )(?:Hội đồng [Nn]hân dân|HĐND)(?: {unit}(?: \p{Lu}\p{L}*){0,4}){0,3}? về [^;.]{10,200}"
RESOLUTION = build_cue(
    rf"(?<!\w)(?P<name>Nghị quyết (?:{_CONGRESS}|{_PLENUM}|{_COUNCIL}))",
    examples=[
        "Nghị quyết Đại hội Đảng bộ huyện lần thứ XV",
        "Nghị quyết Trung ương 8 khóa XII",
        "Nghị quyết của Hội đồng nhân dân xã về dự toán ngân sách",
    ],
    rejects=["Nghị quyết số 12/NQ-HĐND", "Nghị quyết này"],
)

_TYPES = (
    r"(?:Kế hoạch|Chỉ thị|Quyết định|Nghị quyết|Chương trình(?: hành động)?|Đề án|Phương án|Hướng dẫn|Công văn"
    r"|Công điện|Thông báo|Kết luận|Quy chế|Quy định|Nghị định|Thông tư)"
)
TITLED = build_cue(
    rf"(?<!\p{{L}})(?P<type>{_TYPES}) (?!số |\d)",
    examples=["Kế hoạch ngày 06/02/2024", "Chương trình hành động của UBND huyện"],
    rejects=["Kế hoạch số 5", "Kế hoạch 5 năm"],
)
_LED_IN = build_cue(
    r"(?i)(?:(?<!\p{L})(?:căn cứ|xét|theo|thực hiện|triển khai|thi hành)(?: vào| nội dung| tinh thần| các)?"
    r"|;|,|\svà) $",
    examples=["Căn cứ ", "; "],
    rejects=["theo dõi ", "nhận "],
)
_TOPIC = build_cue(
    r"(?!(?:này|trên|đó|nói|được|đã|do|và|của)\s)\p{Ll}[^.;:()]{3,140}?(?= của (?=\p{L}))",
    examples=["phòng chống dịch của UBND huyện"],
    rejects=["này của UBND huyện", "phòng chống dịch"],
    at="start",
)
_NO_TOPIC = build_cue(
    r"(?:hoạt động|nhiệm vụ|chức năng|quyền hạn|chỉ đạo|điều hành|lãnh đạo|năng lực|thẩm quyền|ý kiến|trách nhiệm"
    r"|chất lượng|vai trò|trụ sở|cán bộ|công chức|thành viên|đề nghị|yêu cầu|phân công|tình hình|kết luận|đồng ý"
    r"|thống nhất|thực tế|hướng dẫn|giám sát|quản lý)$"
    r"|, (?:được|căn|để|nhằm|trên|với|sự|các|tại|trong|từ|do|nay|theo|thực hiện)\s"
    rf"|\d/\p{{L}}|số \d|(?<!\p{{L}})(?:{_TYPES}|Luật)(?!\p{{L}})",
    examples=["cải tiến lề lối hoạt động", "tuyên truyền, để nâng cao"],
    rejects=["phòng chống dịch"],
)
_OF = build_cue(r" ?của ", examples=[" của "], rejects=[" do "], at="start")
_ABOUT = build_cue(
    r" ?,? ?(?:về|v/v) \p{L}[^.;:?]{4,220}",
    examples=[" về phòng chống dịch", ", v/v tiêm phòng"],
    rejects=[" của UBND"],
    at="start",
)
_TITLE = build_cue(
    r"(?: của \p{Lu}[^.,;:]{2,60}?(?= về ))? ?,? ?"
    r"(?:(?:về việc|về|v/v) |(?=(?:ban hành|quy định|phê duyệt|công bố|hướng dẫn|sửa đổi|thành lập|kiện toàn|giao"
    r"|triển khai|tổ chức|thực hiện|tăng cường|đẩy mạnh|điều chỉnh|phân công|phát động|thi hành) ))"
    r"(?P<title>[^.;:?]{4,220})",
    examples=[" về việc giao chỉ tiêu", " ban hành Quy chế làm việc"],
    rejects=[" của Sở Y tế."],
    at="start",
)
_OTHER_ONE = build_cue(
    rf" ?(?:,| và) (?:các )?(?:{_TYPES}|Luật|Văn bản)(?!\p{{L}})",
    examples=[", Quyết định", " và các Luật"],
    rejects=[", các sở"],
)
_CLAUSE = build_cue(
    r" ?, (?:(?P<body>\p{Lu})|(?:nay|để|nhằm|trên cơ sở|căn cứ|đồng thời)\s|(?:xã|phường|thị trấn|huyện|tỉnh) \p{Lu})",
    examples=[", UBND xã", ", để nâng cao", ", xã Tân Phú"],
    rejects=[", giao chỉ tiêu"],
)
_LED_IN_REACH = 32
"""Letters of "triển khai thực hiện tinh thần" and the like."""


def read_law(view: str, match: regex.Match[str]) -> tuple[Mention, int] | None:
    """A law by its name, with số and date where they stand behind; the second value is where the citation ends."""
    doc_type = {"pháp lệnh": "PL", "hiến pháp": "HP"}.get(" ".join(match["type"].lower().split()), "Luật")
    if _NO_NAME.fullmatch(match["name"]):
        return None
    name = Span(match.start("type"), match.end("name"))
    if aside := _IN_BRACKETS.match(view, name.end, name.end + REACH):
        name = Span(name.start, aside.end())
    numbered = _LAW_NUMBER.match(view, name.end, name.end + REACH)
    end = numbered.end() if numbered else name.end
    date, _, tail = read_date_and_issuer(view, end)
    if not date and (year := _OF_YEAR.match(view, end, end + REACH)):
        day, behind = date_at(view, year.end()) or (None, year.end())
        date, tail = (day, behind) if day and day.startswith(year["y"]) else (year["y"], year.end())
    number = numbered["full"] if numbered else None
    return Mention(Span(name.start, end), doc_type, number, name, date, None), max(end, tail)


def read_resolution(view: str, match: regex.Match[str]) -> tuple[Mention, int]:
    """A resolution of a congress, a plenum or a council, by its name."""
    span = Span(*match.span("name"))
    issuer = issuer_at(view, match.end("of")) if match["of"] else None
    return Mention(span, "NQ", None, span, None, issuer), span.end


def read_titled(view: str, match: regex.Match[str]) -> tuple[Mention, int] | None:
    """A document without a number, known by its issuer, behind "Căn cứ", "Thực hiện" and the like, or listed there:
    "Kế hoạch ngày 06/02/2024 của UBND huyện về …". Without title and date it would be any document of that issuer."""
    start = match.start()
    if not _LED_IN.search(view, max(0, start - _LED_IN_REACH), start):
        return None
    date, at = date_at(view, match.end() - 1) or (None, match.end("type"))
    topic = None if date else _TOPIC.match(view, match.end(), match.end() + REACH)
    if topic and _NO_TOPIC.search(topic[0]):
        return None
    of = _OF.match(view, topic.end() if topic else at, at + REACH)
    issuer = issuer_at(view, of.end()) if of else None
    if issuer is None:
        return None
    end = issuer.end
    if date is None and (dated := date_at(view, end)):
        date, end = dated
    about = None if topic else _ABOUT.match(view, end, end + REACH)
    if about:
        end = _find_title_end(view, about.start(), about.end())
    if not (topic or about or date):
        return None
    doc_type = codes_by_name().get(" ".join(match["type"].lower().split()))
    span = Span(start, end)
    return Mention(span, doc_type, None, span, date, issuer, titled=True), end


def title_behind(view: str) -> str | None:
    """The title of a document that is cited by number, where it stands behind date and issuer in what follows."""
    *_, at = read_date_and_issuer(view, 0)
    match = _TITLE.match(view, at, at + REACH)
    return view[match.start("title") : _find_title_end(view, *match.span("title"))] if match else None


def _find_title_end(view: str, start: int, end: int) -> int:
    """Where a title ends: before another document, or before the clause of the body that acts on it."""
    other = _OTHER_ONE.search(view, start, end)
    end = other.start() if other else end
    for match in _CLAUSE.finditer(view, start, end):
        if not match["body"] or issuer_at(view, match.start("body")):
            return match.start()
    return start + len(view[start:end].rstrip(" ,-"))
