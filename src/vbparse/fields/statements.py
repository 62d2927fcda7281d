"""What the words behind a body say of it without charging it: that it may, that it is placed or led, what becomes of
those who do something, what is done to it."""

from __future__ import annotations

from vbparse.fields.actor_lists import Actors
from vbparse.fields.actors import ActorParser
from vbparse.language.cues import build_cue
from vbparse.patterns import Cue
from vbparse.text import Span

_MAY = build_cue(
    r"(?: ?\([^()]{2,60}\))? ?(?:có thể|có quyền|không phải|chưa|đã|vi phạm|phải bị|thì (?:không )?(?:được|bị)"
    r"|không (?:giải quyết|xem xét|xét|nhận|tiếp nhận|chấp nhận|chịu trách nhiệm)(?!\w)[^.;]{0,100} (?:chậm|trễ|muộn"
    r"|quá (?:thời )?hạn|sau (?:thời (?:hạn|gian)|ngày))"
    r"|được(?! (?:giao|phân công|chỉ định|yêu cầu|đề nghị))(?![^.;]{0,100} (?:phải|cần|có trách nhiệm)(?!\w)))(?!\w)",
    examples=[
        " có quyền",
        " đã",
        " được cung cấp điện",
        " (nếu có) vi phạm",
        " không tiếp nhận hồ sơ gửi sau thời hạn trên",
    ],
    rejects=[" không tiếp nhận hồ sơ thiếu chữ ký", " có trách nhiệm", " được lấy ý kiến phải trả lời", " được giao"],
    at="start",
)
ANNOUNCES = build_cue(
    r"(?:[^.;:]{0,80}(?<!\w))?thông (?:báo|tin) (?:(?:ý kiến )?kết luận [^.;]{2,140}? )?"
    r"(?:để|đến|tới|và đề nghị|cho(?! {those who are told}))"
    r" (?:(?:[^.;:]{3,160} )?(?:được )?biết(?= ?(?:[.,;:/)(]|$|(?:và|để)(?!\w)))"
    r"(?! ?[,;] (?!(?:(?:nghiêm túc|khẩn trương|tổ chức|chủ động) )?(?:triển khai|thực hiện|phối hợp|liên hệ|tổng hợp)"
    r"(?!\w))\p{Ll})"
    r"|(?:các |quý |toàn thể )?(?:cơ quan|đơn vị|địa phương|sở|phòng|ban|tổ chức|cá nhân)[^.;]{0,120} thực hiện(?!\w))",
    examples=[
        " thông tin để Sở Nội vụ biết, tổng hợp",
        " trân trọng thông báo đến các cơ quan, đơn vị biết",
        " thông báo kết luận của Chủ tịch UBND tỉnh để các cơ quan biết, thực hiện",
        "Phòng Đào tạo thông báo để các đơn vị được biết và thực hiện",
        " thông báo và đề nghị các phòng biết, nghiêm túc triển khai thực hiện",
    ],
    rejects=[
        " thông báo kết quả đến các đơn vị",
        "thông báo kết quả cho các đơn vị",
        "lập thông báo",
        "thông báo cho phụ huynh biết",
        "thông báo cho hộ dân biết, lập danh sách",
        "thông báo cho các doanh nghiệp mới thành lập biết chủ trương của tỉnh",
    ],
    at="start",
)
"""What the sender says that closes a document."""
_PRAISES = build_cue(
    r" ?(?:(?:trân trọng |nhiệt liệt |chân thành )?(?:ghi nhận|biểu dương|đánh giá cao|hoan nghênh|khen ngợi|cảm ơn)"
    r"(?:,| và)? ?)+(?:(?:sự|những|các|tinh thần|kết quả)(?: \p{L}+){0,2}? )?"
    r"(?:nỗ lực|cố gắng|quyết tâm|đóng góp|vào cuộc|chủ động|tích cực|quan tâm|phối hợp|tinh thần|thành tích|đạt được)"
    r"(?!\w)",
    examples=[
        " ghi nhận, biểu dương sự cố gắng của các thôn",
        " đánh giá cao tinh thần trách nhiệm",
        " biểu dương những kết quả đạt được",
    ],
    rejects=[" biểu dương, khen thưởng các hộ", " ghi nhận kết quả kiểm tra vào sổ", " ghi nhận ý kiến cử tri"],
    at="start",
)
DECIDES = build_cue(
    r"\W*(?:(?:[Cc]ơ bản|[Vv]ề (?:nguyên tắc|chủ trương|cơ bản)),? )?(?:[Tt]hống nhất|[Đđ]ồng ý|[Nn]hất trí"
    r"|[Cc]hấp thuận) (?:về )?(?:chủ trương|mốc|việc"
    r"|với (?:chủ trương|đề (?:xuất|nghị)|ý kiến|kiến nghị|báo cáo|nội dung))"
    r"|\W*(?:[Gg]hi nhận|[Pp]hê bình|[Bb]iểu dương|[Hh]oan nghênh)(?:,? (?:ghi nhận|biểu dương|đánh giá cao))? "
    r"(?!kết quả (?:kiểm tra|đo|khảo sát))(?=\p{Lu}|(?:sự|những|các|kết quả|tinh thần|nỗ lực)(?!\w))",
    examples=[
        "Cơ bản đồng ý với đề xuất của Sở Xây dựng",
        "Thống nhất chủ trương mở đường",
        "Phê bình UBND xã Nam Hà",
        "Ghi nhận sự cố gắng của các thôn",
    ],
    rejects=["Thống nhất số liệu với Sở Y tế", "Ghi nhận ý kiến của dân", "Phê bình, rút kinh nghiệm"],
    at="start",
)
"""What a sender decides or says of others' work, which is nobody's task."""
_IS = build_cue(
    r"(?:đặt (?:tại|ở)|cách \d|sử dụng con dấu|chỉ(?! (?:đạo|huy|định|ra))"
    r"|làm (?:(?:[Pp]hó )?(?:[Cc]hủ tịch|(?:[Tt]ổ |[Đđ]ội )?[Tt]rưởng)|[Ủủ]y viên|[Tt]hư ký|[Tt]hành viên)"
    r"|chịu (?:sự )?(?:quản lý|chỉ đạo|điều hành|giám sát|kiểm tra)|trực thuộc|gồm"
    r"|bao gồm|đạt|là (?:đơn vị|cơ quan|tổ chức) (?:trực thuộc|sự nghiệp|chuyên môn)"
    r"|là (?:các |những )?(?:chức danh|đại diện|chuyên gia|người(?! (?:có|chịu) trách nhiệm)))(?!\w)",
    examples=[
        "đặt tại trụ sở",
        "chịu sự quản lý của",
        "là các chức danh quy định",
        "sử dụng con dấu",
        "chỉ nhận hồ sơ",
        "đạt yêu cầu",
        "là đơn vị trực thuộc Sở",
    ],
    rejects=["chịu trách nhiệm", "đặt hàng", "chỉ đạo các phòng", "là người chịu trách nhiệm"],
    at="start",
)
# "Cán bộ, công chức hoàn thành tốt … được xem xét khen thưởng": what becomes of those who do something.
_CASE = build_cue(
    r" ?(?:nào )?để xảy ra(?!\w)"
    r"|(?!(?:có trách nhiệm|phải|cần))[^.;]{4,240}?(?<!(?:để|nhằm|cần|phải)) (?:thì (?:được|bị|coi|xem|tùy)"
    r"|được (?:xem xét|khen thưởng|hưởng|coi là|cấp (?!phát)|(?:\p{L}+ ){0,5}?(?:tặng|thưởng|khen|cộng điểm|công nhận))"
    r"|bị (?:xử lý|xem xét|phê bình|kỷ luật|coi là|trừ))(?!\w)",
    examples=["hoàn thành tốt nhiệm vụ được xem xét, khen thưởng", "vi phạm quy định thì bị xử lý", "để xảy ra cháy"],
    rejects=["không để xảy ra cháy", "rà soát hộ nghèo được hỗ trợ", "phải báo cáo, nếu chậm thì bị phê bình"],
    at="start",
)
_PASSIVE = Cue(
    r"\w+(?:\s\w+)?\s+(?:được|(?<!chuẩn\s)(?<!trang\s)bị)\s",
    examples=["hồ sơ được lập", "hộ dân bị ảnh hưởng"],
    rejects=["chuẩn bị hồ sơ", "trang bị máy"],
    at="start",
)
_INVITES_ALL = build_cue(
    r"[^.;]{2,80}?, (?:các|những|đại diện)(?!\w)[^.;]{2,200} được mời (?:tham )?(?:dự|gia)(?!\w)",
    examples=["thẩm định tài sản, các cơ quan liên quan và đại diện hộ dân được mời tham dự"],
    rejects=["lập danh sách đại biểu được mời tham dự"],
    at="start",
)
"""A list of bodies goes on up to the verb that is done to them."""
_INVITED = Cue(r"được mời\s$", examples=["đại diện hộ dân được mời "], rejects=["được mời, "])
_LIMITS = build_cue(
    r"(?!(?:cử|chọn|bố trí|đăng ký|lập|gửi|nộp|viết|chuẩn bị|tiếp nhận|tổ chức)(?!\w))"
    r"\p{L}+(?: \p{L}+)? (?:không quá|tối đa|nhiều nhất) \d",
    examples=["dự thi không quá 02 sản phẩm"],
    rejects=["chọn ít nhất 02 mô hình", "cử không quá 03 người", "chuẩn bị 01 tham luận không quá 03 trang"],
    at="start",
)
_MEMBERS = build_cue(
    r"(?:giúp việc|tham mưu|hỗ trợ|phục vụ)[^.;:]{0,100}[, ](?:bao )?gồm (?:có )?(?:các )?(?:ông|bà|đồng chí|thành viên"
    r"|cá nhân|cán bộ)(?!\w)[^.;:]{0,40}:$",
    examples=["giúp việc cho Hội đồng, gồm các ông, bà:", "phục vụ hội nghị gồm các thành viên sau:"],
    rejects=["giúp việc cho Hội đồng, chuẩn bị tài liệu", "phục vụ hội nghị gồm:"],
    at="start",
)
"""For whom a team works, before the list of its members."""
_CONCLUDES = build_cue(
    r"(?<!\w)(?:kết luận|(?:phát biểu|cho|có) ý kiến)(?!\w)[^;:]{0,120} (?:như sau|sau đây|sau) ?:$",
    examples=["Chủ tịch HĐND kết luận, chỉ đạo các nội dung như sau:"],
    rejects=["kết luận: giao Sở Y tế"],
)
"""What the speaker says below; who was heard before is not charged with it."""
_NO_CONDITION = build_cue(
    r" ?(?:, ?)?(?:để|nhằm|của|là|như|đã|do|với|qua|mà|nào)(?!\w)",
    examples=[" để", ", nhằm"],
    rejects=[" theo"],
    at="start",
)
_QUALITIES = build_cue(
    r"(?:(?:phải|cần|đã) )*(?:có|đạt|đủ|bảo đảm đủ)(?: \p{L}+){0,3}? (?:kết quả|trình độ|điều kiện|tiêu chuẩn|điểm"
    r"|văn bằng|bằng|chứng chỉ|sức khỏe|phẩm chất|năng lực|kinh nghiệm|đạo đức|hộ khẩu|lý lịch|uy tín|quốc tịch)(?!\w)",
    examples=["phải có kết quả vòng 2", "có đủ điều kiện", "đạt tiêu chuẩn"],
    rejects=["có trách nhiệm", "bảo đảm điều kiện"],
    at="start",
)
"""What a person must have or be, not do."""
_OF_DUTY = build_cue(
    r"(?:lĩnh vực|địa bàn|nhiệm vụ|nội dung|phần việc|mảng|khối|được (?:giao|phân công)) $",
    examples=["theo lĩnh vực ", "được phân công "],
    rejects=["trực tiếp "],
)
"""Before "phụ trách" where it says which field is meant, and is no charge."""
_LED_BY = build_cue(
    r" ?,? ?do (?:(?!(?:có|chịu) (?:trách nhiệm|nhiệm vụ))[^.;:]){3,100}? (?:điều hành|phụ trách|chủ trì|chỉ huy"
    r"|đứng đầu|chỉ đạo|làm (?:tổ |đội |nhóm )?(?:[Tt]rưởng|Tổ trưởng|Đội trưởng|Nhóm trưởng)(?: \p{L}+){0,3}?)"
    r"(?: chung)? ?,? ?(?=(?:có|chịu) (?:trách nhiệm|nhiệm vụ)(?!\w))",
    examples=[
        ", do ông Lê Văn Tâm điều hành, có nhiệm vụ tổng hợp",
        " do Công an xã chủ trì có trách nhiệm tuần tra",
        " do Trưởng thôn làm tổ trưởng, có nhiệm vụ canh đê",
    ],
    rejects=[" do Công an xã chủ trì.", " do ông Tâm có trách nhiệm chỉ đạo, có nhiệm vụ", " do mưa lũ, có nhiệm vụ"],
    at="start",
)
"""Who leads a body, between its name and its duty."""
_ANYONE = build_cue(
    r"(?:(?:(?:các|những) )?(?:tổ chức|cá nhân)"
    r"|(?:công chức|viên chức|người lao động|đảng viên|hội viên)(?! \p{Lu}))\b",
    examples=["các tổ chức", "cá nhân", "công chức hàng năm"],
    rejects=["các phòng", "cán bộ thôn", "công chức Địa chính"],
    at="start",
)
_REPORTS_BACK = build_cue(
    r" ?(?:kịp thời )?(?:phản ánh|báo cáo|kiến nghị|phản hồi)(?!\w)",
    examples=[" phản ánh về Phòng Nội vụ"],
    rejects=[" thực hiện", " được phản ánh"],
    at="start",
)
_WORD_REACH = 12
"""Letters behind a body in which the next word stands."""
_FIELD_REACH = 20
"""Letters before "phụ trách" in which the word before it stands."""
_CONDITION_REACH = 260
"""Letters of a condition between a body and its verb."""


