"""The OCR reader: scans and images through Tesseract, and the same page geometry as PDF."""

from __future__ import annotations

from vbparse.source import Source


def read_image(data: bytes, name: str) -> Source:
    """Read an image file (PNG, JPEG, TIFF with all its pages).

    Boxes are in points from the top left of each page as it is displayed. Raises ToolError (no Tesseract), SourceError
    (no page could be read) and DamagedError.
    """
    from vbparse.readers.ocr.images import read_image as read  # loads numpy and Pillow

    return read(data, name)
