"""Tables and trees for a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from vbparse.exchange.visible import show_controls


class PlainConsole(Console):
    """A console that takes nothing in what it prints for markup, and makes it visible. Its own sequences, for colours
    and the progress bar, stay."""

    def __init__(self, **options: Any) -> None:
        super().__init__(highlight=False, markup=False, emoji=False, **options)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The pieces of what is printed."""
        for piece in super().render(renderable, options):
            yield piece if piece.control else Segment(show_controls(piece.text), piece.style)
