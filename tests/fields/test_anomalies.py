"""Anomalies: what is odd is told with its place, and nothing else is."""

from __future__ import annotations

import pytest

from plans import HEAD, parse_plan
from vbparse.fields.anomalies import EXAMPLES, REJECTS
from vbparse.schema import Document

CLEAN = "I. NỘI DUNG\n1. Trồng cây ven đường.\n2. Chăm sóc cây mới trồng.\nII. KINH PHÍ\nNgân sách xã."


def told(document: Document) -> list[tuple[str, str]]:
    text = document.text or ""
    return [(a.code, " ".join(text[slice(*a.span)].split()) if a.span else "") for a in document.anomalies]


def test_a_plan_without_faults_has_none() -> None:
    assert parse_plan(CLEAN).anomalies == []


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ("Số: 27/", "Số:     /", "number-blank", "Số: /KH-UBND"),
        ("ngày 15 tháng 5", "ngày    tháng 5", "date-blank", "Bình Sơn, ngày tháng 5 năm 2024"),
    ],
)
def test_blanks_of_the_letterhead(old: str, new: str, code: str, where: str) -> None:
    document = parse_plan(CLEAN, head=HEAD.replace(old, new))
    assert told(document) == [(code, where)]
    assert document.anomalies[0].severity == "info"


@pytest.mark.parametrize(("code", "body", "wording"), EXAMPLES)
def test_a_fault_is_told_at_its_place(code: str, body: str, wording: str) -> None:
    assert told(parse_plan(body)) == [(code, wording)]


@pytest.mark.parametrize("body", REJECTS)
def test_what_is_not_odd(body: str) -> None:
    assert parse_plan(body).anomalies == []


def test_anomalies_stand_in_the_order_of_the_text() -> None:
    found = parse_plan("I. NỘI DUNG\nTrồng cây cây ngày 31/4/2024.\nIII. KINH PHÍ\nXã.").anomalies
    assert [a.code for a in found] == ["word-doubled", "date-impossible", "section-number-skipped"]
    assert all(a.message.endswith(".") for a in found)
