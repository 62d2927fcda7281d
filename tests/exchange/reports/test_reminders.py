"""Letters from a template: places are filled in wherever they stand, rows repeat, and faults are named."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import docx
import pytest

from vbparse.errors import DamagedError, InputError
from vbparse.exchange.reports.files import name_file, name_letters, zip_files
from vbparse.exchange.reports.office import Office
from vbparse.exchange.reports.placeholders import fill_template
from vbparse.exchange.reports.reminders import Template, reminder_filters, render_letters, render_template

from .owed import ALL, OFFICE, OLD, OPEN, OVERDUE, TODAY
from .test_papers import all_text, cells, read


def template(*paragraphs: str, row: tuple[str, ...] = (), footer: str = "") -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if row:
        table = document.add_table(1, len(row))
        for cell, text in zip(table.rows[0].cells, row, strict=True):
            cell.text = text
    document.sections[0].footer.paragraphs[0].text = footer
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_letter_to_each_unit_with_what_it_still_has_to_do() -> None:
    letters = dict(render_letters([*ALL, OLD], OFFICE, TODAY))
    assert list(letters) == ["Phòng Kinh tế", "Văn phòng"]
    document = read(letters["Phòng Kinh tế"])
    text = all_text(document)
    assert "Kính gửi: Phòng Kinh tế" in text
    assert (
        "Qua theo dõi, tính đến ngày 01/04/2026, Phòng Kinh tế còn 02 nhiệm vụ được giao chưa hoàn thành, trong đó có "
        "01 nhiệm vụ đã quá hạn, cụ thể như sau:"
    ) in text
    assert cells(document.tables[1])[1:] == [
        ["1", "Mua thùng rác", "42/KH-UBND ngày 10/01/2026, mục II.1", "25/03/2026", "Quá hạn 7 ngày"],
        ["2", "Sơ kết sáu tháng", "42/KH-UBND ngày 10/01/2026, mục II.1", "30/06/2026 (tháng 6/2026)", "Còn 90 ngày"],
    ]
    assert "Số:          /UBND" in text
    assert "KT. Chủ tịch\nPhó Chủ tịch" in text
    assert "{{" not in text
    assert "còn 01 nhiệm vụ được giao chưa hoàn thành, cụ thể" in all_text(read(letters["Văn phòng"]))


def test_what_is_not_known_is_left_open_and_lines_that_may_be_missing_go() -> None:
    ((_, data),) = render_letters([OVERDUE], Office(), TODAY)
    document = read(data)
    left = [paragraph.text for paragraph in document.tables[0].rows[0].cells[0].paragraphs]
    assert set(left[0]) == {"…"}, "no line for the office above"
    assert "đã quá hạn, cụ thể" in all_text(document)


def test_what_is_past_due_where_no_time_is_named() -> None:
    assert reminder_filters({"assignee": "x", "due": None}) == {"assignee": "x", "due": None, "status": "past due"}
    assert reminder_filters({"due": "2026-Q2"}) == {"due": "2026-Q2"}


def test_a_template_of_the_users_own() -> None:
    own = template(
        "Gửi {{ĐƠN VỊ}} – {{ so nhiem vu }} việc", "- {{nhiệm vụ}} (hạn {{thời hạn}})",
        row=("{{STT}}", "{{Tình trạng}}"),
        footer="{{cơ quan}}",
    )  # fmt: skip
    ((_, data),) = render_letters([OVERDUE, replace(OPEN, obligation="t9")], OFFICE, TODAY, Template(own, "mau.docx"))
    document = read(data)
    assert [paragraph.text for paragraph in document.paragraphs] == [
        "Gửi Phòng Kinh tế – 02 việc", "- Mua thùng rác (hạn 25/03/2026)",
        "- Sơ kết sáu tháng (hạn 30/06/2026 (tháng 6/2026))",
    ]  # fmt: skip
    assert cells(document.tables[0]) == [["1", "Quá hạn 7 ngày"], ["2", "Còn 90 ngày"]]
    assert document.sections[0].footer.paragraphs[0].text == "Ủy ban nhân dân xã Đồng Mai"


def test_a_place_that_word_cut_into_runs_is_filled_in() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for piece, bold in (("Gửi {", False), ("{đơn ", True), ("vị}", False), ("} và {{đơn vị}}!", True)):
        paragraph.add_run(piece).bold = bold
    stream = io.BytesIO()
    document.save(stream)
    filled = read(fill_template(stream.getvalue(), "a.docx", {"đơn vị": "Phòng {{A}}"}, []))
    assert filled.paragraphs[0].text == "Gửi Phòng {{A}} và Phòng {{A}}!"


@pytest.mark.parametrize(
    ("data", "error", "told"),
    [
        (template("{{tên lạ}}"), InputError, r"^mau\.docx: \{\{tên lạ\}\} is none of the places .*\{\{đơn vị\}\}"),
        (b"PK\x03\x04 none", DamagedError, r"^mau\.docx: "),
        (b"", DamagedError, r"^mau\.docx: "),
        (zip_files({"a.txt": b"x"}), DamagedError, r"^mau\.docx: the template is no DOCX"),
    ],
)
def test_a_template_that_cannot_be_filled_in(data: bytes, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        list(render_letters([OVERDUE], OFFICE, TODAY, Template(data, "mau.docx")))


def test_the_default_template_is_one_that_users_can_take() -> None:
    own = Template(render_template(), "mau.docx")
    assert dict(render_letters(ALL, OFFICE, TODAY, own)).keys() == {"Phòng Kinh tế", "Văn phòng"}


def test_names_of_files() -> None:
    assert name_file("Báo cáo 42/KH-UBND: x", "docx") == "Báo cáo 42-KH-UBND- x.docx"
    files = name_letters([("Tổ A", b"1"), ("tổ a", b"2"), ("Tổ A", b"3")])
    assert list(files) == [
        "Công văn đôn đốc Tổ A.docx",
        "Công văn đôn đốc tổ a (2).docx",
        "Công văn đôn đốc Tổ A (3).docx",
    ]
    made: Any = zipfile.ZipFile(io.BytesIO(zip_files(files)))
    assert {name: made.read(name) for name in made.namelist()} == files
