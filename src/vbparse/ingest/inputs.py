"""What the arguments of a command name: files, folders, patterns and standard input."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path

from vbparse.archive.folder import opening
from vbparse.errors import InputError
from vbparse.patterns import Cue
from vbparse.readers.files import read_file, read_stream
from vbparse.readers.suffixes import SUFFIXES
from vbparse.sentences import Sentence

_BYTE = Cue(rb"\\x([0-9a-f]{2})", examples=[rb"k\xe1.txt"], rejects=[rb"k\xE1.txt", b"k\xe1.txt"])


@dataclass(frozen=True, slots=True)
class Given:
    """One document to read: the file `name`, or one that is elsewhere (`path`), or what standard input held
    (`data`). Where there is none, `fault` is the sentence that says so."""

    name: str
    data: bytes | None = None
    fault: Sentence | None = None
    path: Path | None = None

    def read_bytes(self) -> bytes:
        """The bytes of the document. Raises InputError."""
        if self.data is not None:
            return self.data
        return read_file(self.path or Path(self.name), self.name)


def expand(arguments: Iterable[str], passed: Counter[str] | None = None) -> list[Given]:
    """Every document that the arguments name, in their order; folders and patterns in the order of their paths. Files
    in folders that are of no kind that is read are counted in `passed` by their suffix."""
    passed = Counter() if passed is None else passed
    return [given for argument in arguments for given in _expand(argument, passed)]


def is_single(arguments: list[str]) -> bool:
    """Whether the arguments can name one document only: one file, or standard input."""
    return len(arguments) == 1 and (arguments[0] == "-" or os.path.isfile(arguments[0]))


def make_given(path: str) -> Given:
    """A file by its path. Bytes of the path that are no UTF-8, as in archives from old machines, are written \\xe1
    in the name, which goes into texts."""
    written = os.fsencode(path).decode("utf-8", "backslashreplace")
    return Given(path) if written == path else Given(written, path=Path(path))


def place(name: str) -> Path:
    """The path of a name that `named` gave."""
    if os.path.lexists(name):
        return Path(name)
    return Path(os.fsdecode(_BYTE.sub(lambda byte: bytes.fromhex(byte[1].decode()), name.encode())))


def same_name(one: str, other: str) -> bool:
    """Whether two paths end in one name, however its letters are composed."""
    one, other = (unicodedata.normalize("NFC", os.path.basename(name)) for name in (one, other))
    return one == other


def why_not_in(folder: Path, arguments: Iterable[str]) -> Sentence | None:
    """Why an archive had better not be made in a folder, as the end of a sentence: it lies in what the arguments take
    in, or holds other files."""
    if folder.exists() and not folder.is_dir():
        return None  # which is reported when it is to be made
    place = Path(os.path.realpath(folder))
    for argument in arguments:
        top = argument.partition("**")[0] or "." if "**" in argument else argument
        if os.path.isdir(top) and place.is_relative_to(os.path.realpath(top)):
            return Sentence("ingest.inside", top=top)
    if others := opening.foreign_names(folder):
        more = ", …" if len(others) > 3 else ""
        return Sentence("ingest.others", names=", ".join(others[:3]) + more)
    return None


def _expand(argument: str, passed: Counter[str]) -> Iterator[Given]:
    try:
        yield from _find_inputs(argument, passed)
    except InputError as error:
        yield Given(make_given(argument).name, fault=error.sentence.without_lead(f"{argument}: "))
    except OSError as error:
        yield Given(make_given(argument).name, fault=Sentence("input.unseen", why=error))


def _find_inputs(argument: str, passed: Counter[str]) -> Iterator[Given]:
    if argument == "-":
        yield Given("-", data=read_stream(sys.stdin.buffer, argument))
        return
    path = Path(argument)
    if path.is_dir():
        found = _files(argument, passed)
        yield from found or [Given(argument, fault=Sentence("input.none-in-folder", suffixes=", ".join(SUFFIXES)))]
    elif path.is_fifo():  # can be read but once
        yield Given(make_given(argument).name, data=read_file(path, argument, piped=True))
    elif path.exists():
        yield make_given(argument)
    elif has_magic(argument):
        names = [name for name in sorted(glob(argument, recursive=True)) if not _is_no_document(Path(name))]
        if not names:
            yield Given(argument, fault=Sentence("input.pattern"))
        matched = (
            given for name in names for given in (_files(name, passed) if Path(name).is_dir() else [make_given(name)])
        )
        # What ** matches are folders and again the files in them, and it goes round where a link leads back.
        once: dict[str, Given] = {}
        for given in matched:
            once.setdefault(os.path.realpath(given.path or given.name), given)
        yield from once.values()
        if names and not once:
            yield Given(argument, fault=Sentence("input.none-in-pattern", suffixes=", ".join(SUFFIXES)))
    else:
        yield Given(make_given(argument).name, fault=Sentence("input.no-file"))


def _files(folder: str, passed: Counter[str]) -> list[Given]:
    """Documents under a folder, less hidden files, the lock files that Word leaves (~$), and what an archive keeps."""
    documents: list[Given] = []

    def unread(error: OSError) -> None:
        name = make_given(str(error.filename)).name
        documents.append(Given(name, fault=Sentence("input.unsearched", why=error)))

    for root, folders, names in os.walk(folder, onerror=unread):
        own, tables = (opening.FOLDERS, opening.FILES) if _is_archive(Path(root)) else ((), ())
        folders[:] = [name for name in folders if not name.startswith(".") and name not in own]
        seen = [name for name in names if not name.startswith((".", "~$", *tables))]
        documents += [make_given(os.path.join(root, name)) for name in seen if name.lower().endswith(SUFFIXES)]
        passed.update(os.path.splitext(name)[1].lower() for name in seen if not name.lower().endswith(SUFFIXES))
    return sorted(documents, key=lambda given: given.name)


def _is_archive(folder: Path) -> bool:
    """Whether two of what makes up an archive are there: one of them may be lost."""
    return sum((folder / name).exists() for name in ("archive.db", "journal.jsonl", "originals")) > 1


def _is_no_document(path: Path) -> bool:
    """Whether a path that a pattern matches is a lock file of Word, or what an archive keeps in its folder."""
    return path.name.startswith("~$") or any(
        (at.name in opening.FOLDERS or at.name.startswith(opening.FILES)) and _is_archive(at.parent)
        for at in (path, *path.parents)
    )
