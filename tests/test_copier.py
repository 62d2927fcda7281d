"""Pages as office copiers make them: each thing that is done to a page is seen by what measures scans."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from conftest import TOP
from degraded import marks, stamps
from degraded.copier import BILEVEL, COLOUR, Copier, Machine, Spread, lean
from degraded.copies import degrade
from degraded.files import write_pages
from degraded.gauge import Figures, find_seals, measure_page, measure_skew
from degraded.paper import draw_pages
from degraded.sheets import Sheet, read_sheets
from degraded.typeset import typeset

pytestmark = pytest.mark.slow

DPI = 150
LINES = [
    f"{n}. Các phòng, ban, ngành báo cáo kết quả thực hiện trước ngày 20 hằng tháng để tổng hợp." for n in range(1, 33)
]
TEXT = "\n\n".join(["KẾ HOẠCH", *LINES])
ENDED = "KẾ HOẠCH\n\n1. Thực hiện.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn Bách"
NONE = (0.0, 0.0, 0.0)
CALM = replace(COLOUR, ink=NONE, ghost=NONE, specks=NONE, skew=NONE, change=NONE, rough=NONE, faint=NONE)
"""A copier that does nothing but blur and stretch contrast."""


@cache
def page() -> Image.Image:
    return draw_pages(typeset(TEXT), DPI)[0]


def exactly(value: float) -> Spread:
    return (value, value, value)


def copy(machine: Machine = CALM, **figures: float) -> Image.Image:
    """The page from a copier of which some figures are set."""
    machine = replace(machine, **{name: exactly(value) for name, value in figures.items()})
    return Copier("copier", DPI, machine).damage(page(), 1, Image.new("RGB", page().size, "white"))


def measure(image: Image.Image) -> Figures:
    return measure_page(Sheet(image.convert("RGB"), DPI))


@pytest.mark.parametrize("machine", [COLOUR, BILEVEL], ids=["colour", "black and white"])
def test_the_same_seed_makes_the_same_copy(machine: Machine) -> None:
    copier, pdf = Copier("copier", 75, machine), typeset(ENDED)
    first, second, other = (write_pages(degrade(pdf, copier, seed), "pdf", 75) for seed in (7, 7, 8))
    assert first == second
    assert first != other


def test_skew_changes_down_the_page() -> None:
    top, bottom = measure_skew(lean(page(), 0.9, 1.2).convert("L"))
    assert 0.4 < top < 0.75
    assert 1.05 < bottom < 1.4
    assert measure_skew(lean(page(), -0.5, 0).convert("L")) == pytest.approx((-0.5, -0.5), abs=0.06)


def test_skew_is_drawn_as_it_is_measured() -> None:
    top, bottom = measure(copy(skew=-0.4, change=0.8)).skew
    assert top == pytest.approx(-0.4, abs=0.1)
    assert bottom == pytest.approx(0.4, abs=0.1)


def test_contrast_is_stretched_and_ink_is_as_pale_as_asked() -> None:
    pale, black = measure(copy(ink=60, steep=0.3, level=0.4)), measure(copy(steep=0.3, level=0.4))
    assert (pale.paper, black.paper) == (255, 255)
    assert pale.ink == pytest.approx(60, abs=6)
    assert black.ink < 6


def test_faint_type_has_thin_strokes_and_bold_type_thick_ones() -> None:
    thin, thick = (measure(copy(level=level)).stroke for level in (0.7, 0.3))
    assert thin + 3 < thick


def test_rough_toner_breaks_strokes() -> None:
    smooth, broken = (copy(BILEVEL, specks=0, rough=rough, level=0.6) for rough in (0, 0.4))
    assert share_of_edges(broken) > 1.15 * share_of_edges(smooth)


def share_of_edges(image: Image.Image) -> float:
    """How many times ink begins along the rows and columns, per pixel of ink."""
    inked = np.asarray(image.convert("L")) < 128
    begins = (inked[:, 1:] & ~inked[:, :-1]).sum() + (inked[1:] & ~inked[:-1]).sum()
    return float(begins / inked.sum())


def test_specks_are_as_many_and_as_large_as_asked() -> None:
    clean, specked = measure(copy(specks=0)), measure(copy(specks=400, speck=18))
    assert clean.specks < 10
    assert 250 < specked.specks < 550
    assert 12 < specked.speck_side < 24


def test_the_back_shows_through_mirrored() -> None:
    back = page().crop((0, 0, page().width, page().height))
    blank = Image.new("RGB", page().size, "white")
    machine = replace(CALM, ghost=exactly(30), jpeg=exactly(95))
    ghost = 255 - np.asarray(Copier("copier", DPI, machine).damage(blank, 1, back).convert("L"), float)
    assert 20 < ghost.max() < 40
    mirrored, straight = (255 - np.asarray(x.convert("L"), float) for x in (ImageOps.mirror(back), back))
    assert np.corrcoef(ghost.ravel(), mirrored.ravel())[0, 1] > 0.4 > np.corrcoef(ghost.ravel(), straight.ravel())[0, 1]


def test_black_and_white_is_one_bit_and_packed_so() -> None:
    image = copy(BILEVEL)
    assert image.mode == "1"
    assert b"CCITTFaxDecode" in write_pages([image], "pdf", DPI)
    assert measure(image).bilevel


def test_a_seal_stands_over_post_and_name_and_black_stays_black() -> None:
    pdf = typeset(ENDED)
    place = stamps.find_post(pdf)
    assert place is not None
    number, (left, top, right, bottom) = place
    drawn = draw_pages(pdf, DPI)[number]
    sealed = stamps.seal_post(drawn, place[1], 0.9, np.random.default_rng(1))
    (seal,) = find_seals(sealed, DPI)
    x, y = seal.x * marks.WIDTH, seal.y * marks.WIDTH * drawn.height / drawn.width
    assert left - 40 < x < left + 30
    assert y - seal.high / 2 < bottom, "the upper part covers the post"
    scale = drawn.width / marks.WIDTH
    below = tuple(round(k * scale) for k in (left, top, right, bottom))
    darkest = [np.asarray(image.crop(below).convert("L")).min() for image in (drawn, sealed)]
    assert darkest[1] <= darkest[0]


def test_no_seal_where_nobody_signs() -> None:
    assert stamps.find_post(typeset("KẾ HOẠCH\n\n1. Thực hiện.")) is None


def test_seals_at_the_edges_stand_at_one_height_and_are_cut() -> None:
    pages = stamps.seal_edges([page(), page()], 0.9, np.random.default_rng(2))
    seals = [list(find_seals(p, DPI)) for p in pages]
    assert all(0.88 < s.x < 1 and s.wide < 0.9 * s.high for some in seals for s in some[:1])
    assert seals[0][0].y == pytest.approx(seals[1][0].y, abs=0.01)


def test_the_stamp_of_arrival_covers_the_least() -> None:
    drawn = page().copy()
    drawn.paste((0, 0, 0), (0, 0, drawn.width // 2, drawn.height // 2))
    x, _ = stamps.find_blank(drawn)
    assert x >= marks.WIDTH / 2
    assert next(find_seals(stamps.receive(page(), np.random.default_rng(3)), DPI)).through < 0.5


def test_a_known_blur_is_measured() -> None:
    image = np.full((900, 900), 240.0)
    image[300:600, 300:600] = 20
    rise = np.exp(-0.5 * np.arange(-5, 6) ** 2.0)
    blurred = np.apply_along_axis(lambda row: np.convolve(row, rise / rise.sum(), "same"), 1, image)
    blurred[:, :6] = blurred[:, -6:] = 240
    figures = measure_page(Sheet(Image.fromarray(blurred.astype(np.uint8)).convert("RGB"), 300))
    assert (figures.paper, figures.ink) == pytest.approx((240, 20), abs=1)
    assert figures.blur == pytest.approx(1000 / 300, abs=0.3), "a pixel, in mil"


def test_scans_are_measured_on_the_command_line(tmp_path: Path) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(write_pages([copy(ink=40)], "pdf", DPI, 60))
    (sheet,) = read_sheets(file)
    assert (round(sheet.dpi), sheet.image.size) == (DPI, page().size)
    assert sheet.quality == pytest.approx(60, abs=2)
    command = [sys.executable, "scripts/degrade", "--measure", str(file)]
    said = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=True).stdout
    assert "| scan | 1 | 150 | 60 | 255.00 |" in said
    assert "### Pages in colour or grey: 1" in said


def test_a_name_is_moved_where_there_is_room() -> None:
    pdf = typeset(ENDED)
    place = stamps.find_post(pdf)
    assert place is not None
    drawn = draw_pages(pdf, DPI)[place[0]]
    moved = stamps.make_room(drawn, place[1], 40)
    below = [lowest_ink(image, place[1]) for image in (drawn, moved)]
    assert below[1] - below[0] == pytest.approx(40, abs=1)
    assert stamps.make_room(moved, place[1], 30) is moved, "the name stands in the way of nothing else"


def lowest_ink(image: Image.Image, post: marks.Box) -> float:
    """Points from the top at which ink ends in the column of a post."""
    scale = image.width / marks.WIDTH
    column = np.asarray(image.crop((round(post[0] * scale), 0, round(post[2] * scale), image.height)).convert("L"))
    return float(np.nonzero((column < 128).any(axis=1))[0][-1] / scale)