def may_or_announces(view: str, clause: Span) -> bool:
    """Whether a clause says what a body may do or did, praises, or is the announcement that closes a document."""
    return any(cue.match(view, *clause) for cue in (_MAY, ANNOUNCES, _PRAISES))


def concludes(view: str, sentence: Span) -> bool:
    """Whether a sentence says that what stands below it was concluded."""
    return _CONCLUDES.search(view, *sentence) is not None


def names_anyone(view: str, actors: Actors, end: int) -> bool:
    """Whether a clause behind a condition is about whoever does something; who meets with difficulties reports."""
    reports = _REPORTS_BACK.match(view, actors.span.end, end)
    return _ANYONE.match(view, actors.span.start, end) is not None and not reports


def pass_leader(view: str, clause: Span) -> int | None:
    """Where the duty of a body begins behind the words that say who leads it; None where these do not stand there."""
    match = _LED_BY.match(view, *clause)
    return match.end() if match else None


def is_statement(view: str, clause: Span, *, of_group: bool) -> bool:
    """Whether a clause, from its verb on, states something: where a body is, what is done to it, or, of a group, what
    follows for those who do something."""
    if any(cue.match(view, *clause) for cue in (_IS, _QUALITIES, _INVITES_ALL, _LIMITS, _MEMBERS)):
        return True
    if of_group and _CASE.match(view, *clause):
        return True
    if _INVITED.search(view, max(0, clause.start - _WORD_REACH), clause.start):
        return "có trách nhiệm" not in view[clause.start : clause.end]
    return _PASSIVE.match(view, *clause) is not None and not view.startswith(("được", "sẽ"), clause.start)


def has_verb_soon(view: str, parser: ActorParser, clause: Span) -> bool:
    """Whether a condition ("trên cơ sở …", "theo chức năng …") opens a clause, and a verb of duty follows in the same
    sentence."""
    at, end = clause
    if _NO_CONDITION.match(view, at, at + _WORD_REACH):
        return False
    for pos in range(at, min(end, at + _CONDITION_REACH)):
        if view[pos - 1] == " " and (term := parser.action_at(pos)) and view[pos].islower():
            if _OF_DUTY.search(view, max(at, pos - _FIELD_REACH), pos):
                continue
            return term.end - pos > 2 and view[term.start : term.end] not in ("phụ trách", "là", "cần", "phải")
    return False
