"""Hostile files: each kind is made by a function, and says which limit or fault it meets and what has to come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

DOCUMENT = "Document"
"""What comes of a file that can be read, whatever is odd in it; else the name of an error."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of hostile file. `file` is what it is called; `outcomes` what may come of it; `needs` the program that
    reads its kind, or none."""

    name: str
    file: str
    make: Callable[[], bytes]
    meets: str
    outcomes: frozenset[str]
    needs: str = ""


KINDS: dict[str, Kind] = {}


def hostile(file: str, meets: str, *outcomes: str, needs: str = "") -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Enter the function that makes a kind of file; without `outcomes` a document comes of it."""

    def enter(make: Callable[[], bytes]) -> Callable[[], bytes]:
        name = make.__name__.replace("_", " ")
        assert name not in KINDS, name
        KINDS[name] = Kind(name, file, make, meets, frozenset(outcomes or (DOCUMENT,)), needs)
        return make

    return enter
