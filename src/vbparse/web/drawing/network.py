"""A graph from plain values: one node in the middle, what it points to above it, what points to it below, in layers.

Within a layer, nodes stand in order of what they are tied to in the layer nearer to the middle: few lines cross then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

NODE_WIDTH, NODE_HEIGHT = 176.0, 46.0
GAP_X, GAP_Y = 16.0, 54.0
"""Between nodes beside and above each other."""
MAX_IN_ROW = 6
"""Nodes side by side; a layer of more takes several rows."""
MAX_NODES = 60
"""Nodes of a drawing that can still be read."""
MARGIN = 8.0
DROP = 30.0
"""How far an edge between nodes of one row hangs below them."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from one node to another."""

    source: str
    target: str
    label: str
    kind: str = "resolved"


@dataclass(frozen=True, slots=True)
class Node:
    """A node where it is drawn: its left upper corner. `step` counts from the middle, negative above it; `label` is
    that of the ties to the nodes nearer to it."""

    key: str
    step: int
    x: float
    y: float
    label: str = ""

    @property
    def middle(self) -> float:
        """Halfway across."""
        return self.x + NODE_WIDTH / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A tie as the path of an SVG, from the edge of its source to that of its target."""

    tie: Edge
    path: str


@dataclass(frozen=True, slots=True)
class Network:
    """All of it; `left_out` counts nodes that are not drawn."""

    width: float
    height: float
    nodes: list[Node]
    lines: list[Line]
    left_out: int


def count_steps(centre: str, ties: Sequence[Edge]) -> dict[str, int]:
    """How many steps each node is from the centre, against the arrows (positive) or along them (negative); what can be
    reached both ways counts where it is nearer, of equals along."""
    steps = {centre: 0}
    along = _distances(centre, [(tie.source, tie.target) for tie in ties])
    against = _distances(centre, [(tie.target, tie.source) for tie in ties])
    for key in dict.fromkeys((*along, *against)):
        up, down = along.get(key), against.get(key)
        steps[key] = -up if up is not None and (down is None or up <= down) else down or 0
    return dict(sorted(steps.items(), key=lambda item: abs(item[1])))


def draw_network(centre: str, ties: Sequence[Edge], most: int = MAX_NODES) -> Network:
    """The nodes nearest to the centre, at most so many, and the ties between them."""
    distances = count_steps(centre, ties)
    nearest = dict(list(distances.items())[:most])
    edges = [tie for tie in ties if tie.source in nearest and tie.target in nearest and tie.source != tie.target]
    rows = list(_layout_rows(nearest, edges))
    across = max(len(row) for row in rows)
    width = across * (NODE_WIDTH + GAP_X) - GAP_X + 2 * MARGIN
    nodes = {}
    for n, row in enumerate(rows):
        left = (width - len(row) * (NODE_WIDTH + GAP_X) + GAP_X) / 2
        for m, key in enumerate(row):
            label = _edge_label(key, nearest, edges)
            nodes[key] = Node(
                key, nearest[key], left + m * (NODE_WIDTH + GAP_X), MARGIN + n * (NODE_HEIGHT + GAP_Y), label
            )
    height = len(rows) * (NODE_HEIGHT + GAP_Y) - GAP_Y + 2 * MARGIN
    lines = [Line(tie, _svg_path(nodes[tie.source], nodes[tie.target])) for tie in edges]
    return Network(width, height, list(nodes.values()), lines, len(distances) - len(nearest))


def _distances(centre: str, pairs: Sequence[tuple[str, str]]) -> dict[str, int]:
    adjacent: dict[str, list[str]] = {}
    for start, end in pairs:
        adjacent.setdefault(start, []).append(end)
    distances, edge = {centre: 0}, [centre]
    while edge:
        after = [other for key in edge for other in adjacent.get(key, ()) if other not in distances]
        edge = list(dict.fromkeys(after))
        steps = {other: distances[key] + 1 for key in [*distances] for other in adjacent.get(key, ()) if other in edge}
        distances |= steps
    return distances


def _layout_rows(kept: Mapping[str, int], ties: Sequence[Edge]) -> Iterator[list[str]]:
    """Rows from the top down."""
    layers: dict[int, list[str]] = {}
    place: dict[str, float] = {}
    for step in sorted(set(kept.values()), key=abs):
        layer = [key for key, own in kept.items() if own == step]
        nearer = {key: _barycentre(key, step, kept, ties, place) for key in layer}
        layer.sort(key=lambda key: nearer[key])
        place |= {key: (n + 0.5) / len(layer) for n, key in enumerate(layer)}
        layers[step] = layer
    for step, layer in sorted(layers.items()):
        rows = [layer[at : at + MAX_IN_ROW] for at in range(0, len(layer), MAX_IN_ROW)]
        yield from rows if step > 0 else reversed(rows)


def _barycentre(
    key: str, step: int, kept: Mapping[str, int], ties: Sequence[Edge], place: Mapping[str, float]
) -> float:
    """The middle of what a node is tied to in the layer nearer to the centre."""
    nearer = step + 1 if step < 0 else step - 1
    others = [tie.target if tie.source == key else tie.source for tie in ties if key in (tie.source, tie.target)]
    found = [place[other] for other in others if kept[other] == nearer and other in place]
    return sum(found) / len(found) if found else 0.5


def _edge_label(key: str, kept: Mapping[str, int], ties: Sequence[Edge]) -> str:
    step = kept[key]
    found: list[str] = []
    if step < 0:
        found = [tie.label for tie in ties if tie.target == key and kept[tie.source] == step + 1]
    if step > 0:
        found = [tie.label for tie in ties if tie.source == key and kept[tie.target] == step - 1]
    return ", ".join(dict.fromkeys(found))


def _svg_path(source: Node, target: Node) -> str:
    a, b = source.middle, target.middle
    if source.y == target.y:  # around what stands between, beneath the row
        y = source.y + NODE_HEIGHT
        return f"M{a:g} {y:g}C{a:g} {y + DROP:g} {b:g} {y + DROP:g} {b:g} {y:g}"
    start, end = (source.y, target.y + NODE_HEIGHT) if target.y < source.y else (source.y + NODE_HEIGHT, target.y)
    bend = (start + end) / 2
    return f"M{a:g} {start:g}C{a:g} {bend:g} {b:g} {bend:g} {b:g} {end:g}"
