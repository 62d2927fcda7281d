"""How far a word as it was read can be a word: to choose between two readings of it."""

from __future__ import annotations

from vbparse.language.misread.numbers import is_abbreviation
from vbparse.language.syllables import is_frequent, is_syllable
from vbparse.patterns import Cue

_RUN = Cue(r"[\p{L}\d]+", examples=["QĐ", "tổ", "2024"], rejects=["-/"])
_NO_SYLLABLE, _UNKNOWN_CAPITALS, _MIXED, _RARE, _EMPTY = 60.0, 24.0, 12.0, 16.0, 10.0
"""By how many points of Tesseract's confidence a run of letters that is no syllable, an unknown abbreviation, letters
with digits, a rare syllable, and a word of marks alone are less likely. Chosen on real scans, where half of each does
hardly worse."""


def rate_words(text: str) -> float:
    """What to take from the confidence (0 to 100) in words, for the least likely of their runs of letters and digits;
    0 where all of them are frequent."""
    runs = _RUN.findall(text)
    return max(map(_rate_run, runs)) if runs else _EMPTY


def _rate_run(run: str) -> float:
    if run.isdigit() or is_frequent(run):
        return 0.0
    if not run.isalpha():
        return _MIXED
    if is_syllable(run):
        return _RARE
    if run.isupper():
        return 0.0 if is_abbreviation(run) else _UNKNOWN_CAPITALS
    return _NO_SYLLABLE
