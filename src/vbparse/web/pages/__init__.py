"""The pages: one module each. They ask the archive as the API does, and answer with HTML."""

from __future__ import annotations

from fastapi import FastAPI

from vbparse.web.pages import (
    account,
    admin,
    assignees,
    calendar,
    documents,
    editing,
    graph,
    language,
    login,
    marking,
    missing,
    obligations,
    pictures,
    queue,
    search,
    upload,
    versions,
)

_PAGES = (
    account, admin, assignees, calendar, documents, editing, graph, language, login, marking, missing, obligations,
    pictures, queue, search, upload, versions,
)  # fmt: skip


def install(app: FastAPI) -> None:
    """Add every page."""
    for page in _PAGES:
        app.include_router(page.routes, include_in_schema=False)
