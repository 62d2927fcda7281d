"""Pictures of pages over HTTP."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from vbparse.archive.archive import Archive
from vbparse.ingest.inputs import Given
from vbparse.ingest.keep import ingest
from vbparse.web.app import create_app
from vbparse.web.background import errands
from vbparse.web.pages.pictures import PictureCache
from vbparse.web.settings import Settings

BASE = "http://127.0.0.1:8000"
NAMES = ("01-phan-loai-rac.txt", "06-truong-hoc.pdf", "22-tap-van-ban-benh-dai.pdf")


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> tuple[Path, dict[str, list[str]]]:
    """An archive, and the ids of its documents by the names of their files."""
    folder = tmp_path_factory.mktemp("pictures") / "kho"
    found: dict[str, list[str]] = {}
    with Archive(folder, create=True) as held:
        list(ingest(held.store, [Given(str(corpus / name)) for name in NAMES]))
        for document in held.store.document_ids():
            found.setdefault(held.document(document).source.name, []).append(document)
    return folder, found


@pytest.fixture(scope="module")
def client(documents: tuple[Path, dict[str, list[str]]]) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(documents[0])), base_url=BASE) as client:
        yield client


def address(document: str, number: int = 1, width: int | None = None) -> str:
    return f"/documents/{quote(document, safe='')}/pages/{number}.png" + (f"?width={width}" if width else "")


def test_a_page_is_drawn_and_may_be_kept(client: TestClient, documents: tuple[Path, dict[str, list[str]]]) -> None:
    (document,) = documents[1]["06-truong-hoc.pdf"]
    answer = client.get(address(document, width=700))
    assert answer.headers["content-type"] == "image/png"
    assert Image.open(io.BytesIO(answer.content)).width == 700
    assert answer.headers["cache-control"].startswith("private")
    again = client.get(address(document, width=700), headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(address(document, width=600), headers={"If-None-Match": answer.headers["etag"]})
    assert other.status_code == 200
    assert client.get(address(document, width=700)).content == answer.content


def test_parts_of_a_file_have_its_pages(client: TestClient, documents: tuple[Path, dict[str, list[str]]]) -> None:
    parts = documents[1]["22-tap-van-ban-benh-dai.pdf"]
    assert len(parts) > 1
    assert {"#" in part for part in parts} == {True}
    answers = [client.get(address(part, 1, 100)) for part in parts]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1


@pytest.mark.parametrize(
    ("name", "number", "width", "status"),
    [
        ("06-truong-hoc.pdf", 1000, None, 404),
        ("06-truong-hoc.pdf", 0, None, 422),
        ("06-truong-hoc.pdf", 1, 100_000, 422),
        ("01-phan-loai-rac.txt", 1, None, 404),
    ],
)
def test_what_is_not_there_is_told(
    client: TestClient,
    documents: tuple[Path, dict[str, list[str]]],
    name: str,
    number: int,
    width: int | None,
    status: int,
) -> None:
    answer = client.get(address(documents[1][name][0], number, width))
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_unknown_document_is_told(client: TestClient) -> None:
    assert client.get(address("0" * 64)).status_code == 404


def die(place: Path, number: int, width: int, part: object) -> None:
    """What a worker is to do in place of drawing."""
    os.kill(os.getpid(), signal.SIGSEGV)


def test_a_file_that_kills_its_worker_is_told_and_the_server_lives(
    client: TestClient, documents: tuple[Path, dict[str, list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    (document,) = documents[1]["06-truong-hoc.pdf"]
    with monkeypatch.context() as patched:
        patched.setattr(errands, "draw_page", die)
        answer = client.get(address(document, width=333))
        assert answer.status_code == 422
        assert "SIGSEGV" in answer.json()["detail"]
    assert client.get(address(document, width=333)).status_code == 200


def test_pictures_are_let_go_when_there_are_too_many() -> None:
    drawn = PictureCache(most=100)
    for number in range(5):
        drawn.add(("a", number, 900), bytes(30))
        drawn.picture(("a", 0, 900))
    assert drawn.picture(("a", 0, 900)) is not None  # looked at again and again
    assert drawn.picture(("a", 1, 900)) is None
    assert drawn.picture(("a", 4, 900)) is not None
    drawn.add(("b", 1, 900), bytes(200))
    assert drawn.picture(("a", 0, 900)) is None
