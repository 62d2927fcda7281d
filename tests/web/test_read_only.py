"""A server over an archive to which nothing can be written: it is read by all, and changed by nobody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from archive.papers import keep, made, paper
from archive.sealed import mounted
from vbparse.errors import InputError
from vbparse.web.app import create_app
from vbparse.web.serve import serve
from vbparse.web.settings import Settings

ADDRESS = "http://127.0.0.1:8000"


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[Path]:
    with made(tmp_path / "kho") as held:
        keep(held, paper("1"), paper("2", title="Nạo vét kênh mương"))
        held.restrict("2", True)
    try:
        with mounted(tmp_path / "kho", tmp_path / "doc") as at:
            yield at
    except PermissionError as error:
        pytest.skip(str(error))


@pytest.fixture
def client(sealed: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(sealed)), base_url=ADDRESS, raise_server_exceptions=False) as client:
        yield client


def test_pages_and_answers_are_there_but_for_what_is_restricted(client: TestClient, sealed: Path) -> None:
    before = sorted(sealed.rglob("*"))
    listed = client.get("/api/v1/documents").json()
    assert [item["canonical"] for item in listed["items"]] == ["1/KH-UBND"]
    document = listed["items"][0]["document"]
    for path in ("", "obligations", f"documents/{document}", f"graph/{document}", "assignees", "account", "missing"):
        answer = client.get(f"/{path}", headers={"accept": "text/html"})
        assert answer.status_code == 200, path
    for path in (f"documents/{document}", f"documents/{document}/original", "obligations", "search?q=rừng"):
        assert client.get(f"/api/v1/{path}").status_code == 200, path
    assert sorted(sealed.rglob("*")) == before


def test_what_would_change_it_is_refused_with_the_reason(client: TestClient) -> None:
    document = client.get("/api/v1/documents").json()["items"][0]["document"]
    correction = {"document": document, "path": "title", "value": "Khác"}
    for answer in (
        client.post("/api/v1/corrections", json=correction),
        client.delete(f"/api/v1/documents/{document}?why=x"),
        client.post("/api/v1/jobs", files=[("files", ("a.txt", paper("3")))]),
        client.post("/api/v1/tokens", json={"name": "lịch", "role": "reader"}),
        client.get("/upload", headers={"Accept-Language": "en", "Cookie": "language=en"}),
    ):
        assert answer.status_code == 403, answer.text
        assert (answer.json()["code"], answer.json()["detail"]) == (
            "read-only",
            "The archive is read-only; nothing can be changed in it here.",
        )


def test_it_is_served_to_this_machine_alone(sealed: Path) -> None:
    with pytest.raises(InputError, match="is read-only, and who logs in cannot be kept there"):
        serve(Settings(sealed, host="0.0.0.0", port=0))
