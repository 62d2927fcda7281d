"""The body that acts, named behind its task in one sentence: "Phân tích đề thi … - Trường X báo cáo", "Việc … do
Phòng X đảm nhiệm". What stands in brackets is read by `tails`."""

from __future__ import annotations

from typing import NamedTuple

import regex

from vbparse.fields.actor_lists import Actor, Actors
from vbparse.fields.actors import ActorParser
from vbparse.fields.partners import find_partners
from vbparse.language.cues import build_cue
from vbparse.patterns import Cue
from vbparse.text import Span

_TRAILING = Cue(r"\s[-–]\s+(?=\p{L})", examples=[" - Trường Tiểu học", " – Phòng Nội vụ"], rejects=["Văn-Thể", " - 5"])
_ACTS_LAST = build_cue(
    r" ?(?:(?P<plain>(?:(?:chủ trì|hỗ trợ|phối hợp|trực tiếp|chịu trách nhiệm|tổ chức|triển khai) ?,? ?)*"
    r"(?:thực hiện|phụ trách|đảm nhiệm|đảm nhận|chủ trì|triển khai|chịu trách nhiệm))|{closing act}\b[^.;]{0,40}?)"
    r" ?[.;]? ?$",
    examples=[" thực hiện.", " chủ trì, phối hợp thực hiện", " báo cáo tham luận"],
    rejects=[" thực hiện kế hoạch."],
    at="start",
)
_ACTS_THERE = build_cue(
    r" ?(?P<plain>chủ trì|thực hiện|phụ trách|đảm nhiệm|đảm nhận)(?: thực hiện)?"
    r" ?(?:[,;] (?!phối hợp(?!\w))|(?:tại|ở|vào|từ|trong|trước|hằng|hàng)(?!\w))",
    examples=[" thực hiện tại nhà văn hóa xã", " đảm nhiệm, mở cửa suốt tuần"],
    rejects=[" thực hiện kế hoạch", " chủ trì, phối hợp tổ chức"],
    at="start",
)
"""What a body does that is named before it goes on with where and when."""
_ON_WORK_OF_OTHERS = build_cue(
    r"(?i:kiểm tra|rà soát|giám sát|đánh giá|thẩm định|nghiệm thu|tổng hợp|theo dõi|quản lý|sử dụng|tiếp nhận|công bố"
    r"|nghe|tham gia|hưởng ứng|hỗ trợ|phối hợp|đôn đốc|tiếp tục|kế thừa|khai thác|xử lý|khắc phục)(?!\w)",
    examples=["Kiểm tra công trình", "Hưởng ứng phong trào"],
    rejects=["Trưng bày ảnh"],
    at="start",
)
"""A verb whose object may be what others do."""
# "… còn chậm do các thôn triển khai", "Do các thôn thực hiện chưa tốt nên …": why something is so, and no charge.
REASONS = build_cue(
    r"(?<!\w)(?:chưa|không(?! (?:khí|gian))|chậm(?! nhất)|hạn chế|còn(?! lại)|đã|nên|dẫn đến"
    r"|(?:vừa|năm|tháng|quý|gian) qua)(?!\w)",
    examples=["còn chậm do", "chưa tốt"],
    rejects=["không khí", "chậm nhất", "còn lại"],
)
_WORK_NOUN = r"(?:Việc(?! này)|Công tác|Nhiệm vụ|Phần việc)(?!\w)"
_OPENS_WORK = build_cue(
    _WORK_NOUN, examples=["Việc tiêu hủy", "Công tác tuyên truyền"], rejects=["Viện Kiểm sát"], at="start"
)
_WORK = build_cue(
    r"(?<![^\s\W] |\w)" + _WORK_NOUN,
    examples=["17 giờ. Việc biên tập"],
    rejects=["Viện Kiểm sát", "Tổ Công tác"],
)
_DOES_ON = build_cue(
    r" ?(?:chủ trì|thực hiện|đảm nhiệm|đảm nhận|phụ trách|tổ chức)(?: thực hiện)? ?[,;] (?!phối hợp(?!\w))",
    examples=[
        " thực hiện, bảo đảm giải ngân trong 15 ngày",
        " đảm nhận; số liệu lấy từ các trạm",
        " chủ trì, hoàn thành trong tháng 6",
    ],
    rejects=[" thực hiện kế hoạch, báo cáo", " chủ trì, phối hợp rà soát"],
    at="start",
)
"""What follows a piece of work and the body that does it may go on."""
_BY_BEHIND_COLON = Cue(r":\s+(?:do|giao)\s+(?=\p{L})", examples=["Cắm biển báo: do Đoàn xã"], rejects=["do Đoàn xã"])
_DONE_BY = Cue(r"\s+do\s+(?=\p{L})", examples=["tiêu hủy do Phòng Nội vụ"], rejects=["tự do."])
_DOES = (
    r"(?:chủ trì|chịu trách nhiệm|phụ trách|đảm nhiệm|đảm nhận|thực hiện|tham mưu|cùng làm"
    r"|(?:là|làm) (?:(?:cơ quan|đơn vị|bộ phận) )?(?:đầu mối|chủ trì))"
    r"(?:,? (?:chính|tổ chức|tham mưu|triển khai|thực hiện))*"
)
_UNTIL = (
    r"(?P<until>[;.,]? ?(?:(?:hoàn thành|xong)(?= ?[.;]? ?$|(?: dứt điểm)? (?:\d|trước|trong|vào|chậm|ngày|tháng|quý))"
    r"|thời (?:gian|hạn)|mỗi|h[ằà]ng|chậm nhất|từ(?= (?:\d|ngày|tháng|quý))|trong (?:tháng|quý|năm|ngày)"
    r"|trước(?= (?:\d|ngày|tháng|quý|năm|cuối|hết|dịp|khi|mùa|Tết)))(?!\p{L})|[;.,]? ?$)"
)
_ONLY_LEADS = build_cue(
    rf"(?P<acts> ?{_DOES})(?P<reports>(?:,| và) báo cáo(?: (?!\d)[^\s,.;:()]+){{1,8}}?)?"
    r"(?P<amount>, (?:ít nhất|tối thiểu|nhiều nhất|không quá) \d[^.;]{0,60}(?=[.;]? ?$))?"
    rf"(?:, (?:\p{{L}}+ ){{2,5}}(?=từ (?:\d|ngày|tháng|quý)))? ?{_UNTIL}",
    examples=[
        " chủ trì.",
        " phụ trách; hoàn thành trong tháng 6",
        " thực hiện, xong trước 15/12",
        " đảm nhiệm, mỗi tháng báo số liệu",
        " chủ trì tham mưu, trước ngày 5/6",
        " thực hiện, báo cáo UBND xã trước 5/6",
        " thực hiện, tối thiểu 02 buổi mỗi thôn",
        " thực hiện, đón khách tham quan từ ngày 2/9",
    ],
    rejects=[
        " chủ trì thực hiện kế hoạch",
        " thực hiện tốt",
        " chịu trách nhiệm trước Đảng ủy về kết quả",
        " chủ trì, hoàn thành hồ sơ trước 15/12",
    ],
    at="start",
)
"""Says that a body does what stands before, until when, and nothing else."""
_NOTHING_MORE = build_cue(rf" ?{_UNTIL}", examples=[" trước ngày 5/6", "."], rejects=[" hồ sơ"], at="start")
_JOINS_VERBS = build_cue(r"(?: ?,| và)? ", examples=[", trình", " và nộp", " xong"], rejects=["; nộp"], at="start")
_ON_NOTHING = build_cue(
    r"(?:báo cáo|họp|trực|tuần tra|tham gia|ra quân|phối hợp|có mặt|tập trung|dự(?! thảo)|luyện tập|tập luyện|sinh hoạt"
    r"|phát biểu|thi đấu|trả lời|thực hành|treo (?:cờ|băng))(?!\w)",
    examples=["báo cáo trước ngày 5", "họp", "treo cờ"],
    rejects=["dự thảo", "phát hành"],
    at="start",
)
"""A verb that wants no object, or has it with it."""
_NO_TASK = build_cue(
    r"(?:Bước|Giai đoạn|Đợt|Lần|Ngày|Tuần|Tháng|Quý|Năm|Từ|Sáng|Chiều|Tối|Lưu ý|Ghi chú|\d)(?!\p{L})",
    examples=["Bước 2 (thẩm định)", "07 giờ"],
    rejects=["Giấy mời"],
    at="start",
)
"""A label that says when or in which order something is done."""
_CONDITION = build_cue(r"{lead-in}(?!\w)", examples=["Đối với hộ nghèo"], rejects=["Soát lỗi"], at="start")
RELATIVE = build_cue(
    r"(?:làm|ban hành|cấp|ký|giới thiệu|phát hành|biên soạn|thành lập|quản lý|tổ chức|cử|phát động|đề nghị|đề xuất|nêu"
    r"|đầu tư)(?!\w)|(?:cung cấp|lập|gửi|nộp|chuyển)(?: (?:đến|về|lên))? ?,"
    r"|[^,.;:]{0,100} (?:phải|được|(?<!chuẩn )(?<!trang )bị|có|là|bắt đầu|cần|đã|thì|gồm)(?!\w)",
    examples=["làm chủ đầu tư", "ban hành", "tham mưu ban hành có hiệu lực", "cung cấp, lập phương án"],
    rejects=["cân đối từ nguồn sự nghiệp", "xây dựng, trình Chủ tịch duyệt", "cung cấp trước ngày 5/6"],
    at="start",
)
"""A verb that says which thing is meant ("văn bản do Sở Y tế ban hành"), or a clause with a verb of its own."""
_SENT = build_cue(
    r"\W*(?:Văn bản|Hồ sơ|Báo cáo|Danh sách|Ý kiến|Phiếu|Bản|Đơn|Phương án|Kế hoạch|Đề xuất|Kết quả|Số liệu|Tài liệu"
    r"|Thông tin|Bài|Sản phẩm|Tác phẩm)(?!\w)[^.;:]{0,100}? của (?P<who>[^.;:]{2,80}?) "
    r"(?:(?P<asks>xin|đề nghị|yêu cầu|phải|cần)(?: được)? )?(?P<act>gửi|nộp)(?!\w)"
    r"(?(asks)|(?=[^.;]{2,120} (?:trước|chậm nhất|hạn|muộn nhất|trong) (?:ngày|\d|tháng)))",
    examples=[
        "Hồ sơ đăng ký của các trường gửi về Phòng Giáo dục trước ngày 5/6",
        "Ý kiến góp ý của các xã đề nghị gửi về Phòng Tư pháp",
    ],
    rejects=[
        "Hồ sơ của các trường gửi về Phòng Giáo dục còn chậm",
        "Lập hồ sơ của các trường gửi về Phòng Giáo dục trước ngày 5/6",
    ],
    at="start",
)
"""A paper, whose it is, and that it is to be sent: its owner sends it."""
_STARTS_ELSE = Cue(r"[.;:]", examples=["Cuộc thi: "], rejects=["Kinh phí, vật tư "])
_MANY = Cue(r"(?i)(?<!\w)(?:các|những|mọi)\s", examples=["Kiểm tra các dự án"], rejects=["Trang trí sân khấu"])
_SUBJECT_REACH = 100
"""Letters of a thing before "do"."""
_FEW_BLANKS = 3
"""Between the words of a task, of which a label ("Bước 1") has fewer."""


