"""What offices put on a document before they copy it: a seal and a signature at its end, seals at the edges of its
pages, the stamp ĐẾN where it came in. Where, how large and how dense was measured as degraded/copier.py says."""

from __future__ import annotations

import re

import numpy as np
import pypdfium2
from PIL import Image, ImageChops

from degraded import marks
from degraded.copier import Spread, draw
from degraded.paper import places as find_words

_POST = re.compile(
    r"\W*(?:(?:TM|KT|TL|TUQ|Q|T/M|K/T)\b\.? .*|(?:PHÓ |Phó )?(?:CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG|BÍ THƯ|CHÁNH|HIỆU TRƯỞNG)\b.*)"
)
"""A line of authority and post."""
_RING = "ỦY BAN NHÂN DÂN * VĂN THƯ * "
_RADIUS = (49, 55)
"""Points; 36 mm across is the rule (Thông tư 07/2010/TT-BCA)."""
_ASIDE, _BELOW = (-31, 22), (15, 48)
"""Where the middle of the seal at the end stands: points to the right of where the post begins, and below it."""
_ROOM = (18, 41)
"""Points by which a name is moved down: names stand 84 to 107 below the post, and 66 where they are typeset."""
_BESIDE, _NAME = 30, 72
"""Points to the left of the post and below it that a name takes."""
_EDGE = (-8, 20)
"""Points by which the middle of a seal over the edges of all pages stands within the page."""
_EDGE_HEIGHT = (0.45, 0.55)
_EDGES, _ARRIVALS = 0.15, 0.1
"""Shares of the documents with seals over the edges, and with an arrival stamp."""
_INK = 160
"""Grey value of ink."""
_ASKEW = 6
"""Points by which a stamp is wider and higher because it is stamped askew."""
_RIM, _STEP, _LOWEST, _RIGHTMOST = 10, 12, 260, 440
"""Points between the places that are looked at for the stamp ĐẾN, and where they end."""


def stamp_pages(pages: list[Image.Image], pdf: bytes, dense: Spread, seed: int) -> list[Image.Image]:
    """The pages with what an office stamps on them, in ink from faded to fresh: `dense` is the share of the light of
    the paper that it takes."""
    rng = np.random.default_rng(seed)
    pages = list(pages)
    if place := find_post(pdf):
        number, post = place
        pages[number] = seal_post(pages[number], post, draw(dense, rng), rng)
    if len(pages) > 1 and rng.random() < _EDGES:
        pages = seal_edges(pages, draw(dense, rng), rng)
    if rng.random() < _ARRIVALS:
        pages[0] = receive(pages[0], rng)
    return pages


def make_room(page: Image.Image, post: marks.Box, room: float) -> Image.Image:
    """A page whose name below the last post stands so many points lower, if nothing stands there: what is signed by
    hand needs more room than typesetting leaves."""
    scale = page.width / marks.WIDTH
    left, top, below = (round(k * scale) for k in (post[0] - _BESIDE, post[3] + 1, post[3] + _NAME))
    down = round(room * scale)
    if below + down > page.height or _is_inked(page.crop((left, below, page.width, below + down))):
        return page
    page = page.copy()
    name = page.crop((left, top, page.width, below))
    page.paste((255, 255, 255), (left, top, page.width, below))
    page.paste(name, (left, top + down))
    return page


def _is_inked(part: Image.Image) -> bool:
    return bool((np.asarray(part.convert("L")) < _INK).any())


def seal_post(page: Image.Image, post: marks.Box, dense: float, rng: np.random.Generator) -> Image.Image:
    """A page with a seal over its last post and towards the name below, and with a signature beside it."""
    left, _, _, bottom = post
    page = make_room(page, post, rng.uniform(*_ROOM))
    at = left + rng.uniform(*_ASIDE), bottom + rng.uniform(*_BELOW)
    page = press_seal(page, at, dense, rng.uniform(*_RADIUS))
    pen = marks.BLUE if rng.random() < 0.5 else marks.BLACK
    marks.sign(page, (at[0] + _RADIUS[1], at[1]), int(rng.integers(1000)), pen)
    return page


def seal_edges(pages: list[Image.Image], dense: float, rng: np.random.Generator) -> list[Image.Image]:
    """Pages with parts of seals over their right edges, all at one height."""
    share = rng.uniform(*_EDGE_HEIGHT)
    places = [(marks.WIDTH - rng.uniform(*_EDGE), share * marks.WIDTH * p.height / p.width) for p in pages]
    return [press_seal(page, at, dense, _RADIUS[0]) for page, at in zip(pages, places, strict=True)]


def receive(page: Image.Image, rng: np.random.Generator) -> Image.Image:
    """A first page with the stamp ĐẾN where it covers least."""
    number, day = str(rng.integers(10, 3000)), f"{rng.integers(1, 29):02}/{rng.integers(1, 13):02}"
    blank = Image.new("RGB", page.size, "white")
    return ImageChops.multiply(page, marks.stamp_arrival(blank, find_blank(page), "VĂN PHÒNG", number, day))


def press_seal(page: Image.Image, at: tuple[float, float], dense: float, radius: float) -> Image.Image:
    """A round seal over a page; what is black below it stays black."""
    blank = Image.new("RGB", page.size, "white")
    return ImageChops.multiply(page, marks.stamp_seal(blank, at, _RING, radius, dense))


def find_post(pdf: bytes) -> tuple[int, marks.Box] | None:
    """The page (from 0) and the place in points of the last line of authority or post in a document."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    for number, text in reversed(list(enumerate(texts))):
        for line in reversed(text.splitlines()):
            if _POST.fullmatch(line) and (boxes := find_words(pdf, number, line.strip())):
                return number, boxes[-1]
    return None


def find_blank(page: Image.Image) -> tuple[float, float]:
    """Where in the upper part of a page, in points from its top left, the stamp ĐẾN covers least."""
    scale = page.width / marks.WIDTH
    inked = np.asarray(page.convert("L")) < _INK
    spots = [(x, y) for y in range(_RIM, _LOWEST, _STEP) for x in range(_RIM, _RIGHTMOST, _STEP)]

    def covered(spot: tuple[int, int]) -> int:
        x, y = (round(k * scale) for k in spot)
        wide, high = (round((k + _ASKEW) * scale) for k in marks.ARRIVAL)
        return int(inked[y : y + high, x : x + wide].sum())

    return min(spots, key=covered)
