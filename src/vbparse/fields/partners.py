"""Who helps: the bodies behind "phối hợp với", and where the task begins behind them."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from vbparse.fields.actor_lists import Actor, Actors
from vbparse.fields.actors import ActorParser
from vbparse.language.cues import build_cue
from vbparse.text import Span

Role = Literal["lead", "support"]

DUTY = build_cue(
    r" ?(?:, ?)?(?:(?:(?:có|chịu) trách nhiệm(?! trước)(?: chính)?|có nhiệm vụ|cần phải|phải|cần|sẽ"
    r"|(?:lưu|chú) ý(?: (?:thực hiện )?(?:các|một số) (?:nội dung|điểm|vấn đề)(?: sau)?)?(?= ?:)) ?,? ?)+",
    examples=[" có trách nhiệm ", ", phải "],
    rejects=[" chịu trách nhiệm trước"],
    at="start",
)
_ANSWERS = build_cue(r"chịu trách nhiệm ?$", examples=["chịu trách nhiệm "], rejects=["có trách nhiệm "])
_LEADS_OR_JOINS = build_cue(
    r"[Cc]hủ trì|[Pp]hối|[Kk]ết hợp|cùng",
    examples=["chủ trì", "Phối hợp", "kết hợp", "cùng"],
    rejects=["hỗ trợ"],
    at="start",
)
_WITH = build_cue(
    r"(?:[Pp]hối (?:kết )?hợp(?: chặt chẽ)?(?: (?:với(?: với)?|của|cùng(?: với)?))?"
    r"|[Kk]ết hợp(?: chặt chẽ)? (?:cùng )?với|Cùng(?: với)?) ",
    examples=["phối hợp với Phòng Nội vụ", "Cùng với Công an xã", "Cùng các hội", "kết hợp với Công an xã"],
    rejects=["kết hợp kiểm tra"],
)
_JOINT = build_cue(
    r"[Cc]hủ trì ?(?:, ?)?cùng (?:với )?",
    examples=["chủ trì cùng Phòng Nội vụ", "chủ trì, cùng Sở Y tế", "Chủ trì cùng với Sở Y tế"],
    rejects=["chủ trì Phòng Nội vụ"],
)
_TOGETHER = build_cue(
    r" ?cùng(?: với)? ", examples=["cùng với Phòng Nội vụ"], rejects=["Cùng Sở Y tế", "cùng"], at="start"
)
"""Behind the body that acts."""
_SUPPORT = build_cue(
    r"\W*[Pp]hối (?:kết )?hợp\b", examples=["Phối hợp với", "- phối hợp"], rejects=["Chủ trì, phối hợp"], at="start"
)
_ROLE_IN_BRACKET = build_cue(
    r" ?\( ?(?:(?:cơ quan|đơn vị|bộ phận) )?(?:chủ trì|(?P<helps>phối hợp|hỗ trợ|tham gia|cùng thực hiện))"
    r"(?: (?:chính|thực hiện))? ?\)$",
    examples=["Phòng Kinh tế (chủ trì)", "Trạm Y tế (đơn vị phối hợp)"],
    rejects=["Phòng Kinh tế (cơ quan thường trực)", "Phòng Kinh tế chủ trì"],
)
_GOES_ON = build_cue(
    r"(?P<name>(?: \p{Ll}+){1,7}?)(?: \([^()]{2,60}\))? và (?=(?:các|những) )",
    examples=[" hỗ trợ học sinh (nếu có) và các lực lượng"],
    rejects=[" rà soát hồ sơ, các lực lượng"],
    at="start",
)
"""The rest of the name of people, up to the next of a list: "nhân viên | hỗ trợ học sinh và các lực lượng"."""
_OPENING = 40
"""Letters of a task in which the partners stand that it opens with."""
_BRACKET_REACH = 30
"""Letters of a bracket behind a name that says what part it plays."""


def split_task(view: str, parser: ActorParser, span: Span, *, within: bool) -> tuple[Span, list[Actor], Role]:
    """The task behind a body less "có trách nhiệm", its partners, and the role of the body. `within` says that the body
    stands in the same sentence, so that the task begins at the verb behind "chủ trì, phối hợp với X"."""
    duty = DUTY.match(view, *span)
    if duty and _ANSWERS.search(view, *duty.span()) and not _is_task(view, parser, duty.end()):
        duty = None  # "chịu trách nhiệm chứng từ" is a task as it stands
    start, end = _skip(view, duty.end() if duty else span.start, span.end, " ,:"), span.end
    role: Role = "support" if not within and _SUPPORT.match(view, start, end) else "lead"
    partners, verb = find_partners(view, parser, Span(start, end))
    if within and verb and _LEADS_OR_JOINS.match(view, start, end):
        start = verb
    return Span(start, end), partners, role


def part_by_role(view: str, actors: Actors) -> tuple[Actors, list[Actor]]:
    """Bodies less the role that a bracket behind each names, and those of them that help: "Phòng A (chủ trì), Phòng B
    (phối hợp)". All act where none is said to lead."""
    leads: list[Actor] = []
    helpers: list[Actor] = []
    for item in actors.items:
        within = view[item.span.end - 1] == ")"
        close = 0 if within else view.find(")", item.span.end, item.span.end + _BRACKET_REACH) + 1
        role = _ROLE_IN_BRACKET.search(view, item.span.start, close or item.span.end)
        name = replace(item, span=Span(item.span.start, role.start())) if role else item
        (helpers if role and role["helps"] else leads).append(name)
    if not leads:
        return actors, []
    start = actors.span.start if leads[0].span.start == actors.items[0].span.start else leads[0].span.start
    return Actors(Span(start, leads[-1].span.end), leads, actors.stop), helpers


