"""What does not fit between documents held. It is told, never mended, in Vietnamese: the reader is an archivist.

Codes: number-twice, number-gap, phases-disagree, cited-before-issued, ended-cited, citation-disagrees.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import regex

from vbparse.archive.answers import Finding, Head
from vbparse.archive.ask.wording import cite_document, describe_document, format_date, list_citations, title_document
from vbparse.archive.index import heads
from vbparse.bodies.identity import Home, read_body
from vbparse.language.labels import parse_roman
from vbparse.patterns import Cue

SERIES = 3
"""Numbers of a series that are held at least, before its gaps are told."""
STEP = 10
"""Numbers of a series of which one is held, at least, before its gaps are told."""
RANGES = 10
"""Gaps of a series that are told one by one."""

_PHASE = Cue(
    r"(?P<kind>\p{L}[\p{L}\s]*?)\s+(?:0*(?P<number>\d+)|(?P<roman>[ivx]+))",
    examples=["Giai đoạn 1", "Đợt II", "bước 02"],
    rejects=["Giai đoạn chuẩn bị", "1", "Giai đoạn 1: chuẩn bị"],
    at="whole",
    flags=regex.IGNORECASE,
)
_REVIEW = Cue(
    r"(?:(?:v/v|về việc)\s+)?(?:sơ|tổng) kết(?!\w)",
    examples=["Sơ kết công tác quý I", "V/v tổng kết năm 2023", "Tổng kết phong trào"],
    rejects=["Tổ chức hội nghị tổng kết", "Kết quả thực hiện"],
    at="start",
    flags=regex.IGNORECASE,
)
_OWN_NUMBER = Cue(r"^\s*\d+\p{L}?", examples=["35/KH-UBND", "15a/QĐ-UBND"], rejects=["KH-UBND"], at="start")
_PARTY = Cue(
    r"\s*\d+\p{L}?\s*-",
    examples=["36-HD/VPTW", "12 - CV/ĐU"],
    rejects=["35/KH-UBND", "KH-UBND"],
    at="start",
)
"""The number of a Party body, with a hyphen behind it: its series runs over a term (Hướng dẫn 36-HD/VPTW)."""
_LATER = "(r.disagrees LIKE '%\"later\"%' AND t.first_day > h.last_day)"
_CALLED = {"date": "ngày ban hành", "issuer": "cơ quan ban hành"}
_ENDED = {"replaces": "thay thế", "repeals": "bãi bỏ"}


def find_conflicts(db: sqlite3.Connection) -> Iterator[Finding]:
    """What does not fit, code by code, and within a code what concerns the newest documents first."""
    yield from _find_numbers_twice(db)
    yield from _find_gaps(db)
    yield from _find_phase_conflicts(db)
    yield from _find_cited_before_issued(db)
    yield from _find_ended_cited(db)
    yield from _find_citation_conflicts(db)


# --- numbers


def _find_numbers_twice(db: sqlite3.Connection) -> Iterator[Finding]:
    rows = db.execute(
        "SELECT group_concat(row) AS found, count(*) AS count, issuer, issuer_core, issuer_unit, canonical,"
        " substr(date, 1, 4) AS year FROM heads WHERE current = 1 AND issuer_core IS NOT NULL AND date IS NOT NULL"
        " AND number_key NOT LIKE '%|' GROUP BY issuer_core, issuer_unit, issuer_parent, number_key, year"
        " HAVING count(*) > 1 ORDER BY max(row) DESC"
    )
    for row in rows:
        if _is_issuer_known(row):
            documents = _read_heads(db, sorted(map(int, row["found"].split(","))))
            yield Finding(
                "number-twice",
                f"Số {row['canonical']} của {row['issuer']} đứng trên {row['count']} văn bản khác nhau của năm"
                f" {row['year']}: {'; '.join(map(title_document, documents))}.",
                documents,
            )


def _is_issuer_known(row: sqlite3.Row) -> bool:
    """Whether it is known which body issued it: "Ủy ban nhân dân" of no unit could be any."""
    return bool(row["issuer_unit"]) or read_body(row["issuer_core"], Home(None, None)).level == "trung ương"


def _find_gaps(db: sqlite3.Connection) -> Iterator[Finding]:
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
    two types bear one number, a number is not missing that another type bears."""
    series: dict[tuple[bool, str], dict[int, sqlite3.Row]] = {}
    for row in issued:
        number, _, symbol = row["number_key"].partition("|")
        key = ("/" in number, "CV" if row["doc_type"] == "CV" else symbol)
        series.setdefault(key, {}).setdefault(row["n"], row)
    plain = Counter(number for (with_year, _), numbers in series.items() if not with_year for number in numbers)
    apart = any(count > 1 for count in plain.values())
    for (with_year, _), numbers in sorted(series.items()):
        alone = apart or with_year or len(series) == 1
        taken = set(numbers) if alone else set(plain)
        gaps = _missing_ranges(numbers, taken)
        if len(numbers) >= SERIES and gaps and _is_collected(numbers):
            yield _describe_gap(db, numbers, gaps, apart or with_year)


