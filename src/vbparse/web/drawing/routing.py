"""Wires between the cards of a grid, which run between rows and columns only, so that none crosses a card.

All wires of one kind that lead to one card from one side are a net: they share a trunk beside its column, and a track
in each channel between rows. Two nets never share a track where they are beside each other. On the sides of cards each
kind has its own places, other ones above than below, so that ends of wires do not meet either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from vbparse.web.drawing.layers import Grid
from vbparse.web.drawing.ties import Tie

CARD_WIDTH, CARD_HEIGHT = 176.0, 62.0
STEP = 6.0
"""Between tracks."""
ROOM = 13.0
"""Between cards and the nearest track: an arrowhead stands there."""
ROUND = 4.0
"""Radius of a corner."""
INSET = 12.0
"""What is left free at the corners of a card."""

Point = tuple[float, float]
NetKey = tuple[str, str, bool]
"""Target, kind, and whether it is reached from below."""


@dataclass(slots=True)
class _Net:
    """`ends` are the channels in which its sources are, with their keys; `channel` is that of the target."""

    key: NetKey
    channel: int
    ends: list[tuple[int, str]] = field(default_factory=list)
    gutter: int = 0
    trunk: float = 0.0
    tracks: dict[int, float] = field(default_factory=dict)

    @property
    def far(self) -> list[int]:
        """Channels of sources that are reached by the trunk."""
        return [channel for channel, _ in self.ends if channel != self.channel]


@dataclass(frozen=True, slots=True)
class Wire:
    """A tie as it is drawn."""

    tie: Tie
    points: list[Point]

    @property
    def path(self) -> str:
        """The path of an SVG, with round corners."""
        return _round_path(self.points)


@dataclass(frozen=True, slots=True)
class Routed:
    """Left edges of the columns, upper edges of the rows, all wires, and the size of it."""

    columns: list[float]
    rows: list[float]
    wires: list[Wire]
    width: float
    height: float


def route_ties(grid: Grid, ties: Sequence[Tie], kinds: Sequence[str]) -> Routed:
    """The wires of ties between nodes of the grid; `kinds` are all that there may be."""
    nets = _make_nets(grid, ties)
    columns, right = _place_columns(grid, nets)
    ports = _Ports(grid, columns, kinds)
    rows, below = _place_rows(grid, nets, ports)
    wires = [Wire(tie, _trace(nets[_net_key(grid, tie)], tie, grid, ports, rows)) for tie in ties]
    return Routed(columns, rows, wires, right, below)


def _net_key(grid: Grid, tie: Tie) -> NetKey:
    return tie.target, tie.kind, grid.places[tie.source][0] >= grid.places[tie.target][0]


def _end_of(grid: Grid, tie: Tie) -> tuple[int, bool]:
    """The channel into which the wire leaves its source, and whether it does so downwards."""
    source, target = grid.places[tie.source][0], grid.places[tie.target][0]
    return (source, False) if source > target else (source + 1, True)


def _make_nets(grid: Grid, ties: Sequence[Tie]) -> dict[NetKey, _Net]:
    nets: dict[NetKey, _Net] = {}
    for tie in ties:
        key = _net_key(grid, tie)
        row = grid.places[tie.target][0]
        net = nets.setdefault(key, _Net(key, row + 1 if key[2] else row))
        net.ends.append((_end_of(grid, tie)[0], tie.source))
    for net in nets.values():
        column = grid.places[net.key[0]][1]
        mean = sum(grid.places[source][1] for _, source in net.ends) / len(net.ends)
        net.gutter = column + (mean > column)
    return nets


def _place_columns(grid: Grid, nets: Mapping[NetKey, _Net]) -> tuple[list[float], float]:
    """The left edges of the columns, with room for the trunks beside them; and the right edge of all."""
    x, lefts = 0.0, []
    for gutter in range(grid.columns + 1):
        here = [net for net in nets.values() if net.far and net.gutter == gutter]
        spans = [(min(net.channel, *net.far), max(net.channel, *net.far)) for net in here]
        tracks, count = _share_tracks(spans, 0.5)
        for net, track in zip(here, tracks, strict=True):
            net.trunk = x + ROOM + track * STEP
        x += _room(count)
        if gutter < grid.columns:
            lefts.append(x)
            x += CARD_WIDTH
    return lefts, x


@dataclass(frozen=True, slots=True)
class _Ports:
    """Where wires meet the cards."""

    grid: Grid
    columns: Sequence[float]
    kinds: Sequence[str]

    def x(self, key: str, kind: str, *, below: bool, into: bool) -> float:
        """On the lower or the upper side of a card, of what leads into it or out of it."""
        places = 4 * len(self.kinds)
        at = 4 * self.kinds.index(kind) + 2 * into + below
        return self.columns[self.grid.places[key][1]] + INSET + (at + 0.5) * (CARD_WIDTH - 2 * INSET) / places


def _place_rows(grid: Grid, nets: Mapping[NetKey, _Net], ports: _Ports) -> tuple[list[float], float]:
    """The upper edges of the rows, with room for the tracks between them; and the lower edge of all."""
    y, tops = 0.0, []
    for channel in range(grid.rows + 1):
        here = [net for net in nets.values() if channel in (net.channel, *net.far)]
        tracks, count = _share_tracks([_span_in(net, channel, ports) for net in here], STEP)
        for net, track in zip(here, tracks, strict=True):
            net.tracks[channel] = y + ROOM + track * STEP
        y += _room(count)
        if channel < grid.rows:
            tops.append(y)
            y += CARD_HEIGHT
    return tops, y


def _span_in(net: _Net, channel: int, ports: _Ports) -> tuple[float, float]:
    """From where to where a net runs in a channel."""
    target, kind, from_below = net.key
    places = [net.trunk] if net.far else []
    if channel == net.channel:
        places.append(ports.x(target, kind, below=from_below, into=True))
    row_of = ports.grid.places
    places += [
        ports.x(source, kind, below=row_of[source][0] < end, into=False) for end, source in net.ends if end == channel
    ]
    return min(places), max(places)


def _share_tracks(spans: Iterable[tuple[float, float]], apart: float) -> tuple[list[int], int]:
    """A track for each span, so that on one track spans are so far apart; and how many tracks there are."""
    ends: list[float] = []
    tracks = {}
    for n, (start, end) in sorted(enumerate(spans), key=lambda item: item[1]):
        track = next((at for at, last in enumerate(ends) if last + apart <= start), len(ends))
        ends[track:] = [end, *ends[track + 1 :]]
        tracks[n] = track
    return [tracks[n] for n in range(len(tracks))], len(ends)


def _room(tracks: int) -> float:
    return 2 * ROOM + max(0, tracks - 1) * STEP


def _trace(net: _Net, tie: Tie, grid: Grid, ports: _Ports, rows: Sequence[float]) -> list[Point]:
    end, down = _end_of(grid, tie)
    from_below = net.key[2]
    start = ports.x(tie.source, tie.kind, below=down, into=False)
    stop = ports.x(tie.target, tie.kind, below=from_below, into=True)
    top, bottom = rows[grid.places[tie.source][0]], rows[grid.places[tie.target][0]]
    first, last = net.tracks[end], net.tracks[net.channel]
    points = [(start, top + CARD_HEIGHT * down), (start, first)]
    if end != net.channel:
        points += [(net.trunk, first), (net.trunk, last)]
    return [*points, (stop, last), (stop, bottom + CARD_HEIGHT * from_below)]


def _round_path(points: Sequence[Point]) -> str:
    said = [f"M{points[0][0]:.4g} {points[0][1]:.5g}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        (x1, y1), (x2, y2) = _towards(corner, before), _towards(corner, after)
        said.append(f"L{x1:.5g} {y1:.5g}Q{corner[0]:.5g} {corner[1]:.5g} {x2:.5g} {y2:.5g}")
    return "".join((*said, f"L{points[-1][0]:.5g} {points[-1][1]:.5g}"))


def _towards(corner: Point, other: Point) -> Point:
    """A point near a corner, on the way to another, at most halfway."""
    dx, dy = other[0] - corner[0], other[1] - corner[1]
    length = abs(dx) + abs(dy)
    share = min(ROUND, length / 2) / length if length else 0
    return corner[0] + dx * share, corner[1] + dy * share
