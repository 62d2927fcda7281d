"""Is the text layer of a page what stands on the page? If not, the page has to be read by OCR."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from vbparse.readers.quality import legibility

LEGIBLE = 0.75
"""A page whose words are legible to a smaller share is read a second time, by pdfplumber, and then by OCR."""
_SHEET = 0.5
"""A picture that covers this share of a page may be a scan of it."""
_FEW, _SOME = 200, 20
"""Letters that a page has at least which is no scan with a stamp on it; that a layer under a scan has at least."""
_MANY, _APART, _TOGETHER = 40, 0.3, 0.2
_LONG = 9
"""The longest Vietnamese syllable (nghiêng) has seven letters; words of other languages are rarely longer than this."""
_MARKED = 0.05
"""Vietnamese has a mark on one letter of four; a layer with fewer than this was read without Vietnamese."""


@dataclass(frozen=True, slots=True)
class Lack:
    """Why the text layer of a page is no use; `reason` ends a sentence."""

    code: Literal["text-layer-missing", "text-layer-broken"]
    reason: str


def lack_of(texts: Iterable[str], pictures: float, *, drawn: bool, hidden: bool) -> Lack | None:
    """What is wrong with the text layer of a page, None where nothing is. `pictures` is the share of the page that
    pictures cover; `drawn` says that much is drawn on it; `hidden` that its text is an invisible layer."""
    text = " ".join(texts)
    letters = sum(map(str.isalnum, text))
    if not letters:
        return Lack("text-layer-missing", "không có lớp chữ") if pictures > 0.05 or drawn else None
    if pictures > _SHEET and letters < (_SOME if hidden else _FEW):
        return Lack("text-layer-missing", "lớp chữ chỉ có vài từ trên ảnh của trang")
    if legibility(text) < LEGIBLE:
        return Lack("text-layer-broken", "chữ trong lớp chữ không đọc được")
    words = [w for w in text.split() if any(map(str.isalpha, w))]
    if len(words) >= _MANY:
        if sum(len(w) == 1 for w in words) > _APART * len(words):
            return Lack("text-layer-broken", "lớp chữ bị tách rời từng chữ cái")
        alphabetic = [p for w in words for p in _parts(w)]
        if sum(len(p) for p in alphabetic if len(p) > _LONG) > _TOGETHER * sum(map(len, alphabetic)):
            return Lack("text-layer-broken", "lớp chữ mất dấu cách")
    if hidden and letters >= _FEW and _marked(text) < _MARKED:
        return Lack("text-layer-broken", "lớp chữ mất dấu tiếng Việt")
    return None


def _parts(word: str) -> list[str]:
    return "".join(c if c.isalpha() else " " for c in word).split()


def _marked(text: str) -> float:
    letters = [c for c in text if c.isalpha()]
    return sum(len(unicodedata.normalize("NFD", c)) > 1 or c in "đĐ" for c in letters) / max(1, len(letters))
