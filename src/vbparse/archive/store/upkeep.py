"""Keeping an archive in order: making its tables again, comparing, sweeping."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from vbparse import files
from vbparse.archive.folder import opening, originals
from vbparse.archive.folder.packing import unpack_values
from vbparse.archive.index import fulltext
from vbparse.archive.store.store import Store

MADE = [
    "heads",
    "units",
    "texts",
    "obligations",
    "charges",
    "bodies",
    "spellings",
    "phases",
    "refs",
    "sources",
    "failures",
    "tombstones",
    "corrections",
    "marks",
    "unions",
    "taken",
    "restrictions",
    "hidden",
    "hidden_charges",
    "confirmations",
    "anomalies",
    "doubts",
    "dossiers",
    "filings",
    "tags",
    "office",
]
"""Tables that are made from the parsed documents and the journal, beside those of words."""

_BY_CHANCE = {
    "documents": ("n",),
    "heads": ("row",),
    "obligations": ("row", "head"),
    "refs": ("row", "head"),
    "phases": ("head",),
    "hidden": ("row",),
    "sources": ("at", "n"),
    "office": ("at", "n"),
}
"""Columns that say nothing of the content: times, and numbers that give way where two documents meet."""

_SHARE = 10
"""The words are put together where one document in so many is new."""
Progress = Callable[[int, int], None]


def optimize_index(store: Store, added: int) -> None:
    """Put the lists of words together where a tenth of the documents or more are new: each step writes lists of its
    own, and a search of 100,000 documents reads twenty of them a third slower than one. Where another process writes,
    or there is no room, they stay as they are."""
    held = store.db.execute("SELECT count(*) FROM heads").fetchone()[0]
    if _SHARE * added < held or not held:
        return
    with suppress(sqlite3.OperationalError):
        for table in (*fulltext.INDEXES, "tasks"):
            store.db.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


def rebuild(store: Store, progress: Progress | None = None) -> int:
    """Make every table but the parsed documents again, from these and the journal, in one step. Returns how many
    documents there are."""
    with store.writing() as step:
        fulltext.clear_index(store.db)
        store.db.execute("INSERT INTO tasks (tasks) VALUES ('delete-all')")
        for table in MADE:
            store.db.execute(f"DELETE FROM {table}")
        store.db.execute("DELETE FROM meta")
        step.replay_all()
        ids = store.document_ids()
        for i, document in enumerate(ids):
            step.refresh([document])
            if progress:
                progress(i + 1, len(ids))
    return len(ids)


def dump_rows(store: Store) -> Iterator[str]:
    """Every row of every table as a line, in an order and with keys that do not depend on how it came there; without
    times. Two archives that hold the same print the same."""
    keys = {row["row"]: row["document"] for row in store.db.execute("SELECT row, document FROM heads")}
    obligations = {
        row["row"]: f"{keys[row['head']]}/{row['id']}" for row in store.db.execute("SELECT * FROM obligations")
    }
    for table in ("documents", *MADE):
        lines: list[str] = []
        for row in store.db.execute(f"SELECT * FROM {table}"):
            names = (name for name in row.keys() if name not in _BY_CHANCE.get(table, ("at",)))  # noqa: SIM118 (a Row)
            values = {name: _comparable_value(name, row[name]) for name in names}
            if table == "charges":
                values["obligation"] = obligations.get(row["obligation"])
            if table == "documents":  # however they are compressed
                whole = unpack_values(values.pop("json"), values.pop("text"))
                values["json"] = hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()
            if table == "texts":
                values["row"] = keys.get(row["row"])
            if table in ("obligations", "refs"):
                values["document"] = keys.get(row["head"])
            lines.append(f"{table} {json.dumps(values, ensure_ascii=False, sort_keys=True)}")
        yield from sorted(lines)


def _comparable_value(name: str, value: Any) -> Any:
    if name == "withdrawn" and value:
        return {key: said for key, said in json.loads(value).items() if key != "at"}
    return value


def unparsed_originals(store: Store) -> list[str]:
    """Originals without a parsed document that were not removed: what has to be parsed again."""
    rows = store.db.execute("SELECT sha256 FROM documents UNION SELECT sha256 FROM tombstones")
    known = {row[0] for row in rows}
    return [sha256 for sha256 in originals.list_all(store.folder) if sha256 not in known]


def unknown_originals(store: Store) -> list[str]:
    """Originals that neither a document nor the journal knows of: a run was cut off before it said that they came in,
    or was not done with them yet."""
    named = {row[0] for row in store.db.execute("SELECT sha256 FROM sources")}
    return [sha256 for sha256 in unparsed_originals(store) if sha256 not in named]


def sweep_parts(store: Store) -> None:
    """Delete what writers that died left half written."""
    if store.is_read_only:
        return
    for pattern in (
        *(f"{name}.*" for name in opening.FILES),
        "originals/*/*",
        "evidence/*/*",
        "copies/*/*",
        "renditions/*/*",
    ):
        files.sweep(store.folder, pattern + files.PART)
