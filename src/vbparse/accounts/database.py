"""The SQLite file of the accounts, `accounts.db` beside the archive: readable by its owner alone, shared by threads and
processes."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from queue import Empty, LifoQueue

from vbparse import sqlite
from vbparse.errors import ArchiveError

NAME = "accounts.db"
_OWNER_ONLY = 0o600
"""Mode of the file: it holds password hashes."""
_MEND = "mend.accounts"
_TABLES = sqlite.Tables("vbparse.accounts", "people", _MEND, 30.0)
_PRAGMAS = ("synchronous = NORMAL", "foreign_keys = ON", "secure_delete = ON")


class Database:
    """Connections to one file, lent to one thread at a time and kept. `clock` gives seconds since 1970."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        """Makes the file where there is none. Raises ArchiveError where it cannot be used, or is of a newer version."""
        self.path = folder / NAME
        self.clock = clock
        self._free: LifoQueue[sqlite3.Connection] = LifoQueue()
        try:
            if not self.path.exists():
                with self._translate_errors():
                    sqlite.create_file(self.path, _TABLES, _OWNER_ONLY)
        except OSError as error:
            raise ArchiveError("accounts.unmade", path=self.path, why=error) from error
        with self.lend():  # report now what is wrong with it
            pass

    @contextmanager
    def lend(self) -> Iterator[sqlite3.Connection]:
        """A connection; what SQLite complains of is raised as ArchiveError, and the connection not lent again."""
        with self._translate_errors():
            try:
                db = self._free.get_nowait()
            except Empty:
                db = sqlite.connect(self.path, _TABLES, threads=True, pragmas=_PRAGMAS)
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
        with self.lend() as db:
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

    def today(self) -> str:
        """This day in UTC, as ISO 8601."""
        return datetime.fromtimestamp(self.clock(), UTC).date().isoformat()

    @contextmanager
    def _translate_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise sqlite.explain_error(error, self.path, _TABLES) from error
