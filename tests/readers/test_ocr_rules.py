"""Ruled lines in the picture of a page, level or leaning."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from vbparse.readers.ocr.ruling import find_rules

DPI, DARK = 200, 128
LEFT, TOP, RIGHT, BOTTOM = 200, 200, 1400, 1800


def draw_table(lean: int) -> Image.Image:
    """Three columns and four rows; the upright lines end so many pixels beside where they begin."""
    page = Image.new("L", (1650, 2330), 255)
    draw = ImageDraw.Draw(page)
    for x in (LEFT, 600, 1000, RIGHT):
        draw.line((x, TOP, x + lean, BOTTOM), fill=0, width=3)
    for y in (TOP, 600, 1000, 1400, BOTTOM):
        draw.line((LEFT, y, RIGHT, y), fill=0, width=3)
    return page


@pytest.mark.parametrize("lean", [0, 4, 8, 16, -16])
def test_lines_of_a_table_may_lean(lean: int) -> None:
    level, upright = find_rules(draw_table(lean), DARK, DPI)
    assert (len(level), len(upright)) == (5, 4)


def test_a_bar_is_no_line() -> None:
    page = Image.new("L", (1650, 2330), 255)
    ImageDraw.Draw(page).rectangle((LEFT, TOP, RIGHT, TOP + 60), fill=0)
    assert find_rules(page, DARK, DPI) == ([], [])
