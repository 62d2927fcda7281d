"""Offices that have several names, and abbreviations in names of bodies (`data/offices.tsv`).

A row of the table is one of three: a way to write an office, with the name it is shown under and, where it is so at
one level only, that level; an abbreviation (in capitals) with what it stands for in names of bodies; or, without a
name, the lowest level that has bodies whose names begin like this.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from vbparse.language.folding import fold
from vbparse.language.syllables import is_syllable
from vbparse.language.tables import rows
from vbparse.patterns import Cue

Words = tuple[str, ...]
CACHED_NAMES = 65536
"""Names remembered: a step over an archive asks for the same ones many times."""

_SYMBOL = r"\d+\p{L}?(?:(?:/\d{4})?/|-(?=\p{Lu}{2,}/))(?:\p{Lu}{2}|Qy)[\p{L}\d]*(?:[-/&.][\p{L}\d]+)*"
"""A số, ký hiệu is one word: what is short in it stands for nothing else."""
_JOINT = r"(?i:và|của|số(?= \d))(?![\p{L}\p{N}])"
_WORD = Cue(
    rf"(?<![\p{{L}}\p{{N}}])(?!{_JOINT})(?:{_SYMBOL}|[\p{{L}}\p{{N}}]+)",
    examples=["Tài", "12/KH-UBND"],
    rejects=["và", "của"],
)
_OPENED = ("body", "field", "people", "unit", "role", "short", "ocr-variant")
_CENTRAL = Cue(
    r"(?:^| )(?:trung ương|tối cao)(?: |$)",
    examples=["ban chỉ đạo trung ương", "tòa án nhân dân tối cao"],
    rejects=["trung tâm"],
)


@dataclass(frozen=True, slots=True)
class _Office:
    words: Words
    name: str
    level: str


def split_name(name: str) -> Words:
    """The words of a name; what joins the halves of an office's name is none."""
    return tuple(match[0] for match in _WORD.finditer(name))


@lru_cache(maxsize=CACHED_NAMES)
def expand_words(typed: Words) -> Words:
    """Words in small letters, abbreviations written out."""
    return tuple(word for at, size, full in _split_pieces(typed) for word in _expand_piece(typed[at : at + size], full))


def expand_name(name: str) -> str:
    """A name with its abbreviations written out, the rest as it is."""
    found = list(_WORD.finditer(name))
    out, copied = "", 0
    for at, size, full in _split_pieces(tuple(match[0] for match in found)):
        if full:
            out += name[copied : found[at].start()] + expand_name(full)
            copied = found[at + size - 1].end()
            copied += name[copied : copied + 1] == "."
    return out + name[copied:]


@lru_cache(maxsize=CACHED_NAMES)
def find_office(typed: Words, level: str | None) -> str | None:
    """The name of the office that words and abbreviations mean at a level, a name without any marks with those of the
    office; None where they mean none or several."""
    for spelling in dict.fromkeys((typed, expand_words(typed))):
        has_no_marks = all(map(str.isascii, spelling))
        spelling = tuple(word for word in spelling if not has_no_marks or word.lower() not in ("va", "cua"))
        shorts = [_is_short(word) and not (has_no_marks and _is_plain(word)) for word in spelling]
        letters = "".join(_initials(w) if short else _initial(w) for w, short in zip(spelling, shorts, strict=True))
        fitting = [candidate for candidate in _offices().get(letters, ()) if candidate.level in ("", level)]
        fitting = [
            candidate
            for candidate in fitting
            if _is_spelling(spelling, shorts, tuple(map(fold, candidate.words)) if has_no_marks else candidate.words)
        ]
        names = {candidate.name for candidate in fitting if candidate.level} or {
            candidate.name for candidate in fitting
        }
        if len(names) == 1:
            return names.pop()
    return None


@lru_cache(maxsize=CACHED_NAMES)
def lowest_level(name: str) -> str | None:
    """The lowest level that has bodies of a name (in small letters, abbreviations written out), where one is known."""
    if _CENTRAL.search(name):
        return "trung ương"
    parts = name.removeprefix("các ").split()
    openings = (" ".join(parts[:size]) for size in range(len(parts), 0, -1))
    return next((_levels()[opening] for opening in openings if opening in _levels()), None)


@cache
def commune_offices() -> frozenset[str]:
    """Names of the offices that a commune's committee has: what stands apart from it, such as the police, is none."""
    return frozenset(row["name"] for row in rows("offices") if row["name"] and row["level"] == "xã")


