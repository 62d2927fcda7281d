"""Small OLE containers ([MS-CFB]): one sector for the allocation table, one for the folder, the rest for streams."""

from __future__ import annotations

import struct

_SECTOR, _END, _FREE, _TABLE = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_LEAST = 4096
"""Bytes below which a stream would stand elsewhere; streams are filled up to it."""


def container(**streams: bytes) -> bytes:
    """A file with up to three streams."""
    table = [_TABLE, _END]
    folder = _entry("Root Entry", 5, _END, 0, child=1 if streams else _FREE)
    body = b""
    for i, (name, content) in enumerate(streams.items(), 1):
        content = content.ljust(_LEAST, b"\0")
        content += bytes(-len(content) % _SECTOR)
        start, count = len(table), len(content) // _SECTOR
        table += [*range(start + 1, start + count), _END]
        folder += _entry(name, 2, start, len(content), right=i + 1 if i < len(streams) else _FREE)
        body += content
    table += [_FREE] * (_SECTOR // 4 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xLLLLLLLLLL", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, _LEAST, _END, 0, _END, 0, 0)
    header += struct.pack("<108L", *[_FREE] * 108)
    return header + struct.pack("<128L", *table) + folder.ljust(_SECTOR, b"\0") + body


def _entry(name: str, kind: int, start: int, size: int, right: int = _FREE, child: int = _FREE) -> bytes:
    text = name.encode("utf-16-le")
    entry = text.ljust(64, b"\0") + struct.pack("<HBBLLL", len(text) + 2, kind, 1, _FREE, right, child)
    return entry + bytes(36) + struct.pack("<LLL", start, size, 0)


def word(mark: int = 0xA5EC, flags: int = 0) -> bytes:
    """A main stream of Word with the mark and the flags, and nothing in it."""
    return struct.pack("<H8xH", mark, flags)
