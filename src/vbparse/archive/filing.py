"""How people put documents together: dossiers (hồ sơ) and tags, and how what they type of them is read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, TypedDict

from vbparse.archive.answers import Head
from vbparse.errors import InputError
from vbparse.language.folding import fold, fold_case, split_words
from vbparse.patterns import Cue

PERMANENT = "permanent"
"""The retention of what is kept for ever: vĩnh viễn."""
Retention = Literal["permanent"] | int
MOST_YEARS = 100
"""Years of a retention; Luật Lưu trữ 33/2024/QH15 knows none longer than 70."""
LONGEST_TAG = 60
"""Characters of a tag."""
_YEARS = Cue(r"(?i)(\d{1,3})(?: ?năm)?", examples=["20", "20 năm", "5năm"], rejects=["năm 2020", "-5"], at="whole")
_DIGITS = Cue(r"\d+", examples=["01"], rejects=["HC"])
_WIDTH = 6
"""Digits of a number in a key, so that 2 stands before 10."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier (hồ sơ). `begins` and `ends` are the days that were given; `since` and `until` (EDTF) are those that
    hold: where none is given, the dates of its first and last document. So it is with `year`. `documents` counts those
    that whoever asks may find, `pages` their pages as far as these are known; `status` is open, closed or
    transferred."""

    id: int
    title: str
    at: str
    symbol: str | None = None
    retention: Retention | None = None
    creator: str | None = None
    year: int | None = None
    begins: str | None = None
    ends: str | None = None
    note: str | None = None
    status: str = "open"
    by: str | None = None
    since: str | None = None
    until: str | None = None
    documents: int = 0
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag (nhãn), and how many documents that whoever asks may find bear it."""

    tag: str
    documents: int


@dataclass(frozen=True, slots=True)
class Filed:
    """What people say a document belongs to."""

    document: str
    tags: list[str] = field(default_factory=list)
    dossiers: list[Dossier] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in its place in a dossier, from 1. `first_page` is where it begins, where all before it have known
    pages."""

    n: int
    head: Head
    first_page: int | None = None

    @property
    def last_page(self) -> int | None:
        """Where it ends."""
        return self.first_page + self.head.pages - 1 if self.first_page and self.head.pages else None


class DossierDetails(TypedDict, total=False):
    """What can be said of a dossier beside its title. `retention` as `parse_retention` takes it; `begins` and `ends`
    are days."""

    symbol: str | None
    retention: str | int | None
    creator: str | None
    year: int | None
    begins: str | None
    ends: str | None
    note: str | None


class DossierValues(DossierDetails, total=False):
    """What can be said of a dossier."""

    title: str


def parse_retention(typed: str | int | None) -> Retention | None:
    """A retention as typed: "vĩnh viễn", "permanent", "20 năm", 20. Raises InputError for another."""
    if typed is None or typed == "":
        return None
    text = unicodedata.normalize("NFC", str(typed)).strip()
    if fold(text) in ("vinh vien", PERMANENT):
        return "permanent"
    match = _YEARS.fullmatch(text)
    if not match or not 0 < int(match[1]) <= MOST_YEARS:
        raise InputError("filing.retention", typed=typed, most_years=MOST_YEARS)
    return int(match[1])


def symbol_key(symbol: str | None) -> str | None:
    """A số và ký hiệu as it is compared and put in order: 1.HC, 01.hc and 01. HC are one, 2.HC stands before 10.HC."""
    text = "".join(fold_case(unicodedata.normalize("NFC", symbol or "")).split())
    return _DIGITS.sub(lambda match: match[0].lstrip("0").zfill(_WIDTH), text) or None


def clean_symbol(symbol: str | None) -> str | None:
    """A số và ký hiệu on one line; None where it is empty. Raises InputError for a bare number, which is the id of a
    dossier: the ký hiệu of its heading belongs to it (Nghị định 30/2020/NĐ-CP, phụ lục V)."""
    text = clean_text(symbol)
    if text and not any(map(str.isalpha, text)):
        raise InputError("filing.symbol", text=text)
    return text


def clean_text(typed: str | None) -> str | None:
    """What was typed on one line; None where it says nothing."""
    return " ".join(unicodedata.normalize("NFC", typed or "").split()) or None


def tag_key(tag: str) -> str:
    """A tag as it is compared: without case, marks and signs."""
    return " ".join(fold(word) for word in split_words(unicodedata.normalize("NFC", tag)))


def clean_tag(typed: str) -> str:
    """A tag as it is stored. Raises InputError where it has no word, or is too long."""
    tag = clean_text(typed) or ""
    if not tag_key(tag):
        raise InputError("filing.tag", typed=typed)
    if len(tag) > LONGEST_TAG:
        raise InputError("filing.long-tag", tag=tag[:LONGEST_TAG], longest_tag=LONGEST_TAG)
    return tag


def number_pages(heads: Iterable[Head]) -> list[Listed]:
    """Documents in their order, with the pages on which they begin."""
    listed: list[Listed] = []
    page: int | None = 1
    for n, head in enumerate(heads, 1):
        listed.append(Listed(n, head, page if head.pages else None))
        page = page + head.pages if page and head.pages else None
    return listed


def as_row(values: dict[str, Any]) -> dict[str, Any]:
    """Values of a journal entry with the keys by which they are compared."""
    if "symbol" in values:
        values["symbol_key"] = symbol_key(values["symbol"])
    if "tags" in values:
        values["tags"] = [[tag_key(tag), tag] for tag in values["tags"]]
    return values
