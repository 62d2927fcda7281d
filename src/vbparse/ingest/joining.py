"""Pictures that are given as the pages of one document."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from vbparse.ingest.batch import Spread, in_turn
from vbparse.ingest.inputs import Given


@dataclass(frozen=True, slots=True)
class Pages(Given):
    """What is to be one document; `parts` are its pages in their order."""

    parts: tuple[Given, ...] = ()


def joined_name(name: str) -> str:
    """What a document is called whose first page is the file `name`."""
    return str(Path(name).with_suffix(".pdf"))


def join_inputs(inputs: Sequence[Given], *, spread: Spread = in_turn) -> list[Given]:
    """One document of all that is given, under the name of the first; one with a fault where they cannot be joined.
    `spread` reads the pictures."""
    if fault := next((one for one in inputs if one.fault), None):
        return [fault]
    pages = [Pages(joined_name(inputs[0].name), parts=tuple(inputs))] if inputs else []
    with closing(spread(_join, pages)) as outcomes:
        return [Given(one.name, data=one.value, fault=one.fault) for one in outcomes]


def _join(given: Given) -> bytes:
    from vbparse.readers.joining import join_pictures

    assert isinstance(given, Pages)
    return join_pictures((part.name, part.read_bytes()) for part in given.parts)
