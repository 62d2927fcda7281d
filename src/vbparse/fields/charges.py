"""Who is charged with what in one paragraph: its sentences, the body behind a task ("… - Trường X thực hiện"), and how
far each charge goes: up to the next charge of another body."""

from __future__ import annotations

from vbparse.fields.clauses import Charge, ClauseReader
from vbparse.fields.doers import find_doer_in_bracket, find_doer_of_clause
from vbparse.fields.parallels import points_back, read_parallels
from vbparse.fields.partners import split_task
from vbparse.fields.sentences import cut_at_sentence, join_lists, split_clauses, split_sentences
from vbparse.fields.trailing import (
    Trailing,
    find_body_in_passive,
    find_doer_of_task,
    find_sender,
    find_task_before,
    find_trailing_body,
)
from vbparse.language.cues import build_cue
from vbparse.text import Span

TRAILING = "subject:trailing"
"""The rule of a body behind its task."""
_CALLS_NEXT = build_cue(
    r"(?:[;,] ?(?:đề nghị|yêu cầu)|,|(?<=[;,.] ?)\(\d{1,2}\)) ?$",
    examples=["rà soát vốn; đề nghị ", "rà soát vốn, ", "rà soát vốn; (2) "],
    rejects=["rà soát các đề nghị", "rà soát vốn", "theo mẫu (2)"],
)
"""Before the next body that is charged, with its number in a list; no part of the task before it."""
_CALL_REACH = 12
"""Letters of such words."""


def _charge_trailing(trailing: Trailing) -> Charge:
    return Charge(trailing.actors, trailing.task, TRAILING, trailing.scope, trailing.partners)


class ChargeReader(ClauseReader):
    """Finds the charges of paragraphs of one text."""

    def read_charges(self, span: Span, *, strong: bool) -> list[tuple[int, Charge]]:
        """All charges that begin in a paragraph, each with the index of its sentence. `strong` says that the section
        assigns tasks, so that a condition may stand between body and verb, and Đối với charges."""
        sentences = join_lists(self.view, self.parser, split_sentences(self.view, span))
        parts = [clause for sentence in sentences for clause in split_clauses(self.view, self.parser, sentence)]
        charges: list[tuple[int, Charge]] = []
        for i, part in enumerate(parts):
            charge = self.read_sentence(part, strong=strong, first=i == 0)
            if charge:
                charge.scope = part
                charges.append((i, charge))
                sentence = part.start if i else None
                next_ones = read_parallels(self.view, self.parser, charge, part.end)
                own_end = next_ones[0].scope.start if next_ones and next_ones[0].scope else part.end
                before = find_task_before(self.view, self.parser, span, charge.actors, own_end, sentence)
                if before and len(charges) == 1:
                    charges[0] = (i, _charge_trailing(before))
                charges += [(i, c) for c in next_ones]
            if charge and points_back(self.view, charge, charges[:-1]):
                charges.pop()
            others = self.read_embedded(part)
            charges += [(i, c) for c in others if not charge or c.actors.span.start > charge.actors.span.end]
        first = charges[0][0] if charges else len(parts)
        if first and (behind := self._find_behind_task(span, parts[:first], strong=strong and not charges)):
            charges.insert(0, (0, _charge_trailing(behind)))
        if not charges and (aside := find_doer_in_bracket(self.view, self.parser, span)):
            charges.append((len(parts), _charge_trailing(aside)))  # beside the task of a heir
        for n, (_, charge) in enumerate(charges):
            end = charges[n + 1][1].actors.span.start if n + 1 < len(charges) else span.end
            self._finish_charge(charge, cut_at_sentence(parts, charge.task.start, end))
        return charges

    def _find_behind_task(self, span: Span, parts: list[Span], *, strong: bool) -> Trailing | None:
        """The body behind its task, or behind the thing that it sees to, in the sentences that charge nobody at their
        start."""
        trailing = find_trailing_body(self.view, self.parser, Span(span.start, parts[-1].end))
        read = find_body_in_passive if strong else find_doer_of_task
        behind = trailing or read(self.view, self.parser, parts[0])
        clauses = (find_doer_of_clause(self.view, self.parser, part) for part in parts)
        within = next((clause for clause in clauses if clause), None)
        return behind or within or find_sender(self.view, self.parser, parts[0])

    def opens_with_body(self, span: Span) -> bool:
        """Whether a paragraph opens with a body before a colon."""
        return self.read_before_colon(*span) is not None

    def _finish_charge(self, charge: Charge, end: int) -> None:
        """Cut the task to its words, drop "có trách nhiệm" and what names only the partners, find these."""
        if charge.rule == TRAILING:
            return
        start = min(charge.task.start, end)
        calls = _CALLS_NEXT.search(self.view, max(start, end - _CALL_REACH), end)
        end = calls.start() if calls else end
        charge.task = Span(start, end if charge.scope else min(charge.task.end, end))
        self.fill_partners(charge, within=True)

    def fill_partners(self, charge: Charge, *, within: bool) -> None:
        """Fill partners and role; see `split_task`."""
        charge.task, charge.cooperating, charge.role = split_task(self.view, self.parser, charge.task, within=within)
