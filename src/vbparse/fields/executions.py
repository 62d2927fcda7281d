"""The closing article of a decision: whom "… chịu trách nhiệm thi hành Quyết định này" names. All before these words
are names, whatever verbs and semicolons they hold (Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.2)."""

from __future__ import annotations

from vbparse.fields.actor_lists import Actor, Actors
from vbparse.fields.charges import ChargeReader
from vbparse.fields.clauses import Charge
from vbparse.language.cues import build_cue
from vbparse.patterns import Cue
from vbparse.text import Span

_EXECUTES = build_cue(
    r"(?<=[\w,)] )(?:(?:có|chịu) trách nhiệm (?:tổ chức )?thi hành "
    r"(?i:Quyết định|Nghị quyết|Chỉ thị|Quy định|Thông tư) này"
    r"|(?:chiểu|căn cứ|theo) (?i:Quyết định|Nghị quyết|Chỉ thị)(?: này)? thi hành)",
    examples=[
        "các phòng chịu trách nhiệm thi hành Quyết định này",
        "các sở chịu trách nhiệm thi hành quyết định này",
        "Lê Văn An có trách nhiệm thi hành Chỉ thị này",
        "các phòng căn cứ Quyết định thi hành",
    ],
    rejects=["chịu trách nhiệm thi hành công vụ", "thi hành Quyết định này"],
)
_LISTED = Cue(r"(?P<names>\p{L}[^;]*[^;\s])\s*(?:;|$)", examples=["Công an xã; "], rejects=["; "])
"""The names between two semicolons."""


def read_execution(reader: ChargeReader, span: Span) -> Charge | None:
    """The charge of those who are named before "chịu trách nhiệm thi hành Quyết định này"; None where one of them is no
    body."""
    view, parser = reader.view, reader.parser
    match = _EXECUTES.search(view, *span)
    items: list[Actor] = []
    for part in _LISTED.finditer(view, span.start, match.start()) if match else ():
        start, end = part.span("names")
        actors = parser.names.read_actors(start, end)
        if actors is None:
            return None
        items += (actors.extend_to(end) if view[actors.span.end : end].strip(" ,") else actors).items
    if not match or not items:
        return None
    actors = Actors(Span(span.start, items[-1].span.end), items, "action")
    charge = Charge(actors, Span(match.start(), span.end), "subject", span)
    reader.fill_partners(charge, within=True)
    return charge