def _expand_piece(typed: Words, full: str | None) -> Words:
    return expand_words(split_name(full)) if full else tuple(word.lower() for word in typed)


def _split_pieces(typed: Words) -> Iterator[tuple[int, int, str | None]]:
    """Words in order: where a piece begins, how many words it has, and what it stands for if it is an abbreviation."""
    table, longest = _shorts()
    at = 0
    while at < len(typed):
        for size in range(min(longest, len(typed) - at), 0, -1):
            part = typed[at : at + size]
            full = table.get(tuple(word.lower() for word in part))
            if full and (any(map(_is_short, part)) or ((at == 0 or size > 1) and _is_letter(part[0]))):
                yield at, size, full
                at += size
                break
        else:
            yield at, 1, None
            at += 1


def _is_short(word: str) -> bool:
    return len(word) > 1 and (word.isupper() or not is_syllable(word))


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isupper()


@cache
def _shorts() -> tuple[dict[Words, str], int]:
    """Abbreviations that stand for one thing, by their words in small letters; and the most words that one has."""
    table: dict[Words, str] = {}
    for row in rows("abbreviations"):
        short = _fold_words(row["abbr"])
        if row["kind"] in _OPENED and ";" not in row["expansion"] and _fold_words(row["expansion"]) != short:
            table[short] = regex.sub(r" ?\([^)]*\)", "", row["expansion"])
    table |= {_fold_words(row["written"]): row["name"] for row in rows("offices") if row["written"].isupper()}
    return table, max(map(len, table))


def _fold_words(name: str) -> Words:
    return tuple(word.lower() for word in split_name(name))


@cache
def _offices() -> dict[str, list[_Office]]:
    """Ways to write offices, by the initials of their words."""
    table: dict[str, list[_Office]] = {}
    for row in rows("offices"):
        if row["name"] and not row["written"].isupper():
            one = _Office(_fold_words(row["written"]), row["name"], row["level"])
            table.setdefault("".join(map(_initial, one.words)), []).append(one)
    return table


def _is_plain(word: str) -> bool:
    return not word.isupper() and word.lower() in _plain_words()


@cache
def _plain_words() -> frozenset[str]:
    """The words of offices as somebody writes them who leaves marks out."""
    return frozenset(fold(word) for ways in _offices().values() for one in ways for word in one.words)


@cache
def _levels() -> dict[str, str]:
    return {row["written"]: row["level"] for row in rows("offices") if not row["name"]}


def _initial(word: str) -> str:
    return unicodedata.normalize("NFD", word[0])[0].lower()


def _initials(short: str) -> str:
    return "".join(map(_initial, short))


def _is_spelling(typed: Words, shorts: list[bool], office: Words) -> bool:
    """Whether words are those of an office, or abbreviations the initials of several of them."""
    at = 0
    for word, short in zip(typed, shorts, strict=True):
        if office[at : at + 1] == (word.lower(),):
            at += 1
        elif short and "".join(map(_initial, office[at : at + len(word)])) == _initials(word):
            at += len(word)
        else:
            return False
    return at == len(office)


POST = Cue(
    r"^((?:phó )?(?:chủ tịch thường trực|chủ tịch|bí thư thường trực|bí thư|tổng giám đốc|giám đốc|chỉ huy trưởng|chánh"
    r"|chủ nhiệm|thủ trưởng|cục trưởng|viện trưởng|hiệu trưởng|trưởng)|bộ trưởng|lãnh đạo|thành viên|đại diện)"
    r" (?!nước$|ban$|phòng$)(.+)$",
    examples=["chủ tịch ủy ban nhân dân", "phó giám đốc sở y tế", "lãnh đạo công an"],
    rejects=["chủ tịch nước", "trưởng phòng", "công an"],
    at="start",
)
_NO_LEADER = Cue(
    r"^(?:phó|lãnh đạo|thành viên|đại diện) ",
    examples=["phó chủ tịch", "đại diện công an"],
    rejects=["chủ tịch"],
    at="start",
)


def body_led_by(core: str) -> str:
    """The body that the holder of a post leads, by their cores: "chủ tịch ủy ban nhân dân" → "ủy ban nhân dân". Any
    other core stays."""
    post = POST.match(core)
    return post[2] if post and not _NO_LEADER.match(core) else core
