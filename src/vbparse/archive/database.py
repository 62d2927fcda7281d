"""The SQLite file of an archive: opening it, and bringing its tables to this version by numbered migrations."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from vbparse.errors import ArchiveError

WAIT = 60.0
"""Seconds that a writer waits for another."""


def connect(path: Path, *, threads: bool = False) -> sqlite3.Connection:
    """A connection in WAL mode with the tables of this version. Raises ArchiveError where the file is damaged or was
    written by a newer version of vbparse. With `threads` it may go from one thread to another."""
    try:
        db = sqlite3.connect(path, timeout=WAIT, isolation_level=None, check_same_thread=not threads)
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA mmap_size = 4294967296")
        db.execute("PRAGMA cache_size = -65536")
        _migrate(db, path)
    except sqlite3.DatabaseError as error:
        raise explained(error, path) from error
    return db


def define(db: sqlite3.Connection, name: str, arguments: int, function: Callable[..., Any]) -> None:
    """Make a function known to a connection, once: SQLite refuses to do it again while an answer is being read."""
    if not db.execute("SELECT 1 FROM pragma_function_list WHERE name = ?", (name,)).fetchone():
        db.create_function(name, arguments, function, deterministic=True)


def explained(error: sqlite3.Error, path: Path) -> ArchiveError:
    """An error of SQLite as a sentence that says what to do."""
    said = str(error)
    if "locked" in said:
        return ArchiveError(f"{path}: another process has been writing for {WAIT:.0f} s; try again when it is done.")
    if "full" in said:
        return ArchiveError(f"{path}: the disk is full; nothing of the last step was kept, make room and run it again.")
    if any(word in said for word in ("readonly", "unable to open", "attempt to write")):
        return ArchiveError(f"{path}: cannot be opened or written ({said}); check the folder and its permissions.")
    if isinstance(error, sqlite3.OperationalError) and "disk I/O" not in said:
        return ArchiveError(f"{path}: SQLite could not do it ({said}); please report this.")
    return ArchiveError(f"{path}: damaged ({said}); `vbparse rebuild` makes it again from the originals.")


@cache
def migrations() -> tuple[str, ...]:
    """The SQL of each version, oldest first."""
    found = sorted(
        (file for file in files("vbparse.archive").joinpath("migrations").iterdir() if file.name.endswith(".sql")),
        key=lambda file: file.name,
    )
    return tuple(file.read_text("utf-8") for file in found)


def _migrate(db: sqlite3.Connection, path: Path) -> None:
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version > len(migrations()):
        raise ArchiveError(
            f"{path}: written by a newer vbparse (tables of version {version}, this one knows {len(migrations())}); "
            "upgrade vbparse."
        )
    while version < len(migrations()):
        db.execute("BEGIN IMMEDIATE")
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version < len(migrations()):
            for statement in _statements(migrations()[version]):
                db.execute(statement)
            version += 1
            db.execute(f"PRAGMA user_version = {version}")
        db.execute("COMMIT")


def _statements(script: str) -> list[str]:
    """The statements of a script one by one: `executescript` would end the transaction."""
    found, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending)
            pending = ""
    return found
