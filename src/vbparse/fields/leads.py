"""Lead sentences: a paragraph that charges or asks a body and leads to the items below it."""

from __future__ import annotations

from vbparse.blocks import Para
from vbparse.fields import headings
from vbparse.fields.actors import ActorParser, Actors
from vbparse.fields.partners import find_partners
from vbparse.language.cues import build_cue
from vbparse.structure.tree import Node
from vbparse.text import Span

_ASKS = build_cue(
    r"(?:đề nghị|yêu cầu|giao)(?: cho)? ", examples=["đề nghị các phòng", "giao cho Công an xã"], rejects=["trình bày"]
)
_REPORTS = build_cue(
    r"(?:báo cáo|thông báo|xin ý kiến|kết quả)(?: (?!theo )\p{L}+){0,6} như sau ?:$",
    examples=["báo cáo kết quả như sau:"],
    rejects=["báo cáo theo mẫu như sau:"],
)
_DID = build_cue(r" ?(?:đã|xin|vừa)(?!\w)", examples=[" đã", " xin"], rejects=[" sẽ"], at="start")
_OTHER_CLAUSE = build_cue(r"[.;] |, (?=\p{L})", examples=["; nộp", ", UBND huyện"], rejects=[",5"])


def find_asked_above(view: str, parser: ActorParser, root: Node) -> Actors | None:
    """Whom the last words above a list ask: "… đề nghị các doanh nghiệp thực hiện một số nội dung sau:"."""
    first = next((i for i, c in enumerate(root.children) if c.label), 0)
    above = root.children[first - 1].paras if first else root.paras
    if not above or view[above[-1].body.end - 1] != ":":
        return None
    body = above[-1].body
    asks = [*_ASKS.finditer(view, *body)]
    actors = parser.read_actors(asks[-1].end(), body.end) if asks else None
    return actors if actors and actors.stop == "action" and _leads_on(view, parser, actors.span.end, body.end) else None


def _leads_on(view: str, parser: ActorParser, start: int, end: int) -> bool:
    """Does a clause that asks lead to what stands below it? In "… tỉnh yêu cầu các huyện báo cáo …, UBND huyện đã
    làm như sau:", another clause does, and what follows "báo cáo kết quả như sau:" is done."""
    if _REPORTS.search(view, start, end):
        return False
    _, behind = find_partners(view, parser, Span(start, end))
    for match in _OTHER_CLAUSE.finditer(view, behind or start, end):
        actors = parser.read_actors(match.end(), end)
        acts = actors and (actors.stop == "action" or _DID.match(view, actors.span.end, end))
        if acts or match[0][0] in ".;":
            return False
    return True


def is_announcement(view: str, para: Para, follows: Para | None) -> bool:
    """A paragraph that only leads to the bullets below it."""
    ends = view[para.body.end - 1] == ":"
    return ends and para.kind == "paragraph" and follows is not None and follows.kind == "bullet"


def read_lead_line(view: str, parser: ActorParser, para: Para, follows: Para | None, node: Node) -> Actors | None:
    """ "Giao Sở X chủ trì, phối hợp với …:" charges the paragraphs and parts below it."""
    below = node.children if follows is None else follows.table is None
    if view[para.body.end - 1] != ":" or not below:
        return None
    actors = headings.read_heading_bodies(view, parser, para.body)
    return actors if actors and headings.names_only_leads(view, actors, para.body.end) else None
