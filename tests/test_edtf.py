"""EDTF: parts, days, quarters, and how annotations write it."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from vbparse.edtf import (
    Date,
    Interval,
    coarser_dates,
    cut_time,
    day_end,
    format_date,
    format_quarter,
    is_day,
    is_valid_day,
    month_end,
    parse_date,
    parse_day,
    parse_interval,
    quarter_months,
    quarter_of,
    short_form,
    written_ends,
)


def days(text: str) -> Interval:
    """2023-01-01..2023-01-31, either end open where nothing stands."""
    first, last = text.split("..")
    return Interval(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2023-09-10", "2023-09-10..2023-09-10"),
        ("2023-11", "2023-11-01..2023-11-30"),
        ("2024-02", "2024-02-01..2024-02-29"),
        ("2026-33", "2026-01-01..2026-03-31"),
        ("2026-34", "2026-04-01..2026-06-30"),
        ("2026-36", "2026-10-01..2026-12-31"),
        ("2025", "2025-01-01..2025-12-31"),
        ("2025-01/2025-03", "2025-01-01..2025-03-31"),
        ("2023-08-04/2023-08-20", "2023-08-04..2023-08-20"),
        ("../2025-03", "..2025-03-31"),
        ("2025-01/..", "2025-01-01.."),
    ],
)
def test_edtf(edtf: str, expected: str) -> None:
    assert parse_interval(edtf) == days(expected)


@pytest.mark.parametrize(
    "edtf", [None, "", "..", "2023-13", "2023-37", "2023-02-30", "2023-9", "2025/2024", "nay", "2023?"]
)
def test_what_is_no_edtf(edtf: str | None) -> None:
    assert parse_interval(edtf) is None


@pytest.mark.parametrize(
    ("edtf", "parts"),
    [
        ("2023-09-10", Date(2023, 9, 10)),
        ("2023-09", Date(2023, 9)),
        ("2023", Date(2023)),
        ("2023-35", Date(2023, quarter=3)),
        ("2023-02-31", Date(2023, 2, 31)),
        ("2023-35-01", None),
        ("2023-32", None),
        ("2023-00", None),
        ("2023/2024", None),
        (None, None),
    ],
)
def test_parts_of_a_date(edtf: str | None, parts: Date | None) -> None:
    assert parse_date(edtf) == parts


def test_dates_are_written() -> None:
    assert [format_date(2023), format_date(2023, 9), format_date(2023, 9, 1)] == ["2023", "2023-09", "2023-09-01"]
    assert [format_quarter(2023, quarter) for quarter in (1, 2, 3, 4)] == ["2023-33", "2023-34", "2023-35", "2023-36"]


def test_quarters_and_their_months() -> None:
    assert [quarter_of(month) for month in range(1, 13)] == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]
    assert [quarter_months(quarter) for quarter in (1, 2, 3, 4)] == [(1, 3), (4, 6), (7, 9), (10, 12)]


def test_ends_of_months_and_days() -> None:
    assert month_end(date(2024, 2, 1)) == date(2024, 2, 29)
    assert day_end(date(2023, 12, 31)).replace(tzinfo=None) == datetime(2024, 1, 1)


@pytest.mark.parametrize(
    ("edtf", "day"), [("2023-09-10", date(2023, 9, 10)), ("2023-02-31", None), ("2023-09", None), (None, None)]
)
def test_single_days(edtf: str | None, day: date | None) -> None:
    assert parse_day(edtf) == day


@pytest.mark.parametrize(
    ("day", "is_one"),
    [
        ((2024, 2, 29), True),
        ((2023, 2, 29), False),
        ((None, 2, 29), True),
        ((2023, 2, None), True),
        ((2023, 2, 0), False),
    ],
)
def test_valid_days(day: tuple[int | None, int | None, int | None], is_one: bool) -> None:
    assert is_valid_day(*day) is is_one


@pytest.mark.parametrize(
    ("edtf", "names_day"),
    [
        ("2024-05-17", True),
        ("2024-05", False),
        ("2024-35", False),
        ("2024", False),
        ("2024-05/..", False),
        (None, False),
    ],
)
def test_dates_that_name_a_day(edtf: str | None, names_day: bool) -> None:
    assert is_day(edtf) is names_day


def test_days_of_moments_and_coarser_dates() -> None:
    assert [cut_time(x) for x in ("2024-05-17T08:30:00+07:00", "2024-05-17")] == ["2024-05-17"] * 2
    assert [coarser_dates(x) for x in ("2024-05-17", "2024-05", "2024")] == [["2024", "2024-05"], ["2024"], []]


def test_open_ends_are_not_written() -> None:
    edtf = ["2023", "2023/2024", "../2024", "2023/..", "..", None]
    assert [written_ends(each) for each in edtf] == [["2023"], ["2023", "2024"], ["2024"], ["2023"], [], []]


@pytest.mark.parametrize(
    ("edtf", "short"),
    [
        ("2026-34", "2026-Q2"),
        ("2023-11-XX", "2023-11"),
        ("2023-XX-XX", "2023"),
        ("../2026-34", "../2026-34"),
        (None, ""),
    ],
)
def test_dates_as_annotations_write_them(edtf: str | None, short: str) -> None:
    assert short_form(edtf) == short
