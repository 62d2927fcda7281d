"""Signs of symbol fonts: one table for the readers of DOCX and PDF."""

from __future__ import annotations

import pytest

from vbparse.language.charsets.symbols import symbol_sign


@pytest.mark.parametrize(
    ("char", "font", "sign"),
    [
        ("\uf0b7", "Symbol", "•"),
        ("\uf02d", "Symbol", "−"),
        ("\uf0d8", "Wingdings", "➢"),
        ("Ø", "Wingdings-Regular", "➢"),
        ("§", "Wingdings", "▪"),
        ("\uf0a8", "Wingdings", "☐"),
        ("\uf0a8", "Symbol", "♦"),
        ("\uf0a7", "", "▪"),
        ("\uf06d", "SymbolMT", "μ"),
        ("\uf052", "Wingdings 2", "☑"),
        ("R", "Wingdings2", "☑"),
        ("\uf0a3", "Wingdings 2", "☐"),
        ("³", "SymbolMT", "≥"),
        ("\uf0ff", "Wingdings", None),
        ("\uf07d", "Wingdings 3", None),
        ("l", "SegoeUISymbol", None),
    ],
)
def test_a_sign_by_its_code_and_font(char: str, font: str, sign: str | None) -> None:
    assert symbol_sign(ord(char), font) == sign
