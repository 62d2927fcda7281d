"""Webhooks: addresses of other systems that are told of events, for as long as nobody removes them."""

from __future__ import annotations

import base64
import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vbparse.accounts.database import Database
from vbparse.accounts.people import Role, clean_name, lower_role
from vbparse.accounts.refusal import RefusalError
from vbparse.errors import ConflictError

PREFIX = "whsec_"
"""Begins every secret, as Standard Webhooks has it."""
LONGEST_NAME = 200
MOST = 50
"""Webhooks of an archive."""
_SECRET_BYTES = 32
"""Standard Webhooks: from 24 to 64."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address without its secret. It is told of `events`, as far as `role` may see what they concern: its own, or
    that of its owner where this may less now. `set_aside` is when the server gave up; nothing is sent then, nor while
    it is not `active`, and what happens meanwhile is sent later."""

    id: int
    name: str
    address: str
    events: list[str]
    role: Role
    owner: str | None
    made: str
    active: bool
    set_aside: str | None


class NewWebhook(NamedTuple):
    """A webhook to be made."""

    name: str
    address: str
    events: Sequence[str]
    role: Role


@dataclass(frozen=True, slots=True)
class Position:
    """Up to where it was looked for events: number of a change, end of a job (RFC 3339), day of what is due soon."""

    change_n: int
    job_ended: str
    due_day: str


class Webhooks:
    """The webhooks of an archive. Methods raise RefusalError where there is none of a number."""

    _rows = (
        "SELECT w.*, p.name AS owner, p.role AS most, (p.id IS NULL OR p.active) AS good"
        " FROM webhooks w LEFT JOIN people p ON p.id = w.person"
    )

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Webhook]:
        """All of them, the newest first."""
        with self._database.lend() as db:
            return [_read_webhook(row) for row in db.execute(f"{self._rows} ORDER BY w.id DESC")]

    def find(self, number: int) -> Webhook:
        """One by its number."""
        with self._database.lend() as db:
            return _read_webhook(self._require(db, number))

    def make(self, new: NewWebhook, start: Position, *, account: int | None = None) -> tuple[Webhook, str]:
        """A new one, told of what happens behind `start`, and its secret, which is not shown again."""
        secret = PREFIX + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()
        settings = (clean_name(new.name, LONGEST_NAME), new.address, " ".join(new.events), new.role)
        with self._database.writing() as db:
            if db.execute("SELECT count(*) FROM webhooks").fetchone()[0] >= MOST:
                raise ConflictError("webhook.many", most=MOST)
            row = db.execute(
                "INSERT INTO webhooks (person, name, address, events, role, secret, made, change_n, job_ended, due_day)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (account, *settings, secret, self._database.stamp(), *to_values(start)),
            )
            return _read_webhook(self._require(db, row.lastrowid or 0)), secret

    def change(
        self,
        number: int,
        *,
        name: str | None = None,
        address: str | None = None,
        events: Sequence[str] | None = None,
        role: Role | None = None,
        active: bool | None = None,
    ) -> Webhook:
        """Change what is given. One that is active again is tried again, also where it was set aside."""
        new_name = None if name is None else clean_name(name, LONGEST_NAME)
        with self._database.writing() as db:
            self._require(db, number)
            db.execute(
                "UPDATE webhooks SET name = coalesce(?, name), address = coalesce(?, address),"
                " events = coalesce(?, events), role = coalesce(?, role), active = coalesce(?, active),"
                " set_aside = CASE WHEN ? THEN NULL ELSE set_aside END WHERE id = ?",
                (new_name, address, None if events is None else " ".join(events), role, active, active, number),
            )
            return _read_webhook(self._require(db, number))

    def remove(self, number: int) -> Webhook:
        """Forget one, with its deliveries."""
        with self._database.writing() as db:
            removed = _read_webhook(self._require(db, number))
            db.execute("DELETE FROM webhooks WHERE id = ?", (number,))
            return removed

    def to_feed(self) -> list[tuple[Webhook, Position]]:
        """Those that are told of events now, and up to where it was looked for them."""
        with self._database.lend() as db:
            rows = db.execute(f"{self._rows} WHERE w.active AND w.set_aside IS NULL AND good ORDER BY w.id").fetchall()
            return [(_read_webhook(row), _read_position(row)) for row in rows]

    def _require(self, db: sqlite3.Connection, number: int) -> sqlite3.Row:
        row: sqlite3.Row | None = db.execute(f"{self._rows} WHERE w.id = ?", (number,)).fetchone()
        if row is None:
            raise RefusalError("unknown", "webhook.unknown", number=number)
        return row


def to_values(position: Position) -> tuple[int, str, str]:
    """A position in the order of its columns."""
    return position.change_n, position.job_ended, position.due_day


def _read_position(row: sqlite3.Row) -> Position:
    return Position(row["change_n"], row["job_ended"], row["due_day"])


def _read_webhook(row: sqlite3.Row) -> Webhook:
    return Webhook(
        row["id"],
        row["name"],
        row["address"],
        row["events"].split(),
        lower_role(row["role"], row["most"]) if row["most"] else row["role"],
        row["owner"],
        row["made"],
        bool(row["active"]),
        row["set_aside"],
    )
