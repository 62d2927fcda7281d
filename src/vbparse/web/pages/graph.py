"""Lược đồ: the documents around a document, drawn and as a list; and the way on to each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from vbparse.archive.answers import Graph, Head, Missing
from vbparse.archive.ask.citations import CHAIN, RELATIONS
from vbparse.exchange.naming import called
from vbparse.web.access import Reader
from vbparse.web.archives import Held
from vbparse.web.drawing import network
from vbparse.web.drawing.network import Tie
from vbparse.web.drawing.timeline import cut
from vbparse.web.pages.filtering import Filters
from vbparse.web.pages.rendering import address, day, page
from vbparse.web.words import Words, language_of

routes = APIRouter()
NODES = 60
ASKED = 150
"""Documents that are asked for: of those that rest on a law there are more than can be drawn."""
DEPTHS = (1, 2, 3, 4)
_TEXT = network.WIDE - 14


@dataclass(frozen=True, slots=True)
class Shown:
    """A document of the graph in words: two lines that fit, all of it, and where a click leads."""

    name: str
    first: str
    second: str
    told: str
    link: str
    missing: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A document of the list beside the drawing, with the relation by which it is there."""

    step: int
    relation: str
    shown: Shown
    status: str


@routes.get("/graph/{document:path}")
def graph(
    request: Request,
    person: Reader,
    archive: Held,
    document: str,
    depth: Annotated[int, Query(ge=1, le=4)] = 1,
    chain: bool = False,
) -> HTMLResponse:
    """The graph around a document. `chain` leaves out mere mentions: only what it rests on, and what rests on it."""
    t = Words(language_of(request))
    head = archive.find(document)
    found = archive.trace(head.work, depth=depth, limit=ASKED, relations=CHAIN if chain else RELATIONS)
    chosen = {"depth": depth if depth > 1 else "", "chain": chain}
    filters = Filters(f"/graph/{address(head.work)}", chosen)
    ties = [Tie(e.source, e.target, t(f"relation.{e.relation}"), e.status) for e in found.edges]
    drawn = network.draw(head.work, ties, NODES)
    shown = {key: _shown(node, filters.query()) for key, node in found.nodes.items()}
    items = _items(found, ties, head.work, shown)
    return page(
        request,
        "graph.html",
        person,
        head=found.nodes[head.work],
        drawn=drawn,
        shown=shown,
        above=[item for item in items if item.step < 0],
        below=[item for item in items if item.step > 0],
        filters=filters,
        depth=depth,
        depths=DEPTHS,
        chain=chain,
        full=len(found.nodes) >= ASKED,
        wide=network.WIDE,
        high=network.HIGH,
    )


def _shown(node: Head | Missing, query: str) -> Shown:
    name = called(node)
    title = (node.title if isinstance(node, Head) else node.name) or ""
    rest = [day(node.date), node.issuer or ""]
    told = " · ".join(filter(None, (name, *rest, title if title not in name else "")))
    second = " ".join(filter(None, (day(node.date), title or node.issuer)))
    if isinstance(node, Missing):
        link = f"/missing?wanted={address(node.wanted)}"
    else:
        link = f"/graph/{address(node.work)}" + (f"?{query}" if query else "")
    return Shown(name, cut(name, _TEXT), cut(" ".join(second.split()), _TEXT), told, link, isinstance(node, Missing))


def _items(found: Graph, ties: list[Tie], centre: str, shown: dict[str, Shown]) -> list[Item]:
    """Documents but the one in the middle, nearest first, each with how it is tied to those nearer."""
    steps = network.steps(centre, ties)
    items = []
    for key, step in steps.items():
        tied = [
            tie
            for tie in ties
            if (tie.target == key and step < 0 and steps.get(tie.source) == step + 1)
            or (tie.source == key and step > 0 and steps.get(tie.target) == step - 1)
        ]
        if tied and key in found.nodes:
            relation = ", ".join(dict.fromkeys(tie.label for tie in tied))
            items.append(Item(step, relation, shown[key], tied[0].kind))
    return items
