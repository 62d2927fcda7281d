"""Tokens: the right of a program to ask the API, for as long as nobody withdraws it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from vbparse.accounts import secret
from vbparse.accounts.bearers import Bearers
from vbparse.accounts.people import Role, clean_name, lower_role
from vbparse.accounts.refusal import RefusalError

PREFIX = "vbp_"
"""Begins every token, so that it is known for one where it turns up by mistake."""


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


class Tokens(Bearers[Token]):
    """Tokens by their secret. The role of one is no more than its owner has now."""

    kind = "token"
    condition = "(x.until IS NULL OR x.until > :now)"

    def make(
        self, name: str, role: Role, *, account: int | None = None, until: float | None = None
    ) -> tuple[Token, str]:
        """A new token and its secret, which is not shown again. `until` is in seconds since 1970. Raises RefusalError
        where its owner may less than `role`."""
        bearer, name = PREFIX + secret.make_secret(), clean_name(name)
        with self._database.writing() as db:
            owner = db.execute("SELECT role FROM people WHERE id = ?", (account,)).fetchone()
            if owner and lower_role(role, owner["role"]) != role:
                raise RefusalError("more-than-owner", "token.more-than-owner", name=name, role=owner["role"])
            return self._insert(db, bearer, person=account, name=name, role=role, until=until), bearer

    def _read_row(self, row: sqlite3.Row) -> Token:
        role = lower_role(row["role"], row["most"]) if row["most"] else row["role"]
        expires = self._database.stamp(row["until"]) if row["until"] is not None else None
        own = {name: row[name] for name in ("id", "name", "owner", "made", "withdrawn", "used")}
        return Token(**own, role=role, account=row["person"], expires=expires)
