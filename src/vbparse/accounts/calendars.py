"""Calendars: addresses at which a calendar program finds obligations, for as long as nobody withdraws them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from vbparse.accounts import secret
from vbparse.accounts.database import Database
from vbparse.accounts.people import clean_name
from vbparse.accounts.refusal import RefusalError

LONGEST_NAME = 200
"""Characters of the name of a calendar."""
_ROWS = "SELECT c.*, p.name AS owner FROM calendars c LEFT JOIN people p ON p.id = c.person"


@dataclass(frozen=True, slots=True)
class SavedCalendar:
    """A calendar without its secret; `query` holds the filters of obligations, as in an address."""

    id: int
    name: str
    query: str
    owner: str | None
    made: str
    withdrawn: str | None
    used: str | None


class Calendars:
    """Calendars by the secret in their address, of which a hash is kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self, name: str, query: str, *, account: int | None = None) -> tuple[SavedCalendar, str]:
        """A new calendar and the secret of its address, which is not shown again."""
        new_secret = secret.make_secret()
        with self._database.writing() as db:
            row = db.execute(
                "INSERT INTO calendars (hash, person, name, query, made) VALUES (?, ?, ?, ?, ?)",
                (secret.digest(new_secret), account, clean_name(name, LONGEST_NAME), query, self._database.stamp()),
            )
            return _to_calendar(db.execute(f"{_ROWS} WHERE c.id = ?", (row.lastrowid,)).fetchone()), new_secret

    def all(self, account: int | None = None) -> list[SavedCalendar]:
        """All calendars, or those of one account, the newest first."""
        with self._database.lend() as db:
            rows = db.execute(f"{_ROWS} WHERE ?1 IS NULL OR c.person = ?1 ORDER BY c.id DESC", (account,))
            return [_to_calendar(row) for row in rows]

    def find(self, given: str) -> SavedCalendar | None:
        """The calendar with this secret, where it is still good."""
        with self._database.lend() as db:
            row = db.execute(
                f"{_ROWS} WHERE c.hash = ? AND c.withdrawn IS NULL AND (c.person IS NULL OR p.active)",
                (secret.digest(given),),
            ).fetchone()
            if row is None:
                return None
            if (today := self._database.today()) != row["used"]:
                db.execute("UPDATE calendars SET used = ? WHERE id = ?", (today, row["id"]))
            return _to_calendar(row)

    def withdraw(self, calendar: int, account: int | None = None) -> SavedCalendar:
        """Take an address back; one of `account`, where that is given. Raises RefusalError where there is none."""
        with self._database.writing() as db:
            row = db.execute(
                f"{_ROWS} WHERE c.id = ?1 AND (?2 IS NULL OR c.person = ?2)", (calendar, account)
            ).fetchone()
            if row is None:
                raise RefusalError("unknown", f"There is no calendar {calendar}.")
            db.execute(
                "UPDATE calendars SET withdrawn = ? WHERE id = ? AND withdrawn IS NULL",
                (self._database.stamp(), calendar),
            )
            return _to_calendar(db.execute(f"{_ROWS} WHERE c.id = ?", (calendar,)).fetchone())


def _to_calendar(row: sqlite3.Row) -> SavedCalendar:
    return SavedCalendar(*(row[x] for x in ("id", "name", "query", "owner", "made", "withdrawn", "used")))
