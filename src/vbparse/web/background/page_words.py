"""Where the words of documents stand on their pages: found out by a worker at the first look, and kept."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from pathlib import Path

from vbparse import __version__
from vbparse.archive.folder import renditions
from vbparse.schema import Document
from vbparse.web.background import errands
from vbparse.web.views.drawn import DrawnText
from vbparse.web.views.places import Places
from vbparse.web.views.placing import load_pages
from vbparse.workers.pool import Pool

_MOST_LETTERS = 2_000_000
"""Letters of the texts that are held in memory: a thousand pages, some ten bytes for each letter."""


class PageWords:
    """The words of the documents of an archive, in memory as long as they fit, and in a folder of renditions. Any
    thread may call."""

    def __init__(self, folder: Path, pool: Pool, patience: float) -> None:
        self._folder, self._pool, self._patience = folder, pool, patience
        self._held: OrderedDict[str, DrawnText] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, document: str, content: Document, pages: Path, places: Places) -> DrawnText:
        """The text of a document, whose lines have `places`, as it is drawn on the pages of a file. Raises SourceError,
        ToolError, ArchiveError."""
        text = content.text or ""
        key = word_state(content, pages)
        with self._lock:
            if held := self._held.get(key):
                self._held.move_to_end(key)
                return held
        data = self._read_words(document, key)
        if data is None:
            asked = (pages, text, places.lines, content.source.pages_of_part)
            data = self._pool.call(errands.place_page_words, *asked, patience=self._patience)
            renditions.add_words(self._folder, document, key.encode() + b"\n" + data)
            if not pages.exists():  # the document was removed in the meantime
                renditions.delete(self._folder, content.source.sha256)
        drawn = DrawnText(text, load_pages(data))
        self._hold(key, drawn)
        return drawn

    def _read_words(self, document: str, key: str) -> bytes | None:
        """What is kept of a document, unless its text or its pages were made anew since."""
        try:
            stored, _, data = renditions.words_path(self._folder, document).read_bytes().partition(b"\n")
        except OSError:
            return None
        return data if stored == key.encode() else None

    def _hold(self, key: str, drawn: DrawnText) -> None:
        with self._lock:
            self._held[key] = drawn
            while sum(len(one.text) for one in self._held.values()) > _MOST_LETTERS and len(self._held) > 1:
                self._held.popitem(last=False)


def word_state(content: Document, pages: Path) -> str:
    """A word that changes whenever words may stand elsewhere: with the text, the file of the pages, and vbparse."""
    made = pages.stat()
    parts = (content.source.sha256, content.text or "", str(made.st_size), str(made.st_mtime_ns), __version__)
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
