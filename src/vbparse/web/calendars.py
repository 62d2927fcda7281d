"""Obligations as calendars to subscribe to: filters are kept, and asked again whenever a calendar program comes."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

from fastapi import Request

from vbparse.accounts.accounts import Accounts
from vbparse.accounts.calendars import SavedCalendar
from vbparse.archive.archive import Archive
from vbparse.errors import InputError
from vbparse.exchange.ical import to_ical
from vbparse.web.access import Person
from vbparse.web.problems import ProblemError

FILTERS = ("assignee", "due", "overdue_on", "role", "issuer", "text", "document", "status", "ended")
"""What obligations can be filtered by; all else in a query belongs to the page it comes from."""
MOST = 20_000
"""Obligations in one calendar."""
_CHOICES = {"role": ("lead", "support"), "status": ("open", "done", "cancelled", "past due")}


def make(
    archive: Archive, accounts: Accounts, person: Person, name: str, filters: dict[str, str]
) -> tuple[SavedCalendar, str]:
    """Keep filters under a name. Returns the calendar and the secret of its address. Raises ProblemError 422 where the
    filters cannot be asked for."""
    kept = {key: value for key in FILTERS if (value := filters.get(key, "").strip())}
    try:
        archive.obligations(**asked(kept), limit=1)
    except InputError as error:
        raise ProblemError(422, "invalid-request", str(error)) from error
    return accounts.calendars.make(name, urlencode(kept), account=person.account)


def of_query(query: str) -> dict[str, str]:
    """Filters from a query string, as of the page of obligations."""
    return dict(parse_qsl(query.removeprefix("?"), max_num_fields=100))


def asked(filters: dict[str, str]) -> dict[str, Any]:
    """Filters as `Archive.obligations` takes them. Raises InputError."""
    found: dict[str, Any] = dict(filters)
    for key, choices in _CHOICES.items():
        if found.get(key) not in (None, *choices):
            raise InputError(f"{key}: {found[key]} is none of {', '.join(choices)}.")
    if "ended" in found:
        found["ended"] = found["ended"].lower() in ("1", "true", "on", "yes")
    if "overdue_on" in found:
        try:
            found["overdue_on"] = date.fromisoformat(found["overdue_on"])
        except ValueError:
            raise InputError(f"overdue_on: {found['overdue_on']} is no day; write it as 2023-09-15.") from None
    return found


def written(archive: Archive, calendar: SavedCalendar) -> bytes:
    """A calendar as iCalendar."""
    return to_ical(archive.obligations(**asked(of_query(calendar.query)), limit=MOST), (), name=calendar.name)


def address(request: Request, secret: str) -> str:
    """Where a calendar program finds it."""
    scheme = "https" if request.app.state.settings.https else "http"
    return f"{scheme}://{request.headers['host']}/calendar/{secret}.ics"
