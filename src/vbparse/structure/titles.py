"""What the titles of documents and of their annexes share."""

from __future__ import annotations

from collections.abc import Sequence

from vbparse.blocks import Para
from vbparse.language.landmarks.attached import ENCLOSED
from vbparse.language.landmarks.issuer import opens_agency
from vbparse.language.landmarks.letter import ABOUT_SHORT
from vbparse.language.landmarks.motto import is_motto_line
from vbparse.language.landmarks.number_line import is_number_line
from vbparse.patterns import Cue
from vbparse.text import Span

RULE = Cue(r"[\s\-_*=~.]{3,}$", examples=["-----", "......"], rejects=["- Lưu", "--"], at="start")
"""A drawn line, or dots."""

_QUALIFIES_TYPE = Cue(
    r"\W*(?:(?:DỰ )?HỌP|NHANH|TÓM TẮT|ĐỘT XUẤT|CÔNG TÁC)\W*",
    examples=["HỌP", " TÓM TẮT", "CÔNG TÁC"],
    rejects=["TUYÊN TRUYỀN", "họp"],
    at="whole",
)
"""Behind a type: what kind of it, and no trích yếu where one stands below."""
_LETTERS_LOOKED_AT = 60
"""Letters by which a line is judged to be in capitals: small ones may follow."""
_TO_MOTTO = 6
"""Paragraphs from who issues to the Quốc hiệu."""


def in_capitals(view: str, span: Span) -> bool:
    letters = [c for c in view[span.start : min(span.end, span.start + _LETTERS_LOOKED_AT)] if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) >= 0.8 * len(letters)


def begins_letterhead(view: str, paras: Sequence[Para], i: int) -> bool:
    """Whether a letterhead begins here: the agency in capitals, and Quốc hiệu a few lines below it."""
    if not (opens_agency(view, paras[i].span) or is_motto_line(view, paras[i].span)):
        return False
    for para in paras[i : i + _TO_MOTTO]:
        if is_motto_line(view, para.span):
            return True
        if not (in_capitals(view, para.span) or RULE.match(view, *para.span) or is_number_line(view, para.span)):
            return False
    return False


def qualifies_type(view: str, rest: Span, below: Para | None) -> bool:
    """Whether the words behind a type belong to it, since the trích yếu begins on the line below: "GIẤY MỜI HỌP"."""
    begins = below is not None and view.startswith(("Về ", "V/v", "Quý ", "Tháng ", "Tuần "), below.span.start)
    return begins and _QUALIFIES_TYPE.fullmatch(view, *rest) is not None


def cut_title(view: str, span: Span) -> Span:
    """The trích yếu without V/v and without "(Ban hành kèm theo …)" behind it."""
    start = span.start
    about = ABOUT_SHORT.match(view, *span)
    if about:
        start = about.end()
    issued = ENCLOSED.search(view, start, span.end)
    end = issued.start() if issued else span.end
    while end > start and view[end - 1] in " .-_*":
        end -= 1
    return Span(start, end)
