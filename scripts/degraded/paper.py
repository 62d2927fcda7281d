"""Any document as PDF, and PDF as page images."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image

from degraded.office import to_pdf
from degraded.typeset import typeset


def print_document(path: Path) -> bytes:
    """The document as a PDF with a text layer."""
    if path.suffix == ".pdf":
        return path.read_bytes()
    if path.suffix in (".docx", ".html"):
        return to_pdf(path)
    return typeset(path.read_text("utf-8-sig"))


def draw_pages(pdf: bytes, dpi: int) -> list[Image.Image]:
    """The pages in colour."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def places(pdf: bytes, page: int, words: str) -> list[tuple[float, float, float, float]]:
    """Where words stand on a page (from 0): boxes in points from the top left."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        sheet = document[page]
        height, layer = sheet.get_height(), sheet.get_textpage()
        search, found = layer.search(words, match_case=True), []
        while (hit := search.get_next()) is not None:
            boxes = [layer.get_charbox(i, loose=True) for i in range(hit[0], hit[0] + hit[1])]
            left, low, right, high = (f(x) for f, x in zip((min, min, max, max), zip(*boxes, strict=True), strict=True))
            found.append((left, height - high, right, height - low))
        return found
    finally:
        document.close()
