"""Tags (nhãn) that people give documents, and take back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from vbparse.archive.answers import Head
from vbparse.archive.ask.finding import find_head
from vbparse.archive.filing import clean_tag, tag_key
from vbparse.archive.store.store import Store
from vbparse.errors import InputError


def tag_documents(
    store: Store, documents: Iterable[str], tags: Iterable[str], on: bool = True, *, by: str | None = None
) -> list[Head]:
    """Give documents tags, or (not `on`) take them off, all in one step or none. A tag that is stored already keeps its
    spelling. Returns the documents. Raises InputError where a name fits no document or several, or a tag is none."""
    with store.writing() as step:
        bearers = list({head.work: head for head in (find_head(store.db, named) for named in documents)}.values())
        names = _spell_tags(store.db, tags)
        if not bearers or not names:
            raise InputError("tag.nothing")
        ids = [head.document for head in bearers] if on else _all_versions(store.db, bearers)
        step.record("tagged", documents=ids, tags=names, on=on, by=by)
        return bearers


def rename_tag(store: Store, tag: str, new: str, *, by: str | None = None) -> int:
    """Call a tag otherwise, or make it one with another. Returns how many documents bear it then. Raises InputError
    where no document bears it."""
    with store.writing() as step:
        old, new_tag = clean_tag(tag), clean_tag(new)
        ids = [row[0] for row in store.db.execute("SELECT document FROM tags WHERE key = ?", (tag_key(old),))]
        if not ids:
            raise InputError("tag.unknown", tag=tag)
        same = tag_key(old) == tag_key(new_tag)
        step.record("tagged", documents=ids, tags=[old], on=False, by=by)
        step.record("tagged", documents=ids, tags=[new_tag if same else _spell_tag(store.db, new_tag)], on=True, by=by)
    return len(ids)


def _spell_tags(db: sqlite3.Connection, tags: Iterable[str]) -> list[str]:
    """Tags, each once, as documents bear them already, or as they are first typed."""
    spelled: dict[str, str] = {}
    for tag in tags:
        spelled.setdefault(tag_key(tag), _spell_tag(db, clean_tag(tag)))
    return list(spelled.values())


def _spell_tag(db: sqlite3.Connection, tag: str) -> str:
    """A tag as documents bear it already."""
    row = db.execute("SELECT min(tag) FROM tags WHERE key = ?", (tag_key(tag),)).fetchone()
    return row[0] or tag


def _all_versions(db: sqlite3.Connection, found: Iterable[Head]) -> list[str]:
    works = list(dict.fromkeys(head.work for head in found))
    return [
        row[0]
        for work in works
        for row in db.execute("SELECT document FROM heads WHERE work = ? ORDER BY row", (work,))
    ]
