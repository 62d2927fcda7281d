"""Parsed documents and their texts as the tables keep them: compressed."""

from __future__ import annotations

import json
import zlib
from typing import Any

from vbparse.schema import Document

DAMAGED = zlib.error
"""What is raised where bytes are not what was packed."""


def pack_document(document: Document) -> bytes:
    """A document as it was parsed: what people corrected is kept beside it."""
    return zlib.compress(document.model_dump_json(exclude={"corrections"}).encode())


def unpack_document(packed: bytes) -> Document:
    """A document as it was parsed."""
    return Document.model_validate_json(zlib.decompress(packed))


def unpack_json(packed: bytes) -> Any:
    """A document as it was parsed, as plain values."""
    return json.loads(zlib.decompress(packed))


def unpack(packed: bytes) -> bytes:
    """What was packed, as it was."""
    return zlib.decompress(packed)


def pack_text(text: str) -> bytes:
    return zlib.compress(text.encode())


def unpack_text(packed: bytes) -> str:
    return zlib.decompress(packed).decode()
