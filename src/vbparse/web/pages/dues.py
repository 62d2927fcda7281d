"""When something is due, in the words of the interface."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from vbparse.archive.answers import Owed
from vbparse.archive.periods import parse_period
from vbparse.edtf import format_quarter, parse_date, parse_interval, quarter_of, written_ends
from vbparse.errors import InputError
from vbparse.rrule import LAST_DAY, parse_rule
from vbparse.web.pages.rendering import format_day
from vbparse.web.views.values import format_edtf
from vbparse.web.words import Words

SOON = timedelta(days=14)
"""How long before its last day a duty is due soon."""


@dataclass(frozen=True, slots=True)
class DueText:
    """`last` is the last day on which a duty is not late, `words` its rhythm or that it goes on, `wording` what the
    document says."""

    last: str
    words: str
    wording: str


def describe_due(owed: Owed, t: Words) -> DueText:
    """When a duty is due."""
    due = owed.due or {}
    words = describe_recurrence(due.get("recurrence"), t) or (t("due.ongoing") if due.get("ongoing") else "")
    wording = " ".join((due.get("text") or "").split())
    return DueText(format_day(owed.last_day), words, "" if wording.casefold() == words.casefold() else wording)


def due_state(owed: Owed, today: date) -> str:
    """`late`, `soon`, `done`, `cancelled`, `old`, or `open`, as of a day."""
    if owed.status != "open":
        return "late" if owed.status == "past due" else owed.status
    return "soon" if owed.last_day and owed.last_day <= (today + SOON).isoformat() else "open"


def describe_recurrence(rrule: str | None, t: Words) -> str:
    """An RRULE in a few words; as it is where they would not do."""
    rule = parse_rule(rrule)
    if not rule or not rule.name:
        return rrule or ""
    words = [t(f"due.{rule.name.replace('-', '_')}")]
    if rule.monthdays == (LAST_DAY,):
        words.append(t("due.last_day"))
    elif rule.monthdays:
        words.append(t("due.on_day", n=",".join(map(str, rule.monthdays))))
    if rule.months:
        words.append(t("due.in_month", n=",".join(map(str, rule.months))))
    return ", ".join(words)


def describe_period(typed: str, t: Words) -> str:
    """A period as it was typed or is kept (2026-Q3): a quarter in words, else as `describe_edtf` has it."""
    try:
        days = parse_period(typed)
    except InputError:
        return typed
    if days.first and days.last:
        quarter = format_quarter(days.first.year, quarter_of(days.first.month))
        if parse_interval(quarter) == days:
            return describe_edtf(quarter, t)
    return describe_edtf(typed, t)


def describe_edtf(value: str | None, t: Words) -> str:
    """An EDTF date or interval: 10/3/2023, 11/2023, quý II/2026; as it is where it is none of these."""
    return " – ".join(_describe_date(end, t) for end in written_ends(value))


def _describe_date(value: str, t: Words) -> str:
    parts = parse_date(value)
    if not parts or not parts.quarter:
        return format_edtf(value)
    return t("due.quarter", quarter=t(f"due.quarter.{parts.quarter}"), year=f"{parts.year}")
