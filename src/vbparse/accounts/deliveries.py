"""Deliveries: what a webhook is told, each message with how often it was tried and what came of it."""

from __future__ import annotations

import random
import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from vbparse.accounts.database import Database
from vbparse.accounts.people import Role, lower_role
from vbparse.accounts.refusal import RefusalError
from vbparse.accounts.webhooks import Position, to_values
from vbparse.sentences import Sentence

WAITS = (5.0, 300.0, 1800.0, 7200.0, 18_000.0, 50_400.0)
"""Seconds from one attempt to the next: 21 hours and a half in all. Then the webhook is set aside."""
JITTER = 0.1
"""The part of a wait by which it may be longer, so that messages which failed together do not come together again."""
LEASE = 60.0
"""Seconds after which a message is tried again whose sender was killed meanwhile."""
AT_ONCE = 20
"""Messages that are claimed at a time. They are sent together, so that a lease outlasts them."""
KEPT = 30 * 86_400.0
"""Seconds for which a message is kept that needs no more attempts."""
_ID_BYTES = 18
State = Literal["waiting", "delivered", "failed", "withheld"]


class NewMessage(NamedTuple):
    """An event to be sent: its type and its body (JSON)."""

    event: str
    body: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message and its fate: waiting, delivered, failed, or withheld since what it concerns was restricted before it
    was sent. `message` is the `webhook-id` of all attempts; `status` what was answered last (HTTP), `error` why
    nothing was, in Vietnamese `error_vi`; `next` is when it is tried again (RFC 3339)."""

    id: int
    webhook: int
    message: str
    event: str
    made: str
    state: State
    attempts: int
    tried: str | None
    status: int | None
    error: str | None
    error_vi: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that is tried now."""

    id: int
    webhook: int
    name: str
    address: str
    secret: str
    role: Role
    message: str
    event: str
    body: str


