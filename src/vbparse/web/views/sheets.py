"""The pages of a document that has pictures of them, and the places that are drawn over each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vbparse.schema import Document
from vbparse.web.views.drawn import DrawnText
from vbparse.web.views.kinds import kind_of
from vbparse.web.views.places import Box
from vbparse.web.views.values import Value


@dataclass(frozen=True, slots=True)
class Place:
    """A box on a page, and the field whose place it is."""

    box: Box
    field: str
    text: str

    @property
    def kind(self) -> str:
        """The kind of its field, which has a colour."""
        return kind_of(self.field)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page, in points as it is displayed; the larger places come first, so that none hides another."""

    number: int
    width: float
    height: float
    places: list[Place]


def make_sheets(
    document: Document,
    sizes: Sequence[tuple[float, float]],
    values: Iterable[Value],
    drawn: DrawnText | None = None,
) -> list[Sheet]:
    """The pages of a document, of a part its own; `sizes` are those of all pages of the file in points, none where it
    has none to look at. `drawn` is the text of an office file as it was laid out."""
    source = document.source
    of_part = drawn.first_and_last_page if drawn and source.part else source.pages_of_part
    first_page, final_page = of_part or (1, len(sizes))
    placed: dict[int, list[Place]] = {}
    for value in values:
        for box in value.boxes:
            placed.setdefault(box.page, []).append(Place(box, value.field, value.text))
    return [
        Sheet(n, *sizes[n - 1], sorted(placed.get(n, []), key=lambda place: -_area(place.box)))
        for n in range(first_page, min(final_page, len(sizes)) + 1)
    ]


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)
