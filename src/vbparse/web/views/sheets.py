"""The pages of a document that has pictures of them, and the places that are drawn over each."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vbparse.archive import originals
from vbparse.schema import Document
from vbparse.web.views.places import Box
from vbparse.web.views.shown import Value

PICTURED = ("application/pdf", "image/png", "image/jpeg", "image/tiff")
"""What pictures of pages are made of."""


@dataclass(frozen=True, slots=True)
class Place:
    """A box on a page, and the field whose place it is."""

    box: Box
    field: str
    text: str

    @property
    def kind(self) -> str:
        """The first part of the field's name."""
        return self.field.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page, in points as it is displayed; the larger places come first, so that none hides another."""

    number: int
    width: float
    height: float
    places: list[Place]


def sheets(folder: Path, document: Document, values: Iterable[Value]) -> list[Sheet]:
    """The pages of a document of the archive in `folder`, of a part its own; none for what has no pictures."""
    source = document.source
    if source.media_type not in PICTURED:
        return []
    sizes = _sizes(folder, source.sha256, source.media_type)
    first, last = source.pages_of_part or (1, len(sizes))
    placed: dict[int, list[Place]] = {}
    for value in values:
        for box in value.boxes:
            placed.setdefault(box.page, []).append(Place(box, value.field, value.text))
    return [
        Sheet(n, *sizes[n - 1], sorted(placed.get(n, []), key=lambda place: -_area(place.box)))
        for n in range(first, min(last, len(sizes)) + 1)
    ]


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)


@lru_cache(maxsize=256)
def _sizes(folder: Path, sha256: str, media_type: str) -> tuple[tuple[float, float], ...]:
    """Width and height of each page in points: a file is named by its content, so that it is measured once."""
    data = originals.read(folder, sha256)
    if media_type != "application/pdf":
        from PIL import Image, ImageSequence

        with Image.open(io.BytesIO(data)) as image:
            return tuple(
                (page.width * 595 / page.width, page.height * 595 / page.width)
                for page in ImageSequence.Iterator(image)
            )
    from pypdfium2 import PdfDocument

    document = PdfDocument(data)
    return tuple(document.get_page_size(i) for i in range(len(document)))
