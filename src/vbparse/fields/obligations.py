"""Obligations: who does what by when, with whom, over the outline.

One obligation stands for one item: a numbered paragraph, a bullet or a row of a task table. Under a heading (or a lead
line ended by a colon) that names a body, each item is one obligation of that body, unless the item names its own.
Lines such as "- Đơn vị chủ trì: …", "- Thời gian thực hiện: …" fill the items above them.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from vbparse.blocks import Para
from vbparse.fields import headings, leads, tasktables
from vbparse.fields.actors import Actors, is_same_body
from vbparse.fields.bullets import Bullets
from vbparse.fields.charges import LEAD_IN, Charge
from vbparse.fields.headings import Context
from vbparse.fields.items import Item, charge_items, find_last_words, find_wording
from vbparse.fields.making import Maker
from vbparse.fields.slots import Values, merge_values
from vbparse.fields.tails import Tail
from vbparse.patterns import Cue
from vbparse.schema import Obligation
from vbparse.structure.tree import Node
from vbparse.text import Span

_MAIN_CLAUSE = Cue(r"(?:(?<!\w)thì|,)\s+", examples=[" thì tiếp tục", ", tiếp tục"], rejects=[" thìa"])
# Under its own heading, to ask or invite others is the body's own task.
_OWN_REQUEST = ("assigned:mời", "assigned:yêu cầu", "assigned:đề nghị")
_FORBIDS = "Không "
"""Begins a task that forbids."""
_LEAST_CONDITION, _LONG_CONDITION = 40, 120
"""Letters of a condition: behind the first number a task may begin; from the second on it is no part of the task."""


def find_obligations(maker: Maker, root: Node, prefix: str | None = None) -> list[Obligation]:
    """All obligations of an outline in reading order; `prefix` is the path of the attachment it belongs to."""
    return _OutlineWalk(maker, prefix).run(root)


class _OutlineWalk:
    """One walk over an outline."""

    def __init__(self, maker: Maker, prefix: str | None) -> None:
        self.maker = maker
        self.view = maker.text.view
        self.parser = maker.parser
        self.prefix = prefix
        self.found: list[Obligation] = []
        self.alike: dict[Span, Tail] = {}
        """Items of lists that end alike, in the names of those who act."""

    def run(self, root: Node) -> list[Obligation]:
        numbered = any(c.label for c in root.children)
        reports = self.maker.sender.is_report
        context = Context(self._full_path(None), quiet=reports, reports=reports)
        self._walk_items(root, context, [])
        called = leads.find_asked_above(self.view, self.parser, root)
        for child in root.children:
            if child.label:
                lead = called if called and self._opens_with_task(child) else None
                self._walk_part(child, replace(context, actors=lead, asked=True) if lead else context)
            elif child.kind == "closing" or not numbered:
                closing = child.kind == "closing"
                self._walk_items(child, replace(context, strong=closing, quiet=context.quiet and not closing), [])
        return self.found

    def _full_path(self, path: str | None) -> str | None:
        if self.prefix is None:
            return path or None
        return f"{self.prefix}/{path}" if path else self.prefix

    def _opens_with_task(self, node: Node) -> bool:
        """Does a numbered item of a list, and no heading of a part, begin with a verb of duty?"""
        start = node.heading or (node.paras[0].body if node.paras else None)
        listed = node.label is not None and node.label.style in ("decimal1", "number-paren", "letter")
        if not listed or start is None:
            return False
        return self.parser.action_at(start.start) is not None or self.view.startswith(_FORBIDS, start.start)

    def _walk_part(self, node: Node, above: Context, called: Actors | None = None) -> list[Item]:
        """Walk a part and those below it; its items: the parts below it, else its paragraphs."""
        context = headings.context_below(self.view, self.parser, node, self._full_path(node.path), above)
        if called:
            context = replace(context, actors=called)
        made_before = len(self.found)
        only_fields = not node.children and all(self.maker.slots.read_line(para) for para in node.paras)
        items: list[Item] = []
        if node.heading and only_fields:
            here = replace(context, actors=None if node.paras else above.actors)  # or the fields say who acts
            made = self._sentence_with_fields(node.heading, node, here)
            items = [Item(node.heading, context.path, made)] if made else []
        context = self._read_heading_sentence(node, context, above)
        context, items = self._walk_items(node, context, items)
        roll = self._read_roll_call([c.heading for c in node.children if c.heading and c.runs_in], context)
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
        if lead is None and not (actors and leads.lists_its_object(self.view, heading)):
            return context
        own = self.maker.text.trim(Span(heading.start, lead.end if lead else heading.end))
        if own:
            self._charge_paragraph(own, replace(context, actors=above.actors))
        return replace(context, actors=lead.actors if lead else None)

    def _walk_children(self, node: Node, context: Context, roll: dict[Span, Actors]) -> list[Item]:
        """Walk the parts below one. A part that is a labelled value ("2. Cơ quan thực hiện", "c) Thời gian: …") fills
        those before it."""
        items: list[Item] = []
        content: list[Item] = []
        fields: Values = {}
        self.alike |= self.maker.tails.split_alike([find_last_words(child) for child in node.children])
        for child in node.children:
            values = self.maker.slots.read_node(child)
            if values is not None and (content or not items):
                merge_values(fields, values)
                continue
            if fields:
                self._fill_items(fields, node, content or items, context)
                content, fields = [], {}
            made_before = len(self.found)
            inner = self._walk_part(child, context, roll.get(child.heading) if child.heading else None)
            item = Item(find_wording(child), self._full_path(child.path), self.found[made_before:])
            items.append(item)
            if not headings.is_quiet(self.view, child):
                content += inner if headings.holds_content(self.view, child) else [item]
        self._fill_items(fields, node, content or items, context)
        return items

    def _read_roll_call(self, spans: list[Span], context: Context) -> dict[Span, Actors]:
        """The bodies that are known by their place in a list of charged ones alone."""
        return headings.read_roll_call(self.view, self.parser, spans) if context.strong and not context.quiet else {}

    def _walk_items(self, node: Node, context: Context, items: list[Item]) -> tuple[Context, list[Item]]:
        """The blocks of one part in order, behind the items that its heading made; returns what holds for the parts
        below, where a lead line has changed it, and the items."""
        bullets = Bullets(self.view, self.parser)
        paras = self._merge_heading(node)
        bodies = [para.body for para in paras if para.table is None]
        roll = self._read_roll_call(bodies, context)
        self.alike |= self.maker.tails.split_alike(bodies)
        above_bullets: Context | None = None
        leading_mark = ""
        fields: Values = {}
        for i, para in enumerate(paras):
            follows = paras[i + 1] if i + 1 < len(paras) else None
            if above_bullets and self._ends_bullets(para, leading_mark, context):
                context, above_bullets, leading_mark = above_bullets, None, ""
            alone = (node.runs_in and i == 0) or para.body in self.alike
            values = None if alone else self.maker.slots.read_line(para)
            if values is not None:
                merge_values(fields, values)
                continue
            self._fill_items(fields, node, items, context)
            fields = {}
            if para.table is not None:
                self._charge_rows(para, context)
                items = []
            elif context.actors and headings.opens_criteria(self.view, para, follows):
                above_bullets, leading_mark = context, self._bullet_mark(para)
                context = replace(context, actors=None, quiet=True)
            elif led := leads.read_lead_line(self.view, self.parser, para, follows, node):
                context = replace(context, actors=led)
            elif lead := self._read_lead_sentence(paras, i, node, context):
                own = self.maker.text.trim(Span(para.body.start, lead.end))
                made = self._charge_paragraph(own, context) if own else []
                items.append(Item(para.body, context.path, made))
                above_bullets = context if follows else None
                leading_mark = self._bullet_mark(para)
                context = replace(context, actors=lead.actors)
            elif not bullets.is_part(para, follows) or leading_mark or self._opens_with_charge(para.body):
                here = replace(context, actors=roll[para.body]) if para.body in roll else context
                items.append(self._charge_item(para, follows, node, here))
            elif context.strong and not context.quiet and self.maker.reader.opens_with_body(para.body):
                items.append(Item(para.body, context.path, self._charge_paragraph(para.body, context)))
        self._fill_items(fields, node, items, context)
        return above_bullets or context, items

    def _bullet_mark(self, para: Para) -> str:
        return self.view[para.span.start] if para.kind == "bullet" else ""

    def _ends_bullets(self, para: Para, leading_mark: str, context: Context) -> bool:
        """Whether a paragraph stands behind the bullets that a line leads to; behind criteria also a body that acts."""
        if para.kind != "bullet" or self._bullet_mark(para) == leading_mark:
            return True
        return context.quiet and self._opens_with_charge(para.body)

    def _charge_item(self, para: Para, follows: Para | None, node: Node, context: Context) -> Item:
        announces = context.actors and leads.is_announcement(self.view, para, follows)
        made = [] if announces else self._sentence_with_fields(para.body, node, context)
        return Item(para.body, context.path, made)

    def _read_lead_sentence(self, paras: list[Para], i: int, node: Node, context: Context) -> leads.Lead | None:
        """What a paragraph leads to: the bullets behind it, or the parts below; a bullet leads to those of another
        mark."""
        para = paras[i]
        if context.quiet or not leads.leads_below(self.view, para.body):
            return None
        mark = self._bullet_mark(para)
        led = takewhile(lambda other: other.kind == "bullet" and self.view[other.span.start] != mark, paras[i + 1 :])
        below = [other.body for other in led]
        if not below and i + 1 == len(paras) and not mark:
            below = [find_wording(child) for child in node.children]
        return leads.read_lead_sentence(self.view, self.maker.reader, para.body, below)

    def _opens_with_charge(self, body: Span) -> bool:
        """Whether a bullet below another opens with a body that does something, so that it is no part of that other."""
        actors = self.parser.read_actors(*body)
        return actors is not None and actors.stop == "action" and self.view[body.start].isupper()

    def _sentence_with_fields(self, body: Span, node: Node, context: Context) -> list[Obligation]:
        """The obligations of a paragraph, with the fields or the bracket that end it."""
        tail = self.maker.slots.split_tail(body)
        if tail is None and not context.quiet:
            tail = self.alike.get(body) or self.maker.tails.split_task(body)
        if tail is None:
            return self._charge_paragraph(body, context)
        here = replace(context, actors=None) if "lead" in tail[1] else context
        item = Item(tail[0], context.path, self._charge_paragraph(tail[0], here))
        self._fill_items(tail[1], node, [item], context)
        return item.made

    def _merge_heading(self, node: Node) -> list[Para]:
        """The blocks; a heading that the text behind it goes on with is one with it."""
        if not (node.paras and node.heading and headings.heading_runs_on(self.view, self.parser, node)):
            return node.paras
        whole = node.heading.cover(node.paras[0].span)
        return [Para(whole, whole), *node.paras[1:]]

    def _charge_paragraph(self, body: Span, context: Context) -> list[Obligation]:
        """The obligations of one paragraph."""
        charges = self.maker.reader.read_charges(body, strong=context.strong and not context.quiet)
        heir = None if context.quiet else context.actors
        if context.quiet:
            charges = [(i, c) for i, c in charges if c.rule == "assigned:giao"]
        elif heir and not context.asked and any(a.label != "unit" for a in heir.items):
            charges = [(i, c) for i, c in charges if i > 0 or c.rule not in _OWN_REQUEST]
        if heir:
            charges = [(i, c) for i, c in charges if i > 0 or not self._is_role(c, heir)]
        obligations: list[Obligation] = []
        if heir and not (charges and charges[0][0] == 0 and not is_same_body(self.view, charges[0][1].actors, heir)):
            obligations += self._charge_heir(body, heir, charges, context)
        for _, charge in charges:
            if obligations and heir and is_same_body(self.view, charge.actors, heir):
                self.maker.add_partners(obligations[0], charge.cooperating)
            elif obligation := self.maker.from_charge(charge, context.path):
                obligations.append(obligation)
        self.found += obligations
        return obligations

    def _is_role(self, charge: Charge, heir: Actors) -> bool:
        """ "Ông X: Trưởng ban, điều hành chung" names the person's part, "Phân công cán bộ theo dõi …" whom a body
        sends: neither is another body."""
        first = charge.actors.items[0]
        part = heir.items[0].person is not None and first.label == "post" and charge.rule == "subject"
        sent = charge.rule == "assigned:phân công" and first.label == "people" and self.view[first.span.start].islower()
        return part or sent

    def _charge_heir(
        self, body: Span, heir: Actors, found: list[tuple[int, Charge]], context: Context
    ) -> list[Obligation]:
        """The item in the charge of the body that the heading names, up to where another body is charged; none where
        it says no task."""
        opened = self.parser.read_actors(*body) if not found else None
        if opened and opened.stop == "action" and self.view[opened.span.start].isupper():
            return []  # what is said of another body, and charges it with nothing
        end = min(
            (c.actors.span.start for _, c in found if not is_same_body(self.view, c.actors, heir)), default=body.end
        )
        named = found[0][1] if found and found[0][0] == 0 else None
        start = named.task.start if named and named.rule.endswith("lead-in") else self._find_main_clause(body)
        charge = Charge(heir, Span(start, end), "inherited", Span(body.start, end))
        self.maker.reader.fill_partners(charge, within=False)
        obligation = self.maker.from_charge(replace(charge, task=Span(start, end)), context.path, inherited=True)
        return [obligation] if obligation else []

    def _find_main_clause(self, span: Span) -> int:
        """Where the task begins behind a long condition: "Đối với … thì tiếp tục thực hiện …"."""
        if LEAD_IN.match(self.view, *span):
            for match in _MAIN_CLAUSE.finditer(self.view, span.start + _LEAST_CONDITION, span.end):
                if self.parser.action_at(match.end()):
                    return match.end() if match.end() > span.start + _LONG_CONDITION else span.start
        return span.start

    def _fill_items(self, values: Values, node: Node, items: list[Item], context: Context) -> None:
        """Give the items above a field what it says; items that no body was charged with get its lead."""
        if not values:
            return
        lead, partners = self.maker.slots.read_who(values.get("lead", []))
        if lead:
            if not items and node.heading and not headings.is_caption(self.view, node):
                items.append(Item(node.heading, context.path))
            self.found += charge_items(self.maker, items, lead)
        made = [o for item in items for o in item.made]
        if not made:
            made = [o for o in self.found if o.section == context.path and o.due is None]
        for obligation in made:
            self.maker.add_partners(obligation, partners)
            self.maker.fill_from_lines(obligation, values)

    def _charge_rows(self, para: Para, context: Context) -> None:
        assert para.table is not None
        for row in tasktables.read_rows(self.maker.slots, para.table):
            path = context.path
            if self.prefix is not None:
                path = f"{self.prefix}/{row.path}" if path == self.prefix else f"{path}.{row.path}"
            obligation = self.maker.from_row(row, path)
            if obligation:
                self.found.append(obligation)