def _missing_ranges(numbers: Mapping[int, sqlite3.Row], taken: Iterable[int]) -> list[tuple[int, int]]:
    """What is lacking up to the highest number."""
    highest, start = max(numbers), _series_start(numbers)
    held = [start - 1, *sorted(number for number in taken if start <= number <= highest)]
    return [(one + 1, other - 1) for one, other in pairwise(held) if other > one + 1]


def _is_collected(numbers: Mapping[int, sqlite3.Row]) -> bool:
    """Whether so many of a series are held that somebody collected it; judged by its lower half, since one number that
    was misread may be far above the others."""
    ordered = sorted(numbers)
    half = len(ordered) // 2
    return ordered[half] - _series_start(numbers) < STEP * (half + 1)


def _series_start(numbers: Mapping[int, sqlite3.Row]) -> int:
    """The first number of a series: 1, or the lowest that is held where the series is that of a term."""
    party = _PARTY.match(numbers[max(numbers)]["canonical"] or "")
    return min(numbers) if party else 1


def _describe_gap(
    db: sqlite3.Connection, numbers: Mapping[int, sqlite3.Row], gaps: list[tuple[int, int]], certain: bool
) -> Finding:
    row = numbers[max(numbers)]
    name = _OWN_NUMBER.sub("…", row["canonical"]) if row["doc_type"] != "CV" else "công văn"
    told = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in gaps[:RANGES])
    more = f" và {len(gaps) - RANGES} khoảng nữa" if len(gaps) > RANGES else ""
    doubt = "" if certain else "; số thiếu có thể thuộc loại văn bản khác nếu cơ quan dùng chung một dãy số"
    beside = [at for first, last in gaps[:RANGES] for at in (first - 1, last + 1) if at in numbers]
    return Finding(
        "number-gap",
        f"Dãy số {name} năm {row['year']} của {row['issuer']} thiếu {told}{more}"
        f" (kho có {len(numbers)} số, cao nhất là {max(numbers)}{doubt}).",
        _read_heads(db, dict.fromkeys(numbers[at]["row"] for at in beside)),
    )


# --- phases


@dataclass(frozen=True, slots=True)
class _Phase:
    """A numbered phase. `name` is its kind and number, whatever the spelling."""

    label: str
    name: tuple[str, int]
    first: str | None
    last: str | None
    section: str | None

    def agrees(self, other: _Phase) -> bool:
        """Nothing that both say differs."""
        ends = ((self.first, other.first), (self.last, other.last))
        return all(not one or not two or one == two for one, two in ends)

    def lies_within(self, other: _Phase) -> bool:
        """It lies in the days of the other."""
        first, last = (self.first or "", other.first or ""), (self.last or "9", other.last or "9")
        return first[0] >= first[1] and last[0] <= last[1]

    def days_in_words(self) -> str:
        """Its days in words."""
        ends = (("từ", self.first), ("đến", self.last))
        return " ".join(f"{word} {format_date(end)}" for word, end in ends if end)

    def place_in_words(self) -> str:
        """Where it stands, as part of a sentence."""
        return f" tại {self.section}" if self.section else ""


def _find_phase_conflicts(db: sqlite3.Connection) -> Iterator[Finding]:
    """Between a document and the plan that it carries out or reviews."""
    rows = db.execute(
        "SELECT DISTINCT h.row AS citing, t.row AS cited, h.title, r.relation IN ('basis', 'implements') AS follows,"
        " h.issuer_core IS t.issuer_core AND h.issuer_unit IS t.issuer_unit AS own"
        " FROM (SELECT DISTINCT head FROM phases) p JOIN heads h ON h.row = p.head JOIN refs r ON r.head = h.row"
        " JOIN heads t ON t.document = r.resolved WHERE h.current = 1"
        " AND EXISTS (SELECT 1 FROM phases q WHERE q.document = t.document) ORDER BY h.row DESC, r.start"
    ).fetchall()
    for row in rows:
        review = bool(_REVIEW.match(row["title"] or ""))
        if not (row["follows"] or review):
            continue
        theirs = _read_phases(db, row["cited"])
        for phase in _read_phases(db, row["citing"]):
            told = _describe_disagreement(phase, theirs, strict=review or bool(row["own"]))
            if told:
                citing, cited = _read_heads(db, [row["citing"], row["cited"]])
                message = (
                    f"{cite_document(citing)}{phase.place_in_words()} {told[0]}, nhưng {cite_document(cited)}{told[1]}."
                )
                yield Finding("phases-disagree", message, [citing, cited])


