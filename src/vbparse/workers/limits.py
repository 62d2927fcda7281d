"""What a worker may take for one file.

VBPARSE_SECONDS, VBPARSE_MEMORY_MB and VBPARSE_FILE_MB set it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from vbparse.errors import InputError

MB = 1 << 20
"""Bytes of a megabyte."""
SECONDS, MEMORY, FILE = "VBPARSE_SECONDS", "VBPARSE_MEMORY_MB", "VBPARSE_FILE_MB"
_SECONDS = 1800.0
"""A scan of 500 pages takes less."""
_MOST = 4096 * MB
"""Memory that no honest file needs."""
_FILE_MB = 1024
"""Megabytes of a file that a worker writes, at most."""
_GROUPS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")
"""What a container may use (cgroup 2 and 1)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for a call, bytes of memory for a process and each that it starts, bytes for a file that it writes."""

    seconds: float
    memory: int
    file_bytes: int = _FILE_MB * MB

    @classmethod
    def from_environment(cls) -> Limits:
        """Those that the user set, else the usual ones. Raises InputError."""
        memory = read_positive_number(MEMORY, min(_MOST, machine_memory() // 2) / MB) * MB
        return cls(read_positive_number(SECONDS, _SECONDS), int(memory), int(read_positive_number(FILE, _FILE_MB) * MB))


def machine_memory() -> int:
    """Bytes of memory of this machine, or of the container that we are in."""
    sizes = [_MOST * 2]
    with suppress(ValueError, OSError, AttributeError):  # a system without these names
        sizes = [os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")]
    for place in _GROUPS:
        with suppress(OSError, ValueError):  # none, or "max"
            sizes.append(int(Path(place).read_text()))
    return min(sizes)


def read_positive_number(name: str, usual: float) -> float:
    """What a variable of the environment says, `usual` where it is not set. Raises InputError where it is no number
    above 0."""
    text = os.environ.get(name, "")
    if not text:
        return usual
    try:
        number = float(text)
    except ValueError:
        number = 0
    if not 0 < number < float("inf"):
        raise InputError("limit.value", name=name, text=text)
    return number
