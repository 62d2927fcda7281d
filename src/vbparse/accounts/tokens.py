"""Tokens: the right of a program to ask the API, for as long as nobody withdraws it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from vbparse.accounts import secret
from vbparse.accounts.database import Database
from vbparse.accounts.people import Role, clean_name, lower_role
from vbparse.accounts.refusal import RefusalError

PREFIX = "vbp_"
"""Begins every token, so that it is known for one where it turns up by mistake."""
_ROWS = "SELECT t.*, p.name AS owner, p.role AS most FROM tokens t LEFT JOIN people p ON p.id = t.person"


@dataclass(frozen=True, slots=True)
class Token:
    """A token without its secret. `owner` is who made it, with `account`; None where that was done at the
    command line."""

    id: int
    name: str
    role: Role
    account: int | None
    owner: str | None
    made: str
    expires: str | None
    withdrawn: str | None
    used: str | None


class Tokens:
    """Tokens by their secret, of which a hash is kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(
        self, name: str, role: Role, *, account: int | None = None, until: float | None = None
    ) -> tuple[Token, str]:
        """A new token and its secret, which is not shown again. `until` is in seconds since 1970. Raises RefusalError
        where its owner may less than `role`."""
        bearer, name = PREFIX + secret.make_secret(), clean_name(name)
        with self._database.writing() as db:
            owner = db.execute("SELECT role FROM people WHERE id = ?", (account,)).fetchone()
            if owner and lower_role(role, owner["role"]) != role:
                raise RefusalError(
                    "more-than-owner", f"{name}: a token may no more than its owner; choose {owner['role']} or less."
                )
            row = db.execute(
                "INSERT INTO tokens (hash, person, name, role, made, until) VALUES (?, ?, ?, ?, ?, ?)",
                (secret.digest(bearer), account, name, role, self._database.stamp(), until),
            )
            return self._token(db.execute(f"{_ROWS} WHERE t.id = ?", (row.lastrowid,)).fetchone()), bearer

    def all(self, account: int | None = None) -> list[Token]:
        """All tokens, or those of one account, the newest first."""
        with self._database.lend() as db:
            rows = db.execute(f"{_ROWS} WHERE ?1 IS NULL OR t.person = ?1 ORDER BY t.id DESC", (account,))
            return [self._token(row) for row in rows]

    def find(self, given: str) -> Token | None:
        """The token with this secret, where it is still good; its role is no more than its owner has now."""
        now = self._database.clock()
        with self._database.lend() as db:
            row = db.execute(
                f"{_ROWS} WHERE t.hash = ? AND t.withdrawn IS NULL AND (t.until IS NULL OR t.until > ?)"
                " AND (t.person IS NULL OR p.active)",
                (secret.digest(given), now),
            ).fetchone()
            if row is None:
                return None
            if (today := self._database.today()) != row["used"]:
                db.execute("UPDATE tokens SET used = ? WHERE id = ?", (today, row["id"]))
            return self._token(row)

    def withdraw(self, token: int, account: int | None = None) -> Token:
        """Take a token back; one of `account`, where that is given. Raises RefusalError where there is none."""
        with self._database.writing() as db:
            row = db.execute(f"{_ROWS} WHERE t.id = ?1 AND (?2 IS NULL OR t.person = ?2)", (token, account)).fetchone()
            if row is None:
                raise RefusalError("unknown", f"There is no token {token}.")
            db.execute(
                "UPDATE tokens SET withdrawn = ? WHERE id = ? AND withdrawn IS NULL", (self._database.stamp(), token)
            )
            return self._token(db.execute(f"{_ROWS} WHERE t.id = ?", (token,)).fetchone())

    def _token(self, row: sqlite3.Row) -> Token:
        role = lower_role(row["role"], row["most"]) if row["most"] else row["role"]
        expires = self._database.stamp(row["until"]) if row["until"] is not None else None
        return Token(
            row["id"],
            row["name"],
            role,
            row["person"],
            row["owner"],
            row["made"],
            expires,
            row["withdrawn"],
            row["used"],
        )
