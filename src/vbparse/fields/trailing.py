"""The body that acts, named behind its task: "Phân tích đề thi … - Trường X thực hiện", "Rà soát … (Phòng X chủ trì)",
"Việc … do Phòng X đảm nhiệm"."""

from __future__ import annotations

from dataclasses import dataclass

from vbparse.fields.actors import Actor, ActorParser, Actors
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
_LAST_BRACKET = Cue(
    r"[\s.]{0,3}(?P<open>[(\[])(?P<words>\p{L}[^()\[\]]{2,160})[)\]][\s.;/]{0,8}$",
    examples=["tiêu hủy (Phòng Nội vụ chủ trì).", "In băng rôn [Văn phòng]"],
    rejects=["(Phòng Nội vụ) chủ trì tiêu hủy"],
)
_GIVES = build_cue(
    r"(?:giao(?: cho)?|phân công|do) ", examples=["giao Trạm Y tế", "do Chi hội 4"], rejects=["Trạm Y tế"], at="start"
)
_ACTS_IN_BRACKET = build_cue(
    r" ?(?:chủ trì|thực hiện|phụ trách|đảm nhiệm|đảm nhận|chịu trách nhiệm|tham mưu|triển khai|lo)"
    r"(?: (?:thực hiện|tham mưu))? ?(?:[,;]|$)",
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


@dataclass(frozen=True, slots=True)
class Trailing:
    """A body behind its task, and those that help, as they are named behind it."""

    actors: Actors
    task: Span
    partners: list[Actor]
    in_bracket: bool = False


def find_trailing_body(view: str, parser: ActorParser, span: Span) -> Trailing | None:
    """The body behind its task at the end of a paragraph."""
    return _read_bracket(view, parser, span) or _read_behind_dash(view, parser, span)


def _read_bracket(view: str, parser: ActorParser, span: Span) -> Trailing | None:
    """ "… (Phòng X chủ trì, phối hợp với Y)", "… (giao Trạm Y tế thực hiện)", "… [Văn phòng]"."""
    bracket = _LAST_BRACKET.search(view, *span)
    if bracket is None or bracket.start() <= span.start:
        return None
    start, end = bracket.span("words")
    gives = _GIVES.match(view, start, end)
    actors = parser.read_actors(gives.end() if gives else start, end, partner=True)
    if actors is None:
        return None
    rest = Span(actors.span.end, end)
    is_name = not view[rest.start : rest.end].strip(" .;,")
    assigns = _ACTS_IN_BRACKET.match(view, *rest) or (is_name and (gives or bracket["open"] == "["))
    if not assigns:
        return None
    task = Span(span.start, bracket.start())
    return Trailing(actors, task, find_partners(view, parser, rest)[0], in_bracket=True)


def _read_behind_dash(view: str, parser: ActorParser, span: Span) -> Trailing | None:
    """ "… - Trường X thực hiện", "Việc … do Phòng X đảm nhiệm"."""
    spots = [*_TRAILING.finditer(view, *span)]
    if _WORK.match(view, *span) and not REASONS.search(view, *span):
        spots += _DONE_BY.finditer(view, *span)
    for match in spots:
        actors = parser.read_actors(match.end(), span.end)
        act = _ACTS_LAST.match(view, actors.span.end, span.end) if actors else None
        if actors and act:
            task = Span(span.start, match.start()) if act["plain"] else Span(actors.span.end, span.end)
            return Trailing(actors, task, find_partners(view, parser, Span(actors.span.end, span.end))[0])
    return None
