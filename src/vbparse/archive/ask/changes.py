"""What happened in an archive, in its order, as other systems follow it: each entry of the journal that concerns
documents, without what was said in it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from vbparse.archive.index.heads import file_sha256
from vbparse.archive.settle.restrictions import hidden_files

PAGE = 50
"""Changes of a page, where nobody says."""
_ENDS = {"restricted": "unrestricted", "confirmed": "unconfirmed", "filed": "unfiled", "tagged": "untagged"}
"""Kinds of entries that begin something (`on`), and what their end is called."""
_OF_BODIES = ("merged", "split")
_KINDS = {
    "ingested": "added",
    "reparsed": "reparsed",
    "removed": "removed",
    "corrected": "corrected",
    "withdrawn": "withdrawn",
    "marked": "marked",
    "opened": "dossier-opened",
    "described": "dossier-changed",
    "arranged": "dossier-changed",
    "dissolved": "dossier-removed",
    **{kind: kind for kind in (*_OF_BODIES, *_ENDS)},
}
"""Kinds of entries, and what a change is called."""
KINDS = tuple(dict.fromkeys((*_KINDS.values(), *_ENDS.values())))
"""What a change can be."""
_SUBJECTS = {**dict.fromkeys(_OF_BODIES, "body"), "marked": "obligation"}
"""What a change is of, where that is no document and its kind does not begin with it."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened: the number `n` of its entry in the journal, a kind of `KINDS`, and what it concerns.

    `documents` are ids; of a file of which nothing is stored any more, its SHA-256. `obligation` was marked, `path`
    corrected; `of` is the number of the change that was withdrawn.
    """

    n: int
    at: str
    what: str
    by: str | None = None
    documents: list[str] = field(default_factory=list)
    obligation: str | None = None
    status: str | None = None
    path: str | None = None
    body: str | None = None
    dossier: int | None = None
    tags: list[str] = field(default_factory=list)
    of: int | None = None


def list_changes(db: sqlite3.Connection, *, after: int = 0, limit: int = PAGE) -> list[Change]:
    """The changes behind number `after`, in their order. A reader's connection finds none of documents that are
    restricted now, and none of bodies: once a document is `unrestricted`, whoever follows asks for it anew."""
    return list(islice(_read_changes(db, after), limit))


def event_type(kind: str) -> str:
    """The name of a change where other systems are told of it: what it is of, and its kind (document.added)."""
    subject, _, rest = kind.rpartition("-")
    return f"{subject or _SUBJECTS.get(kind, 'document')}.{rest}"


def last_number(db: sqlite3.Connection) -> int:
    """The number of the last entry; 0 where there is none."""
    return int(db.execute("SELECT coalesce(max(n), 0) FROM journal").fetchone()[0])


def visible_documents(db: sqlite3.Connection, documents: Sequence[str]) -> list[str]:
    """Those of these ids of documents or files that a connection may know of now, be they stored still or not."""
    return _visible(documents, hidden_files(db))


def _visible(documents: Sequence[str], hidden: frozenset[str] | None) -> list[str]:
    return [one for one in documents if hidden is None or file_sha256(one) not in hidden]


def _read_changes(db: sqlite3.Connection, after: int) -> Iterator[Change]:
    hidden = hidden_files(db)
    for row in db.execute("SELECT n, line FROM journal WHERE n > ? ORDER BY n", (after,)):
        entry = json.loads(row["line"])
        if entry["what"] not in _KINDS:
            continue
        named = _named_documents(db, entry)
        documents = _visible(named, hidden)
        if (named and not documents) or (hidden is not None and _concerns_bodies(db, entry)):
            continue
        yield _build_change(row["n"], entry, documents)


def _build_change(n: int, entry: dict[str, Any], documents: list[str]) -> Change:
    kind = entry["what"]
    is_end = kind in _ENDS and not entry.get("on")
    return Change(
        n,
        entry["at"],
        _ENDS[kind] if is_end else _KINDS[kind],
        entry.get("by"),
        documents,
        obligation=entry.get("obligation"),
        status=entry.get("status") if kind == "marked" else None,
        path=entry.get("path"),
        body=entry.get("body"),
        dossier=n if kind == "opened" else entry.get("dossier"),
        tags=entry.get("tags") or [],
        of=entry.get("n") if kind == "withdrawn" else None,
    )


def _named_documents(db: sqlite3.Connection, entry: dict[str, Any]) -> list[str]:
    """The documents that an entry is about."""
    if entry["what"] == "withdrawn":
        entry = _read_entry(db, entry["n"])
    if sha256 := entry.get("sha256"):
        rows = db.execute("SELECT id FROM documents WHERE sha256 = ? ORDER BY id", (sha256,)).fetchall()
        return [row["id"] for row in rows] or [sha256]
    return entry.get("documents") or [*filter(None, [entry.get("document")])]


def _concerns_bodies(db: sqlite3.Connection, entry: dict[str, Any]) -> bool:
    what = _read_entry(db, entry["n"]).get("what") if entry["what"] == "withdrawn" else entry["what"]
    return what in _OF_BODIES


def _read_entry(db: sqlite3.Connection, n: int) -> dict[str, Any]:
    row = db.execute("SELECT line FROM journal WHERE n = ?", (n,)).fetchone()
    entry: dict[str, Any] = json.loads(row["line"]) if row else {}
    return entry
