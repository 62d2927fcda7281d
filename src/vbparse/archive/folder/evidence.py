"""Files that show what became of obligations, kept by their content: `evidence/ab/abcd…`, named by SHA-256. They came
by hand and stand nowhere else, as originals do; but nothing is read from them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from vbparse.archive.folder import originals
from vbparse.errors import InputError
from vbparse.readers.enclosures import SUFFIXES, is_enclosure

MB = 1_000_000
MOST_BYTES = 50 * MB
"""Bytes of a file that is kept: a scan of some hundred pages."""
_LONGEST_NAME = 200


class EvidenceFile(NamedTuple):
    """A file that shows what became of an obligation: its name and its bytes."""

    name: str
    data: bytes


def path_of(folder: Path, sha256: str) -> Path:
    """Where a content stands, or would."""
    return folder / "evidence" / sha256[:2] / sha256


def check_file(file: EvidenceFile) -> str:
    """The name under which a file is kept: without folders. Raises InputError where it is empty, too large, or of a
    kind that is not kept."""
    name, data = " ".join(file.name.replace("\\", "/").rpartition("/")[2].split()), file.data
    if not data:
        raise InputError("evidence.empty", name=name)
    if len(data) > MOST_BYTES:
        raise InputError("evidence.large", name=name, megabytes=MOST_BYTES // MB)
    if not is_enclosure(name, data):
        raise InputError("evidence.kind", name=name, kinds=", ".join(one.removeprefix(".") for one in SUFFIXES))
    return name[-_LONGEST_NAME:]


def sha256_of(data: bytes) -> str:
    """The SHA-256 by which a content is known."""
    return hashlib.sha256(data).hexdigest()


def add(folder: Path, data: bytes) -> None:
    """Store a content, whole or not at all; one that is there already stays, unless it was changed."""
    target = path_of(folder, sha256_of(data))
    if originals.differs(target, data):
        originals.write_file(folder, target, data, "evidence")


def read_evidence(folder: Path, sha256: str) -> bytes:
    """A content. Raises ArchiveError where it is not there, or not any more what it was."""
    return originals.read_content(path_of(folder, sha256), sha256)


def list_all(folder: Path) -> list[str]:
    """SHA-256 of every content, in order."""
    return originals.list_contents(folder / "evidence")
