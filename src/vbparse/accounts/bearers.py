"""What whoever bears a secret may have: tokens, calendars and feeds. Of the secret a hash is kept."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from typing import Any, ClassVar, Generic, TypeVar

from vbparse.accounts import secret
from vbparse.accounts.database import Database
from vbparse.accounts.refusal import RefusalError

T = TypeVar("T")


class Bearers(ABC, Generic[T]):
    """Rows of a table, each found by its secret, until it is withdrawn or its owner may not log in any more."""

    kind: ClassVar[str]
    """What a row is; the table is named by the plural."""
    condition: ClassVar[str] = "1"
    """What must hold of a row `x` beside that; `:now` is this moment."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._rows = f"SELECT x.*, p.name AS owner, p.role AS most FROM {self.kind}s x"
        self._rows += " LEFT JOIN people p ON p.id = x.person"

    def all(self, account: int | None = None) -> list[T]:
        """All of them, or those of one account, the newest first."""
        with self._database.lend() as db:
            rows = db.execute(f"{self._rows} WHERE ?1 IS NULL OR x.person = ?1 ORDER BY x.id DESC", (account,))
            return [self._read_row(row) for row in rows]

    def find(self, given: str) -> T | None:
        """The one with this secret, where it is still good."""
        good = f"x.withdrawn IS NULL AND (x.person IS NULL OR p.active) AND {self.condition}"
        values = {"hash": secret.digest(given), "now": self._database.clock()}
        with self._database.lend() as db:
            row = db.execute(f"{self._rows} WHERE x.hash = :hash AND {good}", values).fetchone()
            if row is None:
                return None
            if (today := self._database.today()) != row["used"]:
                db.execute(f"UPDATE {self.kind}s SET used = ? WHERE id = ?", (today, row["id"]))
            return self._read_row(row)

    def withdraw(self, number: int, account: int | None = None) -> T:
        """Take one back; one of `account`, where that is given. Raises RefusalError where there is none."""
        with self._database.writing() as db:
            own = f"{self._rows} WHERE x.id = ?1 AND (?2 IS NULL OR x.person = ?2)"
            if db.execute(own, (number, account)).fetchone() is None:
                raise RefusalError("unknown", "account.no-bearer", kind=self.kind, number=number)
            withdrawn = f"UPDATE {self.kind}s SET withdrawn = ? WHERE id = ? AND withdrawn IS NULL"
            db.execute(withdrawn, (self._database.stamp(), number))
            return self._read_row(db.execute(own, (number, account)).fetchone())

    def _insert(self, db: sqlite3.Connection, given: str, **values: Any) -> T:
        """A new row with this secret."""
        values |= {"hash": secret.digest(given), "made": self._database.stamp()}
        names = ", ".join(values), ", ".join(f":{name}" for name in values)
        row = db.execute(f"INSERT INTO {self.kind}s ({names[0]}) VALUES ({names[1]})", values)
        return self._read_row(db.execute(f"{self._rows} WHERE x.id = ?", (row.lastrowid,)).fetchone())

    @abstractmethod
    def _read_row(self, row: sqlite3.Row) -> T:
        """What callers see of a row."""
