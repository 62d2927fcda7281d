"""What the arguments of a command name: files, folders, patterns and standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path

from vbparse.errors import InputError
from vbparse.readers.suffixes import SUFFIXES


@dataclass(frozen=True, slots=True)
class Given:
    """One document to read: the file `name`, or one that stands elsewhere (`path`), or what standard input held
    (`data`). Where there is none, `fault` is the sentence that says so."""

    name: str
    data: bytes | None = None
    fault: str | None = None
    path: Path | None = None

    def read(self) -> bytes:
        """The bytes of the document. Raises InputError."""
        if self.data is not None:
            return self.data
        try:
            return (self.path or Path(self.name)).read_bytes()
        except OSError as error:
            raise InputError(f"{self.name}: cannot be read ({error.strerror or error}); check the path.") from error


def expand(arguments: Iterable[str]) -> list[Given]:
    """Every document that the arguments name, in their order; folders and patterns in the order of their paths."""
    return [given for argument in arguments for given in _expand(argument)]


def is_single(arguments: list[str]) -> bool:
    """Whether the arguments can name one document only: one file, or standard input."""
    return len(arguments) == 1 and (arguments[0] == "-" or Path(arguments[0]).is_file())


def _expand(argument: str) -> Iterator[Given]:
    if argument == "-":
        yield Given("-", data=sys.stdin.buffer.read())
        return
    path = Path(argument)
    if path.is_dir():
        found = [Given(str(name)) for name in _files(path)]
        yield from found or [Given(argument, fault=f"no documents in this folder; searched for {', '.join(SUFFIXES)}.")]
    elif path.exists():
        yield Given(argument)
    elif has_magic(argument):
        names = sorted(glob(argument, recursive=True))
        if not names:
            yield Given(argument, fault="no file matches this pattern; check it.")
        for name in names:
            yield from _expand(name)
    else:
        yield Given(argument, fault="there is no such file; check the path.")


def _files(folder: Path) -> list[Path]:
    """Documents under a folder, less hidden files and the lock files that Word leaves (~$)."""
    found: list[Path] = []
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            Path(root, name) for name in names if not name.startswith((".", "~$")) and name.lower().endswith(SUFFIXES)
        ]
    return sorted(found)
