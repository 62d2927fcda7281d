"""Arrival stamps: from a picture, at an odd time, or left open."""

from __future__ import annotations

import pytest

from raised import HEAD, codes, doubt_again, plan, unsure
from vbparse import Document
from vbparse.schema import Anomaly, Received
from vbparse.vocabularies import AnomalyCode, TextOrigin


def stamped(day: str = "20/5/2024", number: str = "219") -> Document:
    """A plan of 15/5/2024 with a typed stamp."""
    return plan(head=HEAD.replace("\nKẾ HOẠCH\n", f"\nĐẾN\nSố: {number}\nNgày: {day}\n\nKẾ HOẠCH\n"))


@pytest.mark.parametrize("day", ["15/5/2024", "20/5/2024", "14/7/2024"])
def test_a_typed_stamp_of_a_likely_day_is_sure(day: str) -> None:
    assert codes(stamped(day).received) == []


@pytest.mark.parametrize("day", ["14/5/2024", "15/7/2024", "20/5/2042"])
def test_a_document_does_not_arrive_before_it_is_issued_nor_long_after(day: str) -> None:
    assert codes(stamped(day).received) == ["disagrees"]


def test_a_month_of_issue_counts_to_its_last_day() -> None:
    document = stamped("30/7/2024")
    assert document.issued is not None
    document.issued.date = "2024-05"
    assert codes(doubt_again(document).received) == []
    document.issued = None
    assert codes(doubt_again(document).received) == []


@pytest.mark.parametrize(("day", "number"), [("…/…/20…", "219"), ("20/5/2024", "…"), ("…/…/20…", "…")])
def test_a_stamp_without_number_or_day(day: str, number: str) -> None:
    assert codes(stamped(day, number).received) == ["no-number"]


def test_a_stamp_from_a_picture_may_be_misread() -> None:
    document = stamped()
    document.source.text_origin = TextOrigin.OCR
    assert codes(doubt_again(document).received) == ["ocr-uncertain"]
    assert codes(unsure(stamped(), "219").received) == ["ocr-uncertain"]


@pytest.mark.parametrize(("page", "doubts"), [(1, []), (3, ["ocr-uncertain"])])
def test_of_a_file_with_some_recognised_pages_only_the_stamps_on_these(page: int, doubts: list[str]) -> None:
    document = plan()
    document.received = Received(number="219", date="2024-05-20", text="ĐẾN", span=None, origin=[{"page": page}])
    document.source.text_origin = TextOrigin.OCR
    places = [{"page": 3}]
    document.anomalies = [Anomaly(code=AnomalyCode.TEXT_LAYER_MISSING, message="x", span=None, origin=places)]
    assert codes(doubt_again(document).received) == doubts
