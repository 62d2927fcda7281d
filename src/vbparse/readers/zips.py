"""ZIP containers that hold a document; one that would unpack to more than any document needs is refused."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from contextlib import suppress

from vbparse.errors import DamagedError, EncryptedError
from vbparse.readers.files import MB

MOST_PARTS = 10_000
"""Parts of a container; a report with a picture on each of its thousand pages has a fifth of them."""
MOST_UNPACKED = 500 * MB
"""Bytes of all parts, pictures among them, which are read into memory."""
MOST_XML = 100 * MB
"""Bytes of the parts that are XML, the tree of which takes ten times as many."""
MOST_TAGS = 2_000_000
"""Tags in them: a document of a thousand pages has a third of as many, and half a minute is spent on these."""
_SHORTEST_TAG = len("<a>")
"""Bytes of a tag: what is shorter than so many of them needs no count."""
FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ValueError,
    NotImplementedError,
    OSError,
    RuntimeError,
    EOFError,
    KeyError,
    IndexError,
    OverflowError,
)
"""What `zipfile` raises for containers that are damaged."""


def check_container(data: bytes, name: str) -> None:
    """Raises DamagedError (broken, or beyond the limits) or EncryptedError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise EncryptedError("file.password", name=name)
            if excess := _describe_excess(archive, parts):
                raise DamagedError("zip.unpacks", name=name, excess=excess)
    except FAULTS as error:
        raise DamagedError("zip.container", name=name, why=error) from error


def _describe_excess(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> str | None:
    """What there is too much of. Sizes are those that the container states: `zipfile` unpacks no more than that."""
    if len(parts) > MOST_PARTS:
        return f"{len(parts):,} parts"
    if (size := sum(part.file_size for part in parts)) > MOST_UNPACKED:
        return f"{size // MB:,} MB"
    texts = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
    if (size := sum(part.file_size for part in texts)) > MOST_XML:
        return f"{size // MB:,} MB of XML"
    tags = 0
    for part in texts if size > MOST_TAGS * _SHORTEST_TAG else []:
        with suppress(*FAULTS):  # what is damaged may be a part that is not read
            tags += archive.read(part).count(b"<")
        if tags > MOST_TAGS:
            return f"more than {MOST_TAGS:,} tags"
    return None
