"""The arrival stamp: number, day and office of who received the document, typed or in the margins of a page."""

from __future__ import annotations

import pytest

from plans import HEAD, parse_plan
from readers.pdfs import LEFT, stamp
from readers.scanned import letterhead
from vbparse import parse
from vbparse.fields.arrival import find_received
from vbparse.schema import Document, Margin, Received
from vbparse.structure.frame import Frame
from vbparse.text import TextBuilder

BODY = "I. NỘI DUNG\nTrồng cây.\n"


def typed(stamp: str) -> Document:
    assert HEAD.count("\nKẾ HOẠCH\n") == 1
    return parse_plan(BODY, head=HEAD.replace("\nKẾ HOẠCH\n", f"\n{stamp}\n\nKẾ HOẠCH\n"))


def piece(text: str, left: float, top: float, page: int = 1) -> Margin:
    return Margin(text=text, page=page, box=[left, top, left + 6 * len(text), top + 10])


def column(*lines: str, left: float = 70, page: int = 1) -> list[Margin]:
    """Lines one below the other."""
    return [piece(line, left, 100 + 15 * i, page) for i, line in enumerate(lines)]


def received(*margins: Margin) -> Received | None:
    return find_received(TextBuilder().build(), Frame(), margins)


def test_a_typed_stamp_is_a_value_with_its_place_and_not_the_documents_own() -> None:
    document = typed("TRƯỜNG TIỂU HỌC BÌNH SƠN\nĐẾN\nSố: 219\nNgày: 24/5/2024\nChuyển: Văn thư\nLưu hồ sơ số: 4")
    found = document.received
    assert found is not None
    assert (found.number, found.date, found.office) == ("219", "2024-05-24", "TRƯỜNG TIỂU HỌC BÌNH SƠN")
    assert found.span is not None
    assert (document.text or "")[slice(*found.span)] == found.text
    assert found.text.startswith("TRƯỜNG")
    assert found.text.endswith("Lưu hồ sơ số: 4")
    assert found.origin != []
    assert document.number is not None
    assert document.issued is not None
    assert document.issuer is not None
    assert (document.number.canonical, document.issued.date) == ("27/KH-UBND", "2024-05-15")
    assert document.issuer.canonical == "Ủy ban nhân dân xã Bình Sơn"


def test_a_document_without_a_stamp_has_none() -> None:
    assert parse_plan(BODY).received is None


def test_a_stamp_that_was_left_open_is_one_with_nulls() -> None:
    found = typed("ĐẾN\nSố: ........\nNgày: .../.../20...").received
    assert found is not None
    assert (found.number, found.date, found.office) == (None, None, None)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 125", "125"), ("s6 125", "125"), ("Sã-219", "219"), ("Số: 1O5", "105"), ("Số: ..007..", "007"),
        ("Số: 12 5", None), ("Số: 12l", None), ("Số: 12S", None), ("Số: 29/KH-UBND", None), ("Số:", None),
        ("Số: 125/", None), ("Lưu hồ sơ số: 12", None),
    ],
)  # fmt: skip
def test_number(line: str, number: str | None) -> None:
    found = received(*column("ĐẾN", line, "Ngày: 5/3/2025"))
    assert found is not None
    assert found.number == number


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Ngày: 5/3/2O25", "2025-03-05"), ("NGÀY: 05-03-2025", "2025-03-05"), ("Ngày 5.3.25", "2025-03-05"),
        ("Ngày: 5 tháng 3 năm 2025", "2025-03-05"), ("Ngày đến: 5/3/2025", "2025-03-05"),
        ("Ngày:24/52024", "2024-05-24"), ("Ngày: 24/512024", "2024-05-24"), ("Ngày: 245/2024", "2024-05-24"),
        ("Ngày: 24/112024", None), ("Ngày: 115/2024", None), ("Ngày: 31/4/2025", None), ("Ngày: 5/13/2025", None),
        ("NGÀY …/…/20…", None), ("Ngày: 5/3/20", None), ("Ngày: 5/3/202", None), ("Ngày: /3/2025", None),
        ("Ngày: 1 5/3/2025", None), ("Ngày: 5/3/0025", None),
    ],
)  # fmt: skip
def test_date(line: str, date: str | None) -> None:
    found = received(*column("ĐẾN", "Số: 125", line))
    assert found is not None
    assert found.date == date


