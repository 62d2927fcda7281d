"""Ties between the nodes of a drawing, and how far nodes are from one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tie:
    """A line from one node to another; `kind` is its relation, `status` whether the target is sure."""

    source: str
    target: str
    kind: str
    status: str = "resolved"


def count_steps(centre: str, ties: Sequence[Tie]) -> dict[str, int]:
    """How many steps each node is from the centre, the nearest first: against the arrows (positive) or along them
    (negative); what can be reached both ways counts where it is nearer, of equals along."""
    steps = {centre: 0}
    along = _distances(centre, [(tie.source, tie.target) for tie in ties])
    against = _distances(centre, [(tie.target, tie.source) for tie in ties])
    for key in dict.fromkeys((*along, *against)):
        up, down = along.get(key), against.get(key)
        steps[key] = -up if up is not None and (down is None or up <= down) else down or 0
    return dict(sorted(steps.items(), key=lambda item: abs(item[1])))


def _distances(centre: str, pairs: Sequence[tuple[str, str]]) -> dict[str, int]:
    adjacent: dict[str, list[str]] = {}
    for start, end in pairs:
        adjacent.setdefault(start, []).append(end)
    distances, edge, step = {centre: 0}, [centre], 0
    while edge:
        step += 1
        edge = list(dict.fromkeys(other for key in edge for other in adjacent.get(key, ()) if other not in distances))
        distances |= dict.fromkeys(edge, step)
    return distances
