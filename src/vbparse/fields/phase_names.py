"""What a phase is called by the words around its time: "Lịch nghỉ hè: từ …", "Hội thi diễn ra từ …", and which times
are those of results and no phase."""

from __future__ import annotations

from vbparse.fields.dates import Time
from vbparse.language.cues import build_cue
from vbparse.language.rules import Hit
from vbparse.text import Span, Text

_TITLED = build_cue(
    r"(?P<label>\p{Lu}[^.;:()\n]{2,90}?) ?: ?"
    r"(?:(?i:thực hiện|tổ chức|dự kiến|bắt đầu|trong|các|{count of days}) ?[:,(]? ?)*\(? ?(?:\d{1,2} )?$",
    examples=["Lịch nghỉ hè: ", "Thời gian: 02 ngày: ", "Thời gian học: trong 05 ngày, "],
    rejects=["Lịch nghỉ hè của trường ", "Yêu cầu: rà soát "],
    at="whole",
)
"""What stands before a colon and a time."""
_TAKES_PLACE = build_cue(
    r"(?P<label>(?!(?:Do|Vì|Bởi|Trước|Sau|Qua) )\p{Lu}[^.;:()\n]{2,90}?) "
    r"(?:(?:sẽ |dự kiến )?(?:được (?:tổ chức|thực hiện|triển khai|tiến hành|phát động)"
    r"|diễn ra|kéo dài))(?: {count of days}| \p{L}+){0,3}[ ,:(]*$",
    examples=["Ngày hội được tổ chức ", "Đợt cao điểm kéo dài ", "Hội thi diễn ra trong 05 ngày, "],
    rejects=["Phòng Văn hóa tổ chức ", "và được tổ chức ", "Do rét đậm kéo dài, "],
    at="whole",
)
"""A subject for which a time is given: its name is that of the phase."""
_NEW_SENTENCE = build_cue(
    r"\. (?=\p{Lu})|(?i:{label of time})(?: \p{L}+){0,3} ?: ?(?=\p{Lu})",
    examples=["Tổ chức hội thi. Hội thi", "Thời gian: Lễ hội"],
    rejects=["Thời gian: từ", "thi. từ"],
)
_HAPPENED = build_cue(
    r" ?,? ?(?:(?:toàn|trên|cả|tại|ở) [^,.;:]{2,40},? |cả (?:xã|tỉnh|huyện) )??"
    r"(?:có|đã|xảy ra|ghi nhận|phát hiện|phát sinh|tăng|giảm|bình quân)(?!\w)(?! (?:trách nhiệm|nhiệm vụ)(?!\w))",
    examples=[" có 15 hộ thoát nghèo", ", toàn xã xảy ra 02 vụ", " trên địa bàn đã có"],
    rejects=[" có trách nhiệm báo cáo", ", các xã rà soát", ": tăng cường"],
    at="start",
)
"""What happened in a time: no phase of what is to be done."""
_OF_TIME = build_cue(
    r"(?i)\W*(?:\p{L}+ ){0,3}?(?:thời (?:gian|hạn|kỳ)|tiến độ|lộ trình|lịch)(?!\w)",
    examples=["THỜI GIAN TỔ CHỨC", "Thời gian thực hiện", "Kế hoạch thời gian"],
    rejects=["Nội dung thực hiện", "Ngày hội"],
    at="start",
)
"""Labels and headings under which times stand."""
_CONTEXT = 80
"""Letters behind a time in which words say what happened in it."""
_TITLE_REACH = 160
"""Letters between the beginning of a paragraph and its time, with which it may name what takes place."""
WANT_LABEL = ("days_of_one_month", "months_of_one_year", "months_of_two_years", "half_of_year")
"""The rules for "ngày 11 và 12/5", "tháng 9 và tháng 10/2025", "tháng 12/2025 và tháng 01/2026", "6 tháng cuối năm":
without "từ … đến", these may be of any event."""


def find_title(text: Text, before: Span) -> Span | None:
    """What a paragraph names before its time: "Lịch nghỉ hè: từ …", "Hội thi diễn ra từ …"."""
    if before.end - before.start > _TITLE_REACH:
        return None
    starts = [before.start, *(m.end() for m in _NEW_SENTENCE.finditer(text.view, *before))]
    match = _TITLED.fullmatch(text.view, *before) or _TAKES_PLACE.fullmatch(text.view, starts[-1], before.end)
    return Span(*match.span("label")) if match else None


def is_of_time(heading: str | None) -> bool:
    return heading is not None and _OF_TIME.match(heading) is not None


def tells_of_what_was(view: str, hit: Hit[Time], lead_in: str) -> bool:
    """Whether a time is that of results, or two days of an event behind the sentence of a task."""
    after_task = hit.rule in WANT_LABEL and _NEW_SENTENCE.search(lead_in) is not None
    return after_task or _HAPPENED.match(view, hit.span.end, hit.span.end + _CONTEXT) is not None
