"""Obligations as calendars to subscribe to: filters are kept, and asked again whenever a calendar program comes."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from fastapi import Request

from vbparse.accounts.accounts import Accounts
from vbparse.accounts.calendars import SavedCalendar
from vbparse.archive.archive import Archive
from vbparse.errors import InputError
from vbparse.exchange.ical import to_calendar
from vbparse.exchange.selection import Selection
from vbparse.web.access import Person
from vbparse.web.api.models import CalendarQuery
from vbparse.web.problems import ProblemError

MOST = 20_000
"""Obligations in one calendar."""
_MAX_FIELDS = 100
"""Fields of a query string that are read."""


def save_calendar(
    archive: Archive, accounts: Accounts, person: Person, name: str, filters: CalendarQuery
) -> tuple[SavedCalendar, str]:
    """Keep filters under a name. Returns the calendar and the secret of its address. Raises ProblemError 422 where the
    filters cannot be asked for."""
    kept = filters.model_dump(mode="json", exclude_defaults=True, exclude={"as_of"})
    try:
        archive.obligations(**filters.to_options(), limit=1)
    except InputError as error:
        raise ProblemError("invalid-request", error.sentence) from error
    query = urlencode({key: "1" if value is True else value for key, value in kept.items()})
    return accounts.calendars.make(name, query, account=person.account)


def filters_from_query(query: str) -> CalendarQuery:
    """Filters from a query string, as of the page of obligations: what else stands there belongs to the page. The day
    as of which that was shown is left out, for a calendar is always of today. Raises ValueError."""
    return CalendarQuery.model_validate(parse_query(query)).model_copy(update={"as_of": None})


def parse_query(query: str) -> dict[str, str]:
    """A query string as names and values."""
    return dict(parse_qsl(query.removeprefix("?"), max_num_fields=_MAX_FIELDS))


def render_calendar(archive: Archive, calendar: SavedCalendar) -> bytes:
    """A calendar as iCalendar."""
    asked = filters_from_query(calendar.query)
    chosen = asked.to_options() | {"limit": MOST}
    return to_calendar(Selection(archive, chosen, asked.to_entries()), name=calendar.name)


def calendar_url(request: Request, secret: str) -> str:
    """Where a calendar program finds it."""
    scheme = "https" if request.app.state.settings.https else "http"
    return f"{scheme}://{request.headers['host']}/calendar/{secret}.ics"
