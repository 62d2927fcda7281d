"""The graph of citations, chains in it, and what does not fit between documents."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from vbparse.archive.answers import Finding, Graph
from vbparse.web.api.models import DEFAULT_ROWS, Cursor, Document, DocumentId, Limit, Page, slice_page
from vbparse.web.archives import ArchiveDep
from vbparse.web.paging import read_offset

routes = APIRouter(tags=["graph"])

Depth = Annotated[int, Query(ge=1, le=20, description="Steps from the document.")]
GRAPH_NODES, TRACE_NODES, TRACE_STEPS = 200, 500, 10
"""Documents and steps of an answer where the client does not say."""
Most = Annotated[int, Query(ge=1, le=1000, description="Documents at most.")]


@routes.get("/graph")
def get_graph(archive: ArchiveDep, document: Document = None, depth: Depth = 2, limit: Most = GRAPH_NODES) -> Graph:
    """The citations around a document, or of the whole archive; missing documents stand in it under their keys."""
    return archive.graph(document or None, depth=depth, limit=limit)


@routes.get("/trace/{document}")
def get_trace(
    document: DocumentId, archive: ArchiveDep, depth: Depth = TRACE_STEPS, limit: Most = TRACE_NODES
) -> Graph:
    """What a document rests on, and what rests on it, to the ends of the chain."""
    return archive.trace(document, depth=depth, limit=limit)


@routes.get("/check")
def list_findings(archive: ArchiveDep, cursor: Cursor = None, limit: Limit = DEFAULT_ROWS) -> Page[Finding]:
    """What does not fit between documents: numbers used twice, gaps in a series, phases that disagree …"""
    start = read_offset(cursor)
    return slice_page(list(archive.check()), limit, start)
