"""What a typist or a copy from a web page drew in plain characters: tables, cells and columns."""

from __future__ import annotations

from dataclasses import replace

from vbparse.arrange.budget import Room
from vbparse.arrange.drafts import Draft, Grid
from vbparse.arrange.drawn.cell_tables import set_cell_tables
from vbparse.arrange.drawn.cells import set_cells
from vbparse.arrange.drawn.columns import set_columns
from vbparse.arrange.drawn.glued import split_glued
from vbparse.arrange.drawn.tables import set_tables
from vbparse.arrange.drawn.wraps import join_wraps
from vbparse.arrange.notes import set_notes
from vbparse.arrange.torn import holds_letterhead, split_letterhead
from vbparse.text import fold_view


def arrange_drawn(items: list[Draft | Grid], raw: str, room: Room) -> list[Draft | Grid]:
    """Lines of `raw` and tables, with drawn tables as tables, drawn columns one after the other,
    lines that a page broke anywhere as parts of their paragraphs, and footnotes as notes."""
    tables = set_cell_tables(set_tables(split_glued(items), raw, room), room)
    return set_notes(join_wraps(set_columns(set_cells(_split_first_line(tables), raw), raw)))


def _split_first_line(items: list[Draft | Grid]) -> list[Draft | Grid]:
    """The items, a first line that holds a whole letterhead as its lines."""
    first = items[0] if items else None
    if not isinstance(first, Draft) or not holds_letterhead(fold_view(first.text)):
        return items
    return [*(replace(line, starts=True) for line in split_letterhead(first)), *items[1:]]
