"""Is a text layer, or what OCR made, Vietnamese text at all?"""

from __future__ import annotations

import unicodedata
from collections import Counter

_VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
_LETTERS = frozenset(_VOWELS + _VOWELS.upper() + "bcdđfghjklmnpqrstvwxzBCDĐFGHJKLMNPQRSTVWXZÐð")
_EDGE = " \t.,;:!?()[]{}<>\"'“”‘’«»…-–—/\\*+=•▪■□➢✓○●_|~"
_WITHIN = frozenset(".,:;-–—/_'’@&+%°\"()“”…")
_FEW = 5


def legibility(text: str) -> float:
    """The share of a text's words that can be Vietnamese (or Latin) words, numbers or codes, from 0 to 1.

    A layer with a broken character map ("6Ӂ CÔNG 7+ѬѪ1*") or in a legacy charset scores low. Fewer than five words
    tell nothing and count as legible.
    """
    words = Counter(w for w in (raw.strip(_EDGE) for raw in unicodedata.normalize("NFC", text).split()) if w)
    total = words.total()
    if total < _FEW:
        return 1.0
    return sum(count for word, count in words.items() if _legible(word)) / total


def _legible(word: str) -> bool:
    if _LETTERS.issuperset(word):
        return True
    alien = [c for c in word if c not in _LETTERS and not c.isdigit() and c not in _WITHIN]
    if not alien:
        return any(c.isalnum() for c in word)
    return len(word) == 1 and unicodedata.category(alien[0])[0] in "PS"
