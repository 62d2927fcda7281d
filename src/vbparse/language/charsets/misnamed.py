"""Letters to which old converters gave the code of another: ƣ for ư, Õ for Ò ("CỘNG HÕA", "Thủ tƣớng", "PHÕNG").

Fonts draw them rightly, so nobody sees it; what is copied out of such a file has the wrong letters. ƣ is no letter of
Vietnamese. Õ is one, in capitals of a few words only, so it is read as Ò in texts alone that have the fault.
"""

from __future__ import annotations

import regex

from vbparse.patterns import Cue

_FAULT = Cue(
    r"[Ƣƣ](?:[^\W\d_]|(?<=[^\W\d_].))|CỘNG HÕA",
    examples=["Thủ tƣớng", "TƢ", "CỘNG HÕA"],
    rejects=["Thủ tướng", "HÒA", "ƣ"],
)
"""The letters come first: twenty times as fast."""
_LETTERS = str.maketrans("Ƣƣ", "Ưư")
_CAPITALS = Cue(r"(?<!\w)[^\W\d_]*Õ[^\W\d_]*(?!\w)", examples=["HÕA"], rejects=["VÒ"])
_RIGHT = frozenset(["VÕ", "RÕ", "NGÕ", "DÕI", "CÕI", "LÕI", "MÕ", "GÕ", "CÕNG", "VÕNG"])
"""Words that have Õ, or may have it."""


def has_misnamed(text: str) -> bool:
    """Whether a text comes from a converter that names letters wrongly."""
    return _FAULT.search(text) is not None


def correct_letters(text: str) -> str:
    """A text that has the fault, with the letters that are meant; as long as before."""
    return _CAPITALS.sub(_correct_word, text.translate(_LETTERS))


def _correct_word(word: regex.Match[str]) -> str:
    return word[0] if word[0] in _RIGHT or not word[0].isupper() else word[0].replace("Õ", "Ò")
