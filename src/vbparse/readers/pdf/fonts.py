"""What a font says of its letters: bold, italic, or no letters at all but signs."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium

from vbparse.arrange.layout.segments import BOLD, ITALIC, SYMBOL, TYPEWRITER
from vbparse.language.charsets import charset_of_font
from vbparse.patterns import Cue
from vbparse.readers.pdf.charsets import legacy_bits

_BOLD = Cue(
    r"(?i)bold|black|heavy|demi|[-,]bd",
    examples=["TimesNewRomanPS-BoldMT", "Arial,Bold", "Times-Bd"],
    rejects=["TimesNewRomanPSMT", "Abdullah"],
)
_ITALIC = Cue(
    r"(?i)ital|obli|[-,](?:bold)?it\b",
    examples=["TimesNewRomanPS-ItalicMT", "Helvetica-Oblique", "Minion-It", "Minion-BoldIt"],
    rejects=["TimesNewRomanPSMT", "Digi-Items"],
)
_SIGNS = Cue(
    r"(?i)symbol(?!a)|wingding|webding|dingbat",
    examples=["SymbolMT", "Wingdings-Regular", "ZapfDingbats"],
    rejects=["Symbola"],
)
_FIXED = Cue(r"(?i)courier|mono", examples=["CourierNewPSMT", "DejaVuSansMono"], rejects=["TimesNewRoman"])
_SEMIBOLD = 600
"""Weight of a font (OS/2, usWeightClass) from which its letters are bold."""
_FORCE_BOLD = 1 << 18
"""Flag of a font descriptor (ISO 32000-1, 9.8.2)."""


def style_of(font: int | None) -> tuple[int, str]:
    """Style bits, with those of a legacy charset, and name of a font (pdfium's handle)."""
    if not font:
        return 0, ""
    handle = ctypes.cast(font, pdfium.FPDF_FONT)
    size = pdfium.FPDFFont_GetBaseFontName(handle, None, 0)
    buffer = ctypes.create_string_buffer(size + 1)
    pdfium.FPDFFont_GetBaseFontName(handle, buffer, size)
    name = buffer.value.decode("utf-8", "replace").split("+", 1)[-1]
    style = 0
    if (
        _BOLD.search(name)
        or pdfium.FPDFFont_GetWeight(handle) >= _SEMIBOLD
        or pdfium.FPDFFont_GetFlags(handle) & _FORCE_BOLD
    ):
        style |= BOLD
    angle = ctypes.c_int()
    if _ITALIC.search(name) or (pdfium.FPDFFont_GetItalicAngle(handle, angle) and angle.value):
        style |= ITALIC
    if _SIGNS.search(name):
        style |= SYMBOL
    if _FIXED.search(name):
        style |= TYPEWRITER
    return style | legacy_bits(charset_of_font(name)), name
