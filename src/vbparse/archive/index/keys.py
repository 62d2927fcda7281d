"""What makes two files one document, and a citation one of a document: keys of numbers and titles, versions.

A document is identified by issuer, số ký hiệu and date, never by số ký hiệu alone (Nghị định 30/2020/NĐ-CP, Điều 15:
one series of numbers an agency and a year).
"""

from __future__ import annotations

from vbparse.language.doctypes import names_by_code
from vbparse.patterns import Cue
from vbparse.text import fold_view

_PLAIN = Cue(r"[^\p{L}\p{N}]+", examples=["KH-UBND", "phòng, chống"], rejects=["KHUBND"])
_DIGITS = Cue(r"0*(\d+)(\p{L}?)(?!\w)", examples=["42", "042", "15a"], rejects=["KH", "15ab"], at="start")
_LAWS = {"L": "Luật"}
"""A law is called by its type, and has a code only in lists."""
_DATED = Cue(
    r"^(?:ngày \d+ )?(?:ngày )?(?:tháng )?\d+ (?:năm )?(?:\d+ )?\d{4}\s+",
    examples=["ngày 15 tháng 9 năm 2023 về trồng cây", "15 9 2023 về trồng cây", "tháng 9 2023 về trồng cây"],
    rejects=["về trồng cây năm 2023", "năm 2023 về trồng cây"],
    at="start",
)
_YEAR = Cue(r"((?:19|20)\d\d)(?:[/-]|$)", examples=["2019/QĐ-UBND", "2019"], rejects=["20190", "QĐ-UBND"], at="start")


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


def shortened_keys(key: str) -> set[str]:
    """The keys of citations that leave the ký hiệu out, or its end: 2888|UBND for 2888|UBNDNV; or the year, where it
    can be left out: 40|TTBTC for 40/2021|TTBTC."""
    keys = {key} | ({drop_year(key)} if requires_year(key) else set())
    parts = [one.partition("|") for one in keys]
    return {f"{number}|{symbol[:size]}" for number, _, symbol in parts for size in range(len(symbol) + 1)} - {key}


def drop_year(key: str) -> str:
    """A key without the year that is part of its number."""
    number, bar, symbol = key.partition("|")
    return f"{number.partition('/')[0]}{bar}{symbol}"


def add_year(key: str, year: str) -> str:
    """A key with the year as part of its number."""
    number, bar, symbol = key.partition("|")
    return f"{number}/{year}{bar}{symbol}"


def requires_year(key: str) -> bool:
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
    name = fold_view(names_by_code().get(doc_type or "", "")).lower()
    words = words.removeprefix(f"{name} ") if name else words
    words = _DATED.sub("", words)
    for lead in ("về việc ", "v v ", "về ", "phê duyệt "):
        words = words.removeprefix(lead)
    code = _LAWS.get(doc_type or "", doc_type or "")
    return f"{code}|{words}" if words else None
