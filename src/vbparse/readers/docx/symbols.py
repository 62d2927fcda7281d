"""Signs of symbol fonts (Wingdings, Symbol), which stand in the private area of Unicode, as the signs they show."""

from __future__ import annotations

_DASHES = "-‐‑‒–—―−"
_SYMBOL = {
    0x2D: "-",
    0xA3: "≤",
    0xAE: "→",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xBE: "-",
    0xB9: "≠",
    0xBB: "≈",
    0xD7: "·",
    0x2B: "+",
    0x25: "%",
    0x2F: "/",
}
_WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x75: "◆",
    0x76: "❖",
    0x77: "◆",
    0x9F: "•",
    0xA7: "▪",
    0xA8: "☐",
    0x52: "☑",
    0xFE: "☑",
    0xFD: "☒",
    0xFB: "✗",
    0xFC: "✓",
    0xD8: "➢",
    0xE0: "→",
    0xE8: "➔",
    0xF0: "⇨",
    0x2A: "✉",
    0x28: "☎",
    0x29: "✆",
}
BYTE = 0xFF
"""The codes of a symbol font are the last byte of those in the private area."""
_PLAIN_BULLETS = frozenset("+o*•·●○■□▪▫◆◇❖❑➢➔→⇨✓✗")


def symbol_sign(code: int, font: str) -> str:
    """The sign at a code of a symbol font; a bullet where it is not known."""
    code &= BYTE
    if "wingdings" in font.lower():
        return _WINGDINGS.get(code, "•")
    return _SYMBOL.get(code) or _WINGDINGS.get(code, "•")


def without_private(text: str, font: str = "") -> str:
    """The text with signs of symbol fonts as what they show."""
    if not any("\uf000" <= c <= "\uf0ff" for c in text):
        return text
    return "".join(symbol_sign(ord(c), font) if "\uf000" <= c <= "\uf0ff" else c for c in text)


def bullet_glyph(text: str, font: str) -> str:
    """The mark of a bulleted list as one sign: `-` for any dash, `•` for what only a symbol font shows."""
    glyph = text.strip()[:1]
    if not glyph:
        return ""
    if glyph in _DASHES:
        return "-"
    if "\ue000" <= glyph <= "\uf8ff" or "wingdings" in font.lower() or font.lower() == "symbol":
        return "-" if symbol_sign(ord(glyph), font) == "-" else "•"
    return glyph if glyph in _PLAIN_BULLETS else "•" if not glyph.isalnum() else glyph
