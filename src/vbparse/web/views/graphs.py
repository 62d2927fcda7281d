"""A graph of citations as pages show it: cards with short texts, and its relations as lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from vbparse.archive.answers import Edge, Graph, Head, Missing
from vbparse.archive.citing import Effect
from vbparse.exchange.naming import document_name
from vbparse.web.drawing.lettering import fit_text
from vbparse.web.drawing.network import KINDS
from vbparse.web.drawing.routing import CARD_WIDTH
from vbparse.web.drawing.ties import Tie

LEGEND = ("basis", "implements", "attached_to", "amends", "replaces", "repeals", "cites")
"""Relations in the order in which they are listed."""
assert set(LEGEND) == set(KINDS)
_TEXT = CARD_WIDTH - 18
"""Width of the text of a card."""
BOLD = 0.93
"""How much of a text fits where it is bold."""


@dataclass(frozen=True, slots=True)
class CardText:
    """A document of a graph in words: lines that fit on its card, and the answers that tell all of it. `effect` is the
    strongest of what is said of it."""

    node: Head | Missing
    first: str
    second: str
    effect: Effect | None

    @property
    def missing(self) -> bool:
        """Whether it is not stored."""
        return isinstance(self.node, Missing)

    @property
    def title(self) -> str:
        """What it is about, or how it is cited."""
        return _title_of(self.node)


@dataclass(frozen=True, slots=True)
class Related:
    """A document of a list, with whether it is sure that it is meant."""

    key: str
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class Relations:
    """The documents that stand to one document in one relation: it cites them, or with `citing` they cite it."""

    kind: str
    citing: bool
    documents: list[Related] = field(default_factory=list)


def describe_cards(
    graph: Graph, effects: Mapping[str, list[Effect]], kind_of: Callable[[str | None], str]
) -> dict[str, CardText]:
    """The words of all nodes; `kind_of` names types of documents."""
    cards = {}
    for key, node in graph.nodes.items():
        name, title = document_name(node), _title_of(node)
        second = title if title and title not in name else node.issuer or kind_of(node.doc_type)
        effect = next(iter(effects.get(key, ())), None)
        cards[key] = CardText(node, fit_text(name, _TEXT * BOLD), fit_text(" ".join(second.split()), _TEXT), effect)
    return cards


def list_ties(edges: Iterable[Edge]) -> list[Tie]:
    """Edges as they are drawn."""
    return [Tie(edge.source, edge.target, edge.relation, edge.status) for edge in edges if edge.source != edge.target]


def list_relations(centre: str, ties: Iterable[Tie]) -> list[Relations]:
    """The documents that are tied to one document, by relation; first what it cites."""
    lists = {(citing, kind): Relations(kind, citing) for citing in (False, True) for kind in LEGEND}
    for tie in ties:
        if centre in (tie.source, tie.target):
            citing = tie.target == centre
            other = Related(tie.source if citing else tie.target, tie.status == "ambiguous")
            if other not in lists[citing, tie.kind].documents:
                lists[citing, tie.kind].documents.append(other)
    return [one for one in lists.values() if one.documents]


def list_others(centre: str, ties: Iterable[Tie]) -> dict[str, list[Relations]]:
    """The relations in which a document has no part: by the one that is cited, what cites it."""
    others = [tie for tie in ties if centre not in (tie.source, tie.target)]
    return list_citing(dict.fromkeys(tie.target for tie in others), others)


def list_citing(cited: Iterable[str], ties: Iterable[Tie]) -> dict[str, list[Relations]]:
    """By each of these documents, what cites it."""
    every = list(ties)
    return {key: list_relations(key, [tie for tie in every if tie.target == key]) for key in cited}


def _title_of(node: Head | Missing) -> str:
    return (node.title if isinstance(node, Head) else node.name) or ""
