"""Corrections of fields, and taking them back."""

from __future__ import annotations

from typing import Any, TypedDict, Unpack

from vbparse.archive.answers import Correction
from vbparse.archive.ask import showing
from vbparse.archive.ask.finding import find_head
from vbparse.archive.corrections import overlay
from vbparse.archive.corrections.overlay import format_value
from vbparse.archive.corrections.placing import point_at
from vbparse.archive.index.heads import short_id
from vbparse.archive.store.store import Store
from vbparse.errors import ConflictError, InputError, UnknownError
from vbparse.schema import Document


class Seen(TypedDict, total=False):
    """What was seen when a correction was made: `expected` in the field, `state` of the document
    (`showing.document_state`), and `span`, the stretch of the text that was pointed at."""

    expected: Any
    state: str | None
    span: tuple[int, int] | None


def correct(
    store: Store,
    document: str,
    path: str,
    value: Any,
    *,
    by: str | None = None,
    why: str | None = None,
    **seen: Unpack[Seen],
) -> Correction:
    """Set a field right; `path` names it, an item of a list by its id: `obligations.4f0c.due.date`. Raises
    ConflictError, and corrects nothing, where it is not any more what was `seen`, InputError where the path leads
    nowhere, the field cannot take the value, or no words stand at `span`."""
    with store.writing() as step:
        head = find_head(store.db, document)
        current, corrections = store.corrected_document(head.document)
        state = seen.get("state")
        if state is not None and state != showing.document_state(store, head.document):
            raise ConflictError("document.changed", document=short_id(head.document))
        if "expected" in seen:
            _check_expected(current, corrections, path, value, seen["expected"])
        path, value, was = overlay.prepare(current, path, value)
        entry = {"document": head.document, "path": path, "value": value, "was": was, "by": by, "why": why}
        if span := seen.get("span"):
            pointed = point_at(current, span)
            entry |= {"span": list(pointed.span), "words": pointed.words}
        n = step.record("corrected", **entry)
        step.refresh([head.document])
    return next(c for c in store.corrected_document(head.document)[1] if c.n == n)


def confirm_value(
    store: Store, document: str, path: str, *, by: str | None = None, why: str | None = None
) -> Correction:
    """Say that a value is right as it was read; it has no doubts any more. `withdraw` takes it back. Raises InputError
    where there is none."""
    with store.writing() as step:
        head = find_head(store.db, document)
        path, value = overlay.prepare_confirmation(store.corrected_document(head.document)[0], path)
        entry = {"document": head.document, "path": path, "value": value, "was": value, "by": by, "why": why}
        n = step.record("corrected", **entry)
        step.refresh([head.document])
    return next(c for c in store.corrected_document(head.document)[1] if c.n == n)


def _check_expected(document: Document, corrections: list[Correction], path: str, value: Any, expected: Any) -> None:
    """Raise ConflictError where a field is not as it was seen, telling who changed it to what."""
    path, current = overlay.current_field(document, path, value)
    if _is_same_value(current, expected):
        return
    last = next((c for c in reversed(corrections) if c.state == "applied" and c.path.startswith(path)), None)
    who = f" ({last.by}, {last.at})" if last and last.by else f" ({last.at})" if last else ""
    raise ConflictError("correct.conflict", present=current, path=path, current=format_value(current), who=who)


def _is_same_value(now: Any, expected: Any) -> bool:
    """Whether a value is what was seen of it: itself, or as it is written on one line."""
    nothing: tuple[Any, ...] = (None, "", [])
    return now == expected or (now in nothing and expected in nothing) or format_value(now) == expected


def withdraw(store: Store, n: int, *, by: str | None = None, why: str | None = None) -> str:
    """Take a correction back by its number. Returns the id of its document."""
    with store.writing() as step:
        row = store.db.execute("SELECT document, withdrawn FROM corrections WHERE n = ?", (n,)).fetchone()
        if row is None:
            raise UnknownError("correction.unknown", n=n)
        if row["withdrawn"]:
            raise InputError("correction.withdrawn", n=n)
        step.record("withdrawn", n=n, by=by, why=why)
        step.refresh([row["document"]])
    return str(row["document"])
