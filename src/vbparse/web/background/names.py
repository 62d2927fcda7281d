"""Names of files that come from outside."""

from __future__ import annotations

import unicodedata

_MOST = 180
"""Bytes of a name; file systems take 255."""
UNNAMED = "khong-ten"


def clean_name(name: str) -> str:
    """The base name in what a client calls a file, in NFC and fit to be shown: never a path, nothing that controls."""
    base = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    base = "".join(" " if c.isspace() else c for c in base if c.isspace() or unicodedata.category(c)[0] != "C")
    base = " ".join(base.split()).lstrip(".")
    stem, dot, suffix = base.rpartition(".")
    if not dot or len(suffix) > 8:
        stem, dot, suffix = base, "", ""
    while len(f"{stem}{dot}{suffix}".encode()) > _MOST:
        stem = stem[:-1]
    return f"{stem.rstrip()}{dot}{suffix}" if stem.strip() else f"{UNNAMED}{dot}{suffix}"
