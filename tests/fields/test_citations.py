"""Mentions of documents as they stand in the text."""

from __future__ import annotations

import pytest

from vbparse.fields.citations import Mention, mentions, type_of_symbol
from vbparse.text import fold_view


def read(text: str) -> list[tuple[str | None, str | None, str | None, str | None]]:
    """Type, number, date, issuer of each mention."""
    view = fold_view(text)
    return [
        (m.doc_type, m.number, m.date, view[m.issuer.start : m.issuer.end] if m.issuer else None)
        for m in mentions(view)
    ]


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ", ("NĐ", "30/2020/NĐ-CP", "2020-03-05", "Chính phủ")),
        ("Quyết định số 8/QĐ-UBND ngày 7 tháng 01 năm 2024", ("QĐ", "8/QĐ-UBND", "2024-01-07", None)),
        (
            "Quyết định số 8/QĐ-UBND của UBND huyện Vĩnh Khê ngày 07/01/2024",
            ("QĐ", "8/QĐ-UBND", "2024-01-07", "UBND huyện Vĩnh Khê"),
        ),
        ("Nghị quyết số 26-NQ/ĐU ngày 3/4/2024", ("NQ", "26-NQ/ĐU", "2024-04-03", None)),
        ("Công văn số 397/UBND-TP", ("CV", "397/UBND-TP", None, None)),
        ("Kế hoạch số 12 / KH - UBND", ("KH", "12/KH-UBND", None, None)),
        ("KẾ HOẠCH SỐ 12/KH-UBND", ("KH", "12/KH-UBND", None, None)),
        ("Luật Đất đai ngày 18 tháng 01 năm 2024", ("Luật", None, "2024-01-18", None)),
        ("Luật Lâm nghiệp số 16/2017/QH14", ("Luật", "16/2017/QH14", None, None)),
        ("Chỉ thị 11 của Ban Thường vụ Tỉnh ủy", ("CT", "11", None, "Ban Thường vụ Tỉnh ủy")),
        ("theo 09/2013/TT-BXD", ("TT", "09/2013/TT-BXD", None, None)),
    ],
)
def test_one_mention(text: str, mention: tuple[str | None, ...]) -> None:
    assert read(text) == [mention]


def test_several_numbers_under_one_type() -> None:
    assert [(m[0], m[1]) for m in read("các Quyết định số 79/QĐ-UBND; số 657/QĐ-UBND và số 80/QĐ-SNV của tỉnh")] == [
        ("QĐ", "79/QĐ-UBND"), ("QĐ", "657/QĐ-UBND"), ("QĐ", "80/QĐ-SNV"),
    ]  # fmt: skip


def test_the_span_runs_from_the_type_to_the_symbol() -> None:
    text = "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/3/2024"
    (found,) = mentions(text)
    assert text[slice(*found.span)] == "Kế hoạch số 12/KH-UBND"
    assert found == Mention(found.span, "KH", "12/KH-UBND", None, "2024-03-05", None)


@pytest.mark.parametrize(
    "text",
    [
        "kế hoạch 5 năm 2021-2025",
        "Chương trình 30 phút",
        "tỷ lệ 12/20",
        "ngày 15/3/2024",
        "luật sư của xã",
        "số 12 thôn",
        "Kế hoạch này",
    ],
)
def test_what_is_no_document(text: str) -> None:
    assert read(text) == []


def test_an_impossible_date_is_no_date() -> None:
    assert [m[2] for m in read("Quyết định số 8/QĐ-UBND ngày 31/4/2024")] == [None]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("12/QĐ-UBND", "QĐ"),
        ("64/2025/QH15", "Luật"),
        ("26-NQ/ĐU", "NQ"),
        ("2888/UBND-NV", "CV"),
        ("30/2020/NĐ-CP", "NĐ"),
        ("12", None),
        (None, None),
    ],
)
def test_the_symbol_names_the_type(number: str | None, code: str | None) -> None:
    assert type_of_symbol(number) == code
