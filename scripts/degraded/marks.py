"""What is put on paper after it is printed: seals, arrival stamps, handwriting. Places are in points from the top
left of the page; the image may have any resolution."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from random import Random

from PIL import Image, ImageDraw, ImageFont

from degraded.faces import TINOS

Box = tuple[float, float, float, float]
WIDTH = 595.3
"""Points that a page (A4) is wide."""
ARRIVAL = (142, 86)
"""Points that the stamp ĐẾN is wide and high."""
RED, BLUE, BLACK, VIOLET = (206, 28, 38), (28, 48, 150), (20, 20, 24), (96, 40, 130)

STROKES: dict[str, Sequence[Sequence[tuple[float, float]]]] = {
    "0": [[(0.5, 0.02), (0.12, 0.3), (0.1, 0.75), (0.45, 0.98), (0.85, 0.7), (0.86, 0.25), (0.42, 0.0)]],
    "1": [[(0.2, 0.3), (0.55, 0.02), (0.5, 0.5), (0.48, 1.0)]],
    "2": [[(0.1, 0.25), (0.4, 0.0), (0.82, 0.22), (0.6, 0.55), (0.08, 0.98), (0.5, 0.9), (0.95, 0.96)]],
    "3": [[(0.12, 0.1), (0.6, 0.0), (0.8, 0.2), (0.4, 0.45), (0.88, 0.65), (0.6, 0.98), (0.08, 0.88)]],
    "4": [[(0.6, 0.0), (0.1, 0.62), (0.95, 0.58)], [(0.68, 0.3), (0.6, 1.02)]],
    "5": [
        [(0.25, 0.04), (0.18, 0.45), (0.7, 0.42), (0.85, 0.75), (0.45, 1.0), (0.08, 0.88)],
        [(0.25, 0.05), (0.9, 0.0)],
    ],
    "6": [[(0.78, 0.0), (0.25, 0.35), (0.1, 0.78), (0.5, 1.0), (0.82, 0.72), (0.45, 0.52), (0.14, 0.72)]],
    "7": [[(0.08, 0.08), (0.9, 0.02), (0.5, 0.5), (0.35, 1.0)], [(0.25, 0.5), (0.8, 0.46)]],
    "8": [[(0.8, 0.15), (0.4, 0.0), (0.2, 0.25), (0.8, 0.7), (0.5, 1.0), (0.12, 0.75), (0.78, 0.28), (0.72, 0.1)]],
    "9": [[(0.82, 0.2), (0.4, 0.02), (0.14, 0.3), (0.5, 0.5), (0.82, 0.22), (0.75, 0.6), (0.5, 1.05)]],
}
"""The path of a pen for each digit, in a square whose y grows downwards."""


def write_by_hand(image: Image.Image, at: tuple[float, float], words: str, height: float, seed: int, ink=BLUE) -> None:
    """Write digits by pen from a point on (left end of the line they stand on); any other sign is a blank."""
    scale = image.width / WIDTH
    rng, draw = Random(seed), ImageDraw.Draw(image)
    x, base = at[0] * scale, at[1] * scale
    for sign in words:
        tall = height * scale * rng.uniform(0.85, 1.15)
        wide = tall * rng.uniform(0.5, 0.66)
        lean, drop = rng.uniform(0.05, 0.25), rng.uniform(-0.08, 0.1) * tall
        for stroke in STROKES.get(sign, ()):
            points = [
                (
                    x + (px + (1 - py) * lean + rng.uniform(-0.05, 0.05)) * wide,
                    base + drop - (1 - py + rng.uniform(-0.04, 0.04)) * tall,
                )
                for px, py in stroke
            ]
            _pen(draw, _smooth(points), scale * rng.uniform(0.9, 1.3), ink)
        x += wide * rng.uniform(1.1, 1.3)


def _smooth(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A curve through the points (Catmull-Rom)."""
    ends = [points[0], *points, points[-1]]
    found = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for k in range(8):
            t = k / 8
            found.append(tuple(
                0.5 * (2 * b[i] + (c[i] - a[i]) * t + (2 * a[i] - 5 * b[i] + 4 * c[i] - d[i]) * t * t
                       + (3 * b[i] - a[i] - 3 * c[i] + d[i]) * t ** 3) for i in (0, 1)
            ))  # fmt: skip
    return [*found, points[-1]]


