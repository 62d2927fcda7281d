"""Whether the text layer of a page is what stands on the page. If not, the page has to be read by OCR."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from vbparse.patterns import Cue
from vbparse.readers.misread import find_misread_words
from vbparse.readers.quality import POOR, SOUND, UNNAMED, Quality, assess_quality
from vbparse.vocabularies import AnomalyCode

Choice = Literal["layer", "recognised"]
SHEET = 0.5
"""A picture that covers this share of a page may be a scan of it, or its background."""
_FEW, _SOME = 200, 20
"""Letters that a page has at least which is no scan with a stamp on it; that a layer under a scan has at least."""
_MANY, _APART, _TOGETHER = 40, 0.3, 0.2
"""Words of a page that tell; shares of single letters, and of letters in overlong words, from which its words are not
parted as they should be."""
_AGREED, _WHOLE = 0.85, 0.3
"""Two readings of one page agree that share so many words; one with fewer than this share of the other's letters is
none of the page."""
_LONG = 9
"""The longest Vietnamese syllable (nghiêng) has seven letters; words of other languages are rarely longer than this."""

_PART = Cue(r"[^\W\d_]+", examples=["nghiêng", "UBND"], rejects=["2025", "_–/"])
"""Letters without a break."""


@dataclass(frozen=True, slots=True)
class Lack:
    """Why the text layer of a page is no use; `reason` ends a sentence."""

    code: Literal[AnomalyCode.TEXT_LAYER_MISSING, AnomalyCode.TEXT_LAYER_BROKEN]
    reason: str


ILLEGIBLE = Lack(AnomalyCode.TEXT_LAYER_BROKEN, "chữ trong lớp chữ không đọc được")


def find_lack(text: str, quality: Quality, pictures: float, *, drawn: bool, hidden: bool) -> Lack | None:
    """What is wrong with the text layer of a page, None where nothing is. `quality` is that of its letters; `pictures`
    the share of the page that pictures cover; `drawn` says that much is drawn on it; `hidden` that its text is an
    invisible layer."""
    letters = sum(map(str.isalnum, text))
    if not letters and quality.legible < SOUND:
        return ILLEGIBLE
    if not letters:
        return Lack(AnomalyCode.TEXT_LAYER_MISSING, "không có lớp chữ") if pictures > 0.05 or drawn else None
    if pictures > SHEET and letters < (_SOME if hidden else _FEW):
        return Lack(AnomalyCode.TEXT_LAYER_MISSING, "lớp chữ chỉ có vài từ trên ảnh của trang")
    if hidden and pictures > SHEET and find_misread_words(text):
        return Lack(AnomalyCode.TEXT_LAYER_BROKEN, "lớp chữ do máy nhận dạng, có nhiều từ sai")
    return _find_fault(text, quality)


def _find_fault(text: str, quality: Quality) -> Lack | None:
    if quality.legible < SOUND:
        return ILLEGIBLE
    if quality.unnamed > UNNAMED:
        return Lack(AnomalyCode.TEXT_LAYER_BROKEN, "một phần chữ trong lớp chữ không có bảng mã")
    words = [w for w in text.split() if any(map(str.isalpha, w))]
    if len(words) >= _MANY:
        if sum(len(w) == 1 for w in words) > _APART * len(words):
            return Lack(AnomalyCode.TEXT_LAYER_BROKEN, "lớp chữ bị tách rời từng chữ cái")
        parts = list(map(len, _PART.findall(text)))
        if sum(n for n in parts if n > _LONG) > _TOGETHER * sum(parts):
            return Lack(AnomalyCode.TEXT_LAYER_BROKEN, "lớp chữ mất dấu cách")
    if quality.marked < SOUND:
        return Lack(AnomalyCode.TEXT_LAYER_BROKEN, "lớp chữ mất dấu tiếng Việt")
    return Lack(AnomalyCode.TEXT_LAYER_BROKEN, "lớp chữ không ra tiếng Việt") if quality.known < SOUND else None


def choose_reading(layer: str, recognised: str) -> Choice | None:
    """Which of two readings of a page is what stands on it: the layer that was doubted, or what OCR made; None where
    neither can be trusted.

    A page full of foreign names may look broken and be sound: then both readings have the same words.
    """
    layer_quality, ocr_quality = assess_quality(layer), assess_quality(recognised)
    sound = not _find_fault(recognised, ocr_quality)
    worse = layer_quality.unnamed > UNNAMED or len(find_misread_words(layer)) > len(find_misread_words(recognised))
    if _readings_agree(layer, recognised) and not (sound and worse):
        return "layer"
    if _count_letters(recognised) <= _WHOLE * _count_letters(layer):
        return None
    return "recognised" if sound or ocr_quality.lowest_share > max(POOR, layer_quality.lowest_share) else None


def _readings_agree(one: str, other: str) -> bool:
    a, b = Counter(one.split()), Counter(other.split())
    return (a & b).total() >= _AGREED * max(a.total(), b.total())


def _count_letters(text: str) -> int:
    return sum(map(str.isalpha, text))
