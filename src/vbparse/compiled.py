"""Compiled patterns, kept from one run to the next as Python keeps compiled modules: to compile them is half of the
work of a first parse.

A file in the user's cache folder (XDG Base Directory Specification) holds them by their text, so one that changed is
not found there. It may be deleted at any time; where it cannot be read or written, or is damaged, patterns are compiled
as ever. The environment variable `VBPARSE_CACHE` names another folder; where it is empty, nothing is kept.
"""

from __future__ import annotations

import copyreg
import hashlib
import marshal
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, AnyStr

import regex
from regex import Pattern

from vbparse.files import PART, open_new_file, sweep

_WORTH = 0.02
"""Seconds of compiling from which on the file is written again."""
_MOST = 1 << 24
"""Bytes of the file that are read: some thirty times what all patterns take."""
_SUM = hashlib.sha256().digest_size

_Key = tuple[Any, int]


class _Store:
    """Patterns as the module `regex` pickles them, by text and flags: arguments of the function that makes them."""

    def __init__(self) -> None:
        self.path = _find_file()
        self.made = _read_file(self.path) if self.path else {}
        self.spent = 0.0

    def save(self) -> None:
        """Write all that this run knows, with what others wrote meanwhile."""
        self.spent = 0.0
        if self.path is None:
            return
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            sweep(self.path.parent, f"patterns-*{PART}")
            content = marshal.dumps(_read_file(self.path) | self.made)
            with open_new_file(self.path) as file:
                file.write(hashlib.sha256(content).digest() + content)


_store: _Store | None = None
_reduce: Callable[[Pattern[Any]], tuple[Callable[..., Pattern[Any]], tuple[Any, ...]]]
_reduce = copyreg.dispatch_table[Pattern]  # type: ignore[assignment]
"""How `regex` has a pattern pickled: what makes it, and of what."""
_make = _reduce(regex.compile(""))[0]


def compile_pattern(pattern: AnyStr, flags: int = 0) -> Pattern[AnyStr]:
    """What `regex.compile` gives for a pattern of the program; one that is made of a document's words is none."""
    global _store
    _store = _store or _Store()
    key = (pattern, int(flags))
    if key in _store.made:
        return _make(*_store.made[key])
    begin = time.process_time()
    compiled = regex.compile(pattern, flags)
    _store.made[key] = _reduce(compiled)[1]
    _store.spent += time.process_time() - begin
    return compiled


def save_patterns() -> None:
    """Keep what was compiled since, if it is worth a file."""
    if _store and _store.spent > _WORTH:
        _store.save()


def _find_file() -> Path | None:
    folder = os.environ.get("VBPARSE_CACHE")
    if folder is None:
        try:
            folder = os.path.join(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "vbparse")
        except RuntimeError:  # a user without a home
            return None
    return Path(folder, f"patterns-{regex.__version__}-{sys.implementation.cache_tag}") if folder else None


def _read_file(path: Path) -> dict[_Key, tuple[Any, ...]]:
    """What a file holds; nothing where it is another's, or not as it was written."""
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_uid != os.geteuid():
                return {}
            content = file.read(_MOST)
        if hashlib.sha256(content[_SUM:]).digest() != content[:_SUM]:
            return {}
        return marshal.loads(content[_SUM:])  # type: ignore[no-any-return]
    except (OSError, ValueError, EOFError, TypeError):
        return {}