def _read_phases(db: sqlite3.Connection, head: int) -> list[_Phase]:
    found = []
    rows = db.execute(
        "SELECT p.* FROM heads h JOIN phases p ON p.document = h.document WHERE h.row = ?"
        " ORDER BY p.section, p.first_day, p.id",
        (head,),
    )
    for row in rows:
        match = _PHASE.fullmatch((row["label"] or "").strip())
        number = (int(match["number"]) if match["number"] else parse_roman(match["roman"].upper())) if match else None
        if match and number and (row["first_day"] or row["last_day"]):
            name = (" ".join(match["kind"].casefold().split()), number)
            found.append(_Phase(row["label"], name, row["first_day"], row["last_day"], row["section"]))
    return found


def _describe_disagreement(phase: _Phase, others: list[_Phase], strict: bool) -> tuple[str, str] | None:
    """What a document says of a phase, and what the other one says; None where they do not contradict each other.
    Who carries a plan of another body out may do it within the days of its phase, unless `strict`."""
    same = [other for other in others if other.name == phase.name and _years(phase) & _years(other)]
    if any(phase.agrees(other) or (not strict and phase.lies_within(other)) for other in same):
        return None
    twins = [
        other
        for other in others
        if other.name[0] == phase.name[0] and other.name != phase.name and phase.first and phase.last
        if (other.first, other.last) == (phase.first, phase.last)
    ]
    if same:
        says = f"{same[0].place_in_words()} ghi “{same[0].label}” {same[0].days_in_words()}"
        twin = f"; thời gian ấy ở đó là “{twins[0].label}”" if twins else ""
        return f"ghi “{phase.label}” {phase.days_in_words()}", says + twin
    if twins:
        return (
            f"gọi thời gian {phase.days_in_words()} là “{phase.label}”",
            f"{twins[0].place_in_words()} gọi là “{twins[0].label}”",
        )
    return None


def _years(phase: _Phase) -> set[str]:
    return {end[:4] for end in (phase.first, phase.last) if end}


# --- citations


def _find_cited_before_issued(db: sqlite3.Connection) -> Iterator[Finding]:
    """No citation is resolved to a document that came later; that it fits but for this is kept as what disagrees."""
    rows = db.execute(
        "SELECT DISTINCT h.row AS citing, t.row AS cited FROM refs r JOIN heads h ON h.row = r.head"
        " JOIN json_each(r.candidates) c JOIN heads t ON t.document = c.value"
        f" WHERE r.disagrees <> '[]' AND {_LATER} AND h.current = 1 ORDER BY h.row DESC"
    ).fetchall()
    for row in rows:
        citing, cited = _read_heads(db, [row["citing"], row["cited"]])
        message = f"{cite_document(citing)} viện dẫn văn bản ban hành sau nó: {cite_document(cited)}."
        yield Finding("cited-before-issued", message, [citing, cited])


def _find_ended_cited(db: sqlite3.Connection) -> Iterator[Finding]:
    rows = db.execute(
        "SELECT DISTINCT h.row AS citing, t.row AS cited, e.row AS ending, t.ended_how AS how FROM heads t"
        " JOIN heads e ON e.document = t.ended_by JOIN refs r ON r.resolved = t.document JOIN heads h ON h.row = r.head"
        " WHERE t.ended_by IS NOT NULL AND r.relation = 'basis' AND h.current = 1 AND h.work <> e.work"
        " AND e.last_day <= h.first_day ORDER BY h.row DESC"
    ).fetchall()
    for row in rows:
        citing, cited, ending = _read_heads(db, [row["citing"], row["cited"], row["ending"]])
        how = _ENDED.get(row["how"], "thay thế")
        basis = f"{cite_document(citing)} căn cứ vào {cite_document(cited)}"
        message = f"{basis}, là văn bản đã bị {how} bởi {cite_document(ending)}."
        yield Finding("ended-cited", message, [citing, cited, ending])


def _find_citation_conflicts(db: sqlite3.Connection) -> Iterator[Finding]:
    """Citations of what is not held, where a document is held that differs from it in one part alone."""
    rows = db.execute(
        "SELECT r.*, (SELECT json_group_array(t.row) FROM json_each(r.candidates) c"
        f" JOIN heads t ON t.document = c.value WHERE NOT {_LATER}) AS near"
        " FROM refs r JOIN heads h ON h.row = r.head"
        " WHERE r.disagrees <> '[]' AND r.resolved IS NULL AND h.current = 1 ORDER BY r.head DESC, r.start"
    ).fetchall()
    for row in rows:
        near = json.loads(row["near"])
        differs = " và ".join(_CALLED[part] for part in json.loads(row["disagrees"]) if part in _CALLED)
        if not near or not differs:
            continue
        citing, *others = _read_heads(db, [row["head"], *near])
        cited = describe_document(row["doc_type"], row["canonical"], row["name"], row["date"], row["issuer"])
        message = (
            f"{cite_document(citing)} viện dẫn {cited}; kho chỉ có văn bản khác {differs}: {list_citations(others)}."
        )
        yield Finding("citation-disagrees", message, [citing, *others])


def _read_heads(db: sqlite3.Connection, rows: Iterable[int]) -> list[Head]:
    wanted = list(rows)
    held = heads.heads_by_row(db, wanted)
    return [held[row] for row in wanted]
