"""Whether a text is written in a legacy charset, by what becomes of its words: Vietnamese syllables, or nothing known.

A word is a run of characters that may be letters of some charset: anything but ASCII blanks, digits and marks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import cast

import regex

from vbparse.language.charsets.letters import byte_view, convert, letter_table
from vbparse.language.syllables import is_syllable
from vbparse.patterns import Cue

WORD = Cue(r"[^ \t\n\r\f\v!-@\[-`{-~]+", examples=["nh©n"], rejects=["12, 3!"])
MODERN = Cue(r"[ăđơưĂĐƠƯ\u0300-\u0303\u0309\u0323\u1ea0-\u1ef9]", examples=["đơn", "ế"], rejects=["nh©n d©n", "hòa"])
"""What stands in Unicode alone: no byte of a legacy charset is shown as one of these."""

_LETTERS = Cue(r"[^\W\d_]+", examples=["KH"], rejects=["12-3"])
_OWN = frozenset("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýÐð")
_SIGNS = frozenset("\xa0°·«»§©®±²³×÷½¼¾´¨¯¸¬\xad…–—‘’“”„•€™")
_ALIEN = "".join(regex.escape(chr(c)) for c in range(0xC0, 0x100) if chr(c) not in _OWN | {"×", "÷"})
_INSIDE = "¡¢£¤¥¦§¨©ª«¬\xad®¯µ¶·¸¹º»¼½¾μ"
_SUSPECT = Cue(
    cast(
        "regex.Pattern[str]",
        re.compile(rf"[{_ALIEN}\uf0a0-\uf0ff]|[A-Za-z][{_INSIDE}](?=[A-Za-z])|[âêôãõýÂÊÔ][ìòÌÒ]|[a-z][ÌÒ]"),
    ),
    examples=["nh©n d©n", "®Þnh"],
    rejects=["nhân dân", "km²"],
)
"""Looked for in every text, and found by `re` in half the time of `regex`."""
_VIQR = Cue(
    r"[AEOaeo]\^|[OUou]\+[`'?~.]?[A-Za-z]|[Aa]\([`'?~.]?[a-z]|\bdd[a-z]|\bD[Dd][A-Za-z]",
    examples=["Vie^.t", "ddo^`ng"],
    rejects=["Hanoi", "x = 2"],
)
_VIQR_WORD = Cue(r"[A-Za-z(][A-Za-z^(+`'?~.\\]*", examples=["Vie^.t"], rejects=["12 3"])
_UNIT = Cue(r"(?:[kcdm]?m|ha)[²³]|°[CF]|[µμ][glm]", examples=["km²", "°C", "µg"], rejects=["m2", "km"], at="whole")
ACRONYM = Cue(r"[A-ZĂÂĐÊÔƠƯ]{1,8}", examples=["UBND", "ĐU"], rejects=["Đu", "CHUNGKHOAN"], at="whole")

_LEAST = 3
"""So many different words must speak for a charset, and not be Vietnamese as they stand."""
_SHARE = 0.75
"""Of the words that tell anything, those that must become Vietnamese."""
_MOST = 3000
"""Different words looked at, the most frequent first."""
_MOST_TEXT = 400_000
"""Characters looked at: some two hundred pages, whatever the length of the file."""


def looks_legacy(text: str) -> bool:
    """A quick look: are there words that no text in Unicode has? Most texts need no other."""
    found = 0
    for _ in _SUSPECT.finditer(text):
        found += 1
        if found >= _LEAST:
            return True
    return not found and text.isascii() and _VIQR.search(text) is not None


def charset_of_text(text: str) -> str | None:
    """The legacy charset of most of a text whose fonts tell none; None where it is Unicode, or no Vietnamese.

    A text of which parts are in Unicode is judged by its other lines.
    """
    if not looks_legacy(text):
        return None
    if text.isascii():
        return "viqr" if _is_viqr(text) else None
    lines = [
        line
        for line in text.splitlines()
        if _SUSPECT.search(line) and len(MODERN.findall(line)) * 2 < len(line.split())
    ]
    some = "\n".join(lines) if MODERN.search(text) else text
    words = Counter(WORD.findall(some[:_MOST_TEXT]))
    beyond = Counter({w: n for w, n in words.most_common(_MOST) if not is_plain(w) and not MODERN.search(w)})
    known = [is_syllable(w) for w in words if w.isascii() and len(w) > 1 and w[1:].islower()]
    if 2 * sum(known) < len(known):
        return None
    return _best_charset(beyond)


def _best_charset(words: Counter[str]) -> str | None:
    """The charset that makes syllables of most of the words."""
    as_is = [is_vietnamese(w) for w in words]
    best, best_charset = max(_SHARE, _share(words, as_is) + 0.1), None
    for charset in ("tcvn3", "vni", "viscii", "vps", "cp1258"):
        made = [is_converted(w, charset) for w in words]
        share = _share(words, made)
        if share > best and sum(x is True and not y for x, y in zip(made, as_is, strict=True)) >= _LEAST:
            best, best_charset = share, charset
    return best_charset


def _share(words: Counter[str], good: Iterable[bool | None]) -> float:
    """The share of the words that are good, of those that tell anything."""
    told = [(n, x) for n, x in zip(words.values(), good, strict=True) if x is not None]
    return sum(n for n, x in told if x) / max(1, sum(n for n, _ in told))


def is_plain(word: str) -> bool:
    """Whether it is printable ASCII, shared by all charsets but VIQR. VISCII and VPS have letters among controls."""
    return word.isascii() and word.isprintable()


def is_converted(word: str, charset: str) -> bool | None:
    """Whether a charset makes a Vietnamese word of it, leaving no letter; None where there is no letter in it."""
    converted = convert(word, charset).text
    if not any(c.isalpha() for c in converted):
        return None
    rest = letter_table(charset)[1].sub("", byte_view(word))
    if any(not c.isascii() and c.isalpha() for c in rest):
        return False
    return is_vietnamese(converted, mixed=charset == "tcvn3")


def is_vietnamese(word: str, mixed: bool = False) -> bool:
    """Whether each run of letters is a syllable or an acronym, and nothing else is in the word but common signs.
    `mixed`: a syllable may mix capitals and small letters, as TCVN3 must, which has few capitals."""
    if _UNIT.fullmatch(word):
        return True
    runs = _LETTERS.findall(word)
    rest = _LETTERS.sub("", word)
    if not runs or any(c not in _SIGNS for c in rest):
        return False
    if any(c in "§©®¬ª¤¦¨¸\xad" for c in rest) and len(runs) + len(rest) > 1:
        return False
    return all(ACRONYM.fullmatch(run) or (is_syllable(run) and (mixed or _has_one_case(run))) for run in runs)


def _has_one_case(word: str) -> bool:
    return word.islower() or word.isupper() or word.istitle()


def _is_viqr(text: str) -> bool:
    """VIQR is ASCII, so the evidence must be strong: many words with a hat, a breve, a horn or a stroke that become
    syllables, few that do not, and marks at a fair part of all words."""
    words = Counter(_VIQR_WORD.findall(text))
    marked = {w: n for w, n in words.items() if _VIQR.search(w)}
    good = {w: n for w, n in marked.items() if _is_viqr_syllable(w)}
    return (
        len(good) >= 2 * _LEAST
        and sum(good.values()) >= 0.8 * sum(marked.values())
        and sum(good.values()) >= 0.2 * sum(words.values())
    )


def _is_viqr_syllable(word: str) -> bool:
    bare = word.lstrip("(").rstrip("\\")
    return any(is_syllable(convert(x, "viqr").text) for x in (bare, bare.rstrip(".?'(\\`~")))
