"""An office subscribes to what it owes."""

from __future__ import annotations

import re

import httpx
import icalendar
from playwright.sync_api import Page, expect


def test_a_calendar_of_what_is_filtered_is_subscribed_to_and_withdrawn(page: Page) -> None:
    page.goto("/obligations?assignee=dai+truyen+thanh")
    listed = page.locator("table.owed tbody tr").count()
    assert listed >= 1
    page.goto("/obligations?due=2023-Q3")
    page.locator("details", has=page.locator('form[action="/account/calendars"]')).locator("summary").click()
    page.fill('form[action="/account/calendars"] input[name=name]', "Quý III")
    page.locator('form[action="/account/calendars"] button').click()
    page.wait_for_url("**/account**")
    shown = page.locator("main").inner_text() + " ".join(
        page.locator("main input").evaluate_all("all => all.map(one => one.value)")
    )
    address = re.search(r"https?://\S+/calendar/\S+\.ics", shown)
    assert address

    fetched = httpx.get(address[0])  # by a calendar program, which logs in nowhere
    assert fetched.status_code == 200
    calendar = icalendar.Calendar.from_ical(fetched.text)
    once = [one for kind in ("VEVENT", "VTODO") for one in calendar.walk(kind) if "RRULE" not in one]
    days = {str(one.get("DTSTART", one.get("DUE")).dt)[:7] for one in once}
    assert days
    assert days <= {"2023-07", "2023-08", "2023-09"}

    page.locator("form[action*=calendars] button", has_text=re.compile("Thu hồi|Hủy|Rút")).first.click()
    expect(page.locator("main")).to_be_visible()
    assert httpx.get(address[0]).status_code == 404
