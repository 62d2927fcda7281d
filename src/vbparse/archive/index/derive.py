"""A document → the rows that are asked: head, text and words, obligations, phases, references (`rows`), written with
the units and bodies that the archive knows."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from vbparse.archive.folder.originals import SHA256_DIGITS
from vbparse.archive.index import bodies, charges, doubtful, fulltext, heads, rows, units
from vbparse.archive.index.places import find_places
from vbparse.archive.index.rows import HeadRow
from vbparse.bodies.identity import Home, communes_of, home_of, read_body
from vbparse.language.folding import fold
from vbparse.schema import Body, Document, Obligation


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """The home of a document as the document alone states it, and the units that it names, each with the one above."""

    home: Home
    units: frozenset[tuple[str, str | None]]


def read_home_facts(document: Document) -> HomeFacts:
    """Where a document speaks from, and which units it places under which."""
    issued, issuer = document.issued, document.issuer
    home_read = home_of(
        issuer.canonical if issuer else None,
        place=issued.place if issued else None,
        parent=issuer.parent if issuer else None,
        text=document.text or "",
    )
    return HomeFacts(home_read, frozenset(_named_units(document, home_read)))


def write_rows(db: sqlite3.Connection, document: Document, name: str, facts: HomeFacts, *, corrected: bool) -> None:
    """Write the rows of a document (with its corrections applied); none of it may be there. The work, what it is
    replaced by and how its references resolve are settled afterwards (`settle`)."""
    head = rows.head_row(document, name, _known_home(db, facts), _free_row(db, document), corrected=corrected)
    db.execute(rows.insert_sql("heads", head.values), head.values)
    places = find_places(document)
    fulltext.index_document(db, head.row, document, places)
    obligations = [
        rows.obligation_row(document, head, row, item, places)
        for row, item in rows.number_items(head, document.obligations)
    ]
    db.executemany(rows.insert_sql("obligations", rows.OBLIGATION), obligations)
    db.executemany(
        "INSERT INTO tasks (rowid, folded) VALUES (?, ?)", [(row["row"], fold(row["task"])) for row in obligations]
    )
    _write_relations(db, document, head, facts)
    db.executemany(
        rows.insert_sql("phases", rows.PHASE), [rows.phase_row(document, head, item) for item in document.phases]
    )
    references = [
        rows.reference_row(document, head, row, item, places)
        for row, item in rows.number_items(head, document.references)
    ]
    db.executemany(rows.insert_sql("refs", rows.REFERENCE), references)
    severities = [anomaly.severity for anomaly in document.anomalies]
    store_anomaly_counts(db, document.id, severities, doubtful.store_doubts(db, document))


def store_anomaly_counts(
    db: sqlite3.Connection, document: str, severities: Sequence[str], doubtful_values: int = 0
) -> None:
    """Write down how many anomalies a document has, how many of them are warnings and errors, and how many of its
    values are doubtful."""
    db.execute("DELETE FROM anomalies WHERE document = ?", (document,))
    confirmed = db.execute("SELECT 1 FROM confirmations WHERE document = ?", (document,)).fetchone()
    if severities or doubtful_values or confirmed:
        db.execute(
            "INSERT INTO anomalies (document, count, warnings, errors, doubtful) VALUES (?, ?, ?, ?, ?)",
            (document, len(severities), severities.count("warning"), severities.count("error"), doubtful_values),
        )


_AT_HOME = ["issuer_core", "issuer_unit", "issuer_parent", "unit", "parent", "identity_key", "version_key"]


def rewrite_home(db: sqlite3.Connection, document: Document, facts: HomeFacts) -> None:
    """Write anew what depends on the units above the home of a document, of which other documents may say more: the
    rest of its rows stays."""
    previous = db.execute("SELECT row, name, corrected FROM heads WHERE document = ?", (document.id,)).fetchone()
    head = rows.head_row(
        document, previous["name"], _known_home(db, facts), previous["row"], corrected=bool(previous["corrected"])
    )
    assigned = ", ".join(f"{name} = :{name}" for name in _AT_HOME)
    db.execute(
        f"UPDATE heads SET {assigned} WHERE row = :row", {name: head.values[name] for name in (*_AT_HOME, "row")}
    )
    db.execute("DELETE FROM units WHERE document = ?", (document.id,))
    charges.remove_charges(db, head.row)
    _write_relations(db, document, head, facts)


def _write_relations(db: sqlite3.Connection, document: Document, head: HeadRow, facts: HomeFacts) -> None:
    """Write the units that a document names, and whom its obligations charge."""
    db.executemany(
        "INSERT OR IGNORE INTO units (name, parent, document) VALUES (?, ?, ?)",
        [
            (unit, parent or "", document.id)
            for unit, parent in [*facts.units, *_units_relied_on(document, head.home, facts)]
        ],
    )
    identified = cache(lambda spelling: bodies.identify_body(db, spelling, head.home))
    charged = [
        charges.Charge(identified(body.name), body.name, written, row)
        for row, obligation in rows.number_items(head, document.obligations)
        for body, written in _as_written(obligation)
    ]
    charges.add_charges(db, head.row, charged)


def _as_written(obligation: Obligation) -> Iterable[tuple[Body, str | None]]:
    """The assignees of an obligation, each as it is written where that distinguishes it from the others."""
    key = bodies.spelling_key
    stand = Counter(name for body in obligation.assignees for name in {key(body.text), key(body.name)})
    return [(body, body.text if stand[key(body.text)] == 1 else None) for body in obligation.assignees]


def delete_rows(db: sqlite3.Connection, document: str) -> None:
    """Delete the rows of a document."""
    found = db.execute("SELECT row FROM heads WHERE document = ?", (document,)).fetchone()
    if not found:
        return
    row = found["row"]
    fulltext.unindex_document(db, row)
    charges.remove_charges(db, row)
    tasks = db.execute("SELECT row, task FROM obligations WHERE head = ?", (row,)).fetchall()
    forgotten = [(obligation, fold(task)) for obligation, task in tasks]
    db.executemany("INSERT INTO tasks (tasks, rowid, folded) VALUES ('delete', ?, ?)", forgotten)
    for table in ("obligations", "refs"):
        db.execute(f"DELETE FROM {table} WHERE head = ?", (row,))
    for table in ("phases", "units", "anomalies", "doubts", "heads"):
        db.execute(f"DELETE FROM {table} WHERE document = ?", (document,))


def _known_home(db: sqlite3.Connection, facts: HomeFacts) -> Home:
    """The home of a document with what the archive knows of it."""
    return replace(facts.home, parent=units.adopted_parent(db, facts.home.unit, facts.home.parent))


def _free_row(db: sqlite3.Connection, document: Document) -> int:
    """A free row number of the day; the same for the same document unless two share their bits."""
    day = rows.first_day(document)
    first = (min(day.toordinal(), rows.LAST_DAY) if day else 0) << heads.BITS
    bits = _id_bits(document.id)
    mask = (1 << heads.BITS) - 1
    while db.execute("SELECT 1 FROM heads WHERE row = ?", (first + (bits & mask),)).fetchone():
        bits += 1
    return first + (bits & mask)


def _id_bits(document: str) -> int:
    """A number that an id gives: the first 64 bits of the SHA-256, and which document of the file it is."""
    sha256, _, part = document.partition("#")
    if len(sha256) < SHA256_DIGITS:
        return sum(map(ord, document))
    return int.from_bytes(bytes.fromhex(sha256)[:_ID_BYTES]) + int(part or 0)


_ID_BYTES = 8
"""Bytes of the SHA-256 that make row numbers: more than their bits hold."""


def _named_units(document: Document, home: Home) -> Iterable[tuple[str, str | None]]:
    if home.unit:
        yield home.unit, home.parent
    for obligation in document.obligations:
        for body in obligation.assignees:
            read = read_body(body.name, home)
            if read.unit and read.unit != home.unit:
                yield read.unit, read.parent


def _units_relied_on(document: Document, home: Home, facts: HomeFacts) -> Iterable[tuple[str, None]]:
    """Units that a document means only by what others say of its home: it places them nowhere."""
    names = [body.name for obligation in document.obligations for body in obligation.assignees]
    units_read = {read_body(name, home).unit for name in names}.union(*(communes_of(name, home) for name in names))
    return [(unit, None) for unit in units_read - {name for name, _ in facts.units} if unit]
