"""How much room the tables of one file may take: spans, and rows that are filled up, make of a few bytes as many cells
as one likes."""

from __future__ import annotations

from vbparse.errors import DamagedError

MOST_CELLS = 300_000
"""Cells of all tables of a file; a list of all households of a commune has a fifth of them."""
MOST_REPEATED = 20_000_000
"""Characters of cells over several rows or columns, which each of these has again."""


class Room:
    """What is left for the tables of a file. To take more raises DamagedError, which names the file."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._cells, self._repeated = MOST_CELLS, MOST_REPEATED

    def take_cells(self, count: int) -> None:
        """Take room for so many cells."""
        self._cells -= count
        if self._cells < 0:
            raise DamagedError("file.cells", name=self._name, most_cells=MOST_CELLS)

    def take_repeated(self, characters: int) -> None:
        """Take room for so many characters that merged cells have again."""
        self._repeated -= characters
        if self._repeated < 0:
            raise DamagedError("file.repeated", name=self._name, most_repeated=MOST_REPEATED)
