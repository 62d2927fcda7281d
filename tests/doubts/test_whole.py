"""What a document lacks as a whole."""

from __future__ import annotations

import pytest

from raised import END, HEAD, codes, doubt_again, plan
from vbparse.schema import Anomaly
from vbparse.vocabularies import AnomalyCode, Severity


def test_a_whole_document_is_sure() -> None:
    assert codes(plan()) == []


def test_a_number_that_is_not_there() -> None:
    assert codes(plan(head=HEAD.replace("Số: 27/KH-UBND\n", ""))) == ["no-number"]
    assert codes(plan(head=HEAD.replace("Số: 27/KH-UBND\n", "Số:      /KH-UBND\n"))) == []


def test_a_letterhead_without_a_day() -> None:
    assert codes(plan(head=HEAD.replace("Bình Sơn, ngày 15 tháng 5 năm 2024\n", ""))) == ["missing"]
    assert codes(plan(head=HEAD.replace("ngày 15 tháng 5", "ngày     tháng    "))) == []


def test_a_document_that_nobody_signed() -> None:
    assert codes(plan(end=END[: END.index("TM.")])) == ["missing"]


@pytest.mark.parametrize(
    ("code", "severity", "doubt"),
    [
        (AnomalyCode.BODY_MISSING, Severity.ERROR, "missing"),
        (AnomalyCode.UNREADABLE, Severity.WARNING, "unreadable"),
        (AnomalyCode.PAGE_UNREAD, Severity.ERROR, "unreadable"),
    ],
)
def test_what_the_reading_itself_reports(code: AnomalyCode, severity: Severity, doubt: str) -> None:
    document = plan()
    document.anomalies = [Anomaly(code=code, severity=severity, message="")]
    assert codes(doubt_again(document)) == [doubt]
