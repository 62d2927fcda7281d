"""Signs of the symbol fonts, by their codes: Symbol, Wingdings and Wingdings 2.

Source: the maps of Unicode (MAPPINGS/VENDORS/ADOBE/symbol.txt; ISO/IEC JTC1/SC2/WG2 N4384 for Wingdings). Signs that
few fonts can draw are given as the nearest one that is common: ☎ for 🕿, ✓ for 🗸.
"""

from __future__ import annotations

BYTE = 0xFF
"""Symbol fonts have their signs in the private area of Unicode; the last byte of a code names the sign."""
PRIVATE = range(0xE000, 0xF900)
"""The private area."""

_SYMBOL = {
    0x25: "%", 0x2B: "+", 0x2D: "−", 0x2F: "/", 0x44: "Δ", 0x53: "Σ", 0x61: "α", 0x62: "β", 0x6D: "μ", 0x70: "π",
    0xA3: "≤", 0xA5: "∞", 0xA8: "♦", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷",
    0xB9: "≠", 0xBB: "≈", 0xBE: "-", 0xD7: "·", 0xDE: "⇒",
}  # fmt: skip
_WINGDINGS = {
    0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x46: "☞", 0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x74: "◆",
    0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA7: "▪", 0xA8: "☐", 0xAB: "★", 0xB2: "✧", 0xB6: "☆", 0xD8: "➢",
    0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"}
_ANY = _SYMBOL | _WINGDINGS
"""For a private code in a font that is not known: bullets of Wingdings are met more than Greek letters."""


def symbol_sign(code: int, font: str) -> str | None:
    """The sign that a symbol font draws at a code; None where it is not known, or the font is of letters and the code
    not private."""
    name = font.lower().replace(" ", "").replace("-", "")
    if name.startswith("symbol"):
        table = _SYMBOL
    elif "wingdings3" in name:  # arrows, in an order of their own
        table = {}
    elif "wingding" in name:
        table = _WINGDINGS_2 if "wingdings2" in name else _WINGDINGS
    else:
        table = _ANY if code in PRIVATE else {}
    return table.get(code & BYTE if code in PRIVATE else code)
