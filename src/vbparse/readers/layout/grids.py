"""Ruled tables: the grid that crossing lines make, and the text in its cells."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from vbparse.readers.layout.segments import Box, Rule, Segment, assemble

_SNAP = 3.0
"""Lines nearer than this are one line (borders drawn twice, strip by strip)."""
_DRAWING = 200_000
"""More crossings than this are a drawing or a map, no table."""
_WORD = re.compile(r"\S+")
_TOUCH = 3.0
"""Lines meet where their ends come this near."""


@dataclass(slots=True)
class GridCell:
    """The text lines of a cell. `above` and `left` mark slots that a merged cell covers besides its first. `pages`
    tells from which line on the cell stands on which page; empty where that is the table's own."""

    lines: list[Segment] = field(default_factory=list)
    above: bool = False
    left: bool = False
    pages: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Grid:
    """A ruled table on a page: borders of its columns and rows, and its slots row by row."""

    page: int
    xs: list[float]
    ys: list[float]
    cells: list[list[GridCell]]
    spans: dict[tuple[int, int], tuple[int, int]]

    @property
    def box(self) -> Box:
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def slot(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column of the first slot of the cell at a point."""
        row, col = bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1
        if 0 <= row < len(self.ys) - 1 and 0 <= col < len(self.xs) - 1:
            return self.spans[row, col]
        return None


def find_grids(page: int, level: Sequence[Rule], upright: Sequence[Rule]) -> list[Grid]:
    """The ruled tables of a page, from top to bottom. Frames of one cell or one column are none."""
    if len(level) < 2 or len(upright) < 2:
        return []
    hs = _merged([(r.y0, r.x0, r.x1) for r in level])
    vs = _merged([(r.x0, r.y0, r.y1) for r in upright])
    if len(hs) * len(vs) > _DRAWING:
        return []
    grids = []
    for rows, cols in _components(hs, vs):
        grid = _grid(page, rows, cols)
        if grid:
            grids.append(grid)
    kept = [g for g in grids if not any(o is not g and _inside(g.box, o.box) for o in grids)]
    return sorted(kept, key=lambda g: (g.box[1], g.box[0]))


def _inside(a: Box, b: Box) -> bool:
    return a[0] >= b[0] - 1 and a[1] >= b[1] - 1 and a[2] <= b[2] + 1 and a[3] <= b[3] + 1


Line = tuple[float, float, float]
"""Position across, start and end along."""


def _merged(lines: list[Line]) -> list[Line]:
    """Lines at one position put on it, and joined where they touch or overlap."""
    found: list[Line] = []
    group: list[Line] = []
    for line in sorted(lines):
        if group and line[0] - group[-1][0] > _SNAP:
            found += _joined(group)
            group = []
        group.append(line)
    return found + _joined(group)


def _joined(group: list[Line]) -> list[Line]:
    if not group:
        return []
    at = sum(g[0] for g in group) / len(group)
    found: list[Line] = []
    for _, start, end in sorted(group, key=lambda g: g[1]):
        if found and start <= found[-1][2] + _TOUCH:
            found[-1] = (at, found[-1][1], max(found[-1][2], end))
        else:
            found.append((at, start, end))
    return found


def _components(hs: list[Line], vs: list[Line]) -> list[tuple[list[Line], list[Line]]]:
    """Groups of lines that hang together by crossing or touching."""
    parent = list(range(len(hs) + len(vs)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, (y, x0, x1) in enumerate(hs):
        for j, (x, y0, y1) in enumerate(vs):
            if x0 - _TOUCH <= x <= x1 + _TOUCH and y0 - _TOUCH <= y <= y1 + _TOUCH:
                parent[root(i)] = root(len(hs) + j)
    groups: dict[int, tuple[list[Line], list[Line]]] = {}
    for i, line in enumerate(hs):
        groups.setdefault(root(i), ([], []))[0].append(line)
    for j, line in enumerate(vs):
        groups.setdefault(root(len(hs) + j), ([], []))[1].append(line)
    return [g for g in groups.values() if len(g[0]) >= 2 and len(g[1]) >= 3]


def _grid(page: int, hs: list[Line], vs: list[Line]) -> Grid | None:
    xs, ys = sorted({v[0] for v in vs}), sorted({h[0] for h in hs})
    rows, cols = len(ys) - 1, len(xs) - 1
    across: dict[float, list[Line]] = {}
    for h in hs:
        across.setdefault(h[0], []).append(h)
    down: dict[float, list[Line]] = {}
    for v in vs:
        down.setdefault(v[0], []).append(v)

    def wall(lines: list[Line], a: float, b: float) -> bool:
        middle = (a + b) / 2
        return any(start <= middle <= end for _, start, end in lines)

    first: dict[tuple[int, int], tuple[int, int]] = {}
    for r in range(rows):
        for c in range(cols):
            if (r, c) not in first:
                _claim(r, c, rows, cols, first,
                       lambda i, k: not wall(across[ys[i]], xs[k], xs[k + 1]),
                       lambda i, k: not wall(down[xs[k]], ys[i], ys[i + 1]))
    cells = [[GridCell(above=first[r, c][0] < r, left=first[r, c][1] < c) for c in range(cols)] for r in range(rows)]
    if len(set(first.values())) < 2 or cols < 2:
        return None
    return Grid(page, xs, ys, cells, first)


def _claim(r: int, c: int, rows: int, cols: int, first: dict[tuple[int, int], tuple[int, int]],
           open_above: object, open_left: object) -> None:
    """Give the slot at `r, c` and those merged with it to one cell: first rightward, then down as far as the whole
    width is open."""
    assert callable(open_above)
    assert callable(open_left)
    right = c + 1
    while right < cols and (r, right) not in first and open_left(r, right):
        right += 1
    below = r + 1
    while below < rows and all(open_above(below, k) and (below, k) not in first for k in range(c, right)) and not any(
            not open_left(below, k) for k in range(c + 1, right)):
        below += 1
    for i in range(r, below):
        for k in range(c, right):
            first[i, k] = (r, c)


def fill(grids: list[Grid], segments: list[Segment]) -> list[Segment]:
    """Put each segment into the cell where it stands, cut at cell borders; gives back what stands in no table."""
    if not grids:
        return segments
    outside: list[Segment] = []
    inside: dict[tuple[int, tuple[int, int]], list[Segment]] = {}
    for segment in segments:
        middle = segment.base - 0.3 * segment.size
        grid = next((i for i, g in enumerate(grids) if g.box[1] <= middle <= g.box[3]
                     and g.box[0] - 2 <= segment.centre <= g.box[2] + 2), None)
        if grid is None:
            outside.append(segment)
            continue
        for slot, part in _parts(grids[grid], segment, middle):
            inside.setdefault((grid, slot), []).append(part)
    for (index, (row, col)), parts in inside.items():
        lines = assemble(parts, wide=1e6)
        grids[index].cells[row][col].lines = sorted(lines, key=lambda s: (s.base, s.x0))
    return outside


def _parts(grid: Grid, segment: Segment, y: float) -> list[tuple[tuple[int, int], Segment]]:
    """Cut a segment where it passes from one cell into the next; a word that only leans over a border stays whole."""
    low, high = grid.xs[0] + 0.1, grid.xs[-1] - 0.1
    slots = [grid.slot(min(max((a + b) / 2, low), high), y) for a, b in zip(segment.left, segment.right, strict=True)]
    if slots.count(slots[0]) < len(slots):
        for word in _WORD.finditer(segment.text):
            part = slots[word.start() : word.end()]
            most = max(set(part), key=part.count)
            if part.count(most) >= 0.75 * len(part):
                slots[word.start() : word.end()] = [most] * len(part)
    found: list[tuple[tuple[int, int], Segment]] = []
    start = 0
    for i in range(1, len(slots) + 1):
        if i == len(slots) or slots[i] != slots[start]:
            part_segment, slot = segment.cut(start, i), slots[start]
            if part_segment and slot:
                found.append((slot, part_segment))
            start = i
    return found
