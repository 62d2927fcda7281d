"""Archives for tests of the pages and the API: made once from the corpus, copied for each test; a server, a browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from degraded.faces import only_fonts
from vbparse.archive.archive import Archive
from vbparse.web.app import create_app
from vbparse.web.settings import Settings
from web.serving import fill, serving

TYPED = (
    "02-so-ket-rac.txt",
    "05-duoi-nuoc-so.docx",
    "06-truong-hoc.pdf",
    "07-nguoi-cao-tuoi-tinh.pdf",
    "08-quyet-dinh-nha-o.md",
    "13-chuyen-doi-so-phuong.html",
    "16-xay-dung-ntm-bat-thuong.txt",
    "22-tap-van-ban-benh-dai.pdf",
)
"""Of each kind one that is read without another program."""
ADDRESS = "http://127.0.0.1:8000"
EXPECTED = ("status of 4", "ERR_CONNECTION_REFUSED")
"""What a page may complain of: answers that a test asks for, and a server that stops while pictures still load."""


def filled(folder: Path, *names: str) -> Path:
    """An archive of these files of the corpus."""
    fill(folder, *names)
    return folder


def held(folder: Path, name: str) -> str:
    """The id of the document of a file, of the first where it holds several."""
    with Archive(folder) as archive:
        return min(head.document for head in archive.documents() if head.name == name)


@pytest.fixture(scope="session")
def corpus_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that no test may change."""
    return filled(tmp_path_factory.mktemp("web") / "archive", *TYPED)


@pytest.fixture
def folder(corpus_archive: Path, tmp_path: Path) -> Path:
    """An archive of the test's own."""
    return Path(shutil.copytree(corpus_archive, tmp_path / "archive"))


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    """Whoever asks from this machine, over `folder`; what nobody foresaw is an answer of 500."""
    with TestClient(create_app(Settings(folder)), base_url=ADDRESS, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def served(folder: Path) -> Iterator[str]:
    """The address of a server over `folder`."""
    with serving(folder) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium; tests that want it are skipped where there is none."""
    playwright = pytest.importorskip("playwright.sync_api")
    program = shutil.which("chromium")
    if not program:
        pytest.skip("no chromium")
    playwright.expect.set_options(timeout=30_000)  # as long as a click may take: other things may run beside
    # what fits on a page depends on its letters
    with playwright.sync_playwright() as started, only_fonts("fonts-dejavu-core", "DejaVu Sans") as environment:
        chromium = started.chromium.launch(executable_path=program, args=["--no-sandbox"], env=environment)
        yield chromium
        chromium.close()


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    """A tab of its own; a test fails by what a page complains of in the console, such as what its CSP refuses."""
    context = browser.new_context(locale="vi-VN")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.complaints = complaints
    yield page
    context.close()
    assert not [text for text in complaints if not any(part in text for part in EXPECTED)], complaints


@pytest.fixture
def axe() -> Callable[[Any], list[str]]:
    """What axe-core finds on a page that is serious or worse."""
    from axe_playwright_python.sync_playwright import Axe

    def found(page: Any) -> list[str]:
        answer = Axe().run(page).response
        return [
            f"{one['id']}: {node['html'][:200]}"
            for one in answer["violations"]
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
        ]

    return found
