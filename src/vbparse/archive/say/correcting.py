"""Corrections of fields, and taking them back."""

from __future__ import annotations

from typing import Any

from vbparse.archive.answers import Correction
from vbparse.archive.ask import showing
from vbparse.archive.ask.finding import find
from vbparse.archive.corrections import overlay as corrections
from vbparse.archive.corrections.overlay import as_text
from vbparse.archive.store.store import Store
from vbparse.errors import ConflictError, InputError, UnknownError
from vbparse.schema import Document

UNSAID: Any = object()
"""In place of a value that was expected: nobody looked at what stands there."""


def correct(
    store: Store,
    document: str,
    path: str,
    value: Any,
    *,
    by: str | None = None,
    why: str | None = None,
    expected: Any = UNSAID,
    state: str | None = None,
) -> Correction:
    """Set a field right. `expected` is what the one who corrects it saw there, `state` the state of the document then
    (`showing.state`). Raises ConflictError where it is other by now, InputError where the path leads nowhere or the
    field cannot take the value."""
    with store.writing() as step:
        head = find(store.db, document)
        shown, told = store.corrected(head.document)
        if state is not None and state != showing.state(store, head.document):
            raise ConflictError(f"{head.document[:12]}: was changed meanwhile; look at it again.")
        if expected is not UNSAID:
            _as_expected(shown, told, path, value, expected)
        path, value, was = corrections.prepare(shown, path, value)
        said = {"document": head.document, "path": path, "value": value, "was": was, "by": by, "why": why}
        n = step.say("corrected", **said)
        step.refresh([head.document])
    return next(c for c in store.corrected(head.document)[1] if c.n == n)


def _as_expected(shown: Document, told: list[Correction], path: str, value: Any, expected: Any) -> None:
    """Raise ConflictError where a field is not as it was seen, telling who changed it to what."""
    path, now = corrections.present(shown, path, value)
    if _same(now, expected):
        return
    last = next((c for c in reversed(told) if c.state == "applied" and c.path.startswith(path)), None)
    who = f" ({last.by}, {last.at})" if last and last.by else f" ({last.at})" if last else ""
    raise ConflictError(f"{path}: was changed meanwhile to “{as_text(now)}”{who}; nothing was corrected.", now)


def _same(now: Any, expected: Any) -> bool:
    """Whether a value is what was seen of it: itself, or as it is written on one line."""
    nothing: tuple[Any, ...] = (None, "", [])
    return now == expected or (now in nothing and expected in nothing) or as_text(now) == expected


def withdraw(store: Store, n: int, *, by: str | None = None, why: str | None = None) -> str:
    """Take a correction back by its number. Returns the id of its document."""
    with store.writing() as step:
        row = store.db.execute("SELECT document, withdrawn FROM corrections WHERE n = ?", (n,)).fetchone()
        if row is None:
            raise UnknownError(f"{n}: no such correction; `vbparse history` tells their numbers.")
        if row["withdrawn"]:
            raise InputError(f"{n}: this correction is withdrawn already; nothing to do.")
        step.say("withdrawn", n=n, by=by, why=why)
        step.refresh([row["document"]])
    return str(row["document"])
