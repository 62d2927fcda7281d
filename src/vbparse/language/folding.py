"""Letters folded for search: text and query are folded alike, then compared.

Both folds keep the length of a text that is NFC, so that an offset in the folded text is an offset in the text.
"""

from __future__ import annotations

import unicodedata

from vbparse.patterns import Cue
from vbparse.text import fold_view

WORD = r"[\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{Co}\u0300-\u0331]*"
"""A word as FTS5's tokenizer unicode61 cuts it: letters, digits, and marks on them."""

_WORD = Cue(WORD, examples=["xã", "2024"], rejects=["- . /"])


def split_words(text: str) -> tuple[str, ...]:
    """The words of a text, as they stand."""
    return tuple(_WORD.findall(text))


def fold_case(text: str) -> str:
    """Small letters with their marks; presentation is folded as in the match view (hoà is hòa, any dash is `-`)."""
    return lower_case(fold_view(text))


def lower_case(text: str) -> str:
    """Small letters, as many as the text has."""
    return text.replace(_DOTTED, "i").lower()


def fold(text: str) -> str:
    """Small letters without marks, đ as d. Marks that stand by themselves stay, for NFC knows no letter with them."""
    return text.translate(_PLAIN).lower()


_DOTTED = "İ"  # the one letter whose small form is two
_LETTERS = range(0x2100)  # whatever the table names is ten times as fast as what it does not


def _strip_marks(code: int) -> int:
    base = unicodedata.normalize("NFD", chr(code))[0].lower()
    small = base if base.isascii() and base.isalpha() else chr(code).lower()
    return ord(small) if len(small) == 1 else code


_PLAIN = {code: _strip_marks(code) for code in _LETTERS} | dict.fromkeys(map(ord, "đĐðÐ"), ord("d"))


def count_marks(text: str) -> int:
    """The number of letters and marks: of two readings of the same letters, the greater one has more marks."""
    return len(unicodedata.normalize("NFD", text))


def keep_digits(text: str) -> str:
    """The digits of a text, in their order."""
    return "".join(c for c in text if c.isdigit())
