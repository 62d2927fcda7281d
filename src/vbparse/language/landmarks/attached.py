"""What goes with a document: phụ lục, forms, and what is issued with it; and the line that makes a copy of it.

Source: Nghị định 30/2020/NĐ-CP, phụ lục I, mục V; Điều 25 (SAO Y, SAO LỤC, TRÍCH SAO).
"""

from __future__ import annotations

from vbparse.language.cues import build_cue
from vbparse.language.landmarks.spelling import ignore_marks
from vbparse.patterns import Cue
from vbparse.text import Span

_WITH = rf"{ignore_marks('kem theo')}(?!\w)"
_BEFORE_WITH = rf"(?:{ignore_marks('duoc')}\s*)?(?:{ignore_marks('ban hanh')}\s*)?(?:(?:{ignore_marks('dinh')})\s*)?"

ANNEX = build_cue(
    r"(?s)\W*(?P<label>PHỤ LỤC|Phụ lục)(?P<number> (?:số )?(?:\d{1,2}|[IVX]{1,5}|[A-H])(?!\w))?(?P<rest> ?[:.-]? ?.*)",
    examples=["PHỤ LỤC", "Phụ lục 1", "PHỤ LỤC II. Danh sách", "Phụ lục số 02"],
    rejects=["phụ lục", "Các phụ lục"],
    at="start",
)
"""The label of a phụ lục, its number, and what stands behind it."""
FORM = build_cue(
    r"[\W_]*(?:PHỤ LỤC|Phụ lục(?= (?:số )?[\dIVXA-H]+\b)|PHỤ BIỂU|Phụ biểu|BIỂU|Biểu (?:mẫu|số)|MẪU|Mẫu)(?!\p{L})",
    examples=["PHỤ LỤC", "Phụ lục 1", "Biểu mẫu 02", "MẪU SỐ 1", "Phụ biểu"],
    rejects=["Phụ lục kèm theo", "Biểu dương", "MẪUT"],
    at="start",
)
"""A phụ lục or a form."""
LONE_LABEL = Cue(
    r"(?i)(?:phụ lục|biểu mẫu|biểu|mẫu|mẫu số|danh sách)(?: số)?(?: [ivxlc\d]{1,5})?",
    examples=["Phụ lục 1", "BIỂU MẪU", "Danh sách", "Mẫu số 02"],
    rejects=["Phụ lục kèm theo", "Danh sách học sinh"],
    at="whole",
)
"""The label of an annex, a form or a list, alone on its line."""
ISSUED_WITH = Cue(
    rf"(?i:\W*?(?P<bracket>\()?\s*{_BEFORE_WITH}{_WITH})",
    examples=["(Ban hành kèm theo Quyết định số 5)", "Kèm theo Kế hoạch", "(Được ban hành kèm theo", "Đính kèm theo",
              "(Kem theo"],
    rejects=["Kế hoạch kèm theo", "(Kèm theom"],
    at="start",
)  # fmt: skip
"""The line below the heading of what a document issues; `bracket` says whether it is in one."""
ENCLOSED = build_cue(
    r"\( ?(?:Ban hành )?[Kk]èm theo\b",
    examples=["Danh sách thôn (Kèm theo Kế hoạch số 5)", "(Ban hành kèm theo"],
    rejects=["kèm theo Kế hoạch"],
)
"""In brackets, behind a title."""
ENCLOSED_LINE = Cue(
    rf"(?i:(?:^|.*\()\s*{_BEFORE_WITH}{_WITH})",
    examples=["Phụ lục (Ban hành kèm theo", "Kèm theo Kế hoạch", "(Kem theo"],
    rejects=["Kế hoạch kèm theo Quyết định"],
    at="start",
)
"""A line that begins so, or has it in brackets."""
FILLED_IN = build_cue(
    r"\((?i:ký)(?!\w)[^()]{0,40} họ(?: và)? tên[^()]{0,40}\)",
    examples=["(Ký và ghi rõ họ tên)", "(ký, họ tên, đóng dấu)", "(Ký, ghi rõ họ và tên)"],
    rejects=["(Đã ký)", "(ký tên)", "Ký và ghi rõ họ tên"],
)
"""Where whoever fills in a form is to sign: what it asks for is nobody's task."""
COPY = Cue(
    rf"\W*(?:{ignore_marks('SAO Y')}|{ignore_marks('SAO LUC')}|{ignore_marks('TRICH SAO')}|{ignore_marks('BAN SAO')}"
    r"|(?:Sao y|Sao lục|Trích sao)(?=\s+bản\s+chính|\W*$))(?!\w)",
    examples=["SAO Y", "SAO Y BẢN CHÍNH", "SAO LỤC", "TRÍCH SAO", "BẢN SAO", "Sao y bản chính"],
    rejects=["Sao y tế", "SAO YÊN", "Bản sao giấy khai sinh"],
    at="start",
)
"""The head of a copy."""


def is_issued_with(view: str, line: Span) -> bool:
    """Whether a line says with what something is issued: "(Ban hành kèm theo Quyết định số …)"."""
    return ISSUED_WITH.match(view, *line) is not None


def is_enclosed(view: str, line: Span) -> bool:
    """Whether such a line stands in brackets, so that it is no part of a sentence."""
    match = ISSUED_WITH.match(view, *line)
    return match is not None and match["bracket"] is not None


def is_form(view: str, attachment: Span) -> bool:
    """Whether an attachment is a form that somebody fills in and signs."""
    return FILLED_IN.search(view, *attachment) is not None


def is_copy_line(view: str, line: Span) -> bool:
    """Whether a copy of the document begins with a line: what stands below it is of who made the copy."""
    return COPY.match(view, *line) is not None
