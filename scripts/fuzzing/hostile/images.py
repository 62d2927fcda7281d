"""Hostile images: frames and pixels that take no room in the file."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

from fuzzing.hostile.kinds import DAMAGED, EMPTY, FORMAT, SOURCE, enter


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


def jpeg(width: int = 300, height: int = 200) -> bytes:
    """A white JPEG."""
    out = io.BytesIO()
    Image.new("L", (width, height), 255).save(out, "JPEG")
    return out.getvalue()


_ROWS = zlib.compress((b"\0" + b"\xff" * 13) * 100)
_TESSERACT = "tesseract"
for _name, _meets, _data, *_outcomes in (
    ("100,000 frames", "frames of an image", lambda: tiff(100_000), DAMAGED),
    ("frames in a ring", "frames of an image", lambda: tiff(3, loop=True), EMPTY),
    ("20,000 million points", "points of an image", lambda: tiff(width=200_000, height=200_000), SOURCE, DAMAGED),
    ("a strip", "points of an image", lambda: tiff(width=10, height=90_000), SOURCE),
    ("no points", "points of an image", lambda: tiff(width=0, height=0), DAMAGED, SOURCE),
    ("points beyond the file", "damage", lambda: tiff(width=3_000, height=3_000), SOURCE, EMPTY),
    ("entries that lead astray", "damage", lambda: tiff(t273=0xFFFFFFF0, t279=0xFFFFFFF0), SOURCE, DAMAGED, EMPTY),
    ("half a TIFF", "damage", lambda: tiff()[:-30], DAMAGED, SOURCE, EMPTY),
):
    enter(_name, "x.tiff", _meets, _data, *_outcomes, needs=_TESSERACT)
for _name, _meets, _data, *_outcomes in (
    ("3,600 million points", "points of an image", lambda: png(60_000, 60_000, _ROWS), SOURCE, DAMAGED),
    ("two thousand million frames", "frames of an image", lambda: png(100, 100, _ROWS, (b"acTL", struct.pack(">LL", 0x7FFFFFFF, 0))), DAMAGED),
    ("a note of 500 MB", "bytes of an image", lambda: png(100, 100, _ROWS, (b"zTXt", b"a\0\0" + zlib.compress(b"a" * 500_000_000, 9))), DAMAGED, EMPTY),
    ("half a PNG", "damage", lambda: png(100, 100, _ROWS)[:60], SOURCE, DAMAGED),
    ("rows that are missing", "damage", lambda: png(5_000, 5_000, _ROWS), SOURCE, EMPTY, DAMAGED),
):  # fmt: skip
    enter(_name, "x.png", _meets, _data, *_outcomes, needs=_TESSERACT)
enter("half a JPEG", "x.jpg", "damage", lambda: jpeg()[:-300], SOURCE, DAMAGED, EMPTY, needs=_TESSERACT)
enter(
    "a JPEG of 65,000 by 65,000",
    "x.jpg",
    "points of an image",
    lambda: jpeg().replace(struct.pack(">HH", 200, 300), struct.pack(">HH", 65_000, 65_000)),
    SOURCE,
    DAMAGED,
    needs=_TESSERACT,
)
enter("a JPEG called PDF", "x.pdf", "content before name", jpeg, EMPTY, needs=_TESSERACT)
enter("a GIF", "x.gif", "kind of an image", b"GIF89a" + b"\0" * 100, FORMAT)
