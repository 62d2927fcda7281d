"""Capitals that TCVN3 cannot write: without its fonts, KẾ HOẠCH is met as `KÕ HO¹CH`, that is KếHOạCH in small letters.

What is read as a small letter with a tone may be either, then. It is raised where its word or the words beside it are
in capitals, where a sentence or an item begins, and in the name of a body.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import regex

from vbparse.language.syllables import is_syllable
from vbparse.language.tables import column
from vbparse.patterns import Cue

_RUN = Cue(r"[^\W\d_]+", examples=["KÕ"], rejects=["12 - 3"])
_BETWEEN = Cue(r" ?[,&/–-]? ?\n?", examples=[" ", ", ", " -\n"], rejects=[". "], at="whole")
_TONED = frozenset("àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ")
_ITEM = r"(?:[-–+*•#>|_]+|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zđ]|[IVXLC]{1,5})[.)/])\s*"
_LINE_START = Cue(rf"\s*((?:{_ITEM})*)[\"“(]?", examples=["  1.2. Tên", "- a) “Tên"], at="start")
_SENTENCE_START = Cue(r"(?<=[.!?])[\"”)]?\s+[\"“(]?", examples=["xong. Sau đó", "nhé!” “Vâng"], rejects=["số 1.2"])


def raise_capitals(line: str, begins: bool = True) -> str:
    """The line, of the same length, with capitals where they are meant. `begins`: a sentence begins with the line."""
    at = _LINE_START.match(line)
    starts = [m.end() for m in _SENTENCE_START.finditer(line)]
    starts += [at.end()] if at and (begins or at[1]) else []
    return raise_names(_raise_at(_raise_words(line), starts))


def raise_names(text: str) -> str:
    """The text, of the same length, with the names of bodies beginning with a capital."""
    return _raise_at(text, (m.start() for m in _body_pattern().finditer(text)))


def _raise_at(text: str, starts: Iterable[int]) -> str:
    letters = list(text)
    for start in starts:
        if start < len(text) and text[start] in _TONED:
            letters[start] = text[start].upper()
    return "".join(letters)


@cache
def _body_pattern() -> regex.Pattern[str]:
    """The first two words of the names of bodies that begin with such a letter, in small letters: ủy ban."""
    names = {r"\s+".join(x.lower().split()[:2]) for x in column("organisations", "term", label="body")}
    names = {x for x in names if x[0] in _TONED and "+" in x}
    return regex.compile(rf"(?<![^\W\d_])(?:{'|'.join(sorted(names))})(?![^\W\d_])")


def _raise_words(line: str) -> str:
    """The line with the words in capitals wholly so."""
    parts: list[str] = []
    at = 0
    for phrase in _phrases(line):
        kinds = [_kind(run[0]) for run in phrase]
        for i, run in enumerate(phrase):
            if kinds[i] == "capitals" or (kinds[i] == "open" and _is_beside_capitals(kinds, i)):
                parts += [line[at : run.start()], run[0].upper()]
                at = run.end()
    return "".join([*parts, line[at:]])


def _phrases(line: str) -> list[list[regex.Match[str]]]:
    """The words of a line, where nothing but a blank, comma or dash parts them together."""
    phrases: list[list[regex.Match[str]]] = []
    for run in _RUN.finditer(line):
        if phrases and _BETWEEN.fullmatch(line, phrases[-1][-1].end(), run.start()):
            phrases[-1].append(run)
        else:
            phrases.append([run])
    return phrases


def _kind(word: str) -> str:
    """`capitals` and `small` where the word tells; `open` where its one capital may begin a word in small letters;
    `none` for acronyms and single letters, which tell nothing of the words beside them."""
    others = [c for c in word if c not in _TONED]
    if any(c.islower() for c in others):
        return "small"
    if len(others) == len(word):
        return "capitals" if len(word) > 1 and is_syllable(word) else "none"
    return "capitals" if len(others) > 1 or (others and word[0] in _TONED) else "open"


def _is_beside_capitals(kinds: list[str], at: int) -> bool:
    """Whether the nearest words that tell, on either side, are in capitals."""
    left = next((k for k in reversed(kinds[:at]) if k in {"capitals", "small"}), None)
    right = next((k for k in kinds[at + 1 :] if k in {"capitals", "small"}), None)
    return {left, right} - {None} == {"capitals"}
