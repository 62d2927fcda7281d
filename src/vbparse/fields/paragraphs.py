"""One paragraph or one row below a heading: whom its own words charge, whom the heading charges with it, and what
fields, brackets and rows say."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from vbparse.blocks import Para
from vbparse.fields import committees, headings, tasktables
from vbparse.fields.actor_lists import Actors, is_same_body
from vbparse.fields.actors import GROUPS
from vbparse.fields.assigning import find_directed_end
from vbparse.fields.charges import TRAILING
from vbparse.fields.clauses import LEAD_IN, Charge
from vbparse.fields.executions import read_execution
from vbparse.fields.headings import Context
from vbparse.fields.items import Item, charge_items
from vbparse.fields.leads import pass_case
from vbparse.fields.making import Maker
from vbparse.fields.sentences import HAS_DUTY, split_sentences
from vbparse.fields.slots import Values
from vbparse.fields.statements import is_statement, may_or_announces
from vbparse.fields.tails import Tail
from vbparse.language.cues import build_cue
from vbparse.patterns import Cue
from vbparse.schema import Obligation
from vbparse.structure.tree import Node
from vbparse.text import Span

_EACH = build_cue(r"(?:mỗi|từng) ", examples=["mỗi tổ"], rejects=["Mỗi xã", "các tổ"], at="start")
_PAST = build_cue(r"(?<!\w)đã(?!\w)", examples=["đã ban hành"], rejects=["đãi ngộ"])
_MAIN_CLAUSE = Cue(r"(?:(?<!\w)thì|,)\s+", examples=[" thì tiếp tục", ", tiếp tục"], rejects=[" thìa"])
# Under its own heading, to ask or invite others is the body's own task.
_OWN_REQUEST = ("assigned:mời", "assigned:yêu cầu", "assigned:đề nghị")
_GOES_ON = "Đồng thời"
"""Joins a second task of a body to its first."""
_POINTS_BACK = build_cue(
    r"(?:Việc|Nội dung|Nhiệm vụ|Công việc|Phần việc) (?:này|trên)(?: (?:thì|sẽ|được|do|giao|giao cho|phân công))? $",
    examples=["Việc này giao ", "Nhiệm vụ trên "],
    rejects=["Việc này đã xong, giao "],
)
"""Before the body that sees to what was said before."""
_PAST_REACH = 300
"""Letters before a body in which stands that it was charged before."""
_AIM = Cue(
    r"(?:(?<!\w)để|\d/\p{Lu}[\p{L}\d-]*)\s+(?=\p{Ll})",
    examples=["Căn cứ Kế hoạch này để tổng hợp", "Căn cứ Thông tư số 9/2013/TT-BXD tổ chức"],
    rejects=["để, tổng hợp", "12/5 tổ chức"],
)
_BRACKET_ENDS = Cue(
    r"(?<=\)[.;])\s+(?=\p{Lu})",
    examples=["(Phòng Nội vụ chủ trì). Lấy kết quả"],
    rejects=["(Phòng Nội vụ) lấy", "(xã). lấy"],
)
"""Where a sentence within a paragraph ends in a bracket."""
_SHORT_OPENING, _LEAST_CONDITION, _LONG_CONDITION = 16, 40, 120
"""Letters of "Hằng năm" and the like, behind which the task begins; of a condition, up to which a comma is its own; and
of one that is no part of the task."""


_HANDED_IN = build_cue(
    r"(?:Các )?(?i:số liệu|kết quả|báo cáo|danh sách|hồ sơ|tài liệu|biểu mẫu|biên bản|sản phẩm)"
    r"(?: (?!về|cho|của)\p{Ll}+){0,4}? (?:gửi|nộp|chuyển|báo cáo|đưa)(?!\w)",
    examples=["Số liệu gửi về Sở", "Kết quả thực hiện báo cáo UBND xã"],
    rejects=["Báo cáo kết quả về Sở", "Hội gửi số liệu"],
    at="start",
)
"""What those who act make, and that it is handed in."""


class ParagraphCharger:
    """Makes the obligations of single paragraphs of one outline, in reading order. `prefix` is the path of the
    attachment that the outline belongs to."""

    def __init__(self, maker: Maker, prefix: str | None) -> None:
        self.maker = maker
        self.view = maker.text.view
        self.parser = maker.parser
        self.prefix = prefix
        self.found: list[Obligation] = []
        self.alike: dict[Span, Tail] = {}
        """Items of lists that end alike, in the names of those who act."""

    def full_path(self, path: str | None) -> str | None:
        if self.prefix is None:
            return path or None
        return f"{self.prefix}/{path}" if path else self.prefix

    def charge_with_end(self, body: Span, node: Node, context: Context) -> list[Obligation]:
        """The obligations of a paragraph, with the fields or the bracket that open or end it."""
        if not context.quiet and committees.pass_members(self.view, self.parser, body)[0] >= body.end:
            return []
        if parts := self._part_behind_bracket(body, context):
            return [one for part in parts for one in self.charge_with_end(part, node, context)]
        if head := self.maker.slots.split_head(body):
            made = self.charge_with_end(head[0], node, context)
            for obligation in made:
                self.maker.fill_from_lines(obligation, {"due": [head[1]]})
            return made
        tail = self.maker.slots.split_tail(body)
        if tail is None and not context.quiet:
            tail = self.alike.get(body) or self.maker.tails.split_task(body, bare=context.actors is None)
        if tail is None:
            return self.charge_paragraph(body, context)
        here = replace(context, actors=None) if "lead" in tail[1] else context
        item = Item(tail[0], context.path, self.charge_paragraph(tail[0], here))
        self.fill_items(tail[1], node, [item], context)
        return item.made

    def _part_behind_bracket(self, body: Span, context: Context) -> list[Span]:
        """A paragraph in two, where a sentence within it ends in a bracket that says who acts."""
        for match in () if context.quiet else _BRACKET_ENDS.finditer(self.view, *body):
            before = Span(body.start, match.start())
            if self.maker.tails.split_task(before):
                return [before, Span(match.end(), body.end)]
        return []

    def charge_paragraph(self, body: Span, context: Context) -> list[Obligation]:
        """The obligations of one paragraph, behind what only says who leads a body or belongs to it."""
        if not context.quiet:
            opened, context = self._pass_members(body, context)
            if opened is None:
                return []
            body = opened
        executing = read_execution(self.maker.reader, body)
        strong = context.strong and not context.quiet
        charges = [(0, executing)] if executing else self.maker.reader.read_charges(body, strong=strong)
        heir = None if context.quiet else context.actors
        if context.quiet:
            charges = [(i, c) for i, c in charges if self._assigns(c) and not self._is_past(body, c)]
        elif heir and not context.asked and any(a.label != "unit" for a in heir.items):
            charges = [(i, c) for i, c in charges if not self._is_own_request(i, c, heir)]
        if heir:
            charges = [(i, c) for i, c in charges if i > 0 or not (self._is_role(c, heir) or self._is_each(c))]
        else:
            self._join_own_sentence(body, charges)
        obligations: list[Obligation] = []
        if heir and not (self._opens_with(body, charges) and not is_same_body(self.view, charges[0][1].actors, heir)):
            obligations += self._charge_heir(body, heir, charges, context)
        for _, charge in charges:
            if obligations and heir and is_same_body(self.view, charge.actors, heir):
                self.maker.add_partners(obligations[0], charge.cooperating)
            elif obligation := self.maker.from_charge(charge, context.path):
                obligations.append(obligation)
        self._share_time(body, obligations)
        self.found += obligations
        return obligations

    def _share_time(self, body: Span, made: list[Obligation]) -> None:
        """A last sentence that is only a time ("Hoàn thành trước ngày …"), or says when what they make is handed in, is
        of all that act in the one before it."""
        *sentences, closing = split_sentences(self.view, body)
        if not sentences or len(made) < 2:
            return
        handed_in = made[-1].due if _HANDED_IN.match(self.view, *closing) else None
        if not (handed_in or self.maker.slots.ends_in_time(self.maker.slots.trim(closing))):
            return
        clauses = takewhile(lambda part: self.view[part.end - 2 : part.end].strip() == ";", reversed(sentences[:-1]))
        start = min((part.start for part in clauses), default=sentences[-1].start)
        for obligation in made:
            if not obligation.span or obligation.span[0] < start:
                continue
            if handed_in and handed_in.span and handed_in.span[0] >= closing.start:
                obligation.due = obligation.due or handed_in.model_copy(deep=True)
            elif not handed_in:
                self.maker.fill_from_lines(obligation, {"due": [self.maker.slots.trim(closing)]})

    def _pass_members(self, body: Span, context: Context) -> tuple[Span | None, Context]:
        """What a paragraph says beside who leads a body or belongs to it, less the name of the body in whose charge it
        stands; and the context, in which that body acts."""
        start, committee = committees.pass_members(self.view, self.parser, body)
        rest = self.maker.text.trim(Span(start, body.end))
        heir = committee or context.actors
        own = committees.find_own_task(self.view, self.parser, heir, rest) if heir and rest else None
        return Span(own, body.end) if own else rest, replace(context, actors=heir)

    def _join_own_sentence(self, body: Span, charges: list[tuple[int, Charge]]) -> None:
        """The task in the sentences before the one that says who sees to it: "Lắp 04 camera. Việc này giao Phòng Kinh
        tế làm đầu mối …"."""
        charge = charges[0][1] if charges else None
        start = body.start if charges and charges[0][0] > 0 else body.end
        if charge and charge.rule != TRAILING and _POINTS_BACK.search(self.view, start, charge.actors.span.start):
            charge.task = charge.scope = Span(start, charge.task.end)

    def _opens_with(self, body: Span, charges: list[tuple[int, Charge]]) -> bool:
        """Whether a paragraph begins with its first charge, and not with a task before "giao"."""
        if not charges or charges[0][0] > 0:
            return False
        return charges[0][1].scope is not None or self.parser.action_at(self.parser.skip_blanks(*body)) is None

    def _is_own_request(self, sentence: int, charge: Charge, heir: Actors) -> bool:
        """Whether a paragraph below a body opens with what that body asks others, or goes on with it: "Đồng thời yêu
        cầu các đơn vị …". Below several bodies, one of them is asked for its part."""
        names = {self.view[slice(*item.span)] for item in heir.items}
        if charge.rule not in _OWN_REQUEST or self.view[slice(*charge.actors.span)] in names:
            return False
        if self.maker.sender.is_named(self.view, heir):
            return False  # what the sender asks, it asks by this document
        goes_on = charge.scope is not None and self.view.startswith(_GOES_ON, charge.scope.start)
        return sentence == 0 or goes_on

    def _is_past(self, body: Span, charge: Charge) -> bool:
        """ "… đã ban hành Kế hoạch số …, trong đó giao Phòng X …" reports what was done."""
        at = charge.actors.span.start
        return _PAST.search(self.view, max(body.start, at - _PAST_REACH), at) is not None

    def _assigns(self, charge: Charge) -> bool:
        """Whether a charge says by itself that it is one, wherever it stands: "giao", or "có trách nhiệm" behind a body
        that is named."""
        duty = charge.rule == "subject" and HAS_DUTY.match(self.view, charge.actors.span.end)
        return charge.rule == "assigned:giao" or bool(duty and charge.actors.items[-1].label == "body")

    def _is_each(self, charge: Charge) -> bool:
        """ "mỗi tổ dự 02 tiết" below several bodies: each of them; not each holder of a post."""
        return charge.actors.items[0].label != "post" and _EACH.match(self.view, *charge.actors.span) is not None

    def _is_role(self, charge: Charge, heir: Actors) -> bool:
        """ "Ông X: Trưởng ban" names a person's part, "Phân công cán bộ …" whom a body sends: no other body."""
        first = charge.actors.items[0]
        part = heir.items[0].person is not None and first.label == "post" and charge.rule == "subject"
        sent = charge.rule == "assigned:phân công" and self.view[first.span.start].islower()
        return part or sent

    def _charge_heir(
        self, body: Span, heir: Actors, found: list[tuple[int, Charge]], context: Context
    ) -> list[Obligation]:
        """The item in the charge of the body that the heading names, up to where another body is charged; none where
        it says no task."""
        if not found and self._states(body):
            return []
        end = min(
            (c.actors.span.start for _, c in found if not is_same_body(self.view, c.actors, heir)), default=body.end
        )
        end -= self.view[end - 1] == "("
        named = found[0][1] if found and found[0][0] == 0 else None
        start = named.task.start if named and named.rule.endswith("lead-in") else self._find_main_clause(body)
        charge = Charge(heir, Span(start, end), "inherited", Span(body.start, end))
        self.maker.reader.fill_partners(charge, within=False)
        obligation = self.maker.from_charge(replace(charge, task=Span(start, end)), context.path, inherited=True)
        return [obligation] if obligation else []

    def _states(self, body: Span) -> bool:
        """Whether an item says something of a body that it opens with, and charges it with nothing."""
        subject = self.parser.read_actors(*body)
        if subject is None:
            return False
        clause = Span(subject.span.end, body.end)
        if may_or_announces(self.view, clause):
            return True
        verb = Span(self.parser.skip_blanks(*clause), body.end)
        of_group = subject.items[-1].label in GROUPS
        acts = subject.stop == "action" and self.view[subject.span.start].isupper()
        return acts or is_statement(self.view, verb, of_group=of_group)

    def _find_main_clause(self, span: Span) -> int:
        """Where the task begins behind a long condition: "Đối với … thì tiếp tục thực hiện …"."""
        if (behind := pass_case(self.view, self.parser, span)) > span.start:
            return behind
        if LEAD_IN.match(self.view, *span):
            clause = self.view.find(";", *span)
            for match in _MAIN_CLAUSE.finditer(self.view, span.start, clause if clause > 0 else span.end):
                within = _SHORT_OPENING < match.start() - span.start < _LEAST_CONDITION
                if find_directed_end(self.parser, Span(match.end(), span.end)) > match.end():
                    return span.start
                if not within and self.parser.action_at(match.end()):
                    is_long = match.end() > span.start + _LONG_CONDITION
                    return match.end() if is_long and not self._has_aim(span.start, match.start()) else span.start
        return span.start

    def _has_aim(self, start: int, end: int) -> bool:
        """Whether what looks like a condition holds the task: "Căn cứ Kế hoạch này để tổng hợp …"."""
        return any(self.parser.action_at(aim.end()) for aim in _AIM.finditer(self.view, start, end))

    def fill_items(self, values: Values, node: Node, items: list[Item], context: Context) -> None:
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

    def charge_rows(self, para: Para, context: Context) -> None:
        assert para.table is not None
        for row in tasktables.read_rows(self.maker.slots, para.table):
            path = context.path
            if self.prefix is not None:
                path = f"{self.prefix}/{row.path}" if path == self.prefix else f"{path}.{row.path}"
            obligation = self.maker.from_row(row, path)
            if obligation:
                self.found.append(obligation)
