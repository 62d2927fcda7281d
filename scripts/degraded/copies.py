"""A damaged copy of a PDF."""

from __future__ import annotations

from PIL import Image

from degraded.damage import Damage
from degraded.marks import seal
from degraded.paper import images

OVER_ISSUER = (175, 85)
"""Where the names of the issuer stand on a first page, in points."""


def degrade(pdf: bytes, damage: Damage, seed: int = 1) -> list[Image.Image]:
    """The pages of a PDF as images, each damaged by a seed of its own."""
    made = []
    for number, page in enumerate(images(pdf, damage.dpi)):
        if damage.seal and number == 0:
            page = seal(page, OVER_ISSUER, "ỦY BAN NHÂN DÂN ★ VĂN THƯ ★ ")
        made.append(damage.page(page, 1000 * seed + number))
    return made
