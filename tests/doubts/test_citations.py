"""Cited documents: number, symbol, day, issuer, and one citation against another."""

from __future__ import annotations

import pytest

from raised import BODY, codes, doubt_again, plan
from vbparse.doubts.symbols import is_well_formed, names_body, organ_of_symbol
from vbparse.schema import Reference


def cite(*cited: str) -> list[list[str]]:
    """The doubts about what is cited in the căn cứ of a plan."""
    return [codes(one) for one in plan("".join(f"Căn cứ {one};\n" for one in cited) + BODY).references]


@pytest.mark.parametrize(
    "cited",
    [
        "Quyết định số 79/QĐ-UBND ngày 19/02/2024 của UBND huyện",
        "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ",
        "Thông tư số 01/2023/TT-BYT ngày 05/3/2023 của Bộ trưởng Bộ Y tế",
        "Quy định số 69-QĐ/TW ngày 06/7/2022 của Ban Chấp hành Trung ương",
        "Nghị quyết số 12-NQ/HU ngày 20/6/2022 của Ban Chấp hành Đảng bộ huyện",
        "Công văn số 2003/UBDT-VP ngày 01/11/2023 của Ủy ban Dân tộc",
        "Luật Tổ chức chính quyền địa phương ngày 19/6/2015",
    ],
)
def test_usual_citations_are_sure(cited: str) -> None:
    assert cite(cited) == [[]]


@pytest.mark.parametrize(
    ("cited", "doubts"),
    [
        ("Quyết định số 12/QĐ-UB ngày 05/3/2020 của Ủy ban Quốc gia Ứng phó sự có, mưa lũ và cứu nạn", ["name-cut"]),
        ("Quyết định số 79/QĐ-UBND ngày 19/02/2024 của UBND huyện công bố danh mục thủ tục", []),
        ("Quyết định số 79/QĐ-UBND ngày 19/02/2024 của UBND huyện phê duyệt đề án", []),
    ],
)
def test_an_issuer_before_a_small_word_that_begins_nothing_else(cited: str, doubts: list[str]) -> None:
    assert cite(cited) == [doubts]


def test_a_number_without_a_symbol() -> None:
    assert cite("Quyết định số 79 ngày 19/02/2024 của UBND huyện") == [["no-number"]]


def test_a_law_by_its_name_alone() -> None:
    document = plan()
    document.references = [
        Reference(doc_type="Luật", name="Luật Hóa chất"),
        Reference(doc_type="Luật", name="Luật Đất đai", date="2024"),
        Reference(doc_type="NQ", name="Nghị quyết Đại hội Đảng bộ xã lần thứ XX"),
    ]
    assert [codes(one) for one in doubt_again(document).references] == [["no-number"], [], []]


def test_a_symbol_into_which_a_word_runs() -> None:
    one = Reference(doc_type="QĐ", number="25", symbol="2021/QĐ-TTg-Bộ", canonical="25/2021/QĐ-TTg-Bộ")
    document = plan()
    document.references = [one]
    assert codes(doubt_again(document).references[0]) == ["form"]


def test_a_name_that_names_no_law() -> None:
    document = plan()
    document.references = [Reference(doc_type="Luật", name="Luật sửa đổi, bổ sung", date="2024")]
    assert codes(doubt_again(document).references[0]) == ["length"]


@pytest.mark.parametrize("name", ["Nghị quyết Đại hội XIV cụ thể", "Nghị quyết của Đảng và"])
def test_a_name_that_runs_on(name: str) -> None:
    document = plan()
    document.references = [Reference(doc_type="NQ", name=name)]
    assert codes(doubt_again(document).references[0]) == ["name-cut"]


def test_type_and_symbol() -> None:
    assert cite("Kế hoạch số 1109/QĐ-UBND ngày 31/3/2024 của UBND tỉnh") == [["disagrees"]]


def test_year_and_symbol() -> None:
    assert cite("Nghị định số 30/2020/NĐ-CP ngày 05/3/2021 của Chính phủ") == [["disagrees"]]


def test_a_day_behind_that_of_issue() -> None:
    assert cite("Quyết định số 79/QĐ-UBND ngày 19/6/2024 của UBND huyện") == [["disagrees"]]


def test_issuer_and_symbol() -> None:
    assert cite("Thông tư số 98/2013/TT-BXD ngày 24/7/2013 của Bộ Tài chính") == [["disagrees"]]


def test_companies_write_symbols_as_they_like() -> None:
    assert cite("Công văn số 02/GĐN-SB ngày 01/4/2024 của Công ty cổ phần Miền Tây") == [[]]


def test_two_readings_of_one_citation() -> None:
    same = "Công điện số 1725/CĐ-{} ngày 13/12/2021 của Thủ tướng Chính phủ"
    assert cite(same.format("TTg"), same.format("TTE")) == [["disagrees"], ["disagrees"]]
    day = "Quyết định số 1050/QĐ-SCT ngày 06/3/{} của Sở Công Thương"
    assert cite(day.format(2023), day.format(2024)) == [["disagrees"], ["disagrees"]]
    assert cite(day.format(2023), day.format(2024).replace("1050", "1051")) == [[], []]


def test_a_law_by_its_abbreviation_beside_its_name() -> None:
    document = plan()
    document.references = [
        Reference(doc_type="Luật", name="Luật Bảo vệ bí mật nhà nước", date="2018-11-15"),
        Reference(doc_type="Luật", name="Luật Bảo vệ BMNN", date="2018"),
    ]
    assert [codes(one) for one in doubt_again(document).references] == [[], ["disagrees"]]


@pytest.mark.parametrize(
    ("symbol", "organ"),
    [("KH-UBND", "UBND"), ("2021/QĐ-TTg", "TTg"), ("BYT-DP", "BYT"), ("NQ/TW", None), ("KH", None), (None, None)],
)
def test_the_body_of_a_symbol(symbol: str | None, organ: str | None) -> None:
    assert organ_of_symbol(symbol) == organ


@pytest.mark.parametrize(
    ("organ", "name", "same"),
    [
        ("UBND", "Ủy ban nhân dân xã", True),
        ("UBND", "Sở Y tế", False),
        ("SYT", "Giám đốc Sở Y tế tỉnh Sơn Lĩnh", True),
        ("THPTCL2", "Trường THPT Cao Lãnh 2", True),
        ("BTC", "Bộ Xây dựng", False),
        ("TTg", "Thủ tướng Chính phủ", True),
    ],
)
def test_letters_and_name_of_a_body(organ: str, name: str, same: bool) -> None:
    assert names_body(organ, name) is same


@pytest.mark.parametrize(
    ("symbol", "usual"),
    [("2021/QĐ-TTg", True), ("BCĐ389QNg", True), ("Ctr-UBND", True), ("QĐ-TT1g", False), ("QĐ-TTg-Cơ", False)],
)
def test_the_form_of_symbols(symbol: str, usual: bool) -> None:
    assert is_well_formed(symbol) is usual