class Trailing(NamedTuple):
    """A body behind its task, the words in which a time may stand, and those that help, as they are named behind it."""

    actors: Actors
    task: Span
    scope: Span
    partners: list[Actor]


def find_trailing_body(view: str, parser: ActorParser, span: Span) -> Trailing | None:
    """The body behind its task at the end of a paragraph: "… - Trường X thực hiện", "Việc … do Phòng X đảm nhiệm"."""
    spots = [
        (span.start, match) for match in (*_TRAILING.finditer(view, *span), *_BY_BEHIND_COLON.finditer(view, *span))
    ]
    work = _OPENS_WORK.match(view, *span) or _WORK.search(view, *span)
    if work and not REASONS.search(view, work.start(), span.end):
        spots += [(work.start(), match) for match in _DONE_BY.finditer(view, work.end(), span.end)]
    for start, match in spots:
        actors = parser.read_actors(match.end(), span.end)
        partners, verb = find_partners(view, parser, Span(actors.span.end, span.end)) if actors else ([], None)
        act = _ACTS_LAST.match(view, verb or actors.span.end, span.end) if actors else None
        goes_on = actors and _DOES_ON.match(view, verb or actors.span.end, span.end)
        if actors and (act or (goes_on and work and start == work.start())):
            task = Span(actors.span.end, span.end) if act and not act["plain"] else Span(start, match.start())
            return Trailing(actors, task, Span(start, span.end), partners)
    return None


