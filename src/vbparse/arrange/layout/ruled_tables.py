"""Ruled tables: the cells that pdfplumber finds between crossing lines, as a full grid, and the text in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf

from vbparse.arrange.layout.segments import Box, Rule, Segment, join_runs
from vbparse.patterns import Cue

_NEAR = 3.0
"""Lines nearer than this are one (borders drawn twice, strip by strip); they meet where their ends come this near."""
_MOST, _DRAWING, _CORNERS = 10_000, 200_000, 4_000
"""More lines, pairs of lines to look at, or crossings than this are a drawing or a map, no table."""
_WORD = Cue(r"\S+", examples=["xã", "12/KH-UBND"], rejects=[" "])


Slot = tuple[int, int]
"""Row and column of a cell in the grid."""


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
    spans: dict[Slot, Slot]

    @property
    def box(self) -> Box:
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def contains(self, x: float, y: float) -> bool:
        """Whether a point is in the table; text may lean out at its sides."""
        left, top, right, bottom = self.box
        return top <= y <= bottom and left - 2 <= x <= right + 2

    def slot(self, x: float, y: float) -> Slot | None:
        """Row and column of the first slot of the cell at a point."""
        row, col = bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1
        if 0 <= row < len(self.ys) - 1 and 0 <= col < len(self.xs) - 1:
            return self.spans[row, col]
        return None


def find_grids(page: int, level: Sequence[Rule], upright: Sequence[Rule]) -> list[Grid]:
    """The ruled tables of a page, from top to bottom. Frames of one cell or one column are none."""
    if not _has_columns(level, upright):
        return []
    grids = [g for g in (_build_grid(page, cells) for cells in _find_cells(level, upright)) if g]
    kept = [g for g in grids if not any(o is not g and _lies_within(g.box, o.box) for o in grids)]
    return sorted(kept, key=lambda g: (g.box[1], g.box[0]))


def _has_columns(level: Sequence[Rule], upright: Sequence[Rule]) -> bool:
    """Whether upright lines at three places meet level ones: two columns have three borders, a frame has two."""
    if len(level) < 2 or len(upright) < 3 or len(level) + len(upright) > _MOST:
        return False
    across = sorted(level, key=lambda h: h.y0)
    heights = [h.y0 for h in across]
    borders: list[float] = []
    for v in upright:
        near = across[bisect_left(heights, v.y0 - _NEAR) : bisect_right(heights, v.y1 + _NEAR)]
        if all(abs(v.x0 - x) > _NEAR for x in borders) and any(h.x0 - _NEAR <= v.x0 <= h.x1 + _NEAR for h in near):
            borders.append(v.x0)
            if len(borders) == 3:
                return True
    return False


def _find_cells(level: Sequence[Rule], upright: Sequence[Rule]) -> list[list[Box]]:
    """The cells of each table that pdfplumber sees in the lines of a page."""
    from pdfplumber import table  # a tenth of a second to import, and most pages have no table

    lines = [_pdfplumber_edge("h", r) for r in level] + [_pdfplumber_edge("v", r) for r in upright]
    edges = table.merge_edges(lines, _NEAR, _NEAR, _NEAR, _NEAR)
    uprights = sum(e["orientation"] == "v" for e in edges)
    if uprights * (len(edges) - uprights) > _DRAWING:
        return []
    corners = table.edges_to_intersections(edges, _NEAR, _NEAR)
    if len(corners) > _CORNERS:
        return []
    tables: list[list[Box]] = table.cells_to_tables(table.intersections_to_cells(corners))
    return tables


def _pdfplumber_edge(orientation: str, rule: Rule) -> dict[str, str | float]:
    """A line in the form that pdfplumber takes."""
    size = {"width": rule.x1 - rule.x0, "height": rule.y1 - rule.y0}
    return {"orientation": orientation, "x0": rule.x0, "x1": rule.x1, "top": rule.y0, "bottom": rule.y1, **size}


def _lies_within(a: Box, b: Box) -> bool:
    return a[0] >= b[0] - 1 and a[1] >= b[1] - 1 and a[2] <= b[2] + 1 and a[3] <= b[3] + 1


def _build_grid(page: int, boxes: list[Box]) -> Grid | None:
    """A full grid of the cells of a table; a slot that lies in none (a corner left open) is a cell of its own."""
    xs = sorted({x for box in boxes for x in (box[0], box[2])})
    ys = sorted({y for box in boxes for y in (box[1], box[3])})
    rows, cols = len(ys) - 1, len(xs) - 1
    if cols < 2:
        return None
    owner: dict[Slot, int] = {}
    column, line = {x: i for i, x in enumerate(xs)}, {y: i for i, y in enumerate(ys)}
    # the largest first: a cell cut out of the corner of a larger one keeps its slots
    for k in sorted(range(len(boxes)), key=lambda k: -_area(boxes[k])):
        x0, y0, x1, y1 = boxes[k]
        for r in range(line[y0], line[y1]):
            for c in range(column[x0], column[x1]):
                owner[r, c] = k
    first: dict[int, Slot] = {}
    spans: dict[Slot, Slot] = {}
    cells: list[list[GridCell]] = []
    for r in range(rows):
        cells.append([])
        for c in range(cols):
            k = owner.setdefault((r, c), -1 - r * cols - c)
            is_above, is_left = owner.get((r - 1, c)) == k, owner.get((r, c - 1)) == k
            spans[r, c] = first.setdefault(k, (r, c))
            cells[-1].append(GridCell(above=is_above, left=is_left))
    return Grid(page, xs, ys, cells, spans)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def fill_grids(grids: list[Grid], segments: list[Segment]) -> list[Segment]:
    """Put each segment into the cell where it is, cut at cell borders; gives back what is in no table."""
    if not grids:
        return segments
    rest: list[Segment] = []
    by_cell: dict[tuple[int, Slot], list[Segment]] = {}
    for segment in segments:
        middle = segment.base - 0.3 * segment.size
        grid = next((i for i, g in enumerate(grids) if g.contains(segment.centre, middle)), None)
        if grid is None:
            rest.append(segment)
            continue
        for slot, part in _split_by_cell(grids[grid], segment, middle):
            by_cell.setdefault((grid, slot), []).append(part)
    for (index, (row, col)), parts in by_cell.items():
        lines = join_runs(parts, wide=inf)
        grids[index].cells[row][col].lines = sorted(lines, key=lambda s: (s.base, s.x0))
    return rest


def _split_by_cell(grid: Grid, segment: Segment, y: float) -> list[tuple[Slot, Segment]]:
    """Cut a segment where it passes from one cell into the next; a word that only leans over a border stays whole."""
    low, high = grid.xs[0] + 0.1, grid.xs[-1] - 0.1
    slots = [grid.slot(min(max((a + b) / 2, low), high), y) for a, b in zip(segment.left, segment.right, strict=True)]
    if slots.count(slots[0]) < len(slots):
        for word in _WORD.finditer(segment.text):
            part = slots[word.start() : word.end()]
            most = max(set(part), key=part.count)
            if part.count(most) >= 0.75 * len(part):
                slots[word.start() : word.end()] = [most] * len(part)
    parts: list[tuple[Slot, Segment]] = []
    start = 0
    for i in range(1, len(slots) + 1):
        if i == len(slots) or slots[i] != slots[start]:
            part_segment, slot = segment.slice(start, i), slots[start]
            if part_segment and slot:
                parts.append((slot, part_segment))
            start = i
    return parts
