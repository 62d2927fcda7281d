"""The blocks of one part in order: what each of them charges, and what holds for those behind it."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from vbparse.blocks import Para
from vbparse.fields import headings, leads, matters
from vbparse.fields.actor_lists import Actors
from vbparse.fields.bullets import Bullets
from vbparse.fields.charges import TRAILING
from vbparse.fields.committees import name_in_full, tells_leader
from vbparse.fields.executions import read_execution
from vbparse.fields.headings import Context
from vbparse.fields.items import LEAST_WORDS, Item, find_wording, leave_out_requirements
from vbparse.fields.paragraphs import ParagraphCharger
from vbparse.fields.sentences import LISTS_OBJECTS
from vbparse.fields.slots import Values, merge_values
from vbparse.fields.statements import is_statement
from vbparse.language.cues import build_cue
from vbparse.structure.tree import Node
from vbparse.text import Span

_OPENING = 60
"""Letters of an item in which its verb of duty stands."""
_COUNTS = build_cue(
    r"(?<![\p{L}\d])(?:\d{1,3}|hai|ba|bốn|năm|các) (?:\p{L}+ ){0,4}\p{L}+ ?:?$",
    examples=["gặp các hộ tại 03 dự án", "kiểm tra tại hai điểm:"],
    rejects=["Rà soát hồ sơ"],
)
"""The end of a heading whose object is listed behind its colon."""
_LEAST_BLANKS = 3
"""Blanks of a heading that names a task with its object: four words."""


class BlockWalk:
    """One walk over the blocks of a part, behind the `items` that its heading made. Afterwards `context` is what holds
    for the parts below, where a lead line has changed it, and `items` are those of the part."""

    def __init__(self, charger: ParagraphCharger, node: Node, context: Context, items: list[Item]) -> None:
        self.charger = charger
        self.maker = charger.maker
        self.view = charger.view
        self.parser = charger.parser
        self.node = node
        self.context = context
        self.items = items
        self.paras = self._merge_heading()
        self._bullets = Bullets(self.view, self.parser)
        self._roll: dict[Span, Actors] = {}
        self._fields: Values = {}
        self._above: Context | None = None
        """The context before a line that leads to bullets of another mark than `_mark`."""
        self._mark = ""

    def run(self) -> None:
        bodies = [para.body for para in self.paras if para.table is None]
        self._roll = headings.read_roll_call(self.view, self.parser, bodies, self.context)
        self.charger.alike |= self.maker.tails.split_alike(bodies)
        for i, para in enumerate(self.paras):
            if self._above and self._ends_bullets(para):
                self._restore()
            alone = (self.node.runs_in and i == 0) or para.body in self.charger.alike
            values = None if alone else self.maker.slots.read_line(para)
            if values is None and self._fields:
                values = self.maker.slots.read_time_line(para)
            if values is not None:
                merge_values(self._fields, values)
                continue
            self._fill()
            if not self._tells_leader(i, para.body):
                self._read_block(i, para)
        self._fill()
        self._restore()
        if self.context.strong and not self.context.quiet:
            self.maker.unassigned += [item.body for item in self.items if self._seems_unassigned(item)]

    def _seems_unassigned(self, item: Item) -> bool:
        """Whether an item that charges nobody opens with a verb of duty, or with a body that does something."""
        start, end = item.body
        if item.made or self.view[end - 1] == ":" or self.maker.slots.read_fields(item.body):
            return False
        if self.parser.action_at(start) is not None:
            return True
        opened = self.parser.read_actors(start, end)
        if opened is None and self._stands_among_charges(item):
            return True
        if opened is None or not self.view[opened.span.end : end].strip(" .;"):
            return False
        return not is_statement(self.view, Span(opened.span.end, end), of_group=True)

    def _stands_among_charges(self, item: Item) -> bool:
        """Whether most items beside one that names no known body charge somebody, and it holds a verb of duty too."""
        if 2 * sum(bool(one.made) for one in self.items) <= len(self.items) - 1:
            return False
        start, end = item.body
        if self.view.count(" ", start, end) < LEAST_WORDS or headings.NO_BODY.match(self.view, start, end):
            return False
        opening = range(start + 1, min(end, start + _OPENING))
        return self.view[start].isupper() and any(
            self.parser.action_at(at) for at in opening if self.view[at - 1] == " "
        )

    def _fill(self) -> None:
        """Give the items above what the field lines behind them say."""
        if "lead" in self._fields and self._explains_heading():
            self.items[0].body = self.node.heading or self.items[0].body
        elif "lead" in self._fields and not (self.node.heading and self.node.runs_in):
            self.items = leave_out_requirements(self.maker, self.items, self.node.heading, self.context.path)
        self.charger.fill_items(self._fields, self.node, self.items, self.context)
        self._fields = {}

    def _explains_heading(self) -> bool:
        """Whether one paragraph between a heading and the fields below it only says more of the task in the heading; to
        a heading that is no more than a verb ("Tập huấn") it says what is to be done."""
        node = self.node
        if len(self.items) != 1 or self.items[0].made or node.heading is None or node.runs_in or node.children:
            return False
        plain = all(para.kind == "paragraph" for para in self.paras if para.body == self.items[0].body)
        verb = self.parser.action_at(node.heading.start)
        return plain and verb is not None and bool(self.view[verb.end : node.heading.end].strip(" .:"))

    def _restore(self) -> None:
        self.context, self._above, self._mark = self._above or self.context, None, ""

    def _read_block(self, i: int, para: Para) -> None:
        follows = self.paras[i + 1] if i + 1 < len(self.paras) else None
        context = self.context
        if para.table is not None:
            self.charger.charge_rows(para, context)
            self.items = []
        elif context.actors and headings.opens_criteria(self.view, para, follows):
            self._lead_to_bullets(para, replace(context, actors=None, quiet=True), follows)
        elif matters.opens_conditions(self.view, para.body):
            self._lead_to_conditions(para, follows)
        elif led := leads.read_lead_line(self.view, self.parser, para, follows, self.node):
            self.context = replace(context, actors=name_in_full(self.view, led, context.actors))
        elif (
            context.actors
            and follows
            and self._opens_parts(para, follows)
            and (
                leads.advises_below(self.view, self.parser, para.body, follows.body)
                or headings.is_content(self.view, para.body)
                or leads.opens_case(self.view, para.body)
            )
        ):
            self._bullets.is_part(para, follows)
            self._lead_to_bullets(para, context, follows)
        elif lead := self._read_lead_sentence(i):
            own = self.maker.text.trim(Span(para.body.start, lead.end))
            made = self.charger.charge_paragraph(own, context) if own else []
            self.items.append(Item(para.body, context.path, made))
            led = name_in_full(self.view, lead.actors, context.actors)
            self._lead_to_bullets(para, replace(context, actors=led), follows)
        elif not context.quiet and leads.assigns_below(self.view, self.parser, para.body):
            self._lead_to_bullets(para, replace(context, actors=None, strong=True), follows)
        elif not self._bullets.is_part(para, follows) or self._mark or self._charges_itself(para.body):
            if para.body in self._roll:
                context = replace(context, actors=self._roll[para.body])
                colon = self.view.index(":", para.body.start)
                para = replace(para, body=self.maker.text.trim(Span(colon + 1, para.body.end)))
            self.items.append(self._charge_item(para, follows, context))
        elif context.strong and not context.quiet and self.maker.reader.opens_with_body(para.body):
            self.items.append(Item(para.body, context.path, self.charger.charge_paragraph(para.body, context)))

    def _tells_leader(self, i: int, line: Span) -> bool:
        """Whether a line above the tasks of a committee only says who leads it."""
        actors = self.context.actors if i + 1 < len(self.paras) else None
        return actors is not None and tells_leader(self.view, actors, line)

    def _lead_to_bullets(self, para: Para, context: Context, follows: Para | None) -> None:
        """Let a context hold up to the end of the bullets behind a line, or for the parts below where none stand."""
        self._above = self.context if follows else None
        self._mark = self._bullet_mark(para)
        self.context = context

    def _lead_to_conditions(self, para: Para, follows: Para | None) -> None:
        """Conditions stand in the bullets behind a line, or, where these have headings, in all that follows."""
        if self.parser.action_at(para.body.start):  # a task with what its object must be
            self.items.append(self._charge_item(para, None, self.context))
        quiet = replace(self.context, actors=None, quiet=True, classifies=True)
        if follows and follows.kind != "bullet":
            self.context = quiet
        else:
            self._lead_to_bullets(para, quiet, follows)

    def _opens_parts(self, para: Para, follows: Para | None) -> bool:
        """Whether a bullet ends in a colon above bullets of another mark."""
        if follows is None or follows.kind != "bullet" or self.view[para.body.end - 1] != ":":
            return False
        return self._bullet_mark(para) not in ("", self._bullet_mark(follows))

    def _bullet_mark(self, para: Para) -> str:
        return self.view[para.span.start] if para.kind == "bullet" else ""

    def _ends_bullets(self, para: Para) -> bool:
        """Whether a paragraph stands behind the bullets that a line leads to; behind criteria also a body that acts."""
        if para.kind != "bullet" or self._bullet_mark(para) == self._mark:
            return True
        return self.context.quiet and not self.context.classifies and self._opens_with_charge(para.body)

    def _charge_item(self, para: Para, follows: Para | None, context: Context) -> Item:
        announces = context.actors and leads.is_announcement(self.view, para, follows)
        made = [] if announces else self.charger.charge_with_end(para.body, self.node, context)
        return Item(para.body, context.path, made)

    def _read_lead_sentence(self, i: int) -> leads.Lead | None:
        """What a paragraph leads to: the bullets behind it, or the parts below; a bullet leads to those of another
        mark."""
        para = self.paras[i]
        if self.context.quiet or not leads.leads_below(self.view, para.body):
            return None
        mark = self._bullet_mark(para)
        following = (self.paras[j] for j in range(i + 1, len(self.paras)))
        led = takewhile(lambda other: other.kind == "bullet" and self.view[other.span.start] != mark, following)
        below = [other.body for other in led]
        if not below and i + 1 == len(self.paras) and not mark:
            below = [find_wording(child) for child in self.node.children]
        return leads.read_lead_sentence(self.view, self.maker.reader, para.body, below)

    def _charges_itself(self, body: Span) -> bool:
        """Whether a bullet below another says itself who acts, so that it is no part of that other."""
        return self._opens_with_charge(body) or (
            not self.context.actors and (body in self.charger.alike or self.maker.tails.split_task(body) is not None)
        )

    def _opens_with_charge(self, body: Span) -> bool:
        """Whether a bullet opens with a body that does something."""
        actors = self.parser.read_actors(*body)
        return actors is not None and actors.stop == "action" and self.view[body.start].isupper()

    def _merge_heading(self) -> list[Para]:
        """The blocks; a heading that the text behind it goes on with is one with it."""
        node = self.node
        if not (node.paras and node.heading):
            return node.paras
        sentence = node.heading.cover(node.paras[0].span)
        runs_on = (
            sentence in self.charger.alike
            or headings.heading_runs_on(self.view, self.parser, node)
            or self._lists_objects(sentence)
            or read_execution(self.maker.reader, sentence)
        )
        if runs_on or self._tells_how(sentence) or self._ends_in_doers(sentence):
            return [Para(sentence, sentence), *node.paras[1:]]
        return node.paras

    def _lists_objects(self, whole: Span) -> bool:
        """Whether a heading is a task done for so many bodies, and the text behind its colon names them: "Cấp đất cho
        02 hội: Hội A; Hội B để xây trụ sở"."""
        lists = LISTS_OBJECTS.match(self.view, *whole) if self.node.runs_in else None
        named = self.parser.read_actors(lists.end(), whole.end) if lists else None
        return named is not None and len(named.items) > 1 and self.parser.action_at(whole.start) is not None

    def _tells_how(self, whole: Span) -> bool:
        """Whether a heading is a task of the body above, and the words behind its colon, in small letters, say how it
        is done: "c) Quản lý chặt việc đốt nương: lập danh sách …"."""
        heading, text = self.node.heading, self.node.paras[0].body
        above = self.context.actors
        if not self.node.runs_in or heading is None or above is None or above.span.start >= heading.start:
            return False
        long_enough = self.view.count(" ", *heading) >= _LEAST_BLANKS
        lists = _COUNTS.search(self.view, *heading) and self.parser.action_at(text.start) is None
        return (
            long_enough
            and bool(lists or self.view[text.start : text.start + 1].islower())
            and self.parser.action_at(whole.start) is not None
        )

    def _ends_in_doers(self, whole: Span) -> bool:
        """Whether a heading is a task, and the text behind its colon says who does it until when, and else no more than
        what it is done to."""
        node = self.node
        if not node.runs_in or node.heading is None:
            return False
        begins = self.parser.action_at(node.heading.start) is not None
        if begins and self.maker.slots.is_time(node.paras[0].body):
            return True
        if tail := self.maker.tails.split_task(whole) if begins else None:
            colon = self.view.find(":", node.heading.end - 1, whole.end)
            return tail[0].end <= node.heading.end or leads.lists_its_object(self.view, Span(whole.start, colon + 1))
        charges = [charge for _, charge in self.maker.reader.read_charges(whole, strong=False)]
        return len(charges) == 1 and charges[0].rule == TRAILING and charges[0].task.end <= node.heading.end