def match_only_leads(view: str, parser: ActorParser, actors: Actors, end: int) -> regex.Match[str] | None:
    """What stands behind bodies, up to `end`, if it only says that they do something, and until when."""
    _, verb = find_partners(view, parser, Span(actors.span.end, end))
    return _ONLY_LEADS.match(view, verb or actors.span.end, end)


def find_task_before(
    view: str, parser: ActorParser, paragraph: Span, actors: Actors, end: int, sentence: int | None
) -> Trailing | None:
    """The task before the sentence that begins at `sentence`, or before a colon where this is None, if what stands
    between the bodies and `end` only says that they do it: "Cấp chứng nhận: Hội thực hiện, xong trước 15/12". What
    they do to the thing before a colon is a part of the task: "Giấy mời: Văn phòng in, xong trước 15/12"."""
    scope = Span(paragraph.start, end)
    leads = match_only_leads(view, parser, actors, end) is not None
    bare = not leads and sentence is None and lacks_object(view, parser, Span(actors.span.end, end))
    if not (leads or bare):
        return None
    partners, _ = find_partners(view, parser, Span(actors.span.end, end))
    if sentence is not None:
        return Trailing(actors, Span(paragraph.start, sentence), scope, partners)
    colon = view.rfind(":", paragraph.start, actors.span.start)
    whole = view.count(" ", paragraph.start, colon) >= _FEW_BLANKS and not _CONDITION.match(view, *paragraph)
    whole = whole or (bare and not (_NO_TASK.match(view, *paragraph) or _CONDITION.match(view, *paragraph)))
    is_task = colon > 0 and (whole or parser.action_at(paragraph.start) is not None)
    task = scope if bare else Span(paragraph.start, colon)
    return Trailing(actors, task, scope, partners) if is_task else None


