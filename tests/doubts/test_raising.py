"""Doubts raised, listed and taken back."""

from __future__ import annotations

import pytest

from raised import BODY, END, HEAD, codes, doubt_again, duties, plan, unsure
from vbparse import Document
from vbparse.doubts.raising import clear_doubts, is_sure, keep_standing_doubts, list_doubts
from vbparse.doubts.witness import WITNESSES
from vbparse.schema import Anomaly, Issued
from vbparse.vocabularies import AnomalyCode, DoubtCode


def shown() -> list[Document]:
    """Documents that raise every code."""
    cut = duties("1. Giao cán bộ theo dõi việc trồng cây ở các thôn.")
    cut.obligations[0].assignee_text = "cán bộ và"
    cut.obligations[0].task = "Kinh phí:"
    unread = plan()
    unread.anomalies = [Anomaly(code=AnomalyCode.UNREADABLE, message="")]
    return [
        doubt_again(cut),
        doubt_again(unread),
        plan("Căn cứ Quyết định số 79 của UBND huyện;\n" + BODY, head=HEAD.replace("KH-UBND", "QĐ-TT1g-Bộ")),
        plan("Căn cứ Quyết định số 79/QĐ-TT1g của UBND huyện;\n" + BODY, end=END[: END.index("TM.")]),
        unsure(plan(), "27/KH-UBND"),
    ]


def test_every_code_is_raised_by_a_witness() -> None:
    assert {one.code for one in WITNESSES} == set(DoubtCode)


def test_every_code_is_raised_by_a_document() -> None:
    assert {doubt.code for document in shown() for doubt in list_doubts(document)} == set(DoubtCode)


def test_each_code_has_its_sentence_in_both_languages() -> None:
    assert all(code.vi and code.en and code.vi != code.en for code in DoubtCode)


def test_doubts_are_listed_with_path_and_place() -> None:
    document = plan(head=HEAD.replace("Số: 27/KH-UBND\n", ""), body="Căn cứ Quyết định số 79 của UBND huyện;\n" + BODY)
    first, second = list_doubts(document)
    assert (first.path, first.code, first.span) == ("", "no-number", None)
    assert second.path == f"references.{document.references[0].id}"
    assert (second.code, second.span) == ("no-number", document.references[0].span)
    assert second.vi == "thiếu số, ký hiệu hoặc ngày"
    assert second.en == "number, symbol or day is missing"
    assert not is_sure(document)
    assert is_sure(plan())


def test_a_value_that_a_person_set_is_sure() -> None:
    document = duties("1. Giao cán bộ theo dõi việc trồng cây, xong trước ngày 20/6/2021.")
    item = document.obligations[0]
    assert (codes(item), codes(item.due)) == (["name-unknown"], ["disagrees"])
    clear_doubts(document, f"obligations.{item.id}.due.date")
    assert (codes(item), codes(item.due)) == (["name-unknown"], [])
    clear_doubts(document, f"obligations.{item.id}.task")
    assert codes(item) == []


@pytest.mark.parametrize("path", ["number", "number.symbol", None])
def test_a_single_value_that_a_person_set(path: str | None) -> None:
    document = plan(head=HEAD.replace("KH-UBND", "QĐ-UBND"))
    assert codes(document.number) == ["disagrees"]
    clear_doubts(document, path)
    assert codes(document.number) == []


def test_what_was_missing_and_is_filled_in() -> None:
    document = plan(head=HEAD.replace("Bình Sơn, ngày 15 tháng 5 năm 2024\n", ""))
    assert codes(document) == ["missing"]
    document.issued = Issued(place="Bình Sơn", date="2024-05-15")
    keep_standing_doubts(document)
    assert codes(document) == []


def test_a_page_that_is_hard_to_read_waits_until_somebody_looked_at_it() -> None:
    document = plan()
    place = {"page": 3, "box": [0.0, 0.0, 595.0, 842.0]}
    document.anomalies = [Anomaly(code=AnomalyCode.PAGE_DOUBTFUL, message="Trang 3 quét không rõ.", origin=[place])]
    assert [(one.path, one.code) for one in list_doubts(document)] == [("pages.3", "ocr-uncertain")]
    assert not is_sure(document)
    clear_doubts(document)
    assert is_sure(document)
    assert [one.severity for one in document.anomalies] == ["info"]
