"""The office of an archive: what stands of it in all reports."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class OfficeDetails:
    """Name of the office and of the one above it, the place before the day, the symbol behind the number
    (`UBND-VP`), and who signs: authority (`TM. ỦY BAN NHÂN DÂN`), post (of several lines: KT. CHỦ TỊCH,
    below it PHÓ CHỦ TỊCH) and name. None is not
    known."""

    name: str | None = None
    parent: str | None = None
    place: str | None = None
    symbol: str | None = None
    authority: str | None = None
    post: str | None = None
    signer: str | None = None


def read_office(db: sqlite3.Connection) -> OfficeDetails:
    """What was said last of the office; nothing is known where nobody said anything."""
    names = ", ".join(field.name for field in fields(OfficeDetails))
    row = db.execute(f"SELECT {names} FROM office ORDER BY n DESC LIMIT 1").fetchone()
    return OfficeDetails(**dict(row)) if row else OfficeDetails()
