"""HTML tables as full grids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vbparse.arrange.budget import Room
from vbparse.arrange.drafts import Draft, Grid, GridCell
from vbparse.readers.html.tree import Node, TextNode
from vbparse.readers.numerals import MOST_COLUMNS, parse_whole_number

_PARTS = {"tbody", "thead", "tfoot"}


def find_rows(table: Node) -> tuple[list[Node], list[Node | TextNode]]:
    """The rows of a table; and what else stands in it (a caption, text that belongs to no cell)."""
    rows: list[Node] = []
    strays: list[Node | TextNode] = []
    for child in table.children:
        if isinstance(child, Node) and child.tag == "tr":
            rows.append(child)
            strays += [x for x in child.children if not (isinstance(x, Node) and x.tag in {"td", "th"})]
        elif isinstance(child, Node) and child.tag in _PARTS:
            inner, rest = find_rows(child)
            rows += inner
            strays += rest
        elif isinstance(child, Node) and child.tag in {"td", "th"}:
            rows.append(Node("tr", {}, child.place, [child]))
        elif isinstance(child, TextNode) or child.tag not in {"colgroup", "col"}:
            strays.append(child)
    return rows, [x for x in strays if isinstance(x, Node) or x.text.strip()]


def find_cells(row: Node) -> Iterator[Node]:
    return (x for x in row.children if isinstance(x, Node) and x.tag in {"td", "th"})


def build_grid(rows: Sequence[Sequence[tuple[Node, list[Draft | Grid]]]], room: Room) -> Grid:
    """Cells at their grid places. `rowspan="0"` runs to the end; spans are cut at the edge of the table."""
    grid: list[list[GridCell]] = [[] for _ in rows]
    cell_at: dict[tuple[int, int], GridCell] = {}
    for y, row in enumerate(rows):
        x = 0
        for node, parts in row:
            while (y, x) in cell_at:
                x += 1
            wide = max(1, min(_read_span(node, "colspan", MOST_COLUMNS), MOST_COLUMNS - x))
            tall = min(_read_span(node, "rowspan", len(rows)) or len(rows), len(rows) - y)
            room.take_cells(tall * wide)
            for dy in range(tall):
                for dx in range(wide):
                    if dy == 0 or (y + dy, x + dx) not in cell_at:
                        cell_at[y + dy, x + dx] = GridCell([] if dx or dy else parts, dy > 0, dx > 0)
            x += wide
    width = max((x + 1 for _, x in cell_at), default=0)
    room.take_cells(len(rows) * width - len(cell_at))
    for y, cells in enumerate(grid):
        cells += [cell_at.get((y, x)) or GridCell() for x in range(width)]
    return Grid(grid)


def _read_span(node: Node, key: str, most: int) -> int:
    """A span as it is written; 1 where it is not, 0 where it is 0."""
    number = parse_whole_number(node.attrs.get(key), most)
    return 1 if number is None else number
