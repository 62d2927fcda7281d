"""Pictures of pages for the tests: PDFs rendered, bent, soiled and written on."""

from __future__ import annotations

import io
import shutil
import stat
from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from readers.pdfs import FONTS, LEFT, Paper
from vbparse import programs
from vbparse.readers.ocr import tesseract

needs_ocr = pytest.mark.skipif(
    tesseract.missing_parts() is not None, reason="Tesseract with Vietnamese is not installed"
)


def letterhead(number: str = "47", day: str = "17", month: str = "01", drop: float = 0) -> Paper:
    """A plan with its letterhead, body and end; these stand lower by `drop`."""
    paper = Paper()
    paper.centre(70, "ỦY BAN NHÂN DÂN", 12, x=170)
    paper.centre(86, "XÃ HÒA BÌNH", 12, bold=True, x=170)
    paper.centre(70, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 10, bold=True, x=420)
    paper.centre(86, "Độc lập - Tự do - Hạnh phúc", 11, bold=True, x=420)
    paper.text(105, 112, f"Số: {number}/KH-UBND", 12)
    paper.text(310, 112, f"Hòa Bình, ngày {day} tháng {month} năm 2025", 12)
    paper.centre(150 + drop, "KẾ HOẠCH", 14, bold=True)
    paper.centre(168 + drop, "Thu gom rác thải sinh hoạt năm 2025", 14, bold=True)
    paper.text(LEFT + 28, 200 + drop, "Thực hiện Quyết định số 125/QĐ-UBND ngày 12/01/2024", 12)
    paper.text(LEFT, 218 + drop, "của Ủy ban nhân dân huyện về bảo vệ môi trường.", 12)
    paper.text(LEFT + 28, 244 + drop, "I. MỤC ĐÍCH, YÊU CẦU", 12, bold=True)
    paper.text(LEFT + 28, 264 + drop, "1. Nâng cao ý thức của Nhân dân trong việc giữ gìn vệ sinh.", 12)
    paper.text(LEFT + 28, 284 + drop, "2. Công chức Địa chính tổng hợp, báo cáo trước ngày 18/9/2025.", 12)
    paper.text(LEFT, 330 + drop, "Nơi nhận:", 11, bold=True)
    paper.text(LEFT, 345 + drop, "- Công an xã;", 10)
    paper.text(LEFT, 359 + drop, "- Lưu: VT.", 10)
    paper.centre(330 + drop, "TM. ỦY BAN NHÂN DÂN", 12, bold=True, x=420)
    paper.centre(348 + drop, "CHỦ TỊCH", 12, bold=True, x=420)
    paper.centre(430 + drop, "Nguyễn Văn Minh", 12, bold=True, x=420)
    return paper


def render(data: bytes, dpi: int = 200) -> list[Image.Image]:
    """The pages of a PDF as pictures."""
    document = pdfium.PdfDocument(data)
    return [document[i].render(scale=dpi / 72).to_pil().convert("RGB") for i in range(len(document))]


def scan(pictures: Sequence[Image.Image], dpi: int = 200) -> bytes:
    """A PDF whose pages are pictures."""
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for picture in pictures:
        width, height = picture.width * 72 / dpi, picture.height * 72 / dpi
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(picture), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def save(picture: Image.Image, kind: str, **options: object) -> bytes:
    """The bytes of an image file."""
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def write(
    picture: Image.Image, x: float, y: float, strokes: Sequence[Sequence[tuple[float, float]]], colour: str
) -> None:
    """Draw strokes of a pen, in points from a point of a page of 200 dpi."""
    draw, scale = ImageDraw.Draw(picture), 200 / 72
    for stroke in strokes:
        draw.line([((x + a) * scale, (y + b) * scale) for a, b in stroke], fill=colour, width=round(1.6 * scale))


FOUR = [[(4, -13), (0, -2), (9, -4)], [(7, -9), (5, 4)]]
SEVEN = [[(12, -12), (19, -13), (14, 3)], [(12, -5), (19, -6)]]


def stamp(picture: Image.Image, x: float, y: float, rows: Sequence[str], colour: str, dpi: int = 200) -> None:
    """A frame with rows of text, in points from the top left of the page."""
    draw, scale = ImageDraw.Draw(picture), dpi / 72
    font = ImageFont.truetype(str(FONTS / "DejaVuSans.ttf"), round(10 * scale))
    box = (x * scale, y * scale, (x + 130) * scale, (y + 8 + 17 * len(rows)) * scale)
    draw.rectangle(box, outline=colour, width=round(1.2 * scale))
    for i, row in enumerate(rows):
        draw.text(((x + 8) * scale, (y + 5 + 17 * i) * scale), row, font=font, fill=colour)


def seal(picture: Image.Image, x: float, y: float, dpi: int = 200) -> None:
    """A round red seal about a point of the page, pressed over what stands there."""
    ink = Image.new("RGB", picture.size, "white")
    draw, scale = ImageDraw.Draw(ink), dpi / 72
    for radius, width in ((52, 3), (36, 2), (14, 12)):
        box = [(x - radius) * scale, (y - radius) * scale, (x + radius) * scale, (y + radius) * scale]
        draw.ellipse(box, outline=(225, 40, 45), width=round(width * scale))
    picture.paste(ImageChops.multiply(picture, ink))


def converter(folder: Path, body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program called tesseract before the real one: it knows Vietnamese, and does what `body` (shell) says."""
    real = shutil.which("tesseract") or "/bin/false"
    program = folder / "tesseract"
    answers = 'case "$1" in --list-langs) echo vie; exit 0;; --version) echo 5.0.0; exit 0;; esac'
    program.write_text(f"#!/bin/sh\n{answers}\nREAL={real}\n{body}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    programs._read_output.cache_clear()
