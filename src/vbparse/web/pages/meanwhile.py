"""What the archive is about to have, until it does."""

from __future__ import annotations

from typing import Any

from vbparse.archive.answers import Correction
from vbparse.archive.archive import Archive
from vbparse.archive.corrections import value_at
from vbparse.errors import VbparseError


class ConflictError(VbparseError):
    """Somebody else changed it first."""


def correct(archive: Archive, document: str, path: str, value: Any, *, expected: Any, **said: Any) -> Correction:
    if value_at(archive.document(document), path) != expected:
        raise ConflictError(path)
    return archive.correct(document, path, value, **said)


def restrict(archive: Archive, document: str, on: bool, *, by: str | None, why: str | None) -> None:
    with archive.writing() as step:
        step.say("restricted", document=document, on=on, by=by, why=why)


def is_restricted(archive: Archive, document: str) -> bool:
    return archive.db.execute("SELECT 1 FROM restrictions WHERE document = ?", (document,)).fetchone() is not None
