"""What people and runs said, one JSON object a line, only ever appended: `journal.jsonl`.

Beside the originals this is the truth of an archive: from the two, everything else is made again. An entry holds `at`
(UTC, ISO 8601), `what`, and what the kind of entry needs (see `entries`); its number `n` is the number of its line.

Last in a line stand its number (`line`), the sum of the line before (`after`), and its own `sum`: the first 32 digits
of the SHA-256 of the line up to there. So it is seen which line was changed, and where one was taken out, put in, or
moved. Lines that were written before there were sums have none, and are taken as they are; the first one with a sum
stands `after` the SHA-256 of them all.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO, FileIO
from pathlib import Path
from typing import Any

from vbparse import files
from vbparse.errors import JournalError
from vbparse.patterns import Cue
from vbparse.sentences import Sentence

Entry = dict[str, Any]
NAME = "journal.jsonl"
_SUM = Cue(
    rb',"line":([0-9]{1,18}),"after":"([0-9a-f]{32})","sum":"([0-9a-f]{32})"\}\n\Z',
    examples=[b'{"at":"","what":"lost","line":7,"after":"' + b"0f" * 16 + b'","sum":"' + b"0f" * 16 + b'"}\n'],
    rejects=[b'{"at":"2023-09-15T08:00:00Z","what":"lost"}\n', b'{"line":7}\n'],
)
_SUM_DIGITS = 32
"""Hexadecimal digits of a sum: half a SHA-256 shows any change that is not made on purpose."""
_STEP = 4096
"""Bytes that are read at once, backwards from the end."""
_OWN = ("line", "after", "sum")
"""What the journal writes behind an entry."""
_FORM: dict[str, Any] = {"ensure_ascii": False, "separators": (",", ":")}


class Chain:
    """The sums of lines, in their order."""

    def __init__(self, lines: Iterable[bytes] = ()) -> None:
        self._plain = hashlib.sha256()
        self._sum: str | None = None
        self._n = 0
        for line in lines:
            self.add(line)

    def add(self, line: bytes) -> None:
        """Go on behind a line, be it right or not."""
        self._n += 1
        if match := _SUM.search(line):
            self._n, self._sum = int(match[1]), match[3].decode()
        elif self._sum is None:
            self._plain.update(line)

    def continues(self, line: bytes) -> bool:
        """Whether a line is what was written behind the last one. Lines without sums are accepted where they come
        first and are entries."""
        if match := _SUM.search(line):
            return is_sound(line) and int(match[1]) == self._n + 1 and match[2].decode() == self._last_sum()
        entry = parse_entry(line)
        return self._sum is None and entry is not None and not entry.keys() & {*_OWN}

    def next_line(self, entry: Entry) -> bytes:
        """The next line, with its sum; the chain goes on behind it."""
        text = json.dumps({name: value for name, value in entry.items() if name not in _OWN}, **_FORM)[:-1]
        text += f',"line":{self._n + 1},"after":"{self._last_sum()}","sum":"'
        line = f'{text}{_digest(text.encode())}"}}\n'.encode()
        self.add(line)
        return line

    def _last_sum(self) -> str:
        return self._sum or self._plain.hexdigest()[:_SUM_DIGITS]


class Journal:
    """The file of an archive. Who appends holds the write lock of the database."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def size(self) -> int:
        """Bytes in the file; 0 where there is none."""
        return self.path.stat().st_size if self.path.exists() else 0

    def torn_end(self) -> bytes:
        """What stands behind the last line break."""
        start = _whole_size(self.size(), self.path)
        return self.path.read_bytes()[start:] if self.path.exists() else b""

    def read_lines(self, start: int = 0) -> Iterator[bytes]:
        """Lines from the byte `start` on, each with its line break. What a run that was cut off left behind the last
        line break is none."""
        if not self.path.exists():
            return
        with self.path.open("rb") as file:
            file.seek(start)
            yield from (line for line in file if line.endswith(b"\n"))

    def new_entries(self, start: int, n: int) -> Iterator[tuple[int, bytes, Entry]]:
        """Number, text and entry of each line from the byte `start` on, behind which line `n` ends. Raises JournalError
        for one that is not what was written."""
        chain: Chain | None = None
        for n, line in enumerate(self.read_lines(start), n + 1):  # noqa: B020 (the count goes on)
            chain = chain or self._chain(start)
            entry = parse_entry(line)
            if entry is None or not chain.continues(line):
                raise JournalError("journal.changed-early", path=self.path, n=n)
            chain.add(line)
            yield n, line, entry

    def compare(self, kept: Iterable[bytes]) -> None:
        """Raise JournalError where the file does not begin with the lines that the database keeps of it."""
        mend = Sentence("mend.rebuild")
        there = self.read_lines()
        for n, line in enumerate(kept, 1):
            found = next(there, None)
            if found is None:
                raise JournalError("journal.gone", path=self.path, n=n, mend=mend)
            if found != line:
                raise JournalError("journal.changed", path=self.path, n=n, mend=mend)

    def append(self, entries: Iterable[Entry]) -> list[bytes]:
        """Add entries, all or none, in place of a torn last line, and wait until they are on the disk. Returns their
        lines. Raises OSError."""
        end, is_new = _whole_size(self.size(), self.path), not self.path.exists()
        chain = self._chain(end)
        lines = [chain.next_line(entry) for entry in entries]
        with self.path.open("ab", buffering=0) as file:
            file.truncate(end)
            try:
                _write_all(file, b"".join(lines))
                os.fsync(file.fileno())
            except OSError:
                file.truncate(end)
                raise
        if is_new:
            files.sync_folder(self.path.parent)
        return lines

    def truncate(self, size: int) -> None:
        """Take back what was appended since the file had a size."""
        with self.path.open("ab", buffering=0) as file:
            file.truncate(size)
            os.fsync(file.fileno())

    def _chain(self, size: int) -> Chain:
        """The chain behind the first `size` bytes: read from the last line, or from all where none has a sum."""
        if not size:
            return Chain()
        with self.path.open("rb") as file:
            start = _whole_size(size - 1, self.path)
            file.seek(start)
            last = file.read(size - start)
            if _SUM.search(last):
                return Chain([last])
            file.seek(0)
            return Chain(BytesIO(file.read(size)))


