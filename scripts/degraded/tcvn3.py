"""Text as it was typed in the fonts of TCVN3 (ABC): one byte a letter, shown by Windows as some other sign.

The fonts have no capitals with a tone. Those were typed as small letters in a second font, whose name ends in H and
which shows them as capitals. The table stands here a second time, so that a fault in that of the package shows.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn

FONT, CAPITALS = ".VnTime", ".VnTimeH"

_LETTERS = "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵăâêôơưđĂÂÊÔƠƯĐ"
_BYTES = (
    "b5b6b7b8b9 bbbcbdbec6 c7c8c9cacb cccecfd0d1 d2d3d4d5d6 d7d8dcddde dfe1e2e3e4 e5e6e7e8e9 eaebecedee eff1f2f3f4"
    "f5f6f7f8f9 fafbfcfdfe a8a9aaabacadae a1a2a3a4a5a6a7"
)
TABLE = dict(zip(_LETTERS, bytes.fromhex(_BYTES).decode("latin-1"), strict=True))
"""Letter → the sign that Windows shows for it."""
_MISSING = "".join(c.upper() for c in _LETTERS if c.islower() and c.upper() not in _LETTERS)
_SMALL = "a-z" + "".join(c for c in _LETTERS if c.islower())
_IN_CAPITALS = re.compile(rf"[^{_SMALL}]*[{_MISSING}][^{_SMALL}]*")
"""Words in capitals of which one letter at least is missing, or one such letter."""


def retype(element: Any) -> None:
    """Write anew, in the legacy fonts, the runs of an element that name no font of their own."""
    for run in list(element.iter(qn("w:r"))):
        properties = run.find(qn("w:rPr"))
        if run.find(qn("w:t")) is None or (properties is not None and properties.find(qn("w:rFonts")) is not None):
            continue
        for text, font in _split_by_font("".join(t.text or "" for t in run.iter(qn("w:t")))):
            piece = deepcopy(run)
            piece.clear_content()
            piece.text = text
            piece.get_or_add_rPr().rFonts_ascii = piece.rPr.rFonts_hAnsi = font
            run.addprevious(piece)
        run.getparent().remove(run)


def _split_by_font(text: str) -> list[tuple[str, str]]:
    pieces: list[tuple[str, str]] = []
    at = 0
    for match in _IN_CAPITALS.finditer(text):
        pieces += [(text[at : match.start()], FONT), (match[0], CAPITALS)]
        at = match.end()
    pieces.append((text[at:], FONT))
    return [("".join(_type_letter(c) for c in piece), font) for piece, font in pieces if piece]


def _type_letter(letter: str) -> str:
    return TABLE.get(letter) or TABLE.get(letter.lower(), letter)
