"""Parsed documents as the database keeps them: their texts compressed with a dictionary, and all else of a document
with that and its own text, of which most of it is made.

Each begins with the number of its dictionary, a file beside this module that never changes: `scripts/make-dictionary`
made it of corpus/. What earlier versions packed was compressed by zlib, text and all; it stays readable.
"""

from __future__ import annotations

import json
import zlib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import zstandard

from vbparse.schema import Document

DAMAGED = (zlib.error, zstandard.ZstdError, UnicodeDecodeError)
"""What is raised where bytes are not what was packed."""
_NEWEST = 1
_LEVEL = 6
_ZLIB = 0x78
"""The first byte of what zlib compressed."""


class Packed(NamedTuple):
    """A document as it was parsed; `text` is None where it has none."""

    json: bytes
    text: bytes | None


def pack_document(document: Document) -> Packed:
    """A document as it was parsed: what people corrected is kept beside it."""
    rest = document.model_dump_json(exclude={"corrections", "text"}).encode()
    text = (document.text or "").encode()
    packed = None if document.text is None else _compress(text, _read_dictionary(_NEWEST))
    return Packed(_compress(rest, _dictionary_with_text(_NEWEST, text)), packed)


def unpack_document(packed: bytes, text: bytes | None) -> Document:
    """A document as it was parsed, from the columns `json` and `text`."""
    if packed[0] == _ZLIB:
        return Document.model_validate_json(zlib.decompress(packed))
    plain = None if text is None else unpack_text(text)
    document = Document.model_validate_json(_unpack_rest(packed, plain))
    document.text = plain
    return document


def unpack_values(packed: bytes, text: bytes | None) -> Any:
    """A document as it was parsed, as plain values."""
    if packed[0] == _ZLIB:
        return json.loads(zlib.decompress(packed))
    plain = None if text is None else unpack_text(text)
    return json.loads(_unpack_rest(packed, plain)) | {"text": plain}


def unpack_text(packed: bytes | None) -> str:
    """The column `text`; empty where there is none."""
    if packed is None:
        return ""
    if packed[0] == _ZLIB:
        return zlib.decompress(packed).decode()
    return _decompress(packed, _read_dictionary(packed[0])).decode()


def _unpack_rest(packed: bytes, text: str | None) -> bytes:
    return _decompress(packed, _dictionary_with_text(packed[0], (text or "").encode()))


def _compress(data: bytes, dictionary: zstandard.ZstdCompressionDict) -> bytes:
    # One for each call: those of the library must not be used by two threads at once.
    compressor = zstandard.ZstdCompressor(_LEVEL, dictionary, write_checksum=True, write_dict_id=False)
    return bytes([_NEWEST]) + compressor.compress(data)


def _decompress(packed: bytes, dictionary: zstandard.ZstdCompressionDict) -> bytes:
    return zstandard.ZstdDecompressor(dictionary).decompress(packed[1:])


@cache
def _read_dictionary(number: int) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(_read_file(number))


def _dictionary_with_text(number: int, text: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(_read_file(number) + text, zstandard.DICT_TYPE_RAWCONTENT)


@cache
def _read_file(number: int) -> bytes:
    try:
        return files("vbparse.archive.folder").joinpath(f"{number}.zdict").read_bytes()
    except FileNotFoundError as error:
        raise zstandard.ZstdError(f"no dictionary {number}") from error
