"""Capitals that TCVN3 cannot write: without its fonts, KẾ HOẠCH is met as `KÕ HO¹CH`, that is KếHOạCH in small letters.

A small letter with a tone is raised only where its word or its neighbours say that capitals are meant.
"""

from __future__ import annotations

import re

from vbparse.language.syllables import is_syllable

_RUN = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r" ?[,&/–-]? ?\n?")
_TONED = frozenset("àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ")


def raise_capitals(line: str) -> str:
    """The line, of the same length, with the toned letters of words in capitals as capitals."""
    parts: list[str] = []
    at = 0
    for phrase in _phrases(line):
        kinds = [_kind(run[0]) for run in phrase]
        for i, run in enumerate(phrase):
            if kinds[i] == "capitals" or (kinds[i] == "open" and _beside(kinds, i)):
                parts += [line[at : run.start()], run[0].upper()]
                at = run.end()
    return "".join([*parts, line[at:]])


def _phrases(line: str) -> list[list[re.Match[str]]]:
    """The words of a line, where nothing but a blank, comma or dash parts them together."""
    found: list[list[re.Match[str]]] = []
    for run in _RUN.finditer(line):
        if found and _BETWEEN.fullmatch(line, found[-1][-1].end(), run.start()):
            found[-1].append(run)
        else:
            found.append([run])
    return found


def _kind(word: str) -> str:
    """`capitals` and `small` where the word tells; `open` where its one capital may begin a word in small letters;
    `none` for acronyms and single letters, which tell nothing of the words beside them."""
    others = [c for c in word if c not in _TONED]
    if any(c.islower() for c in others):
        return "small"
    if len(others) == len(word):
        return "capitals" if len(word) > 1 and is_syllable(word) else "none"
    return "capitals" if len(others) > 1 or (others and word[0] in _TONED) else "open"


def _beside(kinds: list[str], at: int) -> bool:
    """Whether the nearest words that tell, on either side, are in capitals."""
    left = next((k for k in reversed(kinds[:at]) if k in {"capitals", "small"}), None)
    right = next((k for k in kinds[at + 1 :] if k in {"capitals", "small"}), None)
    return {left, right} - {None} == {"capitals"}
