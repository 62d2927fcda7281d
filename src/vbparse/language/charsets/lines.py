"""A line with its fonts in Unicode: what is written in a legacy charset is converted, all else stays.

Word often leaves the name of a legacy font on text that has long been converted, so a font is evidence and no proof:
each word that could be either is settled by the words beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

import regex

from vbparse.language.charsets.capitals import raise_capitals, raise_names
from vbparse.language.charsets.fonts import Legacy
from vbparse.language.charsets.judging import (
    ACRONYM,
    MODERN,
    WORD,
    charset_of_text,
    is_converted,
    is_plain,
    is_vietnamese,
    looks_legacy,
)
from vbparse.language.charsets.letters import Converted, convert
from vbparse.language.syllables import is_syllable
from vbparse.patterns import Cue

_BULLETS = {"tcvn3": "·•–", "viscii": "•–", "vps": "–"}
"""Signs that are rather what they are than a letter where they stand alone; no word consists of that letter."""
_HYPHENED = Cue(
    r"(?<![^\W_])(?:[A-Za-z\xa1-\xff]+-|-(?=[A-Za-z\xa1-\xff]))[A-Za-z\xa1-\xff]*(?![-\w])",
    examples=["x- héi", "kinh tÕ-x"],
    rejects=["kinh"],
)
_SENTENCE_END = Cue(r"[.:;!?][\"”)*]*\s*$|\n\s*\n\s*$", examples=["xong.", "a:\n"], rejects=["xong"])
_LINE = Cue(r"[^\r\n]*[\r\n]+|[^\r\n]+", examples=["a\n", "b"], rejects=[""])
_VIQR_ESCAPE = Cue(r"\\(?=[.?'`^~+(dD\\])", examples=["gi\\?", "o\\^"], rejects=["gi?"])
_VIQR_STOP = Cue(
    r"(?:[aeo][(^+]?[iouy]|(?<![qQgG])[iu]\+?[iu])[.?']$", examples=["toi.", "hoi?"], rejects=["qui.", "Hanoi"]
)
"""A point, question mark or quote behind two vowels of which the first would have the tone: it ends a sentence."""
_VIQR_WORD = Cue(r"[A-Za-z][A-Za-z^(+`'?~.]*", examples=["Vie^.t"], rejects=["12"])


class Piece(NamedTuple):
    """A part of a line in one font. `legacy` is what the font's name tells: None where no name tells anything."""

    text: str
    legacy: Legacy | None = None


@dataclass(slots=True)
class Settings:
    """What holds for a whole document: `charset` is that of text without a telling font, and `pure` says that all of it
    is in that one; `legacy` and `modern` say what its words are, whatever its fonts are called. `tally` counts the
    letters converted, by charset."""

    charset: str | None = None
    pure: bool = False
    legacy: bool = False
    modern: bool = False
    tally: Counter[str] = field(default_factory=Counter)


def find_settings(text: str, *, fonts: bool) -> Settings:
    """The settings of a document, from all its text. `fonts`: there are legacy fonts, which settle what is theirs."""
    if fonts:
        legacy = looks_legacy(text)
        return Settings(legacy=legacy, modern=not legacy and MODERN.search(text) is not None)
    charset = charset_of_text(text)
    return Settings(charset, pure=charset is not None and not MODERN.search(text))


def convert_text(text: str) -> tuple[Converted, Settings] | None:
    """A text without fonts, its legacy words in Unicode; None where it has none."""
    settings = find_settings(text, fonts=False)
    if settings.charset is None:
        return None
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    begins = True
    for line in _LINE.findall(text):
        made = convert_line([Piece(line)], settings, begins)
        parts.append(made.text if made else line)
        starts += [at + x for x in made.starts[:-1]] if made else range(at, at + len(line))
        at += len(line)
        begins = bool(_SENTENCE_END.search(line))
    whole = "".join(parts)
    if settings.charset == "tcvn3" and settings.pure:  # a name may run over the end of a line
        whole = raise_names(whole)
    return Converted(whole, [*starts, at]), settings


def restore_horns(text: str) -> str:
    """Text in TCVN3, of the same length, whose ư was taken for the hyphen that its code is elsewhere: as its own code
    again, where that makes a syllable (`nh-ng`, `th-`)."""

    def horned(match: regex.Match[str]) -> str:
        word = match[0].replace("-", "\xad")
        return word if is_syllable(convert(word, "tcvn3").text) else match[0]

    return _HYPHENED.sub(horned, text) if "-" in text else text


