"""From charges, field lines and table rows to obligations of the schema."""

from __future__ import annotations

from dataclasses import replace

from vbparse.bodies.names import kind_of
from vbparse.edtf import is_within, parse_interval
from vbparse.fields import dues, tasktables
from vbparse.fields.actor_lists import Actor, Actors
from vbparse.fields.actors import ActorParser
from vbparse.fields.cells import read_bodies
from vbparse.fields.charges import ChargeReader
from vbparse.fields.clauses import Charge
from vbparse.fields.dates import Written
from vbparse.fields.gate.charges import Sender, is_of_agenda, is_task
from vbparse.fields.gate.names import has_letters, keep_bodies
from vbparse.fields.partners import cut_part, part_by_role
from vbparse.fields.slots import SlotReader, Values
from vbparse.fields.tails import TailReader
from vbparse.fields.time_cells import read_time_cell
from vbparse.fields.times import Timeline
from vbparse.language.cues import build_cue
from vbparse.schema import Body, Due, Obligation, span_of
from vbparse.text import Cover, Span, Text
from vbparse.vocabularies import BodyKind, Bound, Role, Rule, find_member

_COMRADE = build_cue(
    r"^(?i:đồng chí|đ/c\.?|(?:ông|bà)\.?) (?!\(|\p{Lu}\p{Ll}+(?: ?[-,(]|$))",
    examples=["đồng chí Lê Văn Tâm", "Ông. Trần Hòa"],
    rejects=["các đồng chí", "ông (bà) có tên", "Đ/c Hòa - PHT", "bà Lan"],
)
"""No part of a name, but of one that is only a given name."""