def cut_part(view: str, parser: ActorParser, actor: Actor) -> Actor:
    """A body less the bracket behind its name that says what it does: "Bưu điện (hỗ trợ máy quét)"."""
    bracket = view.find(" (", *actor.span)
    if actor.person or bracket < 0 or view[actor.span.end - 1] != ")" or not parser.action_at(bracket + 2):
        return actor
    return replace(actor, span=Span(actor.span.start, bracket))


def _is_task(view: str, parser: ActorParser, at: int) -> bool:
    at = _skip(view, at, len(view), " ,:")
    return parser.action_at(at) is not None or view[at : at + 1].isupper()


def find_partners(view: str, parser: ActorParser, span: Span) -> tuple[list[Actor], int | None]:
    """The bodies named after "phối hợp với" in a stretch; and where the verb behind the first list begins,
    if the stretch opens with it."""
    partners: list[Actor] = []
    verb: int | None = None
    joined = _TOGETHER.match(view, *span)
    found = [*([joined] if joined else []), *_WITH.finditer(view, *span), *_JOINT.finditer(view, *span)]
    for match in sorted(found, key=lambda m: m.start()):
        actors = _read_helpers(view, parser, match.end(), span.end)
        if not actors:
            continue
        named = {view[a.span.start : a.span.end].lower() for a in partners}
        partners += [a for a in actors.items if view[a.span.start : a.span.end].lower() not in named]
        if verb is None and actors.stop == "action" and match.start() - span.start < _OPENING:
            verb = _skip(view, actors.span.end, span.end, " ,")
    return partners, verb


def _read_helpers(view: str, parser: ActorParser, start: int, end: int) -> Actors | None:
    """A list of bodies; a verb within the name of people ends none where the list goes on behind it."""
    actors = parser.read_actors(start, end, partner=True)
    last = actors.items[-1] if actors and actors.stop == "action" and len(actors.items) > 1 else None
    goes_on = last and last.label == "people" and view[last.span.start].islower()
    more = _GOES_ON.match(view, last.span.end, end) if last and goes_on else None
    others = parser.read_actors(more.end(), end, partner=True) if more else None
    if not (actors and more and others):
        return actors
    longer = actors.extend_to(more.end("name"))
    return Actors(Span(longer.span.start, others.span.end), [*longer.items, *others.items], others.stop)


def _skip(view: str, start: int, end: int, marks: str) -> int:
    while start < end and view[start] in marks:
        start += 1
    return start
