"""What handlers have done by workers. Nothing of the server is loaded here, so that a worker starts fast."""

from __future__ import annotations

from pathlib import Path

from vbparse.readers import pictures
from vbparse.schema import Document


def parse_file(data: bytes, name: str) -> list[Document]:
    """The documents of a file."""
    from vbparse import pipeline

    return pipeline.parse_parts(data, name=name)


def draw_page(place: Path, number: int, width: int) -> bytes | None:
    """A page of a file as PNG; None where files of its kind have none."""
    data = place.read_bytes()
    kind = pictures.media_type(data)
    return pictures.draw_page(data, kind, number, width) if kind else None


def measure_pages(place: Path) -> list[tuple[float, float]]:
    """Width and height in points of each page of a file; none where files of its kind have none."""
    data = place.read_bytes()
    kind = pictures.media_type(data)
    return pictures.page_sizes(data, kind) if kind else []
