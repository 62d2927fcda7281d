"""The files as they came, kept by their content: `originals/ab/abcd…`, named by SHA-256."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from vbparse.errors import ArchiveError

_MEND = "put it back from a backup, or take the file in again"


def place(folder: Path, sha256: str) -> Path:
    """Where a content stands, or would."""
    return folder / "originals" / sha256[:2] / sha256


def keep(folder: Path, sha256: str, data: bytes) -> None:
    """Store a content, whole or not at all; one that is there already stays, unless it was changed."""
    target = place(folder, sha256)
    if target.exists() and target.stat().st_size == len(data) and target.read_bytes() == data:
        return
    put(folder, target, data, "an original")


def put(folder: Path, target: Path, data: bytes, what: str) -> None:
    """Write a file of the archive, whole or not at all. Raises ArchiveError, which says `what` it was."""
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write(part, target, data)
        except FileNotFoundError:  # another run that begins just now has swept it away
            _write(part, target, data)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ArchiveError(
            f"{folder}: {what} cannot be written ({error.strerror or error}); make room or check permissions."
        ) from error


def _write(part: Path, target: Path, data: bytes) -> None:
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(target)


def read(folder: Path, sha256: str) -> bytes:
    """A content. Raises ArchiveError where it is not there, or not any more what it was."""
    path = place(folder, sha256)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ArchiveError(f"{path}: the original cannot be read ({error.strerror or error}); {_MEND}.") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ArchiveError(f"{path}: the original was changed since it was kept; {_MEND}.")
    return data


def drop(folder: Path, sha256: str) -> None:
    """Delete a content."""
    place(folder, sha256).unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Delete what runs that were cut off left half written."""
    for part in (folder / "originals").glob("*/*.part"):
        part.unlink(missing_ok=True)


def held(folder: Path) -> list[str]:
    """SHA-256 of every original, in order."""
    return sorted(path.name for path in (folder / "originals").glob("??/*") if "." not in path.name)
