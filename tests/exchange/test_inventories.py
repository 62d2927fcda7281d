"""Inventories of dossiers, read back from each format."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from archive.papers import keep, made, paper
from vbparse.archive.answers import Head
from vbparse.archive.archive import Archive
from vbparse.archive.filing import number_pages
from vbparse.exchange.inventories.inventory import (
    DOCUMENTS,
    Inventory,
    describe_document,
    format_pages,
    list_documents,
    list_dossiers,
)
from vbparse.exchange.inventories.writing import MEDIA_TYPES, WRITERS, write_csv, write_docx, write_xlsx

HEADS = [
    "STT",
    "Số, ký hiệu văn bản",
    "Ngày, tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Tác giả văn bản",
    "Trang số",
    "Ghi chú",
]


@pytest.fixture(scope="module")
def kho(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inventories") / "kho"
    with made(folder) as held:
        keep(held, paper("12"), paper("14", kind="QĐ", day=(2022, 5, 2), title="Về việc trồng rừng"))
        held.add_dossier("Bảo vệ rừng", symbol="01.HC", retention="vĩnh viễn", creator="Lò Thị Nhạn")
        held.put_in_dossier("01.HC", ["12", "14"])
        held.add_dossier("=1+1", symbol="02.HC", retention=20, year=2022)
    return folder


def test_the_documents_of_a_dossier_as_a_workbook(kho: Path) -> None:
    with Archive(kho) as held:
        sheet = load_workbook(io.BytesIO(write_xlsx(list_documents(held, "01.HC")))).active
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    assert rows[:4] == [
        ["MỤC LỤC VĂN BẢN, TÀI LIỆU"],
        ["Hồ sơ số: 01.HC"],
        ["Tiêu đề hồ sơ: Bảo vệ rừng"],
        ["Thời hạn bảo quản: Vĩnh viễn"],
    ]
    assert rows[5] == HEADS
    issuer = "Ủy ban nhân dân xã Suối Dền"
    assert rows[6:] == [
        [1, "14/QĐ-UBND", datetime(2022, 5, 2), "Quyết định Về việc trồng rừng", issuer],
        [2, "12/KH-UBND", datetime(2023, 3, 10), "Kế hoạch Phòng, chống cháy rừng mùa khô", issuer],
    ]
    assert sheet.print_title_rows == "$6:$6"


def test_the_documents_of_a_dossier_as_a_document_of_word(kho: Path) -> None:
    with Archive(kho) as held:
        document = docx.Document(io.BytesIO(write_docx(list_documents(held, 1 + 2))))
        table = document.tables[0]
        assert [one.width for one in table.columns] == [cell.width for cell in table.rows[0].cells]
        assert len({one.width for one in table.columns}) > 3
    (table,) = document.tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert document.paragraphs[0].text == "MỤC LỤC VĂN BẢN, TÀI LIỆU"
    assert cells[0] == HEADS
    assert cells[1][:4] == ["1", "14/QĐ-UBND", "02/05/2022", "Quyết định Về việc trồng rừng"]
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader")
    section = document.sections[0]
    assert section.page_width > section.page_height


def test_dossiers_are_listed_and_no_title_is_a_formula(kho: Path) -> None:
    with Archive(kho) as held:
        inventory = list_dossiers(held, year=2022)
        rows = list(csv.DictReader(io.StringIO(write_csv(inventory).decode("utf-8-sig"))))
        sheet = load_workbook(io.BytesIO(write_xlsx(inventory))).active
        assert [row[1].title for row in list_dossiers(held, text="rung").rows] == ["Bảo vệ rừng"]
    assert [row["symbol"] for row in rows] == ["01.HC", "02.HC"]
    assert rows[0]["days"] == "02/05/2022 - 10/03/2023"
    assert [row["retention"] for row in rows] == ["Vĩnh viễn", "20 năm"]
    assert rows[1]["title"] == "'=1+1"
    (cell,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert cell.data_type == "s"


def test_pages_follow_one_another_while_they_are_known() -> None:
    listed = number_pages(
        [Head(name, name, name, pages=pages) for name, pages in zip("abcd", (2, 1, None, 3), strict=True)]
    )
    assert list(map(format_pages, listed)) == ["1-2", "3", None, None]
    for write in WRITERS.values():
        assert write(Inventory("x", "X", [], DOCUMENTS, listed))
    assert WRITERS.keys() == MEDIA_TYPES.keys()


@pytest.mark.parametrize(
    ("doc_type", "title", "described"),
    [
        ("KH", "Kế hoạch trồng rừng", "Kế hoạch trồng rừng"),
        ("KH", "Trồng rừng", "Kế hoạch Trồng rừng"),
        ("CV", "V/v trồng rừng", "Công văn V/v trồng rừng"),
        (None, None, "a.docx"),
    ],
)
def test_a_document_is_described_by_type_and_title(doc_type: str | None, title: str | None, described: str) -> None:
    assert describe_document(number_pages([Head("a", "a", "a.docx", doc_type, title=title)])[0]) == described
