"""The log of changes, and of reads of what is restricted: it is only added to."""

from __future__ import annotations

from dataclasses import dataclass

from vbparse.accounts.database import Database


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did. `what` is the name of the route or the command, `path` the address or the command line."""

    id: int
    at: str
    who: str
    role: str
    what: str
    method: str
    path: str
    document: str | None
    detail: str | None
    address: str | None


@dataclass(frozen=True, slots=True)
class Origin:
    """The request by which something was done: HTTP method, path, network address of the client."""

    method: str = ""
    path: str = ""
    address: str | None = None


UNKNOWN = Origin()
"""The origin of what is done at the command line."""


class Audit:
    """The log."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        who: str,
        role: str,
        what: str,
        origin: Origin = UNKNOWN,
        *,
        document: str | None = None,
        detail: str | None = None,
    ) -> None:
        """Write down that `who` did `what`."""
        with self._database.lend() as db:
            db.execute(
                "INSERT INTO audit (at, who, role, what, method, path, document, detail, address)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    self._database.stamp(),
                    who,
                    role,
                    what,
                    origin.method,
                    origin.path,
                    document,
                    detail,
                    origin.address,
                ),
            )

    def deeds(
        self,
        *,
        who: str | None = None,
        what: str | None = None,
        document: str | None = None,
        before: int | None = None,
        limit: int | None = None,
    ) -> list[Deed]:
        """What was done, the newest first: by `who`, of a kind, to a document or one whose id begins so; only what
        stands before the number `before` in the log."""
        where, values = _select_deeds(who, what, document, before)
        with self._database.lend() as db:
            rows = db.execute(
                f"SELECT * FROM audit WHERE {where} ORDER BY id DESC LIMIT ?",
                (*values, -1 if limit is None else limit),
            )
            return [Deed(**row) for row in map(dict, rows)]

    def count(self, *, who: str | None = None, what: str | None = None, document: str | None = None, most: int) -> int:
        """How many `deeds` there are; no more than `most` are counted."""
        where, values = _select_deeds(who, what, document, None)
        with self._database.lend() as db:
            sql = f"SELECT count(*) FROM (SELECT 1 FROM audit WHERE {where} LIMIT ?)"
            return int(db.execute(sql, (*values, most)).fetchone()[0])


def _select_deeds(
    who: str | None, what: str | None, document: str | None, before: int | None
) -> tuple[str, list[object]]:
    """The condition for the entries of these filters, with its values."""
    conditions: list[tuple[str, object]] = [
        ("who = ?", who),
        ("what = ?", what),
        ("document >= ?", document),
        ("document < ?", document and document + "\U0010ffff"),
        ("id < ?", before),
    ]
    given = [(condition, value) for condition, value in conditions if value is not None and value != ""]
    return " AND ".join(condition for condition, _ in given) or "1", [value for _, value in given]
