"""Letters that no map of their font names: by the numbers of their glyphs, and by their codes.

pdfium gives such a letter the code that stands in the page. In a font of numbered glyphs that is the number; a font of
single bytes that states no encoding is one of Windows, which pdfium takes for one of Apple ("cÙng" for công).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vbparse.language.charsets.glyphs import glyphs_of_font
from vbparse.language.charsets.judging import is_vietnamese
from vbparse.patterns import Cue

UNNAMED = "\ufffd"
"""Stands for a letter that nothing names."""
RENUMBERED = 700
"""A font that holds the glyphs of one paper alone, numbered anew, has fewer; those of Vietnamese letters have higher
numbers in the whole font."""
_BYTES = range(0x80, 0x100)
_WINDOWS = {code: bytes([code]).decode("cp1252", "replace") for code in _BYTES}
_APPLE = {bytes([code]).decode("mac_roman"): code for code in _BYTES} | {"£": 0xC1, " ": 0xCA}
"""The bytes that pdfium shows as these letters; for two of them its table has letters that others have, too."""
_WORD = Cue(r"[^\x00-/:-@\[-`{-\x7f\s]+", examples=["cÙng", "t‡i"], rejects=[" ", "(,"])
"""A word; what pdfium shows of its letters may be any sign beyond ASCII."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The characters of a page as pdfium gives them: their fonts (handles) and what these are called, the places of
    those that stand as their codes (`unmapped`), and those of blanks that are as wide as a letter."""

    text: str
    fonts: Sequence[int | None]
    names: Mapping[int, str]
    unmapped: frozenset[int]
    wide: frozenset[int]

    @property
    def have_numbers(self) -> bool:
        """Whether codes are the numbers that glyphs have in the whole font."""
        return any(ord(self.text[i]) > RENUMBERED for i in self.unmapped)


def name_letters(page: Letters, *, numbers: bool) -> str | None:
    """The characters of a page with all letters named, one for one; None where that is not certain. `numbers` says that
    codes are numbers of glyphs."""
    letters, codes = list(page.text), _find_codes(page)
    for i in page.unmapped:
        font = page.fonts[i] or 0
        if font not in codes:
            glyphs = glyphs_of_font(page.names[font]) if numbers and font else None
            letters[i] = (glyphs or {}).get(ord(page.text[i]), UNNAMED)
    for places in codes.values():
        windows = {i: _WINDOWS[code] for i, code in places.items()}
        words = [m.span() for m in _WORD.finditer("".join(letters)) if not windows.keys().isdisjoint(range(*m.span()))]
        as_read = sum(is_vietnamese("".join(letters[a:b])) for a, b in words)
        as_windows = sum(is_vietnamese("".join([windows.get(i, letters[i]) for i in range(a, b)])) for a, b in words)
        if as_windows == as_read or (as_windows < as_read and not page.unmapped.isdisjoint(windows)):
            return None
        if as_windows > as_read:
            for i, letter in windows.items():
                letters[i] = letter
    return None if UNNAMED in letters else "".join(letters)


def _find_codes(page: Letters) -> dict[int, dict[int, int]]:
    """The fonts all of whose letters beyond ASCII can be bytes that pdfium took for Apple's: these by their places."""
    codes: dict[int, dict[int, int]] = defaultdict(dict)
    for i, (font, letter) in enumerate(zip(page.fonts, page.text, strict=True)):
        if font and i in page.unmapped:
            codes[font][i] = ord(letter) if ord(letter) in _BYTES else 0
        elif font and (i in page.wide or not letter.isascii()):
            codes[font][i] = _APPLE.get(letter, 0)
    return {font: places for font, places in codes.items() if all(places.values())}
