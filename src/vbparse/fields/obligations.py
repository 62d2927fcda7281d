"""Obligations: who does what by when, with whom, over the outline.

One obligation stands for one item: a numbered paragraph, a bullet or a row of a task table. Under a heading (or a lead
line ended by a colon) that names a body, each item is one obligation of that body, unless the item names its own.
Lines such as "- Đơn vị chủ trì: …", "- Thời gian thực hiện: …" fill the items above them.
"""

from __future__ import annotations

from dataclasses import replace

from vbparse.fields import headings, leads, matters
from vbparse.fields.actor_lists import Actors
from vbparse.fields.headings import Context
from vbparse.fields.items import Item, find_last_words, find_wording
from vbparse.fields.making import Maker
from vbparse.fields.paragraphs import ParagraphCharger
from vbparse.fields.part_blocks import BlockWalk
from vbparse.fields.slots import Values, merge_values
from vbparse.language.landmarks.attached import is_form
from vbparse.schema import Obligation
from vbparse.structure.tree import Node
from vbparse.text import Span

_FORBIDS = "Không "
"""Begins a task that forbids."""


def find_obligations(maker: Maker, root: Node, prefix: str | None = None) -> list[Obligation]:
    """All obligations of an outline in reading order; `prefix` is the path of the attachment it belongs to."""
    return _OutlineWalk(maker, prefix).run(root)


def _part_time(node: Node) -> tuple[Node, Node | None]:
    """A numbered part in two, where paragraphs follow the one of its label: that may be a time alone."""
    below = node.paras[1:]
    if not node.runs_in or node.children or not below or any(para.kind != "paragraph" for para in below):
        return node, None
    return replace(node, paras=node.paras[:1]), replace(node, heading=None, paras=below, runs_in=False)


