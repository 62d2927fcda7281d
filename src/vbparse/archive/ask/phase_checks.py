"""Phases in which a plan and the document that carries it out or reviews it disagree."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from vbparse.archive.answers import Finding
from vbparse.archive.ask.wording import cite_document, format_date
from vbparse.archive.index import heads
from vbparse.language.labels import parse_roman
from vbparse.patterns import Cue
from vbparse.vocabularies import FindingCode

_PHASE = Cue(
    r"(?i)(?P<kind>\p{L}[\p{L}\s]*?)\s+(?:0*(?P<number>\d+)|(?P<roman>[ivx]+))",
    examples=["Giai đoạn 1", "Đợt II", "bước 02"],
    rejects=["Giai đoạn chuẩn bị", "1", "Giai đoạn 1: chuẩn bị"],
    at="whole",
)


_REVIEW = Cue(
    r"(?i)(?:(?:v/v|về việc)\s+)?(?:sơ|tổng) kết(?!\w)",
    examples=["Sơ kết công tác quý I", "V/v tổng kết năm 2023", "Tổng kết phong trào"],
    rejects=["Tổ chức hội nghị tổng kết", "Kết quả thực hiện"],
    at="start",
)


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


def find_phase_conflicts(db: sqlite3.Connection) -> Iterator[Finding]:
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
            conflict = _describe_disagreement(phase, theirs, strict=review or bool(row["own"]))
            if conflict:
                citing, cited = heads.heads_in_order(db, [row["citing"], row["cited"]])
                first = f"{cite_document(citing)}{phase.place_in_words()} {conflict[0]}"
                message = f"{first}, nhưng {cite_document(cited)}{conflict[1]}."
                yield Finding(FindingCode.PHASES_DISAGREE, message, [citing, cited])


def _read_phases(db: sqlite3.Connection, head: int) -> list[_Phase]:
    phases = []
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
            phases.append(_Phase(row["label"], name, row["first_day"], row["last_day"], row["section"]))
    return phases


def _describe_disagreement(phase: _Phase, others: list[_Phase], strict: bool) -> tuple[str, str] | None:
    """What a document says of a phase, and what the other one says; None where they do not contradict each other.
    Who carries a plan of another body out may do it within the days of its phase, unless `strict`."""
    namesakes = [
        candidate for candidate in others if candidate.name == phase.name and _years(phase) & _years(candidate)
    ]
    if any(phase.agrees(candidate) or (not strict and phase.lies_within(candidate)) for candidate in namesakes):
        return None
    twins = [
        candidate
        for candidate in others
        if candidate.name[0] == phase.name[0] and candidate.name != phase.name and phase.first and phase.last
        if (candidate.first, candidate.last) == (phase.first, phase.last)
    ]
    if namesakes:
        says = f"{namesakes[0].place_in_words()} ghi “{namesakes[0].label}” {namesakes[0].days_in_words()}"
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
