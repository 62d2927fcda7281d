"""What people say of what is held: corrections, removals, restrictions (obligations: `marking`, bodies: `unions`). Each
is a journal entry."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from vbparse.archive.answers import Correction, Head
from vbparse.archive.ask import showing
from vbparse.archive.ask.finding import candidates, find
from vbparse.archive.corrections import overlay as corrections
from vbparse.archive.index import heads
from vbparse.archive.settle import restrictions
from vbparse.archive.store.store import Store, Writing
from vbparse.errors import ConflictError, InputError, UnknownError
from vbparse.schema import Document

PARTED = " · "
"""Between the numbers of documents that were taken out together."""


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


def remove(store: Store, document: str, *, why: str, by: str | None = None) -> list[Head]:
    """Take a document out, with original and copy; what stays is a tombstone, so that it does not come back unasked.

    The documents of one file go together, for each can be read in its original: they are named by the id of the file.
    Returns what was taken out. Raises InputError for one of several documents of a file, and without a reason.
    """
    if not why.strip():
        raise InputError(f"{document}: nothing is removed without a reason; give one.")
    with store.writing() as step:
        gone = _of_one_file(store.db, document)
        _keep_hidden(step, gone[0].document)
        sha256, known = gone[0].document[:64], PARTED.join(head.canonical for head in gone if head.canonical)
        step.drop(sha256)
        step.say("removed", sha256=sha256, title=gone[0].title, canonical=known or None, by=by, why=why)
    with store.writing() as step:  # a step of its own: nothing is deleted that a step that fails would want back
        step.discard(sha256)
    return gone


def restrict(store: Store, document: str, on: bool, *, by: str | None = None, why: str | None = None) -> bool:
    """Say that readers do not find a document, all versions of it and all documents of their files; or do again.
    Returns whether this changed anything."""
    with store.writing() as step:
        concerned = restrictions.together(store.db, find(store.db, document).document)
        if restrictions.is_hidden(store.db, concerned[0]) == on:
            return False
        said = concerned if on else [row["document"] for row in restrictions.said(store.db, concerned)]
        for one in said:
            step.say("restricted", document=one, on=on, by=by, why=why)
    return True


def _keep_hidden(step: Writing, document: str) -> None:
    """Before a document goes: what is hidden only with it stays hidden."""
    db = step.store.db
    if restrictions.is_hidden(db, document):
        concerned = restrictions.together(db, document)
        told = restrictions.said(db, concerned)
        for one in sorted(set(concerned) - {row["document"] for row in told}):
            step.say("restricted", document=one, on=True, by=told[0]["by"], why=told[0]["why"])


def _of_one_file(db: sqlite3.Connection, named: str) -> list[Head]:
    """All documents of the file that is named, or whose one document is."""
    contents = {head.document[:64] for head in candidates(db, named)}
    whole = len(contents) == 1 and next(iter(contents)).startswith(named.strip())
    sha256 = contents.pop() if whole else find(db, named).document[:64]
    rows = db.execute(
        f"SELECT {heads.COLUMNS} FROM heads WHERE document >= ? AND document < ? ORDER BY length(document), document",
        (sha256, f"{sha256}g"),
    )
    gone = [heads.of(row) for row in rows]
    if len(gone) > 1 and not whole:
        raise InputError(
            f"{named}: one of {len(gone)} documents in {gone[0].name}, and each can be read in its original; "
            f"name {sha256[:12]} to take all of them out."
        )
    return gone


def as_text(value: Any) -> str:
    """A value of a correction on one line; of an item what names it."""
    if isinstance(value, list):
        return "; ".join(map(as_text, value))
    if isinstance(value, dict):
        value = next((value[name] for name in ("canonical", "name", "task", "date", "text") if value.get(name)), value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
