"""Vietnamese administrative documents as typed data: who owes what by when, with the evidence.

`parse` gives the typed document, `parse_parts` each of those that one file holds, `read` the text and its lines; all
take a path, bytes or text. `Archive` is a folder of documents with what was read from them: to be searched, asked who
owes what by when, and corrected.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Archive", "Document", "VbparseError", "__version__", "parse", "parse_parts", "read"]

if TYPE_CHECKING:
    from vbparse.errors import VbparseError
    from vbparse.ingest.archive import Archive
    from vbparse.pipeline import parse, parse_parts, read
    from vbparse.schema import Document

_HOME = {
    "parse": "vbparse.pipeline",
    "parse_parts": "vbparse.pipeline",
    "read": "vbparse.pipeline",
    "Archive": "vbparse.ingest.archive",
    "Document": "vbparse.schema",
    "VbparseError": "vbparse.errors",
}


def __getattr__(name: str) -> Any:
    """Load what is asked for: importing vbparse costs nothing until it is used."""
    if name not in _HOME:
        raise AttributeError(f"module 'vbparse' has no attribute {name!r}")
    try:
        module = import_module(_HOME[name])
    except AttributeError as error:  # Python would take it for "there is no such name here"
        raise ImportError(f"{_HOME[name]} cannot be loaded: {error}") from error
    return getattr(module, name)
