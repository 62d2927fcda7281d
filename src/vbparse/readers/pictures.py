"""Pages as pictures for people to look at: of PDFs with all that annotations draw on them, of image files as they are.

Sizes are in points of the page as it is displayed, as are the boxes of origins: a box covers in the picture
of a page what was read there.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from vbparse.errors import DamagedError, FormatError, UnknownError, VbparseError
from vbparse.readers.pdf import ONE_AT_A_TIME

if TYPE_CHECKING:
    from PIL import Image

    from vbparse.readers.pdf.forms import Forms

PDF = "application/pdf"
PDF_MARK, HEAD = b"%PDF-", 1024
"""What a PDF begins with, or holds among its first bytes, where something stands before it."""
_MARKS = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
ORIENTATION, _LYING = 0x0112, 5
"""The EXIF tag that says how a picture is turned, and the least of the values that exchange width and height."""
_LONGEST = 8.0
"""How many times as long as wide a page may be and still be drawn at the width that is asked for."""


def media_type(data: bytes) -> str | None:
    """What kind of file with pages to look at this is; None for one that has none."""
    if PDF_MARK in data[:HEAD]:
        return PDF
    return next((kind for mark, kind in _MARKS if data.startswith(mark)), None)


def count_pages(file: Path) -> int:
    """How many pages a file has; 0 for one of a kind that has none to look at. Raises SourceError."""
    with file.open("rb") as stream:
        kind = media_type(stream.read(HEAD))
    if kind == PDF:
        with open_pdf(file.read_bytes()) as (document, _):
            return page_count(document)
    return len(_image_sizes(file.read_bytes())) if kind else 0


def page_sizes(data: bytes, media_type: str) -> list[tuple[float, float]]:
    """Width and height of every page in points. Raises SourceError, or FormatError for a kind without pages."""
    _check_kind(media_type)
    if media_type == PDF:
        from vbparse.readers.pdf.pages import display_frame

        frames = []
        with open_pdf(data) as (document, forms):
            for number in range(1, page_count(document) + 1):
                with open_page(forms, number) as page:
                    frame = display_frame(page)
                    frames.append((frame.width, frame.height))
        return frames
    return _image_sizes(data)


Part = tuple[float, float, float, float]
"""Of a page: left, top, right and bottom as shares of its width and height."""


def draw_page(data: bytes, media_type: str, number: int, width: int, part: Part | None = None) -> bytes:
    """`render_page` as PNG."""
    return _encode_picture(render_page(data, media_type, number, width, part))


def render_page(data: bytes, media_type: str, number: int, width: int, part: Part | None = None) -> Image.Image:
    """Page `number` (from 1), so many pixels wide, or what lies within a part of it. Raises SourceError, FormatError,
    or UnknownError where there is no such page."""
    _check_kind(media_type)
    picture = _draw_pdf_page(data, number, width) if media_type == PDF else _draw_image_page(data, number, width)
    return _cut_part(picture, part) if part else picture


def _encode_picture(picture: Image.Image) -> bytes:
    """As PNG with a palette: the colours of seals and ink stay, and a page weighs a fourth of what it would."""
    from PIL import Image

    stream = io.BytesIO()
    picture.convert("RGB").quantize(method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(stream, "PNG")
    return stream.getvalue()


def _cut_part(picture: Image.Image, part: Part) -> Image.Image:
    """What lies within a part, at least one pixel."""
    left, top = (min(int(share * size), size - 1) for share, size in zip(part[:2], picture.size, strict=True))
    right, bottom = (min(round(share * size), size) for share, size in zip(part[2:], picture.size, strict=True))
    return picture.crop((left, top, max(right, left + 1), max(bottom, top + 1)))


def _check_kind(media_type: str) -> None:
    if media_type != PDF and media_type not in dict(_MARKS).values():
        raise FormatError("pages.kind", media_type=media_type)


def _scaled_size(wide: float, high: float, width: int) -> tuple[int, int]:
    """The size in pixels of a page that is to be so wide; a strip is drawn narrower, so that it is not endless."""
    scale = width / max(wide, high / _LONGEST, 1e-6)
    return max(1, round(wide * scale)), max(1, round(high * scale))


@contextmanager
def open_pdf(data: bytes) -> Iterator[tuple[object, Forms]]:
    """A PDF, open, and what opens its pages. Raises DamagedError."""
    import pypdfium2.raw as pdfium

    from vbparse.readers.pdf.forms import Forms

    with ONE_AT_A_TIME:
        document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not document:
            raise DamagedError("pages.pdf")
        try:
            with closing(Forms(document)) as forms:
                yield document, forms
        finally:
            pdfium.FPDF_CloseDocument(document)


def page_count(document: object) -> int:
    """How many pages an open PDF has."""
    import pypdfium2.raw as pdfium

    return int(pdfium.FPDF_GetPageCount(document))


@contextmanager
def open_page(forms: Forms, number: int) -> Iterator[object]:
    """A page, open. One that cannot be opened is reported as damage of the file."""
    with forms.page(number - 1) as page:
        if not page:
            raise DamagedError("pages.pdf-page", number=number)
        yield page


def _draw_pdf_page(data: bytes, number: int, width: int) -> Image.Image:
    from vbparse.readers.pdf.pages import display_frame
    from vbparse.readers.pdf.render import render_page

    with open_pdf(data) as (document, forms):
        _check_page_number(number, page_count(document))
        with open_page(forms, number) as page:
            frame = display_frame(page)
            return render_page(forms, page, *_scaled_size(frame.width, frame.height, width))


def _check_page_number(number: int, count: int) -> None:
    if not 1 <= number <= count:
        raise UnknownError("pages.unknown", number=number, count=count)


def _image_sizes(data: bytes) -> list[tuple[float, float]]:
    from vbparse.readers.ocr.images import open_image, page_dpi
    from vbparse.readers.ocr.scan import POINTS

    image, count = open_image(data, "The image")
    frames: list[tuple[float, float]] = []
    with _report_damage(), closing(image):
        for index in range(count):
            image.seek(index)
            wide, high = (x * POINTS / page_dpi(image) for x in image.size)
            lying = image.getexif().get(ORIENTATION, 1) >= _LYING
            frames.append((high, wide) if lying else (wide, high))
    return frames


def _draw_image_page(data: bytes, number: int, width: int) -> Image.Image:
    from PIL import Image

    from vbparse.readers.ocr.images import display_image, open_image

    image, count = open_image(data, "The image")
    with _report_damage(), closing(image):
        _check_page_number(number, count)
        image.seek(number - 1)
        picture, _ = display_image(image)
        size = _scaled_size(*picture.size, width)
        if size[0] > 2 * picture.width:  # to draw dots larger is the browser's work
            return picture
        return picture.resize(size, Image.Resampling.BOX if size[0] < picture.width else Image.Resampling.BICUBIC)


@contextmanager
def _report_damage() -> Iterator[None]:
    try:
        yield
    except VbparseError:
        raise
    except Exception as error:  # Pillow raises whatever a broken file leads it to
        raise DamagedError("pages.image", why=error) from error
