"""What can go wrong outside a document. A faulty document is no error: its faults are anomalies in the result.

    VbparseError
    ├── SourceError       the file cannot be opened as what it is
    │   ├── EncryptedError    it asks for a password
    │   ├── DamagedError      it is broken, or not what its name says
    │   └── EmptyError        there is nothing in it to read
    ├── FormatError       no reader knows this kind of file
    ├── ToolError         a program that this kind of file wants is missing, hangs or dies
    ├── SecretError       it has a mark of state secrecy, and is not kept
    ├── ArchiveError      the archive is not there, of a newer version, or cannot be written
    │   ├── DatabaseError     its database is damaged, empty or another file
    │   └── JournalError      its journal does not hold what it held
    ├── ConflictError     somebody else changed meanwhile what was to be changed
    └── InputError        the call itself is off (no such file, a bad option)
        ├── BlankError        a text is empty that has to say something
        └── UnknownError      nothing that is stored is called so

Each message is one sentence: what was found and what to do, beginning with the name of the file. It stands in
`sentences.tsv` in both languages; who raises an error gives its code there and the values for its braces.
"""

from __future__ import annotations

from typing import Any

from vbparse.sentences import Sentence


class VbparseError(Exception):
    """Base of all errors that vbparse raises on purpose. As a string it is its English sentence; `sentence` has it in
    both languages."""

    def __init__(self, code: str, /, **values: Any) -> None:
        self.sentence = code if isinstance(code, Sentence) else Sentence(code, **values)
        super().__init__(self.sentence)  # of which alone it is made anew where it was pickled


class SourceError(VbparseError):
    """A file could not be read."""


class EncryptedError(SourceError):
    """A file asks for a password."""


class DamagedError(SourceError):
    """A file is broken, or is not what its name says."""


class EmptyError(SourceError):
    """A file holds nothing to read: no bytes, no pages, or no text."""


class FormatError(VbparseError):
    """No reader knows this kind of file."""


class ToolError(VbparseError):
    """A program beside vbparse, needed for this kind of file, is missing, takes too long or fails."""


class SecretError(VbparseError):
    """A document has a mark of state secrecy, and nobody said that this archive may hold it."""


class ArchiveError(VbparseError):
    """An archive cannot be opened, read or written."""


class DatabaseError(ArchiveError):
    """A database is damaged, empty, or not of this kind; it can be made again or put back."""


class JournalError(ArchiveError):
    """A journal lost lines, or lines of it were changed; the database may hold them still."""


class ConflictError(VbparseError):
    """Something is not any more as the one who changes it saw it; `present` is what stands there now."""

    def __init__(self, code: str, /, *, present: object = None, **values: Any) -> None:
        super().__init__(code, **values)
        self.present = present


class InputError(VbparseError):
    """The call is off: a file that is not there, an option that does not fit."""


class BlankError(InputError):
    """A text is empty that has to say something."""


class UnknownError(InputError):
    """Nothing that is stored is called so: no document, obligation, body or correction."""
