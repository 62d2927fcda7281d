"""The SQLite file of the accounts, `accounts.db` beside the archive: readable by its owner alone, shared by threads and
processes."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from queue import Empty, LifoQueue

from vbparse.errors import ArchiveError

NAME = "accounts.db"
WAIT = 30.0
"""Seconds that a writer waits for another."""


class Database:
    """Connections to one file, lent to one thread at a time and kept. `clock` gives seconds since 1970."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        """Makes the file where there is none. Raises ArchiveError where it cannot be used, or is of a newer version."""
        self.path = folder / NAME
        self.clock = clock
        self._free: LifoQueue[sqlite3.Connection] = LifoQueue()
        try:
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as error:
            raise ArchiveError(
                f"{self.path}: cannot be opened ({error.strerror or error}); check the folder and its permissions."
            ) from error
        with self.lent() as db:
            _migrate(db, self.path)

    @contextmanager
    def lent(self) -> Iterator[sqlite3.Connection]:
        """A connection; what SQLite complains of is raised as ArchiveError, and the connection not lent again."""
        with self._explained():
            try:
                db = self._free.get_nowait()
            except Empty:
                db = self._connect()
            try:
                yield db
            except sqlite3.Error:
                db.close()
                raise
            except BaseException:
                self._free.put(db)
                raise
            self._free.put(db)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection that holds the write lock: all that is done with it is kept, or nothing."""
        with self.lent() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")

    def close(self) -> None:
        """Close the connections that are not lent."""
        while not self._free.empty():
            self._free.get_nowait().close()

    def stamp(self, moment: float | None = None) -> str:
        """A moment, or this one, in UTC to the second."""
        return datetime.fromtimestamp(self.clock() if moment is None else moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise ArchiveError(
                f"{self.path}: cannot be read or written ({error}); check its permissions and the disk."
            ) from error

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, timeout=WAIT, isolation_level=None, check_same_thread=False)
        db.row_factory = sqlite3.Row
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "secure_delete = ON"):
            db.execute(f"PRAGMA {pragma}")
        return db


@cache
def _migrations() -> tuple[str, ...]:
    """The SQL of each version, oldest first."""
    found = (file for file in files("vbparse.accounts").joinpath("migrations").iterdir() if file.name.endswith(".sql"))
    return tuple(file.read_text("utf-8") for file in sorted(found, key=lambda file: file.name))


def _migrate(db: sqlite3.Connection, path: Path) -> None:
    if _version(db) > len(_migrations()):
        raise ArchiveError(f"{path}: written by a newer vbparse; upgrade vbparse.")
    while _version(db) < len(_migrations()):
        db.execute("BEGIN IMMEDIATE")
        version = _version(db)  # another process may have been first
        if version < len(_migrations()):
            for statement in _statements(_migrations()[version]):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {version + 1}")
        db.execute("COMMIT")


def _version(db: sqlite3.Connection) -> int:
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    return version


def _statements(script: str) -> list[str]:
    """The statements of a script one by one: `executescript` would end the transaction."""
    found, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending)
            pending = ""
    return found
