"""Lược đồ: the documents around a document, drawn and as a list; and the way on to each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from vbparse.archive.answers import Graph, Head, Missing
from vbparse.archive.ask.graphs import CHAIN, RELATIONS
from vbparse.exchange.naming import document_name
from vbparse.web.access import Reader
from vbparse.web.archives import ArchiveDep
from vbparse.web.drawing import network
from vbparse.web.drawing.lettering import fit_text
from vbparse.web.drawing.network import Edge
from vbparse.web.pages.filtering import PageFilters
from vbparse.web.pages.rendering import format_day, quote_id, render_page
from vbparse.web.words import Words, language_of

routes = APIRouter()
ASKED = 150
"""Documents that are asked for: of those that rest on a law there are more than can be drawn."""
DEPTHS = (1, 2, 3, 4)
_TEXT = network.NODE_WIDTH - 14
"""Width of the text of a node."""


@dataclass(frozen=True, slots=True)
class NodeText:
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
    shown: NodeText
    status: str


@routes.get("/graph/{document:path}")
def graph(
    request: Request,
    person: Reader,
    archive: ArchiveDep,
    document: str,
    depth: Annotated[int, Query(ge=1, le=4)] = 1,
    chain: bool = False,
) -> HTMLResponse:
    """The graph around a document. `chain` leaves out mere mentions: only what it rests on, and what rests on it."""
    t = Words(language_of(request))
    head = archive.find(document)
    citations = archive.trace(head.work, depth=depth, limit=ASKED, relations=CHAIN if chain else RELATIONS)
    chosen = {"depth": depth if depth > 1 else "", "chain": chain}
    filters = PageFilters(f"/graph/{quote_id(head.work)}", chosen)
    ties = [Edge(e.source, e.target, t(f"relation.{e.relation}"), e.status) for e in citations.edges]
    drawing = network.draw_network(head.work, ties)
    nodes = {key: _describe_node(node, filters.query()) for key, node in citations.nodes.items()}
    items = _list_items(citations, ties, head.work, nodes)
    return render_page(
        request,
        "graph.html",
        person,
        head=citations.nodes[head.work],
        drawn=drawing,
        shown=nodes,
        above=[item for item in items if item.step < 0],
        below=[item for item in items if item.step > 0],
        filters=filters,
        depth=depth,
        depths=DEPTHS,
        chain=chain,
        full=len(citations.nodes) >= ASKED,
        wide=network.NODE_WIDTH,
        high=network.NODE_HEIGHT,
    )


def _describe_node(node: Head | Missing, query: str) -> NodeText:
    name = document_name(node)
    title = (node.title if isinstance(node, Head) else node.name) or ""
    rest = [format_day(node.date), node.issuer or ""]
    text = " · ".join(filter(None, (name, *rest, title if title not in name else "")))
    second = " ".join(filter(None, (format_day(node.date), title or node.issuer)))
    if isinstance(node, Missing):
        link = f"/missing?wanted={quote_id(node.wanted)}"
    else:
        link = f"/graph/{quote_id(node.work)}" + (f"?{query}" if query else "")
    return NodeText(
        name=name,
        first=fit_text(name, _TEXT),
        second=fit_text(" ".join(second.split()), _TEXT),
        told=text,
        link=link,
        missing=isinstance(node, Missing),
    )


def _list_items(found: Graph, ties: list[Edge], centre: str, shown: dict[str, NodeText]) -> list[Item]:
    """Documents but the one in the middle, nearest first, each with how it is tied to those nearer."""
    steps = network.count_steps(centre, ties)
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
