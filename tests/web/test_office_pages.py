"""Office files as pages over HTTP: pictures, places of values, words to select."""

from __future__ import annotations

import io
import shutil
import tarfile
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from readers.offices import needs_office
from vbparse.archive.archive import Archive
from vbparse.archive.folder import renditions
from vbparse.archive.store import backups
from vbparse.readers.page_words import read_words
from vbparse.web.app import create_app
from vbparse.web.settings import Settings
from vbparse.web.views.document import view_document
from vbparse.web.views.drawn import DrawnText
from vbparse.web.views.placing import place_words

from .conftest import ADDRESS, filled, held

pytestmark = [pytest.mark.slow, needs_office]
DOCX = ("04-bau-cu-tinh.docx", "05-duoi-nuoc-so.docx", "09-cong-van-tuyen-quan.docx")
LEGACY, PDF, TEXT = "21-nuoc-sach-nong-thon.doc", "06-truong-hoc.pdf", "02-so-ket-rac.txt"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive whose office files were all looked at."""
    folder = filled(tmp_path_factory.mktemp("office") / "archive", *DOCX, LEGACY, PDF, TEXT)
    with TestClient(create_app(Settings(folder)), base_url=ADDRESS) as client:
        for name in DOCX:
            assert client.get(address(folder, name)).status_code == 200
    return folder


@pytest.fixture
def folder(office: Path, tmp_path: Path) -> Path:
    """An archive of the test's own."""
    return Path(shutil.copytree(office, tmp_path / "archive"))


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(folder)), base_url=ADDRESS) as client:
        yield client


def address(folder: Path, name: str, rest: str = "") -> str:
    return f"/documents/{quote(held(folder, name), safe='')}{rest}"


def test_a_docx_is_shown_as_pages_with_its_values_on_them(client: TestClient, folder: Path) -> None:
    shown = client.get(address(folder, DOCX[0])).text
    assert shown.count('class="sheet"') == 4
    assert shown.count("<rect") > 150
    assert 'class="line"' not in shown
    text = client.get(address(folder, DOCX[0], "?view=text")).text
    assert 'class="sheet"' not in text
    assert 'class="line"' in text


def test_its_pages_have_pictures_large_and_small(client: TestClient, folder: Path) -> None:
    small = client.get(address(folder, DOCX[1], "/pages/1.png?width=160"))
    assert Image.open(io.BytesIO(small.content)).size == (160, 226)
    again = client.get(
        address(folder, DOCX[1], "/pages/1.png?width=160"), headers={"If-None-Match": small.headers["etag"]}
    )
    assert again.status_code == 304
    assert client.get(address(folder, DOCX[1], "/pages/100.png")).status_code == 404


def fold(text: str) -> Counter[str]:
    """Letters and marks, however a tone is placed."""
    return Counter(x for x in unicodedata.normalize("NFD", text.lower()) if x.isalnum() or unicodedata.combining(x))


@pytest.mark.parametrize("name", DOCX)
def test_nearly_every_value_has_its_words_under_its_boxes(folder: Path, name: str) -> None:
    with Archive(folder) as archive:
        document = archive.document(held(folder, name))
    pages = read_words(renditions.path_of(folder, document.source.sha256).read_bytes())
    text = document.text or ""
    drawn = DrawnText(text, place_words(text, pages))
    letters = [
        (word.glyphs.page, (left + right) / 2, (word.glyphs.top + word.glyphs.bottom) / 2, letter)
        for page in pages
        for word in page
        for letter, left, right in zip(word.text, word.glyphs.left, word.glyphs.right, strict=True)
    ]
    spans = [span for value in view_document(document).values() for span in value.spans]
    placed = [(span, boxes) for span in spans if (boxes := drawn.boxes(span))]
    assert len(placed) >= 0.97 * len(spans) > 60
    for (start, end), boxes in placed:
        under = [
            letter
            for box in boxes
            for page, x, y, letter in letters
            if page == box.page and box.left <= x <= box.right and box.top <= y <= box.bottom
        ]
        assert fold("".join(under)) == fold(text[start:end])


@pytest.mark.parametrize("name", [DOCX[1], PDF])
def test_words_of_a_page_tell_where_they_stand_in_the_text(client: TestClient, folder: Path, name: str) -> None:
    answer = client.get(address(folder, name, "/pages/1.json"))
    page = answer.json()
    assert answer.headers["cache-control"].startswith("private")
    assert (page["page"], round(page["width"]), round(page["height"])) == (1, 595, 842)
    with Archive(folder) as archive:
        text = archive.document(held(folder, name)).text or ""
    placed = [word for word in page["words"] if word[5] is not None]
    assert len(placed) > 200
    assert len(placed) >= 0.98 * len(page["words"])
    assert all(text[start:end] == word for word, *_, start, end in placed)
    assert all(0 <= left < right <= 596 and 0 <= top < bottom <= 843 for _, left, top, right, bottom, *_ in placed)
    same = client.get(address(folder, name, "/pages/1.json"), headers={"If-None-Match": answer.headers["etag"]})
    assert (same.status_code, same.content) == (304, b"")
    assert client.get(address(folder, name, "/pages/1.json")).content == answer.content


def test_files_without_pages_have_no_words_on_them(client: TestClient, folder: Path) -> None:
    assert client.get(address(folder, TEXT, "/pages/1.json")).status_code == 404
    assert client.get(address(folder, DOCX[0], "/pages/9.json")).status_code == 404
    assert client.get(address(folder, LEGACY, "/pages/1.png")).status_code == 404
    assert 'class="line"' in client.get(address(folder, LEGACY)).text


def test_words_are_found_out_once_and_again_for_another_text(client: TestClient, folder: Path) -> None:
    id_ = held(folder, DOCX[1])
    kept = renditions.words_path(folder, id_)
    before = kept.read_bytes()
    kept.write_bytes(b"of another text\n[[]]")
    client.get(address(folder, DOCX[1]))
    assert kept.read_bytes() == before


def test_with_a_document_its_pages_go(client: TestClient, folder: Path) -> None:
    id_ = held(folder, DOCX[0])
    assert len(list((folder / "renditions" / id_[:2]).glob(f"{id_[:64]}.*"))) == 2
    with Archive(folder) as archive:
        archive.remove(id_, why="nhầm")
    assert not list((folder / "renditions").rglob(f"{id_[:64]}.*"))


def test_a_backup_holds_no_pages_and_they_are_made_again(folder: Path, tmp_path: Path) -> None:
    with Archive(folder) as archive:
        backups.write_backup(archive.store, tmp_path / "kho.tar")
    with tarfile.open(tmp_path / "kho.tar") as tar:
        assert not [name for name in tar.getnames() if name.startswith("renditions")]
    shutil.rmtree(folder / "renditions")
    with TestClient(create_app(Settings(folder)), base_url=ADDRESS) as client:
        assert client.get(address(folder, DOCX[2], "/pages/1.png")).status_code == 200
    assert renditions.path_of(folder, held(folder, DOCX[2])[:64]).exists()
