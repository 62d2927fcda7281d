"""Hostile files: each kind says the limit or fault that it meets and what may come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

DOCUMENT = "Document"
"""What comes of a file that can be read, whatever is odd in it; else the name of an error."""
DAMAGED, EMPTY, FORMAT, ENCRYPTED, SOURCE, TOOL = (
    "DamagedError", "EmptyError", "FormatError", "EncryptedError", "SourceError", "ToolError",
)  # fmt: skip
Make = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of hostile file. `file` is what it is called, `meets` what it meets, `outcomes` what may come of it, and
    `needs` the program that reads it, or none."""

    name: str
    file: str
    make: Make
    meets: str
    outcomes: frozenset[str]
    needs: str = ""


KINDS: dict[str, Kind] = {}


def enter(name: str, file: str, meets: str, data: bytes | Make, *outcomes: str, needs: str = "") -> None:
    """Enter a kind; without `outcomes` a document comes of it."""
    called = f"{file.rpartition('.')[2].upper()}: {name}"
    assert called not in KINDS, called
    make = data if callable(data) else (lambda: data)
    KINDS[called] = Kind(called, file, make, meets, frozenset(outcomes or (DOCUMENT,)), needs)


def entities() -> str:
    """Declarations of entities that unfold to ten thousand million letters: `&a10;`."""
    return '<!ENTITY a0 "a">' + "".join(f'<!ENTITY a{i + 1} "{f"&a{i};" * 10}">' for i in range(10))