class _OutlineWalk:
    """One walk over an outline."""

    def __init__(self, maker: Maker, prefix: str | None) -> None:
        self.maker = maker
        self.view = maker.text.view
        self.parser = maker.parser
        self.charger = ParagraphCharger(maker, prefix)
        self.found = self.charger.found

    def run(self, root: Node) -> list[Obligation]:
        numbered = any(c.label for c in root.children)
        reports = self.maker.sender.is_report
        form = self.charger.prefix is not None and is_form(self.view, root.span)
        context = Context(self.charger.full_path(None), quiet=reports or form, reports=reports)
        self._walk_blocks(root, context, [])
        above = leads.find_lead_above(self.view, root)
        called = leads.find_asked(self.view, self.parser, above) if above else None
        assigns = above is not None and leads.assigns_below(self.view, self.parser, above)
        below = replace(context, strong=assigns)
        for child in root.children:
            if child.label:
                lead = called if called and self._opens_with_task(child) else None
                self._walk_part(child, replace(below, actors=lead, asked=True) if lead else below)
            elif child.kind == "closing" or not numbered:
                closing = child.kind == "closing"
                self._walk_blocks(child, replace(context, strong=closing, quiet=context.quiet and not closing), [])
        return self.found

    def _opens_with_task(self, node: Node) -> bool:
        """Whether a numbered item of a list, and no heading of a part, begins with a verb of duty."""
        start = node.heading or (node.paras[0].body if node.paras else None)
        listed = node.label is not None and node.label.style in ("decimal1", "number-paren", "letter")
        if not listed or start is None:
            return False
        return self.parser.action_at(start.start) is not None or self.view.startswith(_FORBIDS, start.start)

    def _walk_part(self, node: Node, above: Context, called: Actors | None = None) -> list[Item]:
        """Walk a part and those below it; its items: the parts below it, else its paragraphs."""
        context = headings.context_below(self.view, self.parser, node, self.charger.full_path(node.path), above)
        named = context.actors if context.actors is not above.actors and not above.strong else None
        if named and matters.charges_nobody(self.maker.reader, node, named):
            context = replace(context, actors=above.actors, strong=above.strong)
        if called:
            context = replace(context, actors=called)
        made_before = len(self.found)
        only_fields = not node.children and all(self.maker.slots.read_line(para) for para in node.paras)
        items: list[Item] = []
        if node.heading and only_fields:
            here = replace(context, actors=None if node.paras else above.actors)  # or the fields say who acts
            made = self.charger.charge_with_end(node.heading, node, here)
            items = [Item(node.heading, context.path, made)] if made else []
        context = self._read_heading_sentence(node, context, above)
        context, items = self._walk_blocks(node, context, items)
        opened = [child.heading for child in node.children if child.heading and child.runs_in]
        roll = headings.read_roll_call(self.view, self.parser, opened, context)
        below = self._walk_children(node, context, roll)
        self._fill_period(node, self.found[made_before:])
        return below if node.children else items

    def _fill_period(self, node: Node, made: list[Obligation]) -> None:
        """ "2. Tháng 5/2026": a heading that is a time is the deadline of what stands below it."""
        heading = self.maker.slots.trim(node.heading) if node.heading else None
        if heading and self.maker.slots.is_time(heading):
            for obligation in made:
                self.maker.fill_from_lines(obligation, {"due": [heading]})

    def _read_heading_sentence(self, node: Node, context: Context, above: Context) -> Context:
        """A heading that is a whole sentence and ends in a colon is a lead sentence, with a task of its own or none."""
        heading = node.heading
        if heading is None or node.runs_in or context.quiet or self.view[heading.end - 1] != ":":
            return context
        actors = headings.read_heading_bodies(self.view, self.parser, heading)
        if actors and headings.names_only_leads(self.view, actors, heading.end):
            return context
        below = [para.body for para in node.paras if para.table is None] or [find_wording(c) for c in node.children]
        lead = leads.read_lead_sentence(self.view, self.maker.reader, heading, below)
        whole = self._is_whole_task(heading, below) or (actors and leads.lists_its_object(self.view, heading))
        if lead is None and not whole:
            return context
        own = self.maker.text.trim(Span(heading.start, lead.end if lead else heading.end))
        if own:
            self.charger.charge_paragraph(own, replace(context, actors=above.actors))
        return replace(context, actors=lead.actors if lead else None)

    def _is_whole_task(self, heading: Span, below: list[Span]) -> bool:
        """Whether a heading says what a body does, and the items below it only where or when: none of them opens with a
        verb of duty or a body."""
        opened = self.parser.read_actors(*heading)
        if opened is None or opened.stop != "action" or leads.tasks_follow(self.view, heading):
            return False
        return not any(self.parser.action_at(item.start) or self.parser.read_actors(*item) for item in below)

    def _compare_ends(self, node: Node) -> None:
        """See whether the parts below one, or all of their bullets together, end in the names of those who act."""
        bullets = [p.body for child in node.children for p in child.paras if p.table is None]
        for bodies in ([find_last_words(child) for child in node.children], bullets):
            self.charger.alike |= self.maker.tails.split_alike(bodies)
        run_in = [find_wording(child) for child in node.children if child.runs_in and len(child.paras) == 1]
        self.charger.alike |= self.maker.tails.split_at_colons(run_in)

    def _walk_children(self, node: Node, context: Context, roll: dict[Span, Actors]) -> list[Item]:
        """Walk the parts below one. A part that is a labelled value ("2. Cơ quan thực hiện", "c) Thời gian: …") fills
        those before it."""
        items: list[Item] = []
        content: list[Item] = []
        fields: Values = {}
        self._compare_ends(node)
        for child in node.children:
            labelled, rest = _part_time(child)
            values = self.maker.slots.read_node(labelled)
            if values is not None and (content or not items) and (rest is None or values.keys() == {"due"}):
                merge_values(fields, values)
                if rest:
                    self._walk_blocks(rest, replace(context, path=self.charger.full_path(child.path)), [])
                continue
            if fields:
                self.charger.fill_items(fields, node, content or items, context)
                content, fields = [], {}
            made_before = len(self.found)
            inner = self._walk_part(child, context, roll.get(child.heading) if child.heading else None)
            item = Item(find_wording(child), self.charger.full_path(child.path), self.found[made_before:])
            items.append(item)
            if not headings.is_quiet(self.view, child):
                content += inner if headings.holds_content(self.view, child) else [item]
        self.charger.fill_items(fields, node, content or items, context)
        return items

    def _walk_blocks(self, node: Node, context: Context, items: list[Item]) -> tuple[Context, list[Item]]:
        """Walk the blocks of a part; returns what holds for the parts below, and the items."""
        walk = BlockWalk(self.charger, node, context, items)
        walk.run()
        return walk.context, walk.items
