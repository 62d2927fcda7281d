"""ZIP files as they are uploaded: their files, unpacked under numbers, with limits. Runs in a worker."""

from __future__ import annotations

import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from vbparse.errors import VbparseError
from vbparse.sentences import Sentence

_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED, _UTF8 = 0x1, 0x800
_RATIO, _SMALL = 200, 4 << 20
"""A file that is larger than the second and unpacks to more than the first times its size was made to fill disks."""
_CHUNK = 1 << 20
_NAME_BYTES = 180
"""Bytes of a file name at most; file systems take 255."""
UNNAMED = "khong-ten"
_SUFFIX = 8
"""Letters of the longest suffix; what is longer is part of the name."""


class TooMuchError(VbparseError):
    """An upload holds more than the server takes."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A file of a ZIP: its number, under which it stands, its name, its size; `fault` says why it could not be
    unpacked."""

    n: int
    name: str
    size: int
    fault: Sentence | None = None


def clean_name(name: str) -> str:
    """The base name in what a client calls a file, in NFC and fit to be shown: never a path, nothing that controls."""
    base = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    base = "".join(" " if c.isspace() else c for c in base if c.isspace() or unicodedata.category(c)[0] != "C")
    base = " ".join(base.split()).lstrip(".")
    stem, dot, suffix = base.rpartition(".")
    if not dot or len(suffix) > _SUFFIX:
        stem, dot, suffix = base, "", ""
    while len(f"{stem}{dot}{suffix}".encode()) > _NAME_BYTES:
        stem = stem[:-1]
    return f"{stem.rstrip()}{dot}{suffix}" if stem.strip() else f"{UNNAMED}{dot}{suffix}"


def is_bundle(path: Path) -> bool:
    """Whether a file is a ZIP of files, and no document that is packed as one (DOCX, ODT, XLSX)."""
    with path.open("rb") as file:
        if file.read(4) not in _MAGIC:
            return False
    try:
        with zipfile.ZipFile(path) as bundle:
            names = set(bundle.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError):
        return False  # its reader says what is wrong with it
    return not names & {"[Content_Types].xml", "mimetype"}


def unpack(path: Path, first: int, files: int, size: int) -> list[Unpacked]:
    """Unpack the documents of a bundle beside it, numbered from `first` on: no folders, nothing that programs leave
    beside documents. Raises TooMuchError where there are more than so many files, or bytes."""
    with zipfile.ZipFile(path) as bundle:
        members = [member for member in bundle.infolist() if not member.is_dir() and not _is_litter(member.filename)]
        if len(members) > files:
            raise TooMuchError("upload.zip-files", count=len(members), files=files)
        unpacked: list[Unpacked] = []
        for n, member in enumerate(members, first):
            unpacked.append(_unpack_file(bundle, member, path.with_name(str(n)), n, size))
            size -= unpacked[-1].size
        return unpacked


def _unpack_file(bundle: zipfile.ZipFile, one: zipfile.ZipInfo, target: Path, n: int, most: int) -> Unpacked:
    name = clean_name(_decode_name(one))
    if one.flag_bits & _ENCRYPTED:
        return Unpacked(n, name, 0, Sentence("zip.password"))
    if one.file_size > most:
        raise TooMuchError("upload.large-file", name=name)
    if one.file_size > _SMALL and one.file_size > _RATIO * max(1, one.compress_size):
        raise TooMuchError("upload.bomb", name=name, ratio=_RATIO)
    try:
        with bundle.open(one) as source, target.open("wb") as file:
            return Unpacked(n, name, copy_limited(source, file, most))
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        target.unlink(missing_ok=True)
        return Unpacked(n, name, 0, Sentence("zip.damaged", why=error))


def copy_limited(source: IO[bytes], target: IO[bytes], most: int) -> int:
    """Copy a file of at most so many bytes, whatever it says of its size. Returns how many there were."""
    size = 0
    while chunk := source.read(_CHUNK):
        size += len(chunk)
        if size > most:
            raise TooMuchError("upload.large-files")
        target.write(chunk)
    return size


def _is_litter(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return "__MACOSX" in parts or parts[-1].startswith((".", "~$")) or parts[-1].lower() in ("thumbs.db", "desktop.ini")


def _decode_name(one: zipfile.ZipInfo) -> str:
    """The name of a packed file. Many programs write UTF-8 and do not say so: it looks like letters of DOS."""
    if one.flag_bits & _UTF8:
        return one.filename
    try:
        return one.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return one.filename
