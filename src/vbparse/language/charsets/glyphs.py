"""Letters of Times New Roman by the numbers of their glyphs, for PDFs that tell nothing else.

The State's papers are set in Times New Roman (Nghị định 30/2020, Phụ lục I), and printers that write no Unicode map
keep its numbers. `data/glyphs.tsv` holds runs of neighbouring glyphs, as the fonts of Windows since 2006 have them:
those of 822 to 4,729 glyphs agree, as the maps of PDFs tell that have one. The slanted faces lack Arabic, and are
numbered otherwise from there on.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from vbparse.language.tables import rows
from vbparse.patterns import Cue

_FACE = Cue(
    r"(?i)(?:[A-Z]{6}\+)?Times ?New ?Roman",
    examples=["TimesNewRoman", "ABCDEF+Times New Roman,Bold"],
    rejects=["Arial", "Times-Roman"],
    at="start",
)
_SLANTED = Cue(r"(?i)ital|obli", examples=["TimesNewRoman,Italic", "BoldOblique"], rejects=["TimesNewRoman,Bold"])


def glyphs_of_font(name: str) -> Mapping[int, str] | None:
    """The letters of a font by the numbers of its glyphs; None for a font whose numbers are not known."""
    return _letters("italic" if _SLANTED.search(name) else "upright") if _FACE.match(name) else None


@cache
def _letters(face: str) -> dict[int, str]:
    return {int(row[face]) + i: letter for row in rows("glyphs") for i, letter in enumerate(row["letters"])}
