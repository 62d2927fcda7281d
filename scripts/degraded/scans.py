"""Scans of corpus/: what the marks of a source make of the pages of its PDF.

    !scan CONTAINER DPI [noise=N] [turn=DEGREES] [blur=N] [quality=N] [grey] [bilevel]   how the pages are scanned
    !seal X,Y [radius=N] [strength=0…1] [smudged] WORDS   a round red seal on the first page
    !hand DIGITS WORDS                              digits by pen behind these words of the first page
    !arrival X,Y BODY | NUMBER | DAY                the stamp ĐẾN
    !pen X,Y                                        a scrawl, as of a signature

Places are in points from the top left.
"""

from __future__ import annotations

from typing import Any

from PIL import Image

from degraded import marks
from degraded.damage import Damage
from degraded.files import write_pages
from degraded.paper import draw_pages, places

MARKS = ("!scan", "!seal", "!hand", "!arrival", "!pen")


def make_scan(pdf: bytes, lines: list[str], seed: int) -> tuple[str, bytes]:
    """The scan of a PDF by the marks of its source: the suffix of the file, and the file."""
    scan = next(line for line in lines if line.startswith("!scan ")).split()
    container, dpi, (_, options) = scan[1], int(scan[2]), _parse_options(scan[3:])
    quality = int(options.pop("quality", 60))
    mode = next((mode for name, mode in (("grey", "L"), ("bilevel", "1")) if options.pop(name, None)), "RGB")
    pages = draw_pages(pdf, dpi)
    for number, line in enumerate(lines):
        pages[0] = _mark_page(pages[0], pdf, line, 100 * seed + number)
    damage = Damage("scan", dpi, **{name: float(value) for name, value in options.items()})
    made = [damage.damage(page, seed + i) for i, page in enumerate(pages)]
    if mode == "1":
        made = [page.convert("L").point(lambda grey: 255 * (grey > 140)).convert("1") for page in made]
    elif mode == "L":  # 16 shades are what is seen of a page, and pack well
        made = [page.convert("L").point(lambda grey: grey // 16 * 17) for page in made]
    return container, write_pages(made, container, dpi, quality)


def _parse_options(words: list[str]) -> tuple[list[str], dict[str, str]]:
    """Plain words, and options (`name=value`, or a known name alone)."""
    flags = {"grey", "bilevel", "smudged"}
    pairs = dict(word.split("=", 1) if "=" in word else (word, "1") for word in words if "=" in word or word in flags)
    return [word for word in words if "=" not in word and word not in flags], pairs


def _mark_page(page: Image.Image, pdf: bytes, line: str, seed: int) -> Image.Image:
    mark, _, rest = line.partition(" ")
    if mark == "!hand":
        digits, _, words = rest.partition(" ")
        _, top, right, bottom = places(pdf, 0, words)[0]
        marks.write_by_hand(page, (right + 5, bottom - 0.25 * (bottom - top)), digits, 13, seed)
    elif mark == "!pen":
        marks.sign(page, _parse_point(rest), seed)
    elif mark == "!seal":
        (at, *words), options = _parse_options(rest.split())
        radius, strength = float(options.get("radius", 51)), float(options.get("strength", 0.6))
        smudged: Any = options.get("smudged")
        return marks.stamp_seal(page, _parse_point(at), " ".join(words) + " ", radius, strength, smudged=bool(smudged))
    elif mark == "!arrival":
        at, _, rest = rest.partition(" ")
        body, number, day = (part.strip() for part in rest.split("|"))
        return marks.stamp_arrival(page, _parse_point(at), body, number, day)
    return page


def _parse_point(words: str) -> tuple[float, float]:
    x, y = words.split(",")
    return float(x), float(y)
