"""Reports, written and read back: pages, headings that repeat, letterhead, and texts that fit."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import docx
import openpyxl
import pdfplumber
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from exchange.answers import TRAPS
from readers.offices import needs_office
from vbparse.exchange.reports.office import Office
from vbparse.exchange.reports.printing import print_pdf
from vbparse.exchange.reports.results import render_results
from vbparse.exchange.reports.tracking import COLUMNS, render_docx
from vbparse.exchange.reports.workbook import HEADING_ROW, render_xlsx
from vbparse.exchange.xlsx import count_lines
from vbparse.readers.office import converter

from .owed import ALL, IN_TIME, LATE, OFFICE, OLD, OPEN, OVERDUE, PLAN, TODAY


def read(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def cells(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def repeats(table: Any) -> bool:
    return table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def all_text(document: Any) -> str:
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [cell for table in document.tables for row in cells(table) for cell in row]
    return "\n".join(texts)


def test_the_table_is_on_a4_across_with_the_margins_of_the_decree() -> None:
    document = read(render_docx(ALL, OFFICE, TODAY))
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    sizes = (section.page_width, section.page_height, *margins)
    assert [round(size.mm) for size in sizes] == [297, 210, 20, 20, 30, 15]
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml


def test_a_row_for_each_task_under_headings_that_repeat() -> None:
    _, grid, _ = read(render_docx(ALL, OFFICE, TODAY)).tables
    assert repeats(grid)
    rows = cells(grid)
    assert rows[0] == [column.heading for column in COLUMNS]
    assert rows[1] == [
        "1", "Lập danh sách hộ", "Phòng Kinh tế", "", "28/02/2026 (trước ngày 01/3/2026)", "danh sách",
        "42/KH-UBND ngày 10/01/2026, mục II.1", "Đã hoàn thành", "đã gửi; minh chứng: 15/BC-KT",
    ]  # fmt: skip
    assert [row[0] for row in rows[1:]] == ["1", "2", "3", "4", "5"]
    width = sum(int(column.width) for column in grid.columns)
    assert width == pytest.approx(Mm(252), abs=2000)


def test_under_the_names_of_units_each_has_all_of_its_own() -> None:
    _, grid, _ = read(render_docx(ALL, OFFICE, TODAY, by_unit=True)).tables
    rows = [list(dict.fromkeys(row)) for row in cells(grid)]
    headings = [row[0] for row in rows if len(row) == 1]
    assert headings == ["I. Đoàn Thanh niên", "II. Phòng Kinh tế", "III. Văn phòng"]
    office = rows[rows.index(["III. Văn phòng"]) + 1 :]
    assert [row[1] for row in office] == ["Báo cáo quý I", "Sơ kết sáu tháng"]


def test_letterhead_and_end_as_the_office_is_described() -> None:
    document = read(render_docx(ALL, OFFICE, TODAY))
    (left, right), ((recipients, signing),) = (
        document.tables[0].rows[0].cells,
        [r.cells for r in document.tables[-1].rows],
    )
    assert [p.text for p in left.paragraphs if p.text] == [
        "Ủy ban nhân dân tỉnh Hải Giang", "Ủy ban nhân dân xã Đồng Mai", "Số:          /UBND",
    ]  # fmt: skip
    assert all(run.font.all_caps for p in left.paragraphs[:2] for run in p.runs)
    assert [p.text for p in right.paragraphs if p.text] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Đồng Mai, ngày 02 tháng 4 năm 2026",
    ]  # fmt: skip
    assert [p.text for p in signing.paragraphs if p.text] == [
        "TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch", "Hà Quang Thuyết",
    ]  # fmt: skip
    assert recipients.paragraphs[0].text == "Nơi nhận:"
    assert "(Tính đến ngày 01/04/2026)" in all_text(document)


def test_what_is_not_known_of_the_office_is_left_to_fill_in() -> None:
    document = read(render_docx(ALL, Office(), TODAY))
    left, right = document.tables[0].rows[0].cells
    assert set(left.paragraphs[0].text) == {"…"}
    assert right.paragraphs[-1].text == "…………, ngày        tháng 4 năm 2026"


def test_a_report_takes_any_text() -> None:
    odd = replace(OPEN, task="a\x00\ud800 <b>&" + "việc " * 800, product=None)
    _, grid, _ = read(render_docx([odd], OFFICE, TODAY)).tables
    assert cells(grid)[1][1].startswith("A <b>&việc việc")
    assert grid.rows[1]._tr.trPr is None or grid.rows[1]._tr.trPr.find(qn("w:cantSplit")) is None


def test_the_workbook_has_dates_and_no_formula() -> None:
    traps = [replace(OPEN, task=trap, obligation=str(i)) for i, trap in enumerate(TRAPS)]
    sheet = openpyxl.load_workbook(io.BytesIO(render_xlsx([*ALL, *traps], OFFICE, TODAY))).active
    assert [cell.value for cell in sheet[HEADING_ROW]] == [column.heading for column in COLUMNS]
    first = sheet[HEADING_ROW + 1]
    assert (first[0].value, first[4].value, first[4].number_format) == (1, datetime(2026, 2, 28), "dd/mm/yyyy")
    assert sheet.cell(HEADING_ROW + 5, 5).value == "Thường xuyên"
    assert all(cell.data_type not in "fe" for row in sheet.iter_rows() for cell in row)
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
    assert (sheet.print_title_rows, sheet.freeze_panes) == (f"${HEADING_ROW}:${HEADING_ROW}", f"A{HEADING_ROW + 1}")
    assert sheet["E1"].value == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def test_the_results_of_a_plan() -> None:
    document = read(render_results(PLAN, [*ALL, OLD], OFFICE, TODAY))
    text = all_text(document)
    assert round(document.sections[0].page_width.mm) == 210
    assert "Số:          /BC-UBND" in text
    assert "Kết quả thực hiện Kế hoạch số 42/KH-UBND ngày 10/01/2026" in text
    assert "của Ủy ban nhân dân xã Đồng Mai về triển khai phân loại rác tại nguồn, Ủy ban nhân dân xã Đồng Mai" in text
    assert (
        "Tổng số có 06 nhiệm vụ, giao 03 đơn vị; đã hoàn thành 02 nhiệm vụ, đạt 33,3%. Trong đó: hoàn thành đúng hạn "
        "01 nhiệm vụ (16,7%); hoàn thành quá hạn 01 nhiệm vụ (16,7%); đang thực hiện 02 nhiệm vụ (33,3%); quá hạn, "
        "chưa hoàn thành 01 nhiệm vụ (16,7%); hạn cũ, chưa ghi nhận kết quả 01 nhiệm vụ (16,7%)."
    ) in text
    _, units, tasks, left, _ = document.tables
    assert all(map(repeats, (units, tasks, left)))
    assert cells(units)[1:] == [
        ["1", "Đoàn Thanh niên", "2", "0", "0", "1", "0", "1", "0%"],
        ["2", "Phòng Kinh tế", "3", "1", "0", "1", "1", "0", "33,3%"],
        ["3", "Văn phòng", "2", "0", "1", "1", "0", "0", "50%"],
        ["", "Toàn bộ kế hoạch", "6", "1", "1", "2", "1", "1", "33,3%"],
    ]
    assert [row[4] for row in cells(tasks)[1:]] == [
        "Hoàn thành đúng hạn (ngày 25/02/2026)", "Hoàn thành quá hạn (ngày 20/03/2026)", "Quá hạn", "Đang thực hiện",
        "Đang thực hiện", "Chưa ghi nhận kết quả",
    ]  # fmt: skip
    assert [(row[1], row[4]) for row in cells(left)[1:]] == [
        ("Mua thùng rác", "Quá hạn 7 ngày"), ("Sơ kết sáu tháng", "Đang thực hiện"), ("Tuyên truyền", "Đang thực hiện"),
        ("Khảo sát", "Chưa ghi nhận kết quả"),
    ]  # fmt: skip


def test_results_of_a_time_and_of_what_is_all_done() -> None:
    text = all_text(read(render_results(PLAN, [IN_TIME, LATE], OFFICE, TODAY, "2026-33")))
    assert "(Quý I/2026, tính đến ngày 01/04/2026)" in text
    assert "được giao trong quý I/2026" in text
    assert "Không còn nhiệm vụ chưa hoàn thành./." in text
    assert "Quá hạn, chưa hoàn thành" not in text


@needs_office
@pytest.mark.slow
def test_on_paper_headings_repeat_and_texts_fit() -> None:
    many = [replace(OVERDUE, obligation=f"t{i}", task=f"Việc số {i} " + "mua thùng rác " * 12) for i in range(30)]
    data = print_pdf(render_docx(many, OFFICE, TODAY), "bảng.pdf")
    with pdfplumber.open(io.BytesIO(data)) as pages:
        assert len(pages.pages) > 2
        for number, page in enumerate(pages.pages, 1):
            assert (round(page.width), round(page.height)) == (842, 595)
            words = page.extract_words()
            left, right = 30 / 25.4 * 72 - 8, 842 - 15 / 25.4 * 72 + 8
            assert all(left < word["x0"] and word["x1"] < right for word in words)
            if "Việc số" in (text := page.extract_text()):
                assert "Nhiệm vụ" in text
                assert "Tình" in text
            assert text.startswith(str(number)) == (number > 1)
        whole = "\n".join(page.extract_text() for page in pages.pages)
    assert whole.count("Quá hạn") == 30
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in whole, "the motto stands on one line"


def test_without_libreoffice_the_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    converter.close()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Exception, match=r"^bảng\.pdf: LibreOffice, .* to make a PDF; install it .* or take the DOCX"):
        print_pdf(b"", "bảng.pdf")


def test_a_day_of_issue() -> None:
    document = read(render_docx([OPEN], replace(OFFICE, issued=date(2026, 2, 5)), TODAY))
    assert "Đồng Mai, ngày 05 tháng 02 năm 2026" in all_text(document)


def test_a_row_is_as_high_as_its_words_want_which_are_not_broken() -> None:
    assert count_lines(["nghiêng nghiêng nghiêng nghiêng", "x y"], [10, 40]) == 4  # three, broken anywhere