class Maker:
    """Makes the obligations of one document.

    `written` is when that was; `cited` are the stretches of citations, whose dates are no deadlines; `sender` is who
    speaks. `left_out` are the words that stood where a body is named and name none,
    `without_task` the bodies of rows that say nothing that can be done, `unassigned` the items that a walk over a part
    which assigns tasks found nobody for; what comes later may still fill them.
    """

    def __init__(
        self, text: Text, parser: ActorParser, timeline: Timeline, written: Written, cited: Cover, sender: Sender
    ) -> None:
        self.text = text
        self.sender = sender
        self.parser = parser
        self.reader = ChargeReader(text.view, parser)
        self.slots = SlotReader(text, parser, timeline)
        self.tails = TailReader(self.slots)
        self._timeline = timeline
        self._written = written
        self._cited = cited
        self.left_out: list[Span] = []
        self.without_task: list[Span] = []
        self.unassigned: list[Span] = []

    def from_charge(self, charge: Charge, section: str | None, *, inherited: bool = False) -> Obligation | None:
        """The obligation of a charge in prose; None where the gate lets no name of a body or no task through."""
        view = self.text.view
        if not is_task(view, self.parser, charge, inherited=inherited) or self.sender.states(view, charge):
            return None
        named, helpers = part_by_role(view, charge.actors)
        actors = self._keep_names(named)
        if actors is None:
            return None
        task = self.text.trim(charge.task)
        scope = charge.scope.cover(task) if charge.scope else task
        return Obligation(
            assignee_text=self.text.words(actors.span),
            assignees=self.make_bodies(actors.items),
            role=Role(charge.role),
            cooperating=self._make_partners([*helpers, *charge.cooperating]),
            task=self.text.reading(task),
            task_span=span_of(task),
            due=dues.find_deadline(self.text, self._timeline, scope, self._written, self._cited),
            section=section,
            span=span_of(actors.span),
            inherited=inherited,
            rule=Rule(charge.rule),
        )

    def from_row(self, row: tasktables.Row, section: str | None) -> Obligation | None:
        """The obligation of a row of a task table; a table without a column of bodies names them in the task."""
        cells = row.cells
        if cells.get("due") and is_of_agenda(self.text.view, cells["due"]):
            return None
        due = self._read_row_due(row)
        if not cells.get("lead"):
            tail = None if "lead" in cells else self.tails.split_task(cells["task"])
            if tail and "lead" in tail[1]:
                named = {role: spans[0] for role, spans in tail[1].items()}
                return self.from_row(replace(row, cells={**cells, **named, "task": tail[0]}), section)
            charges = [] if "lead" in cells else self.reader.read_charges(cells["task"], strong=True)
            if not charges:
                return None
            obligation = self.from_charge(charges[0][1], section)
            if obligation:
                obligation.due, obligation.rule = due or obligation.due, Rule.TABLE
            return obligation
        bodies, helpers = self.slots.read_cell(cells["lead"])
        lead = self._keep_names(bodies)
        if lead is None:
            return None
        if not has_letters(self.text.view, cells["task"]):
            self.without_task.append(lead.span)
            return None
        partners = [*helpers, *(read_bodies(self.text, self.parser, cells["coop"]).items if cells.get("coop") else [])]
        return Obligation(
            assignee_text=self.text.words(lead.span),
            assignees=self.make_bodies(lead.items),
            cooperating=self._make_partners(partners),
            task=self.text.reading(cells["task"]),
            task_span=span_of(cells["task"]),
            product=self.text.reading(cells["product"]) if cells.get("product") else None,
            product_span=span_of(cells.get("product")),
            due=due,
            section=section,
            span=span_of(lead.span),
            inherited=False,
            rule=Rule.TABLE,
        )

    def fill_from_lines(self, obligation: Obligation, values: Values) -> None:
        """Fill an obligation from the fields below it; a deadline that its own sentence sets stays."""
        leads, partners = self.slots.read_who(values.get("coop", []))
        self.add_partners(obligation, [*(leads.items if leads else []), *partners])
        if values.get("due") and not (obligation.due and (obligation.due.date or obligation.due.bound)):
            obligation.due = self._read_due(values["due"][0], None)
        if values.get("product"):
            product = values["product"][0]
            obligation.product = self.text.reading(product)
            obligation.product_span = span_of(product)

    def add_partners(self, obligation: Obligation, actors: list[Actor]) -> None:
        """Add bodies to those that cooperate, each once."""
        known = {b.text.lower() for b in obligation.cooperating}
        obligation.cooperating += [b for b in self._make_partners(actors) if b.text.lower() not in known]

    def _make_partners(self, actors: list[Actor]) -> list[Body]:
        if not actors:
            return []
        kept = keep_bodies(self.text.view, Actors(actors[0].span.cover(actors[-1].span), actors, "end"))
        return self.make_bodies(kept.items) if kept else []

    def _keep_names(self, actors: Actors) -> Actors | None:
        """The bodies that the gate lets through; where it lets none, the name is remembered in `left_out`."""
        kept = keep_bodies(self.text.view, actors) if actors.items else None
        if kept is None and has_letters(self.text.view, actors.span):
            self.left_out.append(actors.span)
        return kept

    def make_bodies(self, actors: list[Actor]) -> list[Body]:
        """Bodies of the schema."""
        return [self._make_body(cut_part(self.text.view, self.parser, a)) for a in actors]

    def _read_row_due(self, row: tasktables.Row) -> Due | None:
        """The time of a row, or the day within it that its remark names: "14h00 thứ Sáu 17/10"."""
        remark, due = row.cells.get("watch"), self._read_stated_due(row)
        if not (due and due.date and "/" in due.date and remark and self.slots.ends_in_time(remark)):
            return due
        day = self._read_due(remark, row.year)
        return day if day and is_within(day.date, due.date) else due

    def _read_stated_due(self, row: tasktables.Row) -> Due | None:
        """The time of a row; beginning and end in cells side by side are one period, in the year of the end where none
        is written."""
        opens, ends = row.cells.get("start"), row.cells.get("due")
        end = self._read_due(ends, row.year, row.due_head) if ends else None
        year = int(end.date[:4]) if end and end.date else row.year
        start = self._read_due(opens, year) if opens else None
        if opens and year and start and end and parse_interval(f"{start.date}/{end.date}") is None:
            start = self._read_due(opens, year - 1)  # from November to March
        if not (start and end and start.span and end.span and start.date and end.date):
            return end or start
        span = Span(start.span[0], end.span[1])
        beside = start.span < end.span and not self.text.view[start.span[1] : end.span[0]].strip()
        if not beside or "/" in start.date + end.date:
            return end
        whole = Due(text=self.text.words(span), span=span_of(span), bound=Bound.WITHIN)
        whole.date = f"{start.date}/{end.date}"
        return whole

    def _read_due(self, span: Span, year: int | None, head: str = "") -> Due | None:
        written = Written(year) if year else self._written
        return read_time_cell(self.text, self._timeline, span, written, self._cited, head)

    def _make_body(self, actor: Actor) -> Body:
        name = actor.name or _COMRADE.sub("", self.text.reading(actor.span))
        post = self.text.reading(actor.post) if actor.post else name if actor.label == "post" else None
        return Body(
            text=self.text.words(actor.span),
            name=name,
            kind=BodyKind.PERSON if actor.person else find_member(BodyKind, kind_of(name) or actor.kind),
            span=span_of(actor.span),
            person=self.text.words(actor.person) if actor.person else None,
            post=post,
        )
