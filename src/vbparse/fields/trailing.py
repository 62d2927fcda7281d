"""The body that acts, named behind its task: "Phân tích đề thi … - Trường X thực hiện", "Rà soát … (Phòng X chủ trì)",
"Việc … do Phòng X đảm nhiệm"."""

from __future__ import annotations

from vbparse.fields.actors import ActorParser, Actors
from vbparse.language.cues import build_cue
from vbparse.patterns import Cue
from vbparse.text import Span

_TRAILING = Cue(r"\s[-–]\s+(?=\p{L})", examples=[" - Trường Tiểu học", " – Phòng Nội vụ"], rejects=["Văn-Thể", " - 5"])
_ACTS_LAST = build_cue(
    r" ?(?:(?P<plain>(?:(?:chủ trì|hỗ trợ|phối hợp|trực tiếp|chịu trách nhiệm|tổ chức|triển khai) ?,? ?)*"
    r"(?:thực hiện|phụ trách|đảm nhiệm|đảm nhận|chủ trì|triển khai))|{closing act}\b[^.;]{0,40}?) ?[.;]? ?$",
    examples=[" thực hiện.", " chủ trì, phối hợp thực hiện", " báo cáo tham luận"],
    rejects=[" thực hiện kế hoạch."],
    at="start",
)
_LAST_BRACKET = Cue(
    r"\s*\((?P<words>\p{L}[^()]{6,160})\)[\s.;/]*$",
    examples=["tiêu hủy (Phòng Nội vụ chủ trì)."],
    rejects=["tiêu hủy (xã)", "(Phòng Nội vụ) chủ trì tiêu hủy"],
)
_ACTS_IN_BRACKET = build_cue(
    r" ?(?:chủ trì|thực hiện|phụ trách|đảm nhiệm|đảm nhận|chịu trách nhiệm)(?: thực hiện)? ?(?:[,;]|$)",
    examples=[" chủ trì", " phụ trách thực hiện, xong"],
    rejects=[" thực hiện kế hoạch"],
    at="start",
)
# "… còn chậm do các thôn triển khai", "Do các thôn thực hiện chưa tốt nên …": why something is so, and no charge.
REASONS = build_cue(
    r"(?<!\w)(?:chưa|không(?! (?:khí|gian))|chậm(?! nhất)|hạn chế|còn(?! lại)|đã|nên|dẫn đến"
    r"|(?:vừa|năm|tháng|quý|gian) qua)(?!\w)",
    examples=["còn chậm do", "chưa tốt"],
    rejects=["không khí", "chậm nhất", "còn lại"],
)
_WORK = build_cue(
    r"(?:Việc|Công tác|Nhiệm vụ|Phần việc)(?!\w)",
    examples=["Việc tiêu hủy", "Công tác tuyên truyền"],
    rejects=["Viện Kiểm sát"],
    at="start",
)
_DONE_BY = Cue(r"\s+do\s+(?=\p{L})", examples=["tiêu hủy do Phòng Nội vụ"], rejects=["tự do."])


def find_trailing_body(view: str, parser: ActorParser, span: Span) -> tuple[Actors, Span] | None:
    """The body behind its task at the end of a paragraph, and the task."""
    bracket = _LAST_BRACKET.search(view, *span)
    actors = parser.read_actors(*bracket.span("words")) if bracket else None
    if bracket and actors and _ACTS_IN_BRACKET.match(view, actors.span.end, bracket.end("words")):
        return actors, Span(span.start, bracket.start())
    spots = [*_TRAILING.finditer(view, *span)]
    if _WORK.match(view, *span) and not REASONS.search(view, *span):
        spots += _DONE_BY.finditer(view, *span)
    for match in spots:
        actors = parser.read_actors(match.end(), span.end)
        act = _ACTS_LAST.match(view, actors.span.end, span.end) if actors else None
        if actors and act:
            return actors, Span(span.start, match.start()) if act["plain"] else Span(actors.span.end, span.end)
    return None
