"""Obligations and phases as rows of a timeline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from urllib.parse import urlencode

from vbparse.archive import periods
from vbparse.archive.answers import Head, Owed, Period
from vbparse.archive.archive import Archive
from vbparse.exchange.naming import document_name
from vbparse.web.drawing import timeline as drawing
from vbparse.web.drawing.timeline import Day, Row, Stretch, Timeline
from vbparse.web.pages import dues
from vbparse.web.pages.rendering import format_day, quote_id, shorten
from vbparse.web.words import Words

ROWS = 40
DEADLINES = 600
"""Obligations that are asked for at most."""
_CROWDS = ("FREQ=DAILY", "FREQ=WEEKLY")
"""What falls due so often that it would cover all else is not drawn."""
BEFORE, AFTER = timedelta(days=90), timedelta(days=275)
"""What is drawn around today, where there is too much to draw all."""
_TASKS, _TASK = 5, 160
"""Tasks that the title of a mark names, and characters of each."""
_SETTLED = {"done", "cancelled"}
_PHASELESS = ("assignee", "role", "text", "status", "overdue_on")
"""Filters that phases know nothing of: with one of them, only the phases of documents that owe something are drawn."""

Rows = Literal["documents", "assignees"]


@dataclass(frozen=True, slots=True)
class DrawnTimeline:
    """A timeline of so many obligations, and what was left out of it: what is due every day or week (`crowds`), rows,
    obligations, all but the days of a window."""

    timeline: Timeline | None
    deadlines: int = 0
    crowds: bool = False
    more_rows: bool = False
    more_deadlines: bool = False
    window: tuple[str, str] | None = None


def build_timeline(
    archive: Archive,
    ask: Callable[..., list[Owed]],
    chosen: dict[str, object],
    today: date,
    rows: Rows,
    t: Words,
) -> DrawnTimeline:
    """What is chosen as a timeline. Where no time is chosen and there is too much, what lies around today."""
    # A deadline is drawn on its day: what only runs in the time has none there; what is old is seen to be so.
    options = {"limit": DEADLINES + 1, "falls": chosen["falls"] or "due", "old": chosen["old"] or "with"}
    obligations, window = ask(archive, **options), None
    due = str(chosen["due"])
    if len(obligations) > DEADLINES and not due and not chosen["overdue_on"]:
        window = (today - BEFORE, today + AFTER)
        due = f"{window[0]}/{window[1]}"
        obligations = ask(archive, **options | {"due": due})
    dated = [one for one in obligations[:DEADLINES] if one.last_day]
    shown_days = [one for one in dated if not (one.due and (one.due.get("recurrence") or "").startswith(_CROWDS))]
    by_document = rows == "documents"
    lines = _rows_by_document(archive, shown_days, chosen, due, t) if by_document else _rows_by_assignee(shown_days, t)
    lines.sort(key=_first_day)
    days = periods.parse_period(due) if due else None
    return DrawnTimeline(
        drawing.draw_timeline(lines[:ROWS], today, (days.first, days.last) if days else (None, None)),
        deadlines=len(shown_days),
        crowds=len(shown_days) < len(dated),
        more_rows=len(lines) > ROWS,
        more_deadlines=len(obligations) > DEADLINES,
        window=(window[0].isoformat(), window[1].isoformat()) if window else None,
    )


def _rows_by_document(
    archive: Archive, owed: Sequence[Owed], chosen: dict[str, object], due: str, t: Words
) -> list[Row]:
    documents = dict.fromkeys(obligation.head.document for obligation in owed)
    if chosen["document"]:
        documents.setdefault(archive.find(str(chosen["document"])).document)
    elif not any(chosen[name] for name in _PHASELESS):
        issuer, ended = str(chosen["issuer"]) or None, bool(chosen["ended"])
        documents |= dict.fromkeys(archive.newest_with_phases(ROWS + 1, due=due or None, issuer=issuer, ended=ended))
    heads = {obligation.head.document: obligation.head for obligation in owed}
    phases: dict[str, list[Period]] = {}
    for phase in archive.phases_of(documents):
        heads[phase.head.document] = phase.head
        phases.setdefault(phase.head.document, []).append(phase)
    rows = []
    for document, head in heads.items():
        own = [obligation for obligation in owed if obligation.head.document == document]
        stretches = [
            _phase_stretch(phase, t) for phase in phases.get(document, []) if phase.first_day or phase.last_day
        ]
        days = _deadline_days(own, {"document": document}, t)
        if stretches or days:
            rows.append(
                Row(_row_label(head), _describe_head(head), f"/documents/{quote_id(document)}", stretches, days)
            )
    return rows


def _rows_by_assignee(owed: Sequence[Owed], t: Words) -> list[Row]:
    groups: dict[str, list[Owed]] = {}
    for one in owed:
        groups.setdefault(one.assignee.body if one.assignee else one.assignee_text, []).append(one)
    return [_body_row(body, own, t) for body, own in groups.items()]


def _body_row(body: str, owed: Sequence[Owed], t: Words) -> Row:
    chosen = {"assignee": body}
    name = _assignee_name(owed[0])
    days = _deadline_days(owed, chosen, t)
    return Row(name, name, f"/obligations?{urlencode(chosen)}", days=days, group=_unit_name(owed[0], t))


def _phase_stretch(phase: Period, t: Words) -> Stretch:
    start, end = (date.fromisoformat(d) if d else None for d in (phase.first_day, phase.last_day))
    label = phase.label or t("timeline.a_phase")
    told = t(
        "timeline.phase", label=label, start=format_day(phase.first_day) or "…", end=format_day(phase.last_day) or "…"
    )
    return Stretch(
        start, end, label, told, f"/documents/{quote_id(phase.head.document)}?field=phases.{quote_id(phase.id)}"
    )


def _deadline_days(owed: Iterable[Owed], chosen: dict[str, str], t: Words) -> list[Day]:
    """One mark a day, however much is due on it."""
    groups: dict[str, list[Owed]] = {}
    for one in owed:
        groups.setdefault(one.last_day or "", []).append(one)
    return [_deadline(last, same, chosen, t) for last, same in groups.items()]


def _deadline(last: str, same: Sequence[Owed], chosen: dict[str, str], t: Words) -> Day:
    first = same[0]
    tasks = dict.fromkeys(shorten(obligation.task, _TASK) for obligation in same)
    description = t(
        "timeline.deadline",
        day=format_day(last),
        tasks="; ".join(list(tasks)[:_TASKS]) + (" …" if len(tasks) > _TASKS else ""),
    )
    link = f"/documents/{quote_id(first.head.document)}?obligation={quote_id(first.obligation)}"
    if len(same) > 1:
        link = f"/obligations?{urlencode(chosen | {'due': last})}"
    states = {dues.due_state(obligation, date.fromisoformat(last)) for obligation in same}
    late = any(obligation.status == "past due" for obligation in same)
    kind = "late" if late else "settled" if states <= _SETTLED else "old" if states <= {*_SETTLED, "old"} else "open"
    return Day(date.fromisoformat(last), description, link, kind, _start_of(same))


def _start_of(same: Sequence[Owed]) -> date | None:
    """The day from which on something may be done, where all that is due on a day has the same, and it is another day;
    none of what recurs, whose occurrences follow each other."""
    starts = {one.first_day for one in same if not (one.due or {}).get("recurrence")}
    start = starts.pop() if len(starts) == 1 and not any((one.due or {}).get("recurrence") for one in same) else None
    return date.fromisoformat(start) if start and start < (same[0].last_day or "") else None


def _assignee_name(owed: Owed) -> str:
    return owed.assignee.name if owed.assignee else owed.assignee_text


def _unit_name(owed: Owed, t: Words) -> str:
    return (owed.assignee.unit if owed.assignee else None) or t("timeline.no_unit")


def _row_label(head: Head) -> str:
    title = f" {head.title}" if head.canonical and head.title else ""
    return f"{document_name(head)}{title}"


def _describe_head(head: Head) -> str:
    return " · ".join(filter(None, (document_name(head), format_day(head.date), head.issuer, head.title)))


def _first_day(row: Row) -> date:
    days = [d for s in row.stretches for d in (s.start, s.end) if d] + [d.day for d in row.days]
    return min(days)
