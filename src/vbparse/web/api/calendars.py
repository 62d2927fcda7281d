"""Calendars of obligations, each with an address of its own."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, Field

from vbparse.accounts.calendars import SavedCalendar
from vbparse.web import audit, owned
from vbparse.web import calendars as addresses
from vbparse.web.access import AccountsDep, Reader
from vbparse.web.api.models import MAX_NUMBER, CalendarQuery
from vbparse.web.archives import ArchiveDep

routes = APIRouter(tags=["calendars"])
Number = Annotated[int, Path(ge=1, le=MAX_NUMBER)]
Everybody = Annotated[bool, Query(description="Those of everybody; admins alone have more than their own.")]


class NewCalendar(BaseModel, extra="forbid"):
    """A calendar to be made."""

    name: str = Field(max_length=200, examples=["Việc của Văn phòng - Thống kê"])
    filters: CalendarQuery = Field(
        default_factory=CalendarQuery, description="As of GET /obligations; `entries` and `alarm` as of GET /exports."
    )


class MadeCalendar(BaseModel):
    """A new calendar with the address to subscribe to, which is not shown again: whoever knows it can read it."""

    id: int
    calendar: SavedCalendar
    address: str


@routes.get("/calendars")
def list_calendars(person: Reader, accounts: AccountsDep, everybody: Everybody = False) -> list[SavedCalendar]:
    """One's calendars, without their addresses."""
    return owned.list_owned(accounts.calendars, person, everybody=everybody)


@routes.post("/calendars", status_code=HTTPStatus.CREATED)
def add_calendar(
    request: Request, person: Reader, archive: ArchiveDep, accounts: AccountsDep, new: NewCalendar
) -> MadeCalendar:
    """Make an address at which a calendar program finds obligations, as a reader sees them."""
    made, secret = addresses.save_calendar(archive, accounts, person, new.name, new.filters)
    audit.describe_change(request, detail=f"{made.name}: {made.query}")
    return MadeCalendar(id=made.id, calendar=made, address=addresses.calendar_url(request, secret))


@routes.delete("/calendars/{number}")
def withdraw_calendar(request: Request, person: Reader, accounts: AccountsDep, number: Number) -> SavedCalendar:
    """Take an address back: from now on nothing is found there."""
    found = owned.withdraw_owned(accounts.calendars, person, number)
    audit.describe_change(request, detail=found.name)
    return found
