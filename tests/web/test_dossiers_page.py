"""Hồ sơ: opened, filled, arranged, closed and removed as an archivist does; many documents filed at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from vbparse.archive.archive import Archive
from web.pages import Element, read


def send(client: TestClient, path: str, **values: Any) -> Any:
    """What a form of a page of this machine sends."""
    csrf = read(client.get("/dossiers")).one("meta", name="csrf").attributes["content"]
    return client.post(path, data={"csrf": csrf} | values, headers={"Accept": "text/html"})


def open_dossier(client: TestClient, **values: str) -> str:
    """The address of a new dossier."""
    answer = send(client, "/dossiers", **values)
    assert answer.status_code == 200, answer.text
    return str(answer.url.path)


def documents(folder: Path) -> list[str]:
    with Archive(folder) as archive:
        return [head.document for head in archive.documents()]


def listed(page: Element) -> list[str]:
    return [box.attributes["value"] for box in page.all("input", name="taken")]


def test_a_dossier_is_opened_filled_arranged_and_closed(client: TestClient, folder: Path) -> None:
    first, second, *_ = documents(folder)
    base = open_dossier(client, title="Vệ sinh môi trường năm 2023", symbol="01.MT", retention="20 năm")
    page = read(client.get(base))
    assert page.one("h1").words == "Vệ sinh môi trường năm 2023"
    assert "20 năm" in page.one("dl").words
    page = read(send(client, f"{base}/documents", added=f"{first}\n{second}\n"))
    order = listed(page)
    assert set(order) == {first, second}
    page = read(send(client, f"{base}/order", move=f"+{order[0]}"))
    assert listed(page) == order[::-1]
    assert listed(read(send(client, f"{base}/order", move="date"))) == order
    assert listed(read(send(client, f"{base}/documents", taken=[first]))) == [second]
    closed = read(send(client, f"{base}/status", status="closed"))
    assert listed(closed) == []
    assert "Đã kết thúc" in closed.one("dl").words
    assert "01.MT" in read(client.get("/dossiers", params={"q": "moi truong"})).one("table").words


def test_what_cannot_be_filed_is_said_and_nothing_is_lost(client: TestClient) -> None:
    base = open_dossier(client, title="Thi đua")
    answer = send(client, f"{base}/documents", added="99999/QĐ-KHONG")
    assert "99999/QĐ-KHONG" in read(answer, 422).one("p", role="alert").words
    page = read(send(client, "/dossiers", title="Khen thưởng", retention="mãi mãi"), 422)
    assert page.one("input", name="title").attributes["value"] == "Khen thưởng"
    assert "mãi mãi" in page.one("p", role="alert").words


def test_many_documents_are_filed_and_tagged_at_once(client: TestClient, folder: Path) -> None:
    base = open_dossier(client, title="Hồ sơ chung")
    page = read(client.get("/dossiers/arrangement", params={"unfiled": "1"}))
    boxes = [box.attributes["value"] for box in page.all("input", name="documents")]
    assert set(boxes) == set(documents(folder))
    filled = read(
        send(
            client,
            "/dossiers/arrangement",
            documents=boxes[:3],
            dossier=base.rpartition("/")[2],
            tags="môi trường, thi đua",
        )
    )
    assert set(listed(filled)) == set(boxes[:3])
    rest = read(client.get("/dossiers/arrangement", params={"unfiled": "1"}))
    assert len(rest.all("input", name="documents")) == len(boxes) - 3
    with Archive(folder) as archive:
        assert {tag.tag for tag in archive.tags()} == {"môi trường", "thi đua"}


def test_removing_asks_and_leaves_the_documents(client: TestClient, folder: Path) -> None:
    base = open_dossier(client, title="Tạm")
    page = read(send(client, f"{base}/removal"))
    assert page.one("form", action=f"{base}/removal").one("input", name="confirmed")
    before = documents(folder)
    read(send(client, f"{base}/removal", confirmed="1"))
    assert client.get(base).status_code == 404
    assert documents(folder) == before
