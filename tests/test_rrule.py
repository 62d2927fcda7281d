"""RRULE: its parts, and how annotations write it. Its occurrences are tested in `archive/test_periods.py`."""

from __future__ import annotations

import pytest

from vbparse.rrule import Rule, is_rule, parse_rule, short_form


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
