"""The API under /api/v1: one module a resource, JSON in the contract's words, errors as RFC 9457 has them."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI

from vbparse.web.api import (
    accounts,
    assignees,
    audit,
    calendars,
    confirmations,
    corrections,
    documents,
    exports,
    graph,
    health,
    jobs,
    metrics,
    obligations,
    parse,
    references,
    search,
    tokens,
)
from vbparse.web.settings import API

_RESOURCES = (
    accounts, assignees, audit, calendars, confirmations, corrections, documents, exports, graph, health, jobs,
    metrics, obligations, parse, references, search, tokens,
)  # fmt: skip


def install(app: FastAPI) -> None:
    """Add every resource."""
    routes = APIRouter(prefix=API)
    for resource in _RESOURCES:
        routes.include_router(resource.routes)
    app.include_router(routes)
