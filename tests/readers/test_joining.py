"""Pictures put together keep their pixels, their size and the way they are turned."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from vbparse import pipeline
from vbparse.errors import DamagedError, FormatError
from vbparse.readers import pictures
from vbparse.readers.joining import join_pictures

PHOTO, SCAN, FAX = "25-duoi-nuoc-nghi-he.jpg", "26-lich-tiem-phong.png", "24-to-cong-tac-han-man.tiff"


def pixels(image: Image.Image) -> np.ndarray:
    return np.asarray(image.convert("RGB")).astype(int)


def drawn(pdf: bytes, number: int, width: int) -> np.ndarray:
    return pixels(pictures.render_page(pdf, pictures.PDF, number, width))


def test_pages_are_what_the_pictures_were(corpus: Path) -> None:
    photo, scan = ((corpus / name).read_bytes() for name in (PHOTO, SCAN))
    joined = join_pictures([(PHOTO, photo), (SCAN, scan)])
    assert photo in joined  # not compressed anew
    sizes = [pictures.page_sizes(data, kind)[0] for data, kind in ((photo, "image/jpeg"), (scan, "image/png"))]
    assert pictures.page_sizes(joined, pictures.PDF) == [pytest.approx(size, abs=0.01) for size in sizes]
    for number, data in enumerate((photo, scan), 1):
        image = Image.open(io.BytesIO(data))
        assert np.array_equal(drawn(joined, number, image.width), pixels(image))


def test_every_page_of_a_tiff_is_taken(corpus: Path) -> None:
    data = (corpus / FAX).read_bytes()
    count = len(pictures.page_sizes(data, "image/tiff"))
    joined = join_pictures([(FAX, data), (FAX, data)])
    assert len(pictures.page_sizes(joined, pictures.PDF)) == 2 * count


@pytest.mark.parametrize("orientation", range(1, 9))
def test_photos_stand_upright(corpus: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[pictures.ORIENTATION] = orientation
    stream = io.BytesIO()
    Image.open(corpus / PHOTO).resize((240, 340)).save(stream, "JPEG", exif=exif)
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(stream.getvalue())))
    joined = join_pictures([("a.jpg", stream.getvalue())])
    assert np.array_equal(drawn(joined, 1, upright.width), pixels(upright))


def test_the_same_pictures_are_the_same_file(corpus: Path) -> None:
    given = [(name, (corpus / name).read_bytes()) for name in (PHOTO, SCAN)]
    first = join_pictures(given)
    assert b"/CreationDate(D:19700101000000" in first  # whenever it is made
    assert join_pictures(given) == first
    assert join_pictures(given[::-1]) != first


def test_what_is_no_picture_is_refused_by_its_name(corpus: Path) -> None:
    with pytest.raises(FormatError, match=r"06-truong-hoc.pdf"):
        join_pictures([("06-truong-hoc.pdf", (corpus / "06-truong-hoc.pdf").read_bytes())])
    cut = (corpus / PHOTO).read_bytes()[:2000]
    with pytest.raises(DamagedError, match=r"a\.jpg"):
        join_pictures([("a.jpg", cut)])


@pytest.mark.slow
def test_what_is_read_is_what_was_read_of_the_picture(corpus: Path) -> None:
    data = (corpus / PHOTO).read_bytes()
    alone = pipeline.parse(data, name=PHOTO)
    (joined,) = pipeline.parse_parts(join_pictures([(PHOTO, data)]), name="a.pdf")
    assert joined.text == alone.text
    assert [one.task for one in joined.obligations] == [one.task for one in alone.obligations]
