"""Pages of a PDF as pictures."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium
from PIL import Image

from vbparse.readers.layout.frames import Frame
from vbparse.readers.ocr.scan import BEST, MOST_READ, resolution

_SHEET = 0.5
"""A picture that covers this share of a page is a scan of it."""


class Renderer:
    """Renders pages of a file that is opened for this alone: what annotations draw is left out."""

    def __init__(self, data: bytes) -> None:
        self._data = data  # pdfium reads from it as long as the document is open
        self._document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)

    def close(self) -> None:
        """Close the file."""
        pdfium.FPDF_CloseDocument(self._document)

    def picture(self, index: int, display: Frame) -> tuple[Image.Image, float]:
        """Page `index` (from 0) as it is displayed, and its dpi: that of the scan on it where it has one."""
        page = pdfium.FPDF_LoadPage(self._document, index)
        try:
            area = max(1.0, display.width * display.height)
            longest = max(1.0, display.width, display.height)  # a strip is no less than one pixel wide
            scale = min(_dpi(page, area) / 72, (MOST_READ / area) ** 0.5, MOST_READ / longest)
            width, height = max(1, round(display.width * scale)), max(1, round(display.height * scale))
            return rendered(page, width, height), scale * 72
        finally:
            pdfium.FPDF_ClosePage(page)


def _dpi(page: object, area: float) -> float:
    """At what resolution to render a page of so many square points."""
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        item = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_IMAGE:
            told = pdfium.FPDF_IMAGEOBJ_METADATA()
            if pdfium.FPDFImageObj_GetImageMetadata(item, page, told) and told.horizontal_dpi > 0 < told.vertical_dpi:
                covered = told.width / told.horizontal_dpi * told.height / told.vertical_dpi * 72 * 72
                if covered > _SHEET * area:
                    return resolution(min(told.horizontal_dpi, told.vertical_dpi))
    return BEST


def rendered(page: object, width: int, height: int, *, annotations: bool = False) -> Image.Image:
    """An open page as it is displayed, so many pixels wide and high; with what annotations draw, or without."""
    flags = pdfium.FPDF_REVERSE_BYTE_ORDER | (pdfium.FPDF_ANNOT if annotations else 0)
    pixels = bytearray(b"\xff") * (width * height * 4)
    buffer = (ctypes.c_ubyte * len(pixels)).from_buffer(pixels)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGRx, buffer, width * 4)
    try:
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
        return Image.frombuffer("RGBX", (width, height), pixels, "raw", "RGBX", 0, 1).convert("RGB")
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