def lines_by_number(lines: Iterable[bytes]) -> dict[int, bytes]:
    """Lines by the numbers that they have, be they right or not; those that have none count on from the one before."""
    by_number: dict[int, bytes] = {}
    assumed: set[int] = set()
    n = 0
    for line in lines:
        match = _SUM.search(line)
        n = int(match[1]) if match else n + 1
        if match:
            for far in [far for far in assumed if far >= n]:  # a damaged stretch may have more line breaks than it had
                assumed.remove(far)
                del by_number[far]
        elif n not in by_number:
            assumed.add(n)
        by_number.setdefault(n, line)
    return by_number


def is_sound(line: bytes) -> bool:
    """Whether a line has a sum, and it is right."""
    match = _SUM.search(line)
    return match is not None and _digest(line[: match.start(3)]) == match[3].decode()


def first_unfit(lines: Iterable[bytes]) -> int | None:
    """Number of the first line that does not fit the one before; None where all do."""
    chain = Chain()
    for n, line in enumerate(lines, 1):
        if not chain.continues(line):
            return n
        chain.add(line)
    return None


def is_whole(lines: Sequence[bytes]) -> bool:
    """Whether lines can be shown to be all that was written, up to where they end."""
    return bool(lines) and first_unfit(lines) is None and _SUM.search(lines[-1]) is not None


def parse_entry(line: bytes) -> Entry | None:
    """What a line says; None where it is no entry."""
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return None
    named = isinstance(entry, dict) and isinstance(entry.get("what"), str) and isinstance(entry.get("at"), str)
    return entry if named else None


def _digest(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:_SUM_DIGITS]


def _write_all(file: FileIO, data: bytes) -> None:
    while data:
        data = data[file.write(data) :]


def _whole_size(size: int, path: Path) -> int:
    """Size of the file up to the last line break in its first `size` bytes."""
    if not size:
        return 0
    with path.open("rb") as file:
        while size:
            step = min(size, _STEP)
            file.seek(size - step)
            found = file.read(step).rfind(b"\n")
            if found >= 0:
                return size - step + found + 1
            size -= step
    return 0


def utc_now() -> str:
    """This moment in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
