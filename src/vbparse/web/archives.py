"""Open archives, lent to requests: one request uses one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, LifoQueue
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from vbparse.archive.archive import Archive
from vbparse.errors import ArchiveError, VbparseError
from vbparse.web.access import Reader
from vbparse.web.problems import ProblemError


class Archives:
    """Archives of one folder, opened as they are needed and kept. Two kinds: whole ones, and those in which nothing is
    found that an editor restricted."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._free: dict[bool, LifoQueue[Archive]] = {True: LifoQueue(), False: LifoQueue()}

    @contextmanager
    def lent(self, *, whole: bool) -> Iterator[Archive]:
        """An archive for the time of a request; where it breaks it is closed, and not lent again. What SQLite complains
        of inside is raised as ArchiveError."""
        try:
            archive = self._free[whole].get_nowait()
        except Empty:
            archive = Archive(self._folder, restricted=whole, threads=True)
        try:
            yield archive
        except BaseException as error:
            if isinstance(error, ArchiveError) or not isinstance(error, VbparseError | ProblemError | HTTPException):
                archive.__exit__(type(error), error, error.__traceback__)
            else:
                self._free[whole].put(archive)
            raise
        self._free[whole].put(archive)

    def close(self) -> None:
        """Close those that are not lent."""
        for free in self._free.values():
            while not free.empty():
                free.get_nowait().close()


def lend_archive(request: Request, person: Reader) -> Iterator[Archive]:
    """The archive as a person may see it."""
    archives: Archives = request.app.state.archives
    with archives.lent(whole=person.may("editor")) as archive:
        yield archive


ArchiveDep = Annotated[Archive, Depends(lend_archive)]
"""The archive as whoever asks may see it: a parameter of a handler. That of an editor is whole, and can be changed."""
