"""The kinds of journal entries, and the rows that each leaves in the database.

    ingested   sha256, name, size, by    a file was taken in under this name; by whom is said where it is known
    failed     name, reason              a file could not be taken in
    forgotten  name                      a file that failed is not there any more
    removed    sha256, why, by           its documents were taken out, and do not come back by themselves
    corrected  document, path, value, was, by, why
    withdrawn  n, by, why                the correction, merge or split `n` does not count any more
    marked     document, obligation, assignees, status, period, person, by, note, evidence
    merged     body, other, name, shown, taken, by, why   `other`, called `name`, is the same body as `body`
    split      body, other, name, shown, taken, by, why   the spelling `name` of `body` is another body: `other`
    restricted document, on, by, why     not everybody may find it (`on`), or everybody again
    confirmed  document, on, by, note    somebody read it through and it is right (`on`), or is not sure any more

Of a mark `assignees` are the names by which the obligation calls those who are meant; where there are none, as in all
marks of old, it is all of them.

`shown` describes the body that those of `taken` are from then on: by unit, the one above, and core of a body (merged)
or key of a spelling (split).

To read an entry twice leaves what reading it once leaves.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable

from vbparse.archive.folder.journal import Entry


def apply_entry(db: sqlite3.Connection, n: int, entry: Entry) -> None:
    """Put entry number `n` into the tables. A kind of entry that this version does not know leaves nothing."""
    kind = _KINDS.get(entry["what"])
    if kind:
        kind(db, n, entry)


def _apply_ingested(db: sqlite3.Connection, n: int, entry: Entry) -> None:
    db.execute(
        "INSERT OR IGNORE INTO sources (sha256, name, size, at, n) VALUES (:sha256, :name, :size, :at, :line)",
        entry | {"line": n},
    )
    db.execute("DELETE FROM failures WHERE name = :name", entry)
    db.execute("DELETE FROM tombstones WHERE sha256 = :sha256", entry)


def _apply_failed(db: sqlite3.Connection, _: int, entry: Entry) -> None:
    db.execute("INSERT OR REPLACE INTO failures (name, reason, at) VALUES (:name, :reason, :at)", entry)


def _apply_forgotten(db: sqlite3.Connection, _: int, entry: Entry) -> None:
    db.execute("DELETE FROM failures WHERE name = :name", entry)


def _apply_removed(db: sqlite3.Connection, _: int, entry: Entry) -> None:
    db.execute(
        "INSERT OR REPLACE INTO tombstones (sha256, title, canonical, by, why, at)"
        " VALUES (:sha256, :title, :canonical, :by, :why, :at)",
        entry,
    )
    db.execute("DELETE FROM sources WHERE sha256 = :sha256", entry)


def _apply_corrected(db: sqlite3.Connection, n: int, entry: Entry) -> None:
    db.execute(
        "INSERT OR IGNORE INTO corrections (n, document, path, value, was, by, why, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            n,
            entry["document"],
            entry["path"],
            json.dumps(entry["value"], ensure_ascii=False),
            json.dumps(entry["was"], ensure_ascii=False),
            entry["by"],
            entry["why"],
            entry["at"],
        ),
    )


def _apply_withdrawn(db: sqlite3.Connection, _: int, entry: Entry) -> None:
    withdrawal = json.dumps({name: entry[name] for name in ("at", "by", "why")}, ensure_ascii=False)
    for table in ("corrections", "unions"):  # no two entries have one number
        db.execute(f"UPDATE {table} SET withdrawn = ? WHERE n = ?", (withdrawal, entry["n"]))


def _apply_marked(db: sqlite3.Connection, n: int, entry: Entry) -> None:
    names = entry.get("assignees")
    db.execute(
        "INSERT OR IGNORE INTO marks (n, document, obligation, assignees, status, period, person, by, note, evidence,"
        " at) VALUES (:line, :document, :obligation, :names, :status, :period, :person, :by, :note, :evidence, :at)",
        {"person": None} | entry | {"line": n, "names": json.dumps(names, ensure_ascii=False) if names else None},
    )


def _apply_restricted(db: sqlite3.Connection, _: int, entry: Entry) -> None:
    db.execute("DELETE FROM restrictions WHERE document = :document", entry)
    if entry["on"]:
        db.execute("INSERT INTO restrictions (document, by, why, at) VALUES (:document, :by, :why, :at)", entry)


def _apply_confirmed(db: sqlite3.Connection, _: int, entry: Entry) -> None:
    db.execute("DELETE FROM confirmations WHERE document = :document", entry)
    if entry["on"]:
        db.execute("INSERT INTO confirmations (document, by, note, at) VALUES (:document, :by, :note, :at)", entry)


def _apply_united(db: sqlite3.Connection, n: int, entry: Entry) -> None:
    if "taken" not in entry:
        return  # written before 0.2.0 was out: it does not tell of which unit it speaks
    db.execute(
        "INSERT OR IGNORE INTO unions (n, what, body, other, name, shown, by, why, at)"
        " VALUES (:line, :what, :body, :other, :name, :told, :by, :why, :at)",
        entry | {"line": n, "told": json.dumps(entry["shown"], ensure_ascii=False)},
    )
    db.executemany(
        "INSERT OR IGNORE INTO taken (unit, key, parent, n) VALUES (:unit, :key, :parent, :line)",
        [one | {"line": n} for one in entry["taken"]],
    )


_KINDS: dict[str, Callable[[sqlite3.Connection, int, Entry], None]] = {
    "ingested": _apply_ingested,
    "failed": _apply_failed,
    "forgotten": _apply_forgotten,
    "removed": _apply_removed,
    "corrected": _apply_corrected,
    "withdrawn": _apply_withdrawn,
    "marked": _apply_marked,
    "restricted": _apply_restricted,
    "confirmed": _apply_confirmed,
    "merged": _apply_united,
    "split": _apply_united,
}


NUMBER_SEPARATOR = " · "
"""Between the numbers of documents that were taken out together."""
