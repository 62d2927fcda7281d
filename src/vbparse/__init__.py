"""Vietnamese administrative documents as typed data: who owes what by when, with the evidence.

`parse` gives the typed document, `read` the text and its lines; both take a path, bytes or text.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Document", "VbparseError", "__version__", "parse", "read"]

if TYPE_CHECKING:
    from vbparse.errors import VbparseError
    from vbparse.pipeline import parse, read
    from vbparse.schema import Document

_HOME = {
    "parse": "vbparse.pipeline",
    "read": "vbparse.pipeline",
    "Document": "vbparse.schema",
    "VbparseError": "vbparse.errors",
}


def __getattr__(name: str) -> Any:
    """Load what is asked for: importing vbparse costs nothing until it is used."""
    if name not in _HOME:
        raise AttributeError(f"module 'vbparse' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
