"""Calendars with what they show, in the words of the pages on which it was chosen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from vbparse.accounts.calendars import SavedCalendar
from vbparse.archive.archive import Archive
from vbparse.errors import InputError
from vbparse.exchange.alarms import parse_alarms
from vbparse.web.calendars import parse_query
from vbparse.web.pages.filtering import PageFilters
from vbparse.web.pages.selection import Selection, SelectionQuery, chosen_filters, find_assignee
from vbparse.web.words import Words

_DAY = timedelta(days=1)


def describe_calendars(
    archive: Archive, found: Iterable[SavedCalendar], t: Words
) -> list[tuple[SavedCalendar, list[str]]]:
    """Each calendar with its filters and how its entries are written, in words."""
    return [(one, describe_query(archive, one.query, t)) for one in found]


def describe_query(archive: Archive, query: str, t: Words) -> list[str]:
    """What a query of a calendar chooses; empty where it is everything, as events without alarms."""
    values = parse_query(query)
    chosen = SelectionQuery().model_dump() | {
        name: values[name] for name in values if name in SelectionQuery.model_fields
    }
    who = find_assignee(archive, Selection(chosen, date.today()))
    words = [word for word, _ in chosen_filters(PageFilters("", chosen), who, t)]
    if values.get("entries") == "todo":
        words.append(t("obligations.calendar_entries.todo"))
    try:
        alarms = [t("access.alarm", n=abs(alarm) // _DAY) for alarm in parse_alarms(values.get("alarm"))]
    except InputError:  # kept by a version that took it
        alarms = []
    return words + alarms
