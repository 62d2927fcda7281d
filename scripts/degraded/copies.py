"""A damaged copy of a PDF."""

from __future__ import annotations

from PIL import Image

from degraded.copier import Copier
from degraded.damage import Damage
from degraded.marks import stamp_seal
from degraded.paper import draw_pages
from degraded.stamps import stamp_pages

OVER_ISSUER = (175, 85)
"""Where the names of the issuer stand on a first page, in points."""


def degrade(pdf: bytes, damage: Damage | Copier, seed: int = 1) -> list[Image.Image]:
    """The pages of a PDF as images, each damaged by a seed of its own; a copier also gets what offices stamp."""
    if isinstance(damage, Copier):
        pages = stamp_pages(draw_pages(pdf, damage.dpi), pdf, damage.machine.seals, seed)
        return [damage.damage(page, 1000 * seed + n, pages[n - 1]) for n, page in enumerate(pages)]
    made = []
    for number, page in enumerate(draw_pages(pdf, damage.dpi)):
        if damage.seal and number == 0:
            page = stamp_seal(page, OVER_ISSUER, "ỦY BAN NHÂN DÂN ★ VĂN THƯ ★ ")
        made.append(damage.damage(page, 1000 * seed + number))
    return made
