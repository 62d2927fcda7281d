"""The timeline: places are linear in days, and nothing that is drawn lies elsewhere than its days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from vbparse.web.drawing.timeline import LANES, PLOT, Day, Row, Stretch, Timeline, draw_timeline

TODAY = date(2023, 9, 1)
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def drawn(*rows: Row, within: tuple[date | None, date | None] = (None, None)) -> Timeline:
    found = draw_timeline(rows, TODAY, within)
    assert found
    return found


def row(*stretches: tuple[date | None, date | None], days: tuple[date, ...] = ()) -> Row:
    return Row(
        "21/KH-UBND",
        "told",
        "/",
        [Stretch(a, b, "Đợt 1", "told") for a, b in stretches],
        [Day(d, "told") for d in days],
    )


def read(timeline: Timeline, x: float) -> date:
    """The day that is drawn at a place."""
    return timeline.first + timedelta(days=int(x / timeline.per_day + 1e-6))


@given(st.lists(st.tuples(DAYS, DAYS), min_size=1, max_size=8), st.lists(DAYS, max_size=8))
def test_every_bar_and_mark_is_read_back_to_its_days(spans: list[tuple[date, date]], days: list[date]) -> None:
    stretches = [(min(span), max(span)) for span in spans]
    timeline = drawn(row(*stretches, days=tuple(days)))
    (band,) = timeline.bands
    assert len(band.bars) == len(stretches)
    for bar in band.bars:
        assert read(timeline, bar.x) == bar.stretch.start
        assert read(timeline, bar.x + bar.width - timeline.per_day / 2) == bar.stretch.end
    assert sorted(read(timeline, mark.x) for mark in band.marks) == sorted(days)
    assert min(bar.x for bar in band.bars) >= 0
    assert max(bar.x + bar.width for bar in band.bars) <= PLOT + 1e-6


@given(st.lists(st.tuples(DAYS, DAYS), min_size=2, max_size=8))
def test_bars_do_not_cover_each_other(spans: list[tuple[date, date]]) -> None:
    (band,) = drawn(row(*[(min(span), max(span)) for span in spans])).bands
    for n, bar in enumerate(band.bars):
        for other in band.bars[n + 1 :]:
            apart = bar.x + bar.width <= other.x + 1e-6 or other.x + other.width <= bar.x + 1e-6
            assert apart or bar.y != other.y
        assert 0 <= bar.y < band.height


def test_a_crowd_of_marks_takes_few_lanes() -> None:
    days = tuple(date(2023, 9, n) for n in range(1, 31))
    (band,) = drawn(row((date(2020, 1, 1), date(2026, 1, 1)), days=days)).bands
    assert len(band.marks) == 30
    assert len({mark.y for mark in band.marks}) == LANES


def test_an_open_end_runs_to_the_edge() -> None:
    timeline = drawn(row((date(2023, 3, 1), None)), row((date(2023, 4, 1), date(2023, 5, 1))))
    bar = timeline.bands[0].bars[0]
    assert timeline.last > date(2023, 5, 1)
    assert bar.x + bar.width == ((timeline.last - timeline.first).days + 1) * timeline.per_day


def test_what_lies_outside_the_days_asked_for_is_left_out() -> None:
    days = (date(2023, 1, 1), date(2023, 6, 15))
    within = (date(2023, 6, 1), date(2023, 6, 30))
    timeline = drawn(row((date(2022, 1, 1), date(2024, 1, 1)), days=days), within=within)
    (band,) = timeline.bands
    assert [mark.day.day for mark in band.marks] == [date(2023, 6, 15)]
    assert len(band.bars) == 1
    assert timeline.first >= date(2023, 5, 20)
    assert timeline.last <= date(2023, 7, 10)


def test_ticks_are_months_quarters_or_years_as_there_is_room() -> None:
    steps = {
        years: drawn(row((date(2020, 1, 1), date(2020 + years, 1, 1)))).ticks[0].months for years in (1, 3, 10, 900)
    }
    assert steps == {1: 2, 3: 6, 10: 12, 900: 1200}
    ticks = drawn(row((date(2023, 1, 10), date(2023, 12, 20)))).ticks
    assert [tick.day for tick in ticks] == [date(2023, m, 1) for m in (3, 5, 7, 9, 11)]
    assert all(b.x - a.x > 8 for a, b in pairwise(ticks))


def test_today_is_drawn_where_it_is_within() -> None:
    within = drawn(row((date(2023, 1, 1), date(2023, 12, 31))))
    assert within.today is not None
    assert read(within, within.today) == TODAY
    assert drawn(row((date(2021, 1, 1), date(2021, 12, 31)))).today is None


def test_nothing_to_draw() -> None:
    assert draw_timeline([], TODAY) is None
    assert draw_timeline([row((None, None))], TODAY) is None
    assert draw_timeline([row((date(2023, 1, 1), date(2023, 2, 1)))], TODAY, (date(2024, 1, 1), None)) is None


def test_the_ends_of_the_calendar() -> None:
    timeline = drawn(row((date.min, None), (None, date.max)))
    assert (timeline.first, timeline.last) == (date.min, date.max)
    assert len(timeline.bands[0].bars) == 2
