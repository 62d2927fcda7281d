"""Which files are one document: settled among those that could be one with what changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from vbparse.archive.ask import search
from vbparse.archive.index import keys as identity
from vbparse.archive.settle.changes import Changes, Known, agreeing, where


def settle(db: sqlite3.Connection, changes: Changes) -> None:
    """Bring versions up to date; what becomes of them by it is noted as a change."""
    rows: dict[str, sqlite3.Row] = {}
    works: dict[str, str] = {}
    for related in _components(db, changes):
        rows |= {row["document"]: row for row in related}
        works |= identity.works([_version(db, row) for row in related], lambda document: search.text(db, document))
    before = {document: row["work"] for document, row in rows.items()}
    changes.note(db, [document for document, work in works.items() if before[document] != work])
    for document, work in works.items():
        row, current = rows[document], int(work == document)
        if before[document] != work or row["current"] != current:
            db.execute("UPDATE heads SET work = ?, current = ? WHERE document = ?", (work, current, document))
            changes.works.add(work)
    # Only the version that stands for its work is found by a search.
    for document, work in works.items():
        search.show(db, rows[document]["row"], shown=work == document)


def _components(db: sqlite3.Connection, changes: Changes) -> Iterator[list[sqlite3.Row]]:
    """What changed, with what could be one document with it, directly or through others; and what could have been."""
    placed: set[str] = set()
    begin = where(db, "SELECT * FROM heads", "document", changes.documents)
    for known in sorted(changes.known, key=repr):
        begin += _kin(db, known)
    for row in begin:
        todo, related = [row], []
        while todo:
            one = todo.pop()
            if one["document"] not in placed:
                placed.add(one["document"])
                related.append(one)
                todo += _kin(db, Known(*(one[name] for name in Known._fields)))
        if related:
            yield related


def _kin(db: sqlite3.Connection, known: Known) -> Iterable[sqlite3.Row]:
    """The documents that could be one with one that is known so: of one identity; or of one title and issuer, where
    neither number nor date speaks against it."""
    found = []
    if known.identity_key:
        found += db.execute("SELECT * FROM heads WHERE identity_key = ?", (known.identity_key,)).fetchall()
    if known.version_key:
        said, values = "version_key = ?", [known.version_key]
        if known.date:
            agrees, dates = agreeing(known.date)
            said, values = f"{said} AND (date IS NULL OR {agrees})", [*values, *dates]
        for number in (" AND number_key IS NULL", " AND number_key = ?") if known.number_key else ("",):
            more = [known.number_key] if "?" in number else []
            found += db.execute(f"SELECT * FROM heads WHERE {said}{number}", [*values, *more]).fetchall()
    return found


def _version(db: sqlite3.Connection, row: sqlite3.Row) -> identity.Version:
    said = db.execute("SELECT 1 FROM corrections WHERE document = ? AND withdrawn IS NULL", (row["document"],))
    full = [row[name] is not None for name in ("number_key", "date", "issuer", "signer", "title")]
    return identity.Version(
        document=row["document"],
        doc_type=row["doc_type"],
        number=row["number_key"],
        issuer=(row["issuer_unit"], row["issuer_parent"], row["issuer_core"]),
        date=row["date"],
        title=row["title_key"],
        weight=(int(said.fetchone() is not None), sum(full), len(row["date"] or "")),
    )
