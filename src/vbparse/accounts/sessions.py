"""Sessions: who has logged in with which browser, until when."""

from __future__ import annotations

from dataclasses import dataclass

from vbparse.accounts import secret
from vbparse.accounts.database import Database
from vbparse.accounts.people import Role

LONGEST = 7 * 86400.0
"""Seconds after which a password is asked for again, however busy a session is."""
SLACK = 0.05
"""The part of its time that a session has to be old before using it is written down."""


@dataclass(frozen=True, slots=True)
class Session:
    """Who has logged in. `csrf` is the CSRF token that changes must carry."""

    account: int
    name: str
    role: Role
    csrf: str


class Sessions:
    """Sessions by the secret in their cookie, of which a hash is kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, account: int, seconds: float) -> str:
        """A new session, which ends when it was not used for `seconds`. Returns the secret for the cookie."""
        cookie, moment = secret.make_secret(), self._database.clock()
        with self._database.writing() as db:
            db.execute("DELETE FROM sessions WHERE until < ?", (moment,))
            db.execute(
                "INSERT INTO sessions (hash, person, begun, until) VALUES (?, ?, ?, ?)",
                (secret.digest(cookie), account, moment, moment + seconds),
            )
        return cookie

    def find(self, cookie: str, seconds: float) -> Session | None:
        """Whose session it is, None where it is over; it then lasts for `seconds` more."""
        hashed, moment = secret.digest(cookie), self._database.clock()
        with self._database.lend() as db:
            row = db.execute(
                "SELECT s.until, s.begun, p.id, p.name, p.role FROM sessions s JOIN people p ON p.id = s.person"
                " WHERE s.hash = ? AND s.until > ? AND s.begun > ? AND p.active",
                (hashed, moment, moment - LONGEST),
            ).fetchone()
            if row is None:
                return None
            if row["until"] < moment + seconds * (1 - SLACK):
                db.execute("UPDATE sessions SET until = ? WHERE hash = ?", (moment + seconds, hashed))
        return Session(row["id"], row["name"], row["role"], secret.csrf_token(cookie))

    def end(self, cookie: str) -> None:
        """Log out."""
        with self._database.writing() as db:
            db.execute("DELETE FROM sessions WHERE hash = ?", (secret.digest(cookie),))
