"""Numbers in the series of one issuer and year: given twice, or lacking."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from vbparse.archive.answers import Finding
from vbparse.archive.ask.wording import title_document
from vbparse.archive.index import heads
from vbparse.bodies.identity import Home, read_body
from vbparse.patterns import Cue
from vbparse.vocabularies import FindingCode

SERIES = 3
"""Numbers of a series that the archive needs at least before gaps are reported."""


STEP = 10
"""One number in so many must be in the archive at least before gaps are reported."""


RANGES = 10
"""Gaps of a series that are listed one by one."""


_OWN_NUMBER = Cue(r"^\s*\d+\p{L}?", examples=["35/KH-UBND", "15a/QĐ-UBND"], rejects=["KH-UBND"], at="start")


_PARTY = Cue(
    r"\s*\d+\p{L}?\s*-",
    examples=["36-HD/VPTW", "12 - CV/ĐU"],
    rejects=["35/KH-UBND", "KH-UBND"],
    at="start",
)
"""The number of a Party body, with a hyphen behind it: its series runs over a term (Hướng dẫn 36-HD/VPTW)."""


def find_numbers_twice(db: sqlite3.Connection) -> Iterator[Finding]:
    rows = db.execute(
        "SELECT group_concat(row) AS found, count(*) AS count, issuer, issuer_core, issuer_unit, canonical,"
        " substr(date, 1, 4) AS year FROM heads WHERE current = 1 AND issuer_core IS NOT NULL AND date IS NOT NULL"
        " AND number_key NOT LIKE '%|' GROUP BY issuer_core, issuer_unit, issuer_parent, number_key, year"
        " HAVING count(*) > 1 ORDER BY max(row) DESC"
    )
    for row in rows:
        if _is_issuer_known(row):
            documents = heads.heads_in_order(db, sorted(map(int, row["found"].split(","))))
            yield Finding(
                FindingCode.NUMBER_TWICE,
                f"Số {row['canonical']} của {row['issuer']} đứng trên {row['count']} văn bản khác nhau của năm"
                f" {row['year']}: {'; '.join(map(title_document, documents))}.",
                documents,
            )


def _is_issuer_known(row: sqlite3.Row) -> bool:
    """Whether it is known which body issued it: "Ủy ban nhân dân" of no unit could be any."""
    return bool(row["issuer_unit"]) or read_body(row["issuer_core"], Home(None, None)).level == "trung ương"


def find_gaps(db: sqlite3.Connection) -> Iterator[Finding]:
    rows = db.execute(
        "SELECT row, issuer, issuer_core, issuer_unit, issuer_parent, doc_type, canonical, number_key,"
        " CAST(number_key AS INTEGER) AS n, substr(date, 1, 4) AS year FROM heads"
        " WHERE current = 1 AND issuer_core IS NOT NULL AND date IS NOT NULL"
        " AND number_key NOT LIKE '%|' ORDER BY year DESC, issuer_core, issuer_unit, issuer_parent, row"
    )
    for _, group in groupby(rows, lambda row: tuple(row[name] for name in _OF_SERIES)):
        issued = list(group)
        if len(issued) >= SERIES and _is_issuer_known(issued[0]):
            yield from _gaps_of_year(db, issued)


_OF_SERIES = ("year", "issuer_core", "issuer_unit", "issuer_parent")


def _gaps_of_year(db: sqlite3.Connection, issued: Sequence[sqlite3.Row]) -> Iterator[Finding]:
    """Gaps in the series of one issuer and year. An agency may number each type by itself, or all in one series: unless
    two types have one number, a number is not missing that another type has."""
    series: dict[tuple[bool, str], dict[int, sqlite3.Row]] = {}
    for row in issued:
        number, _, symbol = row["number_key"].partition("|")
        key = ("/" in number, "CV" if row["doc_type"] == "CV" else symbol)
        series.setdefault(key, {}).setdefault(row["n"], row)
    plain = Counter(number for (with_year, _), numbers in series.items() if not with_year for number in numbers)
    by_type = any(count > 1 for count in plain.values())
    for (with_year, _), numbers in sorted(series.items()):
        alone = by_type or with_year or len(series) == 1
        taken = set(numbers) if alone else set(plain)
        gaps = _missing_ranges(numbers, taken)
        if len(numbers) >= SERIES and gaps and _is_collected(numbers):
            yield _describe_gap(db, numbers, gaps, by_type or with_year)


def _missing_ranges(numbers: Mapping[int, sqlite3.Row], taken: Iterable[int]) -> list[tuple[int, int]]:
    """What is lacking up to the highest number."""
    highest, start = max(numbers), _series_start(numbers)
    held = [start - 1, *sorted(number for number in taken if start <= number <= highest)]
    return [(one + 1, other - 1) for one, other in pairwise(held) if other > one + 1]


def _is_collected(numbers: Mapping[int, sqlite3.Row]) -> bool:
    """Whether so many of a series are stored that somebody collected it; judged by its lower half, since one number
    that was misread may be far above the others."""
    ordered = sorted(numbers)
    half = len(ordered) // 2
    return ordered[half] - _series_start(numbers) < STEP * (half + 1)


def _series_start(numbers: Mapping[int, sqlite3.Row]) -> int:
    """The first number of a series: 1, or the lowest that is stored where the series is that of a term."""
    party = _PARTY.match(numbers[max(numbers)]["canonical"] or "")
    return min(numbers) if party else 1


def _describe_gap(
    db: sqlite3.Connection, numbers: Mapping[int, sqlite3.Row], gaps: list[tuple[int, int]], certain: bool
) -> Finding:
    row = numbers[max(numbers)]
    name = _OWN_NUMBER.sub("…", row["canonical"]) if row["doc_type"] != "CV" else "công văn"
    numbers_lacking = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in gaps[:RANGES])
    more = f" và {len(gaps) - RANGES} khoảng nữa" if len(gaps) > RANGES else ""
    doubt = "" if certain else "; số thiếu có thể thuộc loại văn bản khác nếu cơ quan dùng chung một dãy số"
    beside = [at for first, last in gaps[:RANGES] for at in (first - 1, last + 1) if at in numbers]
    return Finding(
        FindingCode.NUMBER_GAP,
        f"Dãy số {name} năm {row['year']} của {row['issuer']} thiếu {numbers_lacking}{more}"
        f" (kho có {len(numbers)} số, cao nhất là {max(numbers)}{doubt}).",
        heads.heads_in_order(db, dict.fromkeys(numbers[at]["row"] for at in beside)),
    )
