"""Pages of a PDF as pictures."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium
from PIL import Image

from vbparse.readers.layout.frames import Frame

DPI = 300
_MOST = 40_000_000
"""Pixels of one picture: twice an A3 page. Larger pages are rendered at a lower resolution."""


class Renderer:
    """Renders pages of a file that is opened for this alone: what annotations draw is left out."""

    def __init__(self, data: bytes) -> None:
        self._data = data  # pdfium reads from it as long as the document is open
        self._document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)

    def close(self) -> None:
        """Close the file."""
        pdfium.FPDF_CloseDocument(self._document)

    def picture(self, index: int, display: Frame) -> tuple[Image.Image, float]:
        """Page `index` (from 0) as it is displayed, and its dpi."""
        scale = min(DPI / 72, (_MOST / max(1.0, display.width * display.height)) ** 0.5)
        width, height = max(1, round(display.width * scale)), max(1, round(display.height * scale))
        return self._rendered(index, width, height), scale * 72

    def _rendered(self, index: int, width: int, height: int) -> Image.Image:
        page = pdfium.FPDF_LoadPage(self._document, index)
        pixels = bytearray(b"\xff") * (width * height * 4)
        buffer = (ctypes.c_ubyte * len(pixels)).from_buffer(pixels)
        bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGRx, buffer, width * 4)
        try:
            pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_REVERSE_BYTE_ORDER)
            return Image.frombuffer("RGBX", (width, height), pixels, "raw", "RGBX", 0, 1).convert("RGB")
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
            pdfium.FPDF_ClosePage(page)
