"""Nodes in layers of time: a grid of rows and columns, the oldest above, what has no date in a layer of its own.

A layer is a year, or a month where all is of two years. It takes as many rows as it needs: what is tied to each other
stands in two rows. Within a row, nodes stand near what they are tied to in the rows above.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from vbparse.edtf import parse_date
from vbparse.web.drawing.ties import Tie

MOST_YEARS = 2
"""Years that are told by months."""


@dataclass(frozen=True, slots=True)
class Layer:
    """What is of one time, as EDTF (2023, 2023-05), empty where none is known; `rows` are counted from the top."""

    time: str
    rows: range


@dataclass(frozen=True, slots=True)
class Grid:
    """Layers from the oldest on, and the place (row, column) of each node."""

    layers: list[Layer]
    places: dict[str, tuple[int, int]]
    columns: int

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return self.layers[-1].rows.stop if self.layers else 0


def arrange_layers(dates: Mapping[str, str | None], ties: Sequence[Tie], columns: int) -> Grid:
    """The grid of the nodes, which have dates in EDTF, at most so many side by side."""
    columns = max(1, min(columns, len(dates)))
    grouped: dict[str, list[str]] = {}
    by_month = len({date[:4] for date in dates.values() if date}) <= MOST_YEARS
    for key in sorted(dates, key=lambda key: (not dates[key], dates[key] or "", key)):
        grouped.setdefault(_time_of(dates[key], by_month), []).append(key)
    neighbours = _list_neighbours(ties)
    grid = Grid([], {}, columns)
    for time, keys in grouped.items():
        first = grid.rows
        rows = _fill_rows(keys, columns, neighbours)
        for n, row in enumerate(rows, first):
            chosen = _choose_columns(row, neighbours, grid)
            grid.places.update({key: (n, column) for key, column in chosen})
        grid.layers.append(Layer(time, range(first, first + len(rows))))
    return grid


def _time_of(date: str | None, by_month: bool) -> str:
    parts = parse_date(date)
    if not parts:
        return ""
    return f"{parts.year:04}-{parts.month:02}" if by_month and parts.month else f"{parts.year:04}"


def _list_neighbours(ties: Iterable[Tie]) -> dict[str, set[str]]:
    neighbours: dict[str, set[str]] = {}
    for tie in ties:
        neighbours.setdefault(tie.source, set()).add(tie.target)
        neighbours.setdefault(tie.target, set()).add(tie.source)
    return neighbours


def _fill_rows(keys: Iterable[str], columns: int, neighbours: Mapping[str, set[str]]) -> list[list[str]]:
    """Rows of nodes in their order, none of which is tied to another of its row."""
    rows: list[list[str]] = [[]]
    for key in keys:
        if len(rows[-1]) == columns or not neighbours.get(key, set()).isdisjoint(rows[-1]):
            rows.append([])
        rows[-1].append(key)
    return rows


def _choose_columns(row: list[str], neighbours: Mapping[str, set[str]], grid: Grid) -> Iterator[tuple[str, int]]:
    """A column for each node of a row, near those that it is tied to above."""
    middle = (grid.columns - 1) / 2
    ideal = {}
    for key in row:
        above = [grid.places[other][1] for other in neighbours.get(key, ()) if other in grid.places]
        ideal[key] = sum(above) / len(above) if above else middle
    free = list(range(grid.columns))
    for key in sorted(row, key=lambda key: abs(ideal[key] - middle)):
        column = min(free, key=lambda at: (abs(at - ideal[key]), at))
        free.remove(column)
        yield key, column
