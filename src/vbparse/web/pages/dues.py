"""When something is due, in the words of the interface."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from vbparse.archive.answers import Owed
from vbparse.web.pages.rendering import day
from vbparse.web.words import Words

SOON = timedelta(days=14)
"""How long before its last day a duty is due soon."""
_STEPS = {("MONTHLY", "3"): "quarterly", ("MONTHLY", "6"): "half_yearly"}
_EVERY = {"DAILY": "daily", "WEEKLY": "weekly", "MONTHLY": "monthly", "YEARLY": "yearly"}
_QUARTER = 32
"""EDTF counts quarters as months from 33 on."""


@dataclass(frozen=True, slots=True)
class When:
    """`last` is the last day on which a duty is not late, `words` its rhythm or that it goes on, `wording` what the
    document says."""

    last: str
    words: str
    wording: str


def when(owed: Owed, t: Words) -> When:
    """When a duty is due."""
    due = owed.due or {}
    words = rhythm(due.get("recurrence"), t) or (t("due.ongoing") if due.get("ongoing") else "")
    wording = " ".join((due.get("text") or "").split())
    return When(day(owed.last_day), words, "" if wording.casefold() == words.casefold() else wording)


def state(owed: Owed, today: date) -> str:
    """`late`, `soon`, `done`, `cancelled`, `old`, or `open`, as of a day."""
    if owed.status != "open":
        return "late" if owed.status == "past due" else owed.status
    return "soon" if owed.last_day and owed.last_day <= (today + SOON).isoformat() else "open"


def rhythm(rrule: str | None, t: Words) -> str:
    """An RRULE in a few words; as it is where they would not do."""
    parts = dict(part.split("=", 1) for part in (rrule or "").split(";") if "=" in part)
    frequency, step = parts.get("FREQ", ""), parts.get("INTERVAL", "1")
    name = _STEPS.get((frequency, step)) or (_EVERY.get(frequency) if step == "1" else None)
    if not name:
        return rrule or ""
    on, month = parts.get("BYMONTHDAY"), parts.get("BYMONTH")
    found = [t(f"due.{name}"), t("due.on_day", n=on) if on else "", t("due.in_month", n=month) if month else ""]
    return ", ".join(filter(None, found))


def edtf(value: str | None, t: Words) -> str:
    """An EDTF date or interval: 10/3/2023, 11/2023, quý II/2026; as it is where it is none of these."""
    start, stroke, end = (value or "").partition("/")
    ends = [_one(part, t) for part in (start, end) if part not in ("", "..")]
    return " – ".join(ends) if stroke else "".join(ends)


def _one(value: str, t: Words) -> str:
    match = re.fullmatch(r"(\d{4})-(\d\d)", value)
    if not match:
        return day(value)
    year, month = match[1], int(match[2])
    if month > _QUARTER:
        return t("due.quarter", quarter=t(f"due.quarter.{month - _QUARTER}"), year=year)
    return f"{month}/{year}"
