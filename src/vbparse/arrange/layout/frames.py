"""How the coordinates of a page's own space become points from the top left of the page."""

from __future__ import annotations

import math
from dataclasses import dataclass

from vbparse.arrange.layout.segments import Box


@dataclass(frozen=True, slots=True)
class Frame:
    """A page's visible box (`x0 y0 x1 y1`, y upward) seen with its text or its paper turned by quarter turns.

    `turn` counts quarters counter-clockwise by which upright text of this frame is turned in the page's own space.
    `tilt` is the small angle (radians) by which the lines of a scan fall towards the right.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    turn: int = 0
    tilt: float = 0.0

    @property
    def width(self) -> float:
        return self.y1 - self.y0 if self.turn % 2 else self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.x1 - self.x0 if self.turn % 2 else self.y1 - self.y0

    def to_frame(self, x: float, y: float) -> tuple[float, float]:
        """From the page's own space into the frame."""
        return self._tilted(*self._turned(x, y), -self.tilt)

    def to_page(self, x: float, y: float) -> tuple[float, float]:
        """From the frame into the page's own space."""
        x, y = self._tilted(x, y, self.tilt)
        if self.turn == 0:
            return x + self.x0, self.y1 - y
        if self.turn == 1:
            return y + self.x0, x + self.y0
        if self.turn == 2:
            return self.x1 - x, y + self.y0
        return self.x1 - y, self.y1 - x

    def _tilted(self, x: float, y: float, angle: float) -> tuple[float, float]:
        """A point of the frame turned about the middle of the page."""
        if not angle:
            return x, y
        x, y = x - self.width / 2, y - self.height / 2
        cos, sin = math.cos(angle), math.sin(angle)
        return x * cos - y * sin + self.width / 2, x * sin + y * cos + self.height / 2

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        if self.turn == 0:
            return x - self.x0, self.y1 - y
        if self.turn == 1:
            return y - self.y0, x - self.x0
        if self.turn == 2:
            return self.x1 - x, y - self.y0
        return self.y1 - y, self.x1 - x

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of the page's own space in the frame."""
        (a, b), (c, d) = self.to_frame(left, top), self.to_frame(right, bottom)
        return (min(a, c), min(b, d), max(a, c), max(b, d))

    def box_in(self, box: Box, display: Frame) -> Box:
        """The box in another frame of the same page that holds a box of this one."""
        left, top, right, bottom = box
        corners = [display.to_frame(*self.to_page(x, y)) for x in (left, right) for y in (top, bottom)]
        xs, ys = zip(*corners, strict=True)
        return (min(xs), min(ys), max(xs), max(ys))
