"""Small PDFs drawn for the tests. Vietnamese letters come from DejaVu Serif (Debian package fonts-dejavu-core)."""

from __future__ import annotations

import ctypes
import io
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

from vbparse.language.charsets.glyphs import glyphs_of_font

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


@dataclass
class Field:
    """A signature field as registries stamp them: what it shows, from a baseline (from the top) on. With `shown` False
    it has a value and no appearance, as programs write it that leave drawing to the viewer; with `picture` it shows its
    words as a picture of them."""

    x: float
    y: float
    words: str
    size: float = 12
    shown: bool = True
    picture: bool = False


def fill(data: bytes, page: int, fields: list[Field]) -> bytes:
    """Add form fields to a page; plain ASCII only."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        sheet, height = pdf.pages[page], float(pdf.pages[page].mediabox[3])
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        made = [pdf.make_indirect(_widget(pdf, height, field, font)) for field in fields]
        sheet.obj.Annots = pikepdf.Array([*sheet.obj.get("/Annots", []), *made])
        pdf.Root.AcroForm = pikepdf.Dictionary(
            Fields=pikepdf.Array(made),
            NeedAppearances=not all(field.shown for field in fields),
            DA=b"/Helv 12 Tf 0 g",
            DR=pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=pdf.make_indirect(font))),
        )
        stream = io.BytesIO()
        pdf.save(stream)
        return stream.getvalue()


def _widget(pdf: pikepdf.Pdf, height: float, field: Field, font: pikepdf.Dictionary) -> pikepdf.Dictionary:
    wide, high = 0.6 * field.size * len(field.words) + 4, 1.4 * field.size
    x, y = field.x - 2, height - field.y - 0.3 * field.size
    widget = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Widget,
        FT=pikepdf.Name.Sig if field.shown else pikepdf.Name.Tx,
        T=f"field {field.x} {field.y}",
        F=4,
        Rect=[x, y, x + wide, y + high],
    )
    if not field.shown:
        widget.V, widget.DA = field.words, f"/Helv {field.size} Tf 0 g".encode()
        return widget
    drawn = pdf.make_stream(
        f"BT /F1 {field.size} Tf 2 {0.3 * field.size} Td ({field.words}) Tj ET".encode(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=[0, 0, wide, high],
        Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font)),
    )
    if field.picture:
        drawn.write(f"{wide} 0 0 {high} 0 0 cm /X1 Do".encode())
        drawn.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X1=_picture(pdf, field, wide, high)))
    widget.AP = pikepdf.Dictionary(N=drawn)
    return widget


def without_map(data: bytes, name: str = "") -> bytes:
    """The PDF less what says which letters its fonts (those with `name` in theirs) draw; pages look as before."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing and name in str(thing.BaseFont):
                del thing["/ToUnicode"]
        stream = io.BytesIO()
        pdf.save(stream)
        return stream.getvalue()


def numbered(pages: list[list[str]], font: str = "ABCDEF+TimesNewRomanPSMT", renumber: bool = False) -> bytes:
    """A PDF whose letters are the numbers of glyphs in a font that is not embedded; `renumber`: in the order in which
    they come, as in a font made for one paper."""
    known = glyphs_of_font(font) or glyphs_of_font("Times New Roman") or {}
    numbers = {letter: number for number, letter in known.items()}
    if renumber:
        numbers = {letter: i for i, letter in enumerate(dict.fromkeys("".join("".join(p) for p in pages)), 1)}
    with pikepdf.new() as pdf:
        name = pikepdf.Name(f"/{font}")
        descriptor = pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor, FontName=name, Flags=4, ItalicAngle=0)
        descriptor.FontBBox, descriptor.Ascent, descriptor.Descent = [0, -200, 900, 900], 891, -216
        below = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=pikepdf.Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            FontDescriptor=pdf.make_indirect(descriptor),
            DW=500,
        )
        above = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=name,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=[pdf.make_indirect(below)],
        )
        resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(above)))
        for rows in pages:
            drawn = "".join(
                f"BT /F1 12 Tf {LEFT} {HEIGHT - 100 - 18 * i} Td <{''.join(f'{numbers[c]:04x}' for c in row)}> Tj ET\n"
                for i, row in enumerate(rows)
            )
            page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
            page.Resources, page.Contents = resources, pdf.make_stream(drawn.encode())
        stream = io.BytesIO()
        pdf.save(stream)
        return stream.getvalue()


def _picture(pdf: pikepdf.Pdf, field: Field, wide: float, high: float) -> pikepdf.Stream:
    sheet = Image.new("L", (round(wide * 4), round(high * 4)), 255)
    font = ImageFont.truetype(str(FONTS / "DejaVuSerif.ttf"), round(field.size * 4))
    ImageDraw.Draw(sheet).text((8, round(1.1 * field.size * 4)), field.words, 0, font, anchor="ls")
    return pdf.make_stream(
        sheet.tobytes(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=sheet.width,
        Height=sheet.height,
        ColorSpace=pikepdf.Name.DeviceGray,
        BitsPerComponent=8,
    )