def convert_line(pieces: Sequence[Piece], settings: Settings, begins: bool = True) -> Converted | None:
    """The line in Unicode, its characters knowing where they stood; None where it stays as it is. `begins`: the line is
    a paragraph, and no part of one."""
    text = "".join(piece.text for piece in pieces)
    changes: list[tuple[int, Converted]] = []
    by_font = False
    for start, end, charset, in_font in _stretches(pieces, settings):
        by_font = by_font or in_font
        if charset == "viqr":
            changes += _find_viqr_changes(text, start, end)
        else:
            either = not settings.modern if in_font else settings.pure
            neither = settings.legacy if in_font else settings.pure
            changes += _find_changes(text, start, end, charset, either, neither)
        settings.tally[charset] += sum(not c.isascii() for at, made in changes if start <= at < end for c in made.text)
    capitals = _capitals(pieces) if changes or not (settings.modern or MODERN.search(text)) else []
    if not changes and not capitals:
        return None
    found = _splice(text, changes, capitals)
    if found.text == text:
        return None
    if settings.charset == "tcvn3" and not by_font:
        return Converted(raise_capitals(found.text, begins), found.starts)
    return found


def _stretches(pieces: Sequence[Piece], settings: Settings) -> Iterator[tuple[int, int, str, bool]]:
    """Where text of one charset stands, the charset, and whether a font indicated it."""
    at = 0
    for legacy, group in groupby(pieces, lambda x: x.legacy and x.legacy.charset):
        size = sum(len(piece.text) for piece in group)
        charset = legacy or settings.charset
        if charset:
            yield at, at + size, charset, legacy is not None
        at += size


def _find_changes(
    text: str, start: int, end: int, charset: str, either: bool, neither: bool
) -> list[tuple[int, Converted]]:
    """The legacy words. Those that can be one of legacy and Unicode only vote for those that can be either or neither;
    where the votes are even, `either` and `neither` say whether such are legacy."""
    decided: list[regex.Match[str]] = []
    open_: list[tuple[regex.Match[str], bool]] = []
    against = 0
    for match in WORD.finditer(text, start, end):
        word = match[0]
        if is_plain(word) or word in _BULLETS.get(charset, ""):
            continue
        if MODERN.search(word):
            against += 1
            continue
        as_legacy, as_is = is_converted(word, charset), is_vietnamese(word)
        if as_legacy and len(word) == 1 and not word.isalpha():
            open_.append((match, False))  # © by itself may be what it is
        elif as_legacy and not as_is:
            decided.append(match)
        elif as_is and not as_legacy:
            against += 1
        elif as_legacy is not None:
            open_.append((match, as_legacy))
    if len(decided) != against:
        decided += [match for match, _ in open_] if len(decided) > against else []
    else:
        decided += [match for match, as_legacy in open_ if (either if as_legacy else neither)]
    made = [(m, convert(m[0], charset)) for m in sorted(decided, key=lambda m: m.start())]
    return [(match.start(), x) for match, x in made if x.text != match[0]]


def _find_viqr_changes(text: str, start: int, end: int) -> list[tuple[int, Converted]]:
    """The words whose marks make a syllable, and the marks that a backslash keeps from being read as one."""
    changes = [(m.start(), Converted("", [0, 1])) for m in _VIQR_ESCAPE.finditer(text, start, end)]
    for match in _VIQR_WORD.finditer(text, start, end):
        word = match[0]
        for part in (word, word.rstrip(".?'(`~+^")):
            made = convert(part, "viqr")
            syllable = is_syllable(made.text) or ACRONYM.fullmatch(made.text)
            if made.text != part and syllable and len(part.rstrip(".?(")) > 1 and not _VIQR_STOP.search(part):
                changes.append((match.start(), made))
                break
    return sorted(changes, key=lambda x: x[0])


def _capitals(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Where the font shows small letters as capitals."""
    found, at = [], 0
    for piece in pieces:
        if piece.legacy and piece.legacy.capitals:
            found.append((at, at + len(piece.text)))
        at += len(piece.text)
    return found


def _splice(text: str, changes: list[tuple[int, Converted]], capitals: list[tuple[int, int]]) -> Converted:
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    for start, made in changes:
        parts += [text[at:start], made.text]
        starts += [*range(at, start), *(start + x for x in made.starts[: len(made.text)])]
        at = start + made.starts[-1]
    parts.append(text[at:])
    starts += range(at, len(text) + 1)
    whole = "".join(parts)
    if capitals:
        whole = "".join(
            _upper(c) if any(a <= at < b for a, b in capitals) else c for c, at in zip(whole, starts, strict=False)
        )
    return Converted(whole, starts)


def _upper(char: str) -> str:
    upper = char.upper()
    return upper if len(upper) == 1 else char
