"""Files and folders that are there whole or not at all, and the sweeping of what writers that died left half written.

What is being written stands beside its place under a name of its own (`NAME.1f2e3d4c.part`), and is locked (flock) as
long as its writer lives: the kernel unlocks it when the process ends, however it ends. Only what nobody holds locked is
swept away.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from typing import BinaryIO

PART = ".part"
READABLE = 0o666
"""Whoever may, reads and writes (less what umask takes)."""
_TOKEN_DIGITS = 8
"""Digits that distinguish the parts of one name."""
_NAMED = 40
"""Characters of a name that the part of it repeats: names have an end."""


@contextmanager
def open_new_file(target: Path, mode: int = READABLE, *, new: bool = False) -> Iterator[BinaryIO]:
    """A new file, which gets the name `target` once all is written and on the disk, in place of what has it; where it
    is to be `new`, what another process made meanwhile stays. Raises OSError."""
    file = _create_part(target, mode)
    part = Path(file.name)
    with file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
            _move_into_place(part, target, new=new)
            sync_folder(target.parent)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def open_new_folder(parent: Path, name: str) -> Iterator[Path]:
    """A new folder, to be moved to its place or left to be deleted at the end. Those of the same name whose makers died
    are swept away first. Raises OSError."""
    sweep(parent, f".{escape(name[:_NAMED])}.{'[0-9a-f]' * _TOKEN_DIGITS}{PART}")
    while True:
        part = parent / f".{name[:_NAMED]}.{secrets.token_hex(_TOKEN_DIGITS // 2)}{PART}"
        part.mkdir()
        lock = try_lock(part)
        if lock is not None or part.exists():  # else it was swept away before it was locked
            break
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def try_lock(place: Path) -> int | None:
    """Lock a file or folder until the descriptor that is returned is closed, or the process ends. None where another
    holds it, or it is not there any more."""
    try:
        lock = os.open(place, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(lock), os.stat(place)):  # else it was swept away or given its name just now
            return lock
    except OSError:
        pass
    os.close(lock)
    return None


def sweep(folder: Path, pattern: str) -> None:
    """Delete the parts that match a pattern and that nobody writes any more."""
    for part in folder.glob(pattern):
        if (lock := try_lock(part)) is not None:
            if part.is_dir():
                shutil.rmtree(part, ignore_errors=True)
            else:
                with suppress(OSError):
                    part.unlink()
            os.close(lock)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where a file system supports that."""
    at = os.open(folder, os.O_RDONLY)
    with suppress(OSError):
        os.fsync(at)
    os.close(at)


def _create_part(target: Path, mode: int) -> BinaryIO:
    """A part that is locked."""
    while True:
        part = target.with_name(f"{target.name[:_NAMED]}.{secrets.token_hex(_TOKEN_DIGITS // 2)}{PART}")
        file = open(part, "x+b", opener=lambda name, flags: os.open(name, flags, mode))  # noqa: SIM115
        with suppress(OSError):  # where a file system knows no locks, nothing is swept either
            fcntl.flock(file, fcntl.LOCK_EX)
        if os.fstat(file.fileno()).st_nlink:  # else it was swept away before it was locked
            return file
        file.close()


def _move_into_place(part: Path, target: Path, *, new: bool) -> None:
    if not new:
        part.replace(target)
        return
    try:
        os.link(part, target)
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        part.rename(target)
