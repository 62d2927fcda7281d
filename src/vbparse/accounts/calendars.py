"""Calendars: addresses at which a calendar program finds obligations, for as long as nobody withdraws them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from vbparse.accounts import secret
from vbparse.accounts.bearers import Bearers
from vbparse.accounts.people import clean_name

LONGEST_NAME = 200
"""Characters of the name of a calendar."""


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


class Calendars(Bearers[SavedCalendar]):
    """Calendars by the secret in their address."""

    kind = "calendar"

    def make(self, name: str, query: str, *, account: int | None = None) -> tuple[SavedCalendar, str]:
        """A new calendar and the secret of its address, which is not shown again."""
        new_secret, name = secret.make_secret(), clean_name(name, LONGEST_NAME)
        with self._database.writing() as db:
            return self._insert(db, new_secret, person=account, name=name, query=query), new_secret

    def _read_row(self, row: sqlite3.Row) -> SavedCalendar:
        return SavedCalendar(*(row[x] for x in ("id", "name", "query", "owner", "made", "withdrawn", "used")))
