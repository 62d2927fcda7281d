"""What paper, scanner and clerk do to a page."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from degraded.copier import BILEVEL, COLOUR, Copier


@dataclass(frozen=True)
class Damage:
    """How a page is scanned. `noise` is the standard deviation of grey values (of 255), with as many specks of dust;
    `turn` in degrees, its sign drawn by the seed; `blur` the radius in pixels at 200 dpi; `jpeg` a quality."""

    name: str
    dpi: int = 200
    noise: float = 0
    turn: float = 0
    blur: float = 0
    jpeg: int = 0
    seal: bool = False

    def damage(self, image: Image.Image, seed: int) -> Image.Image:
        """The page as it comes from the scanner; its size stays."""
        rng = np.random.default_rng(seed)
        if self.turn:
            angle = self.turn * rng.uniform(0.6, 1) * rng.choice((-1, 1))
            image = image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
        if self.blur:
            image = image.filter(ImageFilter.GaussianBlur(self.blur * self.dpi / 200))
        if self.noise:
            image = _add_noise(image, self.noise, rng)
        if self.jpeg:
            stream = io.BytesIO()
            image.save(stream, "JPEG", quality=self.jpeg)
            image = Image.open(io.BytesIO(stream.getvalue())).convert("RGB")
        return image


def _add_noise(image: Image.Image, strength: float, rng: np.random.Generator) -> Image.Image:
    """Grain of the sensor over paper that is not quite white and ink that is not quite black, with specks of dust."""
    grey = np.asarray(image, dtype=np.float32) * 0.86 + 22
    height, width, _ = grey.shape
    grey += rng.normal(0, strength, (height, width, 1))
    for _ in range(int(height * width / 40_000)):
        y, x, size = rng.integers(height), rng.integers(width), rng.integers(1, 3)
        grey[y : y + size, x : x + size] = rng.integers(40, 140)
    return Image.fromarray(grey.clip(0, 255).astype(np.uint8))


NOISY = Damage("200 dpi, noise", noise=14)
"""The one that promises are made for."""
DAMAGES: tuple[Damage | Copier, ...] = (
    Damage("150 dpi", 150),
    Damage("200 dpi", 200),
    Damage("300 dpi", 300),
    NOISY,
    Damage("200 dpi, turned", turn=2),
    Damage("200 dpi, blurred", blur=1.2),
    Damage("200 dpi, JPEG 40", jpeg=40),
    Damage("200 dpi, red seal", seal=True),
    Damage("150 dpi, all of it", 150, noise=10, turn=2, blur=0.6, jpeg=40, seal=True),
    Copier("copier, colour", 200, COLOUR),
    Copier("copier, black and white", 200, BILEVEL),
)
"""What may befall a page, one after the other and all of it, and what befalls it in offices."""
