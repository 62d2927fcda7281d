"""What a font says of its letters: bold, italic, or no letters at all but signs."""

from __future__ import annotations

import ctypes
import re

import pypdfium2.raw as pdfium

from vbparse.arrange.layout.segments import BOLD, ITALIC, SYMBOL, TYPEWRITER
from vbparse.language.charsets import charset_of_font
from vbparse.readers.pdf.legacy import legacy_bits

_BOLD = re.compile(r"bold|black|heavy|demi|[-,]bd", re.I)
_ITALIC = re.compile(r"ital|obli|[-,](?:bold)?it\b", re.I)
_SIGNS = re.compile(r"symbol(?!a)|wingding|webding|dingbat", re.I)
_FIXED = re.compile(r"courier|mono", re.I)
_FORCE_BOLD = 1 << 18

_WINGDINGS = {
    0x6C: "●",
    0x6D: "○",
    0x6E: "■",
    0x6F: "□",
    0x71: "□",
    0x74: "◆",
    0x75: "◆",
    0x76: "❖",
    0x77: "◆",
    0x9F: "•",
    0xA7: "▪",
    0xA8: "□",
    0xD8: "➢",
    0xE0: "→",
    0xE8: "→",
    0xF0: "→",
    0xFC: "✓",
    0xFB: "✗",
    0xFD: "☒",
    0xFE: "☑",
    0x46: "☞",
    0x2A: "✉",
    0x28: "☎",
    0xAB: "★",
    0xB6: "☆",
    0xB2: "✧",
}
_SYMBOL = {
    0xB7: "•",
    0xA3: "≤",
    0xB3: "≥",
    0xB1: "±",
    0xB4: "×",
    0xB8: "÷",
    0xB0: "°",
    0xB9: "≠",
    0xBB: "≈",
    0xAE: "→",
    0xDE: "⇒",
    0xA5: "∞",
    0x2D: "−",
    0x6D: "μ",
    0x61: "α",
    0x62: "β",
    0x70: "π",
    0x53: "Σ",
    0x44: "Δ",
    0xA8: "♦",
}


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
    if _BOLD.search(name) or pdfium.FPDFFont_GetWeight(handle) >= 600 or pdfium.FPDFFont_GetFlags(handle) & _FORCE_BOLD:
        style |= BOLD
    angle = ctypes.c_int()
    if _ITALIC.search(name) or (pdfium.FPDFFont_GetItalicAngle(handle, angle) and angle.value):
        style |= ITALIC
    if _SIGNS.search(name):
        style |= SYMBOL
    if _FIXED.search(name):
        style |= TYPEWRITER
    return style | legacy_bits(charset_of_font(name)), name


def symbol_sign(char: str, name: str) -> str:
    """The Unicode sign that a symbol font draws for a character; private characters with no known sign are "•"."""
    code = ord(char)
    private = 0xE000 <= code <= 0xF8FF
    low = code & 0xFF if private else code
    low_name = name.lower()
    if low_name.startswith("symbol"):
        table = _SYMBOL
    elif "wingding" in low_name:
        table = _WINGDINGS
    else:  # only those codes tell anything: other symbol fonts keep to Unicode
        table = _SYMBOL | _WINGDINGS if private else {}
    return table.get(low, "•" if private else char)
