"""Biểu mẫu: the office is said once in a form; units and documents lead to reports that have something to say."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
from fastapi.testclient import TestClient

from vbparse.archive.archive import Archive
from vbparse.archive.ask.office import OfficeDetails
from vbparse.ingest.inputs import Given
from vbparse.ingest.keep import ingest
from web.conftest import held
from web.pages import Element, read


def downloads(page: Element) -> list[str]:
    addresses = [one.attributes["href"] for one in page.all("a") if "/api/v1/reports/" in one.attributes["href"]]
    return [address.removeprefix("http://127.0.0.1:8000") for address in addresses]


def test_the_office_is_said_in_a_form(client: TestClient, folder: Path) -> None:
    form = next(one for one in read(client.get("/reports")).all("form") if "signer" in one.fields())
    sent = form.fields() | {"name": "UBND xã Đông Vang", "post": "KT. CHỦ TỊCH\r\nPHÓ CHỦ TỊCH", "place": " Đông  Vang"}
    page = read(client.post("/reports", data=sent))
    assert "Đã lưu thông tin cơ quan." in page.words
    with Archive(folder) as archive:
        known = OfficeDetails("UBND xã Đông Vang", place="Đông Vang", post="KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH")
        assert archive.office() == known
    assert next(one for one in page.all("form") if "signer" in one.fields()).fields()["place"] == "Đông Vang"


def test_a_unit_has_its_table_and_a_letter_where_there_is_something_to_remind_of(
    client: TestClient, folder: Path
) -> None:
    with Archive(folder) as archive:
        bodies = archive.assignees(limit=12)
    assert len(bodies) > 5
    offered = set()
    for body in bodies:
        page = read(client.get(f"/assignees/{body.body}"))
        letters = [address for address in downloads(page) if "reminder" in address]
        assert bool(letters) is not ("chưa cần công văn đôn đốc" in page.words)
        offered.add(bool(letters))
        for address in letters:
            answer = client.get(address)
            assert answer.status_code == 200, answer.text
            text = "\n".join(one.text for one in docx.Document(io.BytesIO(answer.content)).paragraphs)
            assert f"Kính gửi: {body.name}" in text
        (table,) = [address for address in downloads(page) if address.partition("?")[0].endswith("tracking.docx")]
        assert client.get(table).status_code == 200
    assert offered


def test_a_document_with_obligations_leads_to_its_results_and_another_does_not(
    client: TestClient, folder: Path, tmp_path: Path
) -> None:
    page = read(client.get(f"/documents/{held(folder, '02-so-ket-rac.txt')}"))
    assert [re.split(r"[/?]", address)[4] for address in downloads(page)] == [
        "results.docx",
        "results.pdf",
        "tracking.xlsx",
    ]
    for address in downloads(page):
        if ".pdf" not in address:
            assert client.get(address).status_code == 200
    letter = tmp_path / "thu-moi.txt"
    letter.write_text("UBND XÃ ĐÔNG VANG\nSố: 12/TB-UBND\nTHÔNG BÁO\nVề lịch tiếp công dân\nTrời hôm nay đẹp.", "utf-8")
    with Archive(folder) as archive:
        assert [one.state for one in ingest(archive.store, [Given(str(letter))])] == ["added"]
    without = held(folder, letter.name)
    assert downloads(read(client.get(f"/documents/{without}"))) == []
