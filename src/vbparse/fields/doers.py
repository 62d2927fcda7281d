"""The body that acts within a sentence that does not open with it: behind a piece of work that a clause names ("…; việc
cắm mốc do Phòng X chỉ đạo …"), behind a comma ("từ ngày 5/6, do các thôn chọn …"), or in a bracket with what it does
beside the task ("… (Phòng X soạn tài liệu)")."""

from __future__ import annotations

from vbparse.fields.actors import ActorParser
from vbparse.fields.partners import find_partners
from vbparse.fields.statements import is_statement
from vbparse.fields.trailing import (
    REASONS,
    RELATIVE,
    Trailing,
    find_body_in_passive,
    lacks_object,
    match_only_leads,
    opens_as_task,
)
from vbparse.language.cues import build_cue
from vbparse.text import Span

_PAST = build_cue(r"(?<!\w)(?:đã|đang)(?!\w)", examples=["đã lập"], rejects=["đãi ngộ"])
_WORK_CLAUSE = build_cue(
    r";\s+(?=(?:việc|công tác|nhiệm vụ|phần việc)(?! này)\s)",
    examples=["lắp 05 biển; việc cắm mốc", "; công tác hậu cần"],
    rejects=["; việc này", "; công an"],
)
_BY_BEHIND_COMMA = build_cue(
    r",\s+do\s+(?=\p{Lu}|{determiner}\s)",
    examples=["từ ngày 5/6, do Ban Công tác", "tại 03 điểm, do các thôn"],
    rejects=["hồ sơ do Ban", ", do mưa lũ"],
)
"""No clause that says which thing is meant stands behind a comma."""
_IN_BRACKET = build_cue(
    r"\((?P<words>(?:{comrade} ?)?\p{Lu}[^()]{8,200})\)[.;]?\s*$",
    examples=["Mở lớp 02 ngày (Phòng Kinh tế soạn tài liệu, mời giảng viên)."],
    rejects=["(Phòng Kinh tế) mở lớp", "Mở lớp (02 ngày)"],
)
_REMARKS = build_cue(
    r"(?:hướng dẫn|quản lý|quy định|theo dõi|giữ|lưu|thực hiện|chủ trì|phụ trách|đảm nhiệm|đảm nhận)(?!\w)",
    examples=["hướng dẫn riêng", "thực hiện"],
    rejects=["soạn tài liệu"],
    at="start",
)
"""What a bracket says of a body beside the task, and charges it with nothing."""


def find_doer_of_clause(view: str, parser: ActorParser, span: Span) -> Trailing | None:
    """ "Lắp biển báo; việc cắm mốc do Phòng Kinh tế chỉ đạo …", "Từ ngày 5/6, do các thôn chọn ngày …": who sees to a
    piece of work within a sentence, or acts behind a comma."""
    for work in _WORK_CLAUSE.finditer(view, *span):
        end = view.find(";", work.end(), span.end)
        clause = Span(work.end(), end if end > 0 else span.end)
        if behind := find_body_in_passive(view, parser, clause):
            return behind
    by = None if REASONS.search(view, *span) else _BY_BEHIND_COMMA.search(view, *span)
    if by is None or opens_as_task(view, parser, Span(span.start, by.start())):
        return None
    actors = parser.read_actors(by.end(), span.end)
    if actors is None or actors.stop != "action":
        return None
    partners, verb = find_partners(view, parser, Span(actors.span.end, span.end))
    at = verb or parser.skip_blanks(actors.span.end, span.end)
    if RELATIVE.match(view, at, span.end) or is_statement(view, Span(at, span.end), of_group=True):
        return None
    return Trailing(actors, Span(at, span.end), Span(by.end(), span.end), partners)


def find_doer_in_bracket(view: str, parser: ActorParser, span: Span) -> Trailing | None:
    """ "Mở lớp 02 ngày (Phòng Kinh tế soạn tài liệu, mời giảng viên).": a body in a bracket at the end, and what it
    does on its own beside what stands before."""
    bracket = _IN_BRACKET.search(view, *span)
    words = Span(*bracket.span("words")) if bracket else span
    actors = parser.read_actors(*words) if bracket else None
    if actors is None or actors.stop != "action" or _PAST.search(view, actors.span.end, words.end):
        return None
    partners, verb = find_partners(view, parser, Span(actors.span.end, words.end))
    at = verb or parser.skip_blanks(actors.span.end, words.end)
    alone = lacks_object(view, parser, Span(at, words.end)) or match_only_leads(view, parser, actors, words.end)
    aside = _REMARKS.match(view, at, words.end) or RELATIVE.match(view, at, words.end)
    if alone or aside or parser.action_at(at) is None:
        return None
    return Trailing(actors, Span(at, words.end), words, partners)
