"""Files of SQLite with tables of our own: made whole or not at all, brought up by numbered migrations, and never taken
for new where they are empty, cut off or somebody else's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from vbparse.errors import ArchiveError, DatabaseError
from vbparse.files import READABLE, open_new_file
from vbparse.sentences import Sentence

_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")
_CLOSED = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
COPIED = ("", "-wal")
"""What is behind the name of each file that makes up a database."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What a file holds. `package` has its migrations, `table` stands in every version of it, `mend` is the end of a
    sentence that says what to do with a damaged one; a writer waits `wait` seconds for another."""

    package: str
    table: str
    mend: str
    wait: float


def create_file(path: Path, tables: Tables, mode: int = READABLE) -> None:
    """Make a file with empty tables, whole or not at all; one that another process makes meanwhile stays. Raises
    OSError, sqlite3.Error."""
    with open_new_file(path, mode, new=True) as file, closing(sqlite3.connect(file.name, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = MEMORY")
        _migrate(db, tables)


def connect(path: Path, tables: Tables, *, threads: bool = False, pragmas: Iterable[str] = ()) -> sqlite3.Connection:
    """A connection in WAL mode with the tables of this version; with `threads` it may go from one thread to another.
    Raises DatabaseError where the file is damaged or is none of this kind, ArchiveError where it is of a newer version
    or cannot be opened."""
    check_not_empty(path, tables)
    try:
        db = sqlite3.connect(path, timeout=tables.wait, isolation_level=None, check_same_thread=not threads)
        try:
            db.row_factory = sqlite3.Row
            _check_version(db, path, tables)
            for pragma in ("journal_mode = WAL", *pragmas):
                db.execute(f"PRAGMA {pragma}")
            _migrate(db, tables)
        except BaseException:
            db.close()
            raise
    except sqlite3.Error as error:
        raise explain_error(error, path, tables) from error
    return db


class ReadOnlyConnection(NamedTuple):
    """A connection to a file that cannot be written; whether its tables are of this version, and whether it is read as
    it stands, without locks."""

    db: sqlite3.Connection
    is_current: bool
    is_frozen: bool


def connect_read_only(path: Path, tables: Tables, *, threads: bool = False) -> ReadOnlyConnection:
    """A look into a file that cannot be written. What a writer has in its log is seen where the log is in order; raises
    ArchiveError where it is not, else as `connect`."""
    check_not_empty(path, tables)
    log = path.with_name(f"{path.name}-wal")
    frozen = not log.exists() or not log.stat().st_size  # nobody writes just now, and we can make no log
    try:
        db = sqlite3.connect(
            f"{path.absolute().as_uri()}?{'immutable=1' if frozen else 'mode=ro'}",
            uri=True,
            timeout=tables.wait,
            isolation_level=None,
            check_same_thread=not threads,
        )
        try:
            db.row_factory = sqlite3.Row
            return ReadOnlyConnection(db, _check_version(db, path, tables) == len(read_migrations(tables)), frozen)
        except BaseException:
            db.close()
            raise
    except sqlite3.Error as error:
        raise explain_error(error, path, tables) from error


def check_not_empty(path: Path, tables: Tables) -> None:
    """Raise DatabaseError where a file is empty: SQLite would take it for a new one, and throw its log away."""
    try:
        empty = path.stat().st_size == 0
    except OSError as error:
        raise ArchiveError("sqlite.no-access", path=path, why=error) from error
    if empty:
        raise DatabaseError("sqlite.empty", path=path, mend=Sentence(tables.mend))


def explain_error(error: sqlite3.Error, path: Path, tables: Tables) -> ArchiveError:
    """An error of SQLite as a sentence that says what to do."""
    name, reason = getattr(error, "sqlite_errorname", ""), str(error)
    if name.startswith(_BUSY):
        return ArchiveError("sqlite.busy", path=path, wait=tables.wait)
    if name.startswith("SQLITE_FULL"):
        return ArchiveError("sqlite.full", path=path)
    if name.startswith(_CLOSED):
        return ArchiveError("sqlite.unopened", path=path, reason=reason)
    if name.startswith("SQLITE_IOERR"):
        return ArchiveError("sqlite.disk", path=path, reason=reason)
    if name.startswith(_DAMAGED) or "decode" in reason:
        return DatabaseError("sqlite.damaged", path=path, reason=reason, mend=Sentence(tables.mend))
    return ArchiveError("sqlite.other", path=path, reason=reason)


@cache
def read_migrations(tables: Tables) -> tuple[str, ...]:
    """The SQL of each version, oldest first."""
    found = (file for file in files(tables.package).joinpath("migrations").iterdir() if file.name.endswith(".sql"))
    return tuple(file.read_text("utf-8") for file in sorted(found, key=lambda file: file.name))


def _check_version(db: sqlite3.Connection, path: Path, tables: Tables) -> int:
    """The version of a file's tables. Raises ArchiveError where it is a newer one, DatabaseError where it is none."""
    version = _read_version(db)
    if version > len(read_migrations(tables)):
        raise ArchiveError("sqlite.newer", path=path, version=version, count=len(read_migrations(tables)))
    sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    if not version or not db.execute(sql, (tables.table,)).fetchone():
        raise DatabaseError("sqlite.tables", path=path, mend=Sentence(tables.mend))
    return version


def _migrate(db: sqlite3.Connection, tables: Tables) -> None:
    scripts = read_migrations(tables)
    while (version := _read_version(db)) < len(scripts):
        db.execute("BEGIN IMMEDIATE")
        if _read_version(db) == version:  # else another process was first
            for statement in _split_statements(scripts[version]):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {version + 1}")
        db.execute("COMMIT")


def _read_version(db: sqlite3.Connection) -> int:
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    return version


def _split_statements(script: str) -> list[str]:
    """The statements of a script one by one: `executescript` would end the transaction."""
    statements, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements
