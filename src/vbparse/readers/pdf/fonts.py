"""What a font says of its letters: bold, italic, or no letters at all but signs."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium
import regex

from vbparse.arrange.layout.segments import BOLD, ITALIC, SYMBOL, TYPEWRITER
from vbparse.language.charsets import charset_of_font
from vbparse.patterns import Cue
from vbparse.readers.pdf.charsets import legacy_bits

_BOLD = Cue(
    r"bold|black|heavy|demi|[-,]bd",
    flags=regex.I,
    examples=["TimesNewRomanPS-BoldMT", "Arial,Bold", "Times-Bd"],
    rejects=["TimesNewRomanPSMT", "Abdullah"],
)
_ITALIC = Cue(
    r"ital|obli|[-,](?:bold)?it\b",
    flags=regex.I,
    examples=["TimesNewRomanPS-ItalicMT", "Helvetica-Oblique", "Minion-It", "Minion-BoldIt"],
    rejects=["TimesNewRomanPSMT", "Digi-Items"],
)
_SIGNS = Cue(
    r"symbol(?!a)|wingding|webding|dingbat",
    flags=regex.I,
    examples=["SymbolMT", "Wingdings-Regular", "ZapfDingbats"],
    rejects=["Symbola"],
)
_FIXED = Cue(r"courier|mono", flags=regex.I, examples=["CourierNewPSMT", "DejaVuSansMono"], rejects=["TimesNewRoman"])
_SEMIBOLD = 600
"""Weight of a font (OS/2, usWeightClass) from which its letters are bold."""
_PRIVATE, _BYTE = range(0xE000, 0xF900), 0xFF
"""The private area of Unicode, in which symbol fonts have their signs, and the part of a code that names the sign."""
_FORCE_BOLD = 1 << 18
"""Flag of a font descriptor (ISO 32000-1, 9.8.2)."""

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


def symbol_sign(char: str, name: str) -> str:
    """The Unicode sign that a symbol font draws for a character; private characters with no known sign are "•"."""
    code = ord(char)
    private = code in _PRIVATE
    low = code & _BYTE if private else code
    low_name = name.lower()
    if low_name.startswith("symbol"):
        table = _SYMBOL
    elif "wingding" in low_name:
        table = _WINGDINGS
    else:  # only those codes are known: other symbol fonts keep to Unicode
        table = _SYMBOL | _WINGDINGS if private else {}
    return table.get(low, "•" if private else char)
