"""People with a role and a password."""

from __future__ import annotations

import sqlite3
import unicodedata
from dataclasses import dataclass
from typing import Literal

from vbparse.accounts import secret
from vbparse.accounts.database import Database
from vbparse.accounts.refusal import RefusalError

Role = Literal["reader", "editor", "admin"]
ROLES: tuple[Role, ...] = ("reader", "editor", "admin")
"""From the least to the most: each may what those before it may."""
LONGEST_NAME = 64


@dataclass(frozen=True, slots=True)
class Account:
    """Someone who can log in, or could until set inactive."""

    id: int
    name: str
    role: Role
    active: bool
    made: str


def clean_name(name: str, longest: int = LONGEST_NAME) -> str:
    """A name as it is kept. Raises RefusalError where it cannot be one."""
    name = " ".join(unicodedata.normalize("NFC", name).split())
    if not name or len(name) > longest or not name.isprintable():
        raise RefusalError("name", "account.name", longest=longest)
    return name


def name_key(name: str) -> str:
    """A name as it is compared: who writes it with small letters means the same person."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def lower_role(one: Role, other: Role) -> Role:
    """The role of the two that may less."""
    return min(one, other, key=ROLES.index)


def parse_role(text: str) -> Role:
    """A role by its name. Raises RefusalError."""
    if text not in ROLES:
        raise RefusalError("role", "account.role", text=text, choices=", ".join(ROLES))
    return text


class People:
    """The accounts. Methods raise RefusalError where a name is nobody's, or somebody's already."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, name: str, role: Role, password: str) -> Account:
        """A new account."""
        name, password_hash = clean_name(name), secret.hash_password(password)
        with self._database.writing() as db:
            if _find_row(db, name):
                raise RefusalError("taken", "account.taken", name=name)
            db.execute(
                "INSERT INTO people (name, key, role, password, made) VALUES (?, ?, ?, ?, ?)",
                (name, name_key(name), role, password_hash, self._database.stamp()),
            )
            return _to_account(_require_row(db, name))

    def all(self) -> list[Account]:
        """Everybody, by name."""
        with self._database.lend() as db:
            return [_to_account(row) for row in db.execute("SELECT * FROM people ORDER BY key")]

    def find(self, name: str) -> Account:
        """Who is called so."""
        with self._database.lend() as db:
            return _to_account(_require_row(db, name))

    def any(self) -> bool:
        """Whether somebody could log in."""
        with self._database.lend() as db:
            return db.execute("SELECT 1 FROM people WHERE active LIMIT 1").fetchone() is not None

    def change(
        self, name: str, *, role: Role | None = None, active: bool | None = None, password: str | None = None
    ) -> Account:
        """Give another role or password, or take away and give back the right to log in. Who gets another password or
        may not log in any more is logged out. The last admin stays one."""
        password_hash = None if password is None else secret.hash_password(password)
        with self._database.writing() as db:
            row = _require_row(db, name)
            if role not in (None, "admin") or active is False:
                _check_not_last_admin(db, row)
            db.execute(
                "UPDATE people SET role = coalesce(?, role), active = coalesce(?, active),"
                " password = coalesce(?, password) WHERE id = ?",
                (role, active, password_hash, row["id"]),
            )
            if active is False or password_hash is not None:
                db.execute("DELETE FROM sessions WHERE person = ?", (row["id"],))
            return _to_account(_require_row(db, name))

    def set_own_password(self, account: int, password: str, cookie: str) -> None:
        """Give a new password to oneself. All sessions end but the one of this cookie."""
        password_hash = secret.hash_password(password)
        with self._database.writing() as db:
            db.execute("UPDATE people SET password = ? WHERE id = ?", (password_hash, account))
            db.execute("DELETE FROM sessions WHERE person = ? AND hash <> ?", (account, secret.digest(cookie)))

    def has_password(self, name: str, password: str) -> Account | None:
        """Who logs in with these; nobody where one of them is wrong, which takes as long to find out for any name."""
        with self._database.lend() as db:
            row = _find_row(db, name)
        right = secret.verify_password(row["password"] if row and row["active"] else None, password)
        return _to_account(row) if row and right else None

    def remove(self, name: str) -> None:
        """Forget somebody, with all sessions, tokens and calendars. What was done under the name stays in the log."""
        with self._database.writing() as db:
            row = _require_row(db, name)
            _check_not_last_admin(db, row)
            db.execute("DELETE FROM people WHERE id = ?", (row["id"],))


def _find_row(db: sqlite3.Connection, name: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = db.execute("SELECT * FROM people WHERE key = ?", (name_key(name),)).fetchone()
    return row


def _require_row(db: sqlite3.Connection, name: str) -> sqlite3.Row:
    if row := _find_row(db, name):
        return row
    raise RefusalError("unknown", "account.unknown", name=name)


def _check_not_last_admin(db: sqlite3.Connection, row: sqlite3.Row) -> None:
    """Raises RefusalError where this is the only admin who can log in."""
    others = db.execute(
        "SELECT 1 FROM people WHERE role = 'admin' AND active AND id <> ? LIMIT 1", (row["id"],)
    ).fetchone()
    if row["role"] == "admin" and row["active"] and not others:
        raise RefusalError("last-admin", "account.last-admin", name=row["name"])


def _to_account(row: sqlite3.Row) -> Account:
    return Account(row["id"], row["name"], row["role"], bool(row["active"]), row["made"])
