"""Image files: their pages as pictures at a resolution that Tesseract reads well."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial

import numpy as np
from PIL import Image, ImageOps

from vbparse.arrange.layout.assembly import assemble_pages
from vbparse.arrange.layout.frames import Frame
from vbparse.errors import DamagedError, EmptyError, SourceError
from vbparse.readers.ocr import tesseract
from vbparse.readers.ocr.queue import read_scans
from vbparse.readers.ocr.readings import PageError
from vbparse.readers.ocr.scan import MOST_READ, POINTS, Scan, reading_dpi
from vbparse.source import Source

_PAPER = 8.27
"""Width of A4 in inches: a picture that states no resolution is taken for a page of that width."""
_SANE = (90, 1300)
"""Dots an inch at which paper is scanned; other values in a file are those of a screen, or made up."""
_SIDE = (3, 40)
"""Inches of the shorter side of a page."""
_BYTE = 8
"""Bits by which a grey value of 16 bits is shifted to one of 8."""
_MEGAPIXEL = 1_000_000
"""Pixels, as messages count them."""
MOST_FRAMES = 2_000
"""Pages of an image file: a frame takes twenty bytes, and may show what another shows."""
MOST_PIXELS = 100 * _MEGAPIXEL
"""Pixels of a page: A3 at 600 dpi has 70 million. Of one colour, they take no room in the file."""
_MEDIA = {"PNG": "image/png", "JPEG": "image/jpeg", "TIFF": "image/tiff", "MPO": "image/jpeg"}
_FORMATS = ("PNG", "JPEG", "TIFF")  # MPO, several pictures of a camera in one, opens as JPEG


def read_image(data: bytes, name: str) -> Source:
    """Read a PNG, JPEG or TIFF; every page of a TIFF is a page. See `vbparse.readers.ocr`."""
    image, count = open_image(data, name)
    tesseract.require_tesseract(name)
    with image:
        readings = list(read_scans(_page_scans(image, count)))
    pages = [r.page for r in readings if r.page]
    anomalies = [a for r in readings for a in r.anomalies]
    if not pages:
        raise SourceError("scan.unread", name=name, message=anomalies[0].message)
    source = assemble_pages(pages, _MEDIA[image.format or "PNG"], "ocr")
    source.pages = count
    source.anomalies += anomalies
    if not any(c.isalnum() for c in source.text.value):
        raise EmptyError("scan.no-text", name=name)
    return source


def open_image(data: bytes, name: str) -> tuple[Image.Image, int]:
    """An image file, and how many pages it has. Raises SourceError."""
    try:
        with warnings.catch_warnings():  # pages that are too large are reported when they are read
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
        count = _count_frames(image)
    except Image.DecompressionBombError as error:
        raise SourceError("image.large", name=name) from error
    except MemoryError:
        raise
    except Exception as error:  # Pillow raises whatever a broken file leads it to
        raise DamagedError("image.damaged", name=name) from error
    if count > MOST_FRAMES:
        raise DamagedError("image.frames", name=name, most_frames=MOST_FRAMES)
    return image, count


def _count_frames(image: Image.Image) -> int:
    """The pages of an image file; those of a TIFF, which are counted one by one, up to one more than `MOST_FRAMES`."""
    if image.format != "TIFF":
        return getattr(image, "n_frames", 1)
    count = 1
    with suppress(EOFError):
        while count <= MOST_FRAMES:
            image.seek(count)
            count += 1
    image.seek(0)
    return count


def _page_scans(image: Image.Image, count: int) -> Iterator[tuple[int, Callable[[], Scan]]]:
    for index in range(count):
        yield index + 1, partial(_open_frame, image, index)


def _open_frame(image: Image.Image, index: int) -> Scan:
    try:
        image.seek(index)
        return _make_scan(image, index + 1)
    except (PageError, MemoryError):  # the caller who set the limit reports it
        raise
    except Exception as error:  # as above
        raise PageError(f"its picture is damaged ({error})") from error


def _make_scan(image: Image.Image, number: int) -> Scan:
    picture, dpi = display_image(image)
    width, height = (x * POINTS / dpi for x in picture.size)
    fit = min(reading_dpi(dpi), dpi * (MOST_READ / (picture.width * picture.height)) ** 0.5)
    if fit != dpi:
        size = (max(1, round(picture.width * fit / dpi)), max(1, round(picture.height * fit / dpi)))
        picture = picture.resize(size, Image.Resampling.BICUBIC)
    return Scan(number, picture, fit, Frame(0, 0, width, height))


def display_image(image: Image.Image) -> tuple[Image.Image, float]:
    """The page that an image file stands at, as it is displayed, in colour or grey; and its dpi. Raises PageError where
    it is larger than any page."""
    if image.width * image.height > MOST_PIXELS:
        raise PageError(f"its picture has more than {MOST_PIXELS // _MEGAPIXEL} million pixels")
    dpi = page_dpi(image)
    picture = ImageOps.exif_transpose(image)
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        colour = picture.convert("RGBA")
        picture = Image.new("RGB", colour.size, "white")
        picture.paste(colour, mask=colour.getchannel("A"))
    if picture.mode.startswith("I"):  # 16 bits a pixel
        picture = Image.fromarray((np.asarray(picture).astype(np.int32) >> _BYTE).astype(np.uint8))
    return picture.convert("RGB" if picture.mode in ("RGB", "P", "CMYK", "YCbCr", "LAB", "HSV") else "L"), dpi


def page_dpi(image: Image.Image) -> float:
    """The dpi of the page that an image file stands at: as the file states, else as if it were as wide as A4."""
    dpi = float((image.info.get("dpi") or (0, 0))[0] or 0)
    sane = _SANE[0] <= dpi <= _SANE[1] and _SIDE[0] <= min(image.size) / dpi <= _SIDE[1]
    return dpi if sane else min(image.size) / _PAPER
