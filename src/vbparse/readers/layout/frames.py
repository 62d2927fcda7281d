"""How the coordinates of a page's own space become points from the top left of the page."""

from __future__ import annotations

from dataclasses import dataclass

from vbparse.readers.layout.segments import Box


@dataclass(frozen=True, slots=True)
class Frame:
    """A page's visible box (`x0 y0 x1 y1`, y upward) seen with its text or its paper turned by quarter turns.

    `turn` counts quarters counter-clockwise by which upright text of this frame is turned in the page's own space.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    turn: int = 0

    @property
    def width(self) -> float:
        return self.y1 - self.y0 if self.turn % 2 else self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.x1 - self.x0 if self.turn % 2 else self.y1 - self.y0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """From the page's own space into the frame."""
        if self.turn == 0:
            return x - self.x0, self.y1 - y
        if self.turn == 1:
            return y - self.y0, x - self.x0
        if self.turn == 2:
            return self.x1 - x, y - self.y0
        return self.y1 - y, self.x1 - x

    def back(self, x: float, y: float) -> tuple[float, float]:
        """From the frame into the page's own space."""
        if self.turn == 0:
            return x + self.x0, self.y1 - y
        if self.turn == 1:
            return y + self.x0, x + self.y0
        if self.turn == 2:
            return self.x1 - x, y + self.y0
        return self.x1 - y, self.y1 - x

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of the page's own space in the frame."""
        (a, b), (c, d) = self.point(left, top), self.point(right, bottom)
        return (min(a, c), min(b, d), max(a, c), max(b, d))

    def shown(self, box: Box, display: Frame) -> Box:
        """A box of this frame in another frame of the same page."""
        (a, b), (c, d) = self.back(box[0], box[1]), self.back(box[2], box[3])
        return display.box(min(a, c), min(b, d), max(a, c), max(b, d))
