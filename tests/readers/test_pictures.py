"""Pictures of pages: a box that is told of a word covers the ink of that word, however the page is turned or cut."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from readers.pdfs import Field, fill, stamp
from readers.scanned import letterhead, needs_ocr, render, save
from vbparse import pipeline
from vbparse.errors import DamagedError, FormatError, SourceError, UnknownError
from vbparse.readers import pictures
from vbparse.schema import Document

pytestmark = pytest.mark.slow

WIDTH = 900


def kind(data: bytes) -> str:
    found = pictures.media_type(data)
    assert found
    return found


def drawn(data: bytes, number: int = 1, width: int = WIDTH) -> Image.Image:
    return Image.open(io.BytesIO(pictures.draw_page(data, kind(data), number, width)))


def darkness(picture: Image.Image, size: tuple[float, float], box: list[float]) -> tuple[float, float]:
    """The share of dark pixels in a box of points, and the share of its length along which there are any."""
    scale = picture.width / size[0]
    ink = np.asarray(picture.convert("L")) < 140
    left, top, right, bottom = (round(x * scale) for x in box)
    inside = ink[max(0, top) : bottom, max(0, left) : right]
    return float(inside.mean()), float(inside.any(axis=int(bottom - top > right - left)).mean())


def assert_covered(document: Document, data: bytes, value: object) -> None:
    """Each box of a value covers ink all along; one as narrow as a blank may be that of a blank."""
    sizes = pictures.page_sizes(data, kind(data))
    origins = value.origin  # type: ignore[attr-defined]
    assert origins
    for origin in origins:
        left, top, right, bottom = origin["box"]
        if min(right - left, bottom - top) > 6:
            share, along = darkness(drawn(data, origin["page"]), sizes[origin["page"] - 1], origin["box"])
            assert share > 0.05, origin
            assert along > 0.5, origin


@pytest.mark.parametrize("name", ["06-truong-hoc.pdf", "07-nguoi-cao-tuoi-tinh.pdf", "23-an-toan-thuc-pham.pdf"])
def test_boxes_of_a_pdf_cover_the_words(corpus: Path, name: str) -> None:
    data = (corpus / name).read_bytes()
    document = pipeline.parse_parts(data, name=name)[0]
    assert document.number
    assert document.title
    for value in [document.number, document.title, *document.obligations[:5], *document.signatures]:
        assert_covered(document, data, value)


@needs_ocr
@pytest.mark.parametrize("name", ["24-to-cong-tac-han-man.tiff", "25-duoi-nuoc-nghi-he.jpg", "26-lich-tiem-phong.png"])
def test_boxes_of_a_scan_cover_the_words(corpus: Path, name: str) -> None:
    data = (corpus / name).read_bytes()
    document = pipeline.parse_parts(data, name=name)[0]
    values = [value for value in (document.number, document.title, *document.obligations[:5]) if value]
    assert values
    for value in values + document.signatures:
        assert_covered(document, data, value)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_pdf_is_drawn_as_it_is_displayed(turn: int) -> None:
    """Turned and cut by its crop box: the boxes are those of the page as displayed, and so is the picture."""
    opened = pdfium.PdfDocument(letterhead().save())
    page = opened[0]
    page.set_cropbox(40, 60, 580, 800)
    page.set_rotation(turn)
    stream = io.BytesIO()
    opened.save(stream)
    data = stream.getvalue()
    ((wide, high),) = pictures.page_sizes(data, pictures.PDF)
    assert (round(wide), round(high)) == ((740, 540) if turn % 180 else (540, 740))
    assert drawn(data).size == (WIDTH, round(WIDTH * high / wide))
    document = pipeline.parse(data)
    assert document.number
    assert_covered(document, data, document.number)


def test_what_annotations_draw_is_drawn() -> None:
    plain = letterhead().save()
    data = stamp(plain, 0, [(320, 520, 10, ["Ký bởi: Ủy ban nhân dân xã Hòa Bình"])])
    (size,) = pictures.page_sizes(data, pictures.PDF)
    with_stamp, without = (np.asarray(drawn(x).convert("L")) < 140 for x in (data, plain))
    changed = np.argwhere(with_stamp != without) * size[0] / WIDTH
    assert len(changed) > 100
    assert changed[:, 1].min() > 300


@pytest.mark.parametrize("shown", [True, False])
@pytest.mark.parametrize("turn", [0, 90])
def test_form_fields_are_drawn(shown: bool, turn: int) -> None:
    """What a registry stamps into the gaps of number and day, and the box that is told of it."""
    opened = pdfium.PdfDocument(letterhead(number="        ").save())
    opened[0].set_rotation(turn)
    stream = io.BytesIO()
    opened.save(stream)
    data = fill(stream.getvalue(), 0, [Field(130, 112, "362", shown=shown)])
    ink = (np.asarray(drawn(x).convert("L")) < 140 for x in (data, stream.getvalue()))
    assert np.count_nonzero(next(ink) != next(ink)) > 40
    document = pipeline.parse(data)
    assert document.number
    assert document.number.canonical == "362/KH-UBND"
    if not turn:
        assert_covered(document, data, document.number)


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_photo_is_turned_as_its_exif_says(orientation: int) -> None:
    picture = Image.new("RGB", (800, 400), "white")
    picture.paste("black", (0, 0, 200, 100))
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = save(picture, "JPEG", exif=exif, dpi=(100, 100), quality=95)
    ((wide, high),) = pictures.page_sizes(data, "image/jpeg")
    assert (wide, high) == ((288, 576) if orientation in (6, 8) else (576, 288))
    shown = drawn(data, width=200)
    assert shown.size == (200, round(200 * high / wide))
    corner = {1: (0, 0), 3: (1, 1), 6: (1, 0), 8: (0, 1)}[orientation]
    at = (corner[0] * (shown.width - 1), corner[1] * (shown.height - 1))
    assert shown.convert("L").getpixel(at) < 60
    assert shown.convert("L").getpixel((shown.width // 2, shown.height // 2)) > 200


def test_pages_of_a_tiff() -> None:
    pages = [Image.new("L", (827, 1169), 255), Image.new("L", (1654, 827), 0)]
    data = save(pages[0], "TIFF", save_all=True, append_images=pages[1:], dpi=(100, 100))
    assert pictures.page_sizes(data, "image/tiff") == [(595.44, 841.68), (1190.88, 595.44)]
    assert drawn(data, 1).convert("L").getpixel((5, 5)) == 255
    assert drawn(data, 2).convert("L").getpixel((5, 5)) == 0
    with pytest.raises(UnknownError, match="Page 3"):
        pictures.draw_page(data, "image/tiff", 3, WIDTH)


def test_a_strip_and_a_dot_are_drawn_small() -> None:
    strip = drawn(save(Image.new("L", (10, 20_000), 255), "PNG"))
    assert strip.height <= 8 * WIDTH
    assert drawn(save(Image.new("L", (1, 1), 255), "PNG")).size == (1, 1)


def test_what_cannot_be_drawn_is_told() -> None:
    data = letterhead().save()
    for number in (0, 2, 10**9):
        with pytest.raises(UnknownError):
            pictures.draw_page(data, pictures.PDF, number, WIDTH)
    with pytest.raises(DamagedError):
        pictures.page_sizes(b"%PDF-1.4 cut off", pictures.PDF)
    with pytest.raises(SourceError):
        pictures.page_sizes(b"\x89PNG cut off", "image/png")
    whole = save(render(data)[0], "PNG")
    with pytest.raises(DamagedError):
        pictures.draw_page(whole[: len(whole) // 2], "image/png", 1, WIDTH)
    with pytest.raises(FormatError):
        pictures.draw_page(b"x", "text/plain", 1, WIDTH)
    assert pictures.media_type(b"PK\x03\x04") is None


def test_pages_are_counted(tmp_path: Path, corpus: Path) -> None:
    assert pictures.count_pages(corpus / "01-phan-loai-rac.txt") == 0
    assert pictures.count_pages(corpus / "24-to-cong-tac-han-man.tiff") >= 1
    path = corpus / "22-tap-van-ban-benh-dai.pdf"
    assert pictures.count_pages(path) == pipeline.read(path).pages
