"""Watched folders: files that came in since the last look, once they are complete. Folders are looked at again and
again, which works on network shares as well."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from vbparse.ingest.inputs import Given, expand
from vbparse.sentences import Sentence

DONE, NOTE = "đã nạp", ".lỗi.txt"
"""The folder to which files go that were taken in, and what is put behind the name of one that was not."""
QUIET = 2.0
"""Seconds for which size and time of a file stay as they are, before it is taken for complete."""
_MARK = "# "
"""Before the line of a note that says of which state of the file it speaks."""


class WatchedFolders:
    """The files in folders, down to the bottom, that wait to be taken in. With `done` those that were are moved to a
    folder of this name within each, else they are left; a failed one waits until it changes, with a note beside it."""

    def __init__(self, folders: Sequence[Path], *, done: str | None = DONE, quiet: float = QUIET) -> None:
        self._folders, self._done, self._quiet = [Path(os.path.abspath(folder)) for folder in folders], done, quiet
        self._growing: dict[Path, tuple[str, float]] = {}
        self._settled: dict[Path, str] = {}

    def list_ready(self) -> list[Given]:
        """Files that are complete and were not given out before in the state in which they are."""
        ready: list[Given] = []
        present: dict[Path, tuple[str, float]] = {}
        for file in self._list_waiting():
            path = file.path or Path(file.name)
            state = _describe_state(path)
            if state is None or self._settled.get(path) == state or _noted_state(path) == state:
                continue
            before, since = self._growing.get(path, (None, 0.0))
            present[path] = (state, since if before == state else time.monotonic())
            if before == state and time.monotonic() - since >= self._quiet:
                ready.append(file)
        self._growing = present
        return ready

    def settle(self, given: Given, reason: Sentence | None) -> Sentence | None:
        """Move a file that was taken in, or leave a note of the `reason` why it was not. Returns what is wrong where
        that cannot be done; the file is left where it is then."""
        path = given.path or Path(given.name)
        self._settled[path] = _describe_state(path) or ""
        try:
            if reason is not None:
                text = f"{path.name}: {reason.vi}\n{path.name}: {reason}\n{_MARK}{self._settled[path]}\n"
                _note(path).write_text(text, "utf-8")
                return None
            _note(path).unlink(missing_ok=True)
            if self._done:
                self._move(path)
        except OSError as error:
            return Sentence("watch.left", path=path, why=error)
        return None

    def _list_waiting(self) -> Iterator[Given]:
        for folder in self._folders:
            for one in expand([str(folder)]):
                path = one.path or Path(one.name)
                is_done = self._done in path.relative_to(folder).parts[:-1] if path.is_relative_to(folder) else False
                if not one.fault and not is_done and not path.name.endswith(NOTE):
                    yield one

    def _move(self, path: Path) -> None:
        """Move a file to the folder of those that are done, under a name that is free there."""
        top = next(folder for folder in self._folders if path.is_relative_to(folder))
        target = top / (self._done or "") / path.relative_to(top)
        target.parent.mkdir(parents=True, exist_ok=True)
        free, n = target, 1
        while free.exists():
            n += 1
            free = target.with_stem(f"{target.stem} ({n})")
        shutil.move(path, free)


def _describe_state(path: Path) -> str | None:
    """Size and time of a file; None where it is not there any more."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return f"{stat.st_size} B, {datetime.fromtimestamp(stat.st_mtime, UTC):%Y-%m-%dT%H:%M:%S.%fZ}"


def _note(path: Path) -> Path:
    return path.with_name(path.name + NOTE)


def _noted_state(path: Path) -> str | None:
    """The state of a file of which the note beside it speaks."""
    try:
        last = _note(path).read_text("utf-8").splitlines()[-1]
    except (OSError, UnicodeDecodeError, IndexError):
        return None
    return last.removeprefix(_MARK) if last.startswith(_MARK) else None
