"""The shape of a Vietnamese syllable, and how syllables that a converter tore apart are put together again.

A written syllable is an initial, a rhyme and a tone mark (chính tả as taught in school). Rhymes that end in c, ch, p, t
have sắc or nặng only. The grammar says what can be a syllable, not what is a word; `data/syllables.tsv` holds the
rhymes, and syllables that are frequent in administrative prose, to choose between two ways of joining pieces.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from vbparse.language.tables import column
from vbparse.patterns import Cue

_TONES = {"\u0300": 1, "\u0301": 2, "\u0303": 3, "\u0309": 4, "\u0323": 5}
_STOPPED_TONES = ([2], [5])
"""Sắc and nặng, the tones of rhymes that end in a stop."""
_CACHED = 8192
"""Words remembered: more than there are syllables in use."""
_RUNNING_TEXT = 6
"""Running text has fewer than one piece in six that can only be read with its neighbour."""
_STOPPED = Cue(r"(?:c|ch|p|t)$", examples=["ach", "op"], rejects=["an", "a"])
_SPLIT = Cue(
    r"(?i:^(ngh|ng|nh|gh|gi|ch|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?(.*)$)", examples=["nghiêng", "quy", "an"], at="start"
)


@cache
def _syllables_of_kind(kind: str) -> frozenset[str]:
    return frozenset(form for forms in column("syllables", "forms", kind=kind) for form in forms.split())


def is_syllable(word: str) -> bool:
    """Whether the word may be a Vietnamese syllable. Case does not matter."""
    return _is_syllable(unicodedata.normalize("NFC", word).lower())


def is_frequent(word: str) -> bool:
    """Whether the word is one of the syllables that are frequent in administrative prose. Case does not matter."""
    return word.lower() in _syllables_of_kind("frequent")


@lru_cache(maxsize=_CACHED)
def _is_syllable(word: str) -> bool:
    if not word or not word.isalpha():
        return False
    bare, tones = _without_tone(word)
    if len(tones) > 1:
        return False
    for initial, rhyme in _split_initial(bare):
        if initial == "qu":
            known = rhyme in _syllables_of_kind("rhyme after qu")
        elif initial == "gi":
            known = not rhyme or rhyme in _syllables_of_kind("rhyme after gi")
        else:
            known = rhyme in _syllables_of_kind("rhyme") and _is_spelling(initial, rhyme)
        if known and (not _STOPPED.search(rhyme) or tones in _STOPPED_TONES):
            return True
    return False


def _without_tone(word: str) -> tuple[str, list[int]]:
    letters = unicodedata.normalize("NFD", word)
    tones = [_TONES[c] for c in letters if c in _TONES]
    return unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES)), tones


def _split_initial(bare: str) -> list[tuple[str, str]]:
    match = _SPLIT.match(bare)
    if not match:
        return []
    found = [(match[1] or "", match[2])]
    if match[1] == "gi":
        found.append(("g", "i" + match[2]))
    return found


def _is_spelling(initial: str, rhyme: str) -> bool:
    """k, gh, ngh stand before i, e, ê, y only; c, g, ng never do (gì, gìn are read as gi)."""
    front = rhyme[0] in "ieêy"
    if initial in {"k", "gh", "ngh"}:
        return front
    if initial in {"c", "ng"}:
        return not front
    if initial == "g":
        return not front or rhyme in {"i", "in", "iêng", "iêt"}
    return initial != "q" and (bool(initial) or rhyme not in {"iêm", "iên", "iêng", "iêt", "iêu"})


def is_torn(words: Sequence[str]) -> bool:
    """Whether the words of a line were torn apart. `words` are runs of letters.

    Running text has next to no pieces that make a syllable or an abbreviation only with their neighbour. One such
    piece is enough where it is no word at all and makes a frequent one (`T hành phố`).
    """
    pieces = [word for word in words if word.isalpha()]
    joined = join_torn(pieces)
    if sum(joined) != 1:
        return sum(joined) * _RUNNING_TEXT >= len(pieces) > 1 and any(joined)
    at = joined.index(True)
    alone = any(_is_fragment(piece) for piece in pieces[at : at + 2])
    return alone and (pieces[at] + pieces[at + 1]).lower() in _syllables_of_kind("frequent")


def _is_fragment(piece: str) -> bool:
    has_vowel = _VOWEL.search(unicodedata.normalize("NFD", piece))
    return not has_vowel and (len(piece) == 1 or not piece.isupper())


_VOWEL = Cue(r"[aeiouyAEIOUY]", examples=["an", "KE"], rejects=["đ", "TT"])
_PLAIN = Cue(r"[A-ZĐƯƠÔÂĂÊ]+$", examples=["UBND", "ĐU"], rejects=["Ubnd", "Ủ"], at="start")
_LONGEST = 8
"""Pieces of one word at most: "nghiêng" has seven letters."""
_LONGEST_ACRONYM = 6


def join_torn(pieces: Sequence[str]) -> list[bool]:
    """For each gap between neighbouring pieces (runs of letters with one blank between), whether it is no blank.

    The cheapest reading wins: possible syllables, frequent ones first; capitals in a row may be an abbreviation; what
    is neither costs most.
    """
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(pieces) + 1):
        choices = []
        for start in range(max(0, end - _LONGEST), end):
            cost = _cost("".join(pieces[start:end]), pieces[start:end])
            if cost is not None:
                choices.append((best[start][0] + cost, start))
        best.append(min(choices))
    gaps = [False] * max(0, len(pieces) - 1)
    end = len(pieces)
    while end:
        start = best[end][1]
        gaps[start : end - 1] = [True] * (end - 1 - start)
        end = start
    return gaps


def _cost(word: str, pieces: Sequence[str]) -> float | None:
    """What it costs to read the pieces as one word; None where they cannot be one."""
    if len(pieces) > 1 and not (word.isupper() or word[1:].islower()):
        return None
    if is_syllable(word):
        if word.lower() in _syllables_of_kind("frequent"):
            return 1.0 if len(word) > 1 else 1.6
        return 1.7 + (0.5 if _VOWEL.match(unicodedata.normalize("NFD", word)) else 0.0)
    if len(pieces) == 1:
        return 1.5 if len(word) > 1 and word.isupper() else 4.0
    if (
        word.isupper()
        and _PLAIN.match(word)
        and len(word) <= _LONGEST_ACRONYM
        and {1} <= set(map(len, pieces)) <= {1, 2}
    ):
        return 1.9
    if all(len(piece) == 1 for piece in pieces):
        return 1.5 * len(pieces)
    return None
