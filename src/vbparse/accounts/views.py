"""Saved views: the filters of a page under a name, of one person or shared with all; and feeds of what they find."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from vbparse.accounts import secret
from vbparse.accounts.bearers import Bearers
from vbparse.accounts.database import Database
from vbparse.accounts.people import clean_name, name_key
from vbparse.accounts.refusal import RefusalError

Page = Literal["obligations", "search"]
LONGEST_NAME = 200
"""Characters of the name of a view."""


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view: `page` and `query` are the address that it leads to. `owner` is None for that of whoever uses this
    machine; `mine` where the one who asks made it."""

    id: int
    name: str
    page: Page
    query: str
    shared: bool
    mine: bool
    owner: str | None
    made: str


@dataclass(frozen=True, slots=True)
class SavedFeed:
    """The address of a feed without its secret, and the view it follows."""

    id: int
    view: int
    name: str
    page: Page
    query: str
    owner: str | None
    made: str
    withdrawn: str | None
    used: str | None


class Views:
    """Views of people; `account` is None for whoever uses this machine. Methods raise RefusalError where a view is not
    there, or is somebody else's."""

    _rows = "SELECT v.*, p.name AS owner FROM views v LEFT JOIN people p ON p.id = v.person"

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, account: int | None, page: Page | None = None) -> list[SavedView]:
        """One's own in their order, then those that others share."""
        with self._database.lend() as db:
            rows = db.execute(
                f"{self._rows} WHERE (v.person IS ?1 OR v.shared) AND (?2 IS NULL OR v.page = ?2)"
                " ORDER BY v.person IS NOT ?1, p.key, v.place, v.id",
                (account, page),
            )
            return [_read_view(row, account) for row in rows]

    def find(self, number: int, account: int | None) -> SavedView:
        """A view that is one's own, or shared."""
        with self._database.lend() as db:
            return _read_view(self._require(db, number, account, "v.person IS :account OR v.shared"), account)

    def make(self, name: str, page: Page, query: str, *, account: int | None, shared: bool = False) -> SavedView:
        """A new view, behind the others. Raises RefusalError for a name that another has on its page."""
        name = clean_name(name, LONGEST_NAME)
        with self._database.writing() as db:
            last = db.execute("SELECT max(place) FROM views WHERE person IS ?", (account,)).fetchone()[0]
            _check_name(db, name, page, account, None)
            row = db.execute(
                "INSERT INTO views (person, name, page, query, shared, place, made) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (account, name, page, query, shared, (last or 0) + 1, self._database.stamp()),
            )
            return _read_view(self._require(db, row.lastrowid or 0, account, "1"), account)

    def change(
        self,
        number: int,
        account: int | None,
        *,
        name: str | None = None,
        query: str | None = None,
        shared: bool | None = None,
        as_admin: bool = False,
    ) -> SavedView:
        """Call a view otherwise, have it lead elsewhere, or share it; as an admin also one that others share."""
        new_name = None if name is None else clean_name(name, LONGEST_NAME)
        with self._database.writing() as db:
            row = self._require(db, number, account, _changeable(as_admin))
            if new_name:
                _check_name(db, new_name, row["page"], row["person"], number)
            db.execute(
                "UPDATE views SET name = coalesce(?, name), query = coalesce(?, query), shared = coalesce(?, shared)"
                " WHERE id = ?",
                (new_name, query, shared, number),
            )
            return _read_view(self._require(db, number, account, "1"), account)

    def remove(self, number: int, account: int | None, *, as_admin: bool = False) -> SavedView:
        """Forget a view and its feeds; as an admin also one that others share."""
        with self._database.writing() as db:
            removed = _read_view(self._require(db, number, account, _changeable(as_admin)), account)
            db.execute("DELETE FROM views WHERE id = ?", (number,))
            return removed

    def arrange(self, numbers: Sequence[int], account: int | None) -> list[SavedView]:
        """Put one's own views in an order; those that are not named come behind. Returns all."""
        with self._database.writing() as db:
            for number in numbers:
                self._require(db, number, account, "v.person IS :account")
            rows = db.execute("SELECT id FROM views WHERE person IS ? ORDER BY place, id", (account,)).fetchall()
            others = [row["id"] for row in rows if row["id"] not in numbers]
            ordered = enumerate([*dict.fromkeys(numbers), *others], 1)
            db.executemany("UPDATE views SET place = ? WHERE id = ?", ordered)
        return self.all(account)

    def _require(self, db: sqlite3.Connection, number: int, account: int | None, condition: str) -> sqlite3.Row:
        row: sqlite3.Row | None = db.execute(
            f"{self._rows} WHERE v.id = :number AND ({condition})", {"number": number, "account": account}
        ).fetchone()
        if row is None:
            raise RefusalError("unknown", "view.unknown", number=number)
        return row


class Feeds(Bearers[SavedFeed]):
    """Feeds by the secret in their address. One of a shared view ends when it is not shared any more."""

    kind = "feed"
    condition = "(v.shared OR v.person IS x.person)"

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._rows = (
            "SELECT x.*, p.name AS owner, p.role AS most, v.name, v.page, v.query FROM feeds x"
            " JOIN views v ON v.id = x.view LEFT JOIN people p ON p.id = x.person"
        )

    def make(self, view: int, *, account: int | None) -> tuple[SavedFeed, str]:
        """A new feed of a view and the secret of its address, which is not shown again."""
        new_secret = secret.make_secret()
        with self._database.writing() as db:
            return self._insert(db, new_secret, person=account, view=view), new_secret

    def _read_row(self, row: sqlite3.Row) -> SavedFeed:
        return SavedFeed(**{name: row[name] for name in SavedFeed.__slots__})


def _changeable(as_admin: bool) -> str:
    return "v.person IS :account OR v.shared" if as_admin else "v.person IS :account"


def _check_name(db: sqlite3.Connection, name: str, page: str, account: int | None, number: int | None) -> None:
    """Raise RefusalError where another view of the person has the name on its page."""
    rows = db.execute("SELECT name FROM views WHERE person IS ? AND page = ? AND id IS NOT ?", (account, page, number))
    if name_key(name) in {name_key(row["name"]) for row in rows}:
        raise RefusalError("taken", "view.taken", name=name)


def _read_view(row: sqlite3.Row, account: int | None) -> SavedView:
    values = {name: row[name] for name in ("id", "name", "page", "query", "owner", "made")}
    return SavedView(**values, shared=bool(row["shared"]), mine=row["person"] == account)
