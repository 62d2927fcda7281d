"""Tables that were copied cell after cell: a bar on a line of its own opens each row and stands behind each cell.

    |
    STT
    |
    Nội dung
    |
    |
    1
    |
    Dọn vệ sinh
    đường làng
    |

An empty cell is a bar more. A row with fewer cells than the header lies beside cells that go on from the row above.
"""

from __future__ import annotations

from vbparse.arrange.budget import Room
from vbparse.arrange.drafts import Draft, Grid, GridCell, fill_grid
from vbparse.arrange.drawn.tables import count_heads
from vbparse.language.labels import parse_label
from vbparse.language.landmarks.recipients import match_recipients
from vbparse.patterns import Cue
from vbparse.text import fold_view

Item = Draft | Grid
_BAR = "|"
_ORDINAL = Cue(
    r"(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}|[a-zđ])[.)]?|[-+•]",
    examples=["1", "2.1.", "IV", "a)", "-"],
    rejects=["1 xã", "Thôn A"],
    at="whole",
)
"""What opens a row."""
_WORD_LABELS = ("part", "chapter", "section", "subsection", "article", "roman")
"""Labels of parts of a document, which stand behind a table."""
_CELL_LINES, _MOST_COLUMNS = 60, 20
"""Lines of a cell, and cells of a header, at most."""

_Cell = list[Draft]


def set_cell_tables(items: list[Item], room: Room) -> list[Item]:
    """The items, the lines of such tables as tables. A header has two known names of columns or more, and a row below.
    Elsewhere, two bars on lines of their own are an empty row."""
    arranged: list[Item] = []
    at = 0
    while at < len(items):
        end, rows = _read_table(items, at) if _is_bar(items, at) else (at, [])
        bars = _count_bars(items, at)
        if len(rows) > 1:
            arranged.append(fill_grid(_make_rows(rows), room))
            at = end
        elif bars > 1:
            at += bars
        else:
            arranged.append(items[at])
            at += 1
    return arranged


def _read_table(items: list[Item], at: int) -> tuple[int, list[list[_Cell]]]:
    """The rows of the table whose first bar stands at an item, and where it ends."""
    end, header = _read_row(items, at, 0)
    texts = [_words(cell) for cell in header]
    if count_heads(texts) < 2 or not all(texts):
        return at, []
    rows = [header]
    while _is_bar(items, end):
        following, row = _read_row(items, end, len(header))
        if not any(row):
            break
        rows.append(row)
        end = following
    return end, rows


def _read_row(items: list[Item], at: int, width: int) -> tuple[int, list[_Cell]]:
    """The cells of the row that begins with the bar at an item, and where it ends. A row without a known width ends
    where two bars stand together, one of a known width also where the bars that are left can only be empty cells."""
    cells: list[_Cell] = []
    at += 1
    while len(cells) < (width or _MOST_COLUMNS):
        end = _find_bar(items, at)
        if end is None or (cells and _begins_other(items[at])):
            break
        cells.append([x for x in items[at:end] if isinstance(x, Draft)])
        at = end + 1
        if _is_bar(items, at) and _ends_row(items, at, width - len(cells)):
            break
    return at, cells


def _ends_row(items: list[Item], at: int, missing: int) -> bool:
    """Whether a bar behind that of a cell begins the next row, and no empty cell: what stands behind it opens a row."""
    if missing <= 0:
        return True
    return _count_bars(items, at) == 1 and _ORDINAL.fullmatch(_text(items, at + 1)) is not None


def _count_bars(items: list[Item], at: int) -> int:
    end = at
    while _is_bar(items, end):
        end += 1
    return end - at


def _find_bar(items: list[Item], at: int) -> int | None:
    """The bar that ends the cell at an item; None where the lines there are no cell."""
    for i in range(at, min(at + _CELL_LINES, len(items))):
        item = items[i]
        if not isinstance(item, Draft) or item.column is not None or match_recipients(_text(items, i)):
            return None
        if _is_bar(items, i):
            return i
    return None


def _begins_other(item: Item) -> bool:
    """Whether a line begins a part of the document, and no cell."""
    text = fold_view(item.text).strip() if isinstance(item, Draft) else ""
    label = parse_label(text, 0, len(text))
    return label is not None and label.style in _WORD_LABELS and label.span.end < len(text)


def _is_bar(items: list[Item], at: int) -> bool:
    item = items[at] if at < len(items) else None
    return isinstance(item, Draft) and item.text.strip() == _BAR


def _text(items: list[Item], at: int) -> str:
    item = items[at] if at < len(items) else None
    return fold_view(item.text).strip() if isinstance(item, Draft) else ""


def _words(cell: _Cell) -> str:
    return " ".join(fold_view(" ".join(line.text for line in cell)).split())


def _make_rows(rows: list[list[_Cell]]) -> list[list[GridCell]]:
    """Rows of equal width: a single cell lies over all columns, of others those that are missing go on from above."""
    width = max(map(len, rows))
    filled: list[list[GridCell]] = []
    for row in rows:
        cells = [GridCell([*cell]) for cell in row]
        missing = width - len(cells)
        if len(cells) == 1:
            cells += [GridCell(left=True) for _ in range(missing)]
        elif _ORDINAL.fullmatch(_words(row[0])):
            cells += [GridCell(above=True) for _ in range(missing)]
        else:
            cells = [*(GridCell(above=True) for _ in range(missing)), *cells]
        filled.append(cells)
    return filled
