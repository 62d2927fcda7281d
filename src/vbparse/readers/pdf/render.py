"""Pages of a PDF as pictures, with all that people see on them."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium
from PIL import Image

from vbparse.arrange.layout.frames import Frame
from vbparse.readers.ocr.scan import BEST, MOST_READ, POINTS, reading_dpi
from vbparse.readers.pdf.annotations import hide_texts
from vbparse.readers.pdf.forms import Forms
from vbparse.readers.pdf.judge import SHEET


def render_page(forms: Forms, page: object, width: int, height: int) -> Image.Image:
    """An open page as it is displayed, so many pixels wide and high, with its annotations and form fields."""
    pixels = bytearray(b"\xff") * (width * height * 4)
    buffer = (ctypes.c_ubyte * len(pixels)).from_buffer(pixels)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGRx, buffer, width * 4)
    place = (0, 0, width, height, 0, pdfium.FPDF_REVERSE_BYTE_ORDER | pdfium.FPDF_ANNOT)
    try:
        pdfium.FPDF_RenderPageBitmap(bitmap, page, *place)
        forms.draw(bitmap, page, *place)
        return Image.frombuffer("RGBX", (width, height), pixels, "raw", "RGBX", 0, 1).convert("RGB")
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def render_scan(forms: Forms, page: object, display: Frame, *, texts: bool) -> tuple[Image.Image, float]:
    """An open page as it is read by OCR, and its dpi: that of the scan on it where it has one. With `texts` or without
    what annotations write."""
    if not texts:
        hide_texts(page)
    area = max(1.0, display.width * display.height)
    longest = max(1.0, display.width, display.height)  # a strip is no less than one pixel wide
    scale = min(_scan_dpi(page, area) / POINTS, (MOST_READ / area) ** 0.5, MOST_READ / longest)
    width, height = max(1, round(display.width * scale)), max(1, round(display.height * scale))
    return render_page(forms, page, width, height), scale * POINTS


def _scan_dpi(page: object, area: float) -> float:
    """At what resolution to render a page of so many square points."""
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        item = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_IMAGE:
            metadata = pdfium.FPDF_IMAGEOBJ_METADATA()
            if (
                pdfium.FPDFImageObj_GetImageMetadata(item, page, metadata)
                and metadata.horizontal_dpi > 0 < metadata.vertical_dpi
            ):
                covered = (
                    metadata.width / metadata.horizontal_dpi * metadata.height / metadata.vertical_dpi * POINTS * POINTS
                )
                if covered > SHEET * area:
                    return reading_dpi(min(metadata.horizontal_dpi, metadata.vertical_dpi))
    return BEST
