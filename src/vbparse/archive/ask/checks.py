"""What does not fit between documents. It is reported, never repaired, in Vietnamese: the reader is an archivist."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from vbparse.archive.answers import Finding
from vbparse.archive.ask import number_checks, phase_checks
from vbparse.archive.ask.wording import cite_document, describe_document, list_citations
from vbparse.archive.index import heads
from vbparse.vocabularies import FindingCode

_LATER = "(r.disagrees LIKE '%\"later\"%' AND t.first_day > h.last_day)"
_CALLED = {"date": "ngày ban hành", "issuer": "cơ quan ban hành"}
_ENDED = {"replaces": "thay thế", "repeals": "bãi bỏ"}


def find_conflicts(db: sqlite3.Connection) -> Iterator[Finding]:
    """What does not fit, code by code, and within a code what concerns the newest documents first."""
    yield from number_checks.find_numbers_twice(db)
    yield from number_checks.find_gaps(db)
    yield from phase_checks.find_phase_conflicts(db)
    yield from _find_cited_before_issued(db)
    yield from _find_ended_cited(db)
    yield from _find_citation_conflicts(db)


def _find_cited_before_issued(db: sqlite3.Connection) -> Iterator[Finding]:
    """No citation is resolved to a document that came later; that it fits but for this is kept as what disagrees."""
    rows = db.execute(
        "SELECT DISTINCT h.row AS citing, t.row AS cited FROM refs r JOIN heads h ON h.row = r.head"
        " JOIN json_each(r.candidates) c JOIN heads t ON t.document = c.value"
        f" WHERE r.disagrees <> '[]' AND {_LATER} AND h.current = 1 ORDER BY h.row DESC"
    ).fetchall()
    for row in rows:
        citing, cited = heads.heads_in_order(db, [row["citing"], row["cited"]])
        message = f"{cite_document(citing)} viện dẫn văn bản ban hành sau nó: {cite_document(cited)}."
        yield Finding(FindingCode.CITED_BEFORE_ISSUED, message, [citing, cited])


def _find_ended_cited(db: sqlite3.Connection) -> Iterator[Finding]:
    rows = db.execute(
        "SELECT DISTINCT h.row AS citing, t.row AS cited, e.row AS ending, t.ended_how AS how FROM heads t"
        " JOIN heads e ON e.document = t.ended_by JOIN refs r ON r.resolved = t.document JOIN heads h ON h.row = r.head"
        " WHERE t.ended_by IS NOT NULL AND r.relation = 'basis' AND h.current = 1 AND h.work <> e.work"
        " AND e.last_day <= h.first_day ORDER BY h.row DESC"
    ).fetchall()
    for row in rows:
        citing, cited, ending = heads.heads_in_order(db, [row["citing"], row["cited"], row["ending"]])
        how = _ENDED.get(row["how"], "thay thế")
        basis = f"{cite_document(citing)} căn cứ vào {cite_document(cited)}"
        message = f"{basis}, là văn bản đã bị {how} bởi {cite_document(ending)}."
        yield Finding(FindingCode.ENDED_CITED, message, [citing, cited, ending])


def _find_citation_conflicts(db: sqlite3.Connection) -> Iterator[Finding]:
    """Citations of what is not stored, where a document is stored that differs from it in one part alone."""
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
        citing, *others = heads.heads_in_order(db, [row["head"], *near])
        cited = describe_document(row["doc_type"], row["canonical"], row["name"], row["date"], row["issuer"])
        message = (
            f"{cite_document(citing)} viện dẫn {cited}; kho chỉ có văn bản khác {differs}: {list_citations(others)}."
        )
        yield Finding(FindingCode.CITATION_DISAGREES, message, [citing, *others])
