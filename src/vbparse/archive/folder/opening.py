"""How an archive is opened: the one place that decides whether a folder holds one, and whether it can be written.

Where nothing can be written (a CD, a share without the right), the database is read as it is. Where it cannot be
read so – its log was never put in order, or its tables are of an earlier version – it is read in a copy.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from vbparse import sqlite
from vbparse.archive.folder import database
from vbparse.archive.folder.journal import NAME as JOURNAL
from vbparse.errors import ArchiveError, DatabaseError
from vbparse.sentences import Sentence

COMPLETED = ("unwritten_words", "uncounted_anomalies", "unkept_journal", "unsettled_endings")
"""Numbers of `meta` that count rows which a migration leaves to be written when the archive is opened."""
FILES, FOLDERS = (database.NAME, JOURNAL, "accounts.db"), ("originals", "evidence", "copies", "renditions", "uploads")
"""What an archive keeps in its folder."""
Stamp = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """A connection to a file, which is known by its `stamp`. What cannot be written is read in a `copy`, or as it
    stands, without locks (`is_frozen`), or with the log of who writes to it just now."""

    db: sqlite3.Connection
    stamp: Stamp
    is_read_only: bool = False
    is_frozen: bool = False
    copy: TemporaryDirectory[str] | None = None

    def close(self) -> None:
        """Close the connection, and delete the copy."""
        self.db.close()
        if self.copy:
            self.copy.cleanup()


def open_database(folder: Path, *, create: bool, threads: bool) -> Opening:
    """The database in a folder. Raises ArchiveError where there is none (unless `create`) or it cannot be used."""
    path = folder / database.NAME
    if not has_archive(folder) or not path.exists():
        _create_archive(folder, create)
    stamp = file_stamp(folder)
    if is_writable(folder):
        return Opening(database.connect(path, threads=threads), stamp)
    try:
        look = database.connect_read_only(path, threads=threads)
        if look.is_current and not _has_rows_to_complete(look.db, path):
            return Opening(look.db, stamp, is_read_only=True, is_frozen=look.is_frozen)
        look.db.close()
    except DatabaseError:
        raise
    except ArchiveError:  # the log is not in order, or it is of a newer version, which the copy is as well
        pass
    return _open_copy(path, stamp, threads=threads)


def has_archive(folder: Path) -> bool:
    """Whether a folder holds an archive, or what is left of one. An empty file alone is what an earlier version left
    that was cut off as it began."""
    path = folder / database.NAME
    with _explaining_errors(folder):
        return has_remains(folder) or (path.exists() and path.stat().st_size > 0)


def foreign_names(folder: Path) -> list[str]:
    """Names of what a folder holds that belongs to no archive, in order; hidden files do not count."""
    with _explaining_errors(folder):
        names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    return [name for name in names if not name.startswith((".", *FILES)) and name not in (*FOLDERS, "lost+found")]


def read_only_error(folder: Path) -> ArchiveError:
    """What is said where something is to be changed."""
    return ArchiveError("archive.read-only", folder=folder)


def is_writable(folder: Path) -> bool:
    """Whether whoever asks may write to an archive."""
    files = [path for path in (folder / database.NAME, folder / JOURNAL) if path.exists()]
    return os.access(folder, os.W_OK | os.X_OK) and all(os.access(path, os.W_OK) for path in files)


def file_stamp(folder: Path) -> Stamp:
    """What identifies the file of a database, and changes whenever the file does; () where there is none."""
    try:
        status = (folder / database.NAME).stat()
    except OSError:
        return ()
    return status.st_ino, status.st_mtime_ns, status.st_size


@contextmanager
def _explaining_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ArchiveError("archive.unseen", folder=folder, why=error) from error


def _create_archive(folder: Path, create: bool) -> None:
    """Make an archive, or say why there is none."""
    path = folder / database.NAME
    if has_remains(folder):
        raise DatabaseError("archive.database-gone", path=path, mend=Sentence(database.TABLES.mend))
    if not create:
        raise ArchiveError("archive.none", folder=folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size == 0:
            path.unlink()
        sqlite.create_file(path, database.TABLES)
    except OSError as error:
        raise ArchiveError("archive.unmade", folder=folder, why=error) from error
    except sqlite3.Error as error:
        raise database.explain_error(error, path) from error


def has_remains(folder: Path) -> bool:
    """Whether a folder holds what an archive is made again from."""
    return (folder / JOURNAL).exists() or (folder / "originals").exists()


def _open_copy(path: Path, before: Stamp, *, threads: bool) -> Opening:
    """The database in a copy, brought to the tables of this version."""
    copy = TemporaryDirectory(prefix="vbparse-", ignore_cleanup_errors=True)
    try:
        for suffix in sqlite.COPIED:
            if (there := path.with_name(path.name + suffix)).exists():
                shutil.copyfile(there, Path(copy.name) / there.name)
        db = database.connect(Path(copy.name) / path.name, threads=threads)
        return Opening(db, before, is_read_only=True, copy=copy)
    except OSError as error:
        copy.cleanup()
        raise ArchiveError("archive.read-only-unready", path=path, why=error) from error
    except BaseException:
        copy.cleanup()
        raise


def _has_rows_to_complete(db: sqlite3.Connection, path: Path) -> bool:
    keys = ", ".join("?" * len(COMPLETED))
    try:
        found = db.execute(f"SELECT 1 FROM meta WHERE key IN ({keys}) AND value > 0", COMPLETED).fetchone()
    except sqlite3.Error as error:
        db.close()
        raise database.explain_error(error, path) from error
    return found is not None
