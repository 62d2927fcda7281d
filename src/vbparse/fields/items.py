"""The items of a part, and how a field that stands outside of them gives them the body that acts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from vbparse.fields.actor_lists import Actors
from vbparse.fields.clauses import Charge
from vbparse.fields.making import Maker
from vbparse.language.cues import build_cue
from vbparse.schema import Obligation
from vbparse.structure.tree import Node
from vbparse.text import Span

_OPENING = 40
"""Letters of an item in which the body stands that it opens with, behind "Giao" or "Trên cơ sở …"."""
_REQUIRES = build_cue(
    r"(?i:bảo đảm|đảm bảo)(?! (?:an ninh|an toàn|trật tự|kinh phí|hậu cần|giao thông|y tế|nguồn|vệ sinh)(?!\w))"
    r"|(?:Việc|Nguyên tắc|Yêu cầu|Phương châm|Tiêu chí|Đa dạng)(?!\w)",
    examples=["Bảo đảm đúng tiến độ", "Việc cấp phát công khai", "Nguyên tắc xử lý đơn: đúng luật"],
    rejects=["Bảo đảm an ninh trật tự", "Đảm bảo kinh phí", "Phát 2.000 tờ rơi"],
    at="start",
)
_MUST = build_cue(
    r"[^.;:]{3,120}? phải(?!\w)", examples=["Vật tư phải có nguồn gốc"], rejects=["Phát 2.000 tờ rơi"], at="start"
)
"""Behind words that are no verb of duty: what the things of a task must be."""
LEAST_WORDS = 5
"""Blanks of a task with its object."""


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


def leave_out_requirements(maker: Maker, items: list[Item], heading: Span | None, path: str | None) -> list[Item]:
    """Items above a field that says who acts, where a heading or the first words of a numbered item are the task and
    others say what it must be like ("Bảo đảm đúng tiến độ", "Việc cấp phát phải công khai"): the task, and the rest."""
    first = heading or (items[0].body if items else None)
    if first is None or not _says_task(maker, first) or maker.text.view.count(" ", *first) < LEAST_WORDS:
        return items
    tasks = [item for item in items if item.body == first or item.made or not _requires(maker, item.body)]
    if len(tasks) == len(items):
        return items
    return tasks if any(item.body == first for item in tasks) else [Item(first, path), *tasks]


def _says_task(maker: Maker, body: Span) -> bool:
    """Whether words open with a verb of duty, and not with what a task must be like."""
    return maker.parser.action_at(body.start) is not None and not _REQUIRES.match(maker.text.view, *body)


def _requires(maker: Maker, body: Span) -> bool:
    """Whether words say what a task, or the things it needs, must be like."""
    view = maker.text.view
    must = _MUST.match(view, *body) if maker.parser.action_at(body.start) is None else None
    return bool(must or _REQUIRES.match(view, *body))
