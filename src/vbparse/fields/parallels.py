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
        if same or (not charges and _LEADS_ALONE.fullmatch(view, charge.actors.span.end, match.start())):
            charges.append(Charge(actors, Span(actors.span.end, end), "subject", Span(match.end(), end)))
    return charges


def points_back(view: str, charge: Charge, before: list[tuple[int, Charge]]) -> bool:
    """Whether a charge is that of so many bodies as were charged in a sentence before."""
    match = BY_NUMBER.fullmatch(view, *charge.actors.span)
    count = _NUMBERS[match["count"].lower()] if match else None
    return any(len(one.actors.items) == count for _, one in before)
