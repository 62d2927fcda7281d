"""`vbparse.Archive`: an archive with what fills it, whose room is above that of the archive."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import Self

from vbparse.archive import archive
from vbparse.archive.folder import opening
from vbparse.errors import InputError
from vbparse.ingest import again, keep
from vbparse.ingest.batch import in_processes, in_turn
from vbparse.ingest.inputs import expand
from vbparse.ingest.keep import Taken, Way


class Archive(archive.Archive):
    """A folder of documents with what was read from them; and the ways into it. Use it as a context manager: what
    SQLite complains of inside is raised as ArchiveError.

    A document is named by its id, the beginning of it, or a số ký hiệu. Methods raise InputError where a name fits
    nothing or several documents, and ArchiveError where the archive cannot be read or written.

        with Archive.create("kho") as archive:
            for taken in archive.ingest(["van-ban", "57-KH-UBND.docx"]):
                print(taken.name, taken.state, taken.text)
    """

    @classmethod
    def create(cls, folder: Path | str) -> Self:
        """Make an archive and open it. Raises InputError where there is one already, ArchiveError where it cannot be
        made."""
        if opening.has_archive(Path(folder)):
            raise InputError("archive.there", folder=folder)
        return cls(folder, create=True)

    def ingest(
        self,
        paths: Iterable[Path | str] | Path | str,
        *,
        workers: int | None = None,
        accept_secret: bool = False,
        removed: bool = False,
    ) -> list[Taken]:
        """Take in files, folders and patterns, each content once. What cannot be read is in the answer with its
        reason, and the rest goes on. `workers` is the number of processes with limits in which files are parsed, 0 for
        one a core; None parses them in this one, without limits. `accept_secret` keeps documents with a mark of
        secrecy, `removed` those that were taken out before."""
        named = [paths] if isinstance(paths, Path | str) else paths
        given = expand(str(one) for one in named)
        with nullcontext(in_turn) if workers is None else in_processes(workers) as spread:
            way = Way(removed=removed)
            return list(keep.ingest(self.store, given, spread=spread, accept_secret=accept_secret, way=way))

    def reparse(self, *, workers: int | None = None) -> list[Taken]:
        """Parse all originals again, as after an upgrade; corrections and marks stay. `workers` is that of `ingest`."""
        with nullcontext(in_turn) if workers is None else in_processes(workers) as spread:
            return list(again.reparse(self.store, spread=spread))
