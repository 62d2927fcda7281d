"""The files as they came, kept by their content: `originals/ab/abcd…`, named by SHA-256."""

from __future__ import annotations

import hashlib
from pathlib import Path

from vbparse import files
from vbparse.errors import ArchiveError
from vbparse.sentences import Sentence

SHA256_DIGITS = 64
"""Hexadecimal digits of a SHA-256."""
SHORT = 12
"""Digits of an id that are shown: enough to distinguish a million documents."""
_MEND = "mend.original"


def path_of(folder: Path, sha256: str) -> Path:
    """Where a content stands, or would."""
    return folder / "originals" / sha256[:2] / sha256


def add(folder: Path, sha256: str, data: bytes) -> None:
    """Store a content, whole or not at all; one that is there already stays, unless it was changed."""
    if differs(path_of(folder, sha256), data):
        write_file(folder, path_of(folder, sha256), data, "an original")


def differs(target: Path, data: bytes) -> bool:
    """Whether a content is not in its place as it should be."""
    try:
        return target.stat().st_size != len(data) or target.read_bytes() != data
    except OSError:
        return True


def write_file(folder: Path, target: Path, data: bytes, what: str) -> None:
    """Write a file of the archive, whole or not at all. Raises ArchiveError, which says `what` it was."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with files.open_new_file(target) as file:
            file.write(data)
    except OSError as error:
        raise ArchiveError("archive.part-unwritten", folder=folder, what=what, why=error) from error


def read_original(folder: Path, sha256: str) -> bytes:
    """A content. Raises ArchiveError where it is not there, or not any more what it was."""
    return read_content(path_of(folder, sha256), sha256)


def read_content(path: Path, sha256: str) -> bytes:
    """What stands at a path. Raises ArchiveError where nothing does, or what has another SHA-256."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ArchiveError("original.unread", path=path, why=error, mend=Sentence(_MEND)) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ArchiveError("original.changed", path=path, mend=Sentence(_MEND))
    return data


def delete(folder: Path, sha256: str) -> None:
    """Delete a content."""
    path_of(folder, sha256).unlink(missing_ok=True)


def list_all(folder: Path) -> list[str]:
    """SHA-256 of every original, in order."""
    return list_contents(folder / "originals")


def list_contents(room: Path) -> list[str]:
    """SHA-256 of every content in a folder, in order."""
    return sorted(path.name for path in room.glob("??/*") if "." not in path.name)
