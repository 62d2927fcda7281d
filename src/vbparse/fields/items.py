"""The items of a part, and how a field that stands outside of them gives them the body that acts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from vbparse.fields.actor_lists import Actors
from vbparse.fields.clauses import Charge
from vbparse.fields.making import Maker
from vbparse.schema import Obligation
from vbparse.structure.tree import Node
from vbparse.text import Span

_OPENING = 40
"""Letters of an item in which the body stands that it opens with, behind "Giao" or "Trên cơ sở …"."""


@dataclass(slots=True)
class Item:
    """An item of a part, with the path of the part it stands in, and what it charged so far; fields below fill it."""

    body: Span
    path: str | None
    made: list[Obligation] = field(default_factory=list)


def find_wording(node: Node) -> Span:
    """The words of a numbered item: its first paragraph, and the heading that runs into it."""
    if node.heading and node.runs_in and node.paras:
        return node.heading.cover(node.paras[0].body)
    return node.heading or (node.paras[0].body if node.paras else node.span)


def find_last_words(node: Node) -> Span:
    """The words of a numbered item that may end in who acts: its text behind a heading in the same line."""
    return node.paras[0].body if node.runs_in and node.paras else find_wording(node)


def charge_items(maker: Maker, items: list[Item], lead: Actors) -> list[Obligation]:
    """Charge the bodies of a field with the items that name none at their start; returns the new obligations, which the
    items have taken over."""
    obligations: list[Obligation] = []
    for item in items:
        if any(_opens_with(item, obligation) for obligation in item.made):
            continue
        charge = Charge(lead, item.body, "field-line", item.body)
        maker.reader.fill_partners(charge, within=False)
        obligation = maker.from_charge(replace(charge, task=item.body), item.path, inherited=True)
        if obligation:
            item.made.insert(0, obligation)
            obligations.append(obligation)
    return obligations


def _opens_with(item: Item, obligation: Obligation) -> bool:
    """Whether an item names the body at its start, or gives its task to nobody else than one that was found."""
    at = obligation.span[0] if obligation.span else item.body.start
    return not item.body.start + _OPENING < at < item.body.end
