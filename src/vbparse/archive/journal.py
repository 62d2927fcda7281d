"""What people and runs said, one JSON object a line, only ever appended: `journal.jsonl`.

Beside the originals this is the truth of an archive: from the two, everything else is made again. An entry holds `at`
(UTC, ISO 8601), `what`, and what the kind of entry needs (see `entries`); its number `n` is the number of its line.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path
from typing import Any

from vbparse.errors import ArchiveError

Entry = dict[str, Any]


class Journal:
    """The file of an archive. Who appends holds the write lock of the database."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def size(self) -> int:
        """Bytes in the file; 0 where there is none."""
        return self.path.stat().st_size if self.path.exists() else 0

    def read(self, start: int = 0) -> Iterator[tuple[int, Entry]]:
        """Entries from the byte `start` on, each with the offset of the byte behind it. What a run that was cut off
        left behind the last line break is no entry. Raises ArchiveError for a line that cannot be read."""
        if not self.path.exists():
            return
        with self.path.open("rb") as file:
            file.seek(start)
            for line in file:
                if not line.endswith(b"\n"):
                    return
                try:
                    entry = json.loads(line)
                except ValueError:
                    raise ArchiveError(
                        f"{self.path}: the line at byte {start} cannot be read; put back this file from a backup."
                    ) from None
                start += len(line)
                yield start, entry

    def append(self, entries: Iterable[Entry]) -> int:
        """Add entries, all or none, in place of a torn last line, and wait until they are on the disk. Returns the size
        of the file. Raises OSError."""
        lines = "".join(json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n" for entry in entries)
        whole = _whole(self.size(), self.path)
        with self.path.open("ab", buffering=0) as file:
            file.truncate(whole)
            try:
                _write(file, lines.encode())
                os.fsync(file.fileno())
            except OSError:
                file.truncate(whole)
                raise
            return file.tell()


def _write(file: FileIO, data: bytes) -> None:
    while data:
        data = data[file.write(data) :]


def _whole(size: int, path: Path) -> int:
    """Size of the file up to its last line break."""
    if not size:
        return 0
    with path.open("rb") as file:
        while size:
            step = min(size, 4096)
            file.seek(size - step)
            found = file.read(step).rfind(b"\n")
            if found >= 0:
                return size - step + found + 1
            size -= step
    return 0


def now() -> str:
    """This moment in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
