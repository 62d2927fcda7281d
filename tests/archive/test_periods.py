"""Periods as typed, days within which something is due, occurrences; the last against an independent library."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import recurring_ical_events
from icalendar import Calendar

from vbparse.archive.periods import (
    calendar_rule,
    due_days,
    latest_occurrence,
    occurrences,
    parse_day,
    parse_period,
)
from vbparse.edtf import Interval
from vbparse.errors import InputError


def days(text: str) -> Interval:
    """2023-01-01..2023-01-31, either end open where nothing stands."""
    first, last = text.split("..")
    return Interval(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2023-Q3", "2023-07-01..2023-09-30"),
        ("Q3/2023", "2023-07-01..2023-09-30"),
        ("quý III/2023", "2023-07-01..2023-09-30"),
        ("quý 4 năm 2023", "2023-10-01..2023-12-31"),
        ("2023-09", "2023-09-01..2023-09-30"),
        ("09/2023", "2023-09-01..2023-09-30"),
        (" tháng 9/2023 ", "2023-09-01..2023-09-30"),
        ("2023", "2023-01-01..2023-12-31"),
        ("15/9/2023", "2023-09-15..2023-09-15"),
        ("2023-08-15/2023-09-15", "2023-08-15..2023-09-15"),
        ("15/8/2023/15/9/2023", "2023-08-15..2023-09-15"),
        ("Q1/2023/Q2/2023", "2023-01-01..2023-06-30"),
        ("2023/2024", "2023-01-01..2024-12-31"),
        ("2023-Q4/..", "2023-10-01.."),
        ("../09/2023", "..2023-09-30"),
        ("2026-34", "2026-04-01..2026-06-30"),
        ("2023-H1", "2023-01-01..2023-06-30"),
        ("H2/2023", "2023-07-01..2023-12-31"),
        ("6 tháng đầu năm 2023", "2023-01-01..2023-06-30"),
        ("nửa cuối năm 2023", "2023-07-01..2023-12-31"),
        ("2023-H2/2024-Q1", "2023-07-01..2024-03-31"),
        ("ngày 15 tháng 9 năm 2023", "2023-09-15..2023-09-15"),
        ("15/9/2023-20/9/2023", "2023-09-15..2023-09-20"),
        ("15/9/2023 – 20/9/2023", "2023-09-15..2023-09-20"),
        ("2022-11-05 - 2023-02", "2022-11-05..2023-02-28"),
        ("từ 01/9/2023 đến 15/9/2023", "2023-09-01..2023-09-15"),
        ("từ tháng 9/2023 đến hết tháng 11/2023", "2023-09-01..2023-11-30"),
        ("2023-2024", "2023-01-01..2024-12-31"),
        ("qu\u0079\u0301 III/2023", "2023-07-01..2023-09-30"),
    ],
)
def test_typed(typed: str, expected: str) -> None:
    assert parse_period(typed) == days(expected)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Q5/2023",
        "2023-13",
        "30/2/2023",
        "hôm nay",
        "2024/2023",
        "13/2023",
        "2023-",
        "- 2023",
        "2023-H3",
        "2023-09-",
    ],
)
def test_what_is_no_period_is_told_with_the_forms(typed: str) -> None:
    with pytest.raises(InputError, match="2023-Q3"):
        parse_period(typed)


@pytest.mark.parametrize(("typed", "expected"), [("2023-09-15", "2023-09-15"), (" 15/9/2023", "2023-09-15")])
def test_a_day(typed: str, expected: str) -> None:
    assert parse_day(typed).isoformat() == expected


@pytest.mark.parametrize("typed", ["2023-09", "", "..", "mai", "2023-09-31", "2023-09-01/2023-09-02"])
def test_what_is_no_day_is_told(typed: str) -> None:
    with pytest.raises(InputError, match="no day; write it as 2023-09-15 or 15/9/2023"):
        parse_day(typed)


@pytest.mark.parametrize(
    ("due_date", "bound", "expected"),
    [
        ("2023-09-18", "before", "..2023-09-17"),
        ("2023-09", "before", "..2023-08-31"),
        ("2023-35", "before", "..2023-06-30"),
        ("2023-09-18", "by", "..2023-09-18"),
        ("2023-09", "by", "..2023-09-30"),
        ("2025-01/2025-03", "by", "..2025-03-31"),
        ("2025-01/2025-03", "before", "..2024-12-31"),
        ("2023-09", "within", "2023-09-01..2023-09-30"),
        ("2023-09-18", "on", "2023-09-18..2023-09-18"),
        ("2023-09", None, "2023-09-01..2023-09-30"),
        ("2025-01/..", "within", "2025-01-01.."),
    ],
)
def test_due_days(due_date: str, bound: str | None, expected: str) -> None:
    assert due_days(due_date, bound) == days(expected)


@pytest.mark.parametrize(
    ("due_date", "bound"), [(None, "by"), ("sớm", "by"), ("2025-01/..", "by"), ("../2025", "before")]
)
def test_no_due_days(due_date: str | None, bound: str) -> None:
    assert due_days(due_date, bound) is None


@pytest.mark.parametrize(
    ("rrule", "bound", "period", "expected"),
    [
        ("FREQ=YEARLY;BYMONTH=11", None, "2023/2024", ["2023-11-01..2023-11-30", "2024-11-01..2024-11-30"]),
        ("FREQ=YEARLY;BYMONTH=11", "before", "2023", ["..2023-10-31"]),
        ("FREQ=YEARLY;BYMONTH=1", "before", "2023", ["..2023-12-31"]),
        ("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15", "before", "2023", ["..2023-06-14", "..2023-12-14"]),
        ("FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1", "before", "2023", ["..2023-06-30", "..2023-12-31"]),
        (
            "FREQ=MONTHLY",
            None,
            "2024-Q1",
            ["2024-01-01..2024-01-31", "2024-02-01..2024-02-29", "2024-03-01..2024-03-31"],
        ),
        ("FREQ=MONTHLY", "by", "2024-02", ["..2024-02-29"]),
        ("FREQ=MONTHLY;INTERVAL=3", None, "2023-08", ["2023-07-01..2023-09-30"]),
        ("FREQ=MONTHLY;INTERVAL=3", "by", "2023-08", []),
        ("FREQ=MONTHLY;INTERVAL=6", None, "2023", ["2023-01-01..2023-06-30", "2023-07-01..2023-12-31"]),
        (
            "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=25",
            None,
            "2023-01/2023-06",
            ["2023-03-25..2023-03-25", "2023-06-25..2023-06-25"],
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=31",
            None,
            "2023-02/2023-04",
            ["2023-02-28..2023-02-28", "2023-03-31..2023-03-31", "2023-04-30..2023-04-30"],
        ),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", None, "2024-02", ["2024-02-29..2024-02-29"]),
        ("FREQ=MONTHLY;BYMONTHDAY=15,30", None, "2023-02", ["2023-02-15..2023-02-15", "2023-02-28..2023-02-28"]),
        ("FREQ=MONTHLY;BYMONTHDAY=1", "before", "2023-01/2023-02", ["..2023-01-31", "..2023-02-28"]),
        ("FREQ=YEARLY", None, "2023-06", ["2023-01-01..2023-12-31"]),
        ("FREQ=YEARLY;INTERVAL=5", None, "2023", ["2021-01-01..2025-12-31"]),
        ("FREQ=WEEKLY", None, "2023-09-13", ["2023-09-11..2023-09-17"]),
        ("FREQ=WEEKLY;BYDAY=FR", None, "2023-09-11/2023-09-24", ["2023-09-15..2023-09-15", "2023-09-22..2023-09-22"]),
        ("FREQ=WEEKLY;BYDAY=MO", "before", "2023-09-11/2023-09-24", ["..2023-09-17", "..2023-09-24"]),
        ("FREQ=DAILY", None, "2023-09-13/2023-09-14", ["2023-09-13..2023-09-13", "2023-09-14..2023-09-14"]),
        ("FREQ=HOURLY", None, "2023", []),
        ("FREQ=MONTHLY;BYMONTHDAY=45", None, "2023", []),
        ("hằng tháng", None, "2023", []),
    ],
)
def test_occurrences(rrule: str, bound: str | None, period: str, expected: list[str]) -> None:
    assert occurrences(rrule, None, None, parse_period(period), bound) == [days(each) for each in expected]


@pytest.mark.parametrize(
    ("since", "until", "period", "expected"),
    [
        ("2023-03-10", None, "2023-01/2023-04", ["2023-03-01..2023-03-31", "2023-04-01..2023-04-30"]),
        (None, "2023-02-10", "2023", ["2023-01-01..2023-01-31", "2023-02-01..2023-02-28"]),
        ("2023-11-20", "2023-12-31", "../..", ["2023-11-01..2023-11-30", "2023-12-01..2023-12-31"]),
        ("2023-11-20", None, "../2023-12", ["2023-11-01..2023-11-30", "2023-12-01..2023-12-31"]),
        (None, None, "../..", []),
        ("2024-01-01", "2023-01-01", "2023", []),
    ],
)
def test_a_duty_recurs_from_its_beginning_to_its_end(
    since: str | None, until: str | None, period: str, expected: list[str]
) -> None:
    begin, end = (date.fromisoformat(day) if day else None for day in (since, until))
    assert occurrences("FREQ=MONTHLY", begin, end, parse_period(period)) == [days(each) for each in expected]


@pytest.mark.parametrize(
    ("before", "until", "expected"),
    [
        ("2023-09-15", None, "2023-06-30"),
        ("2023-10-01", None, "2023-09-30"),
        ("2023-09-15", "2022-12-01", "2022-12-31"),
    ],
)
def test_latest(before: str, until: str | None, expected: str) -> None:
    end = date.fromisoformat(until or before)
    found = latest_occurrence("FREQ=MONTHLY;INTERVAL=3", None, date.fromisoformat(before), end)
    assert found
    assert found.last == date.fromisoformat(expected)


RULES = """\
FREQ=YEARLY;BYMONTH=11
FREQ=YEARLY;BYMONTH=2
FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15
FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15,20
FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31
FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29
FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1
FREQ=YEARLY
FREQ=YEARLY;INTERVAL=2
FREQ=YEARLY;BYMONTHDAY=5
FREQ=MONTHLY
FREQ=MONTHLY;BYMONTHDAY=1
FREQ=MONTHLY;BYMONTHDAY=15
FREQ=MONTHLY;BYMONTHDAY=15,30
FREQ=MONTHLY;BYMONTHDAY=30,31
FREQ=MONTHLY;BYMONTHDAY=31
FREQ=MONTHLY;BYMONTHDAY=-1
FREQ=MONTHLY;INTERVAL=2
FREQ=MONTHLY;INTERVAL=3
FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=25
FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=31
FREQ=MONTHLY;INTERVAL=6
FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=10
FREQ=MONTHLY;INTERVAL=5
FREQ=WEEKLY
FREQ=WEEKLY;INTERVAL=2
FREQ=WEEKLY;BYDAY=FR
FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH
FREQ=DAILY
FREQ=DAILY;INTERVAL=10
""".splitlines()


@pytest.mark.parametrize("rrule", RULES)
@pytest.mark.parametrize("bound", [None, "before"])
@pytest.mark.parametrize("until", [None, "2024-08-20"])
def test_an_independent_library_expands_a_calendar_to_the_same_days(
    rrule: str, bound: str | None, until: str | None
) -> None:
    since, end = date(2022, 3, 10), date.fromisoformat(until) if until else None
    expected = [found.last for found in occurrences(rrule, since, end, Interval(since, date(2025, 12, 31)), bound)]
    rule = calendar_rule(rrule, since, end, bound)
    assert rule
    event = f"UID:1\nDTSTART;VALUE=DATE:{rule.dtstart:%Y%m%d}\nDTEND;VALUE=DATE:{rule.end:%Y%m%d}\nRRULE:{rule.rrule}"
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\n{event}\nEND:VEVENT\nEND:VCALENDAR\n"
    calendar = Calendar.from_ical(text.replace("\n", "\r\n"))
    found = recurring_ical_events.of(calendar).between(since, date(2027, 1, 1))
    held = sorted(event["DTSTART"].dt for event in found)
    assert all(event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1) for event in found)
    # An occurrence that lasts beyond the period is in it; in the calendar only its last day is.
    assert expected == held[: len(expected)]
    assert all(day > date(2025, 12, 31) for day in held[len(expected) :])


def test_no_calendar_where_nothing_falls_due() -> None:
    assert calendar_rule("FREQ=YEARLY;BYMONTH=1", date(2023, 3, 1), date(2023, 12, 31)) is None
    assert calendar_rule("FREQ=HOURLY", None) is None
