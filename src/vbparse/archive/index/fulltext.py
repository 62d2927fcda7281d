"""The text of documents as words: writing the tables of full-text search, and taking documents out of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from vbparse.archive.folder.packing import unpack_text
from vbparse.archive.index import facets, pairs
from vbparse.language.folding import fold, fold_case

INDEXES = ("title_exact", "title_folded", "text_exact", "text_folded")
"""The tables of words. Their rows are those of `heads`."""


def index_document(db: sqlite3.Connection, row: int, places: str, words: Sequence[str]) -> None:
    """Write the places (JSON) of the text of a document, and its `indexed_words`; it can be found from now on."""
    db.execute("INSERT INTO texts (row, places, shown) VALUES (?, ?, 1)", (row, places))
    _write_words(db, row, words)


def unindex_document(db: sqlite3.Connection, row: int) -> None:
    """Take a document out, while its head still is as it was when it was indexed."""
    set_searchable(db, row, shown=False)
    db.execute("DELETE FROM texts WHERE row = ?", (row,))


def set_searchable(db: sqlite3.Connection, row: int, *, shown: bool) -> None:
    """Let a document be found, or not: only the version that stands for its work is."""
    held = db.execute("SELECT shown FROM texts WHERE row = ?", (row,)).fetchone()
    if not held or bool(held["shown"]) == shown:
        return
    head = db.execute("SELECT * FROM heads WHERE row = ?", (row,)).fetchone()
    words = indexed_words(head, document_text(db, head["document"]))
    if shown:
        _write_words(db, row, words)
    else:  # a table without content forgets a row only by what was written into it
        for table, found in zip(INDEXES, words, strict=True):
            db.execute(f"INSERT INTO {table} ({table}, rowid, words) VALUES ('delete', ?, ?)", (row, found))
    db.execute("UPDATE texts SET shown = ? WHERE row = ?", (int(shown), row))


def index_all(db: sqlite3.Connection) -> None:
    """Write the words of every document that stands for its work, and of all tasks, where new tables have none of
    them."""
    rows = db.execute("SELECT row FROM heads WHERE current = 1 ORDER BY row").fetchall()
    for (row,) in rows:
        set_searchable(db, row, shown=True)
    tasks = db.execute("SELECT row, task FROM obligations ORDER BY row").fetchall()
    db.executemany("INSERT INTO tasks (rowid, folded) VALUES (?, ?)", [(row, fold(task)) for row, task in tasks])


def clear_index(db: sqlite3.Connection) -> None:
    """Empty the index, and take the places of texts out."""
    for table in INDEXES:
        db.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
    db.execute("DELETE FROM texts")


def document_text(db: sqlite3.Connection, document: str) -> str:
    """The text of a stored document; empty where it is not."""
    found = db.execute("SELECT text FROM documents WHERE id = ?", (document,)).fetchone()
    return unpack_text(found["text"]) if found else ""


def indexed_words(head: Mapping[str, Any] | sqlite3.Row, text: str) -> tuple[str, ...]:
    """What is written of a document into each of the `INDEXES`, by its row in `heads`."""
    title = head["title"] or ""
    known = " ".join(facets.build_facets(head))
    text = f"{text}\n{title}\n{head['canonical'] or ''}"  # what was corrected need not stand in it
    plain = fold(text)
    found = (fold_case(title), fold(title), fold_case(text), f"{plain}\n{' '.join(pairs.added_words(plain))}")
    return tuple(f"{words}\n{known}" for words in found)


def _write_words(db: sqlite3.Connection, row: int, words: Sequence[str]) -> None:
    for table, found in zip(INDEXES, words, strict=True):
        db.execute(f"INSERT INTO {table} (rowid, words) VALUES (?, ?)", (row, found))
