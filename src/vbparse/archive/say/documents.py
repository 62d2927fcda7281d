"""What people say of a whole document: that it is right, that it is removed, that not everybody may find it."""

from __future__ import annotations

import sqlite3

from vbparse.archive.answers import Confirmation, Head
from vbparse.archive.ask import confirmations
from vbparse.archive.ask.finding import find_head, matching_heads
from vbparse.archive.index import heads
from vbparse.archive.say.dossiers import keep_arrangement
from vbparse.archive.settle import restrictions
from vbparse.archive.store.entries import NUMBER_SEPARATOR
from vbparse.archive.store.store import Store, Writing
from vbparse.errors import InputError


def remove_document(store: Store, document: str, *, why: str, by: str | None = None) -> list[Head]:
    """Take a document out, with original, copy and pages; what stays is a tombstone, so that it does not come back
    unasked.

    The documents of one file go together, for each can be read in its original: they are named by the id of the file.
    Returns what was taken out. Raises InputError for one of several documents of a file, and without a reason.
    """
    if not why.strip():
        raise InputError("remove.why", document=document)
    with store.writing() as step:
        removed = _documents_of_file(store.db, document)
        _keep_hidden(step, removed[0].document)
        keep_arrangement(step, removed)
        sha256 = heads.file_sha256(removed[0].document)
        known = NUMBER_SEPARATOR.join(head.canonical for head in removed if head.canonical)
        step.drop(sha256)
        step.record("removed", sha256=sha256, title=removed[0].title, canonical=known or None, by=by, why=why)
    with store.writing() as step:  # a step of its own: nothing is deleted that a step that fails would want back
        step.discard(sha256)
    return removed


def restrict_document(store: Store, document: str, on: bool, *, by: str | None = None, why: str | None = None) -> bool:
    """Say that readers do not find a document, all versions of it and all documents of their files; or do again.
    Returns whether this changed anything."""
    with store.writing() as step:
        concerned = restrictions.hidden_together(store.db, find_head(store.db, document).document)
        if restrictions.is_hidden(store.db, concerned[0]) == on:
            return False
        affected = concerned if on else [row["document"] for row in restrictions.restriction_rows(store.db, concerned)]
        for one in affected:
            step.record("restricted", document=one, on=on, by=by, why=why)
    return True


def _keep_hidden(step: Writing, document: str) -> None:
    """Before a document goes: what is hidden only with it stays hidden."""
    db = step.store.db
    if restrictions.is_hidden(db, document):
        concerned = restrictions.hidden_together(db, document)
        restricted = restrictions.restriction_rows(db, concerned)
        for one in sorted(set(concerned) - {row["document"] for row in restricted}):
            step.record("restricted", document=one, on=True, by=restricted[0]["by"], why=restricted[0]["why"])


def _documents_of_file(db: sqlite3.Connection, named: str) -> list[Head]:
    """All documents of the file that is named, or whose one document is."""
    contents = {heads.file_sha256(head.document) for head in matching_heads(db, named)}
    names_file = len(contents) == 1 and next(iter(contents)).startswith(named.strip())
    sha256 = contents.pop() if names_file else heads.file_sha256(find_head(db, named).document)
    rows = db.execute(
        f"SELECT {heads.COLUMNS} FROM heads WHERE document >= ? AND document < ? ORDER BY length(document), document",
        (sha256, f"{sha256}g"),
    )
    documents = [heads.read_head(row) for row in rows]
    if len(documents) > 1 and not names_file:
        raise InputError(
            "remove.one-of", named=named, count=len(documents), name=documents[0].name, sha256=heads.short_id(sha256)
        )
    return documents


def confirm_document(
    store: Store, document: str, on: bool = True, *, by: str | None = None, note: str | None = None
) -> Confirmation | None:
    """Say that a document was read through and is right, or (not `on`) that this is not sure any more. What is so
    already is said anew: whoever read it last answers for it. Returns what holds then."""
    with store.writing() as step:
        head = find_head(store.db, document)
        if on or confirmations.read_confirmation(store.db, head.document):
            step.record("confirmed", document=head.document, on=on, by=by, note=note)
            step.refresh([head.document])
    return confirmations.read_confirmation(store.db, head.document)
