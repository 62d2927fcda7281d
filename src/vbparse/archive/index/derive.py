"""Prepared rows → the tables that are asked: head, text and words, obligations, phases, references, written with their
numbers and with the units and bodies that the archive knows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath

from vbparse.archive.folder.originals import SHA256_DIGITS
from vbparse.archive.index import bodies, charges, doubtful, fulltext, heads, rows, units
from vbparse.archive.index.preparing import HomeFacts, PreparedRows
from vbparse.bodies.identity import Home, communes_of, read_body
from vbparse.language.folding import fold


def write_rows(db: sqlite3.Connection, prepared: PreparedRows, name: str) -> None:
    """Write the rows of a document that was ingested under a name; none of it may be there. The work, what it is
    replaced by and how its references resolve are settled afterwards (`settle`)."""
    own_home, row = _known_home(db, prepared.facts), _free_row(db, prepared)
    head = prepared.head | rows.home_values(prepared.head, own_home) | {"row": row, "name": PurePath(name).name}
    db.execute(rows.insert_sql("heads", head), tuple(head.values()))
    fulltext.index_document(db, row, prepared.places, prepared.words)
    numbers = rows.row_numbers(row, len(prepared.obligations))
    db.executemany(_INSERT_OBLIGATION, [(n, row, *one) for n, one in zip(numbers, prepared.obligations, strict=True)])
    db.executemany("INSERT INTO tasks (rowid, folded) VALUES (?, ?)", zip(numbers, prepared.tasks, strict=True))
    _write_relations(db, prepared.id, row, prepared.facts, own_home)
    db.executemany(_INSERT_PHASE, [(row, *one) for one in prepared.phases])
    numbers = rows.row_numbers(row, len(prepared.references))
    db.executemany(_INSERT_REFERENCE, [(n, row, *one) for n, one in zip(numbers, prepared.references, strict=True)])
    db.executemany(_INSERT_DOUBT, prepared.doubts)
    store_anomaly_counts(db, prepared.id, prepared.severities, doubtful.count_doubtful_values(prepared.doubts))


_INSERT_OBLIGATION = rows.insert_sql("obligations", ["row", "head", *rows.OBLIGATION])
_INSERT_PHASE = rows.insert_sql("phases", ["head", *rows.PHASE])
_INSERT_REFERENCE = rows.insert_sql("refs", ["row", "head", *rows.REFERENCE])
_INSERT_DOUBT = rows.insert_sql("doubts", doubtful.COLUMNS)


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


def rewrite_home(db: sqlite3.Connection, document: str, facts: HomeFacts) -> None:
    """Write anew what depends on the units above the home of a document, of which other documents may say more: the
    rest of its rows stays."""
    head = db.execute("SELECT * FROM heads WHERE document = ?", (document,)).fetchone()
    own_home = _known_home(db, facts)
    values = rows.home_values(head, own_home)
    assigned = ", ".join(f"{name} = ?" for name in values)
    db.execute(f"UPDATE heads SET {assigned} WHERE row = ?", (*values.values(), head["row"]))
    db.execute("DELETE FROM units WHERE document = ?", (document,))
    charges.remove_charges(db, head["row"])
    _write_relations(db, document, head["row"], facts, own_home)


def _write_relations(db: sqlite3.Connection, document: str, head: int, facts: HomeFacts, home: Home) -> None:
    """Write the units that a document names, and whom its obligations charge."""
    names = {name for _, name, _ in facts.charged}
    db.executemany(
        "INSERT OR IGNORE INTO units (name, parent, document) VALUES (?, ?, ?)",
        [(unit, parent or "", document) for unit, parent in [*facts.units, *_units_relied_on(names, home, facts)]],
    )
    identify = bodies.identify_body if db.execute("SELECT 1 FROM unions LIMIT 1").fetchone() else bodies.read_spelling
    identified = {name: identify(db, name, home) for name in names}
    numbers = rows.row_numbers(head, 1 + max((position for position, _, _ in facts.charged), default=0))
    charged = [
        charges.Charge(identified[name], name, written, numbers[position]) for position, name, written in facts.charged
    ]
    charges.add_charges(db, head, charged)


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


def _free_row(db: sqlite3.Connection, document: PreparedRows) -> int:
    """A free row number of the day; the same for the same document unless two share their bits."""
    day = min(document.day.toordinal(), rows.LAST_DAY) if document.day else 0
    bits = _id_bits(document.id) % (1 << heads.UNDATED_BITS)
    row = (day << heads.BITS) + (bits >> heads.UNDATED_BITS - heads.BITS if day else bits)
    while db.execute("SELECT 1 FROM heads WHERE row = ?", (row,)).fetchone():
        row += 1
    return row


def _id_bits(document: str) -> int:
    """A number that an id gives: the first 64 bits of the SHA-256, and which document of the file it is."""
    sha256, _, part = document.partition("#")
    if len(sha256) < SHA256_DIGITS:
        return sum(map(ord, document))
    return int.from_bytes(bytes.fromhex(sha256)[:_ID_BYTES]) + int(part or 0)


_ID_BYTES = 8
"""Bytes of the SHA-256 that make row numbers: more than their bits hold."""


def _units_relied_on(names: Iterable[str], home: Home, facts: HomeFacts) -> Iterable[tuple[str, None]]:
    """Units that a document means only by what others say of its home: it places them nowhere."""
    units_read = {read_body(name, home).unit for name in names}.union(*(communes_of(name, home) for name in names))
    return [(unit, None) for unit in units_read - {name for name, _ in facts.units} if unit]