def lacks_object(view: str, parser: ActorParser, words: Span) -> bool:
    """Whether verbs of duty stand behind a body, and no object of theirs, but until when: its object is before them."""
    at = parser.skip_blanks(*words)
    verb = None if _ON_NOTHING.match(view, at, words.end) else parser.action_at(at)
    if verb and view.count(" ", verb.start, verb.end) > 1:
        return False  # "lập dự toán" holds its object
    while verb and not _NOTHING_MORE.match(view, verb.end, words.end):
        joined = _JOINS_VERBS.match(view, verb.end, words.end)
        verb = parser.action_at(joined.end()) if joined else None
    return verb is not None


def find_doer_of_task(view: str, parser: ActorParser, span: Span) -> Trailing | None:
    """ "Trưng bày ảnh do Thư viện huyện thực hiện tại …": a task, whose verb does not act on what others do, and the
    body that sees to it; also where no part says that it assigns."""
    if parser.action_at(span.start) is None or _ON_WORK_OF_OTHERS.match(view, *span):
        return None
    work = find_body_in_passive(view, parser, span)
    return work if work and work.task.start == span.start else None


def find_sender(view: str, parser: ActorParser, span: Span) -> Trailing | None:
    """ "Danh sách của các xã gửi về Phòng Nội vụ trước ngày …": the body whose paper it is that is to be sent."""
    sent = _SENT.match(view, *span)
    if sent is None or REASONS.search(view, *span):
        return None
    actors = parser.read_actors(*sent.span("who"), partner=True)
    whole = actors is not None and actors.span == Span(*sent.span("who"))
    return Trailing(actors, Span(sent.start("act"), span.end), span, []) if actors and whole else None


def find_body_in_passive(view: str, parser: ActorParser, span: Span) -> Trailing | None:
    """ "Kinh phí tập huấn do Phòng Tài chính cân đối từ nguồn …": a thing, the body that sees to it, and a verb of duty
    that says how. "Trang trí sân khấu do Đoàn xã thực hiện" is a task itself."""
    by = _DONE_BY.search(view, span.start, min(span.end, span.start + _SUBJECT_REACH))
    actors = parser.read_actors(by.end(), span.end) if by else None
    if by is None or actors is None or actors.stop != "action" or _STARTS_ELSE.search(view, span.start, by.start()):
        return None
    if REASONS.search(view, *span) or _CONDITION.match(view, *span):
        return None
    partners, verb = find_partners(view, parser, Span(actors.span.end, span.end))
    at = verb or actors.span.end
    act = _ACTS_LAST.match(view, at, span.end) or _ACTS_THERE.match(view, at, span.end)
    if act and act["plain"] and not _MANY.search(view, span.start, by.start()):
        return Trailing(actors, Span(span.start, by.start()), span, partners)
    at = parser.skip_blanks(actors.span.end, span.end)
    if opens_as_task(view, parser, Span(span.start, by.start())) or RELATIVE.match(view, at, span.end):
        return None
    return Trailing(actors, Span(at, span.end), span, partners)


def opens_as_task(view: str, parser: ActorParser, words: Span) -> bool:
    """Whether words open with a verb of duty, or with another verb beside one: "Đo kiểm, đối chiếu danh sách"."""
    comma = view.find(",", *words)
    return any(parser.action_at(at) for at in (words.start, parser.skip_blanks(comma + 1, words.end)) if at > 0)
