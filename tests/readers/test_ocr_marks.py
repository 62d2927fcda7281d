"""Marks stamped in colour, straight and askew, over nothing and beside text; and stamps that are none."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw, ImageFont

from readers.pages import plan, scanned
from readers.pdfs import FONTS
from vbparse import parse, programs

pytestmark = [
    pytest.mark.skipif(
        programs.describe_missing(programs.TESSERACT, programs.VIETNAMESE) is not None,
        reason="Tesseract is not installed",
    ),
    pytest.mark.slow,
]
DPI = 200


def stamped(words: str, at: tuple[float, float], tilt: float) -> bytes:
    """A scanned plan with a red stamp in a frame; `at` is its corner, in points."""
    page = Image.open(io.BytesIO(scanned(plan(), "PNG", DPI))).convert("RGB")
    font = ImageFont.truetype(str(FONTS / "DejaVuSerif-Bold.ttf"), 48)
    stamp = Image.new("RGBA", (560, 140), (0, 0, 0, 0))
    draw = ImageDraw.Draw(stamp)
    red = (200, 20, 30, 255)
    draw.text((40, 30), words, font=font, fill=red)
    draw.rectangle([20, 20, 60 + draw.textlength(words, font=font), 100], outline=red, width=5)
    stamp = stamp.rotate(tilt, expand=True)
    page.paste(stamp, (int(at[0] * DPI / 72), int(at[1] * DPI / 72)), stamp)
    out = io.BytesIO()
    page.save(out, "PNG", dpi=(DPI, DPI))
    return out.getvalue()


@pytest.mark.parametrize("tilt", [-4, 0, 3])
@pytest.mark.parametrize("at", [(100, 108), (60, 10)], ids=["number", "corner"])
@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_red_stamp_is_read(mark: str, at: tuple[float, float], tilt: float) -> None:
    found = parse(stamped(mark, at, tilt), name="a.png")
    assert found.secrecy is not None
    assert found.secrecy.text.split()[-1][0] == "M"
    assert len(found.secrecy.text.split()) == len(mark.split())
    place = found.secrecy.origin[0]
    assert place["page"] == 1
    left, top, *_ = place["box"]
    assert abs(left - at[0]) < 30
    assert abs(top - at[1]) < 30


@pytest.mark.parametrize("words", ["ĐẾN", "HẾT HẠN", "SAO Y"])
def test_another_red_stamp_is_no_mark(words: str) -> None:
    assert parse(stamped(words, (100, 108), 3), name="a.png").secrecy is None