@pytest.mark.parametrize(
    ("lines", "office"),
    [
        (("UBND XÃ", "BÌNH SƠN", "DẾN", "Số: 5", "Ngày: 5/3/2025"), "UBND XÃ BÌNH SƠN"),
        (("VĂN PHÒNG UBND ĐẾN", "Số: 5", "Ngày: 5/3/2025"), "VĂN PHÒNG UBND"),
        (("THƯỜNG 1H BÌNH SA", "ĐẾN", "Số: 5", "Ngày: 5/3/2025"), None),
        (("UBND XÃ 8ÌNH SƠN", "ĐẾN", "Số: 5", "Ngày: 5/3/2025"), None),
        (("CÔNG VĂN ĐẾN", "Số: 5", "Ngày: 5/3/2025"), None),
    ],
)
def test_office(lines: tuple[str, ...], office: str | None) -> None:
    found = received(*column(*lines))
    assert found is not None
    assert (found.number, found.date, found.office) == ("5", "2025-03-05", office)


def test_the_pieces_of_one_line_are_read_as_one_and_the_box_holds_all() -> None:
    pieces = [piece("ĐẾN", 110, 100), piece("Số:", 70, 115), piece("33", 140, 113), piece("Ngày: 5/3/2025", 70, 130)]
    found = received(piece("Trang 1", 300, 800), *pieces)
    assert found is not None
    assert (found.number, found.text) == ("33", "ĐẾN\nSố: 33\nNgày: 5/3/2025")
    assert found.origin == [{"page": 1, "box": [70, 100, 154, 140]}]


@pytest.mark.parametrize(
    "lines",
    [
        ("DEN", "so: ...", "ngay: ..."), ("Đến ngày 5/3/2025",), ("ĐẾN NGÀY 5/3/2025",), ("SỔ CÔNG VĂN ĐẾN", "Trang 3"),
        ("Số: 5", "Ngày: 5/3/2025"), ("Văn bản đến",),
    ],
)  # fmt: skip
def test_other_margins_are_no_stamp(lines: tuple[str, ...]) -> None:
    assert received(*column(*lines)) is None


def test_the_head_alone_is_a_stamp_without_values() -> None:
    found = received(*column("ĐẾN"))
    assert found is not None
    assert (found.number, found.date, found.text) == (None, None, "ĐẾN")


def test_of_two_stamps_on_a_page_nobody_can_tell_which_is_meant() -> None:
    lines = ("ĐẾN", "Số: {}", "Ngày: 5/3/2025")
    first, other = ([line.format(number) for line in lines] for number in (5, 6))
    found = received(*column(*first), *column(*other, left=400))
    assert found is not None
    assert (found.number, found.date, len(found.origin)) == (None, None, 2)
    again = received(*column(*first), *column(*other, page=2))
    assert again is not None
    assert (again.number, again.date) == ("5", "2025-03-05")


def test_a_stamp_that_an_annotation_draws_on_a_typed_page() -> None:
    data = stamp(letterhead(drop=100).save(), 0, [(LEFT, 150, 9, ["DEN", "So: 219", "Ngay: 20/01/2025"])])
    document = parse(data, name="a.pdf")
    found = document.received
    assert found is not None
    assert (found.number, found.date, found.span) == ("219", "2025-01-20", None)
    assert [place["page"] for place in found.origin] == [1]
    assert found.doubts == []
    assert document.number is not None
    assert document.number.canonical == "47/KH-UBND"
