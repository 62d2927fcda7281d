"""A graph of documents as it is drawn: cards in layers of time beside an axis, and the wires between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vbparse.web.drawing.layers import arrange_layers
from vbparse.web.drawing.routing import CARD_HEIGHT, ROOM, Wire, route_ties
from vbparse.web.drawing.ties import Tie

COLUMNS = 4
"""Cards side by side: what fits beside the axis on a usual screen."""
AXIS = 72.0
"""Width of the axis."""
KINDS = ("attached_to", "replaces", "basis", "cites", "implements", "amends", "repeals")
"""Relations in the order of their wires at a card; the usual ones in its middle."""


@dataclass(frozen=True, slots=True)
class Card:
    """A node where it is drawn: its left upper corner."""

    key: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Band:
    """A layer of time (EDTF, empty where none is known) where it is drawn."""

    time: str
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Network:
    """All of it. Wires are drawn `AXIS` to the right of their own places."""

    width: float
    height: float
    bands: list[Band]
    cards: list[Card]
    wires: list[Wire]


def draw_network(dates: Mapping[str, str | None], ties: Sequence[Tie], columns: int = COLUMNS) -> Network:
    """The drawing of nodes with their dates, and of the ties between two of them."""
    drawn = [tie for tie in ties if tie.source in dates and tie.target in dates and tie.source != tie.target]
    grid = arrange_layers(dates, drawn, columns)
    routed = route_ties(grid, drawn, KINDS)
    cards = [Card(key, AXIS + routed.columns[column], routed.rows[row]) for key, (row, column) in grid.places.items()]
    bands = []
    for layer in grid.layers:
        top = routed.rows[layer.rows.start] - ROOM / 2
        bands.append(Band(layer.time, top, routed.rows[layer.rows.stop - 1] + CARD_HEIGHT + ROOM / 2 - top))
    return Network(AXIS + routed.width, routed.height, bands, cards, routed.wires)
