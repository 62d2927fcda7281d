"""What the archive answers with of citations as a whole: effects on other documents, and the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vbparse.archive.answers import Graph, Head


@dataclass(frozen=True, slots=True)
class Effect:
    """What a stored document, `head`, says of the effect of another: that it replaces, repeals or amends it
    (`relation`), as a whole or in part (`extent`). `reference` is the id of the reference that says so, in `sentence`.
    """

    relation: str
    extent: Literal["whole", "part"]
    head: Head
    reference: str
    sentence: str | None = None
    section: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A document that is cited: a work, or a missing one by its key, and how many documents cite it."""

    key: str
    missing: bool
    citations: int
    doc_type: str | None
    date: str | None
    issuer: str | None


@dataclass(frozen=True, slots=True)
class CitationMap:
    """The most cited documents that fit, and what cites them. `ranked` are all that fit, the most cited first; the
    graph shows so many of `total` documents that fit or cite one. `types` and `years` count all that is cited."""

    graph: Graph
    ranked: list[Ranked]
    total: int
    types: dict[str, int]
    years: dict[str, int]