class Deliveries:
    """The messages of all webhooks. Several servers may work on them: each claims those that it sends."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def queue(self, webhook: int, messages: Sequence[NewMessage], before: Position, after: Position) -> None:
        """Have messages sent, and remember up to where it was looked for them; nothing, where another did so since
        `before` was read."""
        with self._database.writing() as db:
            moved = db.execute(
                "UPDATE webhooks SET change_n = ?, job_ended = ?, due_day = ?"
                " WHERE id = ? AND change_n = ? AND job_ended = ? AND due_day = ?",
                (*to_values(after), webhook, *to_values(before)),
            )
            if moved.rowcount:
                for message in messages:
                    self._insert(db, webhook, message)

    def add(self, webhook: int, message: NewMessage) -> Delivery:
        """Have a message sent once because somebody asks for it, even where the webhook is set aside."""
        with self._database.writing() as db:
            return self._make_delivery(self._require(db, self._insert(db, webhook, message, asked=True), webhook))

    def send_again(self, number: int, webhook: int) -> Delivery:
        """Have a message sent once more, under the same id. One that still waits for its turn is tried now, and later
        as before."""
        with self._database.writing() as db:
            self._require(db, number, webhook)
            db.execute(
                "UPDATE deliveries SET asked = asked OR state != 'waiting' OR NOT (SELECT w.active AND w.set_aside IS"
                " NULL FROM webhooks w WHERE w.id = webhook), state = 'waiting', due = ? WHERE id = ?",
                (self._database.clock(), number),
            )
            return self._make_delivery(self._require(db, number, webhook))

    def list_deliveries(self, webhook: int, *, before: int | None = None, limit: int) -> list[Delivery]:
        """The messages of a webhook, the newest first; those before a number."""
        with self._database.lend() as db:
            rows = db.execute(
                "SELECT * FROM deliveries WHERE webhook = ?1 AND (?2 IS NULL OR id < ?2) ORDER BY id DESC LIMIT ?3",
                (webhook, before, limit),
            )
            return [self._make_delivery(row) for row in rows]

    def count(self, webhook: int, most: int) -> int:
        """How many messages a webhook has; no more than `most` are counted."""
        with self._database.lend() as db:
            sql = "SELECT count(*) FROM (SELECT 1 FROM deliveries WHERE webhook = ? LIMIT ?)"
            return int(db.execute(sql, (webhook, most)).fetchone()[0])

    def claim(self) -> list[Claimed]:
        """Messages to be sent now: the oldest of each webhook, then the next of each, lest one that does not answer
        hold up the others. Who claims them settles them before their lease is over."""
        moment = self._database.clock()
        with self._database.writing() as db:
            rows = db.execute(
                "SELECT * FROM (SELECT d.id, d.webhook, w.name, w.address, w.secret, w.role, d.message, d.event,"
                " d.body, d.due, p.role AS most,"
                " row_number() OVER (PARTITION BY d.webhook ORDER BY d.due, d.id) AS place"
                " FROM deliveries d JOIN webhooks w ON w.id = d.webhook LEFT JOIN people p ON p.id = w.person"
                " WHERE d.due <= ? AND (p.id IS NULL OR p.active) AND (d.asked OR w.active AND w.set_aside IS NULL))"
                " ORDER BY place, due, id LIMIT ?",
                (moment, AT_ONCE),
            ).fetchall()
            db.executemany(
                "UPDATE deliveries SET due = ?, attempts = attempts + 1, tried = ?, status = NULL, error = NULL,"
                " error_vi = NULL WHERE id = ?",
                [(moment + LEASE, self._database.stamp(), row["id"]) for row in rows],
            )
        return [_read_claimed(row) for row in rows]

    def record_success(self, number: int, status: int) -> None:
        """It arrived."""
        with self._database.writing() as db:
            self._settle(db, number, "delivered", status)

    def withhold(self, number: int) -> None:
        """It is not sent: whoever it is for may not see what it concerns any more."""
        with self._database.writing() as db:
            self._settle(db, number, "withheld")

    def record_failure(self, number: int, status: int | None, error: Sentence | None, *, for_good: bool) -> bool:
        """It did not arrive, and is tried again later, unless that makes no sense. Whether the webhook was set aside
        by this."""
        with self._database.writing() as db:
            row = db.execute("SELECT attempts, asked, webhook FROM deliveries WHERE id = ?", (number,)).fetchone()
            if row is None:  # the webhook was removed meanwhile
                return False
            last = for_good or row["asked"] or row["attempts"] > len(WAITS)
            wait = 0.0 if last else WAITS[row["attempts"] - 1] * (1 + JITTER * random.random())
            self._settle(db, number, "failed" if last else "waiting", status, error, wait)
            if not last or (row["asked"] and not for_good):
                return False
            sql = "UPDATE webhooks SET set_aside = ? WHERE id = ? AND set_aside IS NULL"
            return bool(db.execute(sql, (self._database.stamp(), row["webhook"])).rowcount)

    def forget_old(self) -> None:
        """Remove messages that need no more attempts and are old."""
        with self._database.writing() as db:
            limit = self._database.stamp(self._database.clock() - KEPT)
            db.execute("DELETE FROM deliveries WHERE due IS NULL AND made < ?", (limit,))

    def _insert(self, db: sqlite3.Connection, webhook: int, message: NewMessage, *, asked: bool = False) -> int:
        message_id = f"msg_{secrets.token_urlsafe(_ID_BYTES)}"
        made, due = self._database.stamp(), self._database.clock()
        row = db.execute(
            "INSERT INTO deliveries (webhook, message, event, body, made, due, asked) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (webhook, message_id, message.event, message.body, made, due, asked),
        )
        return row.lastrowid or 0

    def _settle(
        self,
        db: sqlite3.Connection,
        number: int,
        state: State,
        status: int | None = None,
        error: Sentence | None = None,
        wait: float = 0.0,
    ) -> None:
        """Write down what came of an attempt; where the message still waits, for how many seconds."""
        due = self._database.clock() + wait if state == "waiting" else None
        en, vi = (str(error), error.vi) if error else (None, None)
        db.execute(
            "UPDATE deliveries SET state = ?, due = ?, asked = 0, status = ?, error = ?, error_vi = ? WHERE id = ?",
            (state, due, status, en, vi, number),
        )

    def _require(self, db: sqlite3.Connection, number: int, webhook: int) -> sqlite3.Row:
        row: sqlite3.Row | None = db.execute(
            "SELECT * FROM deliveries WHERE id = ? AND webhook = ?", (number, webhook)
        ).fetchone()
        if row is None:
            raise RefusalError("unknown", "webhook.no-delivery", number=number)
        return row

    def _make_delivery(self, row: sqlite3.Row) -> Delivery:
        following = self._database.stamp(row["due"]) if row["due"] is not None else None
        return Delivery(**{name: row[name] for name in Delivery.__slots__ if name != "next"}, next=following)


def _read_claimed(row: sqlite3.Row) -> Claimed:
    values = {name: row[name] for name in Claimed.__slots__ if name != "role"}
    return Claimed(**values, role=lower_role(row["role"], row["most"]) if row["most"] else row["role"])
