"""Backups: an archive as it is at one moment, in one tar file, and an archive made of such a file."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tarfile
import time
from contextlib import closing, suppress
from io import BytesIO
from pathlib import Path

from vbparse import files
from vbparse.archive.folder import copies, database, evidence, originals
from vbparse.archive.folder.journal import NAME, first_unfit
from vbparse.archive.store.store import Store
from vbparse.errors import ArchiveError, JournalError, UnknownError
from vbparse.sentences import Sentence


def write_backup(store: Store, target: Path) -> list[str]:
    """Write the archive, as it is at this moment, into one tar file, whole or not at all; others may go on writing to
    it. Originals that nothing holds, for a run was cut off, are left out. Returns what is wrong with what could not be
    taken along as it should be, a sentence each."""
    wrong: list[str] = []
    target = target.absolute()
    try:
        with files.open_new_folder(target.parent, target.name) as scratch:
            with store.locked():
                journal = _read_journal(store, wrong)
                _copy_database(store, scratch / database.NAME)
            wrong += _database_faults(scratch / database.NAME, store.path)
            (scratch / NAME).write_bytes(journal)
            with files.open_new_file(scratch / "tar") as file, tarfile.open(fileobj=file, mode="w") as tar:
                wrong += _fill_tar(tar, scratch, store.folder)
            os.replace(scratch / "tar", target)
            files.sync_folder(target.parent)
        return wrong
    except OSError as error:
        said = error.strerror or error
        raise ArchiveError("backup.unwritten", target=target, said=said) from error


def restore_backup(source: Path, folder: Path) -> list[str]:
    """Unpack a backup into a folder that is empty or not there. Returns which originals are not in it, a sentence each.
    Raises ArchiveError where it is not a backup, or where anything in it is not what it was."""
    folder = folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ArchiveError("restore.not-empty", folder=folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with files.open_new_folder(folder.parent, folder.name) as scratch:
            with tarfile.open(source) as tar:
                _unpack(tar, scratch)
            wrong = _check_contents(source, scratch)
            if folder.exists():
                folder.rmdir()
            os.replace(scratch, folder)
            files.sync_folder(folder.parent)
        return wrong
    except tarfile.TarError as error:
        raise ArchiveError("restore.no-backup", source=source) from error
    except OSError as error:
        raise ArchiveError("restore.failed", source=source, why=error) from error


def _copy_database(store: Store, target: Path) -> None:
    """Copy the database, which nobody changes just now."""
    with closing(sqlite3.connect(target)) as copy:
        if store.is_read_only:
            store.db.backup(copy)
            return
        with closing(database.connect(store.path)) as other:  # what holds the write lock cannot be copied from
            other.backup(copy)


def _read_journal(store: Store, wrong: list[str]) -> bytes:
    """The journal; as the database keeps it, where the file is not what it was."""
    kept_lines = [row[0] for row in store.db.execute("SELECT line FROM journal ORDER BY n")]
    try:
        store.journal.compare(kept_lines)
        lines = list(store.journal.read_lines())
        if (n := first_unfit(lines)) is not None:
            raise JournalError("journal.broken", path=store.journal.path, n=n, see=Sentence(_SEE))
        return b"".join(lines)
    except JournalError as error:
        wrong.append(str(error))
        return b"".join(kept_lines or store.journal.read_lines())


_QUOTED = 100
"""Characters of a name that a message quotes: in a damaged file it may be anything."""
_SUMS = "SHA256SUMS"
"""What `sha256sum --check` reads, last in a backup."""
_SEE = "mend.see"


def _database_faults(copy: Path, path: Path) -> list[str]:
    """A sentence, where the database is damaged."""
    with closing(sqlite3.connect(copy)) as db:
        said = db.execute("PRAGMA quick_check").fetchone()[0]
    return [] if said == "ok" else [f"{path}: damaged ({said}); {database.TABLES.mend}."]


def _content_hashes(path: Path) -> list[str]:
    """SHA-256 of all contents, in order: what is parsed, and what came in and waits to be."""
    with closing(sqlite3.connect(path)) as db:
        return [row[0] for row in db.execute("SELECT sha256 FROM documents UNION SELECT sha256 FROM sources")]


def _evidence_hashes(path: Path) -> list[str]:
    """SHA-256 of the files that marks name, in order."""
    with closing(sqlite3.connect(path)) as db:
        return [row[0] for row in db.execute("SELECT DISTINCT file FROM marks WHERE file IS NOT NULL ORDER BY file")]


def _fill_tar(tar: tarfile.TarFile, scratch: Path, folder: Path) -> list[str]:
    """Write database, journal, originals, copies and evidence into a tar, and last the sums of all. Returns what is
    wrong with originals and evidence, a sentence each."""
    wrong: list[str] = []
    sums: dict[str, str] = {}
    for name in (database.NAME, NAME):
        with (scratch / name).open("rb") as file:
            sums[name] = hashlib.file_digest(file, "sha256").hexdigest()
        tar.add(scratch / name, name)
    for sha256 in _content_hashes(scratch / database.NAME):
        try:
            _add_member(tar, sums, f"originals/{sha256[:2]}/{sha256}", originals.read_original(folder, sha256))
        except ArchiveError as error:
            wrong.append(str(error))
        with suppress(ArchiveError, UnknownError):  # it can be made again
            _add_member(tar, sums, f"copies/{sha256[:2]}/{sha256}.pdf", copies.read_copy(folder, sha256))
    for sha256 in _evidence_hashes(scratch / database.NAME):
        try:
            _add_member(tar, sums, f"evidence/{sha256[:2]}/{sha256}", evidence.read_evidence(folder, sha256))
        except ArchiveError as error:
            wrong.append(str(error))
    lines = "".join(f"{sha256}  {name}\n" for name, sha256 in sums.items())
    _add_member(tar, sums, _SUMS, lines.encode())
    return wrong


def _add_member(tar: tarfile.TarFile, sums: dict[str, str], name: str, data: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mtime = len(data), int(time.time())
    tar.addfile(member, BytesIO(data))
    sums[name] = hashlib.sha256(data).hexdigest()


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


def _check_contents(source: Path, inside: Path) -> list[str]:
    """Raise ArchiveError where what was unpacked is not what was packed. Returns which originals are not there."""
    if not (inside / database.NAME).exists():
        raise ArchiveError("restore.no-archive", source=source)
    try:
        _compare_sums(inside)
        for sha256 in originals.list_all(inside):
            originals.read_original(inside, sha256)
        for sha256 in evidence.list_all(inside):
            evidence.read_evidence(inside, sha256)
        with Store(inside) as store, store.writing():
            verdict = store.db.execute("PRAGMA quick_check").fetchone()[0]
            if verdict != "ok" or first_unfit(store.journal.read_lines()) is not None:
                raise ArchiveError("restore.verdict", verdict=verdict)
        contents, shown = _content_hashes(inside / database.NAME), _evidence_hashes(inside / database.NAME)
    except (ArchiveError, sqlite3.Error) as error:
        said = str(error).replace(f"{inside}{os.sep}", "").partition(";")[0]
        raise ArchiveError("restore.damaged", source=source, said=said) from error
    lost = [sha256 for sha256 in contents if not originals.path_of(inside, sha256).exists()]
    gone = [sha256 for sha256 in shown if not evidence.path_of(inside, sha256).exists()]
    return [
        f"{source}: does not hold the {what} {sha256}; put it back when you find it."
        for what, contents in (("original", lost), ("evidence", gone))
        for sha256 in contents
    ]


def _compare_sums(inside: Path) -> None:
    """Raise ArchiveError where a file is not what its sum says. Backups of earlier versions have no sums."""
    sums = inside / _SUMS
    if not sums.exists():
        return
    for line in sums.read_bytes().splitlines():
        sha256, _, name = line.decode("ascii", "replace").partition("  ")
        try:
            with (inside / name).open("rb") as file:
                right = hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except (OSError, ValueError):
            right = False
        if not right:
            raise ArchiveError("restore.sum", name=name[:_QUOTED])
    sums.unlink()
