"""RRULE: its parts, and how annotations write it. Its occurrences are tested in `archive/test_periods.py`."""

from __future__ import annotations

from datetime import MAXYEAR, date
from itertools import islice

import pytest

from vbparse.rrule import Rule, find_cycle, is_rule, parse_rule, short_form


@pytest.mark.parametrize(
    ("rrule", "rule", "name"),
    [
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20", Rule("MONTHLY", 3, monthdays=(20,)), "quarterly"),
        ("rrule:freq=yearly;bymonth=12,6;", Rule("YEARLY", months=(6, 12)), "yearly"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", Rule("WEEKLY", 2, weekdays=("MO", "TH")), None),
    ],
)
def test_parts_of_a_rule(rrule: str, rule: Rule, name: str | None) -> None:
    assert parse_rule(rrule) == rule
    assert rule.name == name


@pytest.mark.parametrize(
    "rrule",
    [
        None,
        "",
        "hằng tháng",
        "FREQ=HOURLY",
        "FREQ=DAILY;COUNT=3",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=YEARLY;BYMONTH=one",
        "FREQ=MONTHLY;INTERVAL=0",
        "FREQ=MONTHLY;INTERVAL=x",
        "FREQ=MONTHLY;BYMONTHDAY=32",
    ],
)
def test_what_is_not_read(rrule: str | None) -> None:
    assert parse_rule(rrule) is None


def test_rules_that_only_dateutil_reads_are_rules() -> None:
    assert [is_rule(each) for each in ("FREQ=DAILY;COUNT=3", "FREQ=MONTHLY", "hằng tháng", "")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("rrule", "word"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=15", "monthly:15"),
        ("FREQ=MONTHLY;BYMONTHDAY=15,30", "monthly:15,30"),
        ("FREQ=MONTHLY;INTERVAL=3", "quarterly"),
        ("FREQ=WEEKLY", "weekly"),
        ("RRULE:FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=10", "yearly:01-10"),
        ("FREQ=YEARLY;BYMONTH=3,6,9,12", "quarterly"),
        ("FREQ=YEARLY;BYMONTH=6,12", "half-yearly"),
        ("FREQ=MONTHLY;INTERVAL=6", "half-yearly"),
        ("FREQ=YEARLY", "yearly"),
        ("FREQ=MONTHLY;INTERVAL=2", ""),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", ""),
        ("FREQ=YEARLY;BYMONTH=1,5,9", ""),
        (None, ""),
        ("FREQ=DAILY", ""),
    ],
)
def test_rhythms_as_annotations_write_them(rrule: str | None, word: str) -> None:
    assert short_form(rrule) == word


@pytest.mark.parametrize("bound", [None, "before"])
@pytest.mark.parametrize(
    "rrule",
    [
        "FREQ=DAILY;INTERVAL=400",
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TH",
        "FREQ=MONTHLY;INTERVAL=7;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYMONTHDAY=1,15",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=YEARLY;INTERVAL=5",
    ],
)
def test_days_that_are_kept_by_years_are_those_of_the_rule(rrule: str, bound: str | None) -> None:
    cycle = find_cycle(rrule, bound)
    assert cycle
    for since in (date(2023, 1, 1), date(2023, 5, 17), date(2024, 12, 31)):
        assert [*islice(cycle.last_days(since), 40)] == [*islice(cycle.count_days(since), 40)]


def test_days_end_where_the_calendar_does() -> None:
    cycle = find_cycle("FREQ=YEARLY;INTERVAL=500", None)
    assert cycle
    assert all(day.year <= MAXYEAR for day in cycle.last_days(date(9000, 1, 1)))
