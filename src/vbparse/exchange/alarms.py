"""Alarms of calendar entries (VALARM, RFC 5545, 3.6.6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from icalendar import Alarm, Event, Todo
from icalendar.error import InvalidCalendar
from icalendar.prop import vDuration

from vbparse.errors import InputError

MOST_ALARMS = 5
_FARTHEST = timedelta(days=366)
"""How far from its deadline an alarm may be."""
_DAY = timedelta(days=1)
_OF_END = {"RELATED": "END"}


def parse_alarms(text: str | None) -> tuple[timedelta, ...]:
    """Durations of iCalendar (RFC 5545, 3.3.6) with commas between them: -P1D,-P7D. Raises InputError."""
    words = [word for word in (text or "").replace(" ", "").upper().split(",") if word]
    try:
        alarms = tuple(dict.fromkeys(_read_duration(word) for word in words))
    except (InvalidCalendar, ValueError, OverflowError) as error:
        raise InputError("alarms.unknown", text=text) from error
    if len(alarms) > MOST_ALARMS or any(abs(alarm) > _FARTHEST for alarm in alarms):
        raise InputError("alarms.many", text=text, most_alarms=MOST_ALARMS)
    return alarms


def add_alarms(entry: Event | Todo, alarms: Sequence[timedelta], text: str) -> None:
    """Add VALARMs that show a text. An entry of several days counts from its end, which of an event is the day behind
    the last one."""
    if isinstance(entry, Todo):
        at_end, back = "due" in entry, timedelta()
    else:
        at_end, back = entry.end - entry.start > _DAY, _DAY
    for alarm in alarms:
        added = Alarm()
        added.add("action", "DISPLAY")
        added.add("description", text)
        added.add("trigger", alarm - back if at_end else alarm, parameters=_OF_END if at_end else {})
        entry.add_component(added)


def _read_duration(text: str) -> timedelta:
    duration: timedelta = vDuration.from_ical(text)  # type: ignore[no-untyped-call]
    return duration
