"""The SQLite file of an archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from vbparse import sqlite
from vbparse.errors import ArchiveError

NAME = "archive.db"
TABLES = sqlite.Tables(
    "vbparse.archive", "documents", "`vbparse rebuild` makes it again from the originals and the journal", 60.0
)
# What was committed is on the disk, as are the originals and the journal: else documents could be lost with the power
# of which the journal says that they are stored.
_PRAGMAS = ("synchronous = FULL", "mmap_size = 4294967296", "cache_size = -65536")


def connect(path: Path, *, threads: bool = False) -> sqlite3.Connection:
    """A connection to a file that can be written, as of `sqlite.connect`."""
    return sqlite.connect(path, TABLES, threads=threads, pragmas=_PRAGMAS)


def connect_read_only(path: Path, *, threads: bool = False) -> sqlite.ReadOnlyConnection:
    """A look into a file that cannot, as of `sqlite.connect_read_only`."""
    return sqlite.connect_read_only(path, TABLES, threads=threads)


def salvage_lines(path: Path) -> dict[int, bytes]:
    """The lines of the journal that a damaged database still gives, by their numbers."""
    lines_by_number: dict[int, bytes] = {}
    with suppress(ArchiveError, OSError), closing(connect_read_only(path).db) as db:
        with suppress(sqlite3.Error):
            lines_by_number |= dict(db.execute("SELECT n, CAST(line AS BLOB) FROM journal").fetchall())
        with suppress(sqlite3.Error):
            count = db.execute("SELECT value FROM meta WHERE key = 'journal_lines'").fetchone()[0]
            for n in set(range(1, count + 1)) - lines_by_number.keys():
                with suppress(sqlite3.Error):
                    lines_by_number |= dict(
                        db.execute("SELECT n, CAST(line AS BLOB) FROM journal WHERE n = ?", (n,)).fetchall()
                    )
    return lines_by_number


def define_function(db: sqlite3.Connection, name: str, arguments: int, function: Callable[..., Any]) -> None:
    """Make a function known to a connection, once: SQLite refuses to do it again while an answer is being read."""
    if not db.execute("SELECT 1 FROM pragma_function_list WHERE name = ?", (name,)).fetchone():
        db.create_function(name, arguments, function, deterministic=True)


def explain_error(error: sqlite3.Error, path: Path) -> ArchiveError:
    """An error of SQLite as a sentence that says what to do."""
    return sqlite.explain_error(error, path, TABLES)
