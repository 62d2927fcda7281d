"""The public face of an archive: each question and each statement as a method. The work is done in the rooms."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self

from vbparse.archive.ask.questions import Questions
from vbparse.archive.say.statements import Statements
from vbparse.archive.store.store import Store


class Archive(Questions, Statements):
    """A folder of documents with what was read from them. Use it as a context manager: what SQLite complains of inside
    is raised as ArchiveError. Writers, backups and upkeep work on its `store`.

    A document is named by its id, the beginning of it, or a số ký hiệu. Methods raise InputError where a name fits
    nothing or several documents, and ArchiveError where the archive cannot be read or written.

        with Archive("kho") as archive:
            for owed in archive.obligations(assignee="văn phòng - thống kê", due="2023-Q3"):
                print(owed.last_day, owed.task)
    """

    def __init__(
        self, folder: Path | str, *, create: bool = False, restricted: bool = True, threads: bool = False
    ) -> None:
        """Open the archive of a folder. Options and errors are those of `Store`."""
        self.store = Store(folder, create=create, restricted=restricted, threads=threads)

    def close(self) -> None:
        """Close the database."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.store.__exit__(kind, error, at)

    @property
    def folder(self) -> Path:
        """The folder of the archive."""
        return self.store.folder

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be written where it lies."""
        return self.store.is_read_only

    def reading(self) -> AbstractContextManager[None]:
        """All that is asked inside is answered as things were at one moment, whatever others write meanwhile."""
        return self.store.reading()

    def notes(self) -> list[str]:
        """What whoever opens it should know, a sentence each."""
        return self.store.notes()
