"""Searchable copies of originals, as PDF/A: `copies/ab/abcd….pdf`, named by the SHA-256 of the original. They can be
made again from the originals."""

from __future__ import annotations

from pathlib import Path

from vbparse.archive.folder import originals
from vbparse.errors import ArchiveError, UnknownError


def path_of(folder: Path, sha256: str) -> Path:
    """Where the copy of a content stands, or would."""
    return folder / "copies" / sha256[:2] / f"{sha256}.pdf"


def add(folder: Path, sha256: str, data: bytes) -> None:
    """Store the copy of a content, whole or not at all."""
    originals.write_file(folder, path_of(folder, sha256), data, "a searchable copy")


def read_copy(folder: Path, sha256: str) -> bytes:
    """The copy of a content. Raises UnknownError where there is none, ArchiveError where it cannot be read."""
    try:
        return path_of(folder, sha256).read_bytes()
    except FileNotFoundError:
        raise UnknownError("copy.none", sha256=sha256[: originals.SHORT]) from None
    except OSError as error:
        raise ArchiveError("copy.unread", path=path_of(folder, sha256), why=error) from error


def delete(folder: Path, sha256: str) -> None:
    """Delete the copy of a content."""
    path_of(folder, sha256).unlink(missing_ok=True)


def list_all(folder: Path) -> list[str]:
    """SHA-256 of every content that has a copy, in order."""
    return sorted(path.stem for path in (folder / "copies").glob("??/*.pdf"))
