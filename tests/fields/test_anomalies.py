"""Anomalies: what is odd is told with its place, and nothing else is."""

from __future__ import annotations

import pytest

from plans import HEAD, plan
from vbparse.schema import Document

CLEAN = "I. NỘI DUNG\n1. Trồng cây ven đường.\n2. Chăm sóc cây mới trồng.\nII. KINH PHÍ\nNgân sách xã."


def told(document: Document) -> list[tuple[str, str]]:
    text = document.text or ""
    return [(a.code, " ".join(text[slice(*a.span)].split()) if a.span else "") for a in document.anomalies]


def test_a_plan_without_faults_has_none() -> None:
    assert plan(CLEAN).anomalies == []


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ("Số: 27/", "Số:     /", "number-blank", "Số: /KH-UBND"),
        ("ngày 15 tháng 5", "ngày    tháng 5", "date-blank", "Bình Sơn, ngày tháng 5 năm 2024"),
    ],
)
def test_blanks_of_the_letterhead(old: str, new: str, code: str, where: str) -> None:
    document = plan(CLEAN, head=HEAD.replace(old, new))
    assert told(document) == [(code, where)]
    assert document.anomalies[0].severity == "info"


@pytest.mark.parametrize(
    ("body", "code", "where"),
    [
        ("I. NỘI DUNG\nA.\nII. KINH PHÍ\nB.\nII. THỜI GIAN\nC.", "section-number-repeated", "II. THỜI GIAN"),
        ("I. NỘI DUNG\nA.\nIII. KINH PHÍ\nB.", "section-number-skipped", "III. KINH PHÍ"),
        ("I. NỘI DUNG\nTổ chức ngày 31/4/2024.", "date-impossible", "ngày 31/4/2024"),
        ("I. NỘI DUNG\nTổ chức vào tháng 18 tháng 9 năm 2024.", "date-impossible", "tháng 18 tháng 9 năm 2024"),
        ("I. NỘI DUNG\nTrồng cây cây ven đường.", "word-doubled", "cây cây"),
        ("I. NỘI DUNG\n- Đợt 1: từ ngày 01/6/2024 đến ngày 10/6/2024.\n- Đợt 2: từ ngày 08/6/2024 đến ngày 20/6/2024.",
         "phases-overlap",
         "Đợt 2: từ ngày 08/6/2024 đến ngày 20/6/2024"),
        ("I. NỘI DUNG\n- Đợt 1: từ ngày 01/6/2024 đến ngày 10/6/2024.\n"
         "II. TIẾN ĐỘ\n- Đợt 1: từ ngày 02/6/2024 đến ngày 12/6/2024.",
         "phases-contradict", "Đợt 1: từ ngày 02/6/2024 đến ngày 12/6/2024"),
        ("I. NỘI DUNG\nCác thôn báo cáo kết quả trước ngày 20/6/2021.", "year-mismatch", "trước ngày 20/6/2021"),
        ("I. NỘI DUNG\nTheo Kế hoạch số 27/KH-UBND ngày 03/4/2024 của huyện.", "own-number-cited",
         "Kế hoạch số 27/KH-UBND"),
        ("I. NỘI DUNG\nHDND xã trồng cây.", "abbreviation-suspect", "HDND"),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_place(body: str, code: str, where: str) -> None:
    assert told(plan(body)) == [(code, where)]


@pytest.mark.parametrize(
    "body",
    [
        "I. NỘI DUNG\n1. A.\na) B.\nb) C.\nc) D.\nd) E.\ne) G.",
        "I. NỘI DUNG\nNgày ngày tưới cây, người người trồng cây.",
        "I. NỘI DUNG\n1. A.\n2. B.\nII. KINH PHÍ\n1. C.",
        "I. NỘI DUNG\nUBND, HĐND xã trồng cây.",
        "I. NỘI DUNG\n- Đợt 1: từ ngày 01/6/2024 đến ngày 10/6/2024.\n- Đợt 2: từ ngày 11/6/2024 đến ngày 20/6/2024.",
        "I. NỘI DUNG\nPhát huy kết quả thực hiện nhiệm vụ năm 2024.",
    ],
    ids=["letters-without-đ", "reduplication", "new-series", "known-abbreviations", "phases", "own-year"],
)
def test_what_is_not_odd(body: str) -> None:
    assert plan(body).anomalies == []


def test_anomalies_stand_in_the_order_of_the_text() -> None:
    found = plan("I. NỘI DUNG\nTrồng cây cây ngày 31/4/2024.\nIII. KINH PHÍ\nXã.").anomalies
    assert [a.code for a in found] == ["word-doubled", "date-impossible", "section-number-skipped"]
    assert all(a.message.endswith(".") for a in found)
