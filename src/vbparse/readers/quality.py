"""Whether a text layer, or what OCR made, is Vietnamese text at all."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from vbparse.language.syllables import is_syllable
from vbparse.patterns import Cue

SOUND, POOR = 0.75, 0.5
"""A text of which a smaller share is sound is doubted; one of which a smaller share still is can be of no use."""
UNNAMED = 10
"""Letters that no font names which a sound text may have: list marks, a logo."""
_VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
_LETTERS = frozenset(_VOWELS + _VOWELS.upper() + "bcdđfghjklmnpqrstvwxzBCDĐFGHJKLMNPQRSTVWXZÐð")
_EDGE = " \t.,;:!?()[]{}<>\"'“”‘’«»…-–—/\\*+=•▪■□☐☑☒❑➢✓○●_|~"
_WITHIN = frozenset(".,:;-–—/_'’@&+%°\"()“”…")
_FEW = 5
"""Words below which a text is not judged."""
UNMAPPED = Cue(r"\(cid:(\d+)\)", examples=["(cid:1257)"], rejects=["(cid:)", "cid 12"])
"""What pdfminer writes for a letter whose font has no map to Unicode."""
_NO_TEXT = Cue("[\x00-\x08\x0e-\x1f\x7f\ufffd]", examples=["K\ufffd hoạch", "\x03\x1f"], rejects=["Kế hoạch\t1\r\n\f"])
"""Characters that stand in no text: not even a few words with one of them are legible."""
_WORD = Cue(r"[^\W_]+", examples=["UBND", "29"], rejects=["_ – /"])
_SPOILT = Cue(r"[^\W\d_]\d+[^\W\d_]", examples=["C6NG", "hdnh1ch"], rejects=["2025", "D005", "4KH"])
"""A digit in the midst of a word."""
_ENOUGH = 20
"""So many different words show what language a text is in; fewer may be names, or the heads of a table."""
_OFTEN = 3
"""A word counts so many times at most: a table may have its unit in each row."""
_FOREIGN = frozenset({
    "and", "are", "by", "for", "from", "has", "have", "is", "its", "of", "or", "our", "shall", "their", "these",
    "this", "was", "were", "which", "will", "with", "you", "your", "aux", "avec", "cette", "dans", "des", "est",
    "les", "leur", "nous", "pour", "sur", "vous",
})  # fmt: skip
"""Words that run through English and French and that no Vietnamese syllable can be misread for."""
_FOREIGN_SHARE = 0.04
"""Share of such words from which a text is in another language."""
_REMEMBERED = 8192
"""Words whose kind is remembered: more than a report has different ones."""
_LONGEST_ACRONYM = 8
"""Letters of a word in capitals that may be an abbreviation."""
MARKED = 0.2
"""Vietnamese has a mark on one letter of four; no page of a paper has one on fewer than five."""


@dataclass(frozen=True, slots=True)
class Quality:
    """How far a text can be read, in shares from 0 to 1, and how many letters no font names (`unnamed`).

    `legible` are the words that can be words of any language in Latin letters, numbers or codes; `known` those that are
    Vietnamese syllables; `marked` the letters with a mark, 1 as soon as they are as many as in any Vietnamese text. The
    last two are 1 where words are few, or in another language.
    """

    legible: float
    unnamed: int = 0
    known: float = 1.0
    marked: float = 1.0

    @property
    def is_sound(self) -> bool:
        """Whether nothing speaks against the text."""
        return self.lowest_share >= SOUND and self.unnamed <= UNNAMED

    @property
    def lowest_share(self) -> float:
        """The least of the shares: by this two readings of one page are compared."""
        return min(self.legible, self.known, self.marked)


def assess_quality(text: str) -> Quality:
    """Judge a text. A layer with a broken character map ("6Ӂ CÔNG 7+ѬѪ1*", "(cid:48)(cid:1257)") or in a legacy charset
    is not legible; one that was recognised without Vietnamese ("thri tuc hdnh chinh") is not known or not marked."""
    text = UNMAPPED.sub("\ufffd", unicodedata.normalize("NFC", text))
    legible, unnamed = _legible_share(text), text.count("\ufffd")
    words = {word: min(n, _OFTEN) for word, n in Counter(_WORD.findall(text)).items()}
    kinds: Counter[str] = Counter()
    classified = 0
    for word, times in words.items():
        kind = _classify_word(word)
        kinds[kind] += times
        classified += kind != "open"
    syllables, strange = kinds["known"], kinds["unknown"]
    strange += max(0, kinds["short"] - syllables - strange)  # abbreviations are not most of any text
    foreign = sum(n for word, n in words.items() if word.lower() in _FOREIGN)
    if classified < _ENOUGH or foreign > _FOREIGN_SHARE * (syllables + strange):
        return Quality(legible, unnamed)
    return Quality(legible, unnamed, syllables / max(1, syllables + strange), min(1.0, marked_share(text) / MARKED))


def _legible_share(text: str) -> float:
    words = [(word, n) for raw, n in Counter(text.split()).items() if (word := raw.strip(_EDGE))]
    total = sum(n for _, n in words)
    if total < _FEW and not _NO_TEXT.search(text):
        return 1.0
    return sum(n for word, n in words if _is_legible(word)) / max(1, total)


@lru_cache(maxsize=_REMEMBERED)
def _is_legible(word: str) -> bool:
    if _LETTERS.issuperset(word):
        return True
    alien = [c for c in word if c not in _LETTERS and not c.isdigit() and c not in _WITHIN]
    if not alien:
        return any(c.isalnum() for c in word)
    return len(word) == 1 and unicodedata.category(alien[0])[0] in "PS"


@lru_cache(maxsize=_REMEMBERED)
def _classify_word(word: str) -> Literal["known", "unknown", "short", "open"]:
    """Kind of a word: a Vietnamese syllable is known, an abbreviation short; labels, numbers and codes are open."""
    if len(word) == 1:
        return "open"
    if not word.isalpha():
        return "unknown" if _SPOILT.search(word) and not word.isupper() else "open"
    if is_syllable(word):
        return "known" if word.islower() or word.isupper() or word.istitle() else "unknown"
    return "short" if word.isupper() and len(word) <= _LONGEST_ACRONYM else "unknown"


def marked_share(text: str) -> float:
    """The share of the letters that have a mark."""
    letters = {c: n for c, n in Counter(text).items() if c.isalpha()}
    return sum(n for c, n in letters.items() if _is_marked(c)) / max(1, sum(letters.values()))


@lru_cache(maxsize=_REMEMBERED)
def _is_marked(letter: str) -> bool:
    return letter in "đĐ" or len(unicodedata.normalize("NFD", letter)) > 1
