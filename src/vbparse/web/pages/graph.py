"""Lược đồ: the documents around a document, or the most cited ones, drawn in layers of time and listed."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from vbparse.archive.answers import Graph
from vbparse.archive.archive import Archive
from vbparse.archive.ask.graphs import RELATIONS
from vbparse.web.access import Reader
from vbparse.web.answers import ask_once
from vbparse.web.archives import ArchiveDep
from vbparse.web.drawing import network, routing
from vbparse.web.drawing.ties import Tie, count_steps
from vbparse.web.pages.filtering import PageFilters, Stripped
from vbparse.web.pages.rendering import document_type_name, quote_id, render_page
from vbparse.web.views import graphs

routes = APIRouter()
ASKED = 150
"""Documents that are asked for: of those that rest on a law there are more than can be drawn."""
DRAWN = 50
"""Documents of a drawing that can still be read."""
DEPTHS = (1, 2, 3, 4)
Kind = Literal["basis", "implements", "attached_to", "amends", "replaces", "repeals", "cites"]


class MapForm(BaseModel):
    """Which of the cited documents are wanted."""

    q: Stripped = ""
    doc_type: Annotated[Stripped, Field(alias="type")] = ""
    year: Stripped = ""
    issuer: Stripped = ""


@routes.get("/graph")
def citation_map(
    request: Request, person: Reader, archive: ArchiveDep, form: Annotated[MapForm, Query()]
) -> HTMLResponse:
    """The map of the archive: what most documents cite, and what cites it."""
    asked = {"text": form.q, "doc_type": form.doc_type, "year": form.year, "issuer": form.issuer}
    mapped = ask_once(request, person, archive, Archive.map_citations, limit=DRAWN, **asked)
    counts = {hub.key: hub.citations for hub in mapped.ranked if hub.key in mapped.graph.nodes}
    ties = graphs.list_ties(mapped.graph.edges)
    return render_page(
        request,
        "graph_map.html",
        person,
        filters=PageFilters("/graph", form.model_dump(by_alias=True)),
        found=mapped,
        counts=counts,
        citing=graphs.list_citing(counts, ties),
        **_drawing_values(archive, mapped.graph, ties),
    )


@routes.get("/graph/{document:path}")
def graph(
    request: Request,
    person: Reader,
    archive: ArchiveDep,
    document: str,
    depth: Annotated[int, Query(ge=1, le=4)] = 1,
    kind: Annotated[list[Kind] | None, Query()] = None,
) -> HTMLResponse:
    """The graph around a document, by relations of these kinds."""
    head = archive.find(document)
    kinds = [relation for relation in RELATIONS if not kind or relation in kind]
    chain = archive.trace(head.work, depth=depth, limit=ASKED, relations=kinds)
    nearest = _cut_graph(chain, head.work)
    ties = graphs.list_ties(nearest.edges)
    query = [("depth", str(depth))] * (depth > 1)
    query += [("kind", relation) for relation in kinds if len(kinds) < len(RELATIONS)]
    return render_page(
        request,
        "graph.html",
        person,
        head=nearest.nodes[head.work],
        here_address=f"/graph/{quote_id(head.work)}",
        relations=graphs.list_relations(head.work, ties),
        others=graphs.list_others(head.work, ties),
        effects=archive.effects(head.work),
        depth=depth,
        depths=DEPTHS,
        kinds=kinds,
        left_out=len(chain.nodes) - len(nearest.nodes),
        capped=len(chain.nodes) >= ASKED,
        **_drawing_values(archive, nearest, ties, centre=head.work, query=urlencode(query)),
    )


def _cut_graph(graph: Graph, centre: str) -> Graph:
    """The documents of a graph that are nearest to one of them, no more than can be read."""
    ties = graphs.list_ties(graph.edges)
    nearest = [key for key in count_steps(centre, ties) if key in graph.nodes][:DRAWN]
    edges = [edge for edge in graph.edges if edge.source in nearest and edge.target in nearest]
    return Graph({key: graph.nodes[key] for key in nearest}, edges)


def _drawing_values(
    archive: Archive, graph: Graph, ties: list[Tie], centre: str | None = None, query: str = ""
) -> dict[str, Any]:
    """What the drawing of a graph needs; `query` is what the address of each of its documents takes along."""
    return {
        "drawn": network.draw_network({key: node.date for key, node in graph.nodes.items()}, ties),
        "cards": graphs.describe_cards(graph, archive.effects_on(graph.nodes), document_type_name),
        "numbers": {key: n for n, key in enumerate(graph.nodes)},
        "centre": centre,
        "query": f"?{query}" if query else "",
        "legend": graphs.LEGEND,
        "axis": network.AXIS,
        "wide": routing.CARD_WIDTH,
        "high": routing.CARD_HEIGHT,
    }
