"""Where the heading ends that opens the paragraph of a label, and the text behind it begins."""

from __future__ import annotations

from regex import Match

from vbparse.blocks import Para
from vbparse.language.cues import build_cue
from vbparse.patterns import Cue

_NO_LEAD = build_cue(
    r"[.;]\s|(?:như|gồm|sau|là|cụ thể|đây) ?$", examples=["nội dung gồm", "a; b"], rejects=["Mục tiêu chung"]
)
_STEP = build_cue(
    r"{step} (?:\d{1,4}|[IVX]{1,4}) ?[:.-]", examples=["Bước 1:", "Đợt II."], rejects=["Bước đầu"], at="start"
)
SENTENCE_END = build_cue(
    r"[.;,]['\"]? ?$|\. ?/ ?\. ?$", examples=["kế hoạch này.", "kế hoạch này./."], rejects=["Mục tiêu chung", "gồm:"]
)
"""The end of a sentence, as no heading has it."""
_COLON = Cue(r":(?=\s|\p{L}|$)", examples=["Mục tiêu: giảm", "Mục tiêu:"], rejects=["8:30"])
_SEVERAL = build_cue(
    r"(?:\p{Lu}\p{L}+(?: \p{Ll}+)? )?[Cc]ác {head of many} ?: ?\p{Lu}[^,.;:]{2,60}(?:, \p{Lu}[^,.;:]{2,60})+",
    examples=["Các Viện: Pasteur Nha Trang, Vệ sinh dịch tễ", "Giám đốc các Sở: Nội vụ, Tài chính"],
    rejects=["Các xã: Tổ chức họp, rà soát", "Các Viện: Rà soát"],
    at="start",
)
_PERSON = build_cue(
    r"{comrade} ?[:.] ?\p{Lu}\p{Ll}",
    examples=["Ông: Trần Văn Tâm", "Đ/c: Lê Văn Bình"],
    rejects=["Ông Trần Văn Tâm: phụ trách", "Mục tiêu: Giảm nghèo"],
    at="start",
)
_LONGEST_PLAIN, _LONGEST_BOLD, _LONGEST_STEP = 150, 400, 200
"""Letters of a heading at most: unmarked, bold, and of a step."""
_TO_COLON, _TO_COLON_MARKED = 140, 160
"""Letters of a heading up to its colon, and of one that is marked up."""
_CAPITALS = 12
"""Letters in capitals that are a heading before text in small ones."""


def find_heading_end(view: str, para: Para) -> int:
    """Where the heading that opens the body of a labelled paragraph ends; `body.start` where it has none.

    A heading is marked up as one, bold, in capitals, short and without a full stop, or short and ended by a colon.
    """
    start, end = para.body
    size = end - start
    if para.heading or (para.bold and size < _LONGEST_BOLD):
        colon = _COLON.search(view, start, min(end, start + _TO_COLON_MARKED))
        if para.bold or not colon or colon.end() >= end - 1:
            return end
    if _PERSON.match(view, start, end):
        return start
    capitals = _capitals_to(view, start, end)
    if capitals == end:
        return end
    if para.bold_end > start + 2 and para.bold_end < end:
        return _take_stop(view, para.bold_end, end)
    if _STEP.match(view, start, end):
        return end if size <= _LONGEST_STEP and not SENTENCE_END.search(view, start, end) else start
    colon = _find_colon(view, start, min(end, start + _TO_COLON))
    if colon and not _NO_LEAD.search(view, start, colon.start()) and view.count('"', start, colon.start()) % 2 == 0:
        return colon.end()
    if capitals > start + _CAPITALS:
        return capitals
    if size <= _LONGEST_PLAIN and not SENTENCE_END.search(view, start, end):
        return end
    return start


def _find_colon(view: str, start: int, end: int) -> Match[str] | None:
    """The first colon outside of brackets, and not within one name of several ("Các Viện: Pasteur, Dịch tễ")."""
    for colon in _COLON.finditer(view, start, end):
        if not (_is_in_bracket(view, start, colon.start()) or _SEVERAL.match(view, start)):
            return colon
    return None


def _is_in_bracket(view: str, start: int, at: int) -> bool:
    return view.rfind("(", start, at) > view.rfind(")", start, at)


def _take_stop(view: str, at: int, end: int) -> int:
    """Take a colon or full stop behind bold text into the heading."""
    while at < end and view[at] in " :.":
        at += 1
    while view[at - 1] == " ":
        at -= 1
    return at


def _capitals_to(view: str, start: int, end: int) -> int:
    """Where the run of capitals that opens the text ends (at a full stop or colon, or the end)."""
    at = start
    while at < end and not view[at].islower():
        at += 1
    if at >= end:
        return end if sum(c.isupper() for c in view[start:end]) > 2 else start
    cut = max(view.rfind(". ", start, at), view.rfind(": ", start, at))
    return cut + 1 if cut > start else start
