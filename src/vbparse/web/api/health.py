"""Whether the server runs."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from vbparse import __version__

routes = APIRouter(tags=["server"])


class Health(BaseModel):
    """What a monitor asks for."""

    status: str
    version: str


@routes.get("/health")
def health() -> Health:
    """Whether the server answers; asks for no login."""
    return Health(status="ok", version=__version__)
