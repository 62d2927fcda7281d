"""What happened to documents: when they came, what was corrected, marked, removed; and which files failed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from vbparse.archive.answers import Correction, Event, Failure, Mark
from vbparse.archive.ask import confirmations, finding, marks
from vbparse.archive.corrections import overlay
from vbparse.archive.corrections.overlay import format_value
from vbparse.archive.index import heads
from vbparse.archive.store.entries import NUMBER_SEPARATOR
from vbparse.archive.store.store import Store
from vbparse.edtf import cut_time
from vbparse.errors import InputError


def list_corrections(store: Store, document: str | None = None) -> list[Correction]:
    """The corrections of a document, or of all, with what became of each. Where a file is read to hold other parts than
    it was, those of a part that is not there any more are orphaned."""
    rows = store.db.execute(
        "SELECT DISTINCT document FROM corrections WHERE substr(document, 1, 64) IN (SELECT sha256 FROM documents)"
        " ORDER BY document"
    ).fetchall()
    wanted = [document] if document else [row["document"] for row in rows]
    return [correction for one in wanted for correction in _document_corrections(store, one)]


def _document_corrections(store: Store, document: str) -> list[Correction]:
    if store.db.execute("SELECT 1 FROM documents WHERE id = ?", (document,)).fetchone():
        return store.corrected_document(document)[1]
    rows = store.db.execute("SELECT * FROM corrections WHERE document = ? ORDER BY n", (document,)).fetchall()
    return overlay.orphaned_corrections(rows)


def list_events(store: Store, named: str) -> list[Event]:
    """The history of a document of the archive, or of one that was removed."""
    try:
        document = finding.find_head(store.db, named).document
    except InputError:
        tombs = store.db.execute(
            "SELECT * FROM tombstones WHERE :file <> '' AND substr(sha256, 1, length(:file)) = :file"
            " OR instr(:parted || canonical || :parted, :parted || :named || :parted)",
            {"named": named, "file": named.partition("#")[0], "parted": NUMBER_SEPARATOR},
        ).fetchall()
        if len(tombs) != 1:
            raise
        return [Event(0, tombs[0]["at"], "removed", tombs[0]["by"], tombs[0]["why"])]
    events = [
        *_ingest_events(store.db, document),
        *_correction_events(store, document),
        *_mark_events(store.db, document),
        *_confirmation_events(store.db, document),
        *_restriction_events(store.db, document),
        *_arrangement_events(store.db, document),
    ]
    return sorted(events, key=lambda event: (event.at, event.n))


def list_failures(db: sqlite3.Connection) -> list[Failure]:
    """Files that could not be taken in, by name."""
    return [
        Failure(**dict(row)) for row in db.execute("SELECT name, reason, at, reason_vi FROM failures ORDER BY name")
    ]


def arrival_moments(db: sqlite3.Connection, documents: Iterable[str]) -> dict[str, str]:
    """When the file of each document (by its whole id) came in first: UTC, ISO 8601."""
    rows = db.execute(
        "SELECT j.value AS document, min(s.at) AS at FROM json_each(?) j"
        " JOIN sources s ON s.sha256 = substr(j.value, 1, 64) GROUP BY j.value",
        (json.dumps(list(documents)),),
    )
    return {row["document"]: row["at"] for row in rows}


def _ingest_events(db: sqlite3.Connection, document: str) -> list[Event]:
    rows = db.execute("SELECT name, at FROM sources WHERE sha256 = ?", (heads.file_sha256(document),))
    return [Event(0, row["at"], "ingested", None, row["name"]) for row in rows]


def _correction_events(store: Store, document: str) -> list[Event]:
    events: list[Event] = []
    rows = store.db.execute("SELECT n, withdrawn FROM corrections WHERE document = ?", (document,))
    withdrawals = dict(rows.fetchall())
    for c in store.corrected_document(document)[1]:
        why = f" ({c.why})" if c.why else ""
        state = " [orphaned]" if c.state == "orphaned" else ""
        is_confirmed = c.value == c.was
        was = "" if is_confirmed else f"{format_value(c.was)} → "
        text = f"{c.path}: {was}{format_value(c.value)}{why}{state}"
        events.append(Event(c.n, c.at, "confirmed" if is_confirmed else "corrected", c.by, text))
        if withdrawals[c.n]:
            withdrawal = json.loads(withdrawals[c.n])
            reason = f" ({withdrawal['why']})" if withdrawal["why"] else ""
            events.append(Event(c.n, withdrawal["at"], "withdrawn", withdrawal["by"], f"{c.path}{reason}"))
    return events


def _confirmation_events(db: sqlite3.Connection, document: str) -> list[Event]:
    said = confirmations.read_confirmation(db, document)
    return [Event(0, said.at, "confirmed", said.by, said.note or "")] if said else []


def _restriction_events(db: sqlite3.Connection, document: str) -> list[Event]:
    rows = db.execute("SELECT * FROM restrictions WHERE document = ?", (document,))
    return [Event(0, row["at"], "restricted", row["by"], row["why"] or "") for row in rows]


def _arrangement_events(db: sqlite3.Connection, document: str) -> list[Event]:
    filed = db.execute(
        "SELECT f.at, 'filed' AS what, f.by, coalesce(d.symbol || ' · ', '') || d.title AS text"
        " FROM filings f JOIN dossiers d ON d.id = f.dossier WHERE f.document = ?",
        (document,),
    )
    tagged = db.execute("SELECT at, 'tagged' AS what, by, tag AS text FROM tags WHERE document = ?", (document,))
    return [Event(0, row["at"], row["what"], row["by"], row["text"]) for row in [*filed, *tagged]]


def _mark_events(db: sqlite3.Connection, document: str) -> list[Event]:
    rows = db.execute(
        "SELECT m.n, m.obligation, o.row, o.task FROM marks m LEFT JOIN heads h ON h.document = m.document"
        " LEFT JOIN obligations o ON o.head = h.row AND o.id = m.obligation WHERE m.document = ?",
        (document,),
    ).fetchall()
    by_number = marks.marks_by_number(db, [row["n"] for row in rows])
    return [Event(row["n"], (m := by_number[row["n"]]).at, "marked", m.by, _describe_mark(db, row, m)) for row in rows]


def _describe_mark(db: sqlite3.Connection, row: sqlite3.Row, mark: Mark) -> str:
    whom = f" – {', '.join(mark.assignees)}" if mark.assignees else ""
    shown_by = [shown for shown in (marks.evidence_label(mark), mark.file_name) if shown]
    proof = f" ({', '.join(shown_by)})" if shown_by else ""
    state = "" if row["row"] and marks.still_applies(db, mark, row["row"]) else " [orphaned]"
    day = "" if mark.date == cut_time(mark.at) else f" {mark.date}"
    became = f"{row['obligation']}: {mark.status}{day}{whom}{proof}{state}"
    return " · ".join(part for part in (became, mark.period, mark.person, mark.note, row["task"]) if part)
