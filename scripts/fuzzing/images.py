"""Hostile images: frames and pixels that take no room in the file."""

from __future__ import annotations

import struct
import zlib


def tiff(frames: int = 1, *, width: int = 200, height: int = 100, loop: bool = False, **entries: int) -> bytes:
    """A TIFF of one white strip that all frames show; `loop` leads the last frame back to the first."""
    strip = b"\xff" * ((width + 7) // 8 * height) if width * height < 1_000_000 else b"\xff" * 64
    tags = {256: width, 257: height, 258: 1, 259: 1, 262: 1, 273: 8, 277: 1, 278: height, 279: len(strip)}
    tags |= {int(key.lstrip("t")): value for key, value in entries.items()}
    out = bytearray(b"II*\0\0\0\0\0" + strip + b"\0" * (len(strip) % 2))
    at, places = 4, []
    for _ in range(frames):
        places.append(len(out))
        struct.pack_into("<L", out, at, len(out))
        out += struct.pack("<H", len(tags))
        for tag, value in sorted(tags.items()):
            out += struct.pack("<HHLL", tag, 4, 1, value)
        at = len(out)
        out += b"\0\0\0\0"
    if loop:
        struct.pack_into("<L", out, at, places[0])
    return bytes(out)


def png(width: int, height: int, rows: bytes, *more: tuple[bytes, bytes]) -> bytes:
    """A PNG of one bit a pixel; `rows` are its packed rows, `more` further parts."""

    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + name + data + struct.pack(">L", zlib.crc32(name + data))

    head = part(b"IHDR", struct.pack(">LLBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(part(*x) for x in more) + part(b"IDAT", rows) + part(b"IEND", b"")
