"""The API under /api/v1: one module a resource, JSON in the contract's words, errors as RFC 9457 has them."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI

from vbparse.web.api import (
    accounts,
    audit,
    calendars,
    confirmations,
    health,
    jobs,
    parse,
    tokens,
)

_RESOURCES = (
    accounts,
    audit,
    calendars,
    confirmations,
    health,
    jobs,
    parse,
    tokens,
)


def install(app: FastAPI) -> None:
    """Add every resource."""
    routes = APIRouter(prefix="/api/v1")
    for resource in _RESOURCES:
        routes.include_router(resource.routes)
    app.include_router(routes)
