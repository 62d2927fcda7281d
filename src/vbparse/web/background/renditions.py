"""Office files as pages: laid out by LibreOffice in a worker when somebody looks at them first, and kept."""

from __future__ import annotations

import threading
from pathlib import Path
from weakref import WeakValueDictionary

from vbparse import __version__
from vbparse.archive.folder import renditions
from vbparse.readers.office.pages import KINDS
from vbparse.schema import SourceInfo
from vbparse.vocabularies import Charset
from vbparse.web.background import errands
from vbparse.workers.pool import Pool
from vbparse.workers.process import WorkerError


class Renditions:
    """Those that are kept in a folder: that of the archive, or another where nothing can be written there. Any thread
    may call."""

    def __init__(self, folder: Path, pool: Pool, patience: float) -> None:
        self.folder = folder
        self._pool, self._patience = pool, patience
        self._turns: WeakValueDictionary[str, _Turn] = WeakValueDictionary()
        self._lock = threading.Lock()

    def stored_path(self, sha256: str) -> Path | None:
        """The pages of a content, if they were made."""
        path = renditions.path_of(self.folder, sha256)
        return path if path.exists() else None

    def find(self, original: Path, source: SourceInfo) -> Path | None:
        """The pages of a file, which are made where there are none yet: once, if several ask at the same time. None
        for a file that has none: of another kind, set in legacy fonts, which nobody has, or one that this version
        failed on. Raises ToolError (LibreOffice is missing, all workers are busy) and ArchiveError."""
        if source.media_type not in KINDS or source.charset != Charset.UNICODE:
            return None
        with self._lock:
            turn = self._turns.setdefault(source.sha256, _Turn())
        with turn.lock:
            stored = self.stored_path(source.sha256)
            if stored or renditions.failed_by(self.folder, source.sha256) == __version__:
                return stored
            self._make(original, source)
        return self.stored_path(source.sha256)

    def _make(self, original: Path, source: SourceInfo) -> None:
        asked = (original, source.media_type, source.name, self.folder, source.sha256)
        try:
            failure = self._pool.call(errands.lay_out, *asked, patience=self._patience)
        except WorkerError as error:
            failure = str(error)
        if failure:
            renditions.add_failure(self.folder, source.sha256, __version__, failure)
        if not original.exists():  # it was removed in the meantime
            renditions.delete(self.folder, source.sha256)


class _Turn:
    """Whoever holds it makes the pages of a content, and the others wait."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
