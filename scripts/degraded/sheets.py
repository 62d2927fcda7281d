"""The pages of a scan as the scanner made them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

POINTS = 72
"""Of an inch."""
_DRAWN, _COARSEST = 200, 70
"""Dots an inch at which a page is drawn that is no picture, and that a picture of a page has at least."""
_JPEG = b"\xff\xd8"
_MEAN_STEP = 57.6
"""Mean of the luminance table of the standard (ITU-T T.81, K.1), which is that of quality 50."""


@dataclass(frozen=True)
class Sheet:
    """A page as it was scanned: the picture, its resolution, and the quality of its JPEG (None for other kinds)."""

    image: Image.Image
    dpi: float
    quality: int | None = None


def read_sheets(path: Path) -> Iterator[Sheet]:
    """The pages of a PDF or of an image file; a page of a PDF that holds no picture of itself is drawn at 200 dpi."""
    if path.suffix.lower() == ".pdf":
        document = pypdfium2.PdfDocument(path)
        yield from map(_read_page, document)
        document.close()
        return
    with Image.open(path) as image:
        for index in range(getattr(image, "n_frames", 1)):
            image.seek(index)
            dpi = float(image.info.get("dpi", (_DRAWN, _DRAWN))[0])
            yield Sheet(image.convert("RGB"), dpi, estimate_quality(image))


def _read_page(page: pypdfium2.PdfPage) -> Sheet:
    pictures = [x for x in page.get_objects(max_depth=3) if x.type == pdfium.FPDF_PAGEOBJ_IMAGE]
    largest = max(pictures, key=lambda x: x.get_metadata().width, default=None)
    if largest is None or largest.get_metadata().width < _COARSEST * page.get_width() / POINTS:
        return Sheet(page.render(scale=_DRAWN / POINTS).to_pil().convert("RGB"), _DRAWN)
    data = bytes(largest.get_data(decode_simple=True))
    quality = estimate_quality(Image.open(io.BytesIO(data))) if data.startswith(_JPEG) else None
    image = largest.get_bitmap(render=False).to_pil().convert("RGB")
    return Sheet(image.rotate(-page.get_rotation(), expand=True), largest.get_metadata().horizontal_dpi, quality)


def estimate_quality(image: Image.Image) -> int | None:
    """The quality of a JPEG by its first quantization table, as the Independent JPEG Group counts it."""
    tables = getattr(image, "quantization", None)
    if not tables:
        return None
    scale = 100 * float(np.mean(tables[0])) / _MEAN_STEP
    return round(100 - scale / 2 if scale <= 100 else 5000 / scale)
