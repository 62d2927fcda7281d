"""References: mentions of one document are one; relations; sections."""

from __future__ import annotations

import pytest

from plans import plan


def test_all_mentions_of_one_document_are_one_reference() -> None:
    document = plan(
        "Căn cứ Quyết định số 8/QĐ-UBND ngày 07/01/2024 của UBND huyện;\n"
        "I. NỘI DUNG\n1. Trồng cây theo Quyết định số 8/QĐ-UBND.\n"
        "2. Chăm sóc theo Quyết định số 8/QĐ-UBND ngày 07/01/2024."
    )
    (found,) = document.references
    assert (found.doc_type, found.number, found.symbol, found.canonical) == ("QĐ", "8", "QĐ-UBND", "8/QĐ-UBND")
    assert (found.date, found.issuer, found.relation, found.section) == ("2024-01-07", "UBND huyện", "basis", None)
    text = document.text or ""
    assert [text[a:b] for a, b in found.mentions] == ["Quyết định số 8/QĐ-UBND"] * 3
    assert found.span == found.mentions[0]
    assert len(found.origin) == 3


def test_one_number_with_two_dates_is_two_documents() -> None:
    plans = "1. Theo Kế hoạch số 9/KH-UBND ngày 01/3/2024.\n2. Theo Kế hoạch số 9/KH-UBND ngày 02/4/2023."
    document = plan(f"I. NỘI DUNG\n{plans}")
    assert [(r.canonical, r.date, r.section) for r in document.references] == [
        ("9/KH-UBND", "2024-03-01", "I.1"), ("9/KH-UBND", "2023-04-02", "I.2")
    ]  # fmt: skip


def test_a_number_cut_short_joins_the_document_it_can_only_mean() -> None:
    (found,) = plan(
        "I. NỘI DUNG\n1. Theo Chỉ thị số 11/CT-TTg ngày 01/3/2024.\n2. Chỉ thị 11 vẫn còn hiệu lực."
    ).references
    assert (found.canonical, len(found.mentions)) == ("11/CT-TTg", 2)


def test_the_documents_own_number_is_no_reference() -> None:
    document = plan(
        "I. NỘI DUNG\nTrồng cây.\n",
        end="\nPHỤ LỤC\nDANH SÁCH\n(Kèm theo Kế hoạch số 27/KH-UBND ngày 15/5/2024)\n1. Thôn An.\n",
    )
    assert document.number is not None
    assert (document.number.canonical, document.references) == ("27/KH-UBND", [])


def test_a_law_by_its_name() -> None:
    (found,) = plan("Căn cứ Luật Lâm nghiệp ngày 15/11/2017;\nI. NỘI DUNG\nTheo Luật Lâm nghiệp.").references
    assert (found.doc_type, found.canonical, found.name, found.date) == ("Luật", None, "Luật Lâm nghiệp", "2017-11-15")


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("Căn cứ Quyết định số 8/QĐ-UBND ngày 07/01/2024;", "basis"),
        ("Thực hiện Quyết định số 8/QĐ-UBND ngày 07/01/2024;", "implements"),
        ("I. NỘI DUNG\nTrồng cây nhằm triển khai Quyết định số 8/QĐ-UBND.", "implements"),
        ("I. NỘI DUNG\nKế hoạch này thay thế Quyết định số 8/QĐ-UBND.", "replaces"),
        ("I. NỘI DUNG\nBãi bỏ Quyết định số 8/QĐ-UBND.", "repeals"),
        ("I. NỘI DUNG\nSửa đổi Điều 2 Quyết định số 8/QĐ-UBND.", "amends"),
        ("I. NỘI DUNG\nMẫu đơn có trong Quyết định số 8/QĐ-UBND.", "cites"),
    ],
)
def test_relations(sentence: str, relation: str) -> None:
    (found,) = plan(sentence).references
    assert (found.canonical, found.relation) == ("8/QĐ-UBND", relation)


def test_a_number_in_the_letterhead_or_filing_line_is_no_reference() -> None:
    assert plan("I. NỘI DUNG\nTrồng cây.").references == []
