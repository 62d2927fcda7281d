"""What a typist or a copy from a web page drew in plain characters: tables, cells and columns."""

from __future__ import annotations

from vbparse.arrange.budget import Room
from vbparse.arrange.drafts import Draft, Grid
from vbparse.arrange.drawn.cells import set_cells
from vbparse.arrange.drawn.columns import set_columns
from vbparse.arrange.drawn.tables import set_tables


def settle(items: list[Draft | Grid], raw: str, room: Room) -> list[Draft | Grid]:
    """Lines of `raw` and tables, with drawn tables as tables and drawn columns one after the other."""
    return set_columns(set_cells(set_tables(items, raw, room), raw), raw)
