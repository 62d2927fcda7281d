"""Abbreviations and what they stand for, both ways: UBND is Ủy ban nhân dân, and Ủy ban nhân dân is UBND."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from vbparse.language.folding import fold, fold_case, split_words
from vbparse.language.syllables import is_syllable
from vbparse.language.tables import rows
from vbparse.patterns import Cue

Words = tuple[str, ...]

_OPENED = {"body", "unit", "field", "people", "place", "role", "doctype"}
_SHORT = {("vp",), ("ub",), ("tw",)}  # others of two letters (HĐ, ĐT, TK) stand for too much
_NOTE = Cue(
    r"\([^)]*\)|^\s*symbol:", examples=["Mặt trận Tổ quốc (Việt Nam)", "symbol: KT"], rejects=["Ủy ban nhân dân"]
)
_PART = Cue(r";| / ", examples=["Giám đốc; Gia đình", "chủ tịch / chỉ thị"], rejects=["b/c"])


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to write something, in small letters with marks, and the other ways."""

    words: Words
    short: bool
    others: tuple[Words, ...]

    def matches(self, typed: Sequence[str]) -> bool:
        """Whether the words as typed mean this: with its marks or with none; an abbreviation that could be a syllable
        (CA, TU) in capitals only."""
        if self.short and len(typed) == 1 and is_syllable(fold(typed[0])):
            return typed[0].isupper()
        return all(fold_case(a) in (b, fold(b)) for a, b in zip(typed, self.words, strict=True))


@cache
def known_abbreviations() -> frozenset[str]:
    """Every abbreviation as it is written, misspelt ones apart."""
    return frozenset(row["abbr"] for row in rows("abbreviations") if row["kind"] != "ocr-variant")


@cache
def _kinds() -> dict[str, str]:
    return {row["abbr"]: row["kind"] for row in rows("abbreviations")}


def kind_of_abbreviation(word: str) -> str | None:
    """What the table says an abbreviation names (body, field, doctype …); None for one that it does not know."""
    return _kinds().get(word)


@cache
def abbreviated_bodies() -> dict[str, str]:
    """Abbreviations of three letters or more that name a body, and the first name that each stands for."""
    bodies = (row for row in rows("abbreviations") if row["kind"] == "body" and row["abbr"].isalpha())
    return {r["abbr"]: r["expansion"].split(";")[0] for r in bodies if len(r["abbr"]) >= _LEAST_LETTERS}


_LEAST_LETTERS = 3


def expand_abbreviations(typed: Sequence[str]) -> Iterator[tuple[int, tuple[Words, ...]]]:
    """Of words as they were typed: how many of the first ones can stand otherwise, and how (in small letters with
    marks); the longest stretch first."""
    table, longest = _forms()
    for size in range(min(longest, len(typed)), 0, -1):
        first = typed[:size]
        others = {o: None for form in table.get(_key(first), ()) if form.matches(first) for o in form.others}
        if others:
            yield size, tuple(others)


def _key(typed: Sequence[str]) -> Words:
    return tuple(fold(word) for word in typed)


@cache
def _forms() -> tuple[dict[Words, list[_Form]], int]:
    """What is written how, by its words without marks; and the most words that one form has."""
    meanings: dict[Words, dict[Words, bool]] = {}
    for row in rows("abbreviations"):
        if row["kind"] in _OPENED:
            for part in _PART.split(row["expansion"]):
                meant = split_words(fold_case(_NOTE.sub("", part)))
                meanings.setdefault(split_words(fold_case(row["abbr"])), {})[meant] = row["kind"] != "doctype"
    short_forms: dict[Words, list[Words]] = {}
    for abbreviation, meant_by in meanings.items():
        if _one_meaning(abbreviation, meanings) and all(meant_by.values()):
            short_forms.setdefault(next(iter(meant_by)), []).append(abbreviation)
    table: dict[Words, list[_Form]] = {}
    for abbreviation, meant_by in meanings.items():
        same_meaning = [
            s
            for long in meant_by
            for s in short_forms.get(long, [])
            if s != abbreviation and abbreviation in short_forms[long]
        ]
        table.setdefault(_key(abbreviation), []).append(_Form(abbreviation, True, (*meant_by, *same_meaning)))
    for long, shorts in short_forms.items():
        told = tuple(abbreviation for abbreviation in shorts if _tells(abbreviation))
        if told:
            table.setdefault(_key(long), []).append(_Form(long, False, told))
    return table, max(map(len, table))


def _one_meaning(short: Words, meanings: dict[Words, dict[Words, bool]]) -> bool:
    """Whether an abbreviation means one thing, also where it is written without marks."""
    return len({_key(long) for other, longs in meanings.items() if _key(other) == _key(short) for long in longs}) == 1


def _tells(short: Words) -> bool:
    """Whether an abbreviation that is found in a text, without marks, surely is one."""
    letters = "".join(_key(short))
    return (len(letters) > 2 and not is_syllable(letters)) or short in _SHORT
