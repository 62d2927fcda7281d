"""Keeping an archive whole: making its tables again, comparing, backing up."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

from vbparse.archive import copies, database, originals, search
from vbparse.archive.store import Store
from vbparse.errors import ArchiveError

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
]
"""Tables that are made from the parsed documents and the journal, beside those of words."""

_BY_CHANCE = {
    "heads": ("row",),
    "obligations": ("row", "head"),
    "refs": ("row", "head"),
    "phases": ("head",),
    "hidden": ("row",),
    "sources": ("at", "n"),
}
"""Columns that tell nothing of what is held: times, and numbers that give way where two documents meet."""

Progress = Callable[[int, int], None]


def tidy(store: Store, added: int) -> None:
    """Put the lists of words together where a tenth of the documents or more are new: each step writes lists of its
    own, and a search of 100,000 documents reads twenty of them a third slower than one. Where another process writes,
    or there is no room, they stay as they are."""
    held = store.db.execute("SELECT count(*) FROM heads").fetchone()[0]
    if 10 * added < held or not held:
        return
    with suppress(sqlite3.OperationalError):
        for table in (*search.INDEXES, "tasks"):
            store.db.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


def rebuild(store: Store, progress: Progress | None = None) -> int:
    """Make every table but the parsed documents again, from these and the journal, in one step. Returns how many
    documents there are."""
    with store.writing() as step:
        for table in (*search.INDEXES, "tasks"):
            store.db.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
        for table in MADE:
            store.db.execute(f"DELETE FROM {table}")
        store.db.execute("DELETE FROM meta")
        step.restart()
        ids = store.ids()
        for i, document in enumerate(ids):
            step.refresh([document])
            if progress:
                progress(i + 1, len(ids))
    return len(ids)


def dump(store: Store) -> Iterator[str]:
    """Every row of every table as a line, in an order and with keys that do not depend on how it came there; without
    times. Two archives that hold the same print the same."""
    keys = {row["row"]: row["document"] for row in store.db.execute("SELECT row, document FROM heads")}
    owed = {row["row"]: f"{row['document']}/{row['id']}" for row in store.db.execute("SELECT * FROM obligations")}
    for table in ("documents", *MADE):
        lines: list[str] = []
        for row in store.db.execute(f"SELECT * FROM {table}"):
            names = (name for name in row.keys() if name not in _BY_CHANCE.get(table, ("at",)))  # noqa: SIM118 (a Row)
            values = {name: _plain(name, row[name]) for name in names}
            if table == "charges":
                values["obligation"] = owed.get(row["obligation"])
            if table == "texts":
                values["row"] = keys.get(row["row"])
            lines.append(f"{table} {json.dumps(values, ensure_ascii=False, sort_keys=True)}")
        yield from sorted(lines)


def _plain(name: str, value: Any) -> Any:
    if name == "withdrawn" and value:
        return {key: said for key, said in json.loads(value).items() if key != "at"}
    return hashlib.sha256(zlib.decompress(value)).hexdigest() if isinstance(value, bytes) else value


def backup(store: Store, target: Path) -> list[str]:
    """Write the archive, as it is at this moment, into one tar file; others may go on writing to it. Returns what is
    wrong with originals that could not be taken along, a sentence each."""
    wrong: list[str] = []
    target = target.absolute()
    part = target.with_name(f"{target.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
            copy = sqlite3.connect(Path(scratch) / "archive.db")
            with store.writing():
                # Under the write lock, so that tables and journal are of one moment.
                journal = store.journal.path.read_bytes() if store.journal.path.exists() else b""
                known = store.db.execute("SELECT sha256 FROM documents").fetchall()
                held = sorted({*originals.held(store.folder), *(row["sha256"] for row in known)})
                copied = set(held).intersection(copies.held(store.folder))
                source = sqlite3.connect(store.path)
                source.backup(copy)
                source.close()
            copy.close()
            (Path(scratch) / "journal.jsonl").write_bytes(journal)
            with tarfile.open(part, "w") as tar:
                for name in ("archive.db", "journal.jsonl"):
                    tar.add(Path(scratch) / name, name)
                for sha256 in held:
                    try:
                        _add(tar, f"originals/{sha256[:2]}/{sha256}", originals.read(store.folder, sha256))
                    except ArchiveError as error:
                        wrong.append(str(error))
                for sha256 in sorted(copied):
                    tar.add(copies.place(store.folder, sha256), f"copies/{sha256[:2]}/{sha256}.pdf")
            part.replace(target)
        return wrong
    except OSError as error:
        said = error.strerror or error
        raise ArchiveError(f"{target}: cannot be written ({said}); make room or choose another place.") from error
    finally:
        part.unlink(missing_ok=True)


def _add(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mtime = len(data), int(time.time())
    tar.addfile(member, BytesIO(data))


def _unpack(tar: tarfile.TarFile, folder: Path) -> None:
    """Files and folders alone, and none outside the folder; Python 3.11 knows the filter from 3.11.4 on."""
    if hasattr(tarfile, "data_filter"):
        tar.extractall(folder, filter="data")
        return
    for member in tar.getmembers():
        name = Path(member.name)
        if not (member.isfile() or member.isdir()) or name.is_absolute() or ".." in name.parts:
            raise tarfile.ExtractError(f"{member.name} is no file of an archive")
    tar.extractall(folder)


def restore(source: Path, folder: Path) -> None:
    """Unpack a backup into a folder that is empty or not there. Raises ArchiveError where it is not one, or where an
    original in it is not what its name says."""
    folder = folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ArchiveError(f"{folder}: is there already, and not empty; restore into a new folder.")
    scratch = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(scratch, ignore_errors=True)
    try:
        with tarfile.open(source) as tar:
            _unpack(tar, scratch)
        if not (scratch / "archive.db").exists():
            raise ArchiveError(f"{source}: holds no archive; name a file that `vbparse backup` wrote.")
        for sha256 in originals.held(scratch):
            if hashlib.sha256(originals.place(scratch, sha256).read_bytes()).hexdigest() != sha256:
                raise ArchiveError(f"{source}: damaged (an original does not match its name); use another backup.")
        if folder.exists():
            folder.rmdir()
        os.replace(scratch, folder)
    except tarfile.TarError as error:
        raise ArchiveError(f"{source}: is no backup, or cut short; name a file that `vbparse backup` wrote.") from error
    except OSError as error:
        raise ArchiveError(f"{source}: cannot be restored ({error.strerror or error}); check the path.") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def begin_again(folder: Path) -> None:
    """Move a database that cannot be used out of the way, and make an empty one."""
    path = folder / "archive.db"
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    if path.exists():
        path.replace(path.with_name("archive.db.damaged"))
    database.connect(path).close()


def is_sound(folder: Path) -> bool:
    """Whether the database can be opened and read through. Raises ArchiveError where it is of a newer version."""
    path = folder / "archive.db"
    if not path.exists():
        return False
    try:
        db = database.connect(path)
    except ArchiveError as error:
        if "newer" in str(error):
            raise
        return False
    try:
        ok = db.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        for (data,) in db.execute("SELECT json FROM documents"):
            zlib.decompress(data)
        return bool(ok)
    except (sqlite3.DatabaseError, zlib.error):
        return False
    finally:
        db.close()


def unheld(store: Store) -> list[str]:
    """Originals of which no document is held, and that were not removed: what has to be parsed again."""
    rows = store.db.execute("SELECT sha256 FROM documents UNION SELECT sha256 FROM tombstones")
    known = {row[0] for row in rows}
    return [sha256 for sha256 in originals.held(store.folder) if sha256 not in known]
