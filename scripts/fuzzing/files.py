"""Files with changed bytes: documents of the corpus in their formats, changed at random from a seed."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable
from functools import cache

from fuzzing.texts import CORPUS, corpus_texts

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
_TAGS = re.compile(rb"<[^<>]*>")
_NUMBERS = re.compile(rb"\d+")
_GREAT = (
    b"0",
    b"-1",
    b"1",
    b"255",
    b"65536",
    b"2147483648",
    b"99999999999999999999",
    b"9" * 5_000,
    "²".encode(),
    b"1e99",
)


@cache
def corpus_files(suffix: str) -> tuple[bytes, ...]:
    """The files of the corpus of one kind."""
    if suffix == "rtf":
        return tuple(map(_write_rtf, corpus_texts()[:3]))
    return tuple(p.read_bytes() for p in sorted(CORPUS.glob(f"[0-9]*.{suffix}")))


def _write_rtf(text: str) -> bytes:
    letters = "".join(c if c.isascii() and c not in "{}\\" else f"\\u{ord(c) & 0x7FFF}?" for c in text)
    return b"{\\rtf1\\ansi " + letters.replace("\n", "\\par\n").encode() + b"}"


def make_file(suffix: str, rng: random.Random) -> bytes:
    """A changed file of a kind."""
    data = rng.choice(corpus_files(suffix))
    for _ in range(rng.choice((1, 1, 2, 4))):
        data = rng.choice(_WAYS[suffix])(data, rng)
    return data


def flip_bytes(data: bytes, rng: random.Random) -> bytes:
    """Some bytes are others."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 2, 5, 20, 100))):
        if out:
            out[rng.randrange(len(out))] = rng.randrange(256)
    return bytes(out)


def cut_bytes(data: bytes, rng: random.Random) -> bytes:
    """A stretch is gone, doubled, or all behind it."""
    start = rng.randrange(len(data) + 1)
    end = min(len(data), start + rng.choice((1, 10, 100, 1_000, len(data))))
    return data[:start] + data[start:end] * rng.choice((0, 0, 2)) + data[end:]


def _change_tags(data: bytes, rng: random.Random) -> bytes:
    """Tags are gone, doubled, or in the place of others."""
    matches = [m.span() for m in _TAGS.finditer(data)]
    for _ in range(rng.choice((1, 2, 5))):
        if not matches:
            break
        a, b = rng.choice(matches), rng.choice(matches)
        data = data[: a[0]] + data[b[0] : b[1]] * rng.choice((0, 1, 2)) + data[a[1] :]
    return data


def _change_numbers(data: bytes, rng: random.Random) -> bytes:
    """One number in fifty is another."""
    return _NUMBERS.sub(lambda m: rng.choice(_GREAT) if not rng.randrange(50) else m[0], data)


def _change_member(data: bytes, rng: random.Random) -> bytes:
    """One member of a container is changed, the container whole."""
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            members = {name: old.read(name) for name in old.namelist()}
            texts = [name for name in members if name.endswith((".xml", ".rels"))] or list(members)
            name = rng.choice([*texts, *["word/document.xml"] * 3])
            if name in members:
                members[name] = rng.choice((flip_bytes, cut_bytes, _change_tags, _change_tags, _change_numbers))(
                    members[name], rng
                )
            for key, member in members.items():
                new.writestr(key, member)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError):
        return data  # an earlier change broke the container
    return out.getvalue()


def _change_stream(data: bytes, rng: random.Random) -> bytes:
    """One stream of a PDF is changed, packed or not."""
    matches = list(_STREAM.finditer(data))
    if not matches:
        return data
    match = rng.choice(matches)
    body = match[1]
    try:
        body = zlib.compress(rng.choice((flip_bytes, cut_bytes, _change_numbers))(zlib.decompress(body), rng))
    except zlib.error:
        body = flip_bytes(body, rng)
    return data[: match.start(1)] + body + data[match.end(1) :]


_Way = Callable[[bytes, random.Random], bytes]
_WAYS: dict[str, tuple[_Way, ...]] = {
    "docx": (_change_member, _change_member, _change_member, flip_bytes, cut_bytes),
    "pdf": (_change_stream, _change_stream, _change_numbers, flip_bytes, cut_bytes),
    "html": (flip_bytes, cut_bytes, _change_tags, _change_tags, _change_numbers),
    "doc": (flip_bytes, cut_bytes),
    "rtf": (flip_bytes, cut_bytes, _change_numbers),
}
SUFFIXES = tuple(_WAYS)
