"""What makes two files one document, and a citation one of a document: keys of numbers and titles, versions.

A document is identified by issuer, số ký hiệu and date, never by số ký hiệu alone (Nghị định 30/2020/NĐ-CP, Điều 15:
one series of numbers an agency and a year).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import regex
from rapidfuzz import fuzz

from vbparse.language.doctypes import name_of_code
from vbparse.language.folding import fold
from vbparse.text import fold_view

ALIKE = 80.0
"""Per cent of the text that two versions share at least, where no number tells."""
TITLES_ALIKE = 50.0
"""Per cent of their titles that two files under one issuer, number and date share at least, to be one document."""
MISREAD = 65.0
"""Per cent of its letters that a word keeps at least, where it was misread."""

_PLAIN = regex.compile(r"[^\p{L}\p{N}]+")
_DIGITS = regex.compile(r"0*(\d+)(\p{L}?)(?!\w)")
_LAWS = {"L": "Luật"}
"""A law is called by its type, and bears a code only in lists."""
_DATED = regex.compile(r"^(?:ngày \d+ )?(?:ngày )?(?:tháng )?\d+ (?:năm )?(?:\d+ )?\d{4}\s+")
_YEAR = regex.compile(r"((?:19|20)\d\d)(?:[/-]|$)")


def number_key(number: str | None, symbol: str | None) -> str | None:
    """Số and ký hiệu in the one spelling that all of their spellings share: `42|KHUBND`, `9/2019|QĐUBND`; nothing
    behind the bar where the ký hiệu is left out. None where there is no number."""
    match = _DIGITS.match((number or "").strip())
    if not match:
        return None
    symbol = fold_view(symbol or "").upper().strip()
    year = _YEAR.match(symbol)
    rest = _PLAIN.sub("", symbol[year.end() :] if year else symbol)
    return f"{match[1]}{match[2].lower()}{'/' + year[1] if year else ''}|{rest}"


def shortened(key: str) -> set[str]:
    """The keys of citations that leave the ký hiệu out, or its end: 2888|UBND for 2888|UBNDNV; or the year, where it
    can be left out: 40|TTBTC for 40/2021|TTBTC."""
    keys = {key} | ({yearless(key)} if bears_year(key) else set())
    parts = [one.partition("|") for one in keys]
    return {f"{number}|{symbol[:size]}" for number, _, symbol in parts for size in range(len(symbol) + 1)} - {key}


def yearless(key: str) -> str:
    """A key without the year that is part of its number."""
    number, bar, symbol = key.partition("|")
    return f"{number.partition('/')[0]}{bar}{symbol}"


def in_year(key: str, year: str) -> str:
    """A key with the year as part of its number."""
    number, bar, symbol = key.partition("|")
    return f"{number}/{year}{bar}{symbol}"


def bears_year(key: str) -> bool:
    """Whether a document of this key is one of those that all have the year in their number: decrees and circulars.
    Resolutions and decisions have one series with it and one without."""
    return has_year(key) and key.partition("|")[2].startswith(("NĐ", "TT"))


def has_year(key: str) -> bool:
    """Whether the year is part of the number, as it is in normative documents."""
    return "/" in key


def title_key(doc_type: str | None, title: str | None, issuer: str | None = None) -> str | None:
    """Type and title in small letters, words only; None where there is no title. `issuer` is who is named in it, as in
    "Kế hoạch của UBND huyện về trồng cây", which is no part of the title; nor is a date before it."""
    text = " ".join(fold_view(title or "").lower().split())
    if issuer:
        text = text.replace(f"của {' '.join(fold_view(issuer).lower().split())}", " ")
    words = _PLAIN.sub(" ", text).strip()
    name = fold_view(name_of_code().get(doc_type or "", "")).lower()
    words = words.removeprefix(f"{name} ") if name else words
    words = _DATED.sub("", words)
    for lead in ("về việc ", "v v ", "về ", "phê duyệt "):
        words = words.removeprefix(lead)
    code = _LAWS.get(doc_type or "", doc_type or "")
    return f"{code}|{words}" if words else None


@dataclass(frozen=True, slots=True)
class Version:
    """What tells whether two files are one document. `issuer` is (unit, parent, core) of the issuing body."""

    document: str
    doc_type: str | None
    number: str | None
    issuer: tuple[str | None, str | None, str | None]
    date: str | None
    title: str | None
    weight: tuple[int, ...]

    @property
    def identity(self) -> tuple[str | None, ...] | None:
        """Issuer, number and date, or None where one of them is not known."""
        if self.number and self.date and len(self.date) == 10 and self.issuer[2]:
            return (self.doc_type, self.number, self.date, self.issuer[2], self.issuer[0])
        return None


def works(versions: Sequence[Version], text_of: Callable[[str], str]) -> dict[str, str]:
    """Document id → id of the document that stands for all its versions, which is the one with the greatest weight.

    Files with one issuer, number and date are one document unless their titles have little in common. A
    file without a number belongs to the one document of the same title, the same issuer and nearly the same text; to
    none where it could belong to several. Two numbers that differ are two documents.
    """
    plain = cache(lambda document: " ".join(fold_view(text_of(document)).lower().split()))
    groups: list[list[Version]] = []
    for version in sorted(versions, key=lambda v: (v.number is None, v.identity is None, v.document)):
        fitting = [group for group in groups if _fits(version, group, plain)]
        if len(fitting) == 1:
            fitting[0].append(version)
        else:
            groups.append([version])
    return {
        version.document: max(group, key=lambda v: (v.weight, v.document)).document
        for group in groups
        for version in group
    }


def _fits(version: Version, group: list[Version], text_of: Callable[[str], str]) -> bool:
    return all(_one(version, other, text_of) for other in group)


def _one(a: Version, b: Version, text_of: Callable[[str], str]) -> bool:
    if a.number and b.number and a.number != b.number:
        return False
    if (a.doc_type and b.doc_type and a.doc_type != b.doc_type) or not _same_issuer(a, b) or not _same_date(a, b):
        return False
    if a.identity and a.identity == b.identity:
        return not (a.title and b.title) or _one_title(a.title, b.title)
    return bool(a.title) and a.title == b.title and _alike(a, b, text_of)


def _one_title(a: str, b: str) -> bool:
    """Whether two titles may be one that was cut or misread: where each has words that the other has not even nearly,
    a number was given twice ("nâng lương bà Nhạn", "nâng lương ông Sơ")."""
    words = [set(fold(title).split()) for title in (a, b)]
    lacking = [
        sum(max((fuzz.ratio(word, other) for other in theirs), default=0) < MISREAD for word in own - theirs)
        for own, theirs in (words, words[::-1])
    ]
    return fuzz.token_set_ratio(a, b) >= TITLES_ALIKE and min(lacking) < 2


def _same_issuer(a: Version, b: Version) -> bool:
    (unit, parent, core), (unit_b, parent_b, core_b) = a.issuer, b.issuer
    return (
        (not core or not core_b or core == core_b)
        and (not unit or not unit_b or unit == unit_b)
        and (not parent or not parent_b or parent == parent_b)
    )


def _same_date(a: Version, b: Version) -> bool:
    if not a.date or not b.date:
        return True
    return a.date.startswith(b.date) or b.date.startswith(a.date)


def _alike(a: Version, b: Version, text_of: Callable[[str], str]) -> bool:
    first, second = text_of(a.document), text_of(b.document)
    if not first or not second or not 0.5 < len(first) / len(second) < 2:
        return False
    return fuzz.ratio(first, second, score_cutoff=ALIKE) > 0
