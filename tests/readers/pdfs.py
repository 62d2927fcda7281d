"""Small PDFs drawn for the tests. Vietnamese letters come from DejaVu Serif (Debian package fonts-dejavu-core)."""

from __future__ import annotations

import ctypes
import io
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

FONTS = Path("/usr/share/fonts/truetype/dejavu")
WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 85.0, 538.0


def _register() -> None:
    for name, file in (("Serif", "DejaVuSerif.ttf"), ("Serif-Bold", "DejaVuSerif-Bold.ttf")):
        if not (FONTS / file).exists():
            raise FileNotFoundError(f"{FONTS / file}: needed by the PDF tests; install the package fonts-dejavu-core")
        pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))


class Paper:
    """A PDF to draw on; `y` counts from the top of the page, to the baseline."""

    def __init__(self, size: tuple[float, float] = (WIDTH, HEIGHT), **options: object) -> None:
        _register()
        self.stream = io.BytesIO()
        self.size = size
        self.canvas = canvas.Canvas(self.stream, pagesize=size, **options)

    def text(self, x: float, y: float, words: str, size: float = 13, bold: bool = False) -> float:
        """Draw a line from `x` on; gives back where it ends."""
        font = "Serif-Bold" if bold else "Serif"
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.size[1] - y, words)
        return x + pdfmetrics.stringWidth(words, font, size)

    def centre(self, y: float, words: str, size: float = 13, bold: bool = False, x: float = (LEFT + RIGHT) / 2) -> None:
        width = pdfmetrics.stringWidth(words, "Serif-Bold" if bold else "Serif", size)
        self.text(x - width / 2, y, words, size, bold)

    def full(self, x: float, y: float, words: str, size: float = 13, right: float = RIGHT) -> None:
        """Draw a justified line that ends at `right`, word by word, with no blanks drawn."""
        parts = words.split(" ")
        widths = [pdfmetrics.stringWidth(p, "Serif", size) for p in parts]
        gap = (right - x - sum(widths)) / (len(parts) - 1)
        assert 0 < gap < size, f"{words}: does not fill a line"
        for part, width in zip(parts, widths, strict=True):
            self.text(x, y, part, size)
            x += width + gap

    def lines(self, y: float, *rows: str, size: float = 13, pitch: float = 17, x: float = LEFT) -> float:
        """Draw rows one below the other; gives back the next free height."""
        for row in rows:
            self.text(x, y, row, size)
            y += pitch
        return y

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, self.size[1] - y0, x1, self.size[1] - y1)

    def grid(self, xs: list[float], ys: list[float]) -> None:
        """Draw all lines of a table."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])

    def page(self) -> None:
        self.canvas.showPage()

    def save(self) -> bytes:
        self.canvas.save()
        return self.stream.getvalue()


def stamp(data: bytes, page: int, notes: list[tuple[float, float, float, list[str]]]) -> bytes:
    """Add stamp annotations: left, baseline (from the top), letter size and lines of each; plain ASCII only."""
    document = pdfium.PdfDocument(data)
    sheet = document[page]
    height = sheet.get_height()
    for x, y, size, rows in notes:
        annotation = raw.FPDFPage_CreateAnnot(sheet.raw, raw.FPDF_ANNOT_STAMP)
        right, low = x + 0.6 * size * max(map(len, rows)), height - y - 1.3 * size * len(rows)
        box = raw.FS_RECTF(x - 2, height - y + size, right, low)
        raw.FPDFAnnot_SetRect(annotation, box)
        for k, row in enumerate(rows):
            text = raw.FPDFPageObj_NewTextObj(document.raw, b"Helvetica", size)
            units = (row + "\0").encode("utf-16-le")
            raw.FPDFText_SetText(text, ctypes.cast(ctypes.create_string_buffer(units), raw.FPDF_WIDESTRING))
            raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, x, height - y - 1.3 * size * k)
            raw.FPDFAnnot_AppendObject(annotation, text)
        raw.FPDFPage_CloseAnnot(annotation)
    found = io.BytesIO()
    document.save(found)
    return found.getvalue()
