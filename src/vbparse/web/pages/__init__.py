"""The pages: one module each. They ask the archive as the API does, and answer with HTML."""

from __future__ import annotations

from fastapi import FastAPI

from vbparse.web.pages import graph, language, obligations, search


def install(app: FastAPI) -> None:
    """Add every page."""
    for page in (search, obligations, graph, language):
        app.include_router(page.routes, include_in_schema=False)
