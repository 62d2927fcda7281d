"""What filters leave of an archive in a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import icalendar
import pytest

from archive.papers import keep, made, paper
from vbparse.archive.archive import Archive
from vbparse.exchange.ical import to_calendar
from vbparse.exchange.selection import Selection

AIM = "1. Đợt 1: từ ngày 01/4/2023 đến ngày 15/4/2023.\n\n2. Đợt 2: từ ngày 01/6/2023 đến ngày 30/6/2023."
REPEALED = "Kế hoạch này thay thế Kế hoạch số 12/KH-UBND ngày 10/3/2023 của Ủy ban nhân dân xã Suối Dền."


@pytest.fixture
def kho(tmp_path: Path) -> Iterator[Archive]:
    with made(tmp_path / "kho") as held:
        keep(held, paper("12", aim=AIM))
        yield held


def shown(held: Archive, **chosen: object) -> set[str]:
    found = icalendar.Calendar.from_ical(to_calendar(Selection(held, chosen)))
    return {str(event["SUMMARY"]).partition(":")[0].partition("]")[0] for event in found.walk("VEVENT")}


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        ({}, {"[Văn phòng - Thống kê", "Đợt 1", "Đợt 2"}),
        ({"due": "2023-04"}, set()),
        ({"due": "2023-Q1"}, {"[Văn phòng - Thống kê"}),
        ({"assignee": "vptk"}, {"[Văn phòng - Thống kê"}),
        ({"issuer": "suối dền"}, {"[Văn phòng - Thống kê", "Đợt 1", "Đợt 2"}),
        ({"issuer": "nà lộc"}, set()),
    ],
)
def test_a_calendar_has_the_deadlines_and_the_phases_that_filters_leave(
    kho: Archive, chosen: dict[str, object], left: set[str]
) -> None:
    assert shown(kho, **chosen) == left


def test_phases_of_a_replaced_document_are_left_out_as_its_deadlines_are(kho: Archive) -> None:
    keep(kho, paper("30", day=(2023, 5, 2), title="Phòng cháy mùa mưa", aim=REPEALED, work=()))
    assert kho.find("12").ended_how == "replaces"
    assert shown(kho) == set()
    assert shown(kho, ended=True) == {"[Văn phòng - Thống kê", "Đợt 1", "Đợt 2"}