def _pen(draw: ImageDraw.ImageDraw, points: list[tuple[float, float]], width: float, ink: tuple[int, int, int]) -> None:
    for (x0, y0), (x1, y1) in pairwise(points):
        draw.line((x0, y0, x1, y1), fill=ink, width=max(1, round(width)))
    for x, y in points:
        half = width / 2
        draw.ellipse((x - half, y - half, x + half, y + half), fill=ink)


def stamp_seal(
    image: Image.Image,
    centre: tuple[float, float],
    words: str,
    radius: float = 51,
    strength: float = 0.6,
    smudged: bool = False,
) -> Image.Image:
    """A round red seal (36 mm across, Thông tư 07/2010/TT-BCA) with words round its edge and a star. `strength` 1
    covers what is below; `smudged` is a seal whose ink ran, so that all of the disc is red."""
    scale = image.width / WIDTH
    side = round(2.1 * radius * scale)
    layer = Image.new("RGBA", (side, side), (*RED, 0))
    draw, middle, size = ImageDraw.Draw(layer), side / 2, radius * scale
    ink = (*RED, round(255 * strength))
    for ring, width in ((1.0, 0.045), (0.93, 0.018), (0.6, 0.018)):
        box = (middle - ring * size, middle - ring * size, middle + ring * size, middle + ring * size)
        draw.ellipse(box, outline=ink, width=max(1, round(width * size)))
    if smudged:
        draw.ellipse((middle - size, middle - size, middle + size, middle + size), fill=ink)
    star = [
        (middle + r * size * math.sin(k * math.pi / 5), middle - r * size * math.cos(k * math.pi / 5))
        for k in range(10) for r in ((0.42, 0.17)[k % 2],)
    ]  # fmt: skip
    draw.polygon(star, fill=ink)
    face = _face(0.2 * size, bold=True)
    for k, sign in enumerate(words):
        turn = 300 * (k + 0.5) / len(words) - 150
        letter = Image.new("RGBA", (side, side), (*RED, 0))
        ImageDraw.Draw(letter).text((middle, middle - 0.76 * size), sign, fill=ink, font=face, anchor="mm")
        layer.alpha_composite(letter.rotate(-turn, Image.Resampling.BICUBIC, center=(middle, middle)))
    made = image.convert("RGBA")
    made.alpha_composite(layer, (round(centre[0] * scale - middle), round(centre[1] * scale - middle)))
    return made.convert("RGB")


def stamp_arrival(
    image: Image.Image, at: tuple[float, float], body: str, number: str, day: str, ink=RED, turn: float = 1.5
):
    """The stamp ĐẾN of the office that received the document (Nghị định 30/2020/NĐ-CP, Phụ lục IV), its top left corner
    at a point; number and day are set by a numbering stamp."""
    scale = image.width / WIDTH
    width, height = (round(k * scale) for k in ARRIVAL)
    layer = Image.new("RGBA", (width, height), (*ink, 0))
    draw = ImageDraw.Draw(layer)
    full = (*ink, 225)
    draw.rectangle((2, 2, width - 3, height - 3), outline=full, width=max(2, round(1.4 * scale)))
    rows = ((body, 8.5, True), ("ĐẾN", 14, True))
    y = 11 * scale
    for words, size, bold in rows:
        draw.text((width / 2, y), words, fill=full, font=_face(size * scale, bold), anchor="mm")
        y += 16 * scale
    for words in (f"Số: {number}", f"Ngày: {day}", "Chuyển: ..............................."):
        draw.text((7 * scale, y), words, fill=full, font=_face(9.5 * scale, False), anchor="lm")
        y += 15.5 * scale
    layer = layer.rotate(turn, Image.Resampling.BICUBIC, expand=True)
    made = image.convert("RGBA")
    made.alpha_composite(layer, (round(at[0] * scale), round(at[1] * scale)))
    return made.convert("RGB")


def sign(image: Image.Image, centre: tuple[float, float], seed: int, ink=BLUE) -> None:
    """A scrawl by pen over the name of the signer."""
    scale, rng = image.width / WIDTH, Random(seed)
    x, points = centre[0] - 40, []
    for k in range(9):
        points.append((x * scale, (centre[1] + rng.uniform(-18, 14) * (1 if k % 2 else -1)) * scale))
        x += rng.uniform(4, 14)
    _pen(ImageDraw.Draw(image), _smooth(points), 1.2 * scale, ink)


def _face(size: float, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(TINOS.path(bold=bold)), max(6, round(size)))
