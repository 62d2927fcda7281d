"""What office copiers do to a page. The ranges were measured with `scripts/degrade --measure` on 79 pages of 25
scans from archives of 2011 to 2026; a page draws from them by its seed.

A copier stretches contrast: paper is white and ink black, without grain. What it takes from the letters it takes at
their edges: blur joins marks to letters, toner is uneven, and the level from which grey is ink makes strokes thick or
thin. The page that is pressed or drawn in leans otherwise at its bottom than at its top.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter, ImageOps

Spread = tuple[float, float, float]
"""What 5, 50 and 95 % of pages do not exceed."""
WHITE = 255
MIL = 1000
"""Of an inch."""


@dataclass(frozen=True)
class Machine:
    """A kind of copier. As measured: `ink`, the grey value of ink (of 255); `ghost`, by how many of them blank paper is
    darker where the back shows through; `specks` a page, and their `speck` side in mil; `skew` in degrees at the top of
    a page, and its `change` to the bottom; `seals`, the share of light that their ink takes; `jpeg`, the quality (None:
    black and white). So that strokes and edges are as wide as measured: `blur` in mil; `level`, the share of black from
    which on grey is ink; `steep`, the shares of black between paper and ink; `rough` and `faint`, the deviation of
    toner from point to point and from word to word, of 1."""

    ink: Spread
    ghost: Spread
    specks: Spread
    speck: Spread
    skew: Spread
    change: Spread
    seals: Spread
    jpeg: Spread | None
    level: Spread
    blur: Spread = (3.2, 3.9, 4.8)
    steep: Spread = (0.45, 0.55, 0.75)
    rough: Spread = (0.03, 0.08, 0.2)
    faint: Spread = (0.02, 0.05, 0.08)


COLOUR = Machine(
    ink=(1, 8.5, 66),
    ghost=(0, 0.9, 9.2),
    specks=(3, 20, 122),
    speck=(7, 13, 20),
    skew=(-0.64, 0.12, 0.88),
    change=(-0.27, 0, 0.28),
    seals=(0.55, 0.8, 1),
    jpeg=(33, 75, 99),
    level=(0.38, 0.5, 0.60),
)
BILEVEL = Machine(
    ink=(0, 0, 0),
    ghost=(0, 0, 0),
    specks=(6, 37, 495),
    speck=(5, 11.5, 18),
    skew=(-0.69, 0, 0.75),
    change=(-0.04, 0.06, 0.55),
    seals=(0.8, 0.9, 1),
    jpeg=None,
    level=(0.34, 0.42, 0.5),
)
_GRAIN = 2.5
"""Mil over which toner is even."""
_WORD = 250
"""Mil over which a page is as faint or as bold."""
_SHINE = 8
"""Mil by which paper blurs what shows through it."""
_LETTERS = 0.5
"""Share of the specks that lie where the back has letters; the others lie anywhere."""
_SPREAD, _LARGEST = 0.35, 30
"""Standard deviation of the logarithm of the sides of specks, and their greatest side in mil."""
_PART = 0.6
"""Share of the height of a page between the middles of the parts on which skew is measured."""


@dataclass(frozen=True)
class Copier:
    """An office copier that scans at so many dots an inch, in colour or in black and white."""

    name: str
    dpi: int
    machine: Machine

    def damage(self, image: Image.Image, seed: int, back: Image.Image | None = None) -> Image.Image:
        """The page as it comes from the copier, with what stands on its back (none: its own text); its size stays."""
        rng = np.random.default_rng(seed)
        back = ImageOps.mirror(back or image).resize(image.size)
        skew, change = draw(self.machine.skew, rng), draw(self.machine.change, rng)
        image = lean(image, skew + change / 2, change / _PART)
        black = self._scan(image, rng)
        self._show_through(black, back, draw(self.machine.ghost, rng))
        self._strew(black, back, rng)
        if self.machine.jpeg is None:
            return Image.fromarray(black.max(axis=2) < 0.5).convert("1")
        ink = draw(self.machine.ink, rng)
        grey = WHITE - (WHITE - ink) * black.clip(0, 1)
        stream = io.BytesIO()
        quality = round(draw(self.machine.jpeg, rng))
        Image.fromarray(np.rint(grey).astype(np.uint8)).save(stream, "JPEG", quality=quality)
        return Image.open(stream).convert("RGB")

    def _scan(self, image: Image.Image, rng: np.random.Generator) -> np.ndarray:
        """Shares of black by row, column and channel, paper 0 and ink 1 after contrast was stretched; of one channel
        where the copier is one for black and white."""
        machine = self.machine
        if machine.jpeg is None:
            image = image.convert("L")
        blurred = image.filter(ImageFilter.GaussianBlur(draw(machine.blur, rng) * self.dpi / MIL))
        black = 1 - np.asarray(blurred, np.float32).reshape(image.height, image.width, -1) / WHITE
        size = (image.height, image.width)
        toner = 1 + draw(machine.rough, rng) * self._unevenness(size, _GRAIN, rng)
        toner += draw(machine.faint, rng) * self._unevenness(size, _WORD, rng)
        level, steep = draw(machine.level, rng), draw(machine.steep, rng)
        return ((black * toner[..., None] - level) / steep + 0.5).clip(0, 1)

    def _unevenness(self, size: tuple[int, int], mil: float, rng: np.random.Generator) -> np.ndarray:
        """Random values of mean 0 and deviation 1 that change over so many mil."""
        step = max(1.0, mil * self.dpi / MIL)
        small = rng.normal(size=(math.ceil(size[0] / step) + 1, math.ceil(size[1] / step) + 1)).astype(np.float32)
        field = np.asarray(Image.fromarray(small).resize((size[1], size[0]), Image.Resampling.BICUBIC))
        return field / field.std()

    def _show_through(self, black: np.ndarray, back: Image.Image, depth: float) -> None:
        """Darken the page where the back has letters, by so many grey values at most."""
        if depth:
            shine = back.convert("L").filter(ImageFilter.GaussianBlur(_SHINE * self.dpi / MIL))
            share = 1 - np.asarray(shine, np.float32)[..., None] / WHITE
            np.maximum(black, share / max(float(share.max()), 1 / MIL) * depth / WHITE, out=black)

    def _strew(self, black: np.ndarray, back: Image.Image, rng: np.random.Generator) -> None:
        """Specks of ink: dust, and what of the back is dark enough."""
        height, width = black.shape[:2]
        count = round(draw(self.machine.specks, rng))
        sides = draw(self.machine.speck, rng) * np.exp(rng.normal(0, _SPREAD, count))
        sides = np.minimum(sides, _LARGEST) * self.dpi / MIL
        rows, columns = np.nonzero(np.asarray(back.convert("L")) < WHITE // 2)
        for side in sides:
            y, x = rng.integers(height), rng.integers(width)
            if rows.size and rng.random() < _LETTERS:
                pick = rng.integers(rows.size)
                y, x = rows[pick], columns[pick]
            high, wide = (max(1, round(side * k)) for k in (rng.uniform(0.6, 1.4), rng.uniform(0.6, 1.4)))
            spot = black[y : y + high, x : x + wide]
            np.maximum(spot, rng.uniform(0.5, 1), out=spot)


def draw(spread: Spread, rng: np.random.Generator) -> float:
    """A value that lies as often in either half of a spread."""
    return float(np.interp(rng.random(), (0, 0.5, 1), spread))


def lean(image: Image.Image, skew: float, change: float) -> Image.Image:
    """A page whose lines fall towards the right by `skew` degrees in its middle; at its bottom by `change` degrees more
    than at its top."""
    width, height = image.size
    top, bottom = (math.tan(math.radians(skew + k * change)) for k in (-0.5, 0.5))
    middle = math.tan(math.radians(skew))
    corners = []
    for x, y in ((0, 0), (0, height), (width, height), (width, 0)):
        slope = bottom if y else top
        corners += [x + (y - height / 2) * middle, y - (x - width / 2) * slope]
    white = (WHITE,) * len(image.getbands())
    return image.transform(image.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=white)
