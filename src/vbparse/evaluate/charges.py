"""Obligations of a document against their annotation."""

from __future__ import annotations

from functools import partial

from vbparse.evaluate.header import Gold
from vbparse.evaluate.items import keyed, optional
from vbparse.evaluate.tally import Tally
from vbparse.evaluate.wording import due_agrees, fold, misread, overlap, squeeze
from vbparse.schema import Document, Obligation

LEAD_IN = 120
"""Characters that may stand in a task before the words with which the annotated one starts, beside the bodies."""
LONGEST_TASK = 3000
FARTHEST = 200
"""Characters before the start of a task that lower its likeness, by one half at most: the nearer start is preferred."""
SKIPPED_WORDS = 3
"""Words at the start of the annotated task that may be missing (cần, có trách nhiệm)."""
SAME_ASSIGNEE, SAME_PRODUCT = 0.6, 0.7
MISREAD_TASK = 0.9
"""Share of the letters of the start of a task that a scan has to give."""


def assignee(obligation: Obligation) -> str:
    """Who is charged, as written."""
    return obligation.assignee_text or ", ".join(body.name for body in obligation.assignees)


def score_obligations(gold: list[Gold], document: Document, tally: Tally, *, scan: bool) -> None:
    """Charges by assignee and task; then due date, section and bodies of each; role, product, bound where annotated. Of
    a `scan` the start of a task may be misread in a few letters."""
    obligations = document.obligations
    pairs = tally.several("obligations", gold, obligations, partial(_same_charge, scan=scan), optional)
    tally.trust_each("obligations", gold, obligations, pairs, optional)
    keys = [key for key in ("role", "product", "bound") if keyed(gold, key)]
    for i, annotated in enumerate(gold):
        if optional(annotated):
            continue
        heading = f"{annotated['assignee']}: {annotated['task_starts']}"
        obligation = obligations[pairs[i]] if i in pairs else None
        _due(annotated, obligation, tally, heading)
        section = annotated.get("section")
        if section and "/" not in section:  # rows of attachments have paths of their own
            got = obligation.section if obligation else None
            tally.single("obligation.section", section, got, right=squeeze(got) == squeeze(section), about=heading)
        assignees, cooperating = (obligation.assignees, obligation.cooperating) if obligation else ([], [])
        tally.bodies("obligation.assignees", annotated.get("assignees", []), [body.name for body in assignees], heading)
        tally.bodies(
            "obligation.cooperating", annotated.get("cooperating", []), [body.name for body in cooperating], heading
        )
        for key in keys:
            _own_key(key, annotated, obligation, tally, heading)


def _same_charge(gold: Gold, found: Obligation, *, scan: bool) -> float:
    likeness = overlap(assignee(found), gold["assignee"])
    if likeness < SAME_ASSIGNEE:
        return 0.0
    task, start = fold(found.task), fold(gold["task_starts"]).split()
    if len(task) > LONGEST_TASK:
        return 0.0
    room = LEAD_IN + len(fold(gold["assignee"])) + len(fold(", ".join(gold.get("cooperating", []))))
    for skipped in range(min(SKIPPED_WORDS + 1, max(1, len(start) - 2))):
        at = task.find(" ".join(start[skipped:]))
        if 0 <= at <= room:
            return 1 + likeness - (min(at, FARTHEST) + skipped) / (2 * FARTHEST)  # a later start is the worse of two
    misread_at = _find_misread(" ".join(start), task, room) if scan else None
    return 0.0 if misread_at is None else 0.9 + likeness - min(misread_at, FARTHEST) / (2 * FARTHEST)


def _find_misread(start: str, task: str, room: int) -> int | None:
    """The first word of a task, at most `room` from its start, at which the annotated start stands misread."""
    words = (at for at in range(min(room, len(task)) + 1) if at == 0 or task[at - 1] == " ")
    return next((at for at in words if misread(start, task[at : at + len(start)], MISREAD_TASK)), None)


def _due(gold: Gold, found: Obligation | None, tally: Tally, about: str) -> None:
    wanted, got = gold.get("due"), found.due if found else None
    right = due_agrees(wanted, got) if found else not wanted
    tally.single("obligation.due", wanted, got, right=right, about=about)


def _own_key(key: str, gold: Gold, found: Obligation | None, tally: Tally, about: str) -> None:
    """Role, product or bound; a charge that does not have the key leads, has no product, has no bound."""
    wanted = gold.get(key, "lead" if key == "role" else None)
    got = None
    if found:
        got = found.due.bound if key == "bound" and found.due else None if key == "bound" else getattr(found, key)
    alike = overlap(wanted, got) >= SAME_PRODUCT if key == "product" and wanted and got else wanted == got
    tally.single(f"obligation.{key}", wanted, got, right=alike, about=about)
