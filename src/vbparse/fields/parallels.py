"""Sentences in which more than one body acts: one after the other does the same ("Hội A cử 5 người, Hội B cử 3 người"),
others add theirs to what the first one leads ("UBND xã chủ trì, Đoàn xã huy động lực lượng"), or those that were named
before go on by their number ("Hai đơn vị bố trí người trực")."""

from __future__ import annotations

from vbparse.fields.actors import ActorParser
from vbparse.fields.clauses import Charge
from vbparse.language.cues import build_cue
from vbparse.patterns import Cue
from vbparse.text import Span

_NEXT_CLAUSE = Cue(
    r"[,;]\s+(?=\p{Lu}|(?:các|những|mỗi|từng)\s)",
    examples=["cử 5 người, Hội Nông dân", "ngày 2; các xã"],
    rejects=["cử người, hội viên"],
)
_LEADS_ALONE = build_cue(
    r" ?(?:chủ trì|thực hiện|phụ trách|đảm nhiệm|đảm nhận|chịu trách nhiệm)(?: (?:chính|chung|thực hiện))?",
    examples=[" chủ trì", " chịu trách nhiệm chính"],
    rejects=[" chủ trì rà soát"],
    at="whole",
)
BY_NUMBER = build_cue(
    r"(?:[Cc]ả )?(?P<count>[Hh]ai|[Bb]a|[Bb]ốn) (?:đơn vị|cơ quan|bên|trường|ngành|tổ chức|hội|đoàn thể|phòng|trạm)"
    r"(?: (?:này|trên|nêu trên|nói trên))?",
    examples=["Hai đơn vị", "cả ba ngành này"],
    rejects=["Hai thôn mới", "Các đơn vị"],
    at="whole",
)
_NAME = build_cue(
    r"(?<!\w)(?:\p{Lu}|(?:các|những|mọi|toàn thể)(?!\w))",
    examples=["gửi Sở Y tế", "gửi các thôn"],
    rejects=["thôn", "công tác"],
)
_KIND = Cue(
    r"(?<!\w)(?:các\s\p{Lu}\p{Ll}+|do\s\p{Lu}[^.;:,]*)$",
    examples=["chỉ đạo các Đồn", "hồ sơ do Trạm Y tế lập"],
    rejects=["các Đồn tuần tra", "các đồn", "do thời tiết"],
)
"""The first of a list of bodies whose kind no table knows, or of what they do."""
_REACH = 60
"""Letters before a comma in which a name begins that ends there."""
_NUMBERS = {"hai": 2, "ba": 3, "bốn": 4}


def read_parallels(view: str, parser: ActorParser, charge: Charge, end: int) -> list[Charge]:
    """The charges of the bodies that act behind the first one of a sentence."""
    charges: list[Charge] = []
    verb = parser.action_at(parser.skip_blanks(charge.actors.span.end, end))
    if verb is None or charge.actors.stop != "action":
        return charges
    for match in _NEXT_CLAUSE.finditer(view, verb.end, end):
        actors = parser.read_actors(match.end(), end)
        again = parser.action_at(parser.skip_blanks(actors.span.end, end)) if actors else None
        if actors is None or again is None or actors.stop != "action":
            continue
        same = view[again.start : again.end] == view[verb.start : verb.end]
        alone = not charges and _LEADS_ALONE.fullmatch(view, charge.actors.span.end, match.start())
        if same or alone or _stands_apart(view, parser, match.start(), match.end()):
            charges.append(Charge(actors, Span(actors.span.end, end), "subject", Span(match.end(), end)))
    return charges


def _stands_apart(view: str, parser: ActorParser, comma: int, name: int) -> bool:
    """Whether the name behind a comma goes on with no list: it has a capital, and no name or bracket ends before the
    comma."""
    if not view[name].isupper() or view[comma - 1] == ")":
        return False
    before = (max(0, comma - _REACH), comma)
    names = (parser.read_actors(match.start(), comma, partner=True) for match in _NAME.finditer(view, *before))
    return not (_KIND.search(view, *before) or any(actors and actors.span.end >= comma for actors in names))


def points_back(view: str, charge: Charge, before: list[tuple[int, Charge]]) -> bool:
    """Whether a charge is that of so many bodies as were charged in a sentence before."""
    match = BY_NUMBER.fullmatch(view, *charge.actors.span)
    count = _NUMBERS[match["count"].lower()] if match else None
    return any(len(one.actors.items) == count for _, one in before)
