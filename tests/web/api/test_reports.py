"""Reports over HTTP: each is a file of its kind under a Vietnamese name, with the filters of the obligations."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path
from urllib.parse import unquote

import docx
import openpyxl
import pdfplumber
import pytest
from fastapi.testclient import TestClient

from readers.offices import needs_office
from vbparse.exchange.reports.reminders import render_template
from vbparse.web.app import create_app
from vbparse.web.settings import Settings
from web.conftest import ADDRESS

REPORTS = "/api/v1/reports"
PLAN = "1467/QĐ-UBND"


def texts(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    found = [paragraph.text for paragraph in document.paragraphs]
    return "\n".join(found + [cell.text for table in document.tables for row in table.rows for cell in row.cells])


def test_the_tracking_table_has_the_filters_and_the_office(client: TestClient) -> None:
    asked = {"due": "2023-Q3", "as_of": "2023-09-20", "office": "UBND xã A", "by_unit": "true"}
    answer = client.get(f"{REPORTS}/tracking.docx", params=asked)
    assert answer.status_code == 200, answer.text
    name = unquote(answer.headers["Content-Disposition"].partition("UTF-8''")[2])
    assert name == "Bảng theo dõi nhiệm vụ 2023-09-20.docx"
    assert "UBND xã A" in texts(answer.content)
    items = client.get("/api/v1/obligations", params={"due": "2023-Q3", "limit": 200}).json()["items"]
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{REPORTS}/tracking.xlsx", params=asked).content)).active
    numbered = [row for row in sheet.iter_rows(min_row=8, values_only=True) if isinstance(row[0], int)]
    assert len(numbered) == len(items) > 5


@needs_office
@pytest.mark.slow
def test_reports_as_pdf_are_printed_by_a_worker(client: TestClient) -> None:
    for path, asked in (("tracking", {"due": "2023-Q3"}), ("results", {"document": PLAN})):
        answer = client.get(f"{REPORTS}/{path}.pdf", params=asked)
        assert answer.status_code == 200, answer.text
        assert answer.headers["Content-Type"] == "application/pdf"
        with pdfplumber.open(io.BytesIO(answer.content)) as pages:
            assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in pages.pages[0].extract_text()


def test_letters_to_several_units_are_a_zip_and_to_one_a_docx(client: TestClient) -> None:
    asked = {"due": "2023-Q3", "as_of": "2023-07-01"}
    several = client.get(f"{REPORTS}/reminder.zip", params=asked)
    assert several.status_code == 200, several.text
    names = zipfile.ZipFile(io.BytesIO(several.content)).namelist()
    assert len(names) > 1
    assert all(name.startswith("Công văn đôn đốc ") for name in names)
    refused = client.get(f"{REPORTS}/reminder.docx", params=asked)
    assert (refused.status_code, refused.json()["code"]) == (400, "bad-request")
    unit = names[0].removeprefix("Công văn đôn đốc ").removesuffix(".docx")
    single = client.get(f"{REPORTS}/reminder.docx", params=asked | {"assignee": unit})
    assert single.status_code == 200, single.text
    assert f"Kính gửi: {unit}" in texts(single.content)
    nobody = client.get(f"{REPORTS}/reminder.docx", params=asked | {"text": "không việc nào"})
    assert nobody.status_code == 404


def test_the_results_of_a_plan(client: TestClient) -> None:
    answer = client.get(f"{REPORTS}/results.docx", params={"document": PLAN, "signer": "Hà Quang Thuyết"})
    assert answer.status_code == 200, answer.text
    assert PLAN in texts(answer.content)
    assert "Hà Quang Thuyết" in texts(answer.content)
    assert client.get(f"{REPORTS}/results.docx", params={"document": "0000/KH-X"}).status_code == 404
    assert client.get(f"{REPORTS}/results.docx").status_code == 422


def test_the_server_takes_a_template_of_its_own(folder: Path, tmp_path: Path) -> None:
    template = tmp_path / "mau.docx"
    document = docx.Document(io.BytesIO(render_template()))
    document.add_paragraph("Mẫu riêng gửi {{đơn vị}}")
    document.save(str(template))
    with TestClient(create_app(Settings(folder, reminder_template=template)), base_url=ADDRESS) as client:
        answer = client.get(f"{REPORTS}/reminder.zip", params={"due": "2023-Q3", "as_of": "2023-07-01"})
        letters = zipfile.ZipFile(io.BytesIO(answer.content))
        assert all("Mẫu riêng gửi" in texts(letters.read(name)) for name in letters.namelist())
        assert client.get(f"{REPORTS}/template.docx").status_code == 200


def test_a_program_that_is_missing_is_named(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shutil.which("soffice") is None
    answer = client.get(f"{REPORTS}/tracking.pdf", params={"due": "2023-Q3"})
    assert (answer.status_code, answer.json()["code"]) == (503, "program-missing")
    assert "LibreOffice" in answer.json()["detail"]


def test_reports_are_headed_by_the_office_of_the_archive_unless_another_is_named(client: TestClient) -> None:
    known = {"name": "UBND xã Đông Vang", "place": "Đông Vang", "signer": "Lê Văn An"}
    answer = client.put(f"{REPORTS}/office", json=known)
    assert answer.status_code == 200, answer.text
    assert client.get(f"{REPORTS}/office").json() == answer.json()
    asked = {"due": "2023-Q3", "as_of": "2023-09-20"}
    head = texts(client.get(f"{REPORTS}/tracking.docx", params=asked).content)
    assert [value for value in known.values() if value not in head] == []
    other = texts(client.get(f"{REPORTS}/tracking.docx", params={**asked, "office": "UBND xã Khác"}).content)
    assert "UBND xã Khác" in other
    assert [value for value in known.values() if value in other] == []
    signed = texts(client.get(f"{REPORTS}/tracking.docx", params={**asked, "signer": "Trần Thị B"}).content)
    assert "UBND xã Đông Vang" in signed
    assert "Trần Thị B" in signed
    assert "Lê Văn An" not in signed
